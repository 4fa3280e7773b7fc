"""The page to sign in as a fictional person, and the act itself."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from goldenthread.demo import queries
from goldenthread.people import queries as people


@login_not_required
@require_safe
def people_to_be(request: HttpRequest) -> HttpResponse:
    """List the fictional people by role."""
    return render(request, "demo/people_to_be.html", {"roles": queries.people_by_role()})


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest, number: int) -> HttpResponse:
    """Sign in as one of them."""
    person = people.person(number)
    if person is None or not settings.DEMO:
        raise Http404
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("/")
