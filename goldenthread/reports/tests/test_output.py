"""The same paper as Word and as tagged PDF."""

from __future__ import annotations

import io
import re
import zlib

import docx
import pytest

from goldenthread.reports.output import INTERNAL, as_pdf, as_word, blocks
from goldenthread.reports.rules import in_short
from goldenthread.reports.vocabulary import Paper, Part, Table, paper_from

PAPER = Paper(
    title="Overview report",
    subtitle="Cohort A & B, <from> 5 October 2026",
    meta=(("Children audited", "21"), ("Signed off", "not yet")),
    parts=(
        Part(
            code="grades",
            title="Grades",
            drafted="12 of 21 audits were Good or better.",
            written="First line\nof a paragraph.\n\n- one point\n- another <b>\n\nLast words.",
            tables=(
                Table(
                    caption="Overall", head=("Grade", "Audits"), rows=(("Good", "12"), ("RI", "9"))
                ),
            ),
            cites=(("AUD-0001", "visits"), ("AUD-0002", "")),
            more=3,
        ),
    ),
)


def test_a_record_is_cited_in_whole_words() -> None:
    """Real reports once ended a citation in the middle of a word."""
    assert in_short("Spend two sessions\non school.") == "Spend two sessions on school."
    assert in_short("outcome " * 30) == "outcome " * 19 + "…"


def test_text_falls_into_paragraphs_and_points() -> None:
    assert list(blocks(PAPER.parts[0].written)) == [
        ("paragraph", ["First line of a paragraph."]),
        ("points", ["one point", "another <b>"]),
        ("paragraph", ["Last words."]),
    ]


def test_a_stored_paper_comes_back_the_same() -> None:
    assert paper_from(PAPER.as_json()) == PAPER


def test_word_has_headings_lists_and_a_table_head() -> None:
    made = docx.Document(io.BytesIO(as_word(PAPER)))
    headings = [line.text for line in made.paragraphs if line.style.name.startswith("Heading")]
    assert headings == ["Overview report", "Grades"]
    lines = [line.text for line in made.paragraphs]
    assert "another <b>" in lines
    assert lines[-4:] == ["What this rests on", "AUD-0001: visits", "AUD-0002", "and 3 more"]
    assert INTERNAL in lines, "it does not leave the service"
    assert made.tables[0].rows[0].cells[0].text == "Grade"
    assert "tblHeader" in made.tables[0].rows[0]._tr.xml


def _inside(pdf: bytes) -> bytes:
    """The PDF with what is compressed in it laid open."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(
        zlib.decompressobj().decompress(one) for one in streams if one[:1] == b"x"
    )


@pytest.mark.filterwarnings("ignore")
def test_the_pdf_is_tagged_and_says_its_language() -> None:
    made = as_pdf(PAPER)
    assert made.startswith(b"%PDF")
    inside = _inside(made)
    assert b"/StructTreeRoot" in inside
    assert b"pdfuaid" in inside
    assert b"en-GB" in inside
