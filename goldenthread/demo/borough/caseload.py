"""Lists 6 and 7, and who chairs: children in need, and those under a child protection plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from goldenthread.demo.borough.births import NO, UNKNOWN, YES
from goldenthread.demo.borough.rates import DISABLED
from goldenthread.demo.borough.view import Row, View, latest, on, yes
from goldenthread.demo.borough.world import Child, Need, Plan

REASONS: Final[dict[str, str]] = {
    "RC1": "RC1 - Adopted",
    "RC2": "RC2 - Died",
    "RC3": "RC3 - Child arrangements order",
    "RC4": "RC4 - Special guardianship order",
    "RC5": "RC5 - Transferred to services of another local authority",
    "RC6": "RC6 - Transferred to adult social care services",
    "RC7": "RC7 - Services ceased for any other reason, including child no longer in need",
    "RC8": "RC8 - Case closed after assessment, no further action",
    "RC9": "RC9 - Case closed after assessment, referred to early help",
}
IN_CARE, ON_PLAN, IN_NEED, ASSESSED, CLOSED = (
    "a) Looked after child", "b) Child Protection plan", "c) Child in need plan",
    "d) Open assessment", "e) Closed episode",
)  # fmt: skip


def current(view: View, child: Child) -> Need | None:
    """The child's latest episode of need on List 6: open, or closed within six months."""
    for need in reversed(child.needs):
        if need.referred > view.at or need.ignored:
            continue
        if need.closed > view.at or (need.helped and need.closed >= view.half_year):
            return need
        return None
    return None


def status(view: View, need: Need) -> str:
    """The first rung that applies."""
    at = view.at
    if need.closed <= at:
        return CLOSED
    if need.care is not None and need.care.start <= at < need.care.end:
        return IN_CARE
    if need.plan is not None and need.plan.start <= at < need.plan.end:
        return ON_PLAN
    return IN_NEED if need.assessments[0].end <= at else ASSESSED


def in_need(view: View, children: Iterable[Child]) -> list[Row]:
    """Everybody with an open case, and those whose case closed in six months."""
    rows: list[Row] = []
    for child in children:
        need = current(view, child)
        if need is None:
            continue
        seen = latest(need.visits, min(view.at, need.closed))
        closed = need.closed <= view.at
        rows.append((
            *view.who(child), child.disability, on(need.referred),
            DISABLED if need.need.startswith("N2") else need.need,
            on(seen) if seen is not None else None, view.seen(need.closed),
            REASONS[need.why] if closed else None, status(view, need), *view.allocated(need),
        ))  # fmt: skip
    return rows


def planned(view: View, child: Child) -> tuple[Need, Plan] | None:
    """The child's latest plan: open, or ended within six months."""
    for need in reversed(child.needs):
        plan = need.plan
        if plan is not None and plan.start <= view.at:
            return (need, plan) if plan.end >= view.half_year else None
    return None


def protected(view: View, children: Iterable[Child]) -> list[Row]:
    """Everybody under a plan, and those whose plan ended in six months."""
    rows: list[Row] = []
    for child in children:
        found = planned(view, child)
        if found is None:
            continue
        need, plan = found
        stop = min(view.at, plan.end)
        visit = latest(need.visits, stop)
        if visit is not None and visit < plan.start:
            visit = None
        review = latest(plan.reviews, stop)
        rows.append((
            *view.who(child), child.disability, on(plan.start), plan.categories[0][1],
            next(word for day, word in reversed(plan.categories) if day <= max(stop, plan.start)),
            on(visit) if visit is not None else None,
            alone(view, child, need, visit) if visit is not None else None,
            on(review) if review is not None else None, view.seen(plan.end),
            yes(view.half_year <= plan.protected <= view.at), plan.before,
            *view.allocated(need, stop),
        ))  # fmt: skip
    return rows


def alone(view: View, child: Child, need: Need, visit: int) -> str:
    """Whether the child was seen alone at a visit: less often by agency staff and when small."""
    if child.born > visit:
        return NO
    team, _ = view.stage(need, visit)
    share = 52 if view.staff.teams[team].agency > 0.5 else 81
    if visit - child.born < 1100:
        share //= 2
    at = (child.number * 7919 + visit * 104_729) % 101
    return YES if at < share else UNKNOWN if at > 97 else NO


def chairs(view: View, children: Iterable[Child]) -> list[Row]:
    """The reviewing officer or chair of everybody in care or under a plan now."""
    unit = view.staff.named("Safeguarding Unit")[0]
    places = view.staff.teams[unit].places
    rows: list[Row] = []
    for child in children:
        need = current(view, child)
        if need is not None and status(view, need) in {IN_CARE, ON_PLAN}:
            name = view.staff.worker_on(unit, child.family % places, view.at)
            rows.append((str(child.number), name))
    return rows
