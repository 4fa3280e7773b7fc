"""What a figure is said to be a part of holds, row by row, in lists as they come (PER-8)."""

from __future__ import annotations

from datetime import date
from itertools import permutations, product

import pytest
from ibis.backends import BaseBackend

from goldenthread.demo.borough import make, writing
from goldenthread.performance import engine
from goldenthread.performance.indicators import CATALOGUE, WHOLES
from goldenthread.performance.measure import Indicator, conditions, same_list
from goldenthread.performance.rules import period_of
from tests.engines.folder import events_of

DAYS = (date(2026, 5, 31), date(2026, 8, 31), date(2026, 10, 31))


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> BaseBackend:
    """The events of six loads of a small borough."""
    place = tmp_path_factory.mktemp("wholes")
    borough = make(300, 6, 5, DAYS[-1])
    books = list(zip(borough.as_at(), writing(borough, place / "made"), strict=False))
    return engine.warehouse(events_of(books, place), {})


def behind(
    indicator: Indicator, day: date, events: BaseBackend, *sides: str
) -> set[tuple[str, str]]:
    """The things on these sides of a figure: each child with the day it began."""
    rows = engine.rows(indicator, period=period_of(indicator.trend, day), events=events, known=day)
    return {(row["child"], str(row["begun"])) for row in rows if row["side"] in sides}


def test_a_figure_counts_nothing_that_those_around_it_do_not(events: BaseBackend) -> None:
    compared = 0
    for code, day in product(WHOLES, DAYS):
        own = behind(CATALOGUE[code], day, events, "met", "not_met")
        compared += len(own)
        for whole in WHOLES[code]:
            around = behind(CATALOGUE[whole], day, events, "met", "not_met", "incomplete")
            assert own <= around, (code, whole, day)
    assert compared > 5000, "there is something to compare"


def test_what_is_around_a_figure_is_of_its_list_and_is_no_part_of_it() -> None:
    for code, around in WHOLES.items():
        for whole in around:
            assert same_list(CATALOGUE[code], CATALOGUE[whole])
            assert code not in WHOLES.get(whole, ()), "neither can be a part of the other"


BY_CHANCE = {("XS05", "CL15"), ("XS05", "CL25")}
"""Who is missing has been in care for weeks, in these lists; elsewhere some come and go at once."""


def test_no_figure_is_a_part_of_another_without_saying_so(events: BaseBackend) -> None:
    """Of figures of one list that count ten or more, on every day."""
    single = [one for one in CATALOGUE.values() if not one.each]
    counted = {
        (one.code, day): behind(one, day, events, "met", "not_met")
        for one in single
        for day in DAYS
    }
    unsaid = {
        (one.code, other.code)
        for one, other in permutations(single, 2)
        if same_list(one, other)
        and conditions(one) != conditions(other)
        and not any(
            conditions(CATALOGUE[whole]) == conditions(other) for whole in WHOLES.get(one.code, ())
        )
        and all(
            len(counted[one.code, day]) > 9 and counted[one.code, day] < counted[other.code, day]
            for day in DAYS
        )
    }
    assert unsaid == BY_CHANCE
