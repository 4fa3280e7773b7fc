"""Draws from the children behind a figure: seen, drawn again, given out (PRG-7)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from goldenthread.audits import operations, queries
from goldenthread.audits.rules import drawing
from goldenthread.audits.views.programme import runner, runs
from goldenthread.audits.vocabulary import State
from goldenthread.kernel.reference import parts
from goldenthread.kernel.refusal import Refusal
from goldenthread.people.http import SignedIn


@require_GET
def drawn(request: SignedIn, reference: str) -> HttpResponse:
    """A draw: what it was started from, whom it drew, who got whom, how to repeat it (PRG-7)."""
    found = _draw(request, reference)
    audits = list(queries.of_draw(found))
    lost: dict[int, list[str]] = {}
    for key, _person, wish in found.result.get("not_kept", []):
        lost.setdefault(int(key), []).append(wish)
    left_out = [(drawing.LeftOut(key).label, count) for key, count in found.result["left_out"]]
    waiting = [audit for audit in audits if audit.state == State.DRAWN]
    request.looked_at = {audit.child_id for audit in audits}
    return render(
        request,
        "audits/drawn.html",
        {
            "draw": found,
            "audits": [(audit, lost.get(audit.pk, [])) for audit in audits],
            "waiting": len(waiting),
            "without": sum(audit.auditor_id is None for audit in waiting),
            "auditors": len({audit.auditor_id for audit in waiting if audit.auditor_id}),
            "due_on": audits[0].due_on if audits else None,
            "left_out": left_out,
            "left": sum(count for _, count in left_out),
            "could": found.population - sum(count for _, count in left_out),
            "changes": list(queries.changed_by_hand(found)),
            "runs": runs(request),
        },
    )


@require_GET
def repeat(request: SignedIn, reference: str) -> HttpResponse:
    """Draw again from the frozen children and compare (B05)."""
    found = _draw(request, reference)
    return render(
        request, "audits/repeat_drawn.html", {"draw": found, "result": queries.replay(found)}
    )


@require_POST
def give_out(request: SignedIn, reference: str) -> HttpResponse:
    """Give every audit of it out (PRG-4)."""
    runner(request)
    found = _draw(request, reference)
    try:
        told = operations.issue_draw(draw=found, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{told} audit{'s are' if told != 1 else ' is'} given out.")
    return redirect(found)


def _draw(request: SignedIn, reference: str) -> Any:
    """The draw of this reference, if the reader opens it."""
    named = parts(reference)
    found = queries.draw_apart(request.user, named[1]) if named else None
    if found is None:
        raise Http404
    return found
