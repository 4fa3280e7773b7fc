"""Draws from the children behind a figure, apart from any cycle (PRG-7)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from goldenthread.audits.models import Audit, Draw
from goldenthread.audits.queries.giving import frame
from goldenthread.audits.rules import drawing, programme
from goldenthread.audits.vocabulary import State
from goldenthread.people import queries as people
from goldenthread.people.rules import span_in
from goldenthread.people.vocabulary import Matter

if TYPE_CHECKING:
    from goldenthread.kernel.refusal import Refusal
    from goldenthread.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A draw as the page that it was started from shows it: counts, no child."""

    draw: Draw
    audits: int
    moderated: int
    opens: bool
    """Whether the reader may open it."""


def frame_of(tokens: Collection[str], on: date) -> list[drawing.Candidate]:
    """These very children as the draw may know them."""
    wanted = set(tokens)
    return [one for one in frame(on) if one.token in wanted]


def why_not_draw(reader: Person, among: Collection[drawing.Candidate]) -> Refusal | None:
    """Why this reader may not start an audit of these children."""
    return programme.why_not_draw_children(
        people.standing(reader), areas={one.area for one in among}
    )


def draw_apart(reader: Person, number: int) -> Draw | None:
    """The draw of this number, apart from any cycle, if the reader is QA or drew it."""
    return draws_apart(reader).filter(pk=number).first()


def draws_apart(reader: Person) -> QuerySet[Draw]:
    """The draws apart from any cycle that the reader opens, the newest first."""
    found = Draw.objects.filter(cycle=None).select_related("by").defer("frame")
    if programme.why_not_run(people.standing(reader).roles) is None:
        return found
    return found.filter(by=reader)


def waiting_apart(reader: Person) -> list[tuple[Draw, int]]:
    """Those of them with audits that were not given out yet, and how many."""
    found = draws_apart(reader).annotate(
        number=Count("audits", filter=Q(audits__state=State.DRAWN))
    )
    return [(draw, draw.number) for draw in found if draw.number]


def started_from(reader: Person, origin: str) -> list[Started]:
    """The draws started from this exception or indicator: how many, and how far they are."""
    mine = set(draws_apart(reader).values_list("pk", flat=True))
    found = (
        Draw.objects.filter(cycle=None, origin_reference=origin)
        .select_related("by")
        .defer("frame")
        .annotate(
            whole=Count("audits", filter=~Q(audits__state=State.WITHDRAWN)),
            done=Count("audits", filter=Q(audits__state__in=[State.MODERATED, State.CLOSED])),
        )
    )
    return [
        Started(draw=draw, audits=draw.whole, moderated=draw.done, opens=draw.pk in mine)
        for draw in found
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What an audit's draw was started from, and whether its reader may open that."""

    words: str
    figure: str
    address: str


def came_from(reader: Person, audit: Audit) -> Came | None:
    """What the draw of this audit was started from; None where it is of a cycle (PRG-7)."""
    if audit.draw_id is None or audit.cycle_id is not None:
        return None
    row = (
        Draw.objects.filter(pk=audit.draw_id)
        .values_list("origin", "origin_figure", "origin_address")
        .first()
    )
    if row is None:
        return None
    span = span_in(people.standing(reader), Matter.AGGREGATES)
    sees = span.everything or audit.area_id in span.areas or audit.team_id in span.teams
    return Came(words=row[0], figure=row[1], address=row[2] if sees else "")


def of_draw(drawn: Draw) -> QuerySet[Audit]:
    """The audits of a draw that were not withdrawn, with what a list shows."""
    return (
        Audit.objects.filter(draw=drawn)
        .exclude(state=State.WITHDRAWN)
        .select_related("child", "team", "auditor")
        .order_by("pk")
    )
