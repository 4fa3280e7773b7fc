"""Returns of years that are over: SSDA903 and the census of children in need (`ssd.md` §4)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from goldenthread.caseload.models import Child
from goldenthread.intake import operations, queries, store
from goldenthread.intake.models import Load
from goldenthread.intake.tests import make
from goldenthread.intake.vocabulary import Source, State
from goldenthread.kernel.refusal import Refusal
from tests.cast import Cast

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
SAMPLES = Path(configured.BASE_DIR).parent / "shared" / "data" / "samples"
beside = pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not beside the project")
Return = Callable[..., Load]

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n109377,F,01/06/2015,WBRI,A1,,\n"
HEADS = ("CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,"
         "PL_POST,URN\n")  # fmt: skip


def episodes(*rows: str) -> str:
    """The table of episodes of child 109377: start, reason, place, end and its reason."""
    said = []
    for row in rows:
        start, why, place, end, because = row.split(",")
        said.append(f"109377,{start},{why},C2,N1,{place},PR1,{end},{because},,,OL16 1XX,")
    return HEADS + "\n".join(said) + "\n"


@pytest.fixture(autouse=True)
def _var(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"


@pytest.fixture
def send(cast: Cast, tmp_path: Path) -> Return:
    """Load the tables of a return of a year: its name → its text."""

    def load(year: int, tables: Mapping[str, str]) -> Load:
        folder = tmp_path / f"return-{year}"
        folder.mkdir(exist_ok=True)
        paths = []
        for name, text in tables.items():
            path = folder / f"{name}.csv"
            path.write_text(text, encoding="utf-8")
            paths.append(path)
        return operations.load_files(
            paths=paths, as_at=date(year, 3, 31), without_bad_rows=False, by=cast.ana, at=AT,
            source=Source.SSDA903,
        )[0]  # fmt: skip

    return load


def monthly(cast: Cast, path: Path, as_at: date, **changed: Any) -> Load:
    """Annex A with List 8 of the same child."""
    row = {
        "child_id": "109377", "gender": "Female", "ethnicity": "WBRI", "uasc_12m": "No",
        "care_start_date": "01/02/2024", "care_category_of_need": "N1", "legal_status": "C2",
        "placement_type": "K2", "placement_provider": "PR4", "care_last_visit_date": "01/02/2026",
        "allocated_team": "FSP North", **changed,
    }  # fmt: skip
    keys = [column.key for column in make.lists.lists()[8].columns]
    book = make.book(path, {"List 8": [make.headers(8), [row.get(key) for key in keys]]})
    found, _ = operations.load_files(
        paths=[book], as_at=as_at, without_bad_rows=False, by=cast.ana, at=AT
    )
    assert found.state == State.LOADED, queries.findings_of(found)
    return found


def event(name: str) -> pl.DataFrame:
    return pl.read_parquet(queries.events_of(queries.kept()) / f"{name}.parquet")


def test_a_return_is_history_and_fills_no_caseload(send: Return) -> None:
    load = send(2025, {"header": HEADER, "episodes": episodes("01/02/2025,S,U4,,")})
    assert (load.state, load.source) == (State.HISTORY, Source.SSDA903)
    assert not Child.objects.exists()
    care = event("care")
    assert care.select("child", "start", "placement", "legal_status", "sex", "load").rows() == [
        ("109377", date(2025, 2, 1), "U4", "C2", "female", load.reference)
    ]


def test_a_period_that_goes_over_two_years_has_the_start_of_the_first(send: Return) -> None:
    send(2024, {"header": HEADER, "episodes": episodes("01/02/2024,S,U4,,")})
    send(2025, {"header": HEADER,
                "episodes": episodes("01/06/2024,P,K2,01/12/2024,E4A")})  # fmt: skip
    care = event("care").sort("known_from")
    assert care.select("start", "end").rows() == [
        (date(2024, 2, 1), None),
        (date(2024, 2, 1), date(2024, 12, 1)),
    ]


def test_a_start_that_no_return_tells_is_blank_and_said(send: Return) -> None:
    load = send(2025, {"header": HEADER, "episodes": episodes("01/06/2024,P,K2,,")})
    assert [one["count"] for one in load.by_rule if one["code"] == "SD-05"] == [1]
    assert event("care")["start"].to_list() == [None], "in care, and nobody who came into care"


def test_each_placement_and_review_of_the_year_is_an_event(send: Return) -> None:
    send(2025, {
        "header": HEADER,
        "episodes": episodes("01/05/2024,S,U4,01/06/2024,X1", "01/06/2024,L,U4,01/09/2024,X1",
                             "01/09/2024,P,T1,08/09/2024,X1", "08/09/2024,P,K2,,"),
        "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE\n109377,01/06/2015,20/05/2024,PN1\n",
        "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
                   "109377,01/06/2015,M,01/10/2024,02/10/2024\n109377,01/06/2015,A,05/10/2024,\n",
    })  # fmt: skip
    homes = event("placement")
    assert homes.select("start", "placement").rows() == [
        (date(2024, 5, 1), "U4"), (date(2024, 9, 1), "T1"), (date(2024, 9, 8), "K2"),
    ], "another legal status is no other home"  # fmt: skip
    assert not homes["inferred"].any()
    care = event("care").row(0, named=True)
    assert (care["placements"], care["missing"], care["absent"]) == (2, 1, 1), "hospital is no move"
    review = event("review").row(0, named=True)
    assert (review["on"], review["took_part"]) == (date(2024, 5, 20), "PN1")
    assert (review["sex"], review["birth"]) == ("female", date(2015, 6, 1)), "who the child is"


def test_what_oc2_says_of_a_year_is_as_at_the_end_of_march(send: Return) -> None:
    head = (
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,"
        "HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n"
    )
    for score in ("17", "41"):
        send(2025, {
            "header": HEADER, "episodes": episodes("01/02/2024,S,U4,,"),
            "oc2": f"{head}109377,01/06/2015,{score},,0,1,1,1,1,,0,0\n",
        })  # fmt: skip
        year = event("year_in_care").row(0, named=True)
        assert (year["on"], year["immunised"], year["convicted"], year["misuse"]) == (
            date(2025, 3, 31), "yes", "no", None,
        )  # fmt: skip
        assert year["birth"] == date(2015, 6, 1)
        assert year["score"] == (17 if score == "17" else None), "40 is the most"


FAR_HEADS = ("CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,"
             "PL_POST,URN,PL_LOCATION,PL_DISTANCE\n")  # fmt: skip


def far(*rows: str) -> str:
    """Episodes of children: child, start, status, end, its reason, location, distance."""
    said = []
    for row in rows:
        child, start, status, end, because, where, miles = row.split(",")
        said.append(
            f"{child},{start},S,{status},N1,U6,PR1,{end},{because},,,OL16 1XX,,{where},{miles}"
        )
    return FAR_HEADS + "\n".join(said) + "\n"


PEOPLE = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n" + "".join(
    f"{child},F,01/06/2015,WBRI,A1,,\n" for child in range(1, 9)
)


def test_how_far_from_home_each_child_in_care_lives_at_the_end_of_march(send: Return) -> None:
    send(2025, {
        "header": PEOPLE,
        "episodes": far(
            "1,01/05/2024,C2,,,OUT,20.1", "2,01/05/2024,C2,,,IN,0",
            "3,01/05/2024,C2,,,OUT,999.9", "4,01/05/2024,C2,,,IN,",
            "5,01/05/2024,C2,01/02/2025,E4A,OUT,33", "6,01/05/2024,V4,,,OUT,44.4",
            "7,01/05/2024,C2,,,OUT,", "8,01/05/2024,C2,01/02/2025,X1,OUT,50.5",
            "8,01/02/2025,C2,,,OUT,1.04",
        ),
        "uasc": "CHILD,SEX,DOB,DUC\n7,F,01/06/2015,\n",
    })  # fmt: skip
    found = event("distance").select("child", "on", "tenths", "location").rows()
    march = date(2025, 3, 31)
    assert found == [
        ("1", march, 201, "out"), ("2", march, 0, "in"), ("3", march, 9999, "out"),
        ("4", march, None, "in"), ("8", march, 10, "out"),
    ], "5 had left, 6 has short breaks, 7 came alone and has no home here"  # fmt: skip


def test_a_return_without_distances_tells_none(send: Return) -> None:
    send(2025, {"header": HEADER, "episodes": episodes("01/05/2024,S,U4,,")})
    assert event("distance").is_empty()


def test_care_leavers_with_the_two_halves_of_their_code(send: Return) -> None:
    oc3 = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n109377,01/06/2007,YES,F4,U2\n"
    send(2025, {"header": HEADER, "episodes": episodes("01/05/2024,S,U4,,"), "oc3": oc3})
    said = event("care_leaver").select("in_touch", "activity", "accommodation", "suitable").row(0)
    assert said == ("yes", "F4", "U", "unsuitable")


def test_a_decision_for_adoption_with_its_match_and_its_end(send: Return) -> None:
    send(2025, {
        "header": HEADER, "episodes": episodes("01/05/2023,S,A6,01/12/2024,E11"),
        "ad1": "CHILD,DOB,DATE_INT,DATE_MATCH\n109377,01/06/2015,01/09/2023,01/02/2024\n",
        "placed_for_adoption": "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n"
                               "109377,01/06/2015,01/09/2023,,\n",
    })  # fmt: skip
    said = event("adoption").select("care_start", "decision", "matched", "adopted").row(0)
    assert said == (date(2023, 5, 1), date(2023, 9, 1), date(2024, 2, 1), date(2024, 12, 1))


def test_a_monthly_load_goes_on_from_the_return_before_it(
    send: Return, cast: Cast, tmp_path: Path
) -> None:
    send(2025, {"header": HEADER, "episodes": episodes("01/02/2024,S,U4,,")})
    monthly(cast, tmp_path / "a.xlsx", date(2026, 3, 31))
    care = event("care").sort("known_from")
    assert care.select("placement", "known_from", "known_until").rows() == [
        ("U4", date(2025, 3, 31), date(2026, 3, 31)),
        ("K2", date(2026, 3, 31), None),
    ]


def test_a_return_of_a_later_day_never_displaces_what_a_monthly_load_says(
    send: Return, cast: Cast, tmp_path: Path
) -> None:
    monthly(cast, tmp_path / "a.xlsx", date(2026, 2, 28))
    before = event("care")
    send(2026, {"header": HEADER, "episodes": episodes("01/02/2024,S,U4,,")})
    assert event("care").equals(before)


def test_but_it_fills_in_what_was_over_before_the_first_monthly_load(
    send: Return, cast: Cast, tmp_path: Path
) -> None:
    monthly(cast, tmp_path / "a.xlsx", date(2026, 2, 28))
    send(2026, {"header": HEADER, "episodes": HEADS + "".join(
        f"{child},{start},S,C2,N1,U4,PR1,{end},E4A,,,OL16 1XX,\n"
        for child, start, end in (("7", "01/04/2025", "01/06/2025"),
                                  ("8", "01/04/2025", "03/03/2026")))})  # fmt: skip
    found = event("care").filter(pl.col("child") != "109377")
    assert found["child"].to_list() == ["7"], "what ended later the monthly loads would have told"


def test_nor_does_it_tell_again_of_a_period_that_ended_on_the_same_day(
    send: Return, cast: Cast, tmp_path: Path
) -> None:
    """The return of the year has a later start: the episode that the year began with."""
    monthly(cast, tmp_path / "a.xlsx", date(2026, 2, 28), care_end_date="01/12/2025",
            care_end_reason="E4A")  # fmt: skip
    for why in ("P", "S"):
        send(2026, {"header": HEADER, "episodes": episodes(f"01/06/2024,{why},U4,01/12/2025,E4A")})
        assert event("care").select("start", "end").rows() == [
            (date(2024, 2, 1), date(2025, 12, 1))
        ], why


def test_a_return_is_as_at_the_last_day_of_march(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "episodes.csv"
    path.write_text(episodes("01/05/2024,S,U4,,"), encoding="utf-8")
    with pytest.raises(Refusal, match="31 March"):
        operations.load_files(paths=[path], as_at=date(2025, 3, 30), without_bad_rows=False,
                              by=cast.ana, at=AT)  # fmt: skip


def test_without_episodes_nothing_is_kept(send: Return) -> None:
    load = send(2025, {"header": HEADER})
    assert load.state == State.TO_DECIDE
    assert not store.folder(load.folder).exists()
    assert [one["wrong"] for one in queries.findings_of(load) if one["severity"] == "error"] == [
        "episodes is not among your files, and nothing can be told without it"
    ]


CENSUS = """<?xml version="1.0"?>
<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2025</Year>
<ReferenceDate>2025-03-31</ReferenceDate></CollectionDetails></Header><Children>
<Child><ChildIdentifiers><LAchildID>109377</LAchildID><UPN>A1</UPN>
<PersonBirthDate>2015-06-01</PersonBirthDate><GenderCurrent>2</GenderCurrent></ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability>
</Disabilities></ChildCharacteristics>
<CINdetails><CINreferralDate>2024-05-01</CINreferralDate><ReferralSource>6</ReferralSource>
<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>false</ReferralNFA>
<Assessments><AssessmentActualStartDate>2024-05-02</AssessmentActualStartDate>
<AssessmentAuthorisationDate>2024-06-20</AssessmentAuthorisationDate>
<FactorsIdentifiedAtAssessment><AssessmentFactors>2A</AssessmentFactors>
<AssessmentFactors>11A</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
<Section47><S47ActualStartDate>2024-05-03</S47ActualStartDate>
<InitialCPCtarget>2024-05-24</InitialCPCtarget><DateOfInitialCPC>2024-05-24</DateOfInitialCPC>
<ICPCnotRequired>false</ICPCnotRequired></Section47>
<ChildProtectionPlans><CPPstartDate>2024-05-24</CPPstartDate>
<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
<LatestCategoryOfAbuse>PHY</LatestCategoryOfAbuse><NumberOfPreviousCPP>1</NumberOfPreviousCPP>
<Reviews><CPPreviewDate>2024-08-20</CPPreviewDate></Reviews>
<Reviews><CPPreviewDate>2025-02-11</CPPreviewDate></Reviews></ChildProtectionPlans>
</CINdetails>
<CINdetails><CINreferralDate>2024-04-05</CINreferralDate><ReferralSource>2A</ReferralSource>
<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>1</ReferralNFA></CINdetails></Child>
</Children></Message>
"""


def census(cast: Cast, tmp_path: Path, text: str = CENSUS) -> Load:
    path = tmp_path / "cin.xml"
    path.write_text(text, encoding="utf-8")
    return operations.load_files(
        paths=[path], as_at=date(2025, 3, 31), without_bad_rows=False, by=cast.ana, at=AT
    )[0]


def test_a_census_gives_referrals_assessments_enquiries_plans_and_each_review(
    cast: Cast, tmp_path: Path
) -> None:
    load = census(cast, tmp_path)
    assert (load.state, load.source, load.unusable) == (State.HISTORY, Source.CIN_CENSUS, 0)
    assert event("referral").select("on", "source", "no_further_action", "repeat").rows() == [
        (date(2024, 4, 5), "2A", "yes", None),
        (date(2024, 5, 1), "6", "no", True),
    ]
    assert event("assessment").select("start", "end", "disability").row(0) == (
        date(2024, 5, 2), date(2024, 6, 20), "no",
    )  # fmt: skip
    assert event("section_47").select("start", "conference_on", "unnecessary", "led_to_plan").row(
        0
    ) == (date(2024, 5, 3), date(2024, 5, 24), "no", "yes")
    plan = event("protection_plan").row(0, named=True)
    assert (plan["start"], plan["first_category"], plan["category"], plan["last_review"]) == (
        date(2024, 5, 24), "neglect", "physical abuse", date(2025, 2, 11),
    )  # fmt: skip
    assert event("review")["on"].to_list() == [date(2024, 8, 20), date(2025, 2, 11)]
    assert event("factors").select("child", "on", "found").rows() == [
        ("109377", date(2024, 6, 20), ";2A;11A;")
    ]
    assert event("need").height == 1, "a referral without further action is no episode of need"


@pytest.mark.parametrize(
    ("change", "because"),
    [
        (("2025-03-31", "2025-03-28"), "must be the last day of March"),
        (("<Collection>CIN", "<Collection>CLA"), "and not of the census"),
        (("</Children></Message>", ""), "is not whole XML"),
        (("<Message>", '<!DOCTYPE x [<!ENTITY a "b">]><Message>'), "declares entities"),
        (("Message>", "Letter>"), "it begins with “Letter”"),
        (("Child>", "Kind>"), "no child"),
    ],
)
def test_a_bad_file_is_answered_and_nothing_is_written(
    cast: Cast, tmp_path: Path, change: tuple[str, str], because: str
) -> None:
    load = census(cast, tmp_path, CENSUS.replace(*change))
    assert load.state == State.REFUSED
    assert because in load.refusal
    assert not store.root().exists() or not list(store.root().iterdir())


def test_a_finding_of_a_census_names_the_line_of_the_file(cast: Cast, tmp_path: Path) -> None:
    load = census(cast, tmp_path, CENSUS.replace("2024-05-02", "2025-05-02"))
    one = next(one for one in queries.findings_of(load) if one["code"] == "AX-07")
    assert CENSUS.splitlines()[one["row"] - 1].startswith("<Assessments>")
    assert (one["column"], one["value"]) == ("AssessmentActualStartDate", "02/05/2025")


def test_a_census_said_to_be_of_another_year_is_refused(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "cin.xml"
    path.write_text(CENSUS, encoding="utf-8")
    load, _ = operations.load_files(
        paths=[path], as_at=date(2024, 3, 31), without_bad_rows=False, by=cast.ana, at=AT
    )
    assert (load.state, "is as at 31 March 2025" in load.refusal) == (State.REFUSED, True)


def said(*command: str) -> dict[str, Any]:
    out = StringIO()
    call_command(*command, "--json", stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


@beside
def test_five_years_of_returns_made_by_others(cast: Cast) -> None:
    folder = SAMPLES / "ssda903_five_years__cs-demand-model"
    for named in range(2017, 2022):
        found = said("load_ssda903", str(folder), "--year", str(named + 1),
                     "--named", str(named), "--without-bad-rows")  # fmt: skip
        assert found["state"] == "history", found["refusal"]
    care = event("care")
    assert care["child"].n_unique() > 700
    assert care["known_from"].n_unique() == 5
    assert event("placement").height > 1_000


@beside
def test_a_whole_return_made_by_others(cast: Cast) -> None:
    found = said("load_ssda903", str(SAMPLES / "ssda903__csc-validator-be-903"), "--year", "2020",
                 "--without-bad-rows")  # fmt: skip
    assert (found["state"], len(found["lists"])) == ("history", 10)
    assert event("care")["child"].n_unique() == 2_123


@beside
def test_a_census_of_332_children_made_by_others(cast: Cast, tmp_path: Path) -> None:
    source = SAMPLES / "cin_census__csc-validator-be-cin" / "fake_CIN_data.xml"
    with pytest.raises(CommandError, match="must be the last day of March"):
        call_command("load_cin_census", str(source))
    path = tmp_path / "cin.xml"
    path.write_text(
        source.read_text(encoding="utf-8").replace("2022-07-21", "2022-03-31"), encoding="utf-8"
    )
    found = said("load_cin_census", str(path), "--without-bad-rows")
    assert found["state"] == "history"
    assert {one["title"]: one["rows"] for one in found["lists"]}["CINdetails"] == 402


@beside
@pytest.mark.parametrize("name", ["CIN_Census_2021", "CIN_Census_2024", "CIN_Census_2026"])
def test_the_layouts_of_three_years(cast: Cast, name: str) -> None:
    path = SAMPLES / "cin_census__csc-validator-be-cin" / f"{name}.xml"
    assert said("load_cin_census", str(path), "--without-bad-rows")["state"] == "history"


def test_a_file_that_is_not_there_is_answered(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"There is no file none\.xml"):
        call_command("load_cin_census", str(tmp_path / "none.xml"))
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("load_ssda903", str(tmp_path / "none"), "--year", "2025")


def test_in_the_browser_a_return_is_known_by_its_files(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.ana)
    day = {"as_at_day": "31", "as_at_month": "3", "as_at_year": "2025"}
    files = [
        SimpleUploadedFile("header.csv", HEADER.encode()),
        SimpleUploadedFile("episodes.csv", episodes("01/05/2024,S,U4,,").encode()),
    ]
    page = client.post(reverse("intake:new"), {"lists": files, **day}, follow=True)
    assert "Loaded as history: 2 rows" in page.content.decode()
    file = SimpleUploadedFile("cin.xml", CENSUS.encode())
    page = client.post(reverse("intake:new"), {"lists": [file], **day}, follow=True)
    assert "Children in need census" in page.content.decode()
    other = {**day, "as_at_day": "30"}
    file = SimpleUploadedFile("cin.xml", CENSUS.encode())
    page = client.post(reverse("intake:new"), {"lists": [file], **other}, follow=True)
    assert "A return is as at 31 March" in page.content.decode()
