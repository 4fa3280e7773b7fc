"""Figures in words, made by rule."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from goldenthread.performance.rules import period_of
from goldenthread.performance.rules.sentences import figure, moved, not_the_sum, sentence
from goldenthread.performance.vocabulary import Answer, Unit, Window


def answer(unit: Unit, window: Window = Window.SNAPSHOT, **said: Any) -> Answer:
    """An answer as at the end of October 2026."""
    return Answer(code="XX01", unit=unit, period=period_of(window, date(2026, 10, 31)), **said)


@pytest.mark.parametrize(
    ("found", "words", "because"),
    [
        (answer(Unit.COUNT), "0", "a count of nothing is nought"),
        (answer(Unit.PERCENT), "None to count", "nothing counted is no answer"),
        (answer(Unit.PERCENT, met=2, eligible=9), "2 of 9", "under ten there is no percentage"),
        (answer(Unit.PERCENT, met=2, eligible=10), "2 of 10 (20%)", "ten is enough"),
        (answer(Unit.PERCENT, met=1, eligible=200), "1 of 200 (1%)", "half is rounded up"),
        (
            answer(Unit.PERCENT, met=790, eligible=792),
            "790 of 792 (more than 99%)",
            "two of them are not",
        ),
        (answer(Unit.PERCENT, met=1, eligible=798), "1 of 798 (under 1%)", "one of them is"),
        (answer(Unit.PER_10_000, met=5), "None to count", "no population, no rate"),
        (answer(Unit.PER_10_000, met=5, population=10_000), "5.0 per 10,000", "as things stand"),
        (
            answer(Unit.PER_10_000, Window.YEAR_TO_DATE, met=7, population=10_000),
            "11.9 per 10,000 (annualised)",
            "a part of a year says so: 214 days",
        ),
        (answer(Unit.PER_100, met=5, population=10_000), "0.05% of children", "to two decimals"),
        (answer(Unit.DAYS, met=2, eligible=2, total=3), "1.5 days", "with its unit"),
        (answer(Unit.AVERAGE, met=2, eligible=2, total=5), "2.5", "a mean of episodes"),
        (answer(Unit.PERCENT, met=3, eligible=3, mix={"police": 3}), "3", "a mix has no figure"),
    ],
)
def test_a_figure_is_said(found: Answer, words: str, because: str) -> None:
    assert figure(found) == words, because


def test_what_is_left_out_is_said_with_the_figure() -> None:
    found = answer(Unit.PERCENT, Window.MONTH, met=8, eligible=10, incomplete=1)
    assert sentence("Visits on time", found) == (
        "In October 2026: visits on time, 8 of 10 (80%). "
        "1 more is left out, because something is not recorded or not known yet."
    )


def months(*met: int, told: bool = True) -> list[Answer]:
    ends = [date(2026, month, 1) for month in range(6, 6 + len(met))]
    return [
        Answer(code="XX01", unit=Unit.COUNT, met=number, told=told,
               period=period_of(Window.MONTH, end - timedelta(days=1)))
        for number, end in zip(met, ends, strict=True)
    ]  # fmt: skip


SIX = months(30, 30, 30, 30, 30, 30)
"""Of the council: it is told of every month."""


@pytest.mark.parametrize(
    ("whole", "among", "council", "words", "because"),
    [
        (29, months(12, 14, 6, 16, 4, 6), SIX, "Its months add up to 58, not 29", "many left"),
        (58, months(12, 14, 6, 16, 4, 6), SIX, "", "they add up"),
        (29, months(12, 14, 6), SIX, "Its months add up to 32, not 29", "three had none"),
        (154, [], SIX, "Its months add up to 0, not 154", "all came from other teams"),
        (154, [], months(30, 30, 30), "", "three of six months are told to nobody"),
        (154, [], months(30, 30, 30, 30, 30, 30, told=False), "", "no month is told"),
        (0, [], SIX, "", "there is none"),
    ],
)
def test_where_months_do_not_add_up_it_is_said_why(
    whole: int, among: list[Answer], council: list[Answer], words: str, because: str
) -> None:
    found = answer(Unit.COUNT, Window.ROLLING_6_MONTHS, met=whole)
    said = not_the_sum(found, among, council)
    assert said.strip().startswith(words), because
    assert bool(said) is bool(words), because


def test_what_is_said_once_a_year_is_said_of_the_year_that_ended() -> None:
    found = answer(Unit.PERCENT, Window.YEAR_TO_MARCH, met=20, eligible=381)
    assert (
        sentence("Convicted", found) == "In the year to 31 March 2026: convicted, 20 of 381 (5%)."
    )


def test_the_highest_is_so_before_it_is_rounded() -> None:
    points = [
        Answer(code="XX01", unit=Unit.PERCENT, met=41, eligible=of,
               period=period_of(Window.SNAPSHOT, day))
        for of, day in ((798, date(2026, 8, 31)), (801, date(2026, 9, 30)))
    ]  # fmt: skip
    assert "Highest 41 of 798 (5%) (August 2026)" in moved(points)


def test_what_never_moves_has_no_highest() -> None:
    points = [
        Answer(code="XX01", unit=Unit.PERCENT, met=0, eligible=of,
               period=period_of(Window.SNAPSHOT, day))
        for of, day in ((20, date(2026, 8, 31)), (21, date(2026, 9, 30)))
    ]  # fmt: skip
    assert moved(points).endswith("to 0 of 21 (0%) in September 2026, the same throughout.")
