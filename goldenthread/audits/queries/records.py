"""Audits as figures count them."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from goldenthread.audits.models import Audit, FeedbackAttempt
from goldenthread.audits.vocabulary import POLICY, Grade, Outcome, Source, State
from goldenthread.kernel.dates import months_after


def records() -> list[dict[str, Any]]:
    """One row for each audit that was given out and not withdrawn, with its days and ranks.

    child, team, known_from (drawn), due, submitted, moderated, first_rank, stands_rank,
    heard, again_by, again, before_rank, cycle: see `performance.tables`. QA01 to QA07.
    """
    heard = FeedbackAttempt.objects.filter(audit=OuterRef("pk"), outcome=Outcome.OBTAINED).exclude(
        source=Source.PROFESSIONAL
    )
    repeats = {
        one.follows_id: one
        for one in Audit.objects.filter(follows__isnull=False).exclude(state=State.WITHDRAWN)
    }
    return [
        _record(one, repeats.get(one.pk))
        for one in Audit.objects.exclude(state__in=[State.DRAWN, State.WITHDRAWN])
        .select_related("child", "team", "follows", "cycle")
        .annotate(heard=Exists(heard))
    ]


def _record(one: Any, repeat: Audit | None) -> dict[str, Any]:
    submitted = _day(one.submitted_at)
    again_by = None
    if submitted is not None and one.stands == Grade.INADEQUATE:
        again_by = months_after(submitted, POLICY.reaudit_within_months)
    return {
        "child": one.child.reference,
        "team": one.team.name if one.team else "",
        "known_from": _day(one.at),
        "due": one.due_on,
        "submitted": submitted,
        "moderated": _day(one.moderated_at),
        "first_rank": _rank(one.grade),
        "stands_rank": _rank(one.stands),
        "heard": one.heard,
        "again_by": again_by,
        "again": _day(repeat.submitted_at) if repeat else None,
        "before_rank": _rank(one.follows.stands) if one.follows else None,
        "cycle": f"{one.cycle.reference}: {one.cycle}" if one.cycle else "Outside a cycle",
    }


def _day(moment: Any) -> Any:
    return timezone.localtime(moment).date() if moment else None


def _rank(grade: str) -> int | None:
    return Grade(grade).rank if grade else None
