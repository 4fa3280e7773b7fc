"""The Standard Safeguarding Dataset: its traps, one by one (`ssd.md` §3, `user_needs.md` §1)."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from goldenthread.caseload.models import Child
from goldenthread.caseload.vocabulary import Plan
from goldenthread.intake import operations, queries, store
from goldenthread.intake.models import Load
from goldenthread.intake.vocabulary import Source, State
from tests.cast import Cast
from tests.independent import doors
from tests.independent.doors import AS_AT, rows

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
Tell = Callable[..., Load]


@pytest.fixture
def tell(cast: Cast, settings: Any, tmp_path: Path) -> Tell:
    """Load the story, with other rows for some tables: name=rows, or name=None for none of it."""
    settings.VAR_DIR = tmp_path / "var"
    number = 0

    def load(as_at: date = AS_AT, *, anyway: bool = False, **changed: Any) -> Load:
        nonlocal number
        number += 1
        paths = doors.ssd(
            tmp_path / f"tables-{number}",
            {f"ssd_{name}": given for name, given in changed.items()},
        )
        return operations.load_files(
            paths=paths, as_at=as_at, without_bad_rows=anyway, by=cast.ana, at=AT
        )[0]

    return load


def listed(load: Load, number: int, child: str) -> list[dict[str, Any]]:
    frame = store.read_list(load.folder, number)
    assert frame is not None
    return frame.filter(pl.col("child_id") == child).to_dicts()


def event(name: str) -> pl.DataFrame:
    return pl.read_parquet(queries.events_of(queries.kept()) / f"{name}.parquet")


def story(name: str, *more: dict[str, str], but: str = "nobody") -> list[dict[str, str]]:
    """The rows of a table, without those of a child, and some more."""
    return [*(row for row in rows(doors.SSD[f"ssd_{name}"]) if row.get("child_id") != but), *more]


def test_it_fills_the_caseload_and_says_where_each_fact_stands(tell: Tell) -> None:
    load = tell()
    assert (load.state, load.source, load.unusable) == (State.LOADED, Source.SSD, 0)
    child = Child.objects.get(reference="C1")
    assert (child.plan, str(child.last_seen_on)) == (Plan.CP, "2026-10-20")
    facts = {fact["code"]: fact for fact in child.facts}
    assert facts["T1"]["source"] == f"ssd_cp_plans, row 2, {load.reference}"


def test_the_same_tables_again_change_nothing(tell: Tell) -> None:
    first = tell()
    assert tell().pk == first.pk
    assert Load.objects.count() == 1


def test_every_table_is_kept_and_no_name_of_a_child(tell: Tell, cast: Cast, tmp_path: Path) -> None:
    paths = doors.ssd(tmp_path / "named")
    person = next(path for path in paths if path.stem == "ssd_person")
    with person.open(encoding="utf-8") as file:
        given = list(csv.DictReader(file))
    with person.open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, [*given[0], "pers_forename", "pers_surname"])
        out.writeheader()
        out.writerows({**row, "pers_forename": "Zed", "pers_surname": "Quux"} for row in given)
    load, _ = operations.load_files(
        paths=paths, as_at=AS_AT, without_bad_rows=False, by=cast.ana, at=AT
    )
    kept = store.folder(load.folder)
    assert "Quux" not in str(pl.read_parquet(kept / "ssd_person.parquet").to_dicts())
    assert not [one for one in load.by_rule if one["code"] == "AX-33"], "known, and left aside"
    assert len(list(kept.glob("ssd_*.parquet"))) == 28


def test_what_a_contact_led_to_is_kept_though_annex_a_drops_it(tell: Tell) -> None:
    outcome = '{"NEW_REFERRAL_FLAG": "Y"}'
    load = tell(contacts=[{"child_id": "C1", "contact_date": "2026-09-01", "contact_source": "6",
                           "outcome": outcome}])  # fmt: skip
    frame = pl.read_parquet(store.folder(load.folder) / "ssd_contacts.parquet")
    assert frame["outcome"].to_list() == [outcome]


def test_it_is_said_that_episodes_of_early_help_are_not_assessments(tell: Tell) -> None:
    assert [one["count"] for one in tell().by_rule if one["code"] == "SD-04"] == [1]


def test_earlier_referrals_are_counted_up_to_the_latest(tell: Tell) -> None:
    found = tell(cin_episodes=story("cin_episodes", {
        "referral_id": "R0", "child_id": "C1", "referral_date": "2025-09-01",
        "referral_source": "6", "referral_nfa": "Y"}))  # fmt: skip
    assert {row["referrals_prior_12m"] for row in listed(found, 3, "C1")} == {1}, (
        "the day before the twelve months does not count, and each row says the same"
    )


def test_support_is_the_reverse_of_no_further_action(tell: Tell) -> None:
    found = tell(cin_assessments=[
        {"child_id": "C1", "assessment_start_date": "2026-09-02", "outcome_nfa": "Y",
         "assessment_authorised_date": "2026-10-10"},
        {"child_id": "C2", "assessment_start_date": "2026-09-02", "outcome_nfa": "N",
         "assessment_authorised_date": "2026-10-10"},
        {"child_id": "C6", "assessment_start_date": "2026-09-02", "outcome_nfa": "N"},
    ])  # fmt: skip
    said = [listed(found, 4, child)[0]["assessed_needs_support"] for child in ("C1", "C2", "C6")]
    assert said == ["b) No", "a) Yes", None], "an open one has decided nothing"


def test_a_conference_elsewhere_or_only_due_is_none_of_the_enquirys(tell: Tell) -> None:
    found = tell(initial_cp_conference=[
        {"enquiry_id": "S1", "child_id": "C1", "icpc_date": "2026-09-24", "led_to_plan": "Y"},
        {"enquiry_id": "S2", "child_id": "C2", "icpc_date": "2026-06-25", "led_to_plan": "Y",
         "transfer_in": "Y"},
        {"enquiry_id": "S3", "child_id": "C6", "conference_target": "2026-11-10"},
    ])  # fmt: skip
    said = [(row["icpc_unnecessary"], row["icpc_date"])
            for child in ("C1", "C2", "C6") for row in listed(found, 5, child)]  # fmt: skip
    assert said == [("b) No", date(2026, 9, 24)), ("a) Yes", None), (None, None)]


def test_conferences_before_the_latest_enquiry_are_counted_but_not_its_own(tell: Tell) -> None:
    enquiries = [{"enquiry_id": "S0", "child_id": "C1", "s47_start_date": "2025-12-01",
                  "s47_nfa": "N"}]  # fmt: skip
    held = [{"enquiry_id": "S0", "child_id": "C1", "icpc_date": "2025-12-15", "led_to_plan": "N"}]
    found = tell(
        s47_enquiry=story("s47_enquiry", *enquiries),
        initial_cp_conference=story("initial_cp_conference", *held),
    )
    counts = {(row["s47_prior_12m"], row["icpc_prior_12m"]) for row in listed(found, 5, "C1")}
    assert counts == {(1, 1)}


@pytest.mark.parametrize(
    ("child", "status"),
    [
        ("C1", "b) Child Protection plan"),
        ("C2", "c) Child in need plan"),
        ("C3", "a) Looked after child"),
        ("C4", "e) Closed episode"),
        ("C6", "d) Open assessment"),
    ],
)
def test_the_case_status_is_the_highest_rung_that_holds(
    tell: Tell, child: str, status: str
) -> None:
    assert [row["case_status"] for row in listed(tell(), 6, child)] == [status]


def test_last_seen_is_the_latest_of_three_kinds_of_visit_at_which_the_child_was_seen(
    tell: Tell,
) -> None:
    found = tell(cla_visits=story("cla_visits", {
        "child_id": "C2", "visit_date": "2026-10-01", "seen": "Y"}))  # fmt: skip
    assert listed(found, 6, "C2")[0]["last_seen_date"] == date(2026, 10, 1)


def test_every_visit_and_review_is_an_event_and_none_is_inferred(tell: Tell) -> None:
    tell()
    tell(date(2026, 11, 1), cp_visits=story("cp_visits", {
        "child_id": "C1", "visit_date": "2026-10-30", "seen": "Y"}))  # fmt: skip
    visits = event("visit").filter((pl.col("child") == "C1") & (pl.col("kind") == "protection"))
    assert [str(day) for day in visits["on"]] == ["2026-10-05", "2026-10-20", "2026-10-30"]
    assert not visits["inferred"].any()
    assert [str(day) for day in visits["known_from"]] == ["2026-10-31"] * 2 + ["2026-11-01"]
    reviews = event("review").filter(pl.col("child") == "C3")
    assert [str(day) for day in reviews["on"]] == ["2026-01-15", "2026-07-15"], "none cancelled"


def test_how_each_child_took_part_in_a_review_is_told(tell: Tell) -> None:
    tell(
        cla_reviews=story("cla_reviews", {
            "cla_id": "L3", "review_date": "2026-10-20", "participation": "PN4 - attends, silent"}),
        cp_reviews=story("cp_reviews", {
            "child_id": "C1", "review_date": "2026-10-21", "participation": "PLACEHOLDER_DATA"}),
    )  # fmt: skip
    parts = dict(event("review").select("on", "took_part").iter_rows())
    assert parts[date(2026, 10, 20)] == "PN4"
    assert parts[date(2026, 10, 21)] is None, "no code of the dataset"
    who = event("review").filter(pl.col("on") == date(2026, 10, 20)).row(0, named=True)
    care = event("care").filter(pl.col("child") == "C3").row(-1, named=True)
    assert (who["child"], who["team"], who["birth"]) == ("C3", care["team"], care["birth"])


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ('["2A", "11A"]', ";2A;11A;"),
        ('{"2A": "Yes", "3A": "No", "11a": "Y"}', ";2A;11A;"),
        ("2A 11A 2A", ";2A;11A;"),
        ("21", ";21;"),
        ("none", None),
    ],
)
def test_the_factors_of_an_assessment_come_in_three_shapes(
    tell: Tell, said: str, found: str | None
) -> None:
    tell(assessment_factors=[
        {"assessment_id": "A1", "factors": said},
        {"assessment_id": "A3", "factors": said},
    ])  # fmt: skip
    there = event("factors").select("child", "on", "found").rows()
    assert there == ([("C1", date(2026, 10, 10), found)] if found else []), "A3 has not ended"


WORDS = ("EH Referral", "CIN Referral, Step down to Early Help", "CIN Referral", "Behaviour")
FLAGS = (
    {"NEW_REFERRAL_FLAG": "N", "EARLY_HELP_FLAG": "Y"},
    {"NEW_REFERRAL_FLAG": "N", "EH": "yes"},
    {"NEW_REFERRAL_FLAG": "Y", "EARLY_HELP_FLAG": ""},
    {"NEW_REFERRAL_FLAG": "N", "EARLY_HELP_FLAG": "N", "COMMENTS": "asked for early help"},
)


@pytest.mark.parametrize("said", [WORDS, [json.dumps(flags) for flags in FLAGS]])
def test_whether_a_contact_went_to_early_help_comes_in_words_or_as_a_flag(
    tell: Tell, said: list[str]
) -> None:
    tell(contacts=contacts(*said, ""))
    found = event("contact_outcome").select("on", "early_help").rows()
    assert [early_help for _, early_help in found] == ["yes", "yes", "no", "no", None]


@pytest.mark.parametrize(
    "said",
    ["CIN Referral", '{"NFA_FLAG": "Y", "COMMENTS": "to early help"}', '["EH"]', "Rehoused"],
)
def test_where_no_outcome_names_early_help_nothing_is_told_of_it(tell: Tell, said: str) -> None:
    tell(contacts=contacts(said, ""))
    assert event("contact_outcome").is_empty()


def contacts(*outcomes: str) -> list[dict[str, str]]:
    """A contact about one child on each day of August, with these outcomes."""
    return [
        {"child_id": "C9", "contact_date": f"2026-08-{day:02}", "contact_source": "2A",
         "outcome": outcome}
        for day, outcome in enumerate(outcomes, start=3)
    ]  # fmt: skip


def test_a_visit_whose_date_was_corrected_is_there_once(tell: Tell) -> None:
    tell()
    tell(date(2026, 11, 1), cp_visits=story("cp_visits", {
        "child_id": "C1", "visit_date": "2026-10-21", "seen": "Y"}, but="C1"))  # fmt: skip
    visits = event("visit").filter((pl.col("child") == "C1") & ~pl.col("inferred"))
    assert [str(day) for day in visits["on"]] == ["2026-10-21"]


def test_placements_and_missing_episodes_become_counts_and_stay_events(tell: Tell) -> None:
    row = listed(tell(), 8, "C3")[0]
    assert (row["placements_12m"], row["missing_episodes_12m"], row["absent_episodes_12m"]) == (
        3, 2, 1,
    ), "the missing episode of June 2025 is more than a year ago"  # fmt: skip
    assert (row["rhi_offered"], row["rhi_accepted"]) == ("a) Yes", "b) No"), "of the last one"
    homes = event("placement").filter(pl.col("child") == "C3")
    assert homes["placement"].to_list() == ["U6", "K2", "U4"]
    assert event("missing").filter(pl.col("child") == "C3").height == 4


def test_an_episode_that_goes_on_is_one_period_and_coming_back_is_another(tell: Tell) -> None:
    found = tell(cla_episodes=story(
        "cla_episodes",
        {"child_id": "C3", "episode_start": "2025-03-01", "episode_end": "2026-01-05",
         "ceased_reason": "E4A", "care_category_of_need": "N1"},
        {"child_id": "C3", "episode_start": "2026-02-05", "episode_end": "2026-08-01",
         "ceased_reason": "X1", "care_category_of_need": "N1"},
        {"child_id": "C3", "episode_start": "2026-08-01", "care_category_of_need": "N1"},
        but="C3"))  # fmt: skip
    said = [
        (str(row["care_start_date"]), str(row["care_end_date"]), row["care_second_period_12m"])
        for row in listed(found, 8, "C3")
    ]
    assert said == [("2025-03-01", "2026-01-05", "b) No"), ("2026-02-05", "None", "a) Yes")]


def test_the_adviser_of_a_care_leaver_is_a_name_not_a_number(tell: Tell) -> None:
    assert listed(tell(), 9, "C5")[0]["personal_advisor"] == "Lee Fox"


def test_an_order_that_is_no_adoption_is_not_the_end_of_list_10(tell: Tell) -> None:
    decided = {"child_id": "C7", "adm_decision_date": "2025-03-01", "order_date": "2026-10-01"}
    sgo = listed(tell(permanence=[{**decided, "order_type": "Special guardianship"}]), 10, "C7")
    assert (sgo[0]["adoption_order_date"], sgo[0]["family_id"]) == (None, None)
    adopted = tell(permanence=[{**decided, "order_type": "Adoption order"}])
    assert listed(adopted, 10, "C7")[0]["adoption_order_date"] == date(2026, 10, 1)


def test_adopters_are_not_told_and_those_of_annex_a_stay(tell: Tell, cast: Cast,
                                                         tmp_path: Path) -> None:  # fmt: skip
    heads = "Individual adopter identifier,Date enquiry received,Gender\n"
    path = tmp_path / "list_11.csv"
    path.write_text(heads + "A1,01/02/2026,b) Female\nA2,01/01/1900,a) Male\n", encoding="utf-8")
    operations.load_files(
        paths=[path, *doors.annex_a(tmp_path / "lists")[:10]], as_at=AS_AT,
        without_bad_rows=True, by=cast.ana, at=AT,
    )  # fmt: skip
    load = tell()
    assert store.read_list(load.folder, 11) is None
    adopters = event("adopter")
    assert adopters["child"].to_list() == ["A1"], "1 January 1900 is no date, and A2 has no other"
    assert adopters["stands_until"].to_list() == [None]


def test_other_numbers_for_the_same_events_change_nothing(tell: Tell) -> None:
    tell()
    again = [{**row, "referral_id": f"9{row['referral_id']}"}
             for row in rows(doors.SSD["ssd_cin_episodes"])]  # fmt: skip
    linked = [{**row, "referral_id": f"9{row['referral_id']}"}
              for row in rows(doors.SSD["ssd_cin_assessments"])]  # fmt: skip
    tell(date(2026, 11, 1), cin_episodes=again, cin_assessments=linked)
    assert event("referral")["known_from"].unique().to_list() == [AS_AT]


def test_what_is_sent_twice_counts_once(tell: Tell) -> None:
    twice = rows(doors.SSD["ssd_cin_episodes"]) * 2
    load = tell(cin_episodes=twice, anyway=True)
    assert event("referral").height == 8
    assert [one["severity"] for one in load.by_rule if one["code"] == "AX-13"] == ["warning"]


def test_seeking_asylum_ends_with_the_eighteenth_birthday(tell: Tell) -> None:
    people = [
        {**row, "date_of_birth": "2007-10-01" if row["child_id"] == "C8" else row["date_of_birth"]}
        for row in rows(doors.WHO)
    ]
    assert listed(tell(), 8, "C8")[0]["uasc_12m"] == "a) Yes"
    assert listed(tell(person=people), 8, "C8")[0]["uasc_12m"] == "b) No"


def test_a_number_that_a_spreadsheet_wrote_with_a_point_is_the_same_child(tell: Tell) -> None:
    load = tell(contacts=[{"child_id": "109377.0", "contact_date": "2026-09-01",
                           "contact_source": "6"}])  # fmt: skip
    assert [row["contact_date"] for row in listed(load, 1, "109377")] == [date(2026, 9, 1)]
    assert [one["wrong"] for one in load.by_rule if one["code"] == "SD-01"] == [
        "The child is not in the table of children"
    ]


def test_without_the_table_of_plans_nothing_is_loaded(tell: Tell) -> None:
    load = tell(cp_plans=None)
    assert load.state == State.TO_DECIDE
    assert not Child.objects.exists()
    whole = [one for one in queries.findings_of(load) if one["severity"] == "error"]
    assert [one["wrong"] for one in whole] == [
        "ssd_cp_plans is not among your files, and nothing can be told without it"
    ]


def test_a_bad_row_is_named_by_table_row_column_and_value(tell: Tell) -> None:
    load = tell(cp_plans=story("cp_plans", {
        "child_id": "C6", "cp_start_date": "31/02/2026", "cp_initial_category": "NEG",
        "cp_latest_category": "NEG"}))  # fmt: skip
    assert load.state == State.TO_DECIDE
    one = next(one for one in queries.findings_of(load) if one["severity"] == "error")
    assert (one["code"], one["row"], one["column"], one["value"]) == (
        "AX-02", 4, "cppl_cp_plan_start_date", "31/02/2026",
    )  # fmt: skip


def test_chairs_come_from_involvements(tell: Tell) -> None:
    assert [row["chair"] for row in listed(tell(), 12, "C3")] == ["Ines Roy"]


def test_the_command_says_as_json_what_was_loaded(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path / "var"
    doors.ssd(tmp_path / "tables")
    said = StringIO()
    call_command("load_ssd", str(tmp_path / "tables"), "--as-at", "2026-10-31", "--json",
                 "--by", cast.ana.email, stdout=said)  # fmt: skip
    about = json.loads(said.getvalue())
    assert (about["state"], about["source"], len(about["lists"])) == ("loaded", "ssd", 28)


def test_a_folder_without_tables_is_answered(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"
    with pytest.raises(CommandError, match=r"has no file ssd_\*.csv"):
        call_command("load_ssd", str(tmp_path), "--as-at", "2026-10-31")


def test_list_11_by_itself_beside_the_dataset_closes_nobody(
    tell: Tell, cast: Cast, tmp_path: Path
) -> None:
    tell()
    path = tmp_path / "list_11.csv"
    path.write_text(
        "Individual adopter identifier,Date enquiry received,Gender\nA1,01/02/2026,b) Female\n",
        encoding="utf-8",
    )
    found, _ = operations.load_files(
        paths=[path], as_at=AS_AT, without_bad_rows=False, by=cast.ana, at=AT
    )
    assert found.state == State.LOADED, (found.refusal, found.by_rule)
    assert Child.objects.filter(open=True).count() == 8
    assert event("adopter")["child"].to_list() == ["A1"]


def test_a_table_of_plans_that_became_empty_stops_it(tell: Tell) -> None:
    tell()
    load = tell(date(2026, 11, 1), cp_plans=[])
    assert load.state == State.TO_DECIDE
    assert [one["code"] for one in queries.findings_of(load) if one["severity"] == "error"] == [
        "AX-39"
    ]
    assert Child.objects.get(reference="C1").plan == Plan.CP


def test_in_the_browser_all_tables_are_chosen_at_once(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path / "var"
    bad = story("cp_plans", {"child_id": "C6", "cp_start_date": "31/02/2026"})
    paths = doors.ssd(tmp_path / "tables", {"ssd_cp_plans": bad})
    client = Client()
    client.force_login(cast.ana)
    day = {"as_at_day": "31", "as_at_month": "10", "as_at_year": "2026"}
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    page = client.post(reverse("intake:new"), {"lists": files, **day}, follow=True)
    said = page.content.decode()
    assert "Standard Safeguarding Dataset as at Saturday 31 October 2026" in said
    assert "ssd_cp_plans, row 4" in said
    assert "cppl_cp_plan_start_date" in said
    found = Load.objects.get()
    assert client.get(reverse("intake:report", args=[found.pk])).content[:2] == b"PK"
    page = client.post(reverse("intake:decide", args=[found.pk]), {"go_on": "1"}, follow=True)
    assert "Loaded without 1 row" in page.content.decode()
    assert "Standard Safeguarding Dataset" in client.get(reverse("intake:index")).content.decode()


def test_a_header_of_a_table_can_be_explained_and_is_remembered(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path / "var"
    paths = doors.ssd(tmp_path / "tables")
    plans = next(path for path in paths if path.stem == "ssd_cp_plans")
    text = plans.read_text(encoding="utf-8")
    plans.write_text(text.replace("cppl_cp_plan_end_date", "cppl_cp_plan_ended"), encoding="utf-8")
    load, _ = operations.load_files(
        paths=paths, as_at=AS_AT, without_bad_rows=False, by=cast.ana, at=AT
    )
    guesses = [(one["list"], guess) for one in load.lists for guess in one["guesses"]]
    assert [(number, guess["key"]) for number, guess in guesses] == [(114, "cp_end_date")]
    operations.explain(load=load, number=114, header="cppl_cp_plan_ended", by=cast.ana, at=AT)
    again, new = operations.load_files(
        paths=paths, as_at=AS_AT, without_bad_rows=False, by=cast.ana, at=AT
    )
    assert (new, again.state) == (True, State.LOADED)
    assert listed(again, 7, "C2")[0]["cp_end_date"] == date(2026, 6, 1)


def test_a_status_given_until_a_day_to_come_is_no_mistake(tell: Tell) -> None:
    until = {"status_start": "2025-12-01", "status_end": "2027-11-20"}
    load = tell(immigration_status=[{"child_id": "C8", "status": "UASC", **until}])
    assert load.unusable == 0
    assert listed(load, 8, "C8")[0]["uasc_12m"] == "a) Yes"
