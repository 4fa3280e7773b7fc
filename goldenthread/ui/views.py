"""Pages that belong to nobody's module: the brand colour, and what every service must say."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


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
