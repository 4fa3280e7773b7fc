"""Lines of points drawn by hand, and what each tells: the chart, the signal, the target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import sqrt
from typing import Any

import pytest

from goldenthread.performance import rules
from goldenthread.performance.queries import Point
from goldenthread.performance.vocabulary import (
    Aim,
    Answer,
    Assurance,
    Better,
    Chart,
    Period,
    Signal,
    Unit,
    Variation,
    Window,
)


@dataclass(frozen=True, kw_only=True)
class Measure:
    code: str = "XX01"
    better: Better = Better.HIGHER
    trend: Window = Window.MONTH
    settles: str = ""


@dataclass(frozen=True, kw_only=True)
class Aimed:
    value: Decimal | None = Decimal(90)
    tolerance: Decimal = Decimal(5)
    place: str = "all"
    aim: str = Aim.TARGET
    window: str = Window.MONTH


def day_of(number: int) -> date:
    """The last days of the months from January 2025."""
    first = date(2025 + (number + 1) // 12, (number + 1) % 12 + 1, 1)
    return date.fromordinal(first.toordinal() - 1)


def point(number: int, unit: Unit, window: Window = Window.MONTH, **given: Any) -> Point:
    last = given.pop("last", day_of(number))
    first = last.replace(day=1) if window == Window.MONTH else last
    period = Period(window=window, first=first, last=last)
    answer = Answer(code="XX01", unit=unit, period=period, **given)
    return Point(as_at=last, load="LOD-0001", answer=answer)


def shares(met: list[int], of: int = 100) -> list[Point]:
    return [point(i, Unit.PERCENT, met=one, eligible=of) for i, one in enumerate(met)]


def counts(met: list[int], window: Window = Window.MONTH) -> list[Point]:
    return [point(i, Unit.COUNT, window, met=one, eligible=one) for i, one in enumerate(met)]


def days(totals: list[int]) -> list[Point]:
    return [
        point(i, Unit.DAYS, total=10 * one, met=10, eligible=10) for i, one in enumerate(totals)
    ]


STEADY = [80, 82, 79, 81, 80, 78, 81, 80, 82, 79, 80, 81]


@pytest.mark.parametrize(
    ("name", "met", "signal", "high"),
    [
        ("steady", STEADY, None, None),
        ("out above", [*STEADY, 96], Signal.OUTSIDE, True),
        ("out below", [*STEADY, 60], Signal.OUTSIDE, False),
        ("seven rise", [*STEADY, 77, 78, 79, 80, 81, 82, 83], Signal.TREND, True),
        ("six rise", [*STEADY, 79, 80, 81, 82, 83, 84], None, None),
        ("seven fall", [*STEADY, 84, 83, 82, 81, 80, 79, 78], Signal.TREND, False),
        ("two near the edge", [*STEADY, 90, 83, 90], Signal.TWO_IN_THREE, True),
        ("one near the edge", [*STEADY, 83, 82, 90], None, None),
        ("seven below", [*STEADY, *STEADY, 77, 78, 76, 77, 78, 77, 76], Signal.SHIFT, False),
        ("six below", [*STEADY, *STEADY, 82, 77, 78, 76, 77, 78, 77], None, None),
    ],
)  # fmt: skip
def test_the_four_rules_on_shares_of_100(
    name: str, met: list[int], signal: Signal | None, high: bool | None
) -> None:
    found = rules.judged(Measure(), shares(met))
    assert found.chart is Chart.P, name
    last = found.latest
    assert last is not None
    assert (last.signal, last.high) == (signal, high), name
    assert found.variation.changed is (signal is not None)


@pytest.mark.parametrize(
    ("better", "up", "wanted", "mark"),
    [
        (Better.HIGHER, True, Variation.BETTER, "better"),
        (Better.HIGHER, False, Variation.WORSE, "worse"),
        (Better.LOWER, True, Variation.WORSE, "worseup"),
        (Better.LOWER, False, Variation.BETTER, "betterdown"),
        (Better.NEUTRAL, True, Variation.HIGHER, "higher"),
        (Better.NEUTRAL, False, Variation.LOWER, "lower"),
    ],
)
def test_better_or_worse_is_said_only_where_one_way_is_better(
    better: Better, up: bool, wanted: Variation, mark: str
) -> None:
    found = rules.judged(Measure(better=better), shares([*STEADY, 96 if up else 60]))
    assert (found.variation, found.up) == (wanted, up)
    assert found.variation.mark(up=found.up) == mark
    assert found.new


def test_limits_of_shares_are_three_sigma_of_counting() -> None:
    last = rules.judged(Measure(), shares(STEADY)).latest
    assert last is not None
    assert last.lower is not None
    assert last.upper is not None
    centre = sum(STEADY) / 12
    sigma = 100 * sqrt(centre / 100 * (1 - centre / 100) / 100)
    assert (last.centre, last.lower, last.upper) == pytest.approx(
        (centre, centre - 3 * sigma, centre + 3 * sigma)
    )


@pytest.mark.parametrize(
    ("count", "trial", "lines", "words"),
    [
        (1, True, False, "1 point: there is no usual range under 5"),
        (4, True, False, "4 points: there is no usual range under 5"),
        (5, True, True, "Trial limits: 5 points"),
        (11, True, True, "Trial limits: 11 points"),
        (12, False, True, "within the usual range"),
    ],
)
def test_fewer_than_twelve_points_have_trial_limits_and_tell_nothing(
    count: int, trial: bool, lines: bool, words: str
) -> None:
    found = rules.judged(Measure(), shares(STEADY[:count]), Aimed(value=Decimal(99)))
    assert (found.count, found.trial) == (count, trial)
    assert (found.latest is not None and found.latest.upper is not None) is lines
    assert (found.variation is Variation.TOO_FEW) is trial
    assert (found.assurance is None) is trial
    assert words in rules.told(found)


def test_a_point_far_out_among_few_is_no_signal() -> None:
    found = rules.judged(Measure(), shares([*STEADY[:8], 20]))
    assert found.variation is Variation.TOO_FEW
    assert not any(one.signal for one in found.spots)
    assert "no signal" in rules.told(found)


NOISY = [600, 700, 560, 720, 590, 690, 610, 730, 570, 680, 600, 710]


@pytest.mark.parametrize(
    ("name", "points", "wanted"),
    [
        ("shares of a hundred", shares(STEADY), Chart.P),
        ("shares of a thousand that move too much", shares(NOISY, 1000), Chart.P_PRIME),
        ("shares of a thousand that do not", shares([one + 720 for one in STEADY], 1000), Chart.P),
        ("shares of nine", shares([7, 8, 7, 6, 8, 7, 7, 8, 6, 7, 8, 7], 9), Chart.P),
        ("shares of four", shares([3, 2, 4, 3, 3, 2, 3, 4, 3, 3, 2, 3], 4), Chart.NONE),
        ("nearly all", shares([98, 99, 97, 98, 99, 98, 97, 98, 99, 98, 98, 99]), Chart.P),
        ("numbers", counts(STEADY), Chart.XMR),
        ("small numbers", counts([2, 3, 1, 2, 4, 2, 3, 1, 2, 3, 2, 2]), Chart.C),
        ("rare", counts([0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]), Chart.G),
        ("a number on a day", counts(STEADY, Window.SNAPSHOT), Chart.NET_CHANGE),
        ("few on a day", counts([2, 1, 2, 3, 2, 2, 1, 2, 2, 3, 2, 2], Window.SNAPSHOT), Chart.RUN),
        ("days", days([30, 32, 29, 31, 30, 33, 28, 30, 31, 32, 29, 30]), Chart.XMR),
        ("days that never move", days([30] * 12), Chart.RUN),
    ],
)  # fmt: skip
def test_each_figure_gets_the_chart_that_suits_it(
    name: str, points: list[Point], wanted: Chart
) -> None:
    measure = Measure(trend=points[0].answer.period.window)
    found = rules.judged(measure, points)
    assert found.chart is wanted, name
    assert found.why
    assert rules.told(found).endswith(".")


def rates(met: list[int], population: int | None = 50_000) -> list[Point]:
    return [
        point(i, Unit.PER_10_000, met=one, eligible=one, population=population)
        for i, one in enumerate(met)
    ]


def test_a_rate_is_charted_over_the_children_and_the_part_of_the_year() -> None:
    found = rules.judged(Measure(better=Better.NEUTRAL), rates(STEADY))
    assert found.chart is Chart.U
    last = found.latest
    assert last is not None
    assert last.value == pytest.approx(81 / 5 * 365 / 31)
    moving = rules.judged(Measure(better=Better.NEUTRAL), rates([200, 320, 180, 330] * 3))
    assert moving.chart is Chart.U_PRIME
    unknown = rules.judged(Measure(), rates(STEADY, None))
    assert unknown.latest is None
    assert rules.told(unknown) == "There is no figure to chart."


def test_a_number_that_carries_over_is_judged_by_its_change() -> None:
    slow = [500 + 3 * i + (i % 3) for i in range(14)]
    found = rules.judged(
        Measure(better=Better.NEUTRAL, trend=Window.SNAPSHOT), counts(slow, Window.SNAPSHOT)
    )
    assert found.variation is Variation.COMMON
    assert "From the point before" in rules.told(found)
    jump = rules.judged(
        Measure(better=Better.NEUTRAL, trend=Window.SNAPSHOT),
        counts([*slow, slow[-1] + 60], Window.SNAPSHOT),
    )
    assert jump.variation is Variation.HIGHER


@pytest.mark.parametrize(
    ("gaps", "since", "wanted"),
    [
        ([2, 3, 2, 1, 2, 3], 3, Variation.COMMON),
        ([2, 3, 2, 1, 2, 3], 14, Variation.BETTER),
        ([2, 3], 6, Variation.NOT_CHARTED),
        ([9, 8, 9, 8, 9, 8, 9, 8, 1, 2, 1, 2, 1, 2, 1], 1, Variation.WORSE),
    ],
)
def test_a_rare_event_is_judged_by_the_months_between(
    gaps: list[int], since: int, wanted: Variation
) -> None:
    months = [1]
    for gap in gaps:
        months += [0] * gap + [1]
    found = rules.judged(Measure(better=Better.LOWER), counts(months + [0] * since))
    assert found.chart is Chart.G
    assert found.variation is wanted
    assert f"the last {since} month" in rules.told(found)


@pytest.mark.parametrize(
    ("better", "value", "wanted"),
    [
        (Better.HIGHER, 60, Assurance.HITS),
        (Better.HIGHER, 80, Assurance.BY_CHANCE),
        (Better.HIGHER, 99, Assurance.MISSES),
        (Better.LOWER, 60, Assurance.MISSES),
        (Better.LOWER, 80, Assurance.BY_CHANCE),
        (Better.LOWER, 99, Assurance.HITS),
        (Better.NEUTRAL, 60, None),
    ],
)
def test_a_target_beside_the_usual_range(
    better: Better, value: int, wanted: Assurance | None
) -> None:
    found = rules.judged(Measure(better=better), shares(STEADY), Aimed(value=Decimal(value)))
    assert found.assurance is wanted


def test_no_target_or_one_of_something_else_assures_nothing() -> None:
    line = shares(STEADY)
    assert rules.judged(Measure(), line).assurance is None
    chosen = Aimed(value=None, aim=Aim.BY_CHOICE)
    assert rules.judged(Measure(), line, chosen).assurance is None
    longer = Aimed(value=Decimal(900), window=Window.ROLLING_12_MONTHS)
    assert rules.judged(Measure(), counts(STEADY), longer).assurance is None
    assert (
        rules.judged(Measure(), counts(STEADY), Aimed(value=Decimal(81))).assurance
        is Assurance.BY_CHANCE
    )


def test_a_step_change_begins_a_new_stretch_with_limits_of_its_own() -> None:
    low = [60, 62, 59, 61, 60, 58, 61, 60, 62, 59, 60, 61]
    line = shares([*STEADY, *low])
    before = rules.judged(Measure(), line)
    assert before.variation is Variation.WORSE
    after = rules.judged(Measure(), line, steps=[date(2026, 1, 10)])
    assert (after.count, after.variation) == (12, Variation.COMMON)
    assert [one.stretch for one in after.spots] == [0] * 12 + [1] * 12
    late = rules.judged(Measure(), line, steps=[date(2026, 6, 30)])
    assert (late.count, late.trial, late.variation) == (7, True, Variation.TOO_FEW)
    never = rules.judged(Measure(), line, steps=[date(2024, 1, 1), date(2030, 1, 1)])
    assert {one.stretch for one in never.spots} == {0}


def test_a_new_definition_begins_a_new_stretch() -> None:
    line = shares(STEADY)
    line += [point(12 + i, Unit.PERCENT, met=40, eligible=100, version=2) for i in range(3)]
    found = rules.judged(Measure(), line)
    assert [one.stretch for one in found.spots][11:] == [0, 1, 1, 1]
    assert found.trial


def test_a_month_without_a_load_is_a_gap_that_no_run_crosses() -> None:
    rising = shares([*STEADY, 77, 78, 79, 80, 81, 82, 83])
    assert rules.judged(Measure(), rising).variation is Variation.BETTER
    found = rules.judged(Measure(), [*rising[:15], *rising[16:]])
    assert found.variation is Variation.COMMON
    assert found.spots[15].as_at == rising[15].as_at
    assert found.spots[15].answer is None
    assert rules.point_words(found.spots[15]) == "No figure"


def test_of_several_loads_in_a_month_the_last_counts_and_part_of_a_month_is_left_out() -> None:
    line = counts(STEADY)
    early = point(5, Unit.COUNT, met=1, eligible=1, last=date(2025, 6, 9))
    assert rules.judged(Measure(), [*line[:5], early, *line[5:]]) == rules.judged(Measure(), line)
    part = point(12, Unit.COUNT, met=20, eligible=20, last=date(2026, 1, 9))
    found = rules.judged(Measure(), [*line, part])
    assert found.spots[-1].part
    assert found.spots[-1].value is None
    assert found.variation is Variation.COMMON


def test_the_signal_is_new_only_the_first_time() -> None:
    assert rules.judged(Measure(), shares([*STEADY, 96])).new
    assert not rules.judged(Measure(), shares([*STEADY, 96, 97])).new
    assert not rules.judged(Measure(), shares(STEADY)).new


def test_how_far_the_newest_point_is_from_the_middle() -> None:
    found = rules.judged(Measure(), shares([*STEADY, 96]))
    last = found.latest
    assert last is not None
    assert last.value is not None
    assert last.centre is not None
    sigma = 100 * sqrt(last.centre / 100 * (1 - last.centre / 100) / 100)
    assert found.distance == pytest.approx((last.value - last.centre) / sigma)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            shares(STEADY),
            "It is within the usual range, 68% to 92%, so this is no more than chance.",
        ),
        (
            shares([*STEADY, 60]),
            "This is below the usual range, 66% to 91%, so something has changed.",
        ),
        (
            shares([*STEADY, *STEADY, 60, 61]),
            "This is below the usual range, 66% to 91%, for the second time running, so something "
            "has changed.",
        ),
        (
            shares([*STEADY, 77, 78, 79, 80, 81, 82, 83]),
            "It has risen without a break over seven points or more, so something has changed.",
        ),
        (
            shares([*STEADY, 90, 83, 90]),
            "Two of the last three are near the upper edge of the usual range, 70% to 93%, so "
            "something has changed.",
        ),
        (
            shares([*STEADY, *STEADY, 77, 78, 76, 77, 78, 77, 76]),
            "It is the seventh point in a row below the middle, so something has changed.",
        ),
        (shares([100] * 12), "It is 100% throughout: nothing moves."),
        (days([30] * 12), "It runs about its median, 30 days, so this is no more than chance."),
    ],
)  # fmt: skip
def test_what_is_told_in_a_sentence(line: list[Point], words: str) -> None:
    assert rules.told(rules.judged(Measure(), line)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (60, "All of the usual range meets the target of 60%"),
        (80, "The target of 80% lies within the usual range"),
        (99, "All of the usual range misses the target of 99%"),
    ],
)
def test_what_is_told_of_a_target(value: int, words: str) -> None:
    aimed = Aimed(value=Decimal(value))
    found = rules.judged(Measure(), shares(STEADY), aimed)
    assert words in rules.assured(found, aimed, Unit.PERCENT)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (60, "Before the change all of the usual range met it"),
        (80, "Before the change it was met or missed by chance"),
        (99, "Before the change all of the usual range missed it"),
    ],
)
def test_a_target_is_not_promised_from_limits_that_no_longer_hold(value: int, words: str) -> None:
    """A team at 15% once read that its target of 95% was missed by chance."""
    aimed = Aimed(value=Decimal(value))
    found = rules.judged(Measure(), shares([*STEADY, 50]), aimed)
    assert words in rules.assured(found, aimed, Unit.PERCENT)


def test_a_doubtful_chart_says_so() -> None:
    few = rules.judged(Measure(), shares([7, 8, 7, 6, 8, 7, 7, 8, 6, 7, 8, 7], 9))
    assert few.suitability.state == "tiny_denominator"
    assert "Few are counted" in rules.suits(few)
    assert rules.caveat(few) == "Read it with care: few are counted"
    sure = rules.judged(Measure(), shares(STEADY))
    assert rules.suits(sure) == rules.caveat(sure) == ""
    few = rules.judged(Measure(), shares([7, 8, 7, 6, 8, 7], 9))
    assert rules.suits(few)
    assert rules.caveat(few) == "", "too few points: there is no icon to doubt"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (shares([80])[0].answer, "71% to 87%"),
        (shares([8], 9)[0].answer, ""),
        (rates([0])[0].answer, "0 to 8.7 per 10,000"),
        (counts([80])[0].answer, ""),
    ],
)
def test_what_chance_alone_allows_about_a_figure(answer: Answer, words: str) -> None:
    assert rules.interval_words(answer) == words


@pytest.mark.parametrize(
    ("met", "of", "words"),
    [(1774, 2000, "87.2% to 90.0%"), (998, 1000, "99.3% to 99.9%"), (2000, 2000, "99.8% to 100%")],
)
def test_both_ends_of_a_range_are_said_as_finely(met: int, of: int, words: str) -> None:
    assert rules.interval_words(shares([met], of)[0].answer) == words


@pytest.mark.parametrize(
    ("met", "of"),
    [([3, 2, 4, 3, 2, 3], 4), ([39, 40, 40, 39, 40, 40], 40), ([9, 10, 8, 9, 10, 9], 12),
     ([800, 810, 790, 805, 795, 800], 1000)],
    ids=["under five", "nearly all", "few", "many"],
)  # fmt: skip
def test_why_a_chart_is_as_it_is_is_said_to_who_reads_it(met: list[int], of: int) -> None:
    why = rules.judged(Measure(), shares(met, of)).why
    assert why.endswith(".")
    for advice in ("show x of n", "chart the", "quarters", "known, and large"):
        assert advice not in why


def test_nothing_at_all_is_told_of_no_points() -> None:
    found = rules.judged(Measure(), [])
    assert (found.spots, found.latest, found.count) == ((), None, 0)
    assert found.variation is Variation.TOO_FEW
    assert rules.told(found) == "There is no figure to chart."


def test_points_that_cannot_be_set_beside_each_other_have_no_range_and_no_signal() -> None:
    line = shares([*STEADY, 20])
    assert rules.judged(Measure(), line).variation is Variation.WORSE
    told = rules.judged(Measure(settles="It takes longer."), line)
    assert (told.chart, told.why) == (Chart.NONE, "It takes longer.")
    assert told.variation is Variation.NOT_CHARTED
    assert all(one.signal is None and one.centre is None for one in told.spots)
