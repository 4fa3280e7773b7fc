"""Every answered page that shows a child's record is written down (SEC-3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from goldenthread.trail import operations


def looks(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Write a look for each child that the view said it showed, as `request.looked_at`.

    `looked_at` is a child (anything with a `pk`), or an iterable of children or their numbers.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        shown = getattr(request, "looked_at", None)
        if shown is not None and response.status_code == 200:
            each: Iterable[object] = (
                cast("Iterable[object]", shown) if hasattr(shown, "__iter__") else [shown]
            )
            match = request.resolver_match
            operations.look(
                what=match.view_name if match else "",
                about=str(getattr(request, "looked_about", "")),
                children=[cast("int", getattr(one, "pk", one)) for one in each],
                by=request.user,  # type: ignore[arg-type]
                at=timezone.now(),
            )
        return response

    return middleware
