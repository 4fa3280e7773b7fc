"""Targets: those in force on a day, and all that were decided on one indicator."""

from __future__ import annotations

from datetime import date

from goldenthread.performance.models import Target
from goldenthread.performance.rules import in_force


def targets_in_force(day: date) -> dict[str, Target]:
    """Code → the target that counts on a day; one that ended, or none by choice, says so itself."""
    decided: dict[str, list[Target]] = {}
    for one in Target.objects.filter(from_on__lte=day):
        decided.setdefault(one.code, []).append(one)
    found = {code: in_force(among, day) for code, among in decided.items()}
    return {code: one for code, one in found.items() if one is not None}


def targets_of(code: str) -> list[Target]:
    """All that was decided on an indicator's target, the newest first day first, with who."""
    return list(Target.objects.filter(code=code).select_related("by"))
