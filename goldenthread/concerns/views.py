"""The register, one concern, and raising one from any page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.caseload import queries as caseload
from goldenthread.concerns import forms, operations, queries, rules
from goldenthread.concerns.vocabulary import Act, Decision, State
from goldenthread.kernel.reference import parts
from goldenthread.kernel.refusal import Refusal
from goldenthread.people.http import SignedIn
from goldenthread.ui.templatetags.ui import clock_time, short_date

CUTS = {"open": "Open", "closed": "Closed", "all": "All"}


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """The register: open ones first, the longest waiting on top (E05)."""
    now, here = timezone.now(), timezone.get_current_timezone()
    cut = request.GET.get("cut", "open")
    if cut not in CUTS:
        raise Http404
    every = queries.concerns(request.user)
    cuts = {
        "open": queries.open_for(request.user),
        "closed": every.filter(state=State.CLOSED),
        "all": every,
    }
    page = Paginator(cuts[cut], 25).get_page(request.GET.get("page"))
    request.looked_at = {one.child_id for one in page}
    year = queries.register(request.user, now - timedelta(days=365))
    waiting = every.filter(state=State.RAISED).count()
    return render(
        request,
        "concerns/index.html",
        {
            "page": page,
            "rows": [(one, *_clock(one, now)) for one in page],
            "cut": cut,
            "cuts": [(key, words, cuts[key].count()) for key, words in CUTS.items()],
            "today": timezone.localdate(),
            "open": cuts["open"].count(),
            "waiting": waiting,
            "raised": len(year),
            "acknowledged": rules.acknowledged(year, now=now),
            "seen": rules.seen_same_day(year, here=here),
            "months": rules.by_month(year, now=now, here=here),
        },
    )


def _clock(concern: Any, now: Any) -> tuple[str, str]:
    """The mark and the words of the clock that runs."""
    state = State(concern.state)
    if state is State.RAISED:
        left = rules.minutes_left(rules.acknowledge_by(concern.at), now=now)
        if left > 0:
            return "soon", f"{left} minutes left to acknowledge"
        return "late", "Not acknowledged in time"
    if state is State.ACKNOWLEDGED:
        by = rules.decide_by(concern.at)
        return ("clock" if by > now else "late"), f"To be decided by {clock_time(by)}"
    if state is State.DECIDED and concern.seen_by_when:
        day = concern.seen_by_when
        late = day < timezone.localdate(now)
        return ("late" if late else "clock"), f"Child to be seen by {short_date(day)}"
    return ("done", "Closed") if state is State.CLOSED else ("none", "None runs")


def _concern(request: SignedIn, reference: str) -> Any:
    named = parts(reference)
    found = queries.concern(request.user, named[1]) if named and named[0] == "CON" else None
    if found is None:
        raise Http404
    return found


FORMS: dict[State, Any] = {
    State.ACKNOWLEDGED: forms.DecideForm,
    State.DECIDED: forms.SeenForm,
    State.SEEN_SAFE: forms.CloseForm,
}
ACTS = {
    State.RAISED: Act.ACKNOWLEDGE,
    State.ACKNOWLEDGED: Act.DECIDE,
    State.DECIDED: Act.SEE,
    State.SEEN_SAFE: Act.CLOSE,
}


@require_http_methods(["GET", "POST"])
def concern(request: SignedIn, reference: str) -> HttpResponse:
    """One concern: clock, whose turn, what was seen, what has happened."""
    found = _concern(request, reference)
    request.looked_at = found.child
    now, on = timezone.now(), timezone.localdate()
    state = State(found.state)
    refusal: Refusal | None = None
    if state is State.SEEN_SAFE:
        refusal = operations.why_not_close(request.user, found)
    elif state in ACTS:
        refusal = operations.why_not_act(request.user, found, ACTS[state], on)
    form = FORMS[state]() if state in FORMS else None
    if request.method == "POST":
        seen = request.POST.get("state")
        if seen != found.state:
            messages.error(request, str(operations.MOVED))
            return redirect(found)
        form = FORMS[state](request.POST) if state in FORMS else None
        if form is None or form.is_valid():
            try:
                said = _do(request, found, state, form.cleaned_data if form else {}, now)
            except Refusal as stopped:
                if form is None:
                    messages.error(request, str(stopped))
                    return redirect(found)
                form.add_error(None, str(stopped))
            else:
                messages.success(request, said)
                return redirect(found)
    deputy = queries.deputy_of(request.user, on)
    by = rules.acknowledge_by(found.at)
    return render(
        request,
        "concerns/concern.html",
        {
            "concern": found,
            "form": form,
            "refusal": refusal,
            "can": refusal is None and state is not State.CLOSED,
            "minutes": rules.minutes_left(by, now=now),
            "acknowledge_by": by,
            "deputy": deputy if state is State.RAISED and refusal is None else None,
            "steps": _steps(found),
            "happened": list(queries.steps(found))[::-1],
        },
    )


def _do(request: SignedIn, found: Any, state: State, data: dict[str, Any], now: Any) -> str:
    given = {"concern": found, "by": request.user, "at": now}
    if state is State.RAISED:
        if request.POST.get("act") == "pass":
            deputy = queries.deputy_of(request.user, timezone.localdate())
            if deputy is None:
                raise Refusal("Nobody acts for you today.")
            operations.pass_on(to=deputy, **given)
            return f"Passed to {deputy.name}."
        operations.acknowledge(**given)
        return f"You acknowledged this at {clock_time(now)}. Decide next."
    if state is State.ACKNOWLEDGED:
        operations.decide(
            decision=Decision(data["decision"]),
            words=data["words"],
            seen_by_when=data["seen_by_when"],
            **given,
        )
        return "Your decision is saved."
    if state is State.DECIDED:
        operations.see_safe(words=data["words"], **given)
        return "Saved. Somebody else closes the concern."
    if state is State.SEEN_SAFE:
        operations.close(outcome=data["words"], **given)
        return "The concern is closed."
    raise Refusal("This concern is closed.")


def _steps(found: Any) -> list[dict[str, str]]:
    order = [State.RAISED, State.ACKNOWLEDGED, State.DECIDED, State.SEEN_SAFE, State.CLOSED]
    place = order.index(State(found.state))
    when = [found.at, found.acknowledged_at, found.decided_at, found.seen_at, found.closed_at]
    waits = [
        "",
        f"By {clock_time(rules.acknowledge_by(found.at))}",
        f"By {clock_time(rules.decide_by(found.at))}",
        "When it is decided",
        "By somebody else",
    ]
    done = ["Raised", "Acknowledged", "Decided", "Child seen safe", "Closed"]
    ahead = ["Raised", "Acknowledge", "Decide", "Child seen safe", "Close"]
    return [
        {
            "name": done[index] if index <= place else ahead[index],
            "state": "done" if index <= place else "now" if index == place + 1 else "next",
            "more": f"{timezone.localtime(when[index]):%-d %b}, {clock_time(when[index])}"
            if index <= place and when[index]
            else waits[index],
        }
        for index in range(5)
    ]


@require_http_methods(["GET", "POST"])
def raise_concern(request: SignedIn) -> HttpResponse:
    """Raise a concern about a child, from any page (AUD-5, E01)."""
    named = request.GET
    about = caseload.any_child(named.get("child", "")) if named.get("child") else None
    known = about is not None and caseload.children(request.user).filter(pk=about.pk).exists()
    form = forms.RaiseForm(
        request.POST if request.method == "POST" else None,
        initial={
            "child": about.reference if about is not None and known else "",
            "source": named.get("source", ""),
            "code": named.get("code", ""),
            "next": named.get("next", ""),
        },
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        child = caseload.child_of_reference(data["child"])
        if child is None:
            form.add_error(
                "child",
                "No child has this reference. Ring the Head of Service, and check the reference.",
            )
        else:
            try:
                made = operations.raise_concern(
                    child=child,
                    source_reference=data["source"][:20],
                    source_code=data["code"][:24],
                    what=data["what"],
                    where=data["where"],
                    done_now=data["told"],
                    another_child=data["another_child"],
                    token=data["token"],
                    by=request.user,
                    at=timezone.now(),
                )
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                who = made.responsible.name if made.responsible else "The QA team"
                messages.success(
                    request,
                    f"Raised at {clock_time(made.at)}. {who} and the QA team have been told. "
                    "You will be told when it has been acknowledged.",
                )
                back = data["next"]
                if back and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
                    return redirect(back)
                return redirect(made)
    return render(request, "concerns/raise_concern.html", {"form": form})
