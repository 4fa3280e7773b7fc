"""Every figure that others publish too: ours over as long a time, and theirs (R04, PER-5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Indicator
from goldenthread.performance.models import Reading, Reckoning
from goldenthread.performance.queries.published import Published, published_of
from goldenthread.performance.queries.reading import answers
from goldenthread.performance.rules import like_window
from goldenthread.performance.vocabulary import Answer

if TYPE_CHECKING:
    from goldenthread.performance.queries.whose import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """An indicator of ours, over a year or on the day, beside what is published of it."""

    indicator: Indicator
    here: Answer | None
    published: Published


def comparison(place: Place, at: Reckoning) -> list[Compared]:
    """The indicators with published figures, along a child's way; of the whole council."""
    theirs = {
        code: found for code, found in published_of(list(CATALOGUE.values())).items() if found.areas
    }
    ours = answers(place, Reading.objects.filter(reckoning=at, code__in=theirs))
    return [
        Compared(
            indicator=(one := CATALOGUE[code]),
            here=ours.get((at.pk, code, like_window(one.windows) or "")),
            published=found,
        )
        for code, found in theirs.items()
    ]
