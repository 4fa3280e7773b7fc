"""Who looked at what, and did what: searched by child and by person (SEC-3, BB1)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.caseload import forms, queries
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.trail import operations as trail_operations
from goldenthread.trail import queries as trail

SHOWN = 200


@require_http_methods(["GET", "POST"])
def index(request: SignedIn) -> HttpResponse:
    """The access log. Searching it is a deed, and is written down."""
    if not trail.may_read_log(request.user):
        raise Http404
    staff = people.everybody().order_by("name")
    form = forms.LogForm(
        request.POST if request.method == "POST" else None,
        people=[(who.pk, who.name) for who in staff],
    )
    rows = None
    count = 0
    searched: Any = None
    named: dict[int, str] = {}
    references: dict[int, str] = {}
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        children = queries.numbers_for_log(request.user, data["child"].strip())
        if children == set():
            form.add_error("child", "There is no child of this reference that you may ask about")
        else:
            searched = people.person(int(data["person"])) if data["person"] else None
            found = trail.search(
                children=children,
                person=searched.pk if searched else None,
                since=data["since"],
                until=data["until"],
            )
            count = found.count()
            rows = list(found[:SHOWN])
            trail_operations.deed(
                what="trail.search",
                about="",
                by=request.user,
                at=timezone.now(),
                detail={"by_child": bool(data["child"]), "person": data["person"]},
            )
            about = {number for row in rows for number in row.people}
            named = people.names_of(about | {row.acting_for for row in rows if row.acting_for})
            references = queries.references(
                request.user, (row.child for row in rows if row.child is not None)
            )
    return render(
        request,
        "caseload/log.html",
        {
            "form": form,
            "rows": rows,
            "named": named,
            "searched": searched,
            "references": references,
            "count": count,
            "shown": SHOWN,
            "seal": trail.last_seal(),
            "breaks": trail.breaks() if "verify" in request.POST else None,
        },
    )
