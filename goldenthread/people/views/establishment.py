"""The establishment in and out, as CSV and as a workbook."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.kernel.refusal import Refusal
from goldenthread.people import forms, lists, operations, output, queries
from goldenthread.people.http import SignedIn
from goldenthread.people.views.common import keeper, sent
from goldenthread.ui.http import download

NAMES = {
    "areas": ("service area", "service areas"), "teams": ("team", "teams"),
    "people": ("person", "people"), "posts": ("post", "posts"),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def establishment(request: SignedIn) -> HttpResponse:
    """The establishment in: nothing is applied if any row is wrong (ORG-1)."""
    keeper(request)
    form = forms.FileForm(sent(request), request.FILES if request.method == "POST" else None)
    errors: list[lists.RowError] = []
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        lines, errors = lists.read(file.name, file.read())
        errors = errors or lists.among(lines, queries.known())
        done: dict[str, int] = {}
        if not errors:
            try:
                done = operations.apply_establishment(
                    lines=lines, by=request.user, at=timezone.now()
                )
            except Refusal as refusal:
                form.add_error("file", f"Nothing was loaded. {refusal}")
        if errors:
            cells = "1 cell is" if len(errors) == 1 else f"{len(errors)} cells are"
            form.add_error("file", f"Nothing was loaded: {cells} wrong")
        elif form.is_valid():
            if any(done.values()):
                words = ", ".join(
                    f"{count} {NAMES[what][count != 1]}" for what, count in done.items() if count
                )
                messages.success(request, f"Made or changed: {words}.")
            else:
                messages.warning(request, "Nothing has changed: all of it was there.")
            return redirect("people:index")
    return render(request, "people/establishment.html", {"form": form, "errors": errors})


@require_GET
def export(request: SignedIn, kind: str) -> HttpResponse:
    """The establishment out."""
    keeper(request)
    return download(
        "establishment",
        kind,
        head=lists.HEAD,
        rows=output.rows(queries.every_post(), queries.empty_teams()),
        title="Establishment",
    )
