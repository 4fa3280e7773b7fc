"""How a figure is worked out, and which ones cannot be."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.people.http import SignedIn
from goldenthread.performance import engine, queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.drawn import drawn
from goldenthread.performance.indicators.lacking import lacking
from goldenthread.performance.measure import During, halves
from goldenthread.performance.views.asked import asked, indicator_of, part_of
from goldenthread.returns.lists import services
from goldenthread.standards import queries as standards


@require_GET
def manual(request: SignedIn, code: str) -> HttpResponse:
    """The page of the manual: the definition in words, and the question as it is asked (N06)."""
    asked(request)
    found = indicator_of(code)
    return render(
        request,
        "performance/manual.html",
        {
            "indicator": found,
            "part": part_of(found),
            "thread": standards.thread_name(found.thread),
            "halves": halves(found),
            "table": queries.table_of(found),
            "happened": isinstance(found.placed, During),
            "placed": found.placed,
            "drawn": drawn().get(found.code, ()),
            "sql": engine.sql(found),
        },
    )


@require_GET
def cannot(request: SignedIn) -> HttpResponse:
    """Figures that people ask for and that we cannot work out, with what each would need."""
    asked(request)
    handed_in = {
        measure.code: service for service in services().values() for measure in service.measures
    }
    rows = [(one, handed_in.get(one.code)) for one in lacking()]
    return render(
        request,
        "performance/lacking.html",
        {"rows": rows, "computed": len(CATALOGUE), "handed_in": sum(bool(by) for _, by in rows)},
    )
