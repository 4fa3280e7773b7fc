"""Figures as files: small numbers withheld, or with them where a reason is given (PER-8)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.kernel import sheets
from goldenthread.kernel.sheets import Cell
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.performance import forms, operations, output, queries, rules
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.vital import VITALS
from goldenthread.performance.measure import Indicator, Mix
from goldenthread.performance.rules import in_force_for
from goldenthread.performance.views import state, telling
from goldenthread.performance.views.asked import Asked, asked, indicator_of, targets_at, window_of
from goldenthread.performance.views.tables import PAGES, TABLES
from goldenthread.performance.vocabulary import Purpose
from goldenthread.ui.http import download


@require_GET
def figures(request: SignedIn, kind: str) -> HttpResponse:
    """Every figure of a place as CSV or a workbook."""
    return _figures(asked(request, then=True, leaves=True), kind, whole=False)


@require_GET
def vital(request: SignedIn, code: str, kind: str) -> HttpResponse:
    """The vital signs of an area: lines of the file of every figure."""
    found = VITALS.get(code)
    if found is None or not found.signs:
        raise Http404
    given = asked(request, then=True, leaves=True)
    if found.service:
        place = queries.of_service(given.place, given.places, found.service)
        if place is None:
            raise Http404
        given = replace(given, place=place)
    return _figures(given, kind, whole=False, name=code, among=found.signs)


@require_GET
def thread(request: SignedIn, code: str, kind: str) -> HttpResponse:
    """The figures on a Golden Thread: lines of the file of every figure."""
    among = [one.code for one in CATALOGUE.values() if one.thread == code]
    if not among:
        raise Http404
    given = asked(request, then=True, leaves=True)
    return _figures(given, kind, whole=False, name=code, among=among)


@require_GET
def teams(request: SignedIn, code: str, kind: str) -> HttpResponse:
    """The teams of a place beside each other, each withheld as in its own file; where one is, no
    line of the funnel is given, since each rests on all teams."""
    given = asked(request, then=True, leaves=True)
    found = indicator_of(code)
    if given.at is None or isinstance(found, Mix) or given.place.level == "team":
        raise Http404
    window = window_of(request, found.every_window)
    answers = queries.groups(given.place, found, given.at, window)
    among = queries.trend(given.place, found, [given.at], window)
    hidden = queries.withheld_keys([given.at], [code]).get((given.at.pk, code, window), frozenset())
    where = {place.name: place for place in queries.every_place() if place.level == "team"}
    decided, behind = queries.targets_of(code, known_by=given.moment), state.behind(given)
    rows = [(point.answer, given.place) for point in among]
    rows += [(one, where[one.group]) for one in answers if one.group in where]
    lines = [
        (
            output.row(
                found,
                answer,
                place=place,
                load=given.at.load,
                target=rules.in_force_for(place.around, decided, given.at.as_at),
                since=timezone.localdate(given.at.at),
                quality=queries.quality_of(found, answer, behind),
            ),
            place.key in hidden,
        )
        for answer, place in rows
    ]
    seen = rules.funnel(answers)
    if seen is None or any((where[one.group].key if one.group in where else one.group) in hidden
                           for one in answers):  # fmt: skip
        return lines_file(f"{code}-teams", kind, lines)
    placed = {one.answer.group: one for one in seen.teams}
    drawn = [output.beside(placed.get(answer.group), seen.average) for answer, _ in rows]
    return lines_file(
        f"{code}-teams", kind, lines, more=(output.BESIDE_HEAD, output.BESIDE_WIDTHS, drawn)
    )


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
    given = asked(request, then=what != "chat")
    if what == "chat" and (kind != "xlsx" or given.at is None or given.place.level != "all"):
        raise Http404
    found = indicator_of(request.GET.get("code", "")) if what == "points" else None
    table = TABLES[what](request, given) if what in TABLES else None
    form = forms.PurposeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        operations.take_small_numbers(
            what=table.name if table else found.code if found else what,
            place=given.place.key,
            why=Purpose(form.cleaned_data["why"]),
            by=request.user,
            at=timezone.now(),
        )
        if table is not None:
            return _table(table, kind)
        if what == "chat":
            return _analysis(given)
        if found is not None:
            return _points(request, given, found, kind, whole=True)
        return _figures(given, kind, whole=True)
    return render(
        request,
        "performance/small_numbers.html",
        {"asked": given, "indicator": found, "table": table, "form": form,
         "back": _back(request, what)},
    )  # fmt: skip


def _back(request: SignedIn, what: str) -> str:
    """The page that the reader came from."""
    asks = request.GET.copy()
    names = {"groups": ("code", "by"), "figures": (), "chat": (), "journey": ()}.get(
        what, ("code",)
    )
    args = [asks.pop(name)[-1] for name in names]
    page = {"points": "indicator", "figures": "index", "chat": "chat", **PAGES}[what]
    return f"{reverse(f'performance:{page}', args=args)}?{asks.urlencode()}"


def _table(table: output.Table, kind: str) -> HttpResponse:
    """A table of a page, with small numbers; what it says stands in its last line."""
    return download(
        f"{table.name}-with-small-numbers",
        kind,
        head=table.head,
        rows=table.rows,
        title="Figures",
        note=f"{table.words} {output.WHOLE_NOTE}".strip(),
    )


def _figures(
    given: Asked, kind: str, *, whole: bool, name: str = "figures", among: Collection[str] = ()
) -> HttpResponse:
    """Every figure of a place, or some of them: withheld alike."""
    rows = queries.catalogue(given.place, given.days, given.at) if given.at else []
    if among:
        rows = [row for row in rows if row.indicator.code in among]
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
    return lines_file(f"{name}-{day}", kind, lines, whole=whole)


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
    behind = state.behind_all(given)
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
    if not drawn or any(away for _, away in lines):
        return lines_file(found.code, kind, lines, whole=whole)
    more = (output.LINES, output.LINE_WIDTHS, drawn)
    return lines_file(found.code, kind, lines, whole=whole, more=more)


def lines_file(
    name: str,
    kind: str,
    lines: list[tuple[list[Cell], bool]],
    *,
    whole: bool = False,
    more: tuple[Sequence[str], Sequence[int], Sequence[list[Cell]]] | None = None,
) -> HttpResponse:
    """The lines as a file, each whole or as it may be published; `more` has further columns: their
    head, their widths, and what stands in them on each line."""
    made = [line if whole else output.published(line, hidden=hidden) for line, hidden in lines]
    head = output.HEAD if whole else output.PUBLISHED_HEAD
    widths = output.WIDTHS if whole else output.PUBLISHED_WIDTHS
    if more is not None:
        made = [[*line, *rest] for line, rest in zip(made, more[2], strict=True)]
        head, widths = (*head, *more[0]), (*widths, *more[1])
    return download(
        f"{name}-with-small-numbers" if whole else name,
        kind,
        head=head,
        rows=made,
        title="Figures",
        widths=widths,
        note=output.WHOLE_NOTE if whole else output.NOTE,
    )
