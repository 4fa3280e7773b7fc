"""The programme: cycles and where they stand, who owes an audit, whom a draw may draw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q, QuerySet

from goldenthread.audits import tool
from goldenthread.audits.models import Audit, Cycle, Draw, Exemption, Response, ToolVersion
from goldenthread.audits.rules import allocation, drawing, programme
from goldenthread.audits.vocabulary import POLICY, CycleState, Part, Stage, State
from goldenthread.caseload import queries as caseload
from goldenthread.kernel.dates import age_on, months_after
from goldenthread.kernel.working_days import Calendar
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import Role
from goldenthread.standards import queries as standards

if TYPE_CHECKING:
    from goldenthread.people.models import Person, Post

OPEN = (State.DRAWN, State.ISSUED, State.UNDERWAY, State.SUBMITTED)


def newest_tool(kind: str = "FCA") -> ToolVersion | None:
    """The newest version of a tool."""
    return ToolVersion.objects.filter(kind=kind).order_by("-number").first()


def read_tool(version: ToolVersion) -> tool.Tool:
    """A version, read."""
    return tool.read(version.body)


def cycles() -> QuerySet[Cycle]:
    """Every cycle, the newest first."""
    return Cycle.objects.prefetch_related("dates")


def cycle(pk: int) -> Cycle | None:
    """The cycle of this number."""
    return Cycle.objects.prefetch_related("dates").select_related("tool").filter(pk=pk).first()


def kept_draw(cycle: Cycle) -> Draw | None:
    """The draw that stands for a cycle."""
    return Draw.objects.filter(cycle=cycle, kept=True).select_related("by").first()


def frame(on: date) -> list[drawing.Candidate]:
    """Every child of the newest load as the draw may know them. PRG-3."""
    being = set(Audit.objects.filter(state__in=OPEN).values_list("child", flat=True))
    done: dict[int, date] = {
        row["child"]: row["day"].date()
        for row in Audit.objects.filter(submitted_at__isnull=False)
        .values("child")
        .annotate(day=Max("submitted_at"))
    }
    rows = caseload.frame().values(
        "pk", "token", "plan", "area", "team", "date_of_birth", "ethnicity", "open", "restricted"
    )
    return [
        drawing.Candidate(
            token=row["token"],
            plan=row["plan"],
            area=row["area"],
            team=row["team"],
            age=age_on(row["date_of_birth"], on) if row["date_of_birth"] else None,
            ethnicity=row["ethnicity"],
            open=row["open"],
            restricted=row["restricted"],
            audited_on=done.get(row["pk"]),
            being_audited=row["pk"] in being,
        )
        for row in rows
    ]


def owing_roles() -> tuple[Role, ...]:
    """The roles that owe audits."""
    return tuple(role for role, _ in POLICY.one_every_months)


def may_audit(on: date) -> list[Post]:
    """The posts of those who owe audits on a day, one a person, by name."""
    seen: dict[int, Post] = {}
    for post in people.posts_on(on).filter(role__in=owing_roles(), person__is_active=True):
        seen.setdefault(post.person_id, post)
    return sorted(seen.values(), key=lambda post: post.person.name)


def cohort_of(person: int) -> str:
    """Half of the auditors are in each cohort, by the person's number: it never changes."""
    return "AB"[person % 2]


def auditors(persons: Iterable[int], on: date) -> list[allocation.Auditor]:
    """What the allocation knows of these auditors. PRG-4."""
    wanted = set(persons)
    posts: dict[int, list[Post]] = defaultdict(list)
    for post in people.posts_on(on).filter(person__in=wanted):
        posts[post.person_id].append(post)
    recent: dict[int, set[int]] = defaultdict(set)
    since = months_after(on, -6)
    for row in Audit.objects.filter(auditor__in=wanted, at__date__gte=since).values(
        "auditor", "team"
    ):
        if row["team"]:
            recent[row["auditor"]].add(row["team"])
    found = []
    for person in sorted(wanted):
        held = posts[person]
        leads = {post.area_id for post in held if post.role in (Role.HOS, Role.SM) and post.area_id}
        team = next((post.team_id for post in held if post.team_id), None)
        own = next(
            (post.team.area_id if post.team else post.area_id for post in held if post.team_id),
            next((post.area_id for post in held if post.area_id), None),
        )
        found.append(
            allocation.Auditor(
                person=person,
                team=team,
                areas=frozenset(leads),
                own_area=own,
                recent_teams=frozenset(recent[person]),
            )
        )
    return found


