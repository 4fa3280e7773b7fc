"""ChAT as files: nobody works a withheld number out; made once, in the background."""

from __future__ import annotations

import contextlib
import io
import re
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from ibis import _

from goldenthread.notices.models import Job
from goldenthread.performance import output, queries, work
from goldenthread.performance.chat import PAGES, Section, Table
from goldenthread.performance.chat.bands import SEXES
from goldenthread.performance.chat.declared import Bands
from goldenthread.performance.chat.grids import Counted, counted
from goldenthread.performance.chat.withholding import Cell, withheld_cells
from goldenthread.performance.indicators import protection
from goldenthread.performance.rules import period_of
from goldenthread.performance.tests.test_chat import AS_AT
from goldenthread.performance.tests.test_pages import load, status, take
from goldenthread.performance.vocabulary import Window
from goldenthread.trail.models import Event
from tests.cast import Cast

LENGTHS = ("short", "middling", "long", "longest")
KINDS = ("red", "blue", "green")
SEX = ("female", "male")
IN_TIME = ("short", "middling")
"""The share is of these lengths, so that it is a sum of bands."""


def _bands(*names: str) -> Bands:
    return Bands(by=_.child, names=tuple((name, name) for name in names))


SECTION = Section(
    code="made-up",
    title="Made up",
    of=protection.OPEN,
    window=Window.SNAPSHOT,
    tables=(
        Table(title="Length", bands=_bands(*LENGTHS)),
        Table(title="Kind and sex", bands=_bands(*KINDS), across=SEXES),
    ),
    shares=(protection.VISITED,),
)
ROWS = st.lists(
    st.tuples(st.sampled_from(LENGTHS), st.sampled_from(KINDS), st.sampled_from(SEX)),
    min_size=1,
    max_size=60,
)


def _rows(given: list[tuple[str, str, str]]) -> list[dict[str, Any]]:
    return [
        {
            "child": f"C{number}",
            "t0": length,
            "t1": kind,
            "x1": sex,
            "s0": "met" if length in IN_TIME else "not_met",
        }
        for number, (length, kind, sex) in enumerate(given)
    ]


def _counted(rows: list[dict[str, Any]]) -> Counted:
    return counted(SECTION, rows, period=period_of(SECTION.window, AS_AT), population=None)


ATOMS = [(a, b, c) for a in LENGTHS for b in KINDS for c in SEX]


def _beneath(cell: Cell) -> set[int]:
    """Which kinds of child a number counts, as everybody knows who has read the headings."""
    words = {"Female": "female", "Male": "male"}
    match cell[1:]:
        case ("total",) | ("share", _, "of"):
            return set(range(len(ATOMS)))
        case ("share", _, "met"):
            return {i for i, one in enumerate(ATOMS) if one[0] in IN_TIME}
        case ("share", _, "not_met"):
            return {i for i, one in enumerate(ATOMS) if one[0] not in IN_TIME}
        case ("share", _, "rest"):
            return set()
        case ("grid", "0", length, ""):
            return {i for i, one in enumerate(ATOMS) if one[0] == length}
        case ("grid", "1", kind, sex):
            return {i for i, one in enumerate(ATOMS) if one[1:] == (kind, words.get(sex))}
        case ("row", "1", kind):
            return {i for i, one in enumerate(ATOMS) if one[1] == kind}
        case ("column", "1", sex):
            return {i for i, one in enumerate(ATOMS) if one[2] == words.get(sex)}
    raise AssertionError(cell)


def _cells() -> list[Cell]:
    key = "page/made-up"
    return [
        (key, "total"),
        *((key, "share", "0", side) for side in ("met", "not_met", "of", "rest")),
        *((key, "grid", "0", length, "") for length in LENGTHS),
        *((key, "grid", "1", kind, sex) for kind in KINDS for sex in ("Female", "Male")),
        *((key, "row", "1", kind) for kind in KINDS),
        *((key, "column", "1", sex) for sex in ("Female", "Male")),
    ]


