"""Teams beside each other: who is out of line, who is too small to say, and never a rank."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.performance import drawing, rules
from goldenthread.performance.vocabulary import Answer, Better, Beyond, Period, Unit, Window

MONTH = Period(window=Window.MONTH, first=date(2026, 10, 1), last=date(2026, 10, 31))


def team(name: str, met: int, of: int, unit: Unit = Unit.PERCENT) -> Answer:
    return Answer(code="XX01", unit=unit, period=MONTH, group=name, met=met, eligible=of)


ALIKE = [team(f"T{n}", met, 40) for n, met in enumerate((34, 36, 35, 33, 36, 34))]


@pytest.mark.parametrize(
    ("name", "teams", "wanted"),
    [
        ("alike", ALIKE, {}),
        ("one far below", [*ALIKE, team("Low", 15, 40)], {"Low": Beyond.BELOW}),
        ("one far above", [team(f"T{n}", 12 + n % 2, 40) for n in range(6)]
         + [team("High", 35, 40)], {"High": Beyond.ABOVE}),
        ("the same share of a few", [*ALIKE, team("Few", 2, 5)], {"Few": Beyond.TOO_FEW}),
        ("nought of ten", [*ALIKE, team("Ten", 0, 10)], {"Ten": Beyond.BELOW}),
    ],
)  # fmt: skip
def test_who_is_out_of_line(name: str, teams: list[Answer], wanted: dict[str, Beyond]) -> None:
    found = rules.funnel(teams)
    assert found is not None
    assert {
        one.answer.group: one.beyond for one in found.teams if one.beyond is not Beyond.IN_LINE
    } == wanted, name
    assert bool(found.out) is any(one is not Beyond.TOO_FEW for one in wanted.values())


@pytest.mark.parametrize(
    "teams",
    [
        ALIKE[:1],
        [],
        [team(f"T{n}", 5, 9) for n in range(8)],
        [team(f"T{n}", 30, 30, Unit.COUNT) for n in range(8)],
        [team("", 30, 40), ALIKE[0]],
    ],
)
def test_one_team_that_can_be_compared_is_beside_no_other(teams: list[Answer]) -> None:
    assert rules.funnel(teams) is None


def test_of_a_handful_the_plain_lines_count_and_one_far_out_moves_no_other() -> None:
    """How much four teams differ anyhow cannot be told; one of them drew the average away."""
    some = [team("A", 289, 850), team("B", 80, 426), team("C", 72, 414), team("D", 70, 404)]
    found = rules.funnel(some)
    assert found is not None
    assert not found.allows
    assert [one.answer.group for one in found.out] == ["A"]
    assert rules.funnel_words(found).startswith(
        "3 teams are about 18% together, leaving out A. Out of line: A (above"
    )


def test_teams_that_are_unlike_anyhow_have_lines_that_allow_for_it() -> None:
    unlike = [team(f"T{n}", met, 100) for n, met in enumerate((20, 80, 30, 70, 45, 55, 25, 75))]
    found = rules.funnel(unlike)
    assert found is not None
    assert found.allows
    assert not found.out


def test_a_team_far_out_does_not_widen_the_lines_it_is_judged_by() -> None:
    """Most teams see every child in time, which looks like unlikeness; one sees a third."""
    shares = ((32, 32), (24, 24), (17, 17), (26, 26), (24, 28), (25, 26), (22, 29), (20, 21),
              (14, 14), (37, 37), (19, 20), (25, 26))  # fmt: skip
    others = [team(f"T{n}", met, of) for n, (met, of) in enumerate(shares)]
    found = rules.funnel([*others, team("Low", 7, 19)])
    assert found is not None
    assert [one.answer.group for one in found.out] == ["Low"]
    assert found.aside == ("Low",)
    assert found.average == pytest.approx(100 * 285 / 300)


def test_lines_are_wider_where_few_are_counted() -> None:
    found = rules.funnel([*ALIKE, team("Small", 10, 12)])
    assert found is not None
    wide, narrow = found.teams[-1], found.teams[0]
    assert wide.upper is not None
    assert wide.lower is not None
    assert narrow.lower is not None
    assert narrow.upper is not None
    assert wide.upper - wide.lower > narrow.upper - narrow.lower


@pytest.mark.parametrize(
    ("teams", "words"),
    [
        (ALIKE, "6 teams are about 87% together. None is out of line: between the lines there is "
         "no rank."),
        ([*ALIKE, team("Low", 15, 40)], "6 teams are about 87% together, leaving out Low. Out of "
         "line: Low (below the others). Between the lines there is no rank."),
        ([team("A", 250, 250), team("B", 249, 250)], "2 teams are about more than 99% together. "
         "None is out of line: between the lines there is no rank."),
        ([*ALIKE, *ALIKE[:2], team("A", 4, 40), team("B", 3, 40)], None),
    ],
)  # fmt: skip
def test_what_the_funnel_shows_in_a_sentence(teams: list[Answer], words: str | None) -> None:
    if words is None:
        with pytest.raises(ValueError, match="twice"):
            rules.funnel(teams)
        return
    found = rules.funnel(teams)
    assert found is not None
    assert rules.funnel_words(found) == words


def test_what_is_set_aside_is_named_apart_from_what_is_out_of_line() -> None:
    """RF03 in October: one team was set aside, and two more lie beyond the lines of the rest."""
    some = [team("A", 25, 78), team("B", 76, 182), team("C", 6, 90), team("D", 9, 67)]
    found = rules.funnel(some)
    assert found is not None
    rest = [one for one in some if one.group not in found.aside]
    together = 100 * sum(one.met for one in rest) / sum(one.eligible for one in rest)
    assert found.average == pytest.approx(together), "of those that are not set aside"
    words = rules.funnel_words(found)
    assert words.startswith(f"{len(rest)} teams are about {together:.0f}% together")
    assert f"leaving out {', '.join(found.aside)}." in words


def test_between_the_two_lines_a_team_is_in_line_and_chance_is_told() -> None:
    """28 of 40 lies below the 95% line of 87%, and above the 99.8% line."""
    found = rules.funnel([*ALIKE, team("Low", 28, 40)])
    assert found is not None
    low = found.teams[-1]
    assert low.lower is not None
    assert low.near_lower is not None
    assert low.lower < 100 * 28 / 40 < low.near_lower
    assert low.beyond is Beyond.IN_LINE
    said = rules.funnel_key(found, Better.HIGHER)
    assert "of 7 that do not differ, one or more is beyond the dotted by chance 30 times" in said
    assert "diamond" not in said


@pytest.mark.parametrize(
    ("better", "words"),
    [
        (Better.NEUTRAL, "A diamond is out of line."),
        (Better.HIGHER, "A diamond is out of line and worse, a square out of line and better."),
    ],
)
def test_the_key_of_the_funnel_tells_the_shapes_that_are_there(better: Better, words: str) -> None:
    found = rules.funnel([*ALIKE, team("Low", 15, 40)])
    assert found is not None
    assert rules.funnel_key(found, better).endswith(words)


@pytest.mark.parametrize(
    ("beyond", "better", "mark"),
    [
        (Beyond.IN_LINE, Better.HIGHER, "wave"),
        (Beyond.TOO_FEW, Better.HIGHER, "none"),
        (Beyond.ABOVE, Better.HIGHER, "better"),
        (Beyond.BELOW, Better.HIGHER, "worse"),
        (Beyond.ABOVE, Better.LOWER, "worseup"),
        (Beyond.BELOW, Better.LOWER, "betterdown"),
        (Beyond.ABOVE, Better.NEUTRAL, "higher"),
        (Beyond.BELOW, Better.NEUTRAL, "lower"),
    ],
)
def test_the_shape_beside_the_words(beyond: Beyond, better: Better, mark: str) -> None:
    assert rules.beyond_mark(beyond, better) == mark


@pytest.mark.parametrize("narrow", [False, True])
def test_the_picture_names_only_who_is_out_of_line(narrow: bool) -> None:
    found = rules.funnel([*ALIKE, team("Low", 15, 40)])
    assert found is not None
    drawn = drawing.funnel(found, better=Better.HIGHER, narrow=narrow).decode()
    assert ">Low<" in drawn
    assert ">T0<" not in drawn
    for line in ("Together", "99.8% lines", "95% lines"):
        assert f">{line}<" in drawn, "told apart by dashes, with their names"
