"""Charts put in their classes: signals, missed targets, changes of colour that are only noise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from goldenthread.kernel.dates import months_after
from goldenthread.performance.rules import (
    against_others,
    against_words,
    judged,
    period_of,
    rated,
)
from goldenthread.performance.rules.exceptions import rank_of
from goldenthread.performance.rules.looking import missed_its_own
from goldenthread.performance.rules.sifting import Loaded, Looked, beside_others, sift, stale
from goldenthread.performance.vocabulary import Aim, Answer, Better, Level, Unit, Window
from goldenthread.performance.vocabulary.exceptions import ExceptionKind

STEADY = (820, 800, 810, 790, 805, 815, 795, 800, 810, 805, 795, 800)


@dataclass(frozen=True)
class Measure:
    code: str = "AS01"
    better: Better = Better.HIGHER
    trend: Window = Window.MONTH
    settles: str = ""


@dataclass(frozen=True)
class Point:
    as_at: date
    answer: Answer


@dataclass(frozen=True)
class Aimed:
    value: Decimal
    place: str = "all"
    aim: str = Aim.TARGET
    tolerance: Decimal = Decimal(0)
    window: str = Window.MONTH


def points(met: tuple[int, ...], whole: int = 1000) -> list[Point]:
    found = []
    for number, count in enumerate(met):
        day = months_after(date(2025, 12, 1), number) - timedelta(days=1)
        period = period_of(Window.MONTH, day)
        found.append(Point(day, Answer(code="AS01", unit=Unit.PERCENT, period=period, met=count,
                                       eligible=whole)))  # fmt: skip
    return found


def looked(
    met: tuple[int, ...],
    target: float | None = None,
    *,
    better: Better = Better.HIGHER,
    code: str = "AS01",
) -> Looked:
    line = points(met)
    aim = None if target is None else Aimed(Decimal(str(target)))
    measure = Measure(code=code, better=better)
    return Looked(
        line=judged(measure, line, aim),
        unit=Unit.PERCENT,
        target=aim,
        now=line[-1].answer,
        rating=rated(line[-1].answer, aim, better),
        before=rated(line[-2].answer, aim, better),
        critical=False,
    )


@pytest.mark.parametrize(
    ("one", "kind", "rank", "why"),
    [
        (looked((*STEADY, 600)), "signal", 2, "Below the usual range"),
        (looked((*STEADY, 600), 70), "signal", 2, "Below the usual range"),
        (looked((*STEADY, 950)), "signal", 7, "Above the usual range"),
        (looked((*STEADY, 950), better=Better.LOWER), "signal", 2, "Above the usual range"),
        (looked((*STEADY, 950), better=Better.NEUTRAL), "signal", 8, "Above the usual range"),
        (looked(STEADY, 95), "off_target", 4, "Will not be met as things are: the target is 95%"),
        (looked(STEADY, 80.5), "off_target", 4, "Met or missed by chance: the target is 80.5%"),
        (looked(STEADY[:4], 95), "off_target", 4, "Too few points to tell more"),
    ],
)
def test_what_a_chart_raises(one: Looked, kind: str, rank: int, why: str) -> None:
    (raised,) = sift([one]).raised
    assert raised.kind == kind
    assert rank_of(raised, new=True) == rank
    assert why in raised.why


def test_a_team_off_its_own_target_with_a_signal_that_is_not_listed_is_not_said_to_be_usual() -> (
    None
):
    one = replace(looked((*STEADY, 600), 70), level=Level.TEAM, group="FSP North")
    raised = missed_its_own(one)
    assert raised is not None
    assert (raised.level, raised.group) == ("team", "FSP North")
    assert raised.why.startswith("Off target: its own target is 70%. Its chart shows a signal")
    assert missed_its_own(looked(STEADY, 70)) is None


@pytest.mark.parametrize(
    "one", [looked(STEADY), looked(STEADY, 70), looked(STEADY, 95, better=Better.NEUTRAL)]
)
def test_what_is_usual_and_meets_its_target_raises_nothing(one: Looked) -> None:
    assert sift([one]).raised == ()


def test_a_colour_that_changed_by_chance_is_not_listed_but_counted() -> None:
    better = looked((*STEADY[:-1], 806), 80.5)
    assert (better.before, better.rating) == ("off", "on")
    found = sift([better])
    assert found.raised == ()
    assert found.quiet == ("AS01",)


def test_the_head_says_how_many_charts_and_what_chance_would_show() -> None:
    found = sift([
        *(looked(STEADY, code=f"X{number}") for number in range(9)),
        looked(STEADY[:4], code="FEW"),
    ])  # fmt: skip
    assert (found.charts, found.too_few) == (9, 1)
    assert 9 * 0.012 <= found.chance <= 9 * 0.03


@pytest.mark.parametrize(
    ("met", "better", "neighbours", "england", "raised"),
    [
        (600, Better.HIGHER, 70.0, 72.0, True),
        (600, Better.HIGHER, 70.0, 58.0, False),
        (600, Better.HIGHER, 61.0, 72.0, False),
        (600, Better.HIGHER, 50.0, 50.0, False),
        (600, Better.LOWER, 50.0, 55.0, True),
        (600, Better.NEUTRAL, 50.0, 55.0, False),
        (6, Better.HIGHER, 90.0, 90.0, True),
    ],
)
def test_what_is_worse_than_neighbours_and_england_by_more_than_chance(
    met: int, better: Better, neighbours: float, england: float, raised: bool
) -> None:
    whole = 1000 if met > 10 else 12
    answer = points((met,), whole)[0].answer
    found = beside_others(
        answer, better=better, neighbours=neighbours, england=england, over="Year to 31 March 2025"
    )
    assert (found is not None) is raised
    if found:
        assert found.why == (f"Neighbours {neighbours}%, England {england}%, year to 31 March 2025")
        assert rank_of(found, new=True) == 6


@pytest.mark.parametrize(
    ("loads", "late"),
    [
        ([Loaded(as_at=date(2026, 10, 31), lists=frozenset({6, 7}))], []),
        (
            [
                Loaded(as_at=date(2026, 10, 31), lists=frozenset({6})),
                Loaded(as_at=date(2026, 9, 30), lists=frozenset({6, 7})),
            ],
            [],
        ),
        (
            [
                Loaded(as_at=date(2026, 10, 31), lists=frozenset({6})),
                Loaded(as_at=date(2026, 8, 31), lists=frozenset({6, 7})),
                Loaded(as_at=date(2026, 11, 30), lists=frozenset({6, 7})),
            ],
            [("LIST7", "61 days old", "Last loaded as at 31 August 2026")],
        ),
    ],
)
def test_lists_last_loaded_longer_ago_than_a_month_are_old(
    loads: list[Loaded], late: list[tuple[str, str, str]]
) -> None:
    found = stale(loads, date(2026, 10, 31), {6, 7, 8})
    assert [(one.code, one.said, one.why) for one in found] == late
    assert all(one.kind is ExceptionKind.STALE for one in found)


@pytest.mark.parametrize(
    ("met", "better", "neighbours", "england", "word"),
    [
        (600, Better.LOWER, 60.0, 80.0, "worse"),
        (600, Better.HIGHER, 60.0, 80.0, "better"),
        (600, Better.NEUTRAL, 60.0, 80.0, "higher"),
        (600, Better.NEUTRAL, 160.0, 180.0, "lower"),
        (600, Better.LOWER, 60.0, 130.0, None),
        (600, Better.LOWER, 118.0, 122.0, None),
        (6, Better.LOWER, 0.1, 0.2, "worse"),
    ],
)
def test_a_rate_is_set_beside_neighbours_and_england_by_its_own_interval(
    met: int, better: Better, neighbours: float, england: float, word: str | None
) -> None:
    """50,000 children live here: 600 are 120 per 10,000, between about 111 and 130."""
    day = date(2026, 10, 31)
    period = period_of(Window.ROLLING_12_MONTHS, day)
    rate = Answer(code="CP03", unit=Unit.PER_10_000, period=period, met=met, eligible=met,
                  population=50_000)  # fmt: skip
    found = against_others(rate, better=better, neighbours=neighbours, england=england)
    assert found == word
    assert ("random process" in against_words(found, rate.unit)) is (word is not None)
    raised = beside_others(
        rate, better=better, neighbours=neighbours, england=england, over="Year to 31 March 2025"
    )
    assert (raised is not None) is (word == "worse")
    if raised:
        assert raised.of is None
        assert raised.why.endswith("per 10,000, year to 31 March 2025")


def test_an_average_has_no_interval_to_set_beside_others() -> None:
    period = period_of(Window.ROLLING_12_MONTHS, date(2026, 10, 31))
    days = Answer(code="CL09", unit=Unit.DAYS, period=period, met=10, eligible=10, total=900)
    assert against_others(days, better=Better.LOWER, neighbours=1.0, england=1.0) is None
