"""The same children through two doors give the same figures (PER-1, `ssd.md` §3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goldenthread.intake import operations
from goldenthread.intake.models import Load
from goldenthread.intake.vocabulary import State
from goldenthread.performance import queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.rules import period_of
from goldenthread.performance.vocabulary import Answer
from tests.cast import Cast
from tests.independent import doors

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _var(settings: object, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]


def load(cast: Cast, paths: list[Path]) -> Load:
    found, _ = operations.load_files(
        paths=paths, as_at=doors.AS_AT, without_bad_rows=False, by=cast.ana, at=AT
    )
    return found


def every_figure() -> dict[tuple[str, str], Answer]:
    """Each figure over its first window and that of its chart."""
    among = queries.events()
    assert among is not None
    found = {}
    for code, indicator in CATALOGUE.items():
        periods = [
            period_of(window, doors.AS_AT) for window in {indicator.windows[0], indicator.trend}
        ]
        for period, answer in zip(periods, queries.figures(indicator, periods, among), strict=True):
            found[code, str(period.window)] = replace(
                answer, told=True
            )  # the dataset reaches farther
    return found


def test_the_same_children_give_the_same_figures_through_both_doors(
    cast: Cast, settings: object, tmp_path: Path
) -> None:
    first = load(cast, doors.annex_a(tmp_path / "lists"))
    assert first.state == State.LOADED, (first.refusal, first.by_rule)
    plainly = every_figure()
    settings.VAR_DIR = tmp_path / "other"  # type: ignore[attr-defined]
    Load.objects.all().delete()
    second = load(cast, doors.ssd(tmp_path / "tables"))
    assert second.state == State.LOADED, (second.refusal, second.by_rule)
    history = every_figure()

    differ = [
        f"{key}: {_said(answer)} on the lists, {_said(history[key])} in the dataset"
        for key, answer in plainly.items()
        if answer != history[key]
    ]
    assert not differ, "\n".join(differ)
    alive = {code for (code, _), answer in history.items() if answer.eligible or answer.met}
    assert len(alive) >= 80, "of the catalogue, those that say something of so small a story"


def test_the_dataset_knows_the_year_and_the_lists_six_months(cast: Cast, tmp_path: Path) -> None:
    more = [*doors.rows(doors.SSD["ssd_cin_episodes"]),
            {"referral_id": "R9", "child_id": "C9", "referral_date": "2026-01-12",
             "referral_source": "6", "referral_nfa": "N", "primary_need": "N1",
             "close_date": "2026-03-01", "close_reason": "RC8"}]  # fmt: skip
    load(cast, doors.ssd(tmp_path / "tables", {"ssd_cin_episodes": more}))
    received = every_figure()["RF02", "rolling_12_months"]
    assert received.met == 5, "four of the six months before, and one of January"


def _said(answer: Answer) -> str:
    return (
        f"{answer.met}/{answer.eligible} ({answer.not_eligible} not, {answer.incomplete} blank, "
        f"{answer.total}, {answer.mix})"
    )
