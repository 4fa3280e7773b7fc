"""Setting the target of an indicator."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.performance import forms, operations, queries, rules
from goldenthread.performance.measure import Indicator, Rate
from goldenthread.performance.rules.targets import rates_anew
from goldenthread.performance.views.asked import asked, indicator_of, part_of
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
    """Set a target of the council, a service or a team, leave it out by choice, or end it (PER-3,
    Q02)."""
    if rules.why_not_keep_targets(people.standing(request.user).roles) is not None:
        raise Http404
    found, given = indicator_of(code), asked(request)
    place = given.place
    decided = queries.targets_of(code)
    own = [one for one in decided if one.place == place.key]
    today = timezone.localdate()
    owners, owner = queries.may_answer_for(today), queries.who_answers(place, on=today)
    newest = max((one.number for one in own), default=0)
    reported = given.days[0].as_at if given.days else None
    refusal = queries.why_not_target(found, place, on=today)
    unit = rules.aimed_in(found.unit, place.key)
    form = forms.TargetForm(
        request.POST if request.method == "POST" else None,
        ends=any(one.aim != Aim.ENDED for one in own),
        level=place.level,
        unit=unit,
        people=[(pk, one.name) for pk, one in owners.items()],
        today=today,
        newest=reported,
        initial={
            "seen": newest,
            "from_on": today.replace(day=1),
            "owner": owner.pk if owner else "",
        },
    )
    theirs = None
    if refusal is None and form.is_bound and form.is_valid():
        try:
            owner = owners.get(int(form.cleaned_data["owner"] or 0))
            _set(request, found, place, {**form.cleaned_data, "owner": owner})
        except operations.Overtaken:
            among = [one for one in queries.targets_of(code) if one.place == place.key]
            theirs = max(among, key=lambda one: one.number)
            form.data = {**request.POST.dict(), "seen": theirs.number}
        except Refusal as stopped:
            form.add_error(None, str(stopped))
        else:
            messages.success(request, _decided(form.cleaned_data["from_on"], reported))
            return redirect(_back(code, place))
    now = rules.in_force_for(place.around, decided, today)
    return render(
        request,
        "performance/target.html",
        {
            "asked": given,
            "indicator": found,
            "title": rules.named(found.title, rate=isinstance(found, Rate), part=bool(place.teams)),
            "part": part_of(found),
            "back": _back(code, place),
            "window": found.windows[0],
            "refusal": refusal,
            "form": form,
            "now": now,
            "now_words": rules.goal_words(now, found.unit, found.better),
            "whose": place.whose(now.place) if now else "",
            "theirs": theirs,
            "theirs_words": rules.goal_words(theirs, found.unit, found.better),
            "mine": _mine(found, unit, form) if theirs else None,
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


def _back(code: str, place: queries.Place) -> str:
    """The page of the figure of this place."""
    where = "" if place.level == "all" else f"?where={place.key}"
    return f"{reverse('performance:indicator', args=[code])}{where}"


def _set(request: SignedIn, found: Indicator, place: queries.Place, given: dict[str, Any]) -> None:
    operations.set_target(
        indicator=found,
        place=place,
        by=request.user,
        at=timezone.now(),
        **{**given, "aim": Aim(given["aim"])},
    )


def _mine(found: Indicator, unit: Unit, form: forms.TargetForm) -> dict[str, Any]:
    """What the person was about to decide, in words, beside what somebody else did."""
    given = form.cleaned_data
    said = Aim(given["aim"]).label
    if given["aim"] == Aim.TARGET:
        said = rules.aim_words(given["value"], given["tolerance"], unit, found.better)
    return {"said": said, "from_on": given["from_on"], "reason": given["reason"]}
