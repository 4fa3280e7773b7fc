"""Which days count: a table, and what holds on any day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.performance.rules import period_of
from goldenthread.performance.rules.windows import month_ends, whole_month
from goldenthread.performance.vocabulary import Answer, Period, Unit, Window

TABLE = [
    # window, as at, first day, why
    (Window.SNAPSHOT, "2026-03-31", "2026-03-31", "the day and no other"),
    (Window.WEEK, "2026-03-31", "2026-03-25", "seven days, both ends with them"),
    (Window.WEEK, "2026-01-03", "2025-12-28", "across the end of a year"),
    (Window.MONTH, "2026-03-31", "2026-03-01", "a whole month"),
    (Window.MONTH, "2026-03-12", "2026-03-01", "the part of the month that has passed"),
    (Window.ROLLING_6_MONTHS, "2026-03-31", "2025-10-01", "six whole months"),
    (Window.ROLLING_6_MONTHS, "2026-02-28", "2025-09-01", "whole months, as February ends"),
    (Window.ROLLING_6_MONTHS, "2024-02-28", "2023-08-29", "February of a leap year goes on"),
    (Window.ROLLING_6_MONTHS, "2024-02-29", "2023-09-01", "and ends a day later"),
    (Window.ROLLING_6_MONTHS, "2026-03-12", "2025-09-13", "the day after 12 September"),
    (Window.ROLLING_6_MONTHS, "2026-08-30", "2026-03-01", "30 February is 28 February"),
    (Window.ROLLING_6_MONTHS, "2026-06-30", "2026-01-01", "whole months of any length"),
    (Window.ROLLING_12_MONTHS, "2026-03-31", "2025-04-01", "twelve whole months"),
    (Window.ROLLING_12_MONTHS, "2026-03-12", "2025-03-13", "a year of days"),
    (Window.ROLLING_12_MONTHS, "2024-02-28", "2023-03-01", "after 28 February comes March"),
    (Window.ROLLING_12_MONTHS, "2024-02-29", "2023-03-01", "twelve whole months"),
    (Window.ROLLING_3_YEARS, "2026-03-31", "2023-04-01", "36 whole months"),
    (Window.ROLLING_3_YEARS, "2026-03-12", "2023-03-13", "36 months of days"),
    (Window.YEAR_TO_DATE, "2026-03-31", "2025-04-01", "the last day of the year"),
    (Window.YEAR_TO_DATE, "2026-04-01", "2026-04-01", "and the first of the next"),
    (Window.YEAR_TO_DATE, "2026-01-15", "2025-04-01", "January is of the year before"),
    (Window.YEAR_TO_MARCH, "2026-03-31", "2026-03-31", "the year that ends today"),
    (Window.YEAR_TO_MARCH, "2026-03-30", "2025-03-31", "that year has not ended"),
    (Window.YEAR_TO_MARCH, "2026-10-31", "2026-03-31", "the newest that has"),
]


@pytest.mark.parametrize(("window", "as_at", "first", "because"), TABLE)
def test_a_window_begins_on_its_day(window: Window, as_at: str, first: str, because: str) -> None:
    last = date.fromisoformat(as_at)
    expected = Period(window=window, first=date.fromisoformat(first), last=last)
    assert period_of(window, last) == expected, because


def test_every_window_is_in_the_table() -> None:
    assert {window for window, *_ in TABLE} == set(Window)


DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
ROLLING = {
    Window.ROLLING_6_MONTHS: 6,
    Window.ROLLING_12_MONTHS: 12,
    Window.ROLLING_3_YEARS: 36,
}


@given(day=DAYS, window=st.sampled_from(list(ROLLING)))
def test_a_rolling_window_that_ends_on_a_month_end_is_whole_months(
    day: date, window: Window
) -> None:
    last = month_ends(day.replace(day=1) - timedelta(days=1), 1)[0]
    period = period_of(window, last)
    assert period.first.day == 1
    months = (last.year - period.first.year) * 12 + last.month - period.first.month + 1
    assert months == ROLLING[window]


@given(day=DAYS)
def test_windows_nest(day: date) -> None:
    inside = [Window.SNAPSHOT, Window.MONTH, *ROLLING]
    firsts = [period_of(window, day).first for window in inside]
    assert firsts == sorted(firsts, reverse=True)
    assert (
        period_of(Window.YEAR_TO_DATE, day).first >= period_of(Window.ROLLING_12_MONTHS, day).first
    )


@given(day=DAYS, window=st.sampled_from(list(Window)))
def test_a_window_ends_on_the_day_and_a_later_day_never_begins_earlier(
    day: date, window: Window
) -> None:
    period, next_day = period_of(window, day), period_of(window, day + timedelta(days=1))
    assert period.last == day
    assert period.first <= next_day.first


@given(day=DAYS, months=st.integers(1, 40))
def test_month_ends_go_back_month_by_month_to_the_day_asked(day: date, months: int) -> None:
    ends = month_ends(day, months)
    assert (len(ends), ends[-1]) == (months, day)
    assert all(whole_month(end) for end in ends[:-1])
    assert ends == sorted(set(ends))


def answer(unit: Unit, window: Window = Window.SNAPSHOT, **said: int) -> Answer:
    """An answer as at the end of March 2026."""
    return Answer(code="XX01", unit=unit, period=period_of(window, date(2026, 3, 31)), **said)


@pytest.mark.parametrize(
    ("found", "value", "because"),
    [
        (answer(Unit.COUNT), "0", "a count of nothing is nought"),
        (answer(Unit.PERCENT), None, "a share of nothing is no answer"),
        (answer(Unit.PERCENT, met=0, eligible=3), "0.0", "none of three is nought"),
        (answer(Unit.PERCENT, met=2, eligible=3), "66.7", "to one decimal, halves up"),
        (answer(Unit.PERCENT, met=1, eligible=16), "6.3", "6.25 is rounded up"),
        (answer(Unit.DAYS), None, "a mean of nothing is no answer"),
        (answer(Unit.DAYS, met=2, eligible=2, total=375), "187.5", "a sum over a number"),
        (answer(Unit.PER_10_000, met=5, eligible=5), None, "no population, no rate"),
        (answer(Unit.PER_100, met=5, eligible=5), None, "no population, no share of it"),
        (answer(Unit.PER_100, met=5, population=10_000), "0.05", "a threshold is 0.1"),
        (answer(Unit.PER_10_000, met=5, population=10_000), "5.0", "as things stand"),
        (
            answer(Unit.PER_10_000, Window.ROLLING_12_MONTHS, met=5, population=10_000),
            "5.0",
            "twelve months are a year",
        ),
        (
            answer(Unit.PER_10_000, Window.MONTH, met=1, population=10_000),
            "11.8",
            "31 days stand for 365",
        ),
    ],
)
def test_the_figure_of_an_answer(found: Answer, value: str | None, because: str) -> None:
    assert found.value == (None if value is None else Decimal(value)), because
