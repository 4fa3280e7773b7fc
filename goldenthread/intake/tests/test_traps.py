"""Every trap that the specification, the dataset and the users name: what each becomes.

The headings are those of `annex_a.yaml` (file habits, codes, dates, headers, checks between
lists), of `ssd.md` (mistakes of other programs) and of `user_needs.md` (§1, input files).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.intake import checks, lists, readers
from goldenthread.intake.tests import make
from goldenthread.intake.vocabulary import Around, Finding, Severity

AS_AT = date(2026, 10, 31)


def read(path: Path, **sheets: Any) -> readers.Read:
    return readers.read_files([make.book(path / "a.xlsx", sheets)])


def seven(path: Path, place: int, cell: object) -> readers.Sheet:
    row = [*make.SEVEN]
    row[place] = cell  # type: ignore[call-overload]
    return read(path, **{"List 7": [make.headers(7), row]}).sheets[7]


def said(found: readers.Read, code: str, around: Around | None = None) -> list[Finding]:
    return [one for one in checks.check(found, AS_AT, around) if one.code == code]


# --- file habits ---------------------------------------------------------------------------------


def test_a_list_without_its_headers_is_not_read_as_an_empty_list(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        **{"List 6": [["one", "two"], make.SIX, make.SIX], "List 7": [make.headers(7), make.SEVEN]},
    )
    assert said(found, "AX-36")[0].severity is Severity.ERROR


def test_a_list_that_is_there_twice_is_asked_about_and_never_mixed(tmp_path: Path) -> None:
    other = ["777", *make.SEVEN[1:]]
    found = read(
        tmp_path,
        **{
            "List 7": [make.headers(7), make.SEVEN],
            "List 7 (2)": [make.headers(7), other],
        },
    )
    assert said(found, "AX-35")[0].severity is Severity.ERROR
    assert found.sheets[7].frame["child_id"].to_list() == ["109377"]


def test_a_copy_known_by_its_headers_alone_gives_way_to_the_sheet_of_that_name(
    tmp_path: Path,
) -> None:
    found = read(
        tmp_path,
        **{
            "Working copy": [make.headers(7), ["777", *make.SEVEN[1:]]],
            "List 7": [make.headers(7), make.SEVEN],
        },
    )
    assert found.aside == ["Working copy"]
    assert found.sheets[7].frame["child_id"].to_list() == ["109377"]
    assert not said(found, "AX-35")
    [left] = said(found, "AX-40")
    assert (left.severity, left.value) == (Severity.WARNING, "Working copy")
    assert "with 1 who is not on “List 7”" in left.wrong


def test_a_copy_of_the_same_children_is_left_aside_without_a_word(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        **{
            "List 7": [make.headers(7), make.SEVEN],
            "Example": [make.headers(7), make.SEVEN],
        },
    )
    assert found.aside == ["Example"]
    assert not said(found, "AX-40")


def test_a_lookup_sheet_with_a_few_headers_is_no_list(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        **{
            "List 7": [make.headers(7), make.SEVEN],
            "Lookup": [["Child Unique ID", "Gender", "Ethnicity"], ["1", "a) Male", "a) WBRI"]],
        },
    )
    assert set(found.sheets) == {7}
    assert found.aside == ["Lookup"]


@pytest.mark.parametrize(
    ("number", "header", "key"),
    [
        (8, "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))",
         "uasc_12m"),
        (8, "Date Ceased to be Looked After ", "care_end_date"),
        (9, "LA In Touch ", "in_touch"),
        (10, "Date of Adoption Order ", "adoption_order_date"),
        (6, "Case Status", "case_status"),
        (4, "Was the child assessed as requiring LA children's social care support?",
         "assessed_needs_support"),
        (1, "Age", "age"),
        (1, "Child ID", "child_id"),
        (8, "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 "
            "months", "missing_episodes_12m"),
        (8, "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 "
            "months", "absent_episodes_12m"),
    ],
)  # fmt: skip
def test_headers_seen_in_real_files_are_known(number: int, header: str, key: str) -> None:
    assert lists.match_header(lists.lists()[number], header) == key


@pytest.mark.parametrize("number", range(1, 12))
def test_every_header_of_the_template_is_its_own_column(number: int) -> None:
    one = lists.lists()[number]
    assert [lists.match_header(one, column.header) for column in one.columns] == [
        column.key for column in one.columns
    ]


def test_a_header_that_somebody_explained_is_its_column(tmp_path: Path) -> None:
    heads = [*make.headers(6)]
    heads[10] = "Closure rsn"
    path = make.book(tmp_path / "a.xlsx", {"List 6": [heads, make.SIX]})
    before = readers.read_files([path])
    assert before.sheets[6].missing == ("cin_end_reason",)
    assert before.sheets[6].not_known == (("Closure rsn", "Reason for Closure"),)
    known = {(6, "closure rsn"): "cin_end_reason"}
    assert not readers.read_files([path], known=known).sheets[6].missing
    assert readers.digest_of([path]) != readers.digest_of([path], known=known)


# --- codes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "text", "code"),
    [
        ("placement_provider", "f) PR5 - Voluntary/third sector", "f) PR5: Voluntary/third sector"),
        (
            "placement_type",
            "U4: Foster placement - long term",
            "d) U4: Foster placement - long term",
        ),
        ("placement_type", "K3", "K3"),
        ("placement_type", "h5", "n) H5: Residential accommodation"),
        ("reason_ceased_care", "E17", "E17"),
        ("activity_status", "F4", "F4: Young person engaged full time in an apprenticeship"),
        ("activity_status", "F3", "F3: Full time in training or employment"),
        ("contact_referral_source", "b) 1A: Individual", "a) 1A: Individual"),
        ("contact_referral_source", "2A Schools", "e) 2A: Schools"),
        ("contact_referral_source", "5D", "p1) 5D: LA services"),
        ("contact_referral_source", "POLICE", "q) 6: Police"),
        ("contact_referral_source", "A & E (Emergency Dept)", None),
        ("contact_referral_source", "Health", None),
        ("contact_referral_source", "10) Housing", None),
        ("ethnicity", "(A.A1) White - British", "a) WBRI"),
        ("ethnicity", "WBRI - White British", "a) WBRI"),
        ("ethnicity", "s) NOBT", "s) NOBT"),
        ("ethnicity", "t) NOBT", "s) NOBT"),
        ("ethnicity", "s) REFU", "s) REFU"),
        ("ethnicity", "b", None),
        ("gender", "1 - Male", "a) Male"),
        ("gender", "F", "b) Female"),
        ("gender", "U", "c) Not stated/recorded"),
        ("gender", "c) Not stated/recorded (or unborn)", "c) Not stated/recorded"),
        ("gender_of_adopters", "c", "d) Neither"),
        ("gender_of_adopters", "d) Not stated/recorded", "c) Not stated/recorded"),
        ("gender", "c", "c) Not stated/recorded"),
        ("yes_no", "yes", "a) Yes"),
        ("yes_no", "0 - No", "b) No"),
        ("accommodation_suitability", "Not suitable", "b) Unsuitable"),
        ("accommodation_suitability", "Suitable", "a) Suitable"),
        ("case_status", "LAC", "a) Looked after child"),
        ("adoption_no_longer_planned", "RD2", "RD2 - The Court did not make a placement order"),
        ("adopter_leaving_reason", "1", "1 - Adopter withdrew from process"),
        ("category_of_need", "N1 - Abuse or Neglect", "N1 - Abuse or neglect"),
        ("cin_closure_reason", "RC9", "RC9 - Case closed after assessment, referred to early help"),
    ],
)
def test_a_code_is_found_by_what_it_means(codes: str, text: str, code: str | None) -> None:
    assert lists.code_sets()[codes].find(text) == code


@given(st.sampled_from(sorted(lists.code_sets())), st.data())
def test_every_code_is_found_as_the_template_prints_it_and_without_its_letter(
    name: str, data: st.DataObject
) -> None:
    codes = lists.code_sets()[name]
    code = data.draw(st.sampled_from(codes.codes))
    assert codes.find(code) == code
    bare = code.partition(") ")[2] or code
    assert codes.find(bare.upper()) == code
    assert codes.find(f"  {bare.lower()} ") == code


@given(st.sampled_from(sorted(lists.code_sets())), st.text(max_size=30))
def test_no_text_breaks_the_search_for_a_code(name: str, text: str) -> None:
    found = lists.code_sets()[name].find(text)
    assert found is None or found in lists.code_sets()[name].codes


def test_a_code_that_is_on_no_list_is_kept_as_sent_and_counts_as_not_recorded(
    tmp_path: Path,
) -> None:
    sheet = seven(tmp_path, 7, "Witchcraft")
    assert sheet.frame["cp_initial_category"][0] is None
    assert sheet.sent["cp_initial_category"][0] == "Witchcraft"
    assert sheet.sent["gender"][0] == "b) Female"


# --- dates, numbers and references ---------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    ["01/06/1920", "01/06/2122", "2019/20", "01/04/2019/20", "32/01/2026", "10/31/2026", 5e9,
     "yesterday", "2026-10-31 or so"],
)  # fmt: skip
def test_a_date_that_cannot_be_is_said_and_never_guessed(tmp_path: Path, cell: object) -> None:
    sheet = seven(tmp_path, 9, cell)
    assert sheet.frame["cp_last_visit_date"][0] is None
    assert "cp_last_visit_date" in sheet.bad


@pytest.mark.parametrize("cell", ["01/01/1900", "1900-01-01", 0, 1, "31/12/9999"])
def test_what_systems_write_for_no_date_is_a_blank(tmp_path: Path, cell: object) -> None:
    sheet = seven(tmp_path, 12, cell)
    assert sheet.frame["cp_end_date"][0] is None
    assert "cp_end_date" not in sheet.bad


@pytest.mark.parametrize(
    ("cell", "age"), [("6.138", 6), (11.99, 11), ("-1", -1), (-0.4, -1), ("12", 12), ("", None)]
)
def test_an_age_is_cut_to_whole_years(tmp_path: Path, cell: object, age: int | None) -> None:
    assert seven(tmp_path, 4, cell).frame["age"][0] == age


@pytest.mark.parametrize("cell", ["2.5", "inf", "1e300", "two", "nan1"])
def test_a_count_that_is_no_whole_number_is_said(tmp_path: Path, cell: object) -> None:
    assert "cp_previous_plans" in seven(tmp_path, 14, cell).bad


@pytest.mark.parametrize(
    ("cell", "reference"),
    [(" 109377 ", "109377"), ("109\u00a0377", "109377"), ("109377.0", "109377"),
     (109377, "109377"), ("00109377", "00109377"), ("LL-12", "LL-12")],
)  # fmt: skip
def test_a_reference_loses_spaces_and_a_point_and_nothing_else(
    tmp_path: Path, cell: object, reference: str
) -> None:
    assert seven(tmp_path, 0, cell).frame["child_id"][0] == reference


def test_a_reference_that_a_spreadsheet_rounded_is_an_error(tmp_path: Path) -> None:
    row = ["9.21204E+11", *make.SEVEN[1:]]
    found = read(tmp_path, **{"List 7": [make.headers(7), row]})
    assert said(found, "AX-17")[0].severity is Severity.ERROR
    assert not said(found, "AX-01")


def test_a_reference_with_words_in_it_is_warned_of(tmp_path: Path) -> None:
    rows = [[str(500_000 + number), *make.SEVEN[1:]] for number in range(30)]
    rows.append(["500031 (twin of 500030)", *make.SEVEN[1:]])
    found = read(tmp_path, **{"List 7": [make.headers(7), *rows]})
    assert [one.row for one in said(found, "AX-18")] == [32]


def test_a_name_with_a_hard_space_is_the_name_of_the_establishment(tmp_path: Path) -> None:
    assert seven(tmp_path, 16, "Aisha\u00a0 Rahman").frame["allocated_worker"][0] == "Aisha Rahman"


# --- rows ----------------------------------------------------------------------------------------


def test_the_same_row_sent_twice_is_counted_once_and_stops_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, **{"List 7": [make.headers(7), make.SEVEN, make.SEVEN]})
    assert [one.row for one in said(found, "AX-13")] == [2], "the later in the file counts"
    assert not said(found, "AX-09")


def test_of_the_same_event_told_in_two_ways_the_later_counts_and_it_is_said(tmp_path: Path) -> None:
    one = [*make.WHO, "01/10/2026", "q) 6: Police", "b) No", 0, "Duty", "Aisha Rahman"]
    other = [*one[:7], "a) Yes", *one[8:]]
    found = read(tmp_path, **{"List 3": [make.headers(3), one, other]})
    assert [(one.code, one.row) for one in said(found, "AX-10")] == [("AX-10", 2)]


@pytest.mark.parametrize(
    ("end", "why", "wrong"),
    [(None, None, False), ("01/10/2026", "RC7", False), ("01/10/2026", None, True),
     (None, "RC7", True)],
)  # fmt: skip
def test_an_end_has_its_reason(
    tmp_path: Path, end: str | None, why: str | None, wrong: bool
) -> None:
    row = [*make.SIX]
    row[9], row[10], row[11] = end, why, "e) Closed episode" if end else row[11]
    found = read(tmp_path, **{"List 6": [make.headers(6), row]})
    assert bool(said(found, "AX-14")) is wrong


def test_an_open_case_without_a_status_is_an_error(tmp_path: Path) -> None:
    for status in (None, "on the list"):
        row = [*make.SIX]
        row[11] = status
        found = read(tmp_path, **{"List 6": [make.headers(6), row]})
        assert said(found, "AX-19")[0].severity is Severity.ERROR


def test_a_list_six_without_case_status_cannot_be_used(tmp_path: Path) -> None:
    heads, row = [*make.headers(6)], [*make.SIX]
    del heads[11], row[11]
    found = read(tmp_path, **{"List 6": [heads, row]})
    assert [one.severity for one in said(found, "AX-32")] == [Severity.ERROR]


def test_a_status_and_a_closing_date_agree(tmp_path: Path) -> None:
    row = [*make.SIX]
    row[11] = "e) Closed episode"
    assert said(read(tmp_path, **{"List 6": [make.headers(6), row]}), "AX-15")


@pytest.mark.parametrize(
    ("cell", "wrong"), [("M16 0AA", False), ("TH12AB", False), ("M16 0", False), ("nope", True)]
)
def test_a_postcode_is_one(tmp_path: Path, cell: str, wrong: bool) -> None:
    found = read(tmp_path, **{"List 8": [make.headers(8), eight(placement_postcode=cell)]})
    assert bool(said(found, "AX-16")) is wrong


def eight(**given: object) -> list[object]:
    """A child in care, open."""
    return _row(8, {
        "child_id": "109377", "gender": "b) Female", "ethnicity": "a) WBRI",
        "date_of_birth": "01/06/2015", "age": 11, "care_start_date": "02/03/2026",
        "legal_status": "C1: ICO", "permanence_plan": "b) Adoption", **given,
    })  # fmt: skip


def _row(number: int, given: dict[str, object]) -> list[object]:
    return [given.get(column.key) for column in lists.lists()[number].columns]


# --- between lists -------------------------------------------------------------------------------


def ten(**given: object) -> list[object]:
    """A child who waits for adoption."""
    return _row(10, {
        "child_id": "109377", "gender": "b) Female", "ethnicity": "a) WBRI",
        "date_of_birth": "01/06/2015", "age": 11, "care_entry_date": "02/03/2026",
        "adm_decision_date": "01/07/2026", **given,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("care", "waits", "code"),
    [
        ({}, {}, None),
        ({"care_end_date": "01/10/2026", "care_end_reason": "E2"}, {}, "AX-24"),
        ({"permanence_plan": "f) Long-term fostering"}, {}, "AX-24"),
        ({"child_id": "1"}, {}, "AX-24"),
        ({"care_end_date": "01/10/2026", "care_end_reason": "E11"}, {"reversal_date": "02/10/2026"},
         "AX-27"),
        ({"care_end_date": "01/10/2026", "care_end_reason": "E11"},
         {"adoption_order_date": "01/10/2026"}, None),
    ],
)  # fmt: skip
def test_care_and_adoption_say_the_same(
    tmp_path: Path, care: dict[str, object], waits: dict[str, object], code: str | None
) -> None:
    found = read(
        tmp_path,
        **{"List 8": [make.headers(8), eight(**care)], "List 10": [make.headers(10), ten(**waits)]},
    )
    codes = {one.code for one in checks.check(found, AS_AT)} & {"AX-24", "AX-27"}
    assert codes == ({code} if code else set())


@pytest.mark.parametrize(
    ("kind", "in_care", "wrong"),
    [("d) Eligible child", True, False), ("d) Eligible child", False, True),
     ("b) Former relevant child", True, True), ("b) Former relevant child", False, False)],
)  # fmt: skip
def test_who_is_eligible_is_in_care_and_who_is_former_relevant_is_not(
    tmp_path: Path, kind: str, in_care: bool, wrong: bool
) -> None:
    nine = _row(9, {"child_id": "109377", "eligibility": kind})
    care = eight() if in_care else eight(care_end_date="01/10/2026", care_end_reason="E5")
    found = read(tmp_path, **{"List 8": [make.headers(8), care], "List 9": [make.headers(9), nine]})
    assert bool(said(found, "AX-25")) is wrong


@pytest.mark.parametrize("place", [10, 11])
def test_the_two_counts_of_list_five_repeat_on_each_row_of_a_child(
    tmp_path: Path, place: int
) -> None:
    one: list[object] = [*make.WHO, "b) No", "01/08/2026", "a) Yes", None, None, 1, 0, "FSP", "A B"]
    other = [*one]
    other[6], other[place] = "01/09/2026", 3
    found = read(tmp_path, **{"List 5": [make.headers(5), one, other]})
    assert {one.code for one in checks.check(found, AS_AT)} & {"AX-26"}


def test_a_conference_that_made_a_plan_leads_to_one(tmp_path: Path) -> None:
    five = [*make.WHO, "b) No", "01/04/2026", "b) No", "20/04/2026", "a) Yes", 0, 0, "FSP", "A B"]
    found = read(
        tmp_path, **{"List 5": [make.headers(5), five], "List 7": [make.headers(7), make.SEVEN]}
    )
    assert said(found, "AX-23")[0].value == "20/04/2026", "the plan began a month before it"


def test_who_is_open_on_list_four_is_on_list_six(tmp_path: Path) -> None:
    four = ["1", *make.WHO[1:], "b) No", "01/10/2026", "a) Yes", None, None, "Duty", "A B"]
    found = read(
        tmp_path, **{"List 4": [make.headers(4), four], "List 6": [make.headers(6), make.SIX]}
    )
    assert said(found, "AX-22")


# --- beside the file -----------------------------------------------------------------------------


def test_teams_and_workers_whom_nobody_knows_are_said(tmp_path: Path) -> None:
    found = read(tmp_path, **{"List 6": [make.headers(6), make.SIX]})
    known = Around(teams=frozenset({"fsp north"}), workers=frozenset({"priya nair"}))
    assert not said(found, "AX-28", known)
    assert [one.value for one in said(found, "AX-29", known)] == ["Aisha Rahman"]


def test_a_list_much_shorter_than_before_or_empty_is_said(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        **{"List 6": [make.headers(6), make.SIX], "List 8": [make.headers(8)]},
    )
    around = Around(before={6: 400, 8: 90})
    assert "399 fewer" in said(found, "AX-38", around)[0].wrong
    assert "had 90 rows" in said(found, "AX-39", around)[0].wrong


def test_lists_of_another_day_are_one_error_not_hundreds(tmp_path: Path) -> None:
    rows = [[str(600_000 + number), *make.SIX[1:8], "05/11/2026", *make.SIX[9:]]
            for number in range(40)]  # fmt: skip
    found = read(tmp_path, **{"List 6": [make.headers(6), *rows]})
    wrong = [one for one in checks.check(found, AS_AT) if one.severity is Severity.ERROR]
    assert [(one.code, one.value) for one in wrong] == [("AX-37", "05/11/2026")]


def test_last_months_file_with_this_months_day_is_asked_about(tmp_path: Path) -> None:
    rows = [[str(600_000 + number), *make.SIX[1:8], "30/09/2026", *make.SIX[9:]]
            for number in range(60)]  # fmt: skip
    found = read(tmp_path, **{"List 6": [make.headers(6), *rows]})
    assert [one.severity for one in said(found, "AX-37")] == [Severity.WARNING]
