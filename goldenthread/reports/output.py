"""A paper as Word and as tagged PDF. Both are made from the same parts, in the same order."""

from __future__ import annotations

import io
from collections.abc import Iterator

from django.conf import settings
from django.template.loader import render_to_string

from goldenthread.reports.vocabulary import Paper, Part, Table

INTERNAL = (
    "For the service’s own use: small numbers are not withheld, and some words are about a single "
    "child. Not to be published or passed on."
)
"""What every paper says of itself (PER-8): its counts are of a few audits, and withheld it would
say nothing. What leaves the service are the files of figures."""
BRAND_RGB = (0x0B, 0x4A, 0x4F)


def blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Text as ("paragraph", [line]) and ("points", [line, …]), in order."""
    points: list[str] = []
    words: list[str] = []
    for line in [*text.splitlines(), ""]:
        stripped = line.strip()
        if stripped.startswith("- "):
            if words:
                yield "paragraph", [" ".join(words)]
                words = []
            points.append(stripped[2:])
            continue
        if points:
            yield "points", points
            points = []
        if stripped:
            words.append(stripped)
        elif words:
            yield "paragraph", [" ".join(words)]
            words = []


def as_pdf(paper: Paper) -> bytes:
    """The paper as PDF/UA, which screen readers can follow."""
    import weasyprint  # slow to import, and not needed by other pages

    html = render_to_string(
        "reports/paper.html",
        {
            "paper": paper,
            "internal": INTERNAL,
            "parts": [(part, list(blocks(part.written))) for part in paper.parts],
            "council": settings.COUNCIL_NAME,
            "service": settings.SERVICE_NAME,
        },
    )
    made: bytes = weasyprint.HTML(string=html, base_url=str(settings.BASE_DIR)).write_pdf(
        pdf_variant="pdf/ua-1"
    )
    return made


def as_word(paper: Paper) -> bytes:
    """The paper as a Word document, with real headings, lists and table heads."""
    import docx
    from docx.shared import Pt, RGBColor

    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = "Arial"
    style.font.size = Pt(11)
    for level in (1, 2, 3):
        heading = document.styles[f"Heading {level}"]
        heading.font.name = "Arial"
        heading.font.color.rgb = RGBColor(*BRAND_RGB)
    document.core_properties.title = f"{paper.title}, {paper.subtitle}"
    document.core_properties.author = settings.COUNCIL_NAME
    document.core_properties.language = "en-GB"
    document.add_heading(paper.title, 1)
    document.add_paragraph(paper.subtitle)
    for key, value in paper.meta:
        line = document.add_paragraph()
        line.add_run(f"{key}: ").bold = True
        line.add_run(value)
    document.add_paragraph(INTERNAL)
    for part in paper.parts:
        _part(document, part)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _part(document: object, part: Part) -> None:
    """One part of the paper, in Word."""
    from docx.shared import Pt

    document.add_heading(part.title, 2)  # type: ignore[attr-defined]
    if part.drafted:
        document.add_paragraph(part.drafted)  # type: ignore[attr-defined]
    for table in part.tables:
        _table(document, table)
    for kind, lines in blocks(part.written):
        for line in lines:
            style = "List Bullet" if kind == "points" else None
            document.add_paragraph(line, style=style)  # type: ignore[attr-defined]
    if part.cites:
        said = [f"{key}: {value}" if value else key for key, value in part.cites]
        rests = document.add_paragraph("What this rests on")  # type: ignore[attr-defined]
        rests.runs[0].bold = True
        rests.paragraph_format.keep_with_next = True
        for line in [*said, *([f"and {part.more} more"] if part.more else [])]:
            document.add_paragraph(line, style="List Bullet").runs[0].font.size = Pt(9.5)  # type: ignore[attr-defined]


def _table(document: object, table: Table) -> None:
    """One table, its first row marked as a head that repeats on each page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document.add_paragraph(table.caption).runs[0].bold = True  # type: ignore[attr-defined]
    drawn = document.add_table(rows=1, cols=len(table.head))  # type: ignore[attr-defined]
    drawn.style = "Light Grid Accent 1"
    for cell, words in zip(drawn.rows[0].cells, table.head, strict=True):
        cell.text = words
    repeats = OxmlElement("w:tblHeader")
    repeats.set(qn("w:val"), "true")
    drawn.rows[0]._tr.get_or_add_trPr().append(repeats)
    for row in table.rows:
        for cell, words in zip(drawn.add_row().cells, row, strict=True):
            cell.text = words
    after = document.add_paragraph(table.note)  # type: ignore[attr-defined]
    after.paragraph_format.space_before = Pt(4)
