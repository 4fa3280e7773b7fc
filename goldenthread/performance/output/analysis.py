"""ChAT as a workbook and as a tagged PDF, as it may leave the service (PER-5, PER-8)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.template.loader import render_to_string

from goldenthread.kernel import sheets
from goldenthread.performance import lists
from goldenthread.performance.chat import Page
from goldenthread.performance.chat.grids import Counted, Grid
from goldenthread.performance.output.figures import CONFIDENTIAL, NOTE, WHOLE_NOTE
from goldenthread.performance.output.states import state_words, with_state
from goldenthread.performance.rules import (
    figure,
    largest,
    over,
    percent,
    place_words,
    published_over,
    rate,
)

if TYPE_CHECKING:
    from goldenthread.performance.models import Reckoning
    from goldenthread.performance.queries import Compared, Part, Quality

BESIDE: Final = "Beside others"
_HIDDEN: Final = "Some numbers are not shown."
Number = int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridTold:
    """A table as it is printed."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Number, ...], int], ...]
    """(band, its numbers, its bar in hundredths of the longest)."""
    sums: tuple[Number, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionTold:
    """A section as it is printed."""

    title: str
    total: Number
    """“Not told” where no load tells of it: then nothing else is said."""
    over: str
    rate: str
    note: str
    shares: tuple[tuple[str, str, str, str], ...]
    """(indicator, over what time, its figure, the state of its data)."""
    grids: tuple[GridTold, ...]
    state: str = ""
    """The state of the data behind the whole section; mostly nothing (N06)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A page as it is printed."""

    page: Page
    sections: tuple[SectionTold, ...]


def tell(
    pages: Sequence[tuple[Page, Sequence[Part]]],
    *,
    hidden: Collection[tuple[str, ...]],
    said: Collection[str],
    whole: bool = False,
) -> list[Told]:
    """The pages with what is withheld as `c`: cells of tables, and indicators by their code.

    With small numbers (`whole`) the state of the data is told with the known issues, whose words
    are free and stay in the house, and with how many are not recorded.
    """
    return [
        Told(
            page=page,
            sections=tuple(
                _section(part, f"{page.code}/{part.section.code}", hidden, said, whole=whole)
                for part in parts
                if part.counted is not None or part.reach
            ),
        )
        for page, parts in pages
    ]


def _section(
    part: Part,
    key: str,
    hidden: Collection[tuple[str, ...]],
    said: Collection[str],
    *,
    whole: bool,
) -> SectionTold:
    counted = part.counted
    if counted is None:
        return SectionTold(
            title=part.section.title, total="Not told", over="", rate="", note=part.reach,
            shares=(), grids=(),
        )  # fmt: skip
    away = (key, "total") in hidden
    shares = []
    for number, (one, answer) in enumerate(counted.shares):
        place = (key, "share", str(number))
        gone = any((*place, side) in hidden for side in ("met", "not_met", "of"))
        shares.append((one, answer, gone))
    shares += [(one, answer, one.code in said) for one, answer in part.said]
    grids = [_grid(grid, key, str(number), hidden) for number, grid in enumerate(counted.grids)]
    if counted.repeats is not None:
        grids.append(_repeats(counted.repeats, hidden=f"{key}/repeats" in said))
    return SectionTold(
        title=part.section.title,
        total=CONFIDENTIAL if away else counted.total,
        over=_over(counted),
        rate="" if away else rate(counted.rate),
        note=f"{part.section.note} {part.reach}".strip(),
        shares=tuple(
            (
                one.title,
                over(answer.period.window, answer.period.last),
                CONFIDENTIAL if gone else figure(answer),
                "" if gone else state_words(part.quality.get(one.code), answer, whole=whole),
            )
            for one, answer, gone in shares
        ),
        grids=tuple(grids),
        state=state_words(part.quality.get(""), None, whole=whole),
    )


def _over(counted: Counted) -> str:
    return over(counted.period.window, counted.period.last)


def _grid(grid: Grid, key: str, number: str, hidden: Collection[tuple[str, ...]]) -> GridTold:
    def shown(value: int, *cell: str) -> Number:
        return CONFIDENTIAL if (key, *cell) in hidden else value

    columns = grid.columns or ("",)
    cells = {
        (name, column): shown(value, "grid", number, name, column)
        for (name, values) in grid.rows
        for column, value in zip(columns, values, strict=True)
    }
    total = shown(grid.total, "total")
    if grid.columns:
        rows = {
            name: (
                *(cells[name, column] for column in columns),
                shown(sum(values), "row", number, name),
            )
            for name, values in grid.rows
        }
        sums: tuple[Number, ...] = (
            *(
                shown(sum(values[place] for _, values in grid.rows), "column", number, column)
                for place, column in enumerate(columns)
            ),
            total,
        )
    else:
        rows = {name: (cells[name, ""],) for name, _ in grid.rows}
        sums = (total,)
    return _told(grid, rows, sums)


def _repeats(grid: Grid, *, hidden: bool) -> GridTold:
    rows: dict[str, tuple[Number, ...]] = {
        name: (CONFIDENTIAL if hidden and number else number,) for name, (number,) in grid.rows
    }
    return _told(grid, rows, (CONFIDENTIAL if hidden else grid.total,))


def _told(grid: Grid, rows: dict[str, tuple[Number, ...]], sums: tuple[Number, ...]) -> GridTold:
    """With bars of what is shown; a sentence only where everything is."""
    whole = all(isinstance(one, int) for one in (*sums, *(n for row in rows.values() for n in row)))
    ends = [row[-1] for row in rows.values() if isinstance(row[-1], int)]
    most = max(ends, default=0)
    return GridTold(
        title=grid.title,
        head=(*grid.columns, "All") if grid.columns else ("Number",),
        rows=tuple(
            (name, row, percent(row[-1], most) if isinstance(row[-1], int) else 0)
            for name, row in rows.items()
        ),
        sums=sums,
        sentence=largest(grid.totals, of=grid.of) if whole else _HIDDEN,
    )


def _about(at: Reckoning, *, whole: bool) -> list[str]:
    return [
        f"{settings.COUNCIL_NAME}: ChAT as at {at.as_at:%-d %B %Y}, from {at.load}",
        WHOLE_NOTE if whole else NOTE,
    ]


def compare(
    rows: Sequence[Compared],
    hidden: Collection[str],
    behind: Mapping[str, Quality] | None = None,
    *,
    whole: bool = False,
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The head and the lines of the page beside others; ours as `c` where it is withheld, else
    with the state of its data."""
    states = behind or {}
    if not rows:
        return (), []
    names = [area.name for area in rows[0].published.areas]
    return ("Indicator", "Here, now", *names, "Published of"), [
        (
            one.indicator.title,
            "–"
            if one.here is None
            else CONFIDENTIAL
            if one.indicator.code in hidden
            else with_state(one.here, states.get(one.indicator.code), whole=whole),
            *(
                place_words(area.now, one.indicator.unit, there=area.there)
                for area in one.published.areas
            ),
            published_over(one.indicator.windows, one.published.period),
        )
        for one in rows
    ]


def as_workbook(
    told: Sequence[Told],
    at: Reckoning,
    beside: tuple[tuple[str, ...], list[tuple[str, ...]]],
    *,
    whole: bool = False,
) -> bytes:
    """One sheet a page, and one beside others where there are published figures."""
    book = []
    for one in told:
        rows: list[list[Any]] = [[one.page.title], *([words] for words in _about(at, whole=whole))]
        bold = {0}
        for section in one.sections:
            rows += [[], [section.title, section.total, section.over, section.rate]]
            bold.add(len(rows) - 1)
            if section.state:
                rows.append([f"The data: {section.state}"])
            if section.note:
                rows.append([section.note])
            rows += [[title, said, when, state] for title, when, said, state in section.shares]
            for grid in section.grids:
                rows += [[], [grid.title, *grid.head]]
                bold.add(len(rows) - 1)
                rows += [[name, *numbers] for name, numbers, _ in grid.rows]
                rows += [["All", *grid.sums], [grid.sentence]]
        book.append((one.page.title, rows, bold))
    head, lines = beside
    if lines:
        about = [[words] for words in _about(at, whole=whole)]
        book.append((BESIDE, [[BESIDE], *about, [], [*head], *map(list, lines)], {0, 4}))
    return sheets.as_book(book, widths=(52, 18, 26, 24, 14, 14, 14))


def as_pdf(
    told: Sequence[Told],
    at: Reckoning,
    beside: tuple[tuple[str, ...], list[tuple[str, ...]]],
) -> bytes:
    """The whole as PDF/UA, which screen readers can follow."""
    import weasyprint  # slow to import, and not needed by other pages

    html = render_to_string(
        "performance/chat_paper.html",
        {
            "told": told,
            "head": beside[0],
            "beside": beside[1],
            "edition": lists.edition(),
            "at": at,
            "about": _about(at, whole=False),
            "council": settings.COUNCIL_NAME,
            "service": settings.SERVICE_NAME,
        },
    )
    made: bytes = weasyprint.HTML(string=html, base_url=str(settings.BASE_DIR)).write_pdf(
        pdf_variant="pdf/ua-1"
    )
    return made
