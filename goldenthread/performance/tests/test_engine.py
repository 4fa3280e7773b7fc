"""The day asked is numbered as the days of the events are."""

from __future__ import annotations

from collections import Counter
from datetime import date
from statistics import median

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.intake.events.building import working_number
from goldenthread.performance import engine
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.care import SHORT_BREAKS
from goldenthread.performance.measure import middle
from goldenthread.performance.tables import care
from goldenthread.performance.tests.drawn import asks

DRAWN = """
    child | start      | end | legal_status
    C1    | 2025-11-03 |     | {}
"""


@given(st.dates(date(1990, 1, 1), date(2035, 12, 31)))
def test_both_count_working_days_from_the_same_day(day: date) -> None:
    assert [engine.working_number(day)] == working_number(pl.Series([day])).to_list()


@given(st.lists(st.integers(-400, 4000), min_size=1, max_size=60))
def test_the_median_of_counted_values_is_that_of_the_values(values: list[int]) -> None:
    assert middle(sorted(Counter(values).items())) == median(values)


def test_no_figure_of_children_in_care_counts_short_breaks() -> None:
    asked = [one for one in CATALOGUE.values() if one.counts.equals(care)]
    assert len(asked) > 25
    for indicator in asked:
        for status in SHORT_BREAKS:
            found = asks(indicator, DRAWN.format(status), "2026-03-31", population=1000)
            assert (found.met, found.incomplete) == (0, 0), indicator.code
            assert not found.eligible, indicator.code
