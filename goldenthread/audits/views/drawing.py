"""A draw set up, seen and drawn again."""

from __future__ import annotations

import secrets

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.audits import forms, operations, queries
from goldenthread.audits.rules import drawing
from goldenthread.audits.views.programme import cycle_or_404, runner
from goldenthread.caseload import queries as caseload
from goldenthread.caseload.vocabulary import Plan
from goldenthread.kernel.refusal import Refusal
from goldenthread.kernel.sentences import capital
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn


@require_http_methods(["GET", "POST"])
def draw(request: SignedIn, pk: int) -> HttpResponse:
    """Set up a draw, and draw (PRG-3, B03 to B06)."""
    runner(request)
    found = cycle_or_404(pk)
    on = timezone.localdate()
    people_ = queries.to_choose_from(on)
    ticked = [one.person for one in people_ if one.cohort == found.cohort and not one.not_now]
    by = request.GET.get("by", "")
    by = by if by in {one.value for one in drawing.Strata} else drawing.Strata.PLAN.value
    form = forms.DrawForm(
        request.POST if request.method == "POST" else None,
        areas=[(area.pk, area.name) for area in people.areas()],
        people=[(one.person, str(one)) for one in people_],
        strata=_strata(by),
        initial={
            "size": len(ticked),
            "auditors": ticked,
            "seed": f"{on:%Y%m%d}-{secrets.randbelow(9000) + 1000}",
            "least-cp": 2,
            "least-cla": 2,
        },
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            operations.draw_cycle(
                cycle=found,
                asked=drawing.Asked(
                    size=data["size"],
                    seed=data["seed"],
                    by=by,
                    minimums=form.minimums(),
                    plans=tuple(data["plans"]),
                    areas=tuple(int(area) for area in data["areas"]),
                ),
                auditors=[int(person) for person in data["auditors"]],
                on=on,
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("audits:allocation", found.pk)
    return render(
        request,
        "audits/draw.html",
        {
            "cycle": found,
            "form": form,
            "by": by,
            "by_name": drawing.Strata(by).label.lower(),
            "strata": [(one.value, one.label) for one in drawing.Strata],
            "as_at": caseload.as_at(),
            "before": queries.kept_draw(found),
        },
    )


def _strata(by: str) -> list[tuple[str, str]]:
    """The strata of a draw, each with its name on a page."""
    if by == drawing.Strata.PLAN:
        return [(plan.value, plan.label.lower()) for plan in Plan]
    if by == drawing.Strata.AREA:
        return [(str(area.pk), area.name) for area in people.areas()]
    return [(name, name) for name in drawing.bands(by)]


@require_GET
def allocation(request: SignedIn, pk: int) -> HttpResponse:
    """The result of a draw: where the children came from, who got whom, how to repeat it."""
    runner(request)
    found = cycle_or_404(pk)
    drawn = queries.kept_draw(found)
    if drawn is None:
        return redirect("audits:draw", pk)
    audits = list(queries.of_cycle(pk))
    lost: dict[int, list[str]] = {}
    for key, _person, wish in drawn.result.get("not_kept", []):
        lost.setdefault(int(key), []).append(wish)
    by = drawn.asked["by"]
    names = {**dict(_strata(by)), "": "no plan", "None": "no service that we know"}
    left_out = [(drawing.LeftOut(key).label, count) for key, count in drawn.result["left_out"]]
    request.looked_at = {audit.child_id for audit in audits}
    return render(
        request,
        "audits/allocation.html",
        {
            "cycle": found,
            "draw": drawn,
            "audits": [(audit, lost.get(audit.pk, [])) for audit in audits],
            "auditors": len({audit.auditor_id for audit in audits if audit.auditor_id}),
            "without": sum(audit.auditor_id is None for audit in audits),
            "strata": [
                {**row, "title": capital(names.get(row["name"], row["name"]))}
                for row in drawn.result["strata"]
            ],
            "by": drawing.Strata(by).label,
            "left_out": left_out,
            "left": sum(count for _, count in left_out),
            "could": drawn.population - sum(count for _, count in left_out),
            "changes": list(queries.changed_by_hand(drawn)),
            "lost": sum(len(wishes) for wishes in lost.values()),
            "newer": caseload.as_at() != drawn.as_at,
        },
    )


@require_GET
def repeat(request: SignedIn, pk: int) -> HttpResponse:
    """Draw again from the frozen frame and compare: the same list, or loudly not (B05)."""
    runner(request)
    found = cycle_or_404(pk)
    drawn = queries.kept_draw(found)
    if drawn is None:
        raise Http404
    return render(
        request,
        "audits/repeat.html",
        {"cycle": found, "draw": drawn, "result": queries.replay(drawn)},
    )
