"""Setting the target of an indicator."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.performance import forms, operations, queries, rules
from goldenthread.performance.measure import Indicator, Mix
from goldenthread.performance.rules.targets import rates_anew
from goldenthread.performance.views.asked import indicator_of, part_of
from goldenthread.performance.vocabulary import Aim, Unit

SUFFIXES = {
    Unit.PERCENT: "%",
    Unit.PER_10_000: "per 10,000",
    Unit.PER_100: "% of children",
    Unit.DAYS: "days",
    Unit.WORKING_DAYS: "working days",
    Unit.MONTHS: "months",
}

POINTS = {Unit.PERCENT: "points", Unit.PER_100: "points"}
"""A tolerance beside a percentage is in percentage points."""


@require_http_methods(["GET", "POST"])
def target(request: SignedIn, code: str) -> HttpResponse:
    """Set a target, leave it out by choice, or end it (PER-3, Q02)."""
    if rules.why_not_keep_targets(people.standing(request.user).roles) is not None:
        raise Http404
    found = indicator_of(code)
    decided = queries.targets_of(code)
    today = timezone.localdate()
    now = rules.in_force(decided, today)
    newest = max((one.number for one in decided), default=0)
    reported = next((one.as_at for one in queries.reckoned()), None)
    refusal = rules.why_not_target(better=found.better, single=not isinstance(found, Mix))
    form = forms.TargetForm(
        request.POST if request.method == "POST" else None,
        ends=any(one.aim != Aim.ENDED for one in decided),
        unit=found.unit,
        today=today,
        newest=reported,
        initial={"seen": newest, "from_on": today.replace(day=1)},
    )
    theirs = None
    if refusal is None and form.is_bound and form.is_valid():
        try:
            _set(request, found, form.cleaned_data)
        except operations.Overtaken:
            decided = queries.targets_of(code)
            theirs = max(decided, key=lambda one: one.number)
            form.data = {**request.POST.dict(), "seen": theirs.number}
        except Refusal as stopped:
            form.add_error(None, str(stopped))
        else:
            messages.success(request, _decided(form.cleaned_data["from_on"], reported))
            return redirect("performance:indicator", code)
    unit = found.unit
    return render(
        request,
        "performance/target.html",
        {
            "indicator": found,
            "part": part_of(found),
            "window": found.windows[0],
            "refusal": refusal,
            "form": form,
            "now": now,
            "now_words": rules.goal_words(now, unit, found.better),
            "theirs": theirs,
            "theirs_words": rules.goal_words(theirs, unit, found.better),
            "mine": _mine(found, form) if theirs else None,
            "suffix": {"text": SUFFIXES[unit]} if unit in SUFFIXES else None,
            "points": {"text": POINTS.get(unit) or SUFFIXES[unit]} if unit in SUFFIXES else None,
        },
    )


def _decided(from_on: date, newest: date | None) -> str:
    """What the page says once it is decided: that figures already reported are rated anew, too."""
    said = f"Decided. It counts from {from_on:%-d %B %Y}."
    if rates_anew(from_on, newest=newest):
        said += " Months already reported since that day are rated anew."
    return said


def _set(request: SignedIn, found: Indicator, given: dict[str, Any]) -> None:
    operations.set_target(
        indicator=found,
        by=request.user,
        at=timezone.now(),
        **{**given, "aim": Aim(given["aim"])},
    )


def _mine(found: Indicator, form: forms.TargetForm) -> dict[str, Any]:
    """What the person was about to decide, in words, beside what somebody else did."""
    given = form.cleaned_data
    said = Aim(given["aim"]).label
    if given["aim"] == Aim.TARGET:
        said = rules.aim_words(given["value"], given["tolerance"], found.unit, found.better)
    return {"said": said, "from_on": given["from_on"], "reason": given["reason"]}
