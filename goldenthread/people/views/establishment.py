"""The establishment in and out, as CSV and as a workbook."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.kernel.refusal import Refusal
from goldenthread.people import forms, lists, operations, output, queries
from goldenthread.people.http import SignedIn
from goldenthread.people.views.common import asked, keeper, seconds, sent
from goldenthread.people.vocabulary import Wanted
from goldenthread.ui.http import download


@require_http_methods(["GET", "POST"])
def establishment(request: SignedIn) -> HttpResponse:
    """The establishment in: asked for whole, and not if any row is wrong (ORG-1)."""
    keeper(request)
    form = forms.FileForm(sent(request), request.FILES if request.method == "POST" else None)
    errors: list[lists.RowError] = []
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        lines, errors = lists.read(file.name, file.read())
        errors = errors or lists.among(lines, queries.known())
        if errors:
            cells = "1 cell is" if len(errors) == 1 else f"{len(errors)} cells are"
            form.add_error("file", f"Nothing was loaded: {cells} wrong")
        else:
            try:
                made = operations.propose(
                    kind=Wanted.FILE, detail={"lines": [lists.as_row(line) for line in lines]},
                    why=form.cleaned_data["why"], by=request.user, at=timezone.now(),
                )  # fmt: skip
            except Refusal as refusal:
                form.add_error("file", f"Nothing was loaded. {refusal}")
            else:
                return asked(request, made, "/people/")
    return render(
        request,
        "people/establishment.html",
        {"form": form, "errors": errors, **seconds(request)},
    )


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
