"""The product's figures, set against the same figures by an independent path (issue 3 §4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from goldenthread.demo.borough import make, writing
from goldenthread.intake import operations
from goldenthread.intake.vocabulary import State
from goldenthread.performance import queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.rules import period_of
from tests.cast import Cast
from tests.independent import awkward
from tests.independent.figures import figures

pytestmark = pytest.mark.django_db
Books = Sequence[tuple[date, Path]]
LONGER = ("CP05", "CV13")
"""Figures that need two or three years of lists."""


@pytest.fixture(autouse=True)
def _var(settings: object, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]


def load(books: Books, cast: Cast) -> None:
    """Through the door, as the performance team does, each on the day after its own."""
    for day, path in books:
        found, _ = operations.load_files(
            paths=[path],
            as_at=day,
            without_bad_rows=False,
            by=cast.ana,
            at=datetime.combine(day + timedelta(days=1), time(9), UTC),
        )
        assert found.state == State.LOADED, [r for r in found.by_rule if r["severity"] == "error"]
        assert found.unusable == 0, "both paths must have the same rows"


def differ(books: Books, days: Sequence[date], *, only: Sequence[str] = ()) -> list[str]:
    """Each figure, over its first window, that is not the same integers by both paths."""
    among = queries.events()
    assert among is not None
    plain = {day: figures(books, day) for day in days}
    wrong = []
    for code in only or plain[days[0]]:
        indicator = CATALOGUE[code]
        periods = [period_of(indicator.windows[0], day) for day in days]
        for day, answer in zip(days, queries.figures(indicator, periods, among), strict=True):
            said = (answer.numerator, answer.denominator)
            if said != plain[day][code]:
                wrong.append(f"{day} {code}: plainly {plain[day][code]}, the product {said}")
    return wrong


def test_a_borough_of_fourteen_months(cast: Cast, tmp_path: Path) -> None:
    last = date(2026, 10, 31)
    borough = make(300, 14, 5, last)
    books = [
        (day, path)
        for day, path in zip(borough.as_at(), writing(borough, tmp_path / "made"), strict=False)
    ]
    assert len(books) == 14
    load(books, cast)
    plain = figures(books, last)
    assert len(plain) >= 40
    nothing = [
        code for code, (numerator, _) in plain.items() if not numerator and code not in LONGER
    ]
    assert len(nothing) < 16, f"too few of them say anything: {nothing}"
    assert differ(books, (last, date(2026, 6, 30), date(2025, 10, 31))) == []


def test_awkward_rows(cast: Cast, tmp_path: Path) -> None:
    books = [(awkward.AS_AT, awkward.workbook(tmp_path / "awkward.xlsx"))]
    load(books, cast)
    assert differ(books, awkward.DAYS) == []


def test_plans_of_lists_two_years_apart(cast: Cast, tmp_path: Path) -> None:
    books = [
        (day, awkward.workbook(tmp_path / f"{day}.xlsx", {7: rows}))
        for day, rows in awkward.TWO_YEARS.items()
    ]
    load(books, cast)
    days = (date(2026, 3, 31), date(2026, 2, 28), date(2026, 3, 1))
    assert differ(books, days, only=("CP04", "CP05")) == []
    assert figures(books, days[0])["CP05"] == (1, 5), "T1, of all but T5"
