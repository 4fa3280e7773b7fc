"""The files of ChAT, made in the background."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from goldenthread.performance import output, queries, store
from goldenthread.performance.models import Reckoning
from goldenthread.stats.disclosure import DFE_CSC
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person


def make_analysis(
    *, reckoning: int, by: Person, at: datetime, say: Callable[[str], object] = lambda _: None
) -> None:
    """Make the workbook and the paper of a reckoning, small numbers withheld (PER-5, PER-8).

    By which rules is kept in the trail; made already, they stay as they are.
    """
    found = Reckoning.objects.get(pk=reckoning)
    among = queries.events(known_by=found.at if queries.reckoned_anew(found) else at)
    if among is None or store.ready(reckoning):
        return
    whole = queries.Place(key="all", name="The whole council", level="all")
    newest = found == queries.reckoned()[0]
    behind = queries.behind_figures(found, newest=newest, on=timezone.localdate(at))
    pages = queries.whole_analysis(whole, found, among, say, behind=behind)
    hidden, said = queries.withheld_of(pages, found, say)
    told = output.tell(pages, hidden=hidden, said=said)
    say("Writing the files")
    rows = queries.comparison(whole, found)
    states = queries.states_compared(rows, behind)
    beside = output.compare(rows, queries.withheld_compared(rows, found), states)
    store.keep(reckoning, "xlsx", output.as_workbook(told, found, beside))
    store.keep(reckoning, "pdf", output.as_pdf(told, found, beside))
    trail.deed(
        what="performance.make_analysis",
        about=found.load,
        by=by,
        at=at,
        detail={"rules": DFE_CSC.name, "withheld": len(hidden)},
    )
