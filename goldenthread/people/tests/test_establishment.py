"""The establishment goes out and comes in as CSV and XLSX; a wrong cell is named (ORG-1)."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from goldenthread.kernel import sheets
from goldenthread.people import lists, operations, output, queries
from goldenthread.people.models import Change, Person, Post, Proposal, ServiceArea, Team
from goldenthread.people.vocabulary import Decide
from tests.cast import NOON, TODAY

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db

HEAD = ",".join(lists.HEAD)
ROW = "FSP,FSP group,FSP North,2020-01-01,,,Ann Example,ann@x.example,sw,2024-01-01,"
NOTHING = {"areas": 0, "teams": 0, "people": 0, "posts": 0}


def read(*rows: str) -> tuple[list[lists.Line], list[lists.RowError]]:
    lines, errors = lists.read("e.csv", "\n".join((HEAD, *rows)).encode())
    return lines, errors or lists.among(lines, queries.known())


def apply(*rows: str) -> dict[str, int]:
    lines, errors = read(*rows)
    assert not errors
    return operations.apply_establishment(lines=lines, by=None, at=NOON)


def written(*, as_xlsx: bool) -> tuple[str, bytes]:
    rows = output.rows(queries.every_post(), queries.empty_teams())
    kind = "xlsx" if as_xlsx else "csv"
    return f"e.{kind}", sheets.as_file(kind, head=lists.HEAD, rows=rows, title="Establishment")


@pytest.mark.parametrize("as_xlsx", [True, False])
def test_what_goes_out_comes_in_and_changes_nothing(cast: Cast, as_xlsx: bool) -> None:
    """With a merged team, a person who moved, a past post and a team of nobody."""
    operations.merge_team(team=cast.fsp_north, into=cast.fsp_south, on=TODAY, by=cast.ada, at=NOON)
    operations.move_person(
        post=Post.objects.get(person=cast.mei), team=cast.duty_1,
        first_day=TODAY + timedelta(days=5), by=cast.ada, at=NOON,
    )  # fmt: skip
    operations.open_team(
        name="Nobody’s “team”, yet", area=cast.duty, opened_on=TODAY, by=cast.ada, at=NOON
    )
    before = list(Post.objects.order_by("pk").values())
    lines, errors = lists.read(*written(as_xlsx=as_xlsx))
    assert not errors
    assert not lists.among(lines, queries.known())
    kept = Change.objects.count()
    done = operations.apply_establishment(lines=lines, by=cast.ada, at=NOON)
    assert done == NOTHING
    assert Change.objects.count() == kept
    assert list(Post.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("as_xlsx", [True, False])
def test_what_goes_out_makes_the_same_place_elsewhere(cast: Cast, as_xlsx: bool) -> None:
    yesterday = TODAY - timedelta(days=1)
    Post.objects.filter(team=cast.fsp_north).update(ends_on=yesterday)
    Team.objects.filter(pk=cast.fsp_north.pk).update(closed_on=TODAY, merged_into=cast.fsp_south)
    before = sorted(output.rows(queries.every_post(), queries.empty_teams()))
    name, body = written(as_xlsx=as_xlsx)
    Post.objects.all().delete()
    Person.objects.all().delete()
    Team.objects.update(merged_into=None)
    Team.objects.all().delete()
    ServiceArea.objects.all().delete()
    lines, errors = lists.read(name, body)
    assert not errors
    assert not lists.among(lines, queries.known())
    operations.apply_establishment(lines=lines, by=None, at=NOON)
    assert sorted(output.rows(queries.every_post(), queries.empty_teams())) == before
    north = Team.objects.get(name="FSP North")
    assert north.merged_into == Team.objects.get(name="FSP South")
    assert Post.objects.filter(team=north, ends_on=yesterday).count() == 3


OTHER = ROW.replace("ann@", "bob@").replace("Ann E", "Bob E")


@pytest.mark.parametrize(
    ("row", "column", "because"),
    [
        (ROW.replace("2024-01-01", "1st May"), "from", "no date"),
        (ROW.replace("2024-01-01", "1/2/26"), "from", "the year 26"),
        (ROW.replace("2024-01-01", "2024-02-30"), "from", "no such day"),
        (ROW.replace("2024-01-01", "2024-01-01 or so"), "from", "words behind a date"),
        (ROW.replace(",sw,", ",boss,"), "role", "no such role"),
        (ROW.replace("ann@x.example", "ann"), "e-mail", "no address"),
        (ROW.replace("ann@x.example", "ann@x @y"), "e-mail", "no address either"),
        (ROW.replace("Ann Example", ""), "person name", "nobody"),
        (ROW.replace("Ann Example", "=HYPERLINK(1)"), "person name", "a formula"),
        (ROW.replace("Ann Example", "A" * 121), "person name", "longer than the column"),
        (ROW.replace("FSP North", ""), "team", "a social worker is of a team"),
        (ROW + "2023-01-01", "to", "ends before it starts"),
        (ROW.replace(",,,Ann", ",,Nowhere,Ann"), "merged into", "no such team"),
        (ROW.replace(",,,Ann", ",2025-01-01,FSP North,Ann"), "merged into", "into itself"),
        (ROW.replace(",,,Ann", ",2025-01-01,,Ann"), "to", "the team closed, the post goes on"),
        (ROW.replace(",,,Ann", ",2019-01-01,,Ann") + "2018-12-31", "to", "before it starts"),
        (ROW.replace("FSP North", "fsp north"), "team", "written in two ways"),
        (ROW.replace("FSP,", "C4C,"), "service area", "a team of two services"),
        (ROW.replace("FSP group", "Another"), "clinic group", "an area in two groups"),
        (ROW.replace("2020-01-01", "2021-01-01"), "opened on", "a team opened twice"),
        (OTHER, "from", "the same post twice"),
        (OTHER.replace("2024-01-01", "2024-06-01"), "from", "it overlaps"),
        (OTHER.replace("2024-01-01,", "2023-06-01,2024-01-01"), "from", "by one day"),
        (OTHER.replace("Bob E", "Robert E"), "person name", "one e-mail, two names"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_applied(row: str, column: str, because: str) -> None:
    _, errors = read(OTHER, row)
    assert column in {one.column for one in errors}, because
    assert {one.row for one in errors} <= {2, 3}, because
    assert all(one.wrong and one.todo for one in errors)


@pytest.mark.parametrize(
    ("row", "column", "because"),
    [
        (ROW.replace("FSP,", "C4C,"), "service area", "the team is of another service"),
        (ROW.replace("FSP North", "FSP NORTH"), "team", "it is there, written otherwise"),
        (ROW.replace("2024-01-01", "2025-01-01"), "from", "the post goes on already"),
        (ROW.replace("2024-01-01", "2023-01-01"), "from", "the post begins later as well"),
    ],
)
def test_a_row_that_what_is_there_denies_is_named(row: str, column: str, because: str) -> None:
    apply(ROW)
    _, errors = read(row)
    assert (2, column) in {(one.row, one.column) for one in errors}, because


def test_a_file_says_what_is_new_and_each_change_is_kept(db: None) -> None:
    assert apply(ROW) == {"areas": 1, "teams": 1, "people": 1, "posts": 1}
    assert apply(ROW) == NOTHING
    married = ROW.replace("Ann Example", "Ann Other")
    assert apply(married) == {**NOTHING, "people": 1}
    assert apply(married.replace("FSP group", "Group 2")) == {**NOTHING, "areas": 1}
    ended = married.replace("FSP group", "Group 2") + "2026-01-31"
    assert apply(ended) == {**NOTHING, "posts": 1}
    again = ended.replace("2024-01-01,2026-01-31", "2026-02-01,")
    assert apply(ended, again) == {**NOTHING, "posts": 1}
    who = Person.objects.get()
    assert who.name == "Ann Other"
    assert [(post.starts_on, post.ends_on) for post in queries.all_posts(who)] == [
        (date(2026, 2, 1), None), (date(2024, 1, 1), date(2026, 1, 31)),
    ]  # fmt: skip
    assert [one.what for one in queries.changes(who)] == [
        "post as in the file", "post as in the file", "name changed", "post as in the file",
        "new person",
    ]  # fmt: skip


def test_a_file_from_before_opens_nothing_again(db: None) -> None:
    """One downloaded before a team was merged and a post ended, and loaded afterwards."""
    other = "FSP,FSP group,FSP South,,,,,,,,"
    before = (ROW, other)
    apply(*before)
    ended = ROW.replace("2020-01-01,,", "2020-01-01,2026-02-01,FSP South") + "2026-01-31"
    apply(ended, other)
    _, errors = read(*before)
    assert {(one.row, one.column) for one in errors} == {(2, "closed on"), (2, "to")}
    assert all("Download the establishment again" in one.todo for one in errors)


def _book(*rows: list[object], formula: bool = False, far: bool = False) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for index, row in enumerate([list(lists.HEAD), *rows]):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(index, place, cell, day)
                else:
                    sheet.write(index, place, cell)
        if formula:
            sheet.write_formula(len(rows), 10, "=TODAY()")
        if far:
            sheet.write(1_048_575, 16_383, "x")
    return out.getvalue()


CELLS = ["FSP", "", "FSP North", date(2020, 1, 1), "", "", "Ann", "ann@x.example", "Social worker "
         "or practitioner", date(2024, 1, 1), ""]  # fmt: skip


def test_dates_of_a_workbook_are_dates_and_a_role_may_be_in_words(db: None) -> None:
    lines, errors = lists.read("e.xlsx", _book(CELLS))
    assert not errors
    assert (lines[0].starts_on, lines[0].opened_on) == (date(2024, 1, 1), date(2020, 1, 1))


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("e.csv", b"", "empty"),
        ("e.xlsx", b"", "empty"),
        ("e.xlsx", b"%PDF-1.7 ...", "neither"),
        ("e.csv", b"%PDF-1.7 ...", "neither"),
        ("e.csv", b"service area\0,team", "neither"),
        ("e.xlsx", b"PK\x03\x04 and no more", "cannot be opened"),
        ("e.xlsx", _book(CELLS)[:-900], "cannot be opened"),
        ("e.xlsx", _book(CELLS, formula=True), "formulas"),
        ("e.xlsx", _book(CELLS, far=True), "far away"),
        ("e.csv", b"name,team\nAnn,FSP\n", "no column"),
    ],
    ids=[
        "empty",
        "empty book",
        "pdf",
        "pdf as csv",
        "nul",
        "no zip",
        "cut",
        "formula",
        "far",
        "columns",
    ],
)
def test_a_file_that_cannot_be_read_says_why(name: str, body: bytes, words: str) -> None:
    lines, errors = lists.read(name, body)
    assert not lines
    assert words in errors[0].wrong


def test_names_with_accents_come_through_in_what_excel_writes(db: None) -> None:
    row = ROW.replace("Ann Example", "Zoë O’Brien")
    lines, errors = lists.read("e.csv", f"{HEAD}\n{row}".encode("cp1252"))
    assert not errors
    assert lines[0].name == "Zoë O’Brien"


def test_the_command_applies_nothing_when_a_row_is_wrong(db: None, tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    for wrong, words in ((ROW.replace(",sw,", ",boss,"), "row 3, role"), (ROW, "row 3, from")):
        path.write_text(f"{HEAD}\n{ROW}\n{wrong}\n")
        with pytest.raises(CommandError, match=words):
            call_command("load_establishment", path)
        assert not Person.objects.exists()
    path.write_text(f"{HEAD}\n{ROW}\n")
    call_command("load_establishment", path)
    assert Post.objects.get().starts_on == date(2024, 1, 1)


def test_the_page_shows_each_wrong_row_and_applies_a_right_file_once(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.ada)
    where = reverse("people:establishment")

    def send(*rows: str) -> str:
        body = "\n".join((HEAD, *rows)).encode()
        given = {"file": SimpleUploadedFile("e.csv", body), "why": "The new year’s posts."}
        return client.post(where, given, follow=True).content.decode()

    new = ROW.replace("FSP,FSP group,FSP North", "NEST,,NEST 1").replace("2020-01-01", "")
    page = send(new, new.replace(",sw,", ",boss,"))
    assert "Nothing was loaded" in page
    assert "Row 3, role" in page
    page = send(new)
    for words in ("Service area opened", "Team opened", "New person", "Post as in the file"):
        assert words in page, "what it would change is shown before it is changed"
    assert not Person.objects.filter(email="ann@x.example").exists(), "it waits"
    assert "has asked for this already" in send(new)
    operations.decide(
        proposal=Proposal.objects.get(), act=Decide.CONFIRM, reason="", by=cast.otto, at=NOON
    )
    assert Post.objects.filter(person__email="ann@x.example", team__name="NEST 1").exists()
    assert "Nothing has changed" in send(new)
    own = f"NEST,,,,,,Ada Novak,{cast.ada.email},dcs,2026-01-01,"
    assert "Somebody else gives you a post" in send(own)
