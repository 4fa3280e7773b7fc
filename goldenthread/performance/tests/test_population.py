"""The mid-year estimates that rates are worked out on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import pytest

from goldenthread.intake.events import Kept
from goldenthread.performance import population
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.queries import Events, figures
from goldenthread.performance.rules import period_of
from goldenthread.performance.tables import TABLES
from goldenthread.performance.vocabulary import Window

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper


@pytest.mark.parametrize(
    ("as_at", "found", "because"),
    [
        (date(2025, 3, 31), (58_087, 2024), "the June before the end of the year"),
        (date(2025, 4, 1), (58_087, 2024), "a new year; its estimate is not published yet"),
        (date(2024, 3, 31), (56_818, 2023), "the year before"),
        (date(2009, 3, 31), (50_785, 2012), "before the first: the first"),
    ],
)
def test_a_rate_takes_the_estimate_that_dfe_takes(
    as_at: date, found: tuple[int, int], because: str
) -> None:
    """Mistake 6 of a public program: its 0 to 17 was 0 to 21. Rochdale, mid-2024: 58,087."""
    assert population.aged_0_to_17("E08000005", as_at) == found, because


def test_of_an_unknown_authority_there_is_no_estimate() -> None:
    assert population.aged_0_to_17("E00000000", date(2025, 3, 31)) is None


def test_a_rate_of_each_year_is_of_the_children_of_that_year(settings: SettingsWrapper) -> None:
    settings.AUTHORITY = "E08000005"
    days = [date(2020, 3, 31), date(2025, 3, 31)]
    periods = [period_of(Window.ROLLING_12_MONTHS, day) for day in days]
    events = ibis.duckdb.connect()
    for name, table in TABLES.items():
        events.create_table(name, ibis.memtable([], schema=table.schema()))
    load = Kept(reference="LOD-0001", as_at=days[0], folder=Path())
    among = Events(loads=(load,), warehouse=events, days={})
    found = figures(CATALOGUE["RF02"], periods, among)
    assert [one.population for one in found] == [53_792, 58_087]


def test_a_council_may_keep_an_estimate_of_its_own(
    settings: SettingsWrapper, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path
    assert population.aged_0_to_17("E08000005", date(2026, 10, 31)) == (58_087, 2024)
    population.own_file().write_text("2025: 78186\n", encoding="utf-8")
    assert population.aged_0_to_17("E08000005", date(2026, 10, 31)) == (78_186, 2025)
    population.own_file().write_text("- 78186\n", encoding="utf-8")
    with pytest.raises(ValueError, match="a line for each year"):
        population.aged_0_to_17("E08000005", date(2026, 10, 31))
