"""Workbooks that others made, from beside the project: each loads, and why it warns is said."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from goldenthread.caseload.models import Child
from goldenthread.intake import operations, queries, readers
from goldenthread.intake.vocabulary import State
from tests.cast import NOON

if TYPE_CHECKING:
    from tests.cast import Cast

SAMPLES = Path(settings.BASE_DIR).parent / "shared" / "data" / "samples"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not beside the project"),
]
TEMPLATE = [0] * 11
ROWS = {
    "annex_a__liia-tools/Annex_A.xlsx": [5, 5, 6, 5, 5, 5, 7, 5, 6, 5, 5],
    "annex_a__sfdata-annexa-clean/2015-01-sample.xlsx": [0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0],
    "annex_a__sfdata-annexa-clean/2016-01-sample.xlsx": TEMPLATE,
    "annex_a__sfdata-annexa-clean/example-B-2004.xlsx": [1, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0],
}
OLD_LIST_NINE = 4
"""The columns that the older shape of List 9 lacks: each is a warning, none stops it."""


@pytest.fixture(autouse=True)
def _var(settings: object, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_list_is_found_with_every_row_and_every_header_is_known(name: str) -> None:
    found = readers.read_files([SAMPLES / name])
    assert [found.sheets[number].frame.height for number in range(1, 12)] == ROWS[name]
    for number, sheet in found.sheets.items():
        assert not sheet.guessed
        assert not sheet.not_known
        assert len(sheet.missing) == (OLD_LIST_NINE if number == 9 else 0), sheet.missing
    assert set(found.aside) <= {"Front_Sheet", "FAQ_and_changes", "Guidance", "Codes_used"}


def _load(cast: Cast, name: str, as_at: date) -> tuple[State, Counter[str]]:
    made, _ = operations.load_files(
        paths=[SAMPLES / name], as_at=as_at, without_bad_rows=False, by=cast.ana, at=NOON
    )
    return State(made.state), Counter(one["code"] for one in queries.findings_of(made))


def test_the_sample_of_a_pipeline_loads_as_at_its_day(cast: Cast) -> None:
    state, codes = _load(cast, "annex_a__liia-tools/Annex_A.xlsx", date(2021, 3, 16))
    assert state == State.LOADED
    assert codes.keys() == {
        "AX-04",  # "CS Assessment Updated" is no yes or no; a need that is none of the ten
        "AX-06",  # List 6 has no teams and workers, List 8 no placement location, one ethnicity
        "AX-12",  # in care eight years before birth
        "AX-16",  # a postcode that says "nope"
        "AX-21",  # rows were drawn list by list: who is on Lists 7 and 8 is not on List 6
        "AX-23",  # and who had a conference is not on List 7
        "AX-28",  # its teams are not ours,
        "AX-29",  # nor its workers
        "AX-32",  # List 9 of the older shape
        "AX-11",  # List 10 was given ages of another day
    }
    assert codes["AX-32"] == OLD_LIST_NINE
    assert Child.objects.filter(open=True, plan="cin").count() == 5
    assert Child.objects.filter(open=True, plan="care_leaver").count() == 6


def test_it_is_refused_as_at_a_day_before_its_own(cast: Cast) -> None:
    state, codes = _load(cast, "annex_a__liia-tools/Annex_A.xlsx", date(2020, 6, 30))
    assert state == State.TO_DECIDE
    assert codes["AX-37"] == 1
    assert not codes["AX-07"], "one reason, not a hundred rows"


def test_the_template_with_a_few_referrals_loads(cast: Cast) -> None:
    state, codes = _load(
        cast, "annex_a__sfdata-annexa-clean/2015-01-sample.xlsx", date(2015, 3, 31)
    )
    assert state == State.LOADED
    assert codes == {"AX-32": OLD_LIST_NINE, "AX-04": 1, "AX-06": 1}, (
        "“Health” stands for six sources; one count is missing"
    )


def test_the_template_with_nothing_in_it_is_refused(cast: Cast) -> None:
    made, _ = operations.load_files(
        paths=[SAMPLES / "annex_a__sfdata-annexa-clean/2016-01-sample.xlsx"],
        as_at=date(2016, 1, 31), without_bad_rows=False, by=cast.ana, at=NOON,
    )  # fmt: skip
    assert made.state == State.REFUSED
    assert "empty template" in made.refusal


def test_the_template_with_a_birth_in_words_and_a_row_twice_loads(cast: Cast) -> None:
    state, codes = _load(
        cast, "annex_a__sfdata-annexa-clean/example-B-2004.xlsx", date(2012, 1, 31)
    )
    assert state == State.LOADED
    assert codes["AX-02"] == 1, "May be 8 Jan 2000"
    assert codes["AX-13"] == 1, "the last row is there twice, and counts once"
