"""What a draw may draw from, what an allocation knows, and a draw drawn again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max

from goldenthread.audits.models import Audit, Cycle, Draw, Step
from goldenthread.audits.rules import allocation, drawing
from goldenthread.audits.vocabulary import Cannot, State
from goldenthread.caseload import queries as caseload
from goldenthread.kernel.dates import age_on, months_after
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import LEADERS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from goldenthread.people.models import Person, Post

OPEN = (State.DRAWN, State.ISSUED, State.UNDERWAY, State.SUBMITTED)


def kept_draw(cycle: Cycle) -> Draw | None:
    """The draw that stands for a cycle."""
    return Draw.objects.filter(cycle=cycle, kept=True).select_related("by").first()


def changed_by_hand(drawn: Draw) -> QuerySet[Step]:
    """Children of a draw swapped, replaced or withdrawn, with the reasons, in order. B05, B07."""
    return (
        Step.objects.filter(audit__draw=drawn, act__in=["swap", "replace", "withdraw"])
        .select_related("audit", "by")
        .order_by("pk")
    )


def conflict_told(reader: Person, audit: Audit) -> bool:
    """Whether the reader told the QA team that they have a conflict of interest (B08)."""
    told = audit.steps.filter(act="ask_out", by=reader)
    return told.filter(words__startswith=Cannot.CONFLICT.label).exists()


def asked_out(audit: Audit) -> Step | None:
    """That its present auditor asked to give it back, with the reason; none when they did not."""
    return (
        audit.steps.filter(act="ask_out", by=audit.auditor_id).select_related("by").last()
        if audit.state in (State.ISSUED, State.UNDERWAY)
        else None
    )


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


def auditors(
    persons: Iterable[int], on: date, *, cycle: int | None = None
) -> list[allocation.Auditor]:
    """What the allocation knows of these auditors, posts that they act in included. PRG-4.

    Audits that were withdrawn or never given out, and those of `cycle` itself, do not count as
    the last: the same draw, drawn again, is given to the same people.
    """
    wanted = set(persons)
    posts: dict[int, list[Post]] = defaultdict(list)
    own: dict[int, list[Post]] = defaultdict(list)
    acting: dict[int, list[int]] = defaultdict(list)
    for one in people.acting_on(on).filter(to__in=wanted):
        acting[one.away_id].append(one.to_id)
    for post in people.posts_on(on).filter(person__in=wanted | acting.keys()):
        own[post.person_id].append(post)
        for person in {post.person_id, *acting[post.person_id]}:
            posts[person].append(post)
    recent: dict[int, set[int]] = defaultdict(set)
    for row in (
        Audit.objects.filter(auditor__in=wanted, at__date__gte=months_after(on, -6))
        .exclude(state__in=[State.DRAWN, State.WITHDRAWN])
        .exclude(cycle__isnull=False, cycle=cycle)
        .values("auditor", "team")
    ):
        if row["team"]:
            recent[row["auditor"]].add(row["team"])
    return [
        allocation.Auditor(
            person=person,
            teams=frozenset(post.team_id for post in posts[person] if post.team_id),
            areas=frozenset(
                post.area_id
                for post in posts[person]
                if post.role in LEADERS and post.area_id and post.team_id is None
            ),
            own_area=next(
                (
                    post.team.area_id if post.team else post.area_id
                    for post in own[person]
                    if post.team_id or post.area_id
                ),
                None,
            ),
            recent_teams=frozenset(recent[person]),
        )
        for person in sorted(wanted)
    ]


def cases(audits: Sequence[Audit]) -> list[allocation.Case]:
    """What the allocation knows of these children. PRG-4."""
    return [
        allocation.Case(
            key=audit.child.token,
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
class Replay:
    """A draw drawn again from its frozen frame."""

    same_population: bool
    same_rules: bool
    same_list: bool
    first: tuple[str, ...]
    again: tuple[str, ...]


def drawn_again(drawn: Draw) -> drawing.Drawn:
    """A draw drawn again from the frame that was kept: its children, and all next in line. B05."""
    asked = drawn.asked
    return drawing.draw(
        drawing.frame_from(drawn.frame),
        drawing.Asked(
            size=drawn.size,
            seed=drawn.seed,
            by=asked["by"],
            minimums=tuple((str(name), int(least)) for name, least in asked["minimums"]),
            plans=tuple(asked["plans"]),
            areas=tuple(asked["areas"]),
            tokens=tuple(asked.get("tokens", ())),
            left_out_within_months=asked["left_out_within_months"],
        ),
        on=date.fromisoformat(asked["on"]),
    )


def replay(drawn: Draw) -> Replay:
    """Draw again from the frame that was kept: the same seed must give the same list. B05."""
    first = tuple(str(token) for token, _ in drawn.result["tokens"])
    then = tuple(token for token, _ in drawn_again(drawn).tokens)
    return Replay(
        same_population=drawing.population_hash(drawing.frame_from(drawn.frame))
        == drawn.population_hash,
        same_rules=drawn.rules_version == drawing.RULES_VERSION,
        same_list=first == then,
        first=first,
        again=then,
    )