@settings(max_examples=60, deadline=None)
@given(drawn=ROWS)
def test_nobody_works_out_a_small_number_from_all_the_tables_together(
    drawn: list[tuple[str, str, str]],
) -> None:
    """The reader knows how the headings hang together, every number shown, and every nought."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    rows = _rows(drawn)
    hidden = withheld_cells([("page/made-up", "plans", _counted(rows), rows)])
    true = np.array([drawn.count(one) for one in ATOMS])
    places = range(len(ATOMS))
    aims = {cell: np.array([i in _beneath(cell) for i in places], dtype=float) for cell in _cells()}
    low = [1 if cell in hidden else int(aim @ true) for cell, aim in aims.items()]
    high = [np.inf if cell in hidden else int(aim @ true) for cell, aim in aims.items()]
    for cell, aim in aims.items():
        value = int(aim @ true)
        if not 1 <= value <= 5:
            continue
        assert cell in hidden
        ends = []
        for sign in (1, -1):
            answer = milp(
                sign * aim,
                integrality=np.ones(len(ATOMS)),
                bounds=Bounds(0, 500),
                constraints=LinearConstraint(np.array(list(aims.values())), low, high),
            )
            assert answer.success
            ends.append(round(sign * answer.fun))
        assert ends[0] < ends[1], (cell, value, sorted(hidden))


def test_a_share_that_is_a_sum_of_bands_does_not_give_a_band_away() -> None:
    drawn = [("short", "red", "male")] * 3 + [("middling", "red", "male")] * 20
    drawn += [("long", "blue", "female")] * 30 + [("longest", "blue", "female")] * 9
    rows = _rows(drawn)
    hidden = withheld_cells([("page/made-up", "plans", _counted(rows), rows)])
    key = "page/made-up"
    assert (key, "grid", "0", "short", "") in hidden
    assert {(key, "grid", "0", "middling", ""), (key, "share", "0", "met")} & hidden


def test_what_is_large_is_all_shown() -> None:
    drawn = [(a, b, c) for a in LENGTHS for b in KINDS for c in SEX for _number in range(6)]
    rows = _rows(drawn)
    assert not withheld_cells([("page/made-up", "plans", _counted(rows), rows)])


def test_a_withheld_table_has_no_bar_and_no_sentence_of_it() -> None:
    rows = _rows([("short", "red", "male")] * 3 + [("long", "red", "male")] * 20)
    part = queries.Part(counted=_counted(rows), section=SECTION, said=(), rows=rows, reach="")
    page = replace(PAGES["protection"], code="page")
    hidden = withheld_cells([("page/made-up", "plans", _counted(rows), rows)])
    (told,) = output.tell([(page, [part])], hidden=hidden, said=frozenset())
    grid = told.sections[0].grids[0]
    assert grid.sentence == "Some numbers are not shown."
    assert [(name, numbers[0], bar) for name, numbers, bar in grid.rows] == [
        ("short", "c", 0),
        ("middling", 0, 0),
        ("long", "c", 0),
        ("longest", 0, 0),
    ]


@pytest.fixture
def read(cast: Cast, tmp_path: Path, settings: object) -> Cast:
    """A load of twenty children on a plan in FSP North, and their figures."""
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    load(cast, tmp_path / "a.xlsx", plans=20)
    take(cast)
    return cast


pages = pytest.mark.django_db


@pages
def test_the_files_are_made_once_in_the_background(read: Cast) -> None:
    client = Client()
    client.force_login(read.ana)
    assert client.get("/performance/chat/chat.pdf").status_code == 302, "the page says so"
    assert "Make the workbook and the PDF" in client.get("/performance/chat/").content.decode()
    for _again in range(2):
        assert client.post("/performance/chat/make/").status_code == 302
    job = Job.objects.get(key__startswith="analysis:")
    work.analyse(job, **job.args)  # taken up again, it makes nothing anew
    said = client.get("/performance/chat/").content.decode()
    assert "/performance/chat/chat.xlsx" in said
    book = openpyxl.load_workbook(io.BytesIO(client.get("/performance/chat/chat.xlsx").content))
    assert book.sheetnames == [*(one.title for one in PAGES.values()), "Beside others"]
    lines = [str(row[0].value) for row in book["Child protection plans"].iter_rows()]
    assert any(line.startswith("Numbers under 6 are not shown") for line in lines)
    paper = client.get("/performance/chat/chat.pdf").content
    assert paper.startswith(b"%PDF")
    assert b"pdfuaid" in inside(paper)


def inside(pdf: bytes) -> bytes:
    """A PDF with its streams opened, where they can be."""
    opened = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with contextlib.suppress(zlib.error):
            opened.append(zlib.decompress(stream))
    return b"".join(opened)


@pages
def test_files_are_of_the_whole_council_and_for_who_sees_it(read: Cast) -> None:
    for path in ("/performance/chat/make/", "/performance/chat/chat.xlsx"):
        client = Client()
        client.force_login(read.priya)
        answer = client.post(path) if path.endswith("make/") else client.get(path)
        assert answer.status_code == 404
    client.force_login(read.director)
    where = f"?where=team-{read.fsp_north.pk}"
    assert client.post(f"/performance/chat/make/{where}").status_code == 404
    assert "The whole as a file" not in client.get(f"/performance/chat/{where}").content.decode()


@pages
def test_the_workbook_with_small_numbers_asks_what_for(read: Cast) -> None:
    client = Client()
    client.force_login(read.ana)
    path = "/performance/small-numbers/chat.xlsx"
    assert client.get(path).status_code == 200
    assert status(read.ana, "/performance/small-numbers/chat.csv") == 404
    answer = client.post(path, {"why": "inspection"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book["Child protection plans"]["A3"].value.startswith("With small numbers")
    assert Event.objects.get(what="performance.small_numbers").about == "chat"
