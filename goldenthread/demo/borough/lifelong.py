"""Lists 8 to 11: children in care, care leavers, adoption and adopters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from goldenthread.demo.borough.days import later
from goldenthread.demo.borough.view import Row, Value, View, age, latest, on, yes
from goldenthread.demo.borough.world import Adopter, Care, Child, Leaver, Need


def looked_after(view: View, children: Iterable[Child]) -> list[Row]:
    """Everybody in care, and those who ceased in six months."""
    rows: list[Row] = []
    for child in children:
        for index in range(len(child.needs) - 1, -1, -1):
            need = child.needs[index]
            care = need.care
            if care is None or care.start > view.at:
                continue
            if care.end >= view.half_year:
                before = [one.care.end for one in child.needs[:index] if one.care is not None]
                rows.append(_care_row(view, child, need, care, before))
            break
    return rows


def _care_row(view: View, child: Child, need: Need, care: Care, before: list[int]) -> Row:
    stop = min(view.at, care.end)
    legal = next((pair for pair in reversed(care.legal) if pair[0] <= stop), care.legal[0])
    home = next((one for one in reversed(care.placements) if one.start <= stop), care.placements[0])
    year = later(stop, -12)
    moves = sum(year < one.start <= stop for one in care.placements)
    moves += home.start <= year or care.placements[0].start <= year
    missing = [one for one in care.missing if year < one[0] <= stop]
    permanence = [plan for day, plan in care.permanence if day <= stop]
    ended = care.end <= view.at

    def last(days: list[int]) -> date | None:
        day = latest(days, stop)
        return on(day) if day is not None else None

    visit = latest(need.visits, stop)
    return (
        *view.who(child), yes(child.alone), child.disability, on(care.start), care.need,
        yes(any(day >= later(care.start, -12) for day in before)), on(legal[0]), legal[1],
        last(care.reviews), on(visit) if visit is not None and visit >= care.start else None,
        permanence[-1] if permanence else None, last(care.iro), last(care.health),
        last(care.dental), max(1, moves), view.seen(care.end), care.why if ended else None,
        on(home.start), home.kind, home.provider, home.postcode, home.urn or None,
        "b) Out" if home.outside else "a) In", home.authority, len(missing),
        sum(year < day <= stop for day in care.absent),
        yes(missing[-1][1]) if missing else None,
        yes(missing[-1][2]) if missing and missing[-1][1] else None,
        *view.allocated(need, stop),
    )  # fmt: skip


def leavers(view: View, children: Iterable[Child]) -> list[Row]:
    """Everybody with a right to leaving care services."""
    rows: list[Row] = []
    for child in children:
        found = child.leaver
        if found is None or found.eligible > view.at or found.until <= view.at:
            continue
        rows.append(_leaver_row(view, child, found))
    return rows


def _leaver_row(view: View, child: Child, found: Leaver) -> Row:
    at = view.at
    inside = found.left > at
    adviser = view.staff.worker_on(*divmod(found.place, 1000), at)
    team: Value = view.staff.team_on(found.place // 1000, at)
    worker: Value = adviser
    if inside:
        kind = "d) Eligible child"
        need = next(one for one in reversed(child.needs) if one.care is not None)
        team, worker = view.allocated(need)
    elif not found.aged_out and child.number % 3 == 0:
        kind = "c) Qualifying care leaver"
    else:
        kind = "b) Former relevant child" if age(child.born, at) >= 18 else "a) Relevant child"
    touch = next((word for day, word in reversed(found.touch) if day <= at), "a) Yes")
    here = touch == "a) Yes"
    home = next((one for one in reversed(found.home) if one[0] <= at), None)
    doing = next((word for day, word in reversed(found.doing) if day <= at), found.doing[0][1])
    if here and home is not None and home[1].startswith("X"):
        doing = "G5: Not in education, employment or training - other"
    lived: Row = (None, None)
    if here and not inside and home is not None:
        lived = home[1], "a) Suitable" if home[2] else "b) Unsuitable"
    contact, plan = latest(found.contacts, at), latest(found.plans, at)
    return (
        *view.who(child), yes(child.alone), child.disability, team, worker, adviser, kind,
        on(plan) if plan is not None else None, touch,
        on(contact) if contact is not None else None, *lived, doing if here else None,
    )  # fmt: skip


def adoption(view: View, children: Iterable[Child]) -> list[Row]:
    """Adopted in twelve months; to be adopted; or no longer, since twelve months."""
    rows: list[Row] = []
    for child in children:
        for need in child.needs:
            found = need.care.adoption if need.care is not None else None
            if need.care is None or found is None or found.decided > view.at:
                continue
            if min(found.adopted, found.reversed) < view.year or need.care.end < view.year:
                continue
            who = view.who(child)
            matched = found.matched <= view.at
            rows.append((
                who[0], found.family if matched and found.family else None, *who[1:],
                child.disability, on(need.care.start), on(found.decided), view.seen(found.ordered),
                view.seen(found.matched), view.seen(found.placed), view.seen(found.adopted),
                view.seen(found.reversed), found.why if found.reversed <= view.at else None,
                view.seen(found.early),
            ))  # fmt: skip
            break
    return rows


def adopting(view: View, adopters: Iterable[Adopter]) -> list[Row]:
    """People who applied and were in touch in twelve months."""
    rows: list[Row] = []
    for one in adopters:
        over = min(one.adopted, one.left)
        if one.stage1[0] > view.at or over < view.year:
            continue
        stop = one.left
        steps = tuple(
            on(day) if day <= view.at and day <= stop else None
            for day in (*one.stage1, *one.stage2)
        )
        placed = one.placed <= view.at
        rows.append((
            one.number, one.family, one.sex, one.ethnicity, yes(one.disabled),
            "Yes" if one.early else "No", on(one.enquired), *steps, None, None,
            view.seen(one.matched), view.seen(one.placed), one.children if placed else None,
            view.seen(one.adopted), view.seen(one.left), one.why if one.left <= view.at else None,
        ))  # fmt: skip
    return rows
