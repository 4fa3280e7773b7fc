"""Limits frozen at the day of an action: what it changed shows sooner, and is said (R02)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from goldenthread import stats
from goldenthread.actions.models import Action
from goldenthread.actions.vocabulary import State
from goldenthread.performance import operations, queries, rules
from goldenthread.performance.models import PerformanceException, Reading, Reckoning
from goldenthread.performance.queries import Point
from goldenthread.performance.tests.test_grid import history
from goldenthread.performance.tests.test_limits import (
    Measure,
    counts,
    day_of,
    days,
    point,
    shares,
)
from goldenthread.performance.vocabulary import Chart, Level, Unit, Variation, Window
from tests.cast import NOON

if TYPE_CHECKING:
    from tests.cast import Cast

LOW = [61, 58, 60, 63, 57, 60, 62, 59, 61, 60, 58, 61]
BETTER = [68, 74, 76, 78, 77, 79]
BEGUN = day_of(11) + timedelta(days=4)
"""Between the twelfth point and the thirteenth."""


def few(met: list[int]) -> list[Point]:
    return [point(i, Unit.PERCENT, met=one, eligible=14) for i, one in enumerate(met)]


@pytest.mark.parametrize(
    ("points", "chart"),
    [
        (shares([*LOW, *BETTER]), Chart.P),
        (few([8, 9, 7, 8, 10, 8, 9, 7, 8, 9, 8, 9, 13, 14, 13]), Chart.P),
        (counts([2, 3, 1, 4, 2, 3, 2, 1, 3, 2, 4, 2, 9, 8, 10]), Chart.C),
        (counts([20, 22, 19, 21, 23, 20, 18, 22, 21, 20, 19, 21, 34, 36, 35]), Chart.XMR),
        (days([30, 32, 29, 31, 33, 30, 28, 32, 31, 30, 29, 31, 44, 46, 45]), Chart.XMR),
        (
            counts([200, 204, 199, 203, 206, 201, 205, 202, 199, 204, 208, 203, 209, 230, 236],
                   Window.SNAPSHOT),
            Chart.NET_CHANGE,
        ),
    ],
)  # fmt: skip
def test_the_lines_are_those_of_the_points_before_the_action(
    points: list[Point], chart: Chart
) -> None:
    window = points[0].answer.period.window
    measure = Measure(trend=window)
    frozen = rules.judged(measure, points, acted=BEGUN)
    before = rules.judged(measure, points[:12])
    assert (frozen.chart, frozen.base, frozen.acted) == (chart, 12, BEGUN)
    for one, other in zip(frozen.spots, before.spots, strict=False):
        assert one.centre == pytest.approx(other.centre)
        assert one.upper == pytest.approx(other.upper)
    if chart not in (Chart.P, Chart.NET_CHANGE):
        assert frozen.spots[-1].upper == pytest.approx(before.spots[-1].upper)
    moving = rules.judged(measure, points)
    assert frozen.spots[-1].upper != pytest.approx(moving.spots[-1].upper)


def test_what_an_action_changed_shows_sooner() -> None:
    points = shares([*LOW, 68, 72, 71])
    assert rules.judged(Measure(), points, acted=BEGUN).variation is Variation.BETTER
    assert rules.judged(Measure(), points).variation is Variation.COMMON


@pytest.mark.parametrize(
    ("points", "acted", "steps", "base", "said"),
    [
        (shares([*LOW, *BETTER]), BEGUN, (), 12, "is that of the 12 points before it, and stays"),
        (shares([*LOW, *BETTER]), day_of(11), (), None, "Fewer than 12 points come before it"),
        (shares(LOW), BEGUN, (), None, ""),
        (shares([*LOW, *BETTER]), BEGUN, (day_of(14),), None, "Fewer than 12 points"),
        (shares([*LOW, *BETTER]), None, (), None, ""),
    ],
    ids=["twelve before", "its own day is no day before", "nothing since", "a step since", "none"],
)
def test_when_it_is_frozen_and_what_is_said(
    points: list[Point], acted: date | None, steps: tuple[date, ...], base: int | None, said: str
) -> None:
    found = rules.judged(Measure(), points, acted=acted, steps=steps)
    assert found.base == base
    words = rules.frozen_words(found, "ACT-0007")
    assert said in words
    assert bool(words) is bool(said)


@given(
    st.lists(st.integers(0, 20), min_size=2, max_size=24),
    st.integers(1, 24),
    st.booleans(),
)
def test_a_chart_with_a_baseline_has_the_lines_of_the_baseline_alone(
    met: list[int], baseline: int, exact: bool
) -> None:
    of = [20] * len(met)
    whole = stats.p_chart(met, of, exact=exact, baseline=baseline)
    part = stats.p_chart(met[:baseline], of[:baseline], exact=exact)
    assert whole.cl == part.cl
    assert whole.ucl[:baseline] == part.ucl
    assert set(whole.ucl) == set(part.ucl)
    laney = stats.p_prime_chart(met, of, baseline=baseline)
    assert laney.sigma_z == stats.p_prime_chart(met[:baseline], of[:baseline]).sigma_z


@pytest.fixture
def acting(cast: Cast) -> Cast:
    """FSP North was late on visits, and Priya acts since the twelfth month."""
    history(18, [*LOW, *BETTER], ("CP10",))
    for reckoning in Reckoning.objects.all():
        one = Reading.objects.get(reckoning=reckoning)
        one.pk, one.level, one.group = None, Level.TEAM, "FSP North"
        one.save()
    found = PerformanceException.objects.create(
        kind="signal", code="CP10", level="team", group="FSP North", first_on=day_of(11), at=NOON
    )
    operations.set_action(
        exception=found, finding="61 of 100", what="A worker covers the visits of who is away",
        why="", success="Visits on time", owner=cast.priya, due=date(2026, 12, 1), token="t1",
        by=cast.helen, at=datetime(BEGUN.year, BEGUN.month, BEGUN.day, 12, tzinfo=UTC),
    )  # fmt: skip
    return cast


def page(cast: Cast, path: str) -> str:
    client = Client()
    client.force_login(cast.helen)
    answer = client.get(f"/performance/indicators/CP10/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_the_page_says_that_limits_are_frozen_and_shows_them_unfrozen(acting: Cast) -> None:
    where = f"where=team-{acting.fsp_north.pk}"
    text = page(acting, f"?{where}")
    words = f"Action {Action.objects.get().reference} began on 4 January 2026: the usual range is"
    assert text.count(words) >= 3, "in the sentence, beside the chart, and for who hears the chart"
    assert "the 12 points before the action" in text
    assert "limits=all" in text
    unfrozen = page(acting, f"?{where}&limits=all")
    assert "These are the limits of all points" in unfrozen
    assert words not in unfrozen
    assert ">Action<" in page(acting, f"chart.svg?{where}")
    assert ">Action<" not in page(acting, f"chart.svg?{where}&limits=all")


@pytest.mark.django_db
def test_an_action_for_a_team_freezes_its_own_line_only_and_while_it_is_under_way(
    acting: Cast,
) -> None:
    assert "began on" not in page(acting, "?where=all")
    mine = page(acting, f"?where=team-{acting.fsp_north.pk}")
    assert "began on" in mine
    (line,) = queries.lines(
        queries.Place(
            key=f"team-{acting.fsp_north.pk}", name="FSP North", level="team", teams=("FSP North",)
        ),
        queries.reckoned(),
        queries.reckoned()[0],
    )
    assert line.judged.base == 12, "in the grid as on its page"
    (chart,) = [
        one for one in queries.charts_of_parts(queries.reckoned()) if one.name == "FSP North"
    ]
    assert chart.acted == BEGUN, "for the exceptions, too"
    Action.objects.update(state=State.WITHDRAWN)
    assert "began on" not in page(acting, f"?where=team-{acting.fsp_north.pk}")
