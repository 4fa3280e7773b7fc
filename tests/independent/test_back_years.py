"""Figures of back years from returns: the same as by hand, and silence where a return is silent."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client

from goldenthread.intake import operations
from goldenthread.intake import queries as intake
from goldenthread.intake.tests.test_returns import CENSUS, HEADER, episodes
from goldenthread.intake.vocabulary import Source, State
from goldenthread.performance import operations as figuring
from goldenthread.performance import queries
from goldenthread.performance.indicators import CATALOGUE
from tests.cast import Cast
from tests.independent import doors

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _var(settings: object, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]


def send(cast: Cast, folder: Path, year: int, source: Source, **files: str) -> None:
    folder = folder / f"{source}-{year}"
    folder.mkdir()
    paths = []
    for name, text in files.items():
        path = folder / name.replace("_", ".")
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    found, _ = operations.load_files(
        paths=paths, as_at=date(year, 3, 31), without_bad_rows=False, by=cast.ana, at=AT,
        source=source,
    )  # fmt: skip
    assert found.state == State.HISTORY, found.refusal


def said(code: str) -> list[tuple[int, int, int | None]]:
    """Each back year of a figure: the year, its upper and its lower number."""
    loads = intake.kept()
    assert not queries.back_years(CATALOGUE[code], loads) or intake.events_built(loads)
    queries.events()
    return [
        (one.as_at.year, one.answer.numerator, one.answer.denominator)
        for one in queries.back_years(CATALOGUE[code], loads)
    ]


def test_two_years_of_care(cast: Cast, tmp_path: Path) -> None:
    send(cast, tmp_path, 2024, Source.SSDA903, header_csv=HEADER,
         episodes_csv=episodes("01/06/2023,S,U4,,"))  # fmt: skip
    send(cast, tmp_path, 2025, Source.SSDA903, header_csv=HEADER,
         episodes_csv=episodes("01/06/2023,S,U4,01/05/2024,X1", "01/05/2024,P,K2,01/12/2024,E4A"),
         )  # fmt: skip
    assert said("CL01") == [(2024, 1, None), (2025, 0, None)]
    assert said("CL10") == [(2024, 1, 1), (2025, 0, 0)], "in foster care, of those in care"
    assert [(year, upper) for year, upper, _ in said("CL03")] == [(2024, 1), (2025, 0)]
    assert [(year, upper) for year, upper, _ in said("CL04")] == [(2024, 0), (2025, 1)]


def test_a_year_of_need(cast: Cast, tmp_path: Path) -> None:
    send(cast, tmp_path, 2025, Source.CIN_CENSUS, cin_xml=CENSUS)
    assert said("RF04") == [(2025, 1, 2)], "over the year, whatever its first window"
    assert said("CP01") == [(2025, 1, None)]
    assert said("CP04") == [(2025, 1, 1)], "a second plan, as the census counts"
    assert said("SP04") == [(2025, 1, 1)], "the conference on the fifteenth working day"


@pytest.mark.parametrize("code", ["CP10", "CL17", "RF03", "SP06", "CN05", "CV01", "FD01"])
def test_what_a_return_does_not_tell_has_no_figure(cast: Cast, tmp_path: Path, code: str) -> None:
    send(cast, tmp_path, 2025, Source.CIN_CENSUS, cin_xml=CENSUS)
    send(cast, tmp_path, 2025, Source.SSDA903, header_csv=HEADER,
         episodes_csv=episodes("01/06/2024,S,U4,,"),
         oc3_csv="CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n109377,01/06/2006,YES,F4,U1\n")  # fmt: skip
    assert said(code) == []


def test_without_the_years_before_no_length_of_care_is_said(cast: Cast, tmp_path: Path) -> None:
    send(cast, tmp_path, 2025, Source.SSDA903, header_csv=HEADER,
         episodes_csv=episodes("01/06/2022,P,U4,,"))  # fmt: skip
    assert said("CL07") == []
    assert said("CL01") == [(2025, 1, None)], "in care all the same"


def test_from_the_first_load_on_its_own_figures_count(cast: Cast, tmp_path: Path) -> None:
    send(cast, tmp_path, 2026, Source.SSDA903, header_csv=HEADER,
         episodes_csv=episodes("01/06/2025,S,U4,,"))  # fmt: skip
    assert len(said("CL01")) == 1
    operations.load_files(
        paths=doors.ssd(tmp_path / "tables"), as_at=date(2026, 10, 31), without_bad_rows=False,
        by=cast.ana, at=AT,
    )  # fmt: skip
    assert said("CL01") == [(2026, 1, None)], "the dataset came after that year"


def test_the_page_of_a_figure_has_them_with_their_source(cast: Cast, tmp_path: Path) -> None:
    send(cast, tmp_path, 2026, Source.SSDA903, header_csv=HEADER,
         episodes_csv=episodes("01/06/2025,S,U4,,"))  # fmt: skip
    operations.load_files(
        paths=doors.ssd(tmp_path / "tables"), as_at=date(2026, 10, 31), without_bad_rows=False,
        by=cast.ana, at=AT,
    )  # fmt: skip
    figuring.take_readings(by=cast.ana, at=AT, indicators=[CATALOGUE["CL01"]])
    client = Client()
    client.force_login(cast.director)
    page = client.get("/performance/indicators/CL01/").content.decode()
    assert "Before the first load, from returns" in page
    assert "31 March 2026" in page
    assert "Return LOD-" in page
    own = client.get(f"/performance/indicators/CL01/?where=area-{cast.c4c.pk}").content.decode()
    assert "Before the first load" not in own, "a return has no teams"
