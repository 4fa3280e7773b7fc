"""Figures as files: small numbers withheld, or with them where a reason is given (PER-8)."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.kernel import sheets
from goldenthread.kernel.sheets import Cell
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.performance import forms, operations, output, queries, rules
from goldenthread.performance.measure import Indicator
from goldenthread.performance.rules import in_force_for
from goldenthread.performance.views import state, telling
from goldenthread.performance.views.asked import Asked, asked, indicator_of, targets_at, window_of
from goldenthread.performance.vocabulary import Purpose
from goldenthread.ui.http import download


@require_GET
def figures(request: SignedIn, kind: str) -> HttpResponse:
    """Every figure of a place as CSV or a workbook."""
    return _figures(asked(request, then=True, leaves=True), kind, whole=False)


@require_GET
def points(request: SignedIn, code: str, kind: str) -> HttpResponse:
    """Every point of a figure over one window, as CSV or a workbook."""
    given = asked(request, then=True, leaves=True)
    return _points(request, given, indicator_of(code), kind, whole=False)


@require_http_methods(["GET", "POST"])
def small_numbers(request: SignedIn, what: str, kind: str) -> HttpResponse:
    """The same with small numbers, for who may see every child and says what for (PER-8)."""
    if rules.why_not_small_numbers(people.standing(request.user)) is not None:
        raise Http404
    given = asked(request, then=True)
    if what == "chat" and (kind != "xlsx" or given.at is None or given.place.level != "all"):
        raise Http404
    found = indicator_of(request.GET.get("code", "")) if what == "points" else None
    form = forms.PurposeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        operations.take_small_numbers(
            what=found.code if found else what,
            place=given.place.key,
            why=Purpose(form.cleaned_data["why"]),
            by=request.user,
            at=timezone.now(),
        )
        if what == "chat":
            return _analysis(given)
        if found is not None:
            return _points(request, given, found, kind, whole=True)
        return _figures(given, kind, whole=True)
    return render(
        request,
        "performance/small_numbers.html",
        {"asked": given, "indicator": found, "form": form, "kind": kind, "what": what},
    )


def _figures(given: Asked, kind: str, *, whole: bool) -> HttpResponse:
    rows = queries.catalogue(given.place, given.days, given.at) if given.at else []
    targets = targets_at(given)
    hidden = (
        queries.withheld_keys([given.at], [row.indicator.code for row in rows])
        if given.at and not whole
        else {}
    )
    day = f"{given.at.as_at:%Y-%m-%d}" if given.at else "none"
    behind = state.behind(given) if given.at else None
    lines = [
        (
            output.row(
                row.indicator,
                row.now,
                place=given.place,
                load=given.at.load,
                target=targets.get(row.indicator.code),
                since=timezone.localdate(given.at.at),
                quality=queries.quality_of(row.indicator, row.now, behind),
            ),
            given.place.key
            in hidden.get((given.at.pk, row.indicator.code, row.now.period.window), ()),
        )
        for row in rows
        if row.now is not None and behind is not None
    ]
    return _file(f"figures-{day}", kind, lines, whole=whole)


def _analysis(given: Asked) -> HttpResponse:
    """The whole of ChAT as a workbook, with small numbers."""
    among = queries.events(known_by=given.known_by, recorded=False)
    if among is None:
        raise Http404
    behind = state.behind(given)
    pages = queries.whole_analysis(given.place, given.at, among, behind=behind)
    told = output.tell(pages, hidden=frozenset(), said=frozenset(), whole=True)
    rows = queries.comparison(given.place, given.at)
    beside = output.compare(rows, frozenset(), queries.states_compared(rows, behind), whole=True)
    answer = HttpResponse(
        output.as_workbook(told, given.at, beside, whole=True), content_type=sheets.TYPES["xlsx"]
    )
    name = f"chat-{given.at.as_at:%Y-%m-%d}-with-small-numbers.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _points(
    request: SignedIn, given: Asked, found: Indicator, kind: str, *, whole: bool
) -> HttpResponse:
    """The points with the lines of their chart; where one is withheld no line is given, since
    each rests on all points."""
    told = telling.tell(found, given)
    spots = {one.as_at: one for one in told.line.spots}
    hidden = {} if whole else queries.withheld_keys(given.days, [found.code])
    windows = found.every_window if whole else (window_of(request, found.every_window),)
    number = {day.as_at: day for day in given.days}
    behind = queries.behind_days(
        given.days, newest=None if given.known else given.days[0], on=timezone.localdate()
    )
    lines, drawn = [], []
    for window in windows:
        for point in queries.trend(given.place, found, given.days, window):
            day = number[point.as_at]
            line = output.row(
                found,
                point.answer,
                place=given.place,
                load=point.load,
                target=in_force_for(given.place.around, told.decided, point.as_at),
                since=timezone.localdate(day.at),
                quality=queries.quality_of(found, point.answer, behind[day.pk]),
            )
            key = (day.pk, found.code, window)
            lines.append((line, given.place.key in hidden.get(key, ())))
            drawn.append(output.lines(spots.get(point.as_at) if window == found.trend else None))
    if any(away for _, away in lines):
        drawn = []
    return _file(found.code, kind, lines, whole=whole, drawn=drawn)


def _file(
    name: str,
    kind: str,
    lines: list[tuple[list[Cell], bool]],
    *,
    whole: bool,
    drawn: Sequence[list[Cell]] = (),
) -> HttpResponse:
    """The lines as a file, each whole or as it may be published, with what is drawn beside."""
    made = [line if whole else output.published(line, hidden=hidden) for line, hidden in lines]
    head = output.HEAD if whole else output.PUBLISHED_HEAD
    widths = output.WIDTHS if whole else output.PUBLISHED_WIDTHS
    if drawn:
        made = [[*line, *more] for line, more in zip(made, drawn, strict=True)]
        head, widths = (*head, *output.LINES), (*widths, *output.LINE_WIDTHS)
    return download(
        f"{name}-with-small-numbers" if whole else name,
        kind,
        head=head,
        rows=made,
        title="Figures",
        widths=widths,
        note=output.WHOLE_NOTE if whole else output.NOTE,
    )
