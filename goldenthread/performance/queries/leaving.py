"""Which figures are withheld when they leave the service: the same ones in every file (PER-8).

What is withheld is decided on the whole table of services and teams, whoever asks and for whatever
place: so the files of several places do not give away what each of them withholds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q
from ibis.expr.operations import UnboundTable

from goldenthread.people import queries as people
from goldenthread.performance.chat import PAGES, Page
from goldenthread.performance.chat.grids import Counted
from goldenthread.performance.chat.withholding import LINKED_LISTS, Cell, withheld_cells
from goldenthread.performance.indicators import CATALOGUE, SAME_QUESTION, WHOLES
from goldenthread.performance.measure import Indicator, Share, same_rows
from goldenthread.performance.models import Reading, Reckoning
from goldenthread.performance.queries.aims import own_targets
from goldenthread.performance.queries.analysis import Part, analysis
from goldenthread.performance.queries.reading import answer_of, reckoned, rows_in
from goldenthread.performance.rules import (
    ALL,
    NARROW,
    Hidden,
    Tabled,
    in_force,
    parts,
    period_of,
    small,
    withheld,
    withheld_in_course,
    withheld_inside,
)
from goldenthread.performance.vocabulary import Answer, Level, Window
from goldenthread.performance.vocabulary.exceptions import ExceptionKind

if TYPE_CHECKING:
    from goldenthread.performance.queries.comparison import Compared
    from goldenthread.performance.queries.figuring import Events
    from goldenthread.performance.queries.quality import Footing
    from goldenthread.performance.queries.showing import Shown
    from goldenthread.performance.queries.whose import Place

_HALF: Final = Window.ROLLING_6_MONTHS
"""The pages of ChAT count over it, whatever the windows of an indicator are."""
_ELSEWHERE = "elsewhere"
"""Teams that no service has, and those of no team: never shown, but the rest of a sum."""

Key = tuple[int, str, str]
"""(reckoning, code, window)."""


def withheld_keys(days: Iterable[Reckoning], codes: Iterable[str]) -> dict[Key, frozenset[str]]:
    """For each figure of each day and window, the places (as addresses name them) withheld.

    Beside all that is told of the time a window reaches back over (`rules.withheld_in_course`),
    in three questions to the database, however many the days and figures.
    """
    wanted = list(days)
    numbers = {day.pk for day in wanted}
    found: dict[Key, frozenset[str]] = {}
    for code, course in _courses(wanted, CATALOGUE.keys() & set(codes)).items():
        asked = [key for key in course if key[0] in numbers]
        told = [one for one, is_told in course.values() if is_told]
        hidden = withheld_in_course(
            [course[key][0] for key in asked], told, adds_up=not CATALOGUE[code].each
        )
        for key, places in zip(asked, hidden, strict=True):
            found[key] = frozenset(team or area for area, team in places)
    return found


def _courses(
    days: Sequence[Reckoning], codes: Collection[str]
) -> dict[str, dict[Key, tuple[Tabled, bool]]]:
    """Code → each of its tables on these days and on those before them over which its windows
    reach, and whether loads tell of its time."""
    if not days:
        return {}
    earliest = min(day.as_at for day in days)
    dates = {day.as_at for day in days}
    others = [
        day
        for day in reckoned(known_by=max(day.at for day in days))
        if day.as_at <= max(dates) and day.as_at not in dates
    ]
    beside = {whole for code in codes for whole in WHOLES.get(code, ())}
    wanted = Q(reckoning__in=days, code__in={*codes, *beside})
    reaching: dict[date, list[str]] = {}
    for code in codes:
        if CATALOGUE[code].trend == Window.MONTH:
            first = min(period_of(one, earliest).first for one in (*CATALOGUE[code].windows, _HALF))
            reaching.setdefault(first, []).extend((code, *WHOLES.get(code, ())))
    for first, among in reaching.items():
        wanted |= Q(reckoning__in=[day for day in others if day.as_at >= first], code__in=among)
    place_of = {team.name: (f"area-{team.area_id}", f"team-{team.pk}") for team in people.teams()}
    wholes: dict[Key, Answer] = {}
    teams: dict[Key, dict[str, dict[str, Answer]]] = {}
    for one in rows_in(Reading.objects.filter(wanted).order_by("reckoning")):
        key = (one.reckoning_id, one.code, one.window)
        if one.level == Level.ALL:
            wholes[key] = answer_of(one, None)
            continue
        area, team = place_of.get(one.group, (_ELSEWHERE, one.group))
        teams.setdefault(key, {}).setdefault(area, {})[team] = answer_of(one, one.group)
    found: dict[str, dict[Key, tuple[Tabled, bool]]] = {}
    for key, said in wholes.items():
        number, code, window = key
        if code not in codes:
            continue
        around = [
            ((number, one, window), (code, one) in SAME_QUESTION) for one in WHOLES.get(code, ())
        ]
        groups = {
            area: {
                team: parts(
                    one,
                    [(teams.get(of, {}).get(area, {}).get(team), same) for of, same in around],
                )
                for team, one in among.items()
            }
            for area, among in teams.get(key, {}).items()
        }
        whole = parts(said, [(wholes.get(of), same) for of, same in around])
        table = Tabled(period=said.period, groups=groups, whole=whole)
        found.setdefault(code, {})[key] = (table, said.told)
    return found


def whole_analysis(
    place: Place,
    at: Reckoning,
    among: Events,
    say: Callable[[str], object] = lambda _: None,
    *,
    behind: Footing | None = None,
) -> list[tuple[Page, list[Part]]]:
    """Every page of ChAT as at a day."""
    found = []
    for number, page in enumerate(PAGES.values(), 1):
        say(f"Counted {number} of {len(PAGES)} pages")
        found.append((page, analysis(place, page, at, among, behind)))
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
    given_away = _given_away(at, pages)
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
        hidden |= withheld_cells(sections, given_away)
    codes = {one.code for _, among in pages for part in among for one, _ in part.said}
    gone = {code for (_, code, _), places in withheld_keys([at], codes).items() if "all" in places}
    for page, among in pages:
        for part in among:
            gone |= _of_each_child(page, part)
    return frozenset(hidden), frozenset(gone)


def _given_away(at: Reckoning, pages: Sequence[tuple[Page, Sequence[Part]]]) -> frozenset[Cell]:
    """The totals and shares of sections that would give a withheld month of the same away."""
    parts_of = [
        (f"{page.code}/{part.section.code}", part)
        for page, among in pages
        for part in among
        if part.counted is not None
    ]
    counted: dict[Cell, tuple[Window, list[Indicator]]] = {}
    for key, part in parts_of:
        section = part.section
        if section.window in NARROW:
            continue
        alike = [one for one in CATALOGUE.values() if same_rows(one, section.of)]
        counted[key, "total"] = (section.window, alike)
        for number, share in enumerate(section.shares):
            counted[key, "share", str(number), "met"] = (section.window, [share])
    courses = _courses(
        [at], {one.code for _, alike in counted.values() for one in alike if one.code in CATALOGUE}
    )
    return frozenset(
        cell
        for cell, (window, among) in counted.items()
        for one in among
        if (ALL, "")
        in withheld_inside(
            period_of(window, at.as_at),
            {
                table.period.last: _of_all(
                    table, rows=cell[-1] == "total" and isinstance(one, Share)
                )
                for table, told in courses.get(one.code, {}).values()
                if told and table.period.window == Window.MONTH
            },
        )
    )


def _of_all(month: Tabled, *, rows: bool) -> Hidden:
    """What is withheld of a month; of `rows`, how many there are rather than how they divide."""
    if rows:
        met, not_met, *_ = month.whole or (0, 0)
        return withheld({}, (met + not_met,))
    return withheld(month.groups, month.whole)


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
    """The exceptions whose numbers are withheld: small themselves, or withheld as the figure that
    they are, in files of figures and of points."""
    days: dict[date, list[Reckoning]] = {}
    for day in Reckoning.objects.filter(as_at__in={one.as_at for one in found}):
        days.setdefault(day.as_at, []).append(day)
    away = withheld_keys(
        [day for among in days.values() for day in among], {one.counts_as for one in found}
    )
    aimed = own_targets()
    keys_of = {(Level.TEAM, one.name): f"team-{one.pk}" for one in people.teams()}
    keys_of |= {(Level.AREA, one.name): f"area-{one.pk}" for one in people.areas()}
    hidden = set()
    for one in found:
        met, of = one.sighting.met, one.sighting.of
        level, group = Level(one.exception.level), one.exception.group
        place = ALL if level is Level.ALL else keys_of.get((level, group), group or _ELSEWHERE)
        windows = [one.window or ""]
        target = in_force(aimed.get(place, {}).get(one.counts_as, ()), one.as_at)
        if one.exception.kind == ExceptionKind.OFF_TARGET and target is not None:
            windows.append(target.window)
        numbers = (met,) if of is None else (met, of - met, of)
        if small(numbers) or any(
            place in away.get((day.pk, one.counts_as, window), ())
            for day in days[one.as_at]
            for window in windows
        ):
            hidden.add(one.exception.pk)
    return frozenset(hidden)
