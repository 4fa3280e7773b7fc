"""Dates, counts and fields as people read them; links that keep their filters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.test import RequestFactory

from goldenthread.kernel.working_days import calendar_of
from goldenthread.ui.fields import DateField
from goldenthread.ui.templatetags import ui


@pytest.mark.parametrize(
    ("today", "due", "days", "words"),
    [
        (27, 27, 0, "Due today"),
        (26, 27, 1, "Due tomorrow"),
        (19, 27, 6, "In 6 working days"),
        (30, 27, -1, "1 working day late"),
        (24, 19, -3, "3 working days late"),
        (28, 27, 0, "Was due on Friday"),  # a Saturday: not today, and not a working day late yet
        (27, 28, 0, "Due tomorrow"),
        (27, 29, 0, "Due on Sunday"),
        (28, 30, 1, "Due on Monday"),  # the next working day, and not tomorrow
    ],
)
def test_a_distance_in_words(today: int, due: int, days: int, words: str) -> None:
    seen, day = date(2026, 11, today), date(2026, 11, due)
    assert calendar_of().between(seen, day) == days
    assert ui.in_words(day, days, today=seen) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (24, 29, "24 of 29 (83%)"),
        (3, 8, "3 of 8"),
        (0, 0, "None"),
        (1, 200, "1 of 200 (1%)"),
        (244, 2171, "244 of 2,171 (11%)"),
        (790, 792, "790 of 792 (more than 99%)"),
    ],
)
def test_a_count_never_stands_alone(part: int, whole: int, words: str) -> None:
    assert ui.n_of_n(part, whole) == words


def test_a_mark_has_its_word_and_a_hidden_shape() -> None:
    html = ui.mark("late", "3 working days late")
    assert "3 working days late" in html
    assert 'aria-hidden="true"' in html


def test_what_people_typed_is_never_markup() -> None:
    assert "<script>" not in ui.mark("late", "<script>")
    assert "<b>" not in ui.crumbs("<b>", "/")
    assert "<i>" not in ui.reference_link("<i>")


def test_a_reference_leads_to_its_page() -> None:
    assert 'href="/audits/AUD-0042/"' in ui.reference_link("AUD-0042")


@pytest.mark.parametrize(
    ("address", "changes", "left"),
    [
        ("/", "page=''", ""),
        ("/?page=2", "page=''", "?"),
        ("/?page=2&q=x", "page=''", "?q=x"),
        ("/", "page=3", "?page=3"),
    ],
)
def test_a_link_has_no_stray_question_mark(address: str, changes: str, left: str) -> None:
    template = Template("{% load ui %}{% query " + changes + " %}")
    assert template.render(Context({"request": RequestFactory().get(address)})) == left


def test_paper_has_no_tabs_and_what_it_needs_is_open() -> None:
    style = (Path(ui.__file__).parents[1] / "static/ui/app.css").read_text()
    paper = [line for line in style.splitlines() if line.startswith("@media print{")]
    assert any(".moj-sub-navigation," in line for line in paper)
    assert any(".gt-print-open::details-content{" in line for line in paper)


def test_sorting_keeps_the_filters_and_drops_the_page() -> None:
    request = RequestFactory().get("/?state=open&page=3&sort=due")
    html = Template("{% load ui %}{% sort_link 'due' 'Due' %}").render(
        Context({"request": request})
    )
    assert "state=open" in html
    assert "sort=-due" in html
    assert "page=3" not in html


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        (["", "", ""], "Enter the day"),
        (["1", "", "2026"], "must have a month"),
        (["31", "2", "2026"], "Enter a real date"),
    ],
)
def test_a_date_says_what_is_wrong_with_it(boxes: list[str], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        DateField(label="The day").clean(boxes)


def test_a_date_is_read() -> None:
    assert DateField(label="The day").clean(["27", "3", "2026"]) == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("When?", "Enter the date"),
        ("Until", "Enter the date"),
        (None, "Enter the date"),
        ("Date held, with whom", "Enter the date"),
        ("The new date", "Enter the new date"),
        ("First day there", "Enter the first day there"),
        ("Their last day", "Enter their last day"),
    ],
)
def test_what_a_date_lacks_is_said_in_a_sentence(label: str | None, words: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        DateField(label=label).clean(["", "", ""])
    assert wrong.value.messages == [words]


@pytest.mark.parametrize(
    ("colour", "trouble"),
    [
        ("#0b4a4f", None),
        ("#767676", None),
        ("#777777", "ui.E002"),
        ("#ffdd00", "ui.E002"),
        ("teal", "ui.E001"),
        ("#0b4a4f}body{display:none", "ui.E001"),
    ],
)
def test_a_brand_colour_that_cannot_be_read_is_refused(
    settings: object, colour: str, trouble: str | None
) -> None:
    from goldenthread.ui.apps import brand_can_be_read

    settings.BRAND_COLOUR = colour  # type: ignore[attr-defined]
    assert [one.id for one in brand_can_be_read()] == ([trouble] if trouble else [])


def test_the_names_and_the_colour_of_a_council_are_settings(
    settings: object, client: object
) -> None:
    settings.SERVICE_NAME = "Practice Compass"  # type: ignore[attr-defined]
    settings.COUNCIL_NAME = "Somewhere Borough"  # type: ignore[attr-defined]
    settings.BRAND_COLOUR = "#123456"  # type: ignore[attr-defined]
    page = client.get("/accessibility/").content.decode()  # type: ignore[attr-defined]
    assert "Practice Compass" in page
    assert "Somewhere Borough" in page
    assert "Golden Thread" not in page
    assert b"#123456" in client.get("/brand.css").content  # type: ignore[attr-defined]
