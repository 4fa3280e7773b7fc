"""Small numbers that leave: nobody works one out from the rest (PER-8)."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.performance import queries
from goldenthread.performance.models import Reading
from goldenthread.performance.rules import withheld
from goldenthread.performance.tests.test_pages import load, page, status, take
from goldenthread.trail.models import Event
from tests.cast import Cast

NUMBER = st.one_of(st.integers(0, 7), st.integers(0, 60))
SHARES = st.dictionaries(
    st.sampled_from("ABCD"),
    st.dictionaries(st.sampled_from("pqrst"), st.tuples(NUMBER, NUMBER), min_size=1),
    min_size=1,
)
COUNTS = st.dictionaries(
    st.sampled_from("ABCD"),
    st.dictionaries(st.sampled_from("pqrst"), st.tuples(NUMBER), min_size=1),
    min_size=1,
)


def cells_of(groups: dict[str, dict[str, tuple[int, ...]]]) -> dict[tuple[str, str], list[Any]]:
    """Every cell with the leaves that it is the sum of."""
    leaves = [(area, team) for area, teams in groups.items() for team in teams]
    return {
        ("all", ""): leaves,
        **{(area, ""): [one for one in leaves if one[0] == area] for area in groups},
        **{one: [one] for one in leaves},
    }


def spans(
    groups: dict[str, dict[str, tuple[int, ...]]], hidden: frozenset[tuple[str, str]]
) -> dict[tuple[tuple[str, str], int], tuple[int, int]]:
    """What a reader can still think of each number of a hidden cell: least and greatest.

    They know every number shown, every sum, and that a team is hidden only if it is not nought.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    cells = cells_of(groups)
    leaves = cells["all", ""]
    many = len(next(iter(next(iter(groups.values())).values())))
    place = {(leaf, part): i for i, (leaf, part) in enumerate(
        (leaf, part) for leaf in leaves for part in range(many)
    )}  # fmt: skip
    rows, low, high = [], [], []
    for cell, beneath in cells.items():
        for part in range(many):
            row = np.zeros(len(place))
            for leaf in beneath:
                row[place[leaf, part]] = 1
            if cell not in hidden:
                value = sum(groups[area][team][part] for area, team in beneath)
                rows.append(row)
                low.append(value)
                high.append(value)
    for leaf in leaves:
        if leaf in hidden:
            row = np.zeros(len(place))
            for part in range(many):
                row[place[leaf, part]] = 1
            rows.append(row)
            low.append(1)
            high.append(np.inf)
    found = {}
    for cell in hidden:
        for part in range(many):
            aim = np.zeros(len(place))
            for leaf in cells[cell]:
                aim[place[leaf, part]] = 1
            ends = []
            for sign in (1, -1):
                answer = milp(
                    sign * aim,
                    integrality=np.ones(len(place)),
                    bounds=Bounds(0, 1000),
                    constraints=LinearConstraint(np.array(rows), low, high),
                )
                assert answer.success
                ends.append(round(sign * answer.fun))
            found[cell, part] = (ends[0], ends[1])
    return found


@settings(max_examples=150, deadline=None)
@given(groups=st.one_of(SHARES, COUNTS))
def test_no_small_number_can_be_worked_out_from_what_is_shown(
    groups: dict[str, dict[str, tuple[int, ...]]],
) -> None:
    hidden = withheld(groups)
    cells = cells_of(groups)
    for cell, beneath in cells.items():
        numbers = [sum(col) for col in zip(*(groups[a][t] for a, t in beneath), strict=True)]
        if any(1 <= number <= 5 for number in numbers):
            assert cell in hidden, cell
    for (cell, part), (least, greatest) in spans(groups, hidden).items():
        value = sum(groups[area][team][part] for area, team in cells[cell])
        if 1 <= value <= 5:
            assert least < greatest, (cell, part, value)


@settings(max_examples=150, deadline=None)
@given(groups=st.one_of(SHARES, COUNTS))
def test_what_is_hidden_under_a_sum_that_is_shown_is_not_small_together(
    groups: dict[str, dict[str, tuple[int, ...]]],
) -> None:
    hidden = withheld(groups)
    families = [
        *((("all", ""), [(area, "") for area in groups]),),
        *(((area, ""), [(area, team) for team in groups[area]]) for area in groups),
    ]
    cells = cells_of(groups)
    for whole, among in families:
        away = [one for one in among if one in hidden]
        if whole in hidden or not away:
            continue
        assert len(away) > 1
        for part in zip(*(groups[a][t] for one in away for a, t in cells[one]), strict=True):
            assert not 1 <= sum(part) <= 5


