"""Every page of stored figures, looked at as it was known on a day; the files given out then."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from django.test import Client

from goldenthread.intake.models import Load
from goldenthread.performance import operations, queries, store
from goldenthread.performance.models import Reckoning
from goldenthread.performance.tests.test_restating import AGAIN, FIRST, load, page

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse

    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
THEN = "known=2026-11-02"
CHAT = "/performance/chat/"


@pytest.fixture
def twice(cast: Cast, tmp_path: Path, settings: object) -> Cast:
    """The same day loaded on 2 November with six children, and on 9 November with eight."""
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    load(cast, tmp_path / "a.xlsx", at=FIRST, children=6)
    load(cast, tmp_path / "b.xlsx", at=AGAIN, children=8)
    return cast


def get(who: Person, path: str) -> HttpResponse:
    client = Client()
    client.force_login(who)
    found: HttpResponse = client.get(path)
    return found


@pytest.mark.parametrize(
    ("path", "then", "now"),
    [
        ("vital-signs/assessment-and-protection/", "6 of 6", "8 of 8"),
        ("grid/", ">6<", ">8<"),
        ("threads/GT7/", ">6, On the day", ">8, On the day"),
        ("journey/", 'gt-way__number">6<', 'gt-way__number">8<'),
        ("chat/protection/", 'gt-chat-big">6<', 'gt-chat-big">8<'),
        ("indicators/CP01/by/sex/", 'data-l="Figure">6<', 'data-l="Figure">8<'),
        ("indicators/CP01/weeks/", 'data-l="Figure">6<', 'data-l="Figure">8<'),
    ],
)
def test_a_page_honours_the_day_on_which_it_was_known(
    twice: Cast, path: str, then: str, now: str
) -> None:
    said = page(twice.director, f"/performance/{path}")
    assert now in said
    assert then not in said
    before = page(twice.director, f"/performance/{path}?{THEN}")
    assert then in before
    assert now not in before
    assert "As it was known then." in before
    assert "Show them as they are known now" in before


@pytest.mark.parametrize("path", ["vital-signs/", "chat/", "chat/beside-others/", "threads/GT7/"])
def test_before_anything_was_known_every_page_says_so(twice: Cast, path: str) -> None:
    said = page(twice.director, f"/performance/{path}?known=2026-11-01")
    if path != "vital-signs/":
        assert "Nothing was worked out for this day by then." in said
    assert "As it was known then." in said


def test_links_keep_the_day_where_the_page_can_and_drop_it_where_it_cannot(twice: Cast) -> None:
    said = page(twice.director, f"/performance/indicators/CP11/?{THEN}")
    for kept in ("by/sex/?", "threads/GT4/?", "/performance/data/?"):
        assert THEN in said.split(kept)[1].split('"')[0], kept
    assert "known" not in said.split("indicators/CP11/children/?")[1].split('"')[0]
    assert "as known today" in said
    nav = page(twice.director, f"/performance/?{THEN}")
    for kept in ("chat/?", "vital-signs/?", "journey/?", "grid/?"):
        assert THEN in nav.split(f"/performance/{kept}")[1].split('"')[0], kept
    assert "known" not in nav.split("/performance/exceptions/?")[1].split('"')[0]


def test_what_is_of_today_says_so(twice: Cast) -> None:
    for path in ("data/", "indicators/CP11/children/"):
        assert "As known today." in page(twice.priya, f"/performance/{path}?{THEN}"), path
        assert "As known today." not in page(twice.priya, f"/performance/{path}"), path


def test_a_load_counts_from_when_it_was_decided(twice: Cast) -> None:
    """Read on one day and decided on a later one, it was not known in between."""
    newest = queries.events()
    assert newest is not None
    (load,) = newest.loads
    Load.objects.update(at=FIRST)
    then = queries.events(known_by=FIRST)
    assert then is not None
    assert then.loads[0].reference != load.reference


def files_of(cast: Cast, number: int) -> None:
    """Files of ChAT of the first or the second time, as small as can be."""
    one = Reckoning.objects.order_by("pk")[number]
    for kind in ("xlsx", "pdf"):
        store.keep(one.pk, kind, f"{number}".encode())


def test_the_file_given_out_earlier_stays_and_the_newest_is_offered(twice: Cast) -> None:
    files_of(twice, 0)
    said = page(twice.ana, CHAT)
    assert "The newest figures have no file yet." in said
    assert "Make the workbook and the PDF" in said
    first = Reckoning.objects.order_by("pk")[0]
    assert f"reckoning={first.pk}" in said
    for asked in (THEN, f"as_at=2026-10-31&{THEN}", f"reckoning={first.pk}"):
        for kind in ("pdf", "xlsx"):
            found = get(twice.ana, f"{CHAT}chat.{kind}?{asked}")
            assert found.content == b"0", asked
            assert f"chat-2026-10-31-known-2026-11-02.{kind}" in found["Content-Disposition"]
    for kind in ("pdf", "xlsx"):
        lacking = get(twice.ana, f"{CHAT}chat.{kind}")
        assert lacking.status_code == 302
        assert lacking["Location"].startswith(CHAT)
    then = page(twice.ana, f"{CHAT}?{THEN}")
    assert f"chat.pdf?{THEN}" in then
    files_of(twice, 1)
    assert get(twice.ana, f"{CHAT}chat.pdf").content == b"1"
    assert get(twice.ana, f"{CHAT}chat.pdf?{THEN}").content == b"0"


def test_a_file_is_of_a_reckoning_of_that_day_and_there(twice: Cast) -> None:
    for number in ("0", "999", "soon"):
        assert get(twice.ana, f"{CHAT}chat.pdf?reckoning={number}").status_code == 404
    one = Reckoning.objects.order_by("pk")[0]
    assert get(twice.ana, f"{CHAT}chat.pdf?reckoning={one.pk}").status_code == 404, "not made"
    files_of(twice, 0)
    assert get(twice.priya, f"{CHAT}chat.pdf?reckoning={one.pk}").status_code == 404, "not hers"


def test_once_worked_out_anew_a_file_stays_in_the_form_in_which_it_was_made(twice: Cast) -> None:
    first, second = Reckoning.objects.order_by("pk")
    for one in (first, second):
        for kind in ("xlsx", "pdf"):
            path = store.place(one.pk, kind, 3)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"old")
    assert get(twice.ana, f"{CHAT}chat.pdf?{THEN}").content == b"old"
    assert get(twice.ana, f"{CHAT}chat.pdf").status_code == 302, "made anew in the newest form"
    assert get(twice.ana, f"{CHAT}chat.pdf?reckoning={second.pk}").content == b"old"


def test_the_file_of_an_earlier_time_is_made_from_what_was_known_then(twice: Cast) -> None:
    first = Reckoning.objects.order_by("pk")[0]
    operations.make_analysis(reckoning=first.pk, by=twice.ana, at=AGAIN)
    assert store.ready(first.pk)
    book = get(twice.ana, f"{CHAT}chat.xlsx?as_at={date(2026, 10, 31)}&{THEN}").content
    sheet = openpyxl.load_workbook(io.BytesIO(book))["Child protection plans"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any(6 in row for row in rows)
    assert not any(8 in row for row in rows)
