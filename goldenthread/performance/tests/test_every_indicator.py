"""What holds of every indicator: when a thing belongs to a period, and that each is drawn."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from goldenthread.kernel.dates import months_after
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import During, Indicator, Lately, Standing
from goldenthread.performance.rules import period_of
from goldenthread.performance.tests.drawn import found

AS_AT = date(2026, 3, 31)
DAY = timedelta(days=1)
HAPPENING = [one for one in CATALOGUE.values() if isinstance(one.placed, During)]
STANDING = [one for one in CATALOGUE.values() if type(one.placed) is Standing]
LATELY = [one for one in CATALOGUE.values() if isinstance(one.placed, Lately)]


OF_A_KIND: dict[str, dict[str, Any]] = {
    "CL28": {"kind": "care", "took_part": "PN1"},
    "CP15": {"kind": "protection", "took_part": "PN1"},
}
"""What else a row must say to be among the things at all."""


JUDGED_AFTER = {"EH06": ("end", 12), "CN10": ("end", 12)}
"""Months after a day of the list when it is that a thing is placed."""


def code(indicator: Indicator) -> str:
    """What a case of a test is called."""
    return indicator.code


def test_every_indicator_is_drawn() -> None:
    drawn = {
        node.name
        for path in Path(__file__).parent.glob("test_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    missing = [
        one
        for one in CATALOGUE
        if not any(name.startswith(f"test_{one.lower()}_") for name in drawn)
    ]
    assert not missing
    assert len(CATALOGUE) >= 101


def test_what_stands_has_begun_and_has_not_ended_but_where_the_whole_list_counts() -> None:
    whole_list = {"EH05", "EH07", "CP13", "XS06", "XS07"}
    for one in STANDING:
        assert isinstance(one.placed, Standing)
        columns = one.counts.columns
        assert "start" not in columns or one.placed.start == "start", one.code
        ends = "end" if "end" in columns and one.code not in whole_list else ""
        assert one.placed.end == ends, one.code


@pytest.mark.parametrize("indicator", HAPPENING, ids=code)
def test_what_happened_belongs_to_every_day_of_its_window_and_to_no_other(
    indicator: Indicator,
) -> None:
    assert isinstance(indicator.placed, During)
    on, months = JUDGED_AFTER.get(indicator.code, (indicator.placed.on, 0))
    period = period_of(indicator.windows[0], AS_AT)
    rows: dict[str, dict[str, Any]] = {
        "before": {on: period.first - DAY},
        "first": {on: period.first},
        "last": {on: AS_AT},
        "after": {on: AS_AT + DAY},
        "blank": {on: None},
        "not known yet": {on: AS_AT, "known_from": AS_AT + DAY},
        "known that day": {on: AS_AT, "known_from": AS_AT},
        "corrected later": {on: AS_AT, "known_until": AS_AT + DAY},
        "corrected by then": {on: AS_AT, "known_until": AS_AT},
        "left by its window": {on: period.first, "stands_until": AS_AT},
    }
    also = OF_A_KIND.get(indicator.code, {})
    for row in rows.values():
        row[on] = months_after(row[on], -months) if row[on] else None
    assert found(indicator, {name: {**also, **row} for name, row in rows.items()}, AS_AT) == {
        "first",
        "last",
        "known that day",
        "corrected later",
        "left by its window",
    }


@pytest.mark.parametrize("indicator", STANDING, ids=code)
def test_what_stands_is_on_the_newest_list_begun_and_not_ended(indicator: Indicator) -> None:
    assert isinstance(indicator.placed, Standing)
    start, end = indicator.placed.start, indicator.placed.end
    start = {"approved": "stage2_end"}.get(start, start)
    rows: dict[str, dict[str, Any]] = {
        "listed": {},
        "not listed yet": {"known_from": AS_AT + DAY},
        "listed until later": {"stands_until": AS_AT + DAY},
        "gone by then": {"stands_until": AS_AT},
    }
    there = {"listed", "listed until later"}
    if start:
        rows |= {"begins that day": {start: AS_AT}, "begins after": {start: AS_AT + DAY}}
        there |= {"begins that day"}
    if end:
        rows |= {"ends that day": {end: AS_AT}, "ends after": {end: AS_AT + DAY}}
        there |= {"ends after"}
    assert found(indicator, rows, AS_AT) == there


@pytest.mark.parametrize("indicator", LATELY, ids=code)
def test_what_stood_lately_is_there_for_each_state_that_a_list_of_its_months_said(
    indicator: Indicator,
) -> None:
    assert isinstance(indicator.placed, Lately)
    first = months_after(AS_AT, -indicator.placed.months)
    rows: dict[str, dict[str, Any]] = {
        "listed": {},
        "not listed yet": {"known_from": AS_AT + DAY},
        "left in the year": {"stands_until": first + DAY},
        "left before it": {"stands_until": first},
        "begins after": {"start": AS_AT + DAY},
        "ends that day": {"end": AS_AT},
    }
    assert found(indicator, rows, AS_AT) == {"listed", "left in the year"}
