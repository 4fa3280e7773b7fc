"""Charts of services and teams: what is found, and how little of it is chance."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.kernel.dates import months_after
from goldenthread.performance.rules import period_of
from goldenthread.performance.rules.exceptions import rank_of
from goldenthread.performance.rules.levels import Charted, Parts, judge_parts
from goldenthread.performance.vocabulary import Answer, Better, Level, Unit, Window
from goldenthread.performance.vocabulary.exceptions import ExceptionPolicy

TODAY = date(2026, 10, 31)
HOLLIN = ((25, 26), (32, 34), (25, 25), (28, 28), (28, 28), (26, 27), (16, 28), (12, 22), (13, 22),
          (9, 25), (6, 22), (3, 20))  # fmt: skip
"""Visits on time of the team of the borough that falls behind from its seventh month on."""
STEADY = ((22, 24), (21, 23), (23, 25), (20, 22), (22, 23), (21, 24), (20, 22), (22, 24), (23, 25),
          (21, 23), (20, 22), (22, 24))  # fmt: skip


@dataclass(frozen=True)
class Measure:
    code: str = "CP10"
    better: Better = Better.HIGHER
    trend: Window = Window.SNAPSHOT
    settles: str = ""


@dataclass(frozen=True)
class Point:
    as_at: date
    answer: Answer


def points(counts: tuple[tuple[int, int], ...], measure: Measure, unit: Unit) -> list[Point]:
    """One a month, the last of them today."""
    found = []
    for back, (met, of) in zip(range(len(counts) - 1, -1, -1), counts, strict=True):
        day = months_after(date(2026, 11, 1), -back) - timedelta(days=1)
        period = period_of(measure.trend, day)
        found.append(
            Point(day, Answer(code=measure.code, unit=unit, period=period, met=met, eligible=of))
        )
    return found


def chart(
    counts: tuple[tuple[int, int], ...],
    *,
    name: str = "FSP Hollin",
    level: Level = Level.TEAM,
    better: Better = Better.HIGHER,
    trend: Window = Window.SNAPSHOT,
    unit: Unit = Unit.PERCENT,
) -> Charted:
    measure = Measure(better=better, trend=trend)
    return Charted(indicator=measure, level=level, name=name, points=points(counts, measure, unit))


def judge(*charts: Charted) -> Parts:
    return judge_parts(charts, [TODAY])[TODAY]


@pytest.mark.parametrize("level", [Level.TEAM, Level.AREA])
def test_a_team_that_falls_behind_is_found_on_its_own_chart(level: Level) -> None:
    (raised,) = judge(chart(HOLLIN, level=level)).raised
    assert (raised.kind, raised.level, raised.group) == ("signal", level, "FSP Hollin")
    assert raised.said == "3 of 20 (15%)"
    assert "Below the usual range" in raised.why
    assert rank_of(raised, new=True) == 2


def test_of_better_than_usual_one_learns() -> None:
    (raised,) = judge(chart(HOLLIN, better=Better.LOWER)).raised
    assert rank_of(raised, new=True) == 7


@pytest.mark.parametrize(
    ("one", "charts", "few", "why"),
    [
        (chart(STEADY), 1, 0, "nothing unusual"),
        (chart(HOLLIN[1:]), 0, 1, "eleven points are too few to judge"),
        (chart(HOLLIN, better=Better.NEUTRAL), 0, 0, "neither way is better"),
        (chart((*HOLLIN[:-1], (0, 0))), 0, 1, "the newest has none to count"),
    ],
)
def test_what_is_not_listed(one: Charted, charts: int, few: int, why: str) -> None:
    found = judge(one)
    assert found.raised == [], why
    row = found.looked_at.get("FSP Hollin", [0, 0, 0.0, 0])
    assert (row[0], row[1]) == (charts, few), why


def test_a_signal_that_many_charts_give_by_chance_is_counted_and_not_listed() -> None:
    weak = chart((*STEADY[:-1], (15, 24)))
    others = [chart(STEADY, name=f"Team {number}") for number in range(100)]
    strict = ExceptionPolicy(by_chance_at_most=0.005)
    alone = judge_parts([weak], [TODAY], strict)[TODAY]
    among = judge_parts([weak, *others], [TODAY], strict)[TODAY]
    assert len(alone.raised) == 1
    assert among.raised == []
    assert among.looked_at["FSP Hollin"][3] == 1
    plain = judge_parts([chart(HOLLIN), *others], [TODAY], strict)[TODAY]
    assert len(plain.raised) == 1, "what is plain is found among any number"


def test_a_service_is_counted_apart_from_a_team_of_its_name() -> None:
    found = judge(chart(STEADY, name="NEST"), chart(STEADY, name="NEST", level=Level.AREA))
    assert set(found.looked_at) == {"NEST", "area:NEST"}


@given(st.lists(st.lists(st.integers(0, 20), min_size=1, max_size=16), min_size=1, max_size=8))
def test_the_charts_of_a_day_expect_one_by_chance_in_all(series: list[list[int]]) -> None:
    charts = [
        chart(tuple((met, 20) for met in one), name=f"Team {number}")
        for number, one in enumerate(series)
    ]
    rows = judge(*charts).looked_at.values()
    judged = sum(row[0] for row in rows)
    assert sum(row[2] for row in rows) == pytest.approx(1.0 if judged else 0.0)
    assert judged + sum(row[1] for row in rows) == len(series)


@pytest.mark.parametrize("trend", [Window.MONTH, Window.SNAPSHOT])
def test_where_nothing_changes_about_one_is_listed_and_not_dozens(trend: Window) -> None:
    """300 teams of 24 months: shares of 8 to 40 cases, counts of nought to a dozen."""
    rng = random.Random(7)
    charts = []
    for number in range(300):
        share, mean = rng.uniform(0.5, 0.97), rng.uniform(2, 12)
        sizes = [rng.randint(8, 40) for _ in range(24)]
        if number % 2 and trend == Window.MONTH:
            counts = tuple((sum(rng.random() < mean / 60 for _ in range(60)), 0) for _ in range(24))
            charts.append(chart(counts, name=str(number), unit=Unit.COUNT, trend=trend))
            continue
        counts = tuple((sum(rng.random() < share for _ in range(n)), n) for n in sizes)
        charts.append(chart(counts, name=str(number), trend=trend))
    found = judge(*charts)
    assert len(found.raised) <= 3
    assert sum(row[3] for row in found.looked_at.values()) > len(found.raised)
