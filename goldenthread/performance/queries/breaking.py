"""A figure by age, sex, ethnicity, disability, plan, service, worker or audit cycle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils.crypto import salted_hmac

from goldenthread.people import queries as people
from goldenthread.performance import engine, rules
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.groups import GROUPS, NO_PLAN, PLANS, may_break
from goldenthread.performance.measure import Indicator, Rate
from goldenthread.performance.queries.figuring import Events, figures
from goldenthread.performance.queries.whose import Place
from goldenthread.performance.vocabulary import Answer, Period, Unit, Window

if TYPE_CHECKING:
    from goldenthread.people.models import Person

TEAM: Final = "team"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group of a breakdown, as an address has it: a worker's name is in none."""

    by: str
    """A key of `GROUPS`."""
    key: str
    """See `key_of`."""


def key_of(name: str) -> str:
    """What stands for a group's name in an address: 12 letters and figures that tell nothing."""
    return salted_hmac("performance.group", name).hexdigest()[:12]


def things_in(
    place: Place, indicator: Indicator, by: str = "", *, period: Period, among: Events
) -> list[dict[str, Any]]:
    """The things behind the figure of a place, each with its group; see `engine.rows`.

    The place comes from `place(reader, …)`, which gives nobody a place that is not theirs.
    """
    found = engine.rows(
        indicator,
        period=period,
        events=among.warehouse,
        known=among.known(period.last),
        split=GROUPS[by][2] if by else None,
    )
    rows = [row for row in found if not place.teams or row["team"] in place.teams]
    if by == "plan":
        plans = _plans(period.last, among)
        return [row | {"group": plans.get(row["child"], NO_PLAN)} for row in rows]
    if by == "service":
        services = {team.name: team.area.name for team in people.teams()}
        return [row | {"group": services.get(row["team"], "")} for row in rows]
    return rows


def _plans(as_at: date, among: Events) -> dict[str, str]:
    """The plan of each child on a day, as `PLANS` has it."""
    found: dict[str, str] = {}
    for code, name in PLANS.items():
        rows = engine.rows(
            CATALOGUE[code],
            period=Period(window=Window.SNAPSHOT, first=as_at, last=as_at),
            events=among.warehouse,
            known=among.known(as_at),
        )
        for row in rows:
            if row["side"] in ("met", "not_met"):
                found.setdefault(row["child"], name)
    return found


def things_in_group(
    place: Place, indicator: Indicator, group: Group | None, *, period: Period, among: Events
) -> list[dict[str, Any]]:
    """The things behind the figure of a place, or of one group of it alone."""
    if group is None:
        return things_in(place, indicator, period=period, among=among)
    return [
        row
        for row in things_in(place, indicator, group.by, period=period, among=among)
        if key_of(row["group"] or rules.NOT_RECORDED) == group.key
    ]


def tells_group(indicator: Indicator, by: str) -> bool:
    """Whether the list of a figure says by what it may be broken down; by team too."""
    have = set(indicator.counts.columns)
    if by == TEAM:
        return TEAM in have
    _words, needs, group = GROUPS[by]
    return have >= set(needs) if group is not None else by in may_break(indicator)


def every_group(indicator: Indicator, by: str, whole: Answer, among: Events) -> list[Answer]:
    """The figure of each group of the council, which add up to the `whole` (PER-4).

    For who works at the server, by team too. Where its list does not say the group, all of it is
    in the group of what has none.
    """
    none = rules.NO_TEAM if by == TEAM else rules.NOT_RECORDED
    if not tells_group(indicator, by):
        return [replace(whole, group=none)]
    group = TEAM if by == TEAM else GROUPS[by][2]
    if group is None:
        council = Place(key="all", name="", level="all")
        rows = things_in(council, indicator, by, period=whole.period, among=among)
        found = rules.in_groups(indicator.code, indicator.unit, rows, period=whole.period)
        return [replace(one, told=whole.told) for one in found]
    found = figures(indicator, [whole.period], among, split=group)
    return rules.in_order(replace(one, group=one.group or none, told=whole.told) for one in found)


def broken_down(
    reader: Person, indicator: Indicator, by: str, *, period: Period, among: Events, place: Place
) -> list[Answer]:
    """The figure of each group of a place that the reader may see, from the events (PER-4, T01)."""
    return rules.in_groups(
        indicator.code,
        Unit.COUNT if isinstance(indicator, Rate) else indicator.unit,
        things_in(place, indicator, by, period=period, among=among),
        period=period,
    )
