"""An exception with its words, whose it is, and where its answer is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.db.models import Prefetch

from goldenthread.intake import lists
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import LEADERS, Role
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.lines import LINES
from goldenthread.performance.models import ExceptionAnswer, PerformanceException
from goldenthread.performance.rules import exceptions as rules
from goldenthread.performance.rules import like_window, over
from goldenthread.performance.vocabulary import Level, Window
from goldenthread.performance.vocabulary.exceptions import AnswerState, ExceptionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from goldenthread.people.models import Person, Team
    from goldenthread.performance.measure import Indicator
    from goldenthread.performance.models import Sighting
    from goldenthread.performance.queries.whose import Place

WORSE: Final = frozenset({2, 3, 4, 6})
"""Classes of what is worse and not doubtful (`RANKS`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An exception of a month, as its row and its page have it."""

    sighting: Sighting
    title: str
    where: str
    months: int
    state: AnswerState
    said: ExceptionAnswer | None
    """The answer or the waiver that the state rests on."""
    whose: Person | None
    """Who answers it, where somebody holds the post."""
    as_at: date
    load: str
    due: bool
    """Whether an answer is owed by a day: only of the newest month."""
    same_words: bool
    """Whether the answer is that of the month before, unchanged."""

    @property
    def exception(self) -> PerformanceException:
        """What goes on from month to month."""
        return self.sighting.exception

    @property
    def indicator(self) -> Indicator | None:
        """The figure that it is of; none of a hard line or a list."""
        return CATALOGUE.get(self.exception.code)

    @property
    def asks_for_children(self) -> bool:
        """Whether to look at the children comes next: of a hard line, and of what is worse."""
        if self.exception.code in LINES:
            return True
        one = self.indicator
        return self.sighting.rank in WORSE and one is not None and one.each != "worker"

    @property
    def level_words(self) -> str:
        """Whether it is of a service or of a team; nothing for the council, which says so."""
        return "" if self.exception.level == Level.ALL else Level(self.exception.level).label

    @property
    def counts_as(self) -> str:
        """The code of the figure that its number is: its own, or the indicator that counts the
        very same things as its hard line."""
        code = self.exception.code
        return LINES[code].same_as or code if code in LINES else code

    @property
    def window(self) -> Window | None:
        """The window of the figure that its number is; none where it is no figure."""
        indicator = CATALOGUE.get(self.counts_as)
        if indicator is None:
            return None
        return {
            ExceptionKind.SIGNAL: indicator.trend,
            ExceptionKind.NEIGHBOURS: like_window(indicator.windows),
        }.get(ExceptionKind(self.exception.kind), indicator.windows[0])

    @property
    def over(self) -> str:
        """Over what time its figure counts, in words; nothing of what stood on the day."""
        if self.window is None or self.window == Window.SNAPSHOT:
            return ""
        return over(self.window, self.as_at)

    @property
    def running(self) -> str:
        """For how long it has been there, in words; a figure of a year is the same all year."""
        indicator = self.indicator
        if indicator is not None and indicator.windows[0] == Window.YEAR_TO_MARCH:
            return "Told once a year"
        return rules.running(self.months)

    @property
    def month_words(self) -> str:
        """The month of its figures: October 2026."""
        return f"{self.as_at:%B %Y}"

    @property
    def state_words(self) -> str:
        """Answered 12 Nov 2026; Waived until 1 Dec 2026; Not answered."""
        if self.said is None:
            return self.state.label
        if self.said.waived_until is not None:
            return f"Waived until {self.said.waived_until:%-d %b %Y}"
        return f"Answered {self.said.at:%-d %b %Y}"


def title_of(found: PerformanceException) -> str:
    """What it is about: the title of its indicator or of its hard line."""
    if found.code in LINES:
        return LINES[found.code].title
    if found.kind == ExceptionKind.STALE:
        number = int(found.code.removeprefix("LIST"))
        return f"{lists.lists()[number].title} (list {number})"
    return CATALOGUE[found.code].title if found.code in CATALOGUE else found.code


def with_answers(prefix: str) -> Prefetch[str, QuerySet[ExceptionAnswer], str]:
    """Everything that was said to each exception, in order, in one question."""
    return Prefetch(
        f"{prefix}answers",
        ExceptionAnswer.objects.select_related("by").order_by("number"),
        to_attr="every_answer",
    )


def shown(rows: Sequence[Sighting], *, on: date, newest: date) -> list[Shown]:
    """The rows with their words, whose they are and where their answers are."""
    teams = people.teams_by_name()
    areas = {area.name: area.pk for area in people.areas()}
    whose = _whose(on)
    found = []
    for row in rows:
        one = row.exception
        as_at = row.triage.reckoning.as_at
        month = rules.month_of(as_at)
        said: list[ExceptionAnswer] = one.every_answer  # type: ignore[attr-defined]
        answered = [a for a in said if a.month == month and a.waived_until is None]
        waivers = [a for a in said if a.waived_until is not None and a.month <= month]
        waiver = waivers[-1] if waivers else None
        state = rules.answer_state(
            answered=bool(answered),
            waived_until=waiver.waived_until if waiver else None,
            on=on if month == newest else as_at,
        )
        team = teams.get(one.group.lower()) if one.level == Level.TEAM else None
        area = areas.get(one.group) if one.level == Level.AREA else None
        found.append(
            Shown(
                sighting=row,
                title=title_of(one),
                where=one.group
                or ("The whole council" if one.level == Level.ALL else "No team recorded"),
                months=rules.months_running(one.first_on, as_at),
                state=state,
                said={AnswerState.ANSWERED: answered[-1] if answered else None,
                      AnswerState.WAIVED: waiver}.get(state),
                whose=_answers_for(one, team, area, whose),
                as_at=as_at,
                load=row.triage.reckoning.load,
                due=month == newest,
                same_words=_same_words(said, answered),
            )
        )  # fmt: skip
    return found


def _same_words(said: list[ExceptionAnswer], now: list[ExceptionAnswer]) -> bool:
    """Whether the newest answer repeats that of a month before it."""
    before = [a for a in said if now and a.waived_until is None and a.month < now[-1].month]
    return bool(before) and rules.same_words(_parts(now[-1]), _parts(before[-1]))


def _parts(one: ExceptionAnswer) -> list[str]:
    return [str(getattr(one, name)) for name in rules.PARTS]


def _whose(on: date) -> dict[tuple[str, int | None], Person]:
    """(role, place) → who holds the post on a day: managers by team, leaders by area."""
    found: dict[tuple[str, int | None], Person] = {}
    wanted = (Role.PM, *LEADERS, Role.AD, Role.DCS, Role.PFM)
    for post in people.posts_on(on).filter(role__in=wanted):
        found.setdefault((post.role, post.team_id or post.area_id), post.person)
    return found


def who_answers(place: Place, *, on: date) -> Person | None:
    """Who answers the exceptions of a place, where somebody holds the post."""
    number = int(place.key.rpartition("-")[2]) if place.level != "all" else None
    team = people.team(number) if number and place.level == "team" else None
    area = number if place.level == "area" else None
    one = PerformanceException(kind=ExceptionKind.OFF_TARGET)
    return _answers_for(one, team, area, _whose(on))


def may_answer_for(on: date) -> dict[int, Person]:
    """Number → who leads a team, a service or the council on a day, by name: who may answer for a
    target."""
    posts = people.posts_on(on).filter(role__in=(Role.PM, *LEADERS, Role.AD, Role.DCS))
    found = sorted((post.person for post in posts), key=lambda one: one.name)
    return {one.pk: one for one in found}


def _answers_for(
    one: PerformanceException,
    team: Team | None,
    area: int | None,
    whose: dict[tuple[str, int | None], Person],
) -> Person | None:
    """The team's manager, else the leaders of its area; of the council an Assistant Director."""
    if one.kind == ExceptionKind.STALE:
        return whose.get((Role.PFM, None))
    order: Iterable[tuple[str, int | None]] = ((Role.AD, None), (Role.DCS, None))
    if area is not None:
        order = ((Role.HOS, area), (Role.SM, area), (Role.AD, area), *order)
    if team is not None:
        closed_into = team.merged_into_id
        order = (
            (Role.PM, team.pk),
            (Role.PM, closed_into) if closed_into else (Role.HOS, team.area_id),
            (Role.HOS, team.area_id),
            (Role.SM, team.area_id),
            (Role.AD, team.area_id),
            *order,
        )
    return next((whose[key] for key in order if key in whose), None)
