"""Lists 1 to 5: contacts, early help, referrals, assessments, section 47 and conferences."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.demo.borough.days import FAR
from goldenthread.demo.borough.view import Row, View, on, within_year, yes
from goldenthread.demo.borough.world import Child


def contacts(view: View, children: Iterable[Child]) -> list[Row]:
    """Contacts of six months."""
    start, stop = view.half_year, view.at
    rows: list[Row] = []
    for child in children:
        mine = [pair for pair in child.contacts if start <= pair[0] <= stop]
        if mine:
            who = view.who(child)
            rows += [(*who, on(day), source) for day, source in dict.fromkeys(mine)]
    return rows


def early_help(view: View, children: Iterable[Child]) -> list[Row]:
    """Early help assessments of six months, and all still open."""
    rows: list[Row] = []
    for child in children:
        for start, end, who_by in child.help:
            if start <= view.at and (start >= view.half_year or end > view.at):
                rows.append((*view.who(child), on(start), view.seen(end), who_by))
    return rows


def referrals(view: View, children: Iterable[Child]) -> list[Row]:
    """Referrals of six months."""
    rows: list[Row] = []
    for child in children:
        days = [need.referred for need in child.needs if need.referred <= view.at]
        if not days or days[-1] < view.half_year:
            continue
        before = within_year(days, days[-1])
        for need in child.needs:
            if view.half_year <= need.referred <= view.at:
                rows.append((
                    *view.who(child), on(need.referred), need.source,
                    yes(need.ignored and need.closed <= view.at), before,
                    *view.allocated(need, need.referred),
                ))  # fmt: skip
    return rows


def assessments(view: View, children: Iterable[Child]) -> list[Row]:
    """Assessments completed in six months, and all still open."""
    rows: list[Row] = []
    for child in children:
        for need in child.needs:
            if need.closed < view.half_year:
                continue
            for one in need.assessments:
                end = min(one.end, need.closed)
                if one.start > view.at or end < view.half_year or one.start >= need.closed + 1:
                    continue
                done = end <= view.at
                rows.append((
                    *view.who(child), child.disability, on(one.start),
                    one.seen if done else None, view.seen(end),
                    yes(one.support) if done else None, *view.allocated(need, end),
                ))  # fmt: skip
    return rows


def enquiries(view: View, children: Iterable[Child]) -> list[Row]:
    """Section 47 enquiries of six months with the conferences they led to."""
    rows: list[Row] = []
    for child in children:
        every = sorted(
            {
                (one.start, one.conference, one.decided, one.plan, index)
                for index, need in enumerate(child.needs)
                for one in need.enquiries
                if one.start <= view.at
            }
        )
        if not every or every[-1][0] < view.half_year:
            continue
        newest = every[-1][0]
        earlier = within_year([one[0] for one in every], newest)
        conferences = within_year(
            sorted(one[1] for one in every if one[0] < newest and one[1] <= view.at), newest
        )
        for start, conference, decided, plan, index in every:
            if start < view.half_year:
                continue
            need = child.needs[index]
            held = conference <= view.at
            rows.append((
                *view.who(child), child.disability, on(start),
                yes(conference == FAR) if decided <= view.at else None,
                on(conference) if held else None, yes(plan) if held else None,
                earlier, conferences, *view.allocated(need, min(decided, need.closed)),
            ))  # fmt: skip
    return rows
