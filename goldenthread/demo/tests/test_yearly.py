"""The yearly return of the fictional borough: it agrees with the lists, and loads as any other."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from goldenthread.demo.borough import make, write, yearly
from goldenthread.demo.borough.columns import COLUMNS
from goldenthread.intake import operations, queries
from goldenthread.intake.vocabulary import State
from goldenthread.performance import engine
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.rules import period_of
from goldenthread.performance.vocabulary import Window
from tests.cast import Cast

BOROUGH = make(600, 9, 1, date(2026, 10, 31))
MARCH = date(2026, 3, 31)
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def test_there_is_one_for_each_march_among_the_months() -> None:
    assert yearly.years(BOROUGH) == [MARCH]
    assert yearly.years(make(80, 2, 1, date(2026, 10, 31))) == []


def test_whose_last_episode_is_open_is_in_care_on_list_8() -> None:
    episodes = yearly.year(BOROUGH, MARCH)["episodes"]
    ended = COLUMNS["List 8"].index("Date Ceased to be Looked After")
    listed = {row[0] for row in BOROUGH.lists(MARCH)["List 8"] if row[ended] is None}
    assert {row[0] for row in episodes if not row[7]} == listed


@pytest.mark.django_db
def test_it_loads_without_an_error_and_tells_what_no_list_does(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path / "var"
    paths = [path for path in write(BOROUGH, tmp_path / "made") if "ssda903" in str(path)]
    load, _ = operations.load_files(
        paths=paths, as_at=MARCH, without_bad_rows=False, by=cast.ana, at=AT
    )
    assert (load.state, load.unusable) == (State.HISTORY, 0)
    events = engine.warehouse(queries.events_of(queries.kept()), {})
    said = {
        code: engine.answer(
            CATALOGUE[code], over=[period_of(Window.ROLLING_12_MONTHS, MARCH)], events=events
        )[0]
        for code in ("CL20", "CL21", "CL22", "CL28")
    }
    shares = {code: one.met / one.eligible for code, one in said.items()}
    assert shares["CL20"] == pytest.approx(yearly.IMMUNISED, abs=0.08)
    assert shares["CL22"] == pytest.approx(yearly.SCORED, abs=0.10)
    assert shares["CL28"] == pytest.approx(0.89, abs=0.06)
    assert said["CL21"].value is not None
    assert float(said["CL21"].value) == pytest.approx(14.4, abs=1.5)
