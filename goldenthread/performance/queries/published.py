"""What others publish of the same measure, beside an indicator (R04)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from goldenthread import stats
from goldenthread.performance import lists
from goldenthread.performance.lists import Fact
from goldenthread.performance.measure import Indicator
from goldenthread.performance.models import PublishedFact
from goldenthread.performance.vocabulary import Better

FEWEST = 20
"""With fewer authorities there is no quarter of them."""
_POLARITY: dict[Better, stats.benchmark.Polarity] = {
    Better.HIGHER: "high_is_good",
    Better.LOWER: "low_is_good",
    Better.NEUTRAL: "neutral",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A place beside ours: its newest published figure, and that of the year before."""

    name: str
    now: Decimal | None
    before: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What is published of an indicator: the places, the year, and our place among all."""

    beside: lists.Beside | None
    period: str = ""
    earlier: str = ""
    areas: tuple[Area, ...] = ()
    position: stats.BenchmarkPosition | None = None


def published(indicator: Indicator) -> Published:
    """The figures of us, our region, our neighbours and England, for the newest year (R04).

    Only of a measure that counts the same. What was loaded replaces what is shipped. Our place is
    among all authorities, once a file of them was loaded.
    """
    beside = lists.beside(indicator.code)
    ours = lists.authority(settings.AUTHORITY)
    if beside is None or not beside.same or ours is None:
        return Published(beside=beside)
    facts = _facts(beside.measure)
    own = {fact.period: fact for fact in facts if fact.la_code == ours.la_code}
    if not own:
        return Published(beside=beside)
    period = max(own)
    earlier = max((one for one in own if one < period), default="")
    wanted = (
        (ours.name, "LA", ours.la_code),
        (_named(facts, "region", ours.region), "region", ours.region),
        ("Statistical neighbours", "statistical_neighbour_mean", ""),
        (_named(facts, "country", "970"), "country", "970"),
    )
    values = {(fact.area_type, fact.la_code, fact.period): fact.value for fact in facts}
    others = [
        fact.value
        for fact in facts
        if fact.area_type == "LA" and fact.period == period and fact.la_code != ours.la_code
    ]
    mine = own[period].value
    position = None
    if len([one for one in others if one is not None]) >= FEWEST and mine is not None:
        position = stats.benchmark_position(
            float(mine),
            [None if one is None else float(one) for one in others],
            _POLARITY[indicator.better],
        )
    return Published(
        beside=beside,
        period=period,
        earlier=earlier,
        areas=tuple(
            Area(
                name=name,
                now=values.get((kind, code, period)),
                before=values.get((kind, code, earlier)),
            )
            for name, kind, code in wanted
        ),
        position=position,
    )


def _named(facts: list[Fact], kind: str, code: str) -> str:
    return next(
        (one.area for one in facts if (one.area_type, one.la_code) == (kind, code)), kind.title()
    )


def _facts(measure: str) -> list[Fact]:
    """The shipped figures of a measure, with what was loaded in their place."""
    found = {
        (one.period, one.area_type, one.la_code): one
        for one in lists.shipped()
        if one.measure == measure
    }
    for row in PublishedFact.objects.filter(measure=measure):
        found[row.period, row.area_type, row.la_code] = Fact(
            measure=measure,
            period=row.period,
            area_type=row.area_type,
            la_code=row.la_code,
            area=row.area,
            value=row.value,
        )
    return list(found.values())
