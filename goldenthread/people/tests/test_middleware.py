"""What is said when words that may name a child are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.cast import child_of

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "said", "because"),
    [
        ("Mother, Karen, was hit by Mr Obe.", "“Karen” (a person’s name)", "a name"),
        ("Ring 0161 496 0000: the child cries.", "a telephone number", "a number"),
        ("I told Helen Marsh that the child cries.", "", "staff may be named"),
        ("The child cries at night, alone.", "", "nobody is named"),
    ],
)
def test_the_page_after_saving_says_what_may_name_somebody(
    cast: Cast, words: str, said: str, because: str
) -> None:
    child_of(cast.aisha, cast.fsp_north)
    client = Client()
    client.force_login(cast.aisha)
    page = client.post(
        "/concerns/new/",
        {"child": "109377", "what": words, "where": "Visit of 9 July", "token": "t"},
        follow=True,
    )
    text = page.content.decode()
    assert "Raised at" in text, "it warns, it never stops"
    assert ("What you saved may name somebody" in text) == bool(said), because
    assert said in text, because


def test_pages_about_staff_are_not_looked_through(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.ada)
    page = client.post("/notices/read/", {"notice": "Mrs Patel"}, follow=True)
    assert b"may name somebody" in page.content, "a page of no kind is looked through"
    page = client.post("/accounts/logout/", {"x": "Mrs Patel"}, follow=True)
    assert b"may name somebody" not in page.content