def cases(audits: Sequence[Audit]) -> list[allocation.Case]:
    """What the allocation knows of these children. PRG-4."""
    return [
        allocation.Case(
            key=str(audit.pk),
            team=audit.child.team_id,
            area=audit.child.area_id,
            worker=audit.child.worker_id,
            chair=audit.child.chair_id,
            not_by=frozenset(
                [audit.follows.auditor_id] if audit.follows and audit.follows.auditor_id else []
            ),
        )
        for audit in audits
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCount:
    """How far a cycle is with one thing."""

    name: str
    due_on: date | None
    done: int
    late: int
    days: int | None
    """Working days until it is due; negative when past."""

    def state(self, whole: int) -> tuple[str, str]:
        """The mark and its words."""
        if whole and self.done >= whole:
            return "done", "Done"
        if self.late:
            return "late", f"{self.late} late"
        if self.days is None or not whole:
            return "none", "Not begun"
        left = whole - self.done
        if 0 <= self.days <= 1:
            return "soon", f"{left} due {'today' if self.days == 0 else 'tomorrow'}"
        return "clock", f"In {self.days} working days"


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleNow:
    """A cycle and where it stands on a day."""

    cycle: Cycle
    week: int
    audits: int
    stages: tuple[StageCount, ...]
    dates: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """Somebody who is late with something."""

    who: Person
    what: str
    days: int
    """Working days late."""
    audit: Audit
    kind: str


def _counts(pks: list[int]) -> dict[int, dict[str, int]]:
    counted = (
        Audit.objects.filter(cycle__in=pks)
        .exclude(state=State.WITHDRAWN)
        .values_list("cycle")
        .annotate(
            whole=Count("pk"),
            issued=Count("pk", filter=~Q(state=State.DRAWN)),
            opened=Count("pk", filter=~Q(state__in=[State.DRAWN, State.ISSUED])),
            submitted=Count("pk", filter=Q(submitted_at__isnull=False)),
            moderated=Count("pk", filter=Q(moderated_at__isnull=False)),
        )
    )
    keys = ("whole", "issued", "opened", "submitted", "moderated")
    found: dict[int, dict[str, int]] = {
        cycle: dict(zip(keys, numbers, strict=True)) for cycle, *numbers in counted
    }
    for row in (
        Response.objects.filter(audit__cycle__in=pks, part=Part.WORKER)
        .exclude(audit__state=State.WITHDRAWN)
        .values("audit__cycle")
        .annotate(done=Count("pk", filter=Q(answered_at__isnull=False)))
    ):
        found[row["audit__cycle"]]["answered"] = row["done"]
    return found


def running(on: date, calendar: Calendar) -> list[CycleNow]:
    """The cycles that run, are not reported yet, or begin next, the oldest first. PRG-1."""
    recent = list(
        cycles()
        .exclude(state=CycleState.WITHDRAWN)
        .filter(
            Q(state__in=[CycleState.DRAWN, CycleState.ISSUED])
            | Q(state=CycleState.PLANNED, starts_on__lte=on + timedelta(weeks=4))
            | Q(state=CycleState.REPORTED, starts_on__gt=on - timedelta(weeks=8))
        )
        .order_by("starts_on")
    )
    counts = _counts([one.pk for one in recent])
    return [_now(one, counts.get(one.pk, {}), on, calendar) for one in recent]


def _now(one: Cycle, counts: dict[str, int], on: date, calendar: Calendar) -> CycleNow:
    dates = {row.stage: row for row in one.dates.all()}
    whole = counts.get("whole", 0)

    def stage(name: str, key: str, until: Stage) -> StageCount:
        day = dates[until].due_on if until in dates else None
        done = counts.get(key, 0)
        days = calendar.between(on, day) if day else None
        return StageCount(
            name=name,
            due_on=day,
            done=done,
            late=whole - done if days is not None and days < 0 else 0,
            days=days,
        )

    return CycleNow(
        cycle=one,
        week=programme.week_of(one.starts_on, on),
        audits=whole,
        stages=(
            stage("Given out", "issued", Stage.ISSUE),
            stage("Opened by the auditor", "opened", Stage.REVIEW),
            stage("Shared and returned", "submitted", Stage.SHARE),
            stage("Worker has answered", "answered", Stage.MODERATE),
            stage("Moderated", "moderated", Stage.MODERATE),
        ),
        dates=dates,
    )


def who_is_late(on: date, calendar: Calendar) -> list[Late]:
    """Everybody who is late with an audit, an answer or a moderation, longest first. PRG-2."""
    found = [
        Late(
            who=audit.auditor,
            what=f"Return the audit of child {audit.child.reference}",
            days=-calendar.between(on, audit.due_on),
            audit=audit,
            kind="audit",
        )
        for audit in Audit.objects.filter(
            state__in=[State.ISSUED, State.UNDERWAY], due_on__lt=on, auditor__isnull=False
        ).select_related("auditor", "child", "cycle")
        if audit.auditor
    ]
    found += [
        Late(
            who=response.person,
            what=f"Answer the audit of child {response.audit.child.reference}",
            days=-calendar.between(on, response.due_on),
            audit=response.audit,
            kind="answer",
        )
        for response in Response.objects.filter(
            answered_at=None, due_on__lt=on, audit__state__in=[State.SUBMITTED, State.MODERATED]
        ).select_related("person", "audit__child")
    ]
    for audit in Audit.objects.filter(state=State.SUBMITTED, moderate_by__lt=on).select_related(
        "child", "area", "moderation__by"
    ):
        begun = getattr(audit, "moderation", None)
        who = begun.by if begun else people.head_of(audit.area_id, on) if audit.area_id else None
        if who is not None and audit.moderate_by:
            found.append(
                Late(
                    who=who,
                    what=f"Moderate the audit of child {audit.child.reference}",
                    days=-calendar.between(on, audit.moderate_by),
                    audit=audit,
                    kind="moderation",
                )
            )
    return sorted(found, key=lambda one: (-one.days, one.who.name, one.audit.pk))


def reaudits_waiting() -> QuerySet[Audit]:
    """Audits that repeat an inadequate one and have not been given out yet. MOD-4."""
    return (
        Audit.objects.filter(follows__isnull=False, state=State.DRAWN)
        .select_related("child", "auditor", "follows")
        .order_by("due_on")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What one person owes over a year."""

    person: Person
    post: Post
    counts: programme.Expectation
    exemptions: tuple[Exemption, ...]


def expectations(on: date) -> list[Owed]:
    """Who owes audits over the twelve months to this day, and has done them. PRG-2, B10."""
    since = months_after(on, -12) + timedelta(days=1)
    held = may_audit(on)
    persons = [post.person_id for post in held]
    done: dict[int, list[date]] = defaultdict(list)
    for row in Audit.objects.filter(
        auditor__in=persons, submitted_at__date__gte=since, submitted_at__date__lte=on
    ).values("auditor", "submitted_at"):
        if row["submitted_at"]:
            done[row["auditor"]].append(row["submitted_at"].date())
    excused: dict[int, list[Exemption]] = defaultdict(list)
    for exemption in Exemption.objects.filter(
        person__in=persons, from_on__lte=on, until_on__gte=since
    ).select_related("by"):
        excused[exemption.person_id].append(exemption)
    found = []
    for post in held:
        mine = excused[post.person_id]
        counts = programme.expectation(
            person=post.person_id,
            role=Role(post.role),
            since=since,
            until=on,
            in_post=(post.starts_on, post.ends_on),
            exempt=[(one.from_on, one.until_on) for one in mine],
            done=done[post.person_id],
        )
        if counts is not None:
            found.append(Owed(person=post.person, post=post, counts=counts, exemptions=tuple(mine)))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedByRole:
    """The same, added up for a role."""

    role: Role
    expected: int
    done: int
    exempt: int

    @property
    def short(self) -> int:
        """How many fewer than expected."""
        return max(0, self.expected - self.done)


def by_role(owed: Sequence[Owed]) -> list[OwedByRole]:
    """Expectations added up by role, in the order of the policy."""
    return [
        OwedByRole(
            role=role,
            expected=sum(one.counts.expected for one in owed if one.counts.role is role),
            done=sum(one.counts.done for one in owed if one.counts.role is role),
            exempt=sum(one.counts.exempt for one in owed if one.counts.role is role),
        )
        for role in owing_roles()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A draw drawn again from its frozen frame."""

    same_population: bool
    same_rules: bool
    same_list: bool
    first: tuple[str, ...]
    again: tuple[str, ...]


def replay(drawn: Draw) -> Replay:
    """Draw again from the frame that was kept: the same seed must give the same list. B05."""
    frame_then = drawing.frame_from(drawn.frame)
    asked = drawn.asked
    again = drawing.draw(
        frame_then,
        drawing.Asked(
            size=drawn.size,
            seed=drawn.seed,
            by=asked["by"],
            minimums=tuple((str(name), int(least)) for name, least in asked["minimums"]),
            plans=tuple(asked["plans"]),
            areas=tuple(asked["areas"]),
            left_out_within_months=asked["left_out_within_months"],
        ),
        on=date.fromisoformat(asked["on"]),
    )
    first = tuple(str(token) for token, _ in drawn.result["tokens"])
    then = tuple(token for token, _ in again.tokens)
    return Replay(
        same_population=drawing.population_hash(frame_then) == drawn.population_hash,
        same_rules=drawn.rules_version == drawing.RULES_VERSION,
        same_list=first == then,
        first=first,
        again=then,
    )


def working_day(day: date, days: int) -> date:
    """The working day so many working days after (before) a day; nought is the day or the next."""
    return standards.calendar().add(day, days)
