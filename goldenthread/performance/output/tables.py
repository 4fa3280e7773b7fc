"""Tables of pages that leave only with small numbers: groups, weeks, parts, children's way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from goldenthread.kernel.sheets import Cell
from goldenthread.performance.measure import Indicator, Rate
from goldenthread.performance.rules import named
from goldenthread.performance.vocabulary import Answer, Period

if TYPE_CHECKING:
    from goldenthread.performance.chat.journey import Stage
    from goldenthread.performance.queries import Week
    from goldenthread.performance.rules import Way

_OF: Final = ("Code", "Indicator", "For")
_TIME: Final = ("Window", "First day", "As at")
_COUNTS: Final = (
    "Figure", "Numerator", "Denominator", "Met", "Eligible", "Not eligible", "Incomplete",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a page as it leaves."""

    name: str
    """What its file is called."""
    title: str
    words: str
    """What it says, in a sentence."""
    head: tuple[str, ...]
    rows: list[list[Cell]]


def by_group(
    indicator: Indicator, groups: Sequence[Answer], *, by: str, place: str, words: str
) -> Table:
    """A line for each group of a figure."""
    return Table(
        name=f"{indicator.code}-by-{by}",
        title=f"{indicator.title}, by {by}",
        words=words,
        head=(*_OF, *_TIME, "By", "Group", *_COUNTS),
        rows=[
            [*_of(indicator, place, part=True), *_time(one.period), by, one.group, *_counts(one)]
            for one in groups
        ],
    )


def by_week(indicator: Indicator, weeks: Sequence[Week], *, place: str, words: str) -> Table:
    """A line for each week, without counts where no list tells of it; a rate is a number, as weeks
    are not made into years."""
    title = f"{indicator.title}: the number" if isinstance(indicator, Rate) else indicator.title
    return Table(
        name=f"{indicator.code}-weeks",
        title=f"{indicator.title}, week by week",
        words=words,
        head=(*_OF, "Week to", "Lists of", *_COUNTS),
        rows=[
            [
                indicator.code,
                title,
                place,
                one.end.isoformat(),
                one.on.isoformat() if one.on else "",
                *_counts(one.answer),
            ]
            for one in weeks
        ],
    )


def by_part(indicator: Indicator, answer: Answer, *, place: str, words: str) -> Table:
    """A line for each part of a figure that divides, the largest first."""
    parts = sorted((answer.mix or {}).items(), key=lambda item: (-item[1], item[0]))
    of, time = _of(indicator, place, part=False), _time(answer.period)
    return Table(
        name=f"{indicator.code}-parts",
        title=indicator.title,
        words=words,
        head=(*_OF, *_TIME, "Part", "Number", "Of"),
        rows=[[*of, *time, name, number, answer.eligible] for name, number in parts],
    )


def by_step(
    found: Way, stages: Sequence[Stage], *, as_at: date, place: str, teams: bool, words: str
) -> Table:
    """A line for each step, with how many went on to every later one; steps of which no list says
    whose they are have none of a team."""
    return Table(
        name=f"journey-{as_at:%Y-%m-%d}",
        title="Children’s way through the service",
        words=words,
        head=("For", "As at", "From", "Children", *(one.title for one in stages[1:])),
        rows=[
            [
                place,
                as_at.isoformat(),
                stage.title,
                found.children[number],
                *(
                    found.went_on[number][later] if later > number else None
                    for later in range(1, len(stages))
                ),
            ]
            for number, stage in enumerate(stages)
            if stage.of_team or not teams
        ],
    )


def _of(indicator: Indicator, place: str, *, part: bool) -> list[Cell]:
    title = named(indicator.title, rate=isinstance(indicator, Rate), part=part)
    return [indicator.code, title, place]


def _time(period: Period) -> list[Cell]:
    return [period.window.label, period.first.isoformat(), period.last.isoformat()]


def _counts(one: Answer | None) -> list[Cell]:
    if one is None or not one.told:
        return [None] * len(_COUNTS)
    return [
        None if one.value is None else float(one.value),
        one.numerator, one.denominator, one.met, one.eligible, one.not_eligible, one.incomplete,
    ]  # fmt: skip
