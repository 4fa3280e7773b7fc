"""Which figures are withheld when they leave the service: the same ones in every file (PER-8).

What is withheld is decided on the whole table of services and teams, whoever asks and for whatever
place: so the files of several places do not give away what each of them withholds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ibis.expr.operations import UnboundTable

from goldenthread.people import queries as people
from goldenthread.performance.chat import PAGES, Page
from goldenthread.performance.chat.grids import Counted
from goldenthread.performance.chat.withholding import LINKED_LISTS, Cell, withheld_cells
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.models import Reading, Reckoning
from goldenthread.performance.queries.analysis import Part, analysis
from goldenthread.performance.queries.reading import answer_of, rows_in
from goldenthread.performance.rules import parts, small, withheld
from goldenthread.performance.vocabulary import Level

if TYPE_CHECKING:
    from goldenthread.performance.queries.comparison import Compared
    from goldenthread.performance.queries.figuring import Events
    from goldenthread.performance.queries.showing import Shown
    from goldenthread.performance.queries.whose import Place

_ELSEWHERE = "elsewhere"
"""Teams that no service has, and those of no team: never shown, but the rest of a sum."""

Key = tuple[int, str, str]
"""(reckoning, code, window)."""


def withheld_keys(days: Iterable[Reckoning], codes: Iterable[str]) -> dict[Key, frozenset[str]]:
    """For each figure of each day and window, the places (as addresses name them) withheld."""
    place_of = {team.name: (f"area-{team.area_id}", f"team-{team.pk}") for team in people.teams()}
    wholes: dict[Key, Any] = {}
    teams: dict[Key, dict[str, dict[str, tuple[int, ...]]]] = {}
    found = Reading.objects.filter(reckoning__in=list(days), code__in=list(codes))
    for one in rows_in(found.filter(code__in=CATALOGUE)):
        key = (one.reckoning_id, one.code, one.window)
        if one.level == Level.ALL:
            wholes[key] = one
            continue
        area, team = place_of.get(one.group, (_ELSEWHERE, one.group))
        teams.setdefault(key, {}).setdefault(area, {})[team] = parts(answer_of(one, one.group))
    return {
        key: frozenset(
            team or area for area, team in withheld(teams.get(key, {}), parts(answer_of(one, None)))
        )
        for key, one in wholes.items()
    }


def whole_analysis(
    place: Place,
    at: Reckoning,
    among: Events,
    say: Callable[[str], object] = lambda _: None,
) -> list[tuple[Page, list[Part]]]:
    """Every page of ChAT as at a day."""
    found = []
    for number, page in enumerate(PAGES.values(), 1):
        say(f"Counted {number} of {len(PAGES)} pages")
        found.append((page, analysis(place, page, at, among)))
    return found


def withheld_of(
    pages: Sequence[tuple[Page, Sequence[Part]]],
    at: Reckoning,
    say: Callable[[str], object] = lambda _: None,
) -> tuple[frozenset[Cell], frozenset[str]]:
    """What is withheld of a whole analysis: cells of its tables, and indicators by their code.

    How often a child is there, and what else is said of each child once, is withheld together:
    the number of rows is a sum of it too, weighted.
    """
    linked: dict[str, list[tuple[str, str, Counted, list[dict[str, Any]]]]] = {}
    for page, among in pages:
        for part in among:
            if part.counted is None:
                continue
            (base,) = part.section.of.counts.op().find(UnboundTable)
            group = "children" if base.name in LINKED_LISTS else base.name
            key = f"{page.code}/{part.section.code}"
            linked.setdefault(group, []).append((key, base.name, part.counted, part.rows))
    hidden: set[Cell] = set()
    for number, (_, sections) in enumerate(linked.items(), 1):
        say(f"Small numbers: {number} of {len(linked)} groups of tables")
        hidden |= withheld_cells(sections)
    codes = {one.code for _, among in pages for part in among for one, _ in part.said}
    gone = {code for (_, code, _), places in withheld_keys([at], codes).items() if "all" in places}
    for page, among in pages:
        for part in among:
            gone |= _of_each_child(page, part)
    return frozenset(hidden), frozenset(gone)


def _of_each_child(page: Page, part: Part) -> set[str]:
    """What is withheld of each child once: whatever is small, and all of it with one table."""
    section = part.section
    alone = {one.code for one, answer in part.said if small(parts(answer))}
    if part.counted is None or part.counted.repeats is None:
        return alone
    same = {
        one.code for one, _ in part.said if one.each == "child" and one.placed == section.of.placed
    }
    if small(number for _, number in part.counted.repeats.totals) or same & alone:
        return alone | same | {f"{page.code}/{section.code}/repeats"}
    return alone


def withheld_compared(rows: Sequence[Compared], at: Reckoning) -> frozenset[str]:
    """The codes whose own figure is withheld on the page beside others."""
    keys = withheld_keys([at], [one.indicator.code for one in rows])
    return frozenset(
        one.indicator.code
        for one in rows
        if one.here is not None
        and "all" in keys.get((at.pk, one.indicator.code, one.here.period.window), ())
    )


def withheld_exceptions(found: Sequence[Shown]) -> frozenset[int]:
    """The exceptions whose numbers are withheld: small themselves, or withheld as figures."""
    days = {
        day.pk: day.as_at
        for day in Reckoning.objects.filter(as_at__in={one.as_at for one in found})
    }
    keys = withheld_keys(
        Reckoning.objects.filter(pk__in=days), {one.exception.code for one in found}
    )
    keys_of = {(Level.TEAM, one.name): f"team-{one.pk}" for one in people.teams()}
    keys_of |= {(Level.AREA, one.name): f"area-{one.pk}" for one in people.areas()}
    away = {
        (days[number], code, place)
        for (number, code, window), places in keys.items()
        if window == CATALOGUE[code].windows[0]
        for place in places
    }
    hidden = set()
    for one in found:
        met, of = one.sighting.met, one.sighting.of
        level, group = Level(one.exception.level), one.exception.group
        place = "all" if level is Level.ALL else keys_of.get((level, group), _ELSEWHERE)
        numbers = (met,) if of is None else (met, of - met, of)
        if small(numbers) or (one.as_at, one.exception.code, place) in away:
            hidden.add(one.exception.pk)
    return frozenset(hidden)
