"""The state of the data behind figures: lists, blanks, broken rules, known issues (N06)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from ibis.expr.operations import Node, UnboundTable

from goldenthread.intake import events as kinds
from goldenthread.intake import lists
from goldenthread.intake import queries as intake
from goldenthread.intake.doors.reaching import told_days
from goldenthread.kernel.dates import months_after
from goldenthread.kernel.reference import parts
from goldenthread.people import queries as people
from goldenthread.people.rules import PERMISSIONS
from goldenthread.people.vocabulary import Matter, Scope
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import During, Indicator, Lately
from goldenthread.performance.models import KnownIssue, Reckoning
from goldenthread.performance.queries.back_years import rests_on
from goldenthread.performance.queries.figuring import reached_by
from goldenthread.performance.queries.whose import places
from goldenthread.performance.rules.covering import Days, reached_words
from goldenthread.performance.rules.quality import NO_DOOR, data_state, data_words, too_early
from goldenthread.performance.vocabulary import Answer, Period
from goldenthread.performance.vocabulary.quality import DataState, IssueState

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from ibis.expr.types import Table

    from goldenthread.intake.events import Kept
    from goldenthread.people.models import Person

LIST_OF = {event.name: event.list for event in kinds.EVENTS}
"""Kind of event → the list that it is made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """The state of the data behind one figure, and why."""

    state: DataState
    words: str
    list: int | None
    """The list it is counted from; None for what the product itself records."""
    issues: tuple[KnownIssue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """What all figures of a day rest on, asked once: loads and issues."""

    unusable: Mapping[int, int]
    """List → rows that could not be used."""
    days_old: int | None
    """Of the newest load; None where the day asked is not the newest."""
    issues: tuple[KnownIssue, ...]
    days: Mapping[str, Sequence[Days]] = field(default_factory=dict)
    """Kind of event → the stretches of days of which the loads up to that day tell."""
    loads: list[Kept] = field(default_factory=list)
    """Every load that counts, whatever its day."""


def table_of(indicator: Indicator) -> str:
    """The table of events that an indicator is counted from; of rows made of one, that one."""
    return min(str(one.name) for one in indicator.counts.op().find(UnboundTable))


def list_of(indicator: Indicator) -> int | None:
    """The list an indicator is counted from; None for our own records."""
    return _list_behind(indicator.counts.op())


@cache
def _list_behind(counts: Node) -> int | None:
    """The list of the events that an expression of the catalogue asks."""
    tables = counts.find(UnboundTable)
    return next((LIST_OF[one.name] for one in tables if one.name in LIST_OF), None)


def what_issues_are_about() -> dict[str, str]:
    """What a known issue may be about: a list, or a figure."""
    found = {f"list-{one.number}": f"{one.called}: {one.title}" for one in lists.lists().values()}
    return found | {code: f"{code}: {one.title}" for code, one in CATALOGUE.items()}


def issues(reader: Person) -> QuerySet[KnownIssue]:
    """Every known issue, for who sees figures; the newest first."""
    found = KnownIssue.objects.select_related("owner", "by").prefetch_related(
        "notes__by", "notes__owner"
    )
    return found if places(reader) else found.none()


def issues_to_mend(reader: Person) -> list[KnownIssue]:
    """The known issues that are the reader's to see to, the oldest first."""
    return list(
        KnownIssue.objects.filter(owner=reader).exclude(state=IssueState.MENDED).order_by("pk")
    )


def may_own(on: date) -> dict[int, Person]:
    """Who may see to a known issue on a day: whoever's post shows them figures."""
    roles = [
        role for role, scope in PERMISSIONS[Matter.AGGREGATES].items()
        if scope in (Scope.ALL, Scope.SPAN)
    ]  # fmt: skip
    posts = people.posts_on(on).filter(role__in=roles).order_by("person__name")
    return {post.person_id: post.person for post in posts.select_related("person")}


def open_issues() -> list[KnownIssue]:
    """The known issues that are not mended, with their owners."""
    return list(KnownIssue.objects.exclude(state=IssueState.MENDED).select_related("owner"))


def behind_figures(at: Reckoning, *, newest: bool, on: date) -> Footing:
    """What the figures of a day rest on: its load's unusable rows, its age, and known issues."""
    return behind_days([at], newest=at if newest else None, on=on)[at.pk]


def behind_days(
    days: Iterable[Reckoning], *, newest: Reckoning | None, on: date
) -> dict[int, Footing]:
    """Reckoning → what its figures rest on, in as many questions as for one. Only the newest
    grows old."""
    numbers = {day: named[1] if (named := parts(day.load)) else 0 for day in days}
    unusable = intake.unusable_of(set(numbers.values()))
    kept, known = intake.kept(), tuple(open_issues())
    return {
        day.pk: Footing(
            unusable=unusable.get(number, {}),
            days_old=(on - day.load_as_at).days if day == newest else None,
            issues=known,
            loads=kept,
            days=told_days([load for load in kept if load.as_at <= day.as_at]),
        )
        for day, number in numbers.items()
    }


def quality_of(indicator: Indicator, answer: Answer | None, behind: Footing) -> Quality:
    """The state of the data behind a figure (N06)."""
    said: dict[str, Any] = {"incomplete": answer.incomplete if answer else 0}
    counted = answer.eligible + answer.not_eligible if answer else 0
    placed = indicator.placed
    early = too_early(placed.months) if isinstance(placed, Lately) else ""
    why = early or (NO_DOOR if indicator.told else "")
    said["untold"] = "" if counted + said["incomplete"] else why
    whole = answer is not None and answer.told and indicator.needs_all and not indicator.stands
    if answer is not None and not whole:
        said |= _reach(indicator, answer, behind)
    return _quality(indicator.code, list_of(indicator), behind, counted=counted, **said)


def quality_of_line(code: str, counts: Table | None, behind: Footing) -> Quality:
    """The state of the data behind what is no figure: a hard line, or a list by its code (N06)."""
    number = _list_behind(counts.op()) if counts is not None else int(code.removeprefix("LIST"))
    return _quality(code, number, behind, counted=0, incomplete=0)


def _quality(
    code: str, number: int | None, behind: Footing, *, counted: int, **more: Any
) -> Quality:
    """The state of what is counted from a list, or from our own records, with why."""
    touched = tuple(one for one in behind.issues if one.about in (code, f"list-{number}"))
    said: dict[str, Any] = {
        "issues": len(touched),
        "days_old": behind.days_old if number is not None else None,
        "unusable": behind.unusable.get(number, 0) if number is not None else 0,
        **more,
    }
    return Quality(
        state=data_state(**said, counted=counted),
        words=data_words(**said),
        list=number,
        issues=touched,
    )


def _reach(indicator: Indicator, answer: Answer, behind: Footing) -> dict[str, str]:
    """What of a figure's time no load tells: `untold` where there is no figure, else `part`."""
    words = reach_words(indicator, answer.period, behind.days)
    return {("part" if answer.told else "untold"): words} if words else {}


def reach_words(indicator: Indicator, period: Period, days: Mapping[str, Sequence[Days]]) -> str:
    """What of a figure's time no load tells, list by list; mostly nothing.

    Of a figure that looks back from a later day, the time that it asks for is said too.
    """
    found = reached_by(indicator, period, days)
    words = [one for name, reach in found if (one := reached_words(reach, f"list {LIST_OF[name]}"))]
    lag = indicator.placed.lag if isinstance(indicator.placed, During) else 0
    if lag and words:
        first, last = (months_after(day, -lag) for day in (period.first, period.last))
        words.insert(0, f"it asks what happened from {first:%-d %B %Y} to {last:%-d %B %Y}")
    return "; ".join(words)


def heads_of(indicator: Indicator) -> dict[str, str]:
    """The columns of its table → how its list heads them; nothing of our own records."""
    number = list_of(indicator)
    if number is None:
        return {}
    heads = {column.key: column.header for column in lists.lists()[number].columns}
    event = next(event for event in kinds.EVENTS if event.list == number)
    fields = {**event.person, **event.fields}
    return {name: heads[key] for name, (key, _) in fields.items() if key in heads}


def needs_of(indicator: Indicator) -> tuple[str, ...]:
    """The columns of its list that a figure rests on, as the list heads them: where one is blank,
    a thing cannot be counted (Q03)."""
    heads = heads_of(indicator)
    return tuple(
        dict.fromkeys(heads[name] for name in sorted(rests_on(indicator)) if name in heads)
    )
