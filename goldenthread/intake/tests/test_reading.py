"""What real extracts look like, and what each trap of them becomes."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from goldenthread.intake import checks, lists, readers
from goldenthread.intake.tests import make
from goldenthread.intake.vocabulary import Severity

AS_AT = date(2026, 10, 31)


def read(path: Path) -> readers.Read:
    return readers.read_files([path])


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("List 7", 7),
        ("List_07", 7),
        ("list7", 7),
        ("LIST-11", 11),
        ("Annex A List 3", 3),
        ("Children in Need", 6),
        ("Contacts", 1),
        ("Chairs", 12),
    ],
)
def test_a_list_is_known_by_number_or_title(name: str, number: int) -> None:
    found = lists.list_of_name(name)
    assert found is not None
    assert found.number == number


@pytest.mark.parametrize(
    "name", ["Front_Sheet", "FAQ_and_changes", "Guidance", "Sheet1", "List 99"]
)
def test_other_sheets_are_no_list(name: str) -> None:
    assert lists.list_of_name(name) is None


@pytest.mark.parametrize(
    ("codes", "text", "code"),
    [
        ("gender", "a) Male", "a) Male"),
        ("gender", "Female", "b) Female"),
        ("gender", "M", "a) Male"),
        ("ethnicity", "WBRI", "a) WBRI"),
        ("ethnicity", "t) NOBT", "s) NOBT"),
        ("contact_referral_source", "1A", "a) 1A: Individual"),
        ("contact_referral_source", "5A: LA services", "n) 5A: LA services"),
        ("primary_need", "N1", "N1 - Abuse or neglect"),
        ("legal_status", "C2", "C2: FCO"),
        ("yes_no_unknown", "Y", "a) Yes"),
        ("case_status", "Child in need plan", "c) Child in need plan"),
    ],
)
def test_a_code_is_known_with_or_without_its_prefix(codes: str, text: str, code: str) -> None:
    assert lists.code_sets()[codes].find(text) == code


def test_a_text_that_two_codes_share_is_no_code() -> None:
    assert lists.code_sets()["contact_referral_source"].find("Individual") is None


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("31/10/2026", date(2026, 10, 31)),
        ("1/2/26", date(2026, 2, 1)),
        ("2026-10-31", date(2026, 10, 31)),
        ("2026-10-31 00:00:00", date(2026, 10, 31)),
        ("31-Oct-2026", date(2026, 10, 31)),
        ("31 October 2026", date(2026, 10, 31)),
        (46326, date(2026, 10, 31)),
        (datetime(2026, 10, 31, 9, 0), date(2026, 10, 31)),  # noqa: DTZ001
    ],
)
def test_dates_as_text_as_excel_and_as_numbers(tmp_path: Path, cell: object, day: date) -> None:
    row = [*make.SEVEN]
    row[9] = cell  # type: ignore[call-overload]
    found = read(make.book(tmp_path / "a.xlsx", {"List 7": [make.headers(7), row]}))
    assert found.sheets[7].frame["cp_last_visit_date"][0] == day


@pytest.mark.parametrize("blank", ["", "-", "#N/A", "n/a", "NULL", "pd.NA", " "])
def test_blanks_of_every_kind_are_blank(tmp_path: Path, blank: str) -> None:
    row = [*make.SEVEN]
    row[11] = blank
    found = read(make.book(tmp_path / "a.xlsx", {"List 7": [make.headers(7), row]}))
    assert found.sheets[7].frame["cp_last_review_date"][0] is None
    assert not found.sheets[7].bad


def test_the_header_row_is_found_under_titles(tmp_path: Path) -> None:
    rows = [["List 7: Child protection"], ["As at 31 October"], [], make.headers(7), make.SEVEN]
    sheet = read(make.book(tmp_path / "a.xlsx", {"List 7": rows})).sheets[7]
    assert sheet.frame["_row"].to_list() == [5], "as the sheet counts it"


def test_sheets_come_in_any_order_beside_guidance(tmp_path: Path) -> None:
    path = make.book(
        tmp_path / "a.xlsx",
        {
            "Guidance": [["Read this"], ["List", "Field"]],
            "List 7": [make.headers(7), make.SEVEN],
            "Front": [["Annex A"]],
            "List 6": [make.headers(6), make.SIX],
        },
    )
    found = read(path)
    assert set(found.sheets) == {6, 7}
    assert set(found.aside) == {"Guidance", "Front"}


def test_a_sheet_without_a_name_is_known_by_its_headers(tmp_path: Path) -> None:
    found = read(make.book(tmp_path / "a.xlsx", {"Sheet1": [make.headers(7), make.SEVEN]}))
    assert found.sheets[7].guessed
    assert "AX-34" in {one.code for one in checks.check(found, AS_AT)}


def test_headers_differ_in_case_space_and_quotes(tmp_path: Path) -> None:
    heads = [head.upper().replace(" ", "  ") + "?" for head in make.headers(7)]
    sheet = read(make.book(tmp_path / "a.xlsx", {"List 7": [heads, make.SEVEN]})).sheets[7]
    assert not sheet.missing


def test_both_generations_of_list_nine_are_read(tmp_path: Path) -> None:
    new = make.headers(9)
    added = {"Allocated Personal Advisor", "Latest Date of Contact"}
    old = [head for head in new if head not in added]
    row = ["1", "a) Male", "a) WBRI", "01/01/2007", 19, "b) No", "b) No"]
    for heads in (new, old):
        path = make.book(tmp_path / f"{len(heads)}.xlsx", {"List 9": [heads, row]})
        found = read(path)
        assert found.sheets[9].frame.height == 1
        errors = [o for o in checks.check(found, AS_AT) if o.severity is Severity.ERROR]
        assert not errors


def test_a_reference_that_excel_made_a_number_keeps_its_digits(tmp_path: Path) -> None:
    row = [9212044.0, *make.SEVEN[1:]]
    sheet = read(make.book(tmp_path / "a.xlsx", {"List 7": [make.headers(7), row]})).sheets[7]
    assert sheet.frame["child_id"][0] == "9212044"


def test_an_empty_list_stops_nothing(tmp_path: Path) -> None:
    path = make.plain(tmp_path / "a.xlsx", **{"List 8": [make.headers(8)]})
    found = read(path)
    assert found.sheets[8].frame.height == 0
    assert not [o for o in checks.check(found, AS_AT) if o.severity is Severity.ERROR]


def test_a_header_nobody_knows_is_said_with_a_guess(tmp_path: Path) -> None:
    heads = [*make.headers(7), "Date of last statutry visit"]
    found = read(make.book(tmp_path / "a.xlsx", {"List 7": [heads, [*make.SEVEN, ""]]}))
    said = [one for one in checks.check(found, AS_AT) if one.code == "AX-33"]
    assert "Date of the Last Statutory Visit" in said[0].todo


def test_csv_files_make_a_set(tmp_path: Path) -> None:
    import csv

    paths = []
    for number, row in ((6, make.SIX), (7, make.SEVEN)):
        path = tmp_path / f"list_{number}.csv"
        with path.open("w", newline="", encoding="utf-8-sig") as file:
            csv.writer(file).writerows([make.headers(number), row])
        paths.append(path)
    found = readers.read_files(paths)
    assert set(found.sheets) == {6, 7}
    assert readers.digest_of(paths) == readers.digest_of(paths[::-1])


WRONG = [
    ("AX-01", 0, None, "nobody to say it of"),
    ("AX-02", 9, "32/13/2026", "no such day"),
    ("AX-03", 14, "two", "not a number"),
    ("AX-04", 7, "Witchcraft", "on no list"),
    ("AX-05", 6, None, "the plan began on no day"),
    ("AX-06", 2, None, "ethnicity is always asked for"),
    ("AX-07", 9, "01/12/2026", "after the extract: day and month exchanged"),
    ("AX-08", 12, "01/01/2026", "ended before it began"),
    ("AX-11", 4, 3, "eleven by the date of birth"),
]


@pytest.mark.parametrize(("code", "place", "value", "because"), WRONG)
def test_each_rule_finds_its_trap(
    tmp_path: Path, code: str, place: int, value: object, because: str
) -> None:
    row = [*make.SEVEN]
    row[place] = value  # type: ignore[call-overload]
    found = read(make.book(tmp_path / "a.xlsx", {"List 7": [make.headers(7), row]}))
    said = [one for one in checks.check(found, AS_AT) if one.code == code]
    assert said, because
    assert said[0].row == 2
    assert said[0].wrong
    assert said[0].todo


def test_every_rule_has_words() -> None:
    assert all(checks.CHECKS.values())


def test_a_child_twice_on_list_seven_is_an_error_and_on_list_one_is_not(tmp_path: Path) -> None:
    older = [*make.SEVEN]
    older[6], older[12] = "02/02/2024", "03/03/2025"
    found = read(make.book(tmp_path / "a.xlsx", {"List 7": [make.headers(7), make.SEVEN, older]}))
    said = [(one.code, one.row) for one in checks.check(found, AS_AT) if one.code == "AX-09"]
    assert said == [("AX-09", 3)], "the plan that began last stays, wherever it stands"
    contact = [*make.WHO, "01/10/2026", "a) 1A: Individual"]
    other = [*make.WHO, "09/10/2026", "a) 1A: Individual"]
    found = read(make.book(tmp_path / "b.xlsx", {"List 1": [make.headers(1), contact, other]}))
    assert not {one.code for one in checks.check(found, AS_AT)} & {"AX-09", "AX-10"}


def test_lists_that_do_not_agree_are_warned_of(tmp_path: Path) -> None:
    six = [*make.SIX]
    six[11] = "c) Child in need plan"
    path = make.book(
        tmp_path / "a.xlsx",
        {"List 6": [make.headers(6), six], "List 7": [make.headers(7), make.SEVEN]},
    )
    said = [one for one in checks.check(read(path), AS_AT) if one.code == "AX-21"]
    assert said[0].severity is Severity.WARNING
    in_care = [*make.SIX]
    in_care[11] = "a) Looked after child"
    path = make.book(
        tmp_path / "b.xlsx",
        {"List 6": [make.headers(6), in_care], "List 7": [make.headers(7), make.SEVEN]},
    )
    assert "AX-21" not in {one.code for one in checks.check(read(path), AS_AT)}, (
        "in care stands above a plan"
    )
