"""Pages that belong to nobody's module: the brand colour, and what every service must say."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from goldenthread.ui.forms import Every
from goldenthread.ui.templatetags.ui import MARKS


@login_not_required
@cache_control(max_age=3600, public=True)
@require_safe
def brand(request: HttpRequest) -> HttpResponse:
    """The council's colour as a style sheet: a strict policy allows no style in the page."""
    return HttpResponse(
        f":root{{--govuk-brand-colour:{settings.BRAND_COLOUR}}}", content_type="text/css"
    )


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "ui/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, and why."""
    return render(request, "ui/privacy.html")


@require_safe
def who_sees(request: HttpRequest) -> HttpResponse:
    """Who can see what, in words."""
    return render(request, "ui/who_sees.html")


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state: what pages are made of."""
    today = timezone.localdate()
    names = ("Set", "Do it", "Verify", "Check the difference", "Closed")
    states = ("done", "done", "now", "next", "next")
    return render(
        request,
        "ui/components.html",
        {
            "marks": [(kind, kind.capitalize()) for kind in MARKS],
            "grades": ["O", "G", "RI", "I", ""],
            "dues": [
                (None if days is None else today + timedelta(days=days), days)
                for days in (-3, -1, 0, 1, 6, None)
            ],
            "steps": [
                {"name": name, "state": state, "more": "By Rosa"}
                for name, state in zip(names, states, strict=True)
            ],
            "plain": Every(auto_id="plain_%s"),
            "wrong": Every({"day_day": "32"}, auto_id="wrong_%s"),
            "descriptors": {
                "O": "You hear this child on every page.",
                "G": "The child is seen, and seen alone, regularly.",
                "RI": "The child is seen but thinly described.",
                "I": "The child’s daily experience is unknown.",
            },
        },
    )
