"""Loaded whole or not at all, once, and never changed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from goldenthread.caseload.models import Child
from goldenthread.caseload.vocabulary import Plan
from goldenthread.intake import operations, queries, store
from goldenthread.intake.models import Load
from goldenthread.intake.tests import make
from goldenthread.intake.vocabulary import State, Unreadable
from goldenthread.kernel.refusal import Refusal
from goldenthread.notices import queries as notices
from goldenthread.notices.models import Job
from goldenthread.notices.vocabulary import JobState
from tests.cast import NOON

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
AS_AT = date(2026, 10, 31)


@pytest.fixture(autouse=True)
def _var(settings: object, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]


def load(cast: Cast, path: Path, *, as_at: date = AS_AT, anyway: bool = False) -> Load:
    return operations.load_files(
        paths=[path], as_at=as_at, without_bad_rows=anyway, by=cast.ana, at=NOON
    )[0]


def bad(path: Path) -> Path:
    return make.book(
        path,
        {
            "List 6": [make.headers(6), make.SIX],
            "List 7": [make.headers(7), make.SEVEN, [None, *make.SEVEN[1:]]],
        },
    )


def test_a_clean_load_fills_the_caseload(cast: Cast, tmp_path: Path) -> None:
    found = load(cast, make.plain(tmp_path / "a.xlsx"))
    assert found.state == State.LOADED
    child = Child.objects.get(reference="109377")
    assert (child.plan, child.team, child.worker) == (Plan.CP, cast.fsp_north, cast.aisha)
    codes = {fact["code"]: fact for fact in child.facts}
    assert codes["T1"]["value"].startswith("27 October 2026, 4 working days") or (
        "27 October 2026" in codes["T1"]["value"]
    )
    assert codes["T1"]["source"] == f"List 7, row 2, {found.reference}"


def test_the_same_file_again_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    path = make.plain(tmp_path / "a.xlsx")
    first = load(cast, path)
    again, new = operations.load_files(
        paths=[path], as_at=AS_AT, without_bad_rows=False, by=cast.frank, at=NOON
    )
    assert (again.pk, new) == (first.pk, False)
    assert Load.objects.count() == 1


def test_a_row_that_cannot_be_used_stops_the_load(cast: Cast, tmp_path: Path) -> None:
    found = load(cast, bad(tmp_path / "a.xlsx"))
    assert found.state == State.TO_DECIDE
    assert not Child.objects.exists()
    assert not store.folder(found.folder).exists()
    after = operations.decide(load=found, go_on=True, by=cast.ana, at=NOON)
    assert after.state == State.LOADED
    frame = store.read_list(after.folder, 7)
    assert frame is not None
    assert frame.height == 1


def test_the_command_may_say_so_afterwards(cast: Cast, tmp_path: Path) -> None:
    given = ["load_annex_a", str(bad(tmp_path / "a.xlsx")), "--as-at", AS_AT.isoformat()]
    with pytest.raises(SystemExit) as ended:
        call_command(*given)
    assert ended.value.code == 2
    call_command(*given, "--without-bad-rows")
    assert [(one.state, one.unusable) for one in Load.objects.all()] == [(State.LOADED, 1)]


def test_the_command_loads_a_far_smaller_file_only_when_told_to_go_on(
    cast: Cast, tmp_path: Path
) -> None:
    many = [make.headers(6), *([str(number), *make.SIX[1:]] for number in range(300))]
    load(cast, make.book(tmp_path / "a.xlsx", {"List 6": many}))
    few = make.plain(tmp_path / "b.xlsx")
    given = ["load_annex_a", str(few), "--as-at", (AS_AT + timedelta(days=1)).isoformat()]
    for more in ([], ["--without-bad-rows"]):
        with pytest.raises(SystemExit) as ended:
            call_command(*given, *more)
        assert ended.value.code == 2
    call_command(*given, "--go-on")
    assert Load.objects.latest("pk").state == State.LOADED


def test_or_it_goes_on_without_them_if_the_person_says_so(cast: Cast, tmp_path: Path) -> None:
    found = load(cast, bad(tmp_path / "a.xlsx"), anyway=True)
    assert (found.state, found.unusable) == (State.LOADED, 1)


def test_a_discarded_file_leaves_nothing(cast: Cast, tmp_path: Path) -> None:
    found = load(cast, bad(tmp_path / "a.xlsx"))
    operations.decide(load=found, go_on=False, by=cast.ana, at=NOON)
    assert not Child.objects.exists()
    assert not list(store.uploads().iterdir())
    assert not list(store.root().iterdir()), "not what was found in it either"
    assert load(cast, bad(tmp_path / "a.xlsx")).pk != found.pk, "it may come again"


def test_an_older_day_is_history_and_todays_figures_stay(cast: Cast, tmp_path: Path) -> None:
    load(cast, make.plain(tmp_path / "a.xlsx"))
    row = [*make.SIX]
    row[0] = "777"
    old = make.book(tmp_path / "b.xlsx", {"List 6": [make.headers(6), row]})
    found = load(cast, old, as_at=AS_AT - timedelta(days=2))
    assert found.state == State.HISTORY
    assert not Child.objects.filter(reference="777").exists()
    assert store.read_list(found.folder, 6) is not None


def test_a_child_left_out_is_closed_and_never_removed(cast: Cast, tmp_path: Path) -> None:
    load(cast, make.plain(tmp_path / "a.xlsx"))
    row = [*make.SIX]
    row[0] = "777"
    load(
        cast,
        make.book(tmp_path / "b.xlsx", {"List 6": [make.headers(6), row]}),
        as_at=AS_AT + timedelta(days=15),
    )
    assert not Child.objects.get(reference="109377").open


def test_the_future_and_outsiders_are_refused(cast: Cast, tmp_path: Path) -> None:
    path = make.plain(tmp_path / "a.xlsx")
    with pytest.raises(Refusal, match="future"):
        load(cast, path, as_at=date(2027, 1, 1))
    with pytest.raises(Refusal, match="performance team"):
        operations.load_files(
            paths=[path], as_at=AS_AT, without_bad_rows=False, by=cast.aisha, at=NOON
        )


def test_an_unreadable_file_writes_nothing(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(Unreadable):
        load(cast, path)
    assert not Load.objects.exists()
    assert not store.uploads().exists() or not list(store.uploads().iterdir())


def test_killed_between_the_files_and_the_database_it_begins_anew(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _ = operations.receive(
        files=[("a.xlsx", [make.plain(tmp_path / "a.xlsx").read_bytes()])],
        as_at=AS_AT,
        without_bad_rows=False,
        by=cast.ana,
        at=NOON,
    )

    def killed(**given: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as killing:
        killing.setattr(operations.reading.caseload, "replace_caseload", killed)
        with pytest.raises(KeyboardInterrupt):
            operations.read(load=made, at=NOON)
    made.refresh_from_db()
    assert made.state == State.READING
    assert not Child.objects.exists(), "nothing is half done"
    again = operations.read(load=made, at=NOON)
    assert again.state == State.LOADED
    assert Child.objects.count() == 1
    assert len([place for place in store.root().iterdir() if place.is_dir()]) == 1


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_pages_for_those_who_load(cast: Cast, tmp_path: Path) -> None:
    client = as_(cast.ana)
    assert client.get(reverse("intake:index")).status_code == 200
    with bad(tmp_path / "a.xlsx").open("rb") as file:
        page = client.post(
            reverse("intake:new"),
            {"lists": file, "as_at_day": "31", "as_at_month": "10", "as_at_year": "2026"},
            follow=True,
        )
    assert b"1 row cannot be used" in page.content
    found = Load.objects.get()
    report = client.get(reverse("intake:report", args=[found.pk]))
    assert report.content[:2] == b"PK"
    page = client.post(reverse("intake:decide", args=[found.pk]), {"go_on": "1"}, follow=True)
    assert b"Loaded without 1 row" in page.content
    by_reference = client.get(reverse("intake:by_reference", args=[found.reference]))
    assert by_reference.status_code == 302


def test_a_refused_file_says_why_on_the_page(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.7")
    with path.open("rb") as file:
        page = as_(cast.ana).post(
            reverse("intake:new"),
            {"lists": file, "as_at_day": "31", "as_at_month": "10", "as_at_year": "2026"},
        )
    assert b"it is a PDF" in page.content


def test_nobody_else_sees_loads(cast: Cast) -> None:
    for person in (cast.aisha, cast.priya, cast.helen, cast.rosa, cast.bea, cast.pat, cast.wes):
        for name in ("index", "new"):
            assert as_(person).get(reverse(f"intake:{name}")).status_code == 404, person.name


def test_the_findings_of_a_load_are_errors_first(cast: Cast, tmp_path: Path) -> None:
    found = load(cast, bad(tmp_path / "a.xlsx"))
    wrong = queries.findings_of(found)
    assert wrong[0]["severity"] == "error"


def many(path: Path, children: int) -> Path:
    rows = [[f"{300000 + number}", *make.SIX[1:]] for number in range(children)]
    return make.book(path, {"List 6": [make.headers(6), *rows]})


def test_an_empty_template_is_refused_and_the_caseload_stays(cast: Cast, tmp_path: Path) -> None:
    load(cast, many(tmp_path / "full.xlsx", 3))
    empty = make.book(tmp_path / "empty.xlsx", {"List 6": [make.headers(6)]})
    found = load(cast, empty, as_at=AS_AT + timedelta(days=1))
    assert found.state == State.REFUSED
    assert "no row in any list" in found.refusal
    assert Child.objects.filter(open=True).count() == 3


def test_a_load_that_would_close_most_children_is_asked_about_first(
    cast: Cast, tmp_path: Path
) -> None:
    load(cast, many(tmp_path / "full.xlsx", 40))
    found = load(cast, many(tmp_path / "few.xlsx", 5), as_at=AS_AT + timedelta(days=1), anyway=True)
    assert found.state == State.TO_DECIDE
    assert "5 children" in found.refusal
    assert "40" in found.refusal
    assert Child.objects.filter(open=True).count() == 40
    client = Client()
    client.force_login(cast.ana)
    assert "Load it as it is" in client.get(found.get_absolute_url()).content.decode()
    done = operations.decide(load=found, go_on=True, by=cast.ana, at=NOON)
    assert done.state == State.LOADED
    assert done.refusal == ""
    assert Child.objects.filter(open=True).count() == 5


def test_half_the_children_is_no_question_and_history_never_is(cast: Cast, tmp_path: Path) -> None:
    load(cast, many(tmp_path / "full.xlsx", 40))
    half = load(cast, many(tmp_path / "half.xlsx", 20), as_at=AS_AT + timedelta(days=1))
    assert half.state == State.LOADED
    old = load(cast, many(tmp_path / "old.xlsx", 1), as_at=AS_AT)
    assert old.state == State.HISTORY


def sheets(path: Path, **given: list[list[object]]) -> Path:
    """A workbook of these rows: l6=[...] is List 6 under its headers."""
    return make.book(
        path, {f"List {name[1:]}": [make.headers(int(name[1:])), *rows]
               for name, rows in given.items()},
    )  # fmt: skip


def six(reference: str, **given: object) -> list[object]:
    places = {"status": 11, "team": 12, "worker": 13}
    row: list[object] = [reference, *make.SIX[1:]]
    for name, value in given.items():
        row[places[name]] = value
    return row


def nine(reference: str, **given: object) -> list[object]:
    row: list[object] = [None] * len(make.headers(9))
    row[0] = reference
    if "touch" in given:
        row[make.headers(9).index("LA in Touch")] = given["touch"]
    return row


LATER = AS_AT + timedelta(days=10)


def test_a_list_that_is_not_there_closes_nobody(cast: Cast, tmp_path: Path) -> None:
    load(cast, sheets(tmp_path / "a.xlsx", l6=[six("1")], l9=[nine("2")]))
    found = load(cast, sheets(tmp_path / "b.xlsx", l6=[six("1")]), as_at=LATER)
    leaver = Child.objects.get(reference="2")
    assert (leaver.open, leaver.as_at) == (True, AS_AT)
    assert found.against["stay"] == {"care_leaver": 1}
    page = as_(cast.helen).get(leaver.get_absolute_url())
    assert page.status_code in {200, 404}
    assert b"care leaver" in as_(cast.ana).get(found.get_absolute_url()).content


def test_a_list_that_has_become_empty_closes_nobody_and_keeps_no_empty_list(
    cast: Cast, tmp_path: Path
) -> None:
    load(cast, sheets(tmp_path / "a.xlsx", l6=[six("1")], l9=[nine("2")]))
    found = load(cast, sheets(tmp_path / "b.xlsx", l6=[six("1")], l9=[]), as_at=LATER)
    assert Child.objects.get(reference="2").open
    assert store.read_list(found.folder, 9) is None
    assert [one["code"] for one in queries.findings_of(found) if one["list"] == 9 and
            one["code"] == "AX-39"]  # fmt: skip


def test_who_died_is_not_open(cast: Cast, tmp_path: Path) -> None:
    load(cast, sheets(tmp_path / "a.xlsx", l6=[six("1")], l9=[nine("2", touch="c) Died")]))
    assert not Child.objects.get(reference="2").open


def test_a_child_whose_row_cannot_be_used_stays_as_the_load_before_has_them(
    cast: Cast, tmp_path: Path
) -> None:
    load(cast, sheets(tmp_path / "a.xlsx", l6=[six("1"), six("2"), six("3")]))
    wrong = sheets(tmp_path / "b.xlsx", l6=[six("1"), six("2", status="no idea")])
    found = load(cast, wrong, as_at=LATER, anyway=True)
    assert found.state == State.LOADED
    stays, gone = Child.objects.get(reference="2"), Child.objects.get(reference="3")
    assert (stays.open, stays.as_at, stays.plan) == (True, AS_AT, Plan.CP)
    assert not gone.open
    page = as_(cast.director).get(stays.get_absolute_url()).content.decode()
    assert "Not in the newest load" in page


def test_what_a_load_changes_is_said_before_it_is_loaded(cast: Cast, tmp_path: Path) -> None:
    load(cast, sheets(tmp_path / "a.xlsx", l6=[six("1"), six("2"), six("3")]))
    wrong = sheets(
        tmp_path / "b.xlsx",
        l6=[six("1", worker="Somebody Else"), six("4"), six("2", status=None)],
    )
    found = load(cast, wrong, as_at=LATER)
    assert found.state == State.TO_DECIDE
    assert found.against == {
        "came": 1, "went": 1, "open": 3, "worker_changed": 1, "stay": {"cp": 1},
        "on": AS_AT.isoformat(),
    }  # fmt: skip
    assert Child.objects.filter(open=True).count() == 3
    operations.decide(load=found, go_on=True, by=cast.ana, at=NOON)
    assert Child.objects.filter(open=True).count() == found.against["open"]


def test_a_header_explained_is_remembered_and_the_file_read_anew(
    cast: Cast, tmp_path: Path
) -> None:
    heads = [*make.headers(6)]
    heads[11] = "Case statuss"
    path = make.book(tmp_path / "a.xlsx", {"List 6": [heads, make.SIX]})
    found = load(cast, path)
    assert found.state == State.TO_DECIDE, "without the status nobody knows whose child it is"
    client = as_(cast.ana)
    assert b"and remember it" in client.get(found.get_absolute_url()).content
    client.post(reverse("intake:explain", args=[found.pk]), {"meant": "6:Case statuss"})
    found.refresh_from_db()
    if found.waits:
        operations.read(load=found, at=NOON)
        found.refresh_from_db()
    assert found.state == State.LOADED
    again = load(cast, make.book(tmp_path / "b.xlsx", {"List 6": [heads, six("9")]}), as_at=LATER)
    assert again.state == State.LOADED, "the next file needs no explanation"
    with pytest.raises(Refusal, match="not one that we asked about"):
        operations.explain(load=found, number=6, header="Anything", by=cast.ana, at=NOON)
    with pytest.raises(Refusal, match="performance team"):
        operations.explain(load=found, number=6, header="x", by=cast.aisha, at=NOON)


def test_what_was_sent_is_kept_beside_the_code(cast: Cast, tmp_path: Path) -> None:
    row = [*make.SEVEN]
    row[7] = "Witchcraft"
    found = load(cast, sheets(tmp_path / "a.xlsx", l6=[six("109377")], l7=[row]))
    frame = store.read_list(found.folder, 7)
    assert frame is not None
    assert frame["cp_initial_category"][0] is None
    assert frame["cp_initial_category_sent"][0] == "Witchcraft"
    assert frame["gender_sent"][0] == "b) Female"


def test_the_latest_event_is_the_latest_by_its_date_not_by_its_row(
    cast: Cast, tmp_path: Path
) -> None:
    def four(start: str) -> list[object]:
        return [*make.WHO, "b) No", start, "a) Yes", None, None, "Duty", "A B"]

    load(
        cast,
        sheets(
            tmp_path / "a.xlsx", l4=[four("01/10/2026"), four("01/02/2026")], l6=[six("109377")]
        ),
    )
    facts = {fact["code"]: fact for fact in Child.objects.get(reference="109377").facts}
    assert "1 October 2026" in facts["T2"]["value"]


def test_pressed_twice_it_is_loaded_once_and_in_the_background(cast: Cast, tmp_path: Path) -> None:
    found = load(cast, bad(tmp_path / "a.xlsx"))
    client = as_(cast.ana)
    for _ in range(2):
        client.post(reverse("intake:decide", args=[found.pk]), {"go_on": "1"})
    found.refresh_from_db()
    assert found.state == State.LOADED
    assert Job.objects.filter(key__startswith=f"load:{found.pk}").count() == 1
    assert found.decided_by == cast.ana


def test_a_job_that_waits_long_for_its_turn_is_stuck() -> None:
    job = Job.objects.create(key="load:1", work="intake.work.read", at=NOON)
    assert not notices.is_stuck(job, NOON + timedelta(seconds=60))
    assert notices.is_stuck(job, NOON + timedelta(seconds=61))
    job.state = JobState.RUNNING
    assert not notices.is_stuck(job, NOON + timedelta(hours=1))
    assert not notices.is_stuck(None, NOON)
