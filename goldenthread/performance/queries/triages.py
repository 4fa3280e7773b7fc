"""Which days have had their exceptions found, and by which rules."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.db.models import Max

from goldenthread.intake import queries as intake
from goldenthread.intake.vocabulary import Source, State
from goldenthread.kernel.dates import months_after
from goldenthread.performance.models import Note, Reckoning, Target, Triage
from goldenthread.performance.queries.reading import reckoned
from goldenthread.performance.rules import exceptions as rules
from goldenthread.performance.rules.sifting import Loaded
from goldenthread.performance.vocabulary import Mark


def days_to_sift() -> list[tuple[Reckoning, str]]:
    """The reckonings that count and whose exceptions were not found by what holds now.

    The oldest first, each with what they are found by: the rules, and the targets and step changes
    of its day.
    """
    newest: dict[int, str] = dict(Triage.objects.order_by("pk").values_list("reckoning", "basis"))
    targets = list(Target.objects.order_by("pk").values_list("from_on", "pk"))
    steps = list(
        Note.objects.filter(kind=Mark.STEP, withdrawn_by__isnull=True, place="all")
        .order_by("pk")
        .values_list("day", "pk")
    )
    found = []
    for one in reversed(reckoned()):
        given = [[pk for day, pk in rows if day <= one.as_at] for rows in (targets, steps)]
        basis = f"{rules.RULES_VERSION}-{sha256(str(given).encode()).hexdigest()[:16]}"
        if newest.get(one.pk) != basis:
            found.append((one, basis))
    return found


def triages() -> int:
    """The number of the newest triage: the same work, wanted again later, is work of its own."""
    return int(Triage.objects.aggregate(newest=Max("pk"))["newest"] or 0)


def loaded() -> list[Loaded]:
    """The monthly loads that count, each with its day and its lists."""
    return [
        Loaded(as_at=load.as_at, lists=frozenset(one["list"] for one in load.lists))
        for load in intake.loads().filter(
            state__in=[State.LOADED, State.HISTORY], source=Source.ANNEX_A
        )
    ]


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
