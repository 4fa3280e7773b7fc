"""A team that had nothing to count in a month had none: 0, and not the figure of more months."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from goldenthread.performance import queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.models import Reading, Reckoning
from goldenthread.performance.vocabulary import Level, Window
from tests.cast import NOON

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
DAYS = (date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31))
TEAM = "FSP North"
NORTH = queries.Place(key="team-1", name=TEAM, level="team", teams=(TEAM,))


def kept(day: Reckoning, code: str, window: Window, met: int, *, group: str = "",
         of: int | None = None, told: bool = True) -> Reading:  # fmt: skip
    return Reading(
        reckoning=day, code=code, window=window, level=Level.TEAM if group else Level.ALL,
        group=group, first=day.as_at.replace(day=1), met=met, eligible=met if of is None else of,
        told=told,
    )  # fmt: skip


@pytest.fixture
def days(cast: Cast) -> list[Reckoning]:
    """A team that holds 20 children; it began an enquiry in August and none since."""
    found = []
    for number, day in enumerate(DAYS):
        one = Reckoning.objects.create(
            as_at=day, fingerprint=f"{day}", load="LOD-0001", load_as_at=day, at=NOON
        )
        found.append(one)
        rows = [
            kept(one, "SP01", Window.MONTH, 30),
            kept(one, "SP01", Window.ROLLING_6_MONTHS, 180),
            kept(one, "SP01", Window.ROLLING_6_MONTHS, 7, group=TEAM),
            kept(one, "AS02", Window.MONTH, 300, of=330),
            kept(one, "AS02", Window.ROLLING_6_MONTHS, 9, of=10, group=TEAM),
            kept(one, "RF03", Window.ROLLING_6_MONTHS, 60, of=300),
            kept(one, "RF03", Window.ROLLING_12_MONTHS, 99, of=500),
            kept(one, "RF03", Window.ROLLING_12_MONTHS, 3, of=10, group=TEAM),
            kept(one, "CN01", Window.SNAPSHOT, 20, group=TEAM),
            kept(one, "CN01", Window.SNAPSHOT, 3000),
        ]
        if number == 0:
            rows.append(kept(one, "SP01", Window.MONTH, 1, group=TEAM))
        Reading.objects.bulk_create(rows)
    return found[::-1]


def test_the_month_of_a_team_without_any_is_nought(days: list[Reckoning]) -> None:
    row = next(
        one for one in queries.catalogue(NORTH, days, days[0]) if one.indicator.code == "SP01"
    )
    assert row.now is not None
    assert (row.window, row.now.value) == (Window.MONTH, 0)
    assert queries.told_over(NORTH, CATALOGUE["SP01"], days[0]) == Window.MONTH
    line = queries.trend(NORTH, CATALOGUE["SP01"], days, Window.MONTH)
    assert [one.answer.value for one in line] == [1, 0, 0]


def test_a_share_is_told_over_the_same_window_as_the_council(days: list[Reckoning]) -> None:
    """The team has none in six months, and three of ten in a year: six months count nothing."""
    row = next(
        one for one in queries.catalogue(NORTH, days, days[0]) if one.indicator.code == "RF03"
    )
    assert row.now is not None
    assert (row.window, row.now.eligible, row.now.told) == (Window.ROLLING_6_MONTHS, 0, True)
    assert queries.told_over(NORTH, CATALOGUE["RF03"], days[0]) == Window.ROLLING_6_MONTHS


def test_teams_beside_each_other_have_their_noughts_too(days: list[Reckoning]) -> None:
    council = queries.Place(key="all", name="All", level="all", teams=())
    for place in (council, NORTH):
        (one,) = queries.groups(place, CATALOGUE["SP01"], days[0], Window.MONTH)
        assert (one.group, one.value) == (TEAM, 0)
    (one,) = queries.groups(council, CATALOGUE["SP01"], days[-1], Window.MONTH)
    assert one.value == 1
    assert queries.groups(council, CATALOGUE["AS02"], days[0], Window.MONTH) == []


def test_of_a_share_nothing_to_count_stays_no_figure(days: list[Reckoning]) -> None:
    row = next(
        one for one in queries.catalogue(NORTH, days, days[0]) if one.indicator.code == "AS02"
    )
    assert row.window == Window.ROLLING_6_MONTHS


def test_a_team_that_holds_no_child_that_day_is_not_there(days: list[Reckoning]) -> None:
    Reading.objects.filter(reckoning=days[0], code="CN01", group=TEAM).delete()
    line = queries.trend(NORTH, CATALOGUE["SP01"], days, Window.MONTH)
    assert [one.as_at for one in line] == list(DAYS[:2])


def test_where_loads_do_not_tell_there_is_no_nought(days: list[Reckoning]) -> None:
    Reading.objects.filter(reckoning=days[0], code="SP01", level=Level.ALL).update(told=False)
    line = queries.trend(NORTH, CATALOGUE["SP01"], days, Window.MONTH)
    assert [one.as_at for one in line] == list(DAYS[:2])


def test_the_charts_of_teams_have_their_noughts_too(days: list[Reckoning], cast: Cast) -> None:
    code = next(
        one.code for one in CATALOGUE.values()
        if one.code in queries.COUNTED and one.better != "neutral"
    )  # fmt: skip
    window = CATALOGUE[code].trend
    Reading.objects.bulk_create(kept(day, code, window, 5) for day in days)
    Reading.objects.create(
        reckoning=days[2], code=code, window=window, level=Level.TEAM, group=cast.fsp_north.name,
        first=DAYS[0], met=1, eligible=1,
    )  # fmt: skip
    Reading.objects.filter(code="CN01", level=Level.TEAM).update(group=cast.fsp_north.name)
    charts = [one for one in queries.charts_of_parts(days) if one.indicator.code == code]
    team = next(one for one in charts if one.level == Level.TEAM)
    assert [one.answer.met for one in team.points] == [1, 0, 0]


def test_what_a_team_only_has_over_longer_times_has_no_noughts_of_months(
    days: list[Reckoning],
) -> None:
    """The year counts a child for the team of now, the month for the team of then."""
    Reading.objects.filter(code="SP01", window=Window.MONTH, group=TEAM).delete()
    assert queries.trend(NORTH, CATALOGUE["SP01"], days, Window.MONTH) == []
    row = next(
        one for one in queries.catalogue(NORTH, days, days[0]) if one.indicator.code == "SP01"
    )
    assert row.window == Window.ROLLING_6_MONTHS


def test_what_came_later_changes_nothing_of_what_was_said(days: list[Reckoning]) -> None:
    """As it was known before a team had its first, there is no nought (N04)."""
    Reading.objects.filter(code="SP01", window=Window.MONTH, group=TEAM).delete()
    Reading.objects.bulk_create([kept(days[0], "SP01", Window.MONTH, 2, group=TEAM)])
    before = days[1:]
    assert queries.trend(NORTH, CATALOGUE["SP01"], before, Window.MONTH) == []
    row = next(
        one for one in queries.catalogue(NORTH, before, before[0]) if one.indicator.code == "SP01"
    )
    assert row.window == Window.ROLLING_6_MONTHS
    line = queries.trend(NORTH, CATALOGUE["SP01"], days, Window.MONTH)
    assert [one.answer.value for one in line] == [0, 0, 2]
