"""What may be asked of the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import local
from typing import Final

from django.conf import settings
from ibis.backends import BaseBackend
from ibis.common.deferred import Deferred

from goldenthread.intake import queries as intake
from goldenthread.intake.doors.reaching import told_days
from goldenthread.intake.events import EVENTS, Kept, fingerprint
from goldenthread.kernel.dates import months_after
from goldenthread.performance import engine, population
from goldenthread.performance.indicators.lines import HardLine
from goldenthread.performance.measure import Average, During, Indicator, Lately
from goldenthread.performance.models import Reckoning
from goldenthread.performance.queries.records import records
from goldenthread.performance.rules.covering import Days, Reached, may_say, reached
from goldenthread.performance.rules.exceptions import Past, Waits, past_line
from goldenthread.performance.vocabulary import Answer, Period, Window
from goldenthread.standards import queries as standards

_BEGUN: Final = local()
QUIET: Final = 31
"""Days without a single event of a kind after which a door is taken not to tell of them; ours."""
EVENT_OF: Final = {event.name: event for event in EVENTS}
"""Kind of event → what is known of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """The events of the loads that count, and where to ask them."""

    loads: tuple[Kept, ...]
    warehouse: BaseBackend
    days: Mapping[str, Sequence[Days]]
    """Kind of event → the stretches of days of which the loads tell."""

    def known(self, day: date) -> date:
        """By when things must have been known for a figure as at a day.

        That day; before the first load, the day of the first load, which tells of the months
        before it.
        """
        return max(day, self.loads[0].as_at)

    def load_at(self, day: date) -> Kept:
        """The load that a figure as at a day rests on: the newest not after it, else the first."""
        return next((load for load in reversed(self.loads) if load.as_at <= day), self.loads[0])


def events(*, known_by: datetime | None = None, recorded: bool = True) -> Events | None:
    """The events of every load that counts; None where nothing is loaded.

    `known_by` gives them as they were known at a moment, whatever has come in since (N04). Without
    `recorded` our own audits, actions and concerns are left out: few figures speak of them.
    """
    loads = intake.kept(known_by=known_by)
    if not loads:
        return None
    folder = intake.events_of(loads)
    found = engine.warehouse(folder, records()) if recorded else _begun(folder)
    return Events(loads=tuple(loads), warehouse=found, days=told_days(loads))


def _begun(folder: Path) -> BaseBackend:
    """The events of a folder, without our own records: each thread begins DuckDB once for the
    newest folder it was asked of, which takes longer than a question. A folder, once there, is
    never changed (`intake.events.build`)."""
    if getattr(_BEGUN, "folder", None) != folder:
        _BEGUN.warehouse = engine.warehouse(folder, {})
        _BEGUN.warehouse.con.execute("SET enable_external_file_cache = false")
        _BEGUN.folder = folder
    found: BaseBackend = _BEGUN.warehouse
    return found


def days_lacking(loads: Sequence[Kept]) -> list[Kept]:
    """The loads whose day has not been worked out from the loads up to it, one a day."""
    known = set(Reckoning.objects.values_list("as_at", "fingerprint"))
    return [
        load
        for day, load in {load.as_at: load for load in loads if not load.is_return}.items()
        if (day, fingerprint([one for one in loads if one.as_at <= day])) not in known
    ]


def figures(
    indicator: Indicator,
    periods: Sequence[Period],
    among: Events,
    *,
    split: Deferred | str | None = None,
) -> list[Answer]:
    """The answers of an indicator over periods, with the median where it is an average.

    Of what no load tells there are counts and no figure.
    """
    found = engine.answer(
        indicator,
        over=periods,
        events=among.warehouse,
        split=split,
        known=[among.known(period.last) for period in periods],
        population=[population_at(period.last) for period in periods],
    )
    found = _told(indicator, found, among)
    return _with_medians(indicator, found, periods, among) if split is None else found


def figures_and_teams(
    indicator: Indicator, periods: Sequence[Period], among: Events
) -> tuple[list[Answer], list[Answer]]:
    """(The answers of the whole, those of each team), asked for at once."""
    if "team" not in indicator.counts.columns:
        return figures(indicator, periods, among), []
    teams = figures(indicator, periods, among, split="team")
    people = [population_at(period.last) for period in periods]
    whole = engine.added_up(indicator, teams, over=periods, population=people)
    whole = _told(indicator, whole, among)
    return _with_medians(indicator, whole, periods, among), teams


