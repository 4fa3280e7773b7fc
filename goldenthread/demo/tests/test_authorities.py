"""Many authorities answer one question, each as if it had been asked alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from goldenthread.demo.borough import make, write
from goldenthread.demo.borough.authorities import _kept, code_of, size_of, writing_set
from goldenthread.intake import readers
from goldenthread.performance import engine
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.groups import AUTHORITY
from goldenthread.performance.rules import period_of

END = date(2026, 10, 31)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    out = tmp_path_factory.mktemp("set")
    return list(writing_set(authorities=2, children=80, months=2, seed=1, end=END, out=out))


def test_each_authority_of_a_set_has_the_figures_it_has_alone(made: list[Path]) -> None:
    together = engine.warehouse(made[0].parent / "*", {})
    alone = [engine.warehouse(folder, {}) for folder in made]
    for code, indicator in CATALOGUE.items():
        over = [period_of(window, END) for window in indicator.every_window]
        found = engine.answer(indicator, over=over, events=together, split=AUTHORITY)
        for folder, events in zip(made, alone, strict=True):
            mine = [one for one in found if one.group == folder.name]
            own = engine.answer(indicator, over=over, events=events, split=AUTHORITY)
            whole = engine.answer(indicator, over=over, events=events)
            assert mine == own, (code, folder.name)
            assert engine.added_up(indicator, mine, over=over) == whole, (code, folder.name)


def test_a_set_is_added_to_and_what_is_there_stays(made: list[Path]) -> None:
    before = (made[0] / "need.parquet").stat().st_mtime_ns
    again = writing_set(authorities=2, children=80, months=2, seed=1, end=END, out=made[0].parent)
    assert list(again) == made
    assert (made[0] / "need.parquet").stat().st_mtime_ns == before
    assert [path.name for path in made] == [code_of(1), code_of(2)]


def test_authorities_differ_in_size_and_the_middle_one_is_as_asked() -> None:
    sizes = sorted(size_of(number, children=1000, seed=1) for number in range(1, 154))
    assert abs(sizes[76] / 1000 - 1) < 0.2
    assert sizes[0] < 500
    assert sizes[-1] > 2000
    assert len(set(sizes)) > 100


def test_lists_without_a_workbook_are_read_as_those_of_the_workbook(tmp_path: Path) -> None:
    borough = make(80, 1, 7, END)
    books = [path for path in write(borough, tmp_path / "made") if path.suffix == ".xlsx"]
    straight = _kept(borough, END, tmp_path / "straight").folder
    for number, sheet in readers.read_files(books).sheets.items():
        assert pl.read_parquet(straight / f"list_{number}.parquet").equals(sheet.frame), number
