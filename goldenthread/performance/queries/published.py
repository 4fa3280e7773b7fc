"""What others publish of the same measure, beside an indicator (R04)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
    return published_of([indicator])[indicator.code]


def published_of(indicators: Sequence[Indicator]) -> dict[str, Published]:
    """The same of several indicators, by their code: one question, however many (R04)."""
    beside = {one.code: lists.beside(one.code) for one in indicators}
    facts = _facts({one.measure for one in beside.values() if one is not None and one.same})
    return {
        one.code: _published(one, found, facts[found.measure])
        if (found := beside[one.code]) is not None and found.same
        else Published(beside=found)
        for one in indicators
    }


def _published(indicator: Indicator, beside: lists.Beside, facts: list[Fact]) -> Published:
    ours = lists.authority(settings.AUTHORITY)
    if ours is None:
        return Published(beside=beside)
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


def _facts(measures: Collection[str]) -> dict[str, list[Fact]]:
    """The shipped figures of each measure, with what was loaded in their place."""
    found: dict[str, dict[tuple[str, str, str], Fact]] = {one: {} for one in measures}
    for one in lists.shipped():
        if one.measure in found:
            found[one.measure][one.period, one.area_type, one.la_code] = one
    for row in PublishedFact.objects.filter(measure__in=measures):
        found[row.measure][row.period, row.area_type, row.la_code] = Fact(
            measure=row.measure,
            period=row.period,
            area_type=row.area_type,
            la_code=row.la_code,
            area=row.area,
            value=row.value,
        )
    return {measure: list(facts.values()) for measure, facts in found.items()}
