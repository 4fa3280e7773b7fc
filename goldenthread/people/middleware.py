"""What is said when somebody has just saved words that may name a child."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from goldenthread.kernel.naming import TICK, may_name
from goldenthread.people import queries

ABOUT_STAFF: Final = frozenset({"", "account", "caseload", "demo", "intake", "mfa", "people"})
"""Pages on which nothing is written about a child, or where names belong: not looked through."""

NOT_WORDS: Final = frozenset({"csrfmiddlewaretoken", "token", "next", "child", "reference"})


def naming(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Say so, on the next page, when what was just saved may name a child or their family.

    On every page that takes words, now and later: it warns and never stops (C06, decision 23).
    Staff may be named: a name is passed over when the full name of one stands in the text. Who was
    asked on the page already, and said that it names nobody, is not told again.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        if request.method != "POST" or response.status_code != 302 or match is None:
            return response
        if (match.app_name or "") in ABOUT_STAFF or TICK in request.POST:
            return response
        text = "\n".join(
            value
            for key in request.POST
            if key not in NOT_WORDS
            for value in request.POST.getlist(key)
        )
        found = may_name(text)
        if found:
            found = may_name(text, staff=queries.staff_named_in(text))
        if found:
            said = ", ".join(f"“{one.text}” ({one.kind})" for one in found[:5])
            messages.warning(
                request,
                f"What you saved may name somebody: {said}. Change it, unless it is not a child or "
                "family member.",
            )
        return response

    return middleware
