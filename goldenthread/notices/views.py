"""Notices, and whether the service is well."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from goldenthread.notices import operations, queries, rules
from goldenthread.people.http import SignedIn


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """What the reader was told, newest first (NOT-1)."""
    page = Paginator(queries.notices(request.user), 25).get_page(request.GET.get("page"))
    return render(
        request, "notices/index.html", {"page": page, "unread": queries.unread(request.user)}
    )


@require_POST
def read(request: SignedIn) -> HttpResponse:
    """Mark one notice as read and follow it, or mark all."""
    number = request.POST.get("notice", "")
    mine = queries.notices(request.user)
    chosen = mine.filter(pk=int(number)) if number.isdigit() else mine.filter(read_at=None)
    marked = list(chosen)
    operations.mark_read(
        notices=[notice.pk for notice in marked], by=request.user, at=timezone.now()
    )
    if number.isdigit() and marked:
        return redirect(marked[0].link)
    return redirect("notices:index")


@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Whether the database answers and background work runs: for a monitor, without detail."""
    now = timezone.now()
    late = rules.late_beats(
        [(beat.name, beat.at, beat.every_seconds) for beat in queries.beats()], now=now
    )
    return JsonResponse(
        {"well": not late, "late": late, "at": now.isoformat()}, status=503 if late else 200
    )
