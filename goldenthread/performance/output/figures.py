"""Figures as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goldenthread.kernel.sheets import Cell
from goldenthread.performance.measure import Indicator, Rate
from goldenthread.performance.rules import Spot, figure, named, rated
from goldenthread.performance.vocabulary import Aim, Answer, Goal, Level
from goldenthread.performance.vocabulary.exceptions import RANKS, ExceptionKind
from goldenthread.stats.disclosure import DFE_CSC

if TYPE_CHECKING:
    from datetime import date

    from goldenthread.performance.queries import Place, Quality, Shown
    from goldenthread.performance.rules.teams import Teamed

CONFIDENTIAL: Final = "c"
NOTE: Final = (
    f"Numbers under {DFE_CSC.threshold + 1} are not shown, nor others that would give them away: "
    f"c. Rules: {DFE_CSC.name}."
)
"""What every file says in which small numbers are withheld."""
WHOLE_NOTE: Final = "With small numbers: not to be published or passed on."
HEAD: Final = (
    "Code", "Indicator", "For", "Window", "First day", "As at", "Figure", "Numerator",
    "Denominator", "Met", "Eligible", "Not eligible", "Incomplete", "Load",
    "Target", "Tolerance", "Whose target", "Beside the target", "Known since",
    "State of the data", "Known issue",
)  # fmt: skip
WIDTHS: Final = (8, 50, 20, 18, 12, 12, 10, 11, 12, 10, 10, 12, 11, 10, 9, 9, 20, 20, 12, 16, 40)
_BESIDE: Final = ("Not eligible", "Incomplete", "Known issue")
"""Columns of files with small numbers only: they say what the rest of a list is, or are free words
that may name somebody."""
_COUNTS: Final = (
    "Figure", "Numerator", "Denominator", "Met", "Eligible", "Beside the target",
    "State of the data",
)  # fmt: skip
LINES: Final = ("Middle", "Lower limit", "Upper limit", "More than chance")
LINE_WIDTHS: Final = (9, 11, 11, 40)
PUBLISHED_HEAD: Final = tuple(name for name in HEAD if name not in _BESIDE)
PUBLISHED_WIDTHS: Final = tuple(
    width for name, width in zip(HEAD, WIDTHS, strict=True) if name not in _BESIDE
)


def row(
    indicator: Indicator,
    answer: Answer,
    *,
    place: Place,
    load: str,
    target: Goal | None,
    since: date,
    quality: Quality,
) -> list[Cell]:
    """A figure as a line: its words, its days, its counts, the load it rests on, its target, since
    when it is known so, and the state of its data (N04, N06)."""
    aimed = target is not None and target.value is not None
    counts = (
        answer.numerator, answer.denominator, answer.met, answer.eligible, answer.not_eligible,
        answer.incomplete,
    )  # fmt: skip
    return [
        indicator.code,
        named(indicator.title, rate=isinstance(indicator, Rate), part=answer.group is not None),
        place.name,
        answer.period.window.label,
        answer.period.first.isoformat(),
        answer.period.last.isoformat(),
        None if answer.value is None else float(answer.value),
        *(counts if answer.told else [None] * len(counts)),
        load,
        float(target.value) if target is not None and target.value is not None else None,
        float(target.tolerance) if target is not None and aimed else None,
        place.whose(target.place) if target is not None and target.aim != Aim.ENDED else None,
        rated(answer, target, indicator.better, here=place.key).label
        if answer.told
        else figure(answer),
        since.isoformat(),
        quality.state.label,
        "; ".join(one.title for one in quality.issues),
    ]


def lines(spot: Spot | None) -> list[Cell]:
    """The lines of the chart at a point, and the rule by which it is more than chance."""
    if spot is None:
        return [None, None, None, ""]
    drawn = (spot.centre, spot.lower, spot.upper)
    return [
        *(None if one is None else round(one, 2) for one in drawn),
        spot.signal.label if spot.signal is not None else "",
    ]


BESIDE_HEAD: Final = ("Together", "Lower limit", "Upper limit", "Among the teams")
BESIDE_WIDTHS: Final = (9, 11, 11, 24)


def beside(one: Teamed | None, together: float) -> list[Cell]:
    """A team's place in the funnel, in per cent; nothing where it is not in it."""
    if one is None:
        return [None, None, None, ""]
    drawn = (together, one.lower, one.upper)
    return [*(None if line is None else round(line, 2) for line in drawn), one.beyond.label]


GRID_HEAD: Final = ("What it tells us", "Will the target be met", "Read with care")
GRID_WIDTHS: Final = (28, 36, 44)
CHANGES_HEAD: Final = ("Was", "Became", "What it was")
CHANGES_WIDTHS: Final = (16, 16, 40)


EXCEPTIONS_HEAD: Final = (
    "Exception", "Class", "Kind", "Code", "Measure", "Level", "Where", "As at", "Now", "Numerator",
    "Denominator", "What it tells us", "Months running", "Answer", "Owed by", "Whose",
    "What is happening", "Why", "So what", "What next", "Waived until", "Reason", "By", "Load",
    "The data",
)  # fmt: skip
EXCEPTIONS_WIDTHS: Final = (
    11, 30, 28, 8, 45, 18, 22, 12, 18, 11, 12, 42, 8, 14, 12, 22, 40, 40, 40, 40, 12, 30, 22, 11,
    18,
)  # fmt: skip


def exception_row(one: Shown, quality: Quality | None, *, hidden: bool) -> list[Cell]:
    """An exception as a line: its words, its counts (or `c`), what was said to it, and the state of
    the data behind it."""
    said = one.said
    return [
        one.exception.reference,
        RANKS[one.sighting.rank],
        ExceptionKind(one.exception.kind).label,
        one.exception.code,
        one.title,
        Level(one.exception.level).label,
        one.where,
        one.as_at.isoformat(),
        *([CONFIDENTIAL] * 4 if hidden else _numbers(one)),
        one.months,
        one.state.label,
        one.sighting.owed_by.isoformat() if one.sighting.owed_by else "",
        one.whose.name if one.whose else "",
        *([said.happening, said.because, said.for_children, said.next_step] if said else [""] * 4),
        said.waived_until.isoformat() if said and said.waived_until else "",
        said.reason if said else "",
        said.by.name if said else "",
        one.load,
        quality.state.label if quality else "",
    ]


def _numbers(one: Shown) -> list[Cell]:
    sighting = one.sighting
    return [sighting.said, sighting.met, sighting.of, sighting.why]


def published(given: list[Cell], *, hidden: bool) -> list[Cell]:
    """The line as it may leave the service: withheld where it must be, without the rest columns."""
    return [
        CONFIDENTIAL if hidden and name in _COUNTS and cell is not None else cell
        for name, cell in zip(HEAD, given, strict=True)
        if name not in _BESIDE
    ]
