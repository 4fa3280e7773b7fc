"""Figures over one's own children, and the totals of the council with nothing below them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.performance import output, queries
from goldenthread.performance.indicators import PARTS
from goldenthread.performance.indicators.duties import DUTIES
from goldenthread.performance.rules import figure
from goldenthread.performance.rules.caseload import SOON, Owed, why_not_own, why_not_totals
from goldenthread.ui.http import download

WHOLE = queries.Place(key="all", name="The whole council", level="all")


@require_GET
def mine(request: SignedIn) -> HttpResponse:
    """What is due for the reader's own children, first things first. A look at each shown."""
    at, found = _mine(request)
    only = request.GET.get("due", "")
    held = [one for one in found.held if not only or _is(one, only)] if found else []
    page = Paginator(held, 25).get_page(request.GET.get("page"))
    request.looked_at = {one.child.pk for one in page}
    mine_as = people.standing(request.user)
    return render(
        request,
        "performance/mine.html",
        {
            "at": at,
            "found": found,
            "page": page,
            "rows": [_row(one) for one in page],
            "only": only,
            "views": [("", "All"), ("overdue", "Overdue now"),
                      ("soon", f"In {SOON} working days"),
                      *([(only, DUTIES[only].title)] if only in DUTIES else [])],
            "soon": SOON,
            "whole": len(found.held) if found else 0,
            "acting": bool(mine_as.acting_for),
            "practice": [
                {"indicator": one, "said": figure(answer), "lacking": answer.incomplete,
                 "window": answer.period.window.label}
                for one, answer in (found.practice if found else ())
            ],
        },
    )  # fmt: skip


@require_GET
def mine_file(request: SignedIn, kind: str) -> HttpResponse:
    """The same list as a file: a line for each thing due, a look at each child in it."""
    at, found = _mine(request)
    if at is None or found is None:
        raise Http404
    request.looked_at = {one.child.pk for one in found.held}
    return download(
        f"own-children-{at.as_at:%Y-%m-%d}",
        kind,
        head=output.MINE_HEAD,
        rows=[line for one in found.held for line in output.mine_rows(one, at)],
        title="Own children",
        widths=output.MINE_WIDTHS,
        note="Your own children, for your own work: not to be passed on.",
    )


@require_GET
def totals(request: SignedIn) -> HttpResponse:
    """The council's figures and nothing below them, small numbers withheld; why it stops."""
    if why_not_totals(people.standing(request.user)) is not None:
        raise Http404
    days = queries.reckoned()
    at = days[0] if days else None
    rows = queries.catalogue(WHOLE, days, at) if at else []
    hidden = queries.withheld_keys([at], [row.indicator.code for row in rows]) if at else {}
    shown = {
        row.indicator.code: {
            "indicator": row.indicator,
            "window": row.window.label,
            "hidden": "all" in hidden.get((at.pk, row.indicator.code, row.now.period.window), ()),
            "now": figure(row.now),
        }
        for row in rows
        if at is not None and row.now is not None
    }
    return render(
        request,
        "performance/totals.html",
        {
            "at": at,
            "parts": [
                (name, found)
                for name, among in PARTS.items()
                if (found := [shown[one.code] for one in among if one.code in shown])
            ],
        },
    )


def _mine(request: SignedIn) -> tuple[Any, queries.Mine | None]:
    """The newest day with figures, and the reader's own children; not there for others."""
    if why_not_own(people.standing(request.user)) is not None:
        raise Http404
    days = queries.reckoned()
    return (days[0], queries.mine(request.user, days[0])) if days else (None, None)


def _is(one: queries.Held, only: str) -> bool:
    """Whether a child is among those asked for: overdue, soon, or of one duty."""
    if only == "overdue":
        return any(due.overdue for due in one.owed)
    if only == "soon":
        return any(due.soon for due in one.owed)
    return any(due.code == only for due in one.owed)


def _row(one: queries.Held) -> dict[str, Any]:
    """A child as the page has it: what is first in words, and what comes after it."""
    said = [
        {
            "title": DUTIES[due.code].title,
            "do": DUTIES[due.code].do,
            "due_on": due.due_on,
            "mark": "late" if due.overdue else "soon" if due.soon else "clock",
            "words": due_words(due),
        }
        for due in one.owed
    ]
    return {"child": one.child, "first": said[0] if said else None, "more": said[1:]}


def due_words(due: Owed) -> str:
    """How far off: 12 working days overdue; Due that day; In 4 working days."""
    days = abs(due.days)
    many = f"{days} working day{'' if days == 1 else 's'}"
    return f"{many} overdue" if due.overdue else f"In {many}" if days else "Due by that day"
