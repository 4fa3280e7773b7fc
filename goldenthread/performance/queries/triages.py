"""Which days have had their exceptions found, and by which rules."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from goldenthread.intake import queries as intake
from goldenthread.kernel.dates import months_after
from goldenthread.performance.models import Reckoning, Triage
from goldenthread.performance.queries.reading import reckoned
from goldenthread.performance.rules import exceptions as rules


def basis() -> str:
    """What exceptions are found by now: where it changes they are found anew."""
    return rules.RULES_VERSION


def days_to_sift() -> list[Reckoning]:
    """The reckonings that count and whose exceptions were not found by the rules of now."""
    done = set(Triage.objects.filter(basis=basis()).values_list("reckoning", flat=True))
    return [one for one in reversed(reckoned()) if one.pk not in done]


def months() -> list[date]:
    """The months whose exceptions were found, the newest first."""
    days = Triage.objects.values_list("reckoning__as_at", flat=True).distinct()
    return sorted({rules.month_of(day) for day in days}, reverse=True)


def triage_of(month: date) -> Triage | None:
    """The triage that counts for a month: of its last day with figures, by the newest rules."""
    counts = Reckoning.objects.values("as_at").annotate(newest=Max("pk")).values("newest")
    return (
        Triage.objects.filter(
            reckoning__in=counts,
            reckoning__as_at__gte=month,
            reckoning__as_at__lt=months_after(month, 1),
        )
        .select_related("reckoning")
        .order_by("-reckoning__as_at", "-pk")
        .first()
    )


def newest_load_on() -> date | None:
    """The day of the newest load, for saying how old the figures are."""
    return intake.newest_as_at()
