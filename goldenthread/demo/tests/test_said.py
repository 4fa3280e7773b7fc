"""What the story says of a figure fits the figure and the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.demo.borough import stories
from goldenthread.demo.story import aims
from goldenthread.demo.story.said import said_to
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.lines import LINES
from goldenthread.performance.rules.exceptions import PARTS, too_short
from goldenthread.performance.vocabulary import Better
from goldenthread.performance.vocabulary.exceptions import ExceptionKind

END = date(2026, 10, 31)
MONTHS = [date(2025 + (8 + n) // 12, (8 + n) % 12 + 1, 1) for n in range(13)]
FIGURES = [
    (kind, code)
    for kind in ExceptionKind
    for code in (LINES if kind is ExceptionKind.HARD_LINE else CATALOGUE)
    if kind is not ExceptionKind.STALE
]


def words(kind: ExceptionKind, code: str, turn: int = 0, month: date = MONTHS[0]) -> str:
    parts = said_to(
        kind, code, figure="23% (46 of 200)", turn=turn, month=month, end=END, whole=True
    )
    return " ".join(parts)


@pytest.mark.parametrize("turn", [0, 1])
def test_each_part_of_each_answer_is_long_enough(turn: int) -> None:
    for kind, code in FIGURES:
        parts = said_to(
            kind, code, figure="1 child", turn=turn, month=MONTHS[0], end=END, whole=True
        )
        assert not too_short(dict(zip(PARTS, parts, strict=True))), (kind, code)


@pytest.mark.parametrize("kind", [ExceptionKind.NEIGHBOURS, ExceptionKind.SIGNAL])
def test_who_was_convicted_is_not_answered_with_plans_and_chairs(kind: ExceptionKind) -> None:
    said = words(kind, "CL33")
    assert "young" in said
    for word in ("plan", "chair", "conference", "visit"):
        assert word not in said.lower()


def test_a_figure_that_is_better_lower_is_never_said_to_want_more() -> None:
    for code, *_ in (*aims.TARGETS, *aims.OWN):
        said = words(ExceptionKind.OFF_TARGET, code)
        lower = CATALOGUE[code].better == Better.LOWER
        assert ("asks for less" in said) is lower, code
        assert ("asks for more" in said) is not lower, code
    assert "wait" not in words(ExceptionKind.OFF_TARGET, "RF03")


def test_chairs_are_missing_in_the_months_in_which_the_borough_has_none() -> None:
    first, last = (date.fromordinal(one) for one in stories.short_of_chairs(END.toordinal()))
    assert (first, last) == (date(2026, 7, 1), date(2026, 8, 31))
    for month in MONTHS:
        without = "chairs left" in words(ExceptionKind.SIGNAL, "SP04", month=month)
        assert without is (first <= month <= last), month
    assert "became one" not in words(ExceptionKind.SIGNAL, "RF03", month=date(2026, 4, 1))
    assert "became one" in words(ExceptionKind.SIGNAL, "RF03", month=date(2026, 9, 1))


@pytest.mark.parametrize("today", [date(2026, 11, 29), date(2027, 1, 2), date(2026, 3, 31)])
def test_the_notes_of_chairs_are_of_the_days_of_the_borough(today: date) -> None:
    end = today.replace(day=1) - timedelta(days=1)
    first, last = (date.fromordinal(one) for one in stories.short_of_chairs(end.toordinal()))
    left, filled = [(day, said) for code, day, said in aims.happenings(today) if code == "SP04"]
    assert left[0] == first
    assert "left" in left[1]
    assert "autumn" not in left[1], "nobody knows that yet"
    assert filled[0] == last + timedelta(days=1)
