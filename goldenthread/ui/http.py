"""Answers that are files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from goldenthread.kernel import sheets


def download(
    name: str,
    kind: str,
    *,
    head: Sequence[str],
    rows: Iterable[Sequence[sheets.Cell]],
    title: str,
    widths: Sequence[int] = (),
    note: str = "",
) -> HttpResponse:
    """A table to keep, as `csv` or `xlsx`, under a name that says nothing of a person."""
    answer = HttpResponse(
        sheets.as_file(kind, head=head, rows=rows, title=title, widths=widths, note=note),
        content_type=sheets.TYPES[kind],
    )
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer
