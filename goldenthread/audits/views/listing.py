"""Lists of audits, in fixed cuts, filtered and sorted."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from goldenthread.audits import forms, queries
from goldenthread.audits.vocabulary import State
from goldenthread.kernel.reference import parts
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.people.vocabulary import LEADERS, QA_TEAM
from goldenthread.standards import queries as standards

SORTS = {
    "due": "due_on",
    "-due": "-due_on",
    "child": "child__reference",
    "-child": "-child__reference",
    "auditor": "auditor__name",
    "-auditor": "-auditor__name",
    "state": "state",
    "-state": "-state",
}


def _cuts(request: SignedIn) -> list[tuple[str, str]]:
    standing = people.standing(request.user)
    cuts = [("mine", "Mine to do"), ("shared", "Shared with me")]
    if standing.holds(*LEADERS, *QA_TEAM):
        cuts.append(("moderate", "To moderate"))
    cuts.append(("all", "All I can read"))
    return cuts


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """The audits the reader may read, in fixed cuts, filtered and sorted."""
    on = timezone.localdate()
    reader = request.user
    cuts = _cuts(request)
    mine = queries.mine_to_do(reader)
    asked = request.GET.get("cut") or ("mine" if mine.exists() else cuts[-1][0])
    cut = asked if asked in dict(cuts) else cuts[-1][0]
    found = {
        "mine": lambda: mine,
        "shared": lambda: queries.audits(reader).filter(responses__person=reader).distinct(),
        "moderate": lambda: queries.to_moderate(reader),
        "all": lambda: queries.audits(reader),
    }[cut]()
    given = {
        key: request.GET.get(key, "").strip() for key in ("q", "state", "grade", "area", "auditor")
    }
    found = queries.search(found, **given)
    if child := request.GET.get("child"):
        found = found.filter(child__token=child)
    default = "due_on" if cut != "all" else "-pk"
    found = found.order_by(SORTS.get(request.GET.get("sort", ""), default), "pk")
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    calendar = standards.calendar()
    rows = []
    for one in page:
        open_ = one.state in (State.ISSUED, State.UNDERWAY)
        due = one.due_on if open_ else one.moderate_by if one.state == State.SUBMITTED else None
        rows.append((one, due, calendar.between(on, due) if due else None))
    request.looked_at = {one.child_id for one in page}
    return render(
        request,
        "audits/index.html",
        {
            "cuts": cuts,
            "cut": cut,
            "page": page,
            "rows": rows,
            "form": forms.ListForm(
                request.GET,
                areas=[(area.pk, area.name) for area in people.areas()],
                auditors=[(post.person_id, post.person.name) for post in queries.may_audit(on)],
            ),
            "filtered": any(given.values()),
        },
    )


@require_GET
def by_reference(request: SignedIn, reference: str) -> HttpResponse:
    """AUD-0042 leads to its page."""
    named = parts(reference)
    found = queries.audit_numbered(request.user, named[1]) if named else None
    if found is None:
        raise Http404
    return redirect(found)
