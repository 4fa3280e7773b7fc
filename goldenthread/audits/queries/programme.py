"""The programme: cycles and where they stand, and who is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from goldenthread.audits import tool
from goldenthread.audits.models import Audit, Cycle, Response, ToolVersion
from goldenthread.audits.rules import programme
from goldenthread.audits.vocabulary import CycleState, Part, Stage, State
from goldenthread.kernel.working_days import Calendar
from goldenthread.people import queries as people
from goldenthread.standards import queries as standards

if TYPE_CHECKING:
    from goldenthread.people.models import Person

OPEN = (State.DRAWN, State.ISSUED, State.UNDERWAY, State.SUBMITTED)


def following(cycle: Cycle, stage: Stage) -> QuerySet[Audit]:
    """The audits whose own date follows the date of this step, should it move. B02."""
    audits = Audit.objects.filter(cycle=cycle).select_related("auditor", "child")
    if stage is Stage.SHARE:
        return audits.filter(state__in=[State.DRAWN, State.ISSUED, State.UNDERWAY])
    if stage is Stage.MODERATE:
        return audits.filter(moderated_at=None).exclude(state=State.WITHDRAWN)
    return audits.none()


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
    due_on: date
    left: int
    """Working days until it is due: negative, or nought over a weekend."""
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
            late=whole - done if day is not None and day < on else 0,
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
            what="Return the audit",
            due_on=audit.due_on,
            left=calendar.between(on, audit.due_on),
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
            what="Answer the audit",
            due_on=response.due_on,
            left=calendar.between(on, response.due_on),
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
                    what="Moderate the audit",
                    due_on=audit.moderate_by,
                    left=calendar.between(on, audit.moderate_by),
                    audit=audit,
                    kind="moderation",
                )
            )
    return sorted(found, key=lambda one: (one.due_on, one.who.name, one.audit.pk))


def clinic_of(audit: Audit) -> date | None:
    """The day of the clinic that closes its cycle. PRG-1."""
    found: date | None = (
        audit.cycle.dates.filter(stage=Stage.CLINIC).values_list("due_on", flat=True).first()
        if audit.cycle
        else None
    )
    return found


def reaudits_waiting() -> QuerySet[Audit]:
    """Audits that repeat an inadequate one and have not been given out yet. MOD-4."""
    return (
        Audit.objects.filter(follows__isnull=False, state=State.DRAWN)
        .select_related("child", "auditor", "follows")
        .order_by("due_on")
    )


def working_day(day: date, days: int) -> date:
    """The working day so many working days after (before) a day; nought is the day or the next."""
    return standards.calendar().add(day, days)
