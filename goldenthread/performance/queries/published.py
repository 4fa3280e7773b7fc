"""What others publish of the same measure, beside an indicator (R04)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings

from goldenthread import stats
from goldenthread.performance import lists
from goldenthread.performance.lists import Fact
from goldenthread.performance.measure import Indicator
from goldenthread.performance.models import PublishedFact
from goldenthread.performance.vocabulary import Better

FEWEST = 20
"""With fewer authorities there is no quarter of them."""
MEAN = "statistical_neighbour_mean"
_Key = tuple[str, str, str]
"""What a place is, its code, the year."""
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
    there: bool
    """Whether its newest figure is loaded: one that is there and none is withheld."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Our published figure among those of our statistical neighbours, for the same year."""

    position: stats.BenchmarkPosition
    each: tuple[tuple[str, Decimal | None], ...]
    """(Name, figure) of each of them and of us, in the order of the figures; withheld last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What is published of an indicator: the places, the year, and our place among all."""

    beside: lists.Beside | None
    period: str = ""
    earlier: str = ""
    areas: tuple[Area, ...] = ()
    position: stats.BenchmarkPosition | None = None
    neighbours: Neighbours | None = None
    source: str = ""
    """The file of our own newest figure; none where it is shipped."""


def published(indicator: Indicator) -> Published:
    """The figures of us, our region, our neighbours and England, for the newest year (R04).

    Only of a measure that counts the same. The year is that of our own figure, or of England's
    where it alone is published. What was loaded replaces what is shipped. Our place is among all
    authorities, once a file of them was loaded; and among our neighbours, once all of theirs are.
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
    own = {fact.period: fact for fact in facts if fact.la_code == ours.la_code} or {
        fact.period: fact for fact in facts if fact.area_type == "country"
    }
    if not own:
        return Published(beside=beside)
    period = max(own)
    earlier = max((one for one in own if one < period), default="")
    values = {(fact.area_type, fact.la_code, fact.period): fact.value for fact in facts}
    for year in (period, earlier):
        values |= _mean_of(ours, values, year)
    wanted = (
        (ours.name, "LA", ours.la_code),
        (_named(facts, "region", ours.region), "region", ours.region),
        ("Statistical neighbours", MEAN, ""),
        (_named(facts, "country", "970"), "country", "970"),
    )
    mine = values.get(("LA", ours.la_code, period))
    others = {
        fact.la_code: fact
        for fact in facts
        if fact.area_type == "LA" and fact.period == period and fact.la_code != ours.la_code
    }
    told = [fact for fact in others.values() if fact.value is not None]
    enough = len(told) >= FEWEST and mine is not None
    return Published(
        beside=beside,
        period=period,
        earlier=earlier,
        areas=tuple(
            Area(
                name=name,
                now=values.get((kind, code, period)),
                before=values.get((kind, code, earlier)),
                there=(kind, code, period) in values,
            )
            for name, kind, code in wanted
        ),
        position=_place(indicator, mine, list(others.values())) if enough else None,
        neighbours=_neighbours(indicator, ours, mine, others),
        source=own[period].source,
    )


def _mean_of(
    ours: lists.Authority, values: dict[_Key, Decimal | None], period: str
) -> dict[_Key, Decimal | None]:
    """The plain mean of our neighbours, once all of them are there; those withheld left out."""
    each = [("LA", code, period) for code in ours.beside]
    told = [value for one in each if (value := values.get(one)) is not None]
    if not told or not all(one in values for one in each):
        return {}
    mean = sum(told, Decimal(0)) / len(told)
    return {(MEAN, "", period): mean.quantize(Decimal("0.01"), ROUND_HALF_UP)}


def _neighbours(
    indicator: Indicator, ours: lists.Authority, mine: Decimal | None, others: dict[str, Fact]
) -> Neighbours | None:
    """Our place among our neighbours, once all of them are there and four have a figure."""
    there = [others[code] for code in ours.beside if code in others]
    if not ours.beside or len(there) < len(ours.beside):
        return None
    position = _place(indicator, mine, there, ours.neighbours)
    if position.quartile_band is None:
        return None
    first = -1 if indicator.better is not Better.LOWER else 1
    each = [(one.area, one.value) for one in there] + [(ours.name, mine)]
    return Neighbours(
        position=position,
        each=tuple(sorted(each, key=lambda one: (one[1] is None, first * (one[1] or 0), one[0]))),
    )


def _place(
    indicator: Indicator, mine: Decimal | None, others: Sequence[Fact], whose: str | None = None
) -> stats.BenchmarkPosition:
    return stats.benchmark_position(
        None if mine is None else float(mine),
        [None if one.value is None else float(one.value) for one in others],
        _POLARITY[indicator.better],
        neighbours_list=whose,
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
            source=row.source,
        )
    return {measure: list(facts.values()) for measure, facts in found.items()}
