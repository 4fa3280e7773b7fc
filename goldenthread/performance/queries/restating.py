"""A figure as it was known on a day, as it is known now, and which loads lie between (N04, Q03)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from goldenthread.intake import queries as intake
from goldenthread.performance.models import Reading, Reckoning
from goldenthread.performance.queries.reading import answers
from goldenthread.performance.rules.restating import restated
from goldenthread.performance.vocabulary import Answer

if TYPE_CHECKING:
    from goldenthread.intake.models import Load
    from goldenthread.performance.queries.whose import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A figure of a day as it was worked out once."""

    reckoning: Reckoning
    on: date
    """The day on which it was worked out: from then on it was known so."""
    answer: Answer | None
    """None where there was no figure."""


def said_of(place: Place, each: Sequence[Reckoning], code: str, window: str) -> list[Said]:
    """What a figure of a day was, each time that it was worked out."""
    found = answers(place, Reading.objects.filter(reckoning__in=each, code=code, window=window))
    return [
        Said(
            reckoning=one,
            on=timezone.localdate(one.at),
            answer=found.get((one.pk, code, window)),
        )
        for one in each
    ]


def restated_since(
    place: Place, each: Sequence[Reckoning], shown: Collection[Answer]
) -> dict[tuple[str, str], Said]:
    """(Code, window) → what these figures of a day were before they were worked out anew, of
    each time before that.

    Only those that differ; of several times, the newest that does.
    """
    if not each:
        return {}
    found = answers(
        place,
        Reading.objects.filter(reckoning__in=each, code__in={one.code for one in shown}),
    )
    changed: dict[tuple[str, str], Said] = {}
    for now in shown:
        window = str(now.period.window)
        for one in each:
            then = found.get((one.pk, now.code, window))
            if restated(then, now):
                changed[now.code, window] = Said(
                    reckoning=one, on=timezone.localdate(one.at), answer=then
                )
    return changed


def loads_between(then: Reckoning, now: Reckoning) -> list[Load]:
    """The loads that count in the later of two reckonings of a day and came in after the earlier.

    A load counts from the moment it was loaded; one that was sent again takes the place of the
    one before it.
    """
    return [
        load
        for load in intake.counted_until(now.as_at)
        if then.at < (load.decided_at or load.at) <= now.at
    ]


def reckoned_anew(at: Reckoning) -> bool:
    """Whether the figures of a day were worked out anew since they were so."""
    return Reckoning.objects.filter(as_at=at.as_at, pk__gt=at.pk).exists()


def reckonings_of(day: date) -> list[Reckoning]:
    """Each time the figures of a day were worked out, the first time first."""
    return list(Reckoning.objects.filter(as_at=day).order_by("pk"))