def tells(indicator: Indicator, period: Period, among: Events) -> bool:
    """Whether loads tell enough of a time for a figure."""
    return all(
        may_say(each, needs_all=indicator.needs_all, stands=indicator.stands)
        for _, each in reached_by(indicator, period, among.days)
    )


def _told_in_part(indicator: Indicator, periods: Sequence[Period], among: Events) -> set[Period]:
    """The periods of which a door told the days of a part alone. What is said once a year is told
    whole."""
    over = [one for one in periods if one.window != Window.YEAR_TO_MARCH]
    known = [among.known(period.last) for period in over]
    said = engine.ends(indicator, over=over, events=among.warehouse, known=known) if over else []
    return {
        period
        for period, days in zip(over, said, strict=True)
        if days is not None
        and max(period.last - days[1], days[0] - period.first) > timedelta(days=QUIET)
    }


def _told(indicator: Indicator, found: list[Answer], among: Events) -> list[Answer]:
    """Answers, each with whether loads tell of the time it counts.

    Of what other doors tell, or a time of loads, they do not where nothing is there; nor of a time
    of which the newest that a door told is more than a month old, or the first so much later than
    it begins.
    """
    periods = {one.period for one in found}
    untold = {period for period in periods if not tells(indicator, period, among)}
    if indicator.told or isinstance(indicator.placed, Lately):
        untold |= {
            one.period for one in found
            if not (one.eligible or one.not_eligible or one.incomplete)
        }  # fmt: skip
    if indicator.told and isinstance(indicator.placed, During) and indicator.needs_all:
        untold |= _told_in_part(indicator, [one for one in periods if one not in untold], among)
    if not untold:
        return found
    return [replace(one, told=False) if one.period in untold else one for one in found]


def reached_by(
    indicator: Indicator, period: Period, days: Mapping[str, Sequence[Days]]
) -> list[tuple[str, Reached]]:
    """(Kind of event, how much of a period loads tell of it) of all lists that a figure asks.

    Nothing of our own records; nor of what other doors than lists tell (`Indicator.told`).
    """
    on, earlier = "", period
    if isinstance(indicator.placed, During):
        on = indicator.placed.told_on or indicator.placed.on
        lag = -indicator.placed.lag
        earlier = replace(
            period, first=months_after(period.first, lag), last=months_after(period.last, lag)
        )
    return [
        (
            name,
            reached(
                earlier if name in indicator.counted_in else period,
                _days_of(name, on, days[name]),
                stands=indicator.stands,
            ),
        )
        for name in sorted(indicator.asks_of)
        if name in days
    ]


def _days_of(name: str, on: str, days: Sequence[Days]) -> Sequence[Days]:
    """The days of which loads tell when a thing was on one of its dates.

    A list that keeps what ended for a time after it began does not tell of ends before it came.
    """
    event = EVENT_OF[name]
    if event.stays != "open_or_from_start" or on not in event.ends:
        return days
    later = [(months_after(first, event.months), last) for first, last in days]
    return [(first, last) for first, last in later if first <= last]


def _with_medians(
    indicator: Indicator, found: list[Answer], periods: Sequence[Period], among: Events
) -> list[Answer]:
    if not isinstance(indicator, Average):
        return found
    known = [among.known(period.last) for period in periods]
    medians = engine.medians(indicator, over=periods, events=among.warehouse, known=known)
    return [replace(one, median=median) for one, median in zip(found, medians, strict=True)]


def children(indicator: Indicator, period: Period, among: Events) -> dict[str, list[str]]:
    """The references on each side of a figure."""
    return engine.children(
        indicator,
        period=period,
        events=among.warehouse,
        known=among.known(period.last),
    )


def past(line: HardLine, days: Sequence[date], among: Events) -> list[tuple[Past, ...]]:
    """The children past a hard line at the end of each day, longest first (PER-6)."""
    calendar = standards.calendar()
    waiting = engine.waiting(
        line,
        over=[Period(window=Window.SNAPSHOT, first=day, last=day) for day in days],
        events=among.warehouse,
        known=[among.known(day) for day in days],
    )
    return [
        past_line([Waits(**row) for row in rows], clock=line.clock, as_at=day, calendar=calendar)
        for day, rows in zip(days, waiting, strict=True)
    ]


def population_at(as_at: date) -> int | None:
    """How many children aged 0 to 17 live here, by the estimate that a figure as at a day uses."""
    found = population.aged_0_to_17(settings.AUTHORITY, as_at)
    return found[0] if found else None
