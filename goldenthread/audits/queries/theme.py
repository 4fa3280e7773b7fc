"""What audits and families say on one Golden Thread, beside a figure on it (T02, STD-3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from goldenthread.audits.models import (
    Audit,
    FeedbackAttempt,
    Finding,
    Judgement,
    ModeratedGrade,
    Step,
)
from goldenthread.audits.queries.programme import newest_tool, read_tool
from goldenthread.audits.queries.reading import audits
from goldenthread.audits.vocabulary import Grade, Outcome, Source, State

if TYPE_CHECKING:
    from goldenthread.audits.models import ToolVersion
    from goldenthread.people.models import Person

_SHOWN = 5
"""So many findings and quotations are shown, the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Audits handed in on these days, of these teams; of the whole council where none is named."""

    first: date
    last: date
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionGrades:
    """How a section was graded: the grade that stands, of each audit that grades it."""

    title: str
    counts: dict[Grade, int]

    @property
    def graded(self) -> int:
        """In how many audits it was graded."""
        return sum(self.counts.values())

    @property
    def good(self) -> int:
        """In how many it is Good or better."""
        return sum(many for grade, many in self.counts.items() if grade.rank >= Grade.GOOD.rank)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What the audits of a time say on one Golden Thread: counts, never an average."""

    audits: int
    """Handed in."""
    heard: int
    """Of them, those in which the child, or somebody of the family, was heard."""
    sections: tuple[SectionGrades, ...]
    """The sections of the full case review on the thread, as it is asked today."""

    @property
    def graded(self) -> int:
        """How many grades of these sections there are."""
        return sum(one.graded for one in self.sections)

    @property
    def good(self) -> int:
        """How many of them are Good or better."""
        return sum(one.good for one in self.sections)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What was written in the audits that the reader may read: the newest, and how many in all."""

    strengths: tuple[Finding, ...]
    strength_count: int
    stronger: tuple[Finding, ...]
    stronger_count: int
    quotations: tuple[FeedbackAttempt, ...]
    """Of the child and the family, who agreed to be quoted without their name."""


def theme(thread: str, span: Span) -> Theme:
    """The grades of the sections on a thread, and in how many audits somebody was heard. T02.

    Each act on an audit and each attempt to hear somebody is kept for ever: while there is no newer
    one, the answer is the same, and is not asked anew.
    """
    acts = Step.objects.aggregate(newest=Max("pk"))["newest"]
    heard = FeedbackAttempt.objects.aggregate(newest=Max("pk"))["newest"]
    return theme_as_of(thread, span, newest_tool(), acts, heard)


@lru_cache(maxsize=512)
def theme_as_of(
    thread: str, span: Span, version: ToolVersion | None, acts: int | None, attempts: int | None
) -> Theme:
    """What `theme` says, as of a version of the tool, the newest act and the newest attempt."""
    done = _done(Audit.objects.exclude(state=State.WITHDRAWN), span)
    sections = (
        [one for one in read_tool(version).sections if thread in one.threads] if version else []
    )
    later = Judgement.objects.filter(
        audit=OuterRef("audit"), section=OuterRef("section"), round__gt=OuterRef("round")
    )
    moderated = ModeratedGrade.objects.filter(
        moderation__audit=OuterRef("audit"),
        moderation__audit__moderated_at__isnull=False,
        section=OuterRef("section"),
    )
    rows = (
        Judgement.objects.filter(audit__in=done, section__in=[one.id for one in sections])
        .exclude(Exists(later))
        .annotate(stands=Coalesce(Subquery(moderated.values("grade")[:1]), "grade"))
        .values_list("section", "stands")
        .annotate(many=Count("pk"))
        .order_by()
    )
    counts: dict[str, dict[Grade, int]] = {one.id: {} for one in sections}
    for section, grade, many in rows:
        counts[section][Grade(grade)] = many
    heard = _family().filter(audit=OuterRef("pk"))
    whole = done.aggregate(every=Count("pk"), heard=Count("pk", filter=Exists(heard)))
    return Theme(
        audits=whole["every"],
        heard=whole["heard"],
        sections=tuple(SectionGrades(title=one.title, counts=counts[one.id]) for one in sections),
    )


def words(reader: Person, thread: str, span: Span) -> Words:
    """Findings on a thread and what families said, from audits the reader may read. T02, AUD-9."""
    read = _done(audits(reader).order_by(), span).values("pk")
    found = (
        Finding.objects.filter(audit__in=read, thread=thread)
        .select_related("audit")
        .order_by("-at", "-pk")
    )
    many = found.order_by().aggregate(
        strengths=Count("pk", filter=Q(strength=True)),
        stronger=Count("pk", filter=Q(strength=False)),
    )
    quoted = (
        _family()
        .filter(audit__in=read, may_quote=True)
        .exclude(said="")
        .select_related("audit")
        .order_by("-on", "-pk")
    )
    return Words(
        strengths=tuple(found.filter(strength=True)[:_SHOWN]),
        strength_count=many["strengths"],
        stronger=tuple(found.filter(strength=False)[:_SHOWN]),
        stronger_count=many["stronger"],
        quotations=tuple(quoted[:_SHOWN]),
    )


def _family() -> QuerySet[FeedbackAttempt]:
    """Whenever the child or the family was heard; a professional is no family."""
    return FeedbackAttempt.objects.filter(outcome=Outcome.OBTAINED).exclude(
        source=Source.PROFESSIONAL
    )


def _done(among: QuerySet[Audit], span: Span) -> QuerySet[Audit]:
    """Those of these audits that were handed in in the span."""
    begin, end = (
        timezone.make_aware(datetime.combine(day, time.min))
        for day in (span.first, span.last + timedelta(days=1))
    )
    found = among.filter(submitted_at__gte=begin, submitted_at__lt=end)
    return found.filter(team__name__in=span.teams) if span.teams else found