def test_what_is_large_is_shown_and_nought_too() -> None:
    assert withheld({"A": {"p": (10, 20), "q": (0, 12)}, "B": {"r": (9, 9)}}) == frozenset()
    assert withheld({}, (40, 12)) == frozenset()
    assert withheld({}, (40, 3)) == {("all", "")}


def test_a_small_team_takes_the_next_smallest_of_its_service_with_it() -> None:
    groups = {"A": {"p": (3,), "q": (20,), "r": (9,)}, "B": {"s": (30,)}}
    assert withheld(groups) == {("A", "p"), ("A", "r")}


def test_a_service_of_one_small_team_takes_another_service_with_it() -> None:
    groups = {"A": {"p": (3,)}, "B": {"s": (30,), "t": (0,)}, "C": {"u": (40,)}}
    assert withheld(groups) == {("A", ""), ("A", "p"), ("B", ""), ("B", "s")}


pages = pytest.mark.django_db


@pytest.fixture
def read(cast: Cast, tmp_path: Path, settings: object) -> Cast:
    """A load of three children on a plan in FSP North, and their figures."""
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    load(cast, tmp_path / "a.xlsx", plans=3)
    take(cast)
    return cast


def table(said: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(said.removeprefix("\ufeff"))))


@pages
@pytest.mark.parametrize("path", ["figures.csv", "indicators/CP11/points.csv"])
def test_files_withhold_small_numbers_and_say_so(read: Cast, path: str) -> None:
    for who in (read.director, read.priya, read.quinn):
        *rows, note = table(page(who, f"/performance/{path}"))
        found = next(row for row in rows if row["Code"] == "CP11")
        assert {found[name] for name in ("Numerator", "Denominator", "Met", "Eligible")} == {"c"}
        assert "Incomplete" not in found
        assert note["Code"].startswith("Numbers under 6 are not shown")


@pages
def test_a_file_of_points_has_one_window_since_months_follow_from_two_years_to_date(
    read: Cast,
) -> None:
    rows = table(page(read.director, "/performance/indicators/CP07/points.csv"))[:-1]
    assert len({row["Window"] for row in rows}) <= 1


@pages
def test_the_files_of_a_service_and_of_its_teams_withhold_the_same(read: Cast) -> None:
    (day,) = queries.reckoned()
    Reading.objects.filter(level="team").delete()
    for team, met in ((read.fsp_north, 3), (read.fsp_south, 30), (read.c4c_1, 40)):
        Reading.objects.create(
            reckoning=day, code="CP01", window="snapshot", level="team", group=team.name,
            first=day.as_at, met=met, eligible=met,
        )  # fmt: skip
    Reading.objects.filter(level="all", code="CP01").update(met=73, eligible=73)
    hidden = queries.withheld_keys([day], ["CP01"])[day.pk, "CP01", "snapshot"]
    assert hidden == {f"team-{read.fsp_north.pk}", f"team-{read.fsp_south.pk}"}
    for who, where, shown in (
        (read.priya, f"team-{read.fsp_north.pk}", "c"),
        (read.helen, f"team-{read.fsp_south.pk}", "c"),
        (read.helen, f"area-{read.fsp.pk}", "33"),
        (read.director, "all", "73"),
    ):
        rows = table(page(who, f"/performance/figures.csv?where={where}"))
        assert next(row for row in rows if row["Code"] == "CP01")["Met"] == shown


@pages
@pytest.mark.parametrize(
    ("who", "may"),
    [("director", True), ("ana", True), ("helen", False), ("priya", False), ("quinn", False)],
)
def test_small_numbers_leave_only_with_who_may_see_every_child(
    read: Cast, who: str, *, may: bool
) -> None:
    path = "/performance/small-numbers/figures.csv"
    person = getattr(read, who)
    assert status(person, path) == (200 if may else 404)
    assert ("Download with small numbers" in page(person, "/performance/")) is may


@pages
def test_who_takes_small_numbers_says_what_for_and_the_trail_keeps_it(read: Cast) -> None:
    client = Client()
    client.force_login(read.ana)
    path = "/performance/small-numbers/figures.csv"
    assert "Say what the file is for" in client.post(path, {}).content.decode()
    assert not Event.objects.filter(what="performance.small_numbers").exists()
    answer = client.post(path, {"why": "inspection"})
    assert "with-small-numbers" in answer["Content-Disposition"]
    found = next(row for row in table(answer.content.decode()) if row["Code"] == "CP11")
    assert (found["Met"], found["Eligible"]) == ("3", "3")
    event = Event.objects.get(what="performance.small_numbers")
    assert (event.by, event.about) == (read.ana, "figures")
    assert event.detail["why"] == "inspection"
    points = client.post("/performance/small-numbers/points.xlsx?code=CP11", {"why": "check"})
    assert points["Content-Type"].endswith("sheet")
    assert date(2026, 10, 31) in {one.as_at for one in queries.reckoned()}
