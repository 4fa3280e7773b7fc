"""The board of the data: what is blank, which rules broke, who is not counted, known issues."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.intake import operations as intake
from goldenthread.intake import queries as loads
from goldenthread.intake.tests import make
from goldenthread.kernel.refusal import Refusal
from goldenthread.notices.models import Notice
from goldenthread.people.vocabulary import Role
from goldenthread.performance import operations, queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.models import KnownIssue, Reading, Reckoning
from goldenthread.performance.rules import quality as rules
from goldenthread.performance.vocabulary.quality import DataState, IssueAct, IssueState
from goldenthread.trail.models import Event
from tests.cast import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from goldenthread.people.models import Person
    from tests.cast import Cast

AS_AT = date(2026, 10, 31)
BOARD = "/performance/data/"
TITLE = "Visits of October are late"
WORDS = "The visits of the last week are not entered yet."


def test_what_no_load_tells_is_not_complete() -> None:
    bare: dict[str, Any] = {"issues": 0, "days_old": None, "unusable": 0, "incomplete": 0}
    assert rules.data_state(**bare, untold=rules.too_early(12), counted=0) is DataState.UNTOLD
    assert rules.data_words(**bare, untold=rules.too_early(12)).startswith(
        "No load tells it before"
    )
    assert rules.data_words(**bare, untold=rules.NO_DOOR).startswith("No load of this time")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("CL32", "a year of loads"),
        ("WF09", "6 months of loads"),
        ("AS07", "yearly return"),
        ("CP01", ""),
    ],
)
def test_a_figure_that_nothing_tells_says_why(code: str, words: str) -> None:
    behind = queries.Footing(days_old=0, unusable={}, issues=())
    found = queries.quality_of(CATALOGUE[code], None, behind)
    assert (found.state is DataState.UNTOLD) is bool(words)
    assert words in found.words


@pytest.mark.parametrize(
    ("issues", "days_old", "unusable", "incomplete", "counted", "state", "because"),
    [
        (0, 10, 0, 0, 100, DataState.COMPLETE, "nothing is lacking"),
        (0, 35, 0, 5, 95, DataState.COMPLETE, "35 days and 5 in 100 are within what is allowed"),
        (0, 36, 0, 0, 100, DataState.LATE, "older than a month and the days to load it"),
        (0, None, 0, 0, 100, DataState.COMPLETE, "a day that is past does not grow old"),
        (0, 10, 1, 0, 100, DataState.PROVISIONAL, "a row could not be used"),
        (0, 10, 0, 6, 94, DataState.PROVISIONAL, "more than 5 in 100 lack something"),
        (0, 10, 0, 1, 0, DataState.PROVISIONAL, "all of it lacks something"),
        (0, 10, 0, 0, 0, DataState.COMPLETE, "nothing to count is nothing lacking"),
        (1, 90, 9, 9, 9, DataState.DISPUTED, "what somebody knows is wrong comes first"),
        (0, 90, 9, 9, 9, DataState.LATE, "old before lacking"),
    ],
)
def test_the_gravest_state_is_told(
    issues: int,
    days_old: int | None,
    unusable: int,
    incomplete: int,
    counted: int,
    state: DataState,
    because: str,
) -> None:
    given = {"issues": issues, "days_old": days_old, "unusable": unusable, "incomplete": incomplete}
    assert rules.data_state(**given, counted=counted) is state, because
    worth_saying = state is not DataState.COMPLETE or incomplete
    assert bool(rules.data_words(**given)) is bool(worth_saying)


@pytest.mark.parametrize(
    ("state", "act", "after"),
    [
        (IssueState.OPEN, IssueAct.MEND, IssueState.MENDING),
        (IssueState.OPEN, IssueAct.NOTE, IssueState.OPEN),
        (IssueState.MENDING, IssueAct.FINISH, IssueState.MENDED),
        (IssueState.MENDED, IssueAct.REOPEN, IssueState.OPEN),
        (IssueState.MENDED, IssueAct.NOTE, None),
        (IssueState.MENDING, IssueAct.REOPEN, None),
    ],
)
def test_a_known_issue_goes_from_state_to_state(
    state: IssueState, act: IssueAct, after: IssueState | None
) -> None:
    assert rules.NEXT.get((state, act)) is after
    refusal = rules.why_not_step(state=state, act=act, words=WORDS, seen=1, steps=1)
    assert (refusal is None) is (after is not None)


@pytest.mark.parametrize("role", list(Role))
def test_its_owner_and_who_keeps_the_lists_write_on_it(role: Role) -> None:
    keeps = rules.why_not_keep_issue(roles={role}, by=1, owner=2) is None
    assert keeps is (role in {Role.PFM, Role.PFA, Role.QAM})
    assert rules.why_not_keep_issue(roles={role}, by=1, owner=1) is None


def test_every_figure_of_a_list_knows_its_list_and_what_it_needs() -> None:
    assert queries.list_of(CATALOGUE["CP11"]) == 7
    assert queries.list_of(CATALOGUE["QA01"]) is None
    assert "Was the Child Seen Alone?" in queries.needs_of(CATALOGUE["CP11"])
    assert queries.needs_of(CATALOGUE["QA01"]) == ()


def test_of_every_figure_it_can_be_said_on_which_columns_it_rests() -> None:
    """The page of data asks it of each figure that leaves something out: of any, some day."""
    for one in CATALOGUE.values():
        assert queries.rests_on(one) <= set(one.counts.columns), one.code
        queries.needs_of(one)
    for indicator in CATALOGUE.values():
        number = queries.list_of(indicator)
        assert number is None or 1 <= number <= 11


@pytest.fixture
def read(cast: Cast, tmp_path: Path, settings: Any) -> Cast:
    """Two children on plans, of whose visits one does not say whether the child was seen alone;
    both teams have a child in need, and South's has no ethnicity."""
    settings.VAR_DIR = tmp_path / "var"
    one, two = ["109377", *make.SEVEN[1:]], ["109378", *make.SEVEN[1:]]
    two[make.headers(7).index("Was the Child Seen Alone?")] = None
    need, south = ["109377", *make.SIX[1:]], ["109378", *make.SIX[1:]]
    south[make.headers(6).index("Allocated Team")] = cast.fsp_south.name
    south[make.headers(6).index("Ethnicity")] = None
    for day in (date(2026, 9, 30), AS_AT):
        intake.load_files(
            paths=[
                make.book(
                    tmp_path / f"{day}.xlsx",
                    {"List 6": [make.headers(6), need, south],
                     "List 7": [make.headers(7), one, two]},
                )
            ],
            as_at=day, without_bad_rows=True, by=cast.ana, at=NOON,
        )  # fmt: skip
    operations.take_readings(
        by=cast.ana, at=NOON, indicators=[CATALOGUE[code] for code in ("CP01", "CP11", "CN02")]
    )
    return cast


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def browser(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def page(who: Person, path: str = BOARD) -> str:
    found = browser(who).get(path)
    assert found.status_code == 200, path
    return found.content.decode()


def issue(cast: Cast, **given: Any) -> KnownIssue:
    return operations.raise_issue(
        **{"about": "list-7", "title": TITLE, "words": WORDS, "owner": cast.frank, "by": cast.ana,
           "at": NOON, **given}
    )  # fmt: skip


@pytest.mark.django_db
def test_what_is_blank_is_said_by_column_and_team(read: Cast) -> None:
    gaps = [gap for gap in loads.gaps_of(loads.counted(1)[0]) if gap.blank]
    assert {(gap.list, gap.column, gap.team, gap.blank, gap.whole) for gap in gaps} >= {
        (6, "Ethnicity", read.fsp_south.name, 1, 1)
    }
    whole = page(read.director, f"{BOARD}lists/6/")
    assert read.fsp_south.name in whole
    own = page(read.sam, f"{BOARD}lists/6/")
    assert "1 of 1" in own
    north = page(read.priya, f"{BOARD}lists/6/")
    assert read.fsp_south.name not in north
    assert "Every key column is filled in" in north


@pytest.mark.django_db
def test_rules_are_counted_load_by_load_and_a_team_sees_its_own(read: Cast) -> None:
    place = queries.place(read.director, "all")
    assert place is not None
    days, broken = queries.broken_rules(place, 6)
    assert days == [date(2026, 9, 30), AS_AT]
    assert broken
    assert all(len(one.counts) == 2 and any(one.counts) for one in broken)
    for one in broken:
        assert sum(number for _, number in one.teams) == one.counts[-1], one.code
    newest = loads.counted(1)[0]
    whole = {rule["code"]: rule["count"] for rule in newest.by_rule}
    assert {one.code: one.counts[-1] for one in broken if one.counts[-1]} == whole
    south = queries.place(read.sam, "")
    assert south is not None
    _, own = queries.broken_rules(south, 6)
    assert {team for one in own for team, _ in one.teams} <= {read.fsp_south.name}


@pytest.mark.django_db
def test_who_cannot_be_counted_is_said_with_why_and_their_own_children(read: Cast) -> None:
    said = page(read.director)
    assert "Children seen alone at last child protection visit" in said
    assert "1 of 2" in said
    assert "side=incomplete" in said
    behind = page(
        read.priya, f"/performance/indicators/CP11/children/?side=incomplete"
        f"&where=team-{read.fsp_north.pk}"
    )  # fmt: skip
    assert "109378" in behind
    assert "109377" not in behind


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("CL21", "Only the yearly return of children in care tells it, and it is blank there"),
        ("QA01", "Our own records do not say it"),
    ],
)
def test_what_no_list_tells_is_said_to_be_lacking_where_it_is_told(
    read: Cast, code: str, words: str
) -> None:
    Reading.objects.create(
        reckoning=Reckoning.objects.get(as_at=AS_AT), code=code, level="all", first=AS_AT,
        window=CATALOGUE[code].windows[0], met=3, eligible=3, incomplete=4,
    )  # fmt: skip
    said = page(read.director)
    row = said.partition(f"{code}. {CATALOGUE[code].meaning}")[2].partition("</tr>")[0]
    assert words in row


@pytest.mark.django_db
def test_a_known_issue_stands_beside_its_figures_until_it_is_mended(read: Cast) -> None:
    made = issue(read)
    figure = "/performance/indicators/CP11/"
    assert TITLE in page(read.priya, figure)
    assert "Known issue" in page(read.priya, "/performance/")
    assert TITLE not in page(read.director, "/performance/indicators/CN02/")
    assert Notice.objects.get(to=read.frank, kind="performance.issue")
    assert f"known issue of the data: {TITLE}" in page(read.frank, "/")
    assert TITLE not in page(read.ana, "/")
    assert TITLE in page(read.priya)
    operations.note_issue(issue=made, act=IssueAct.FINISH, words="All visits are entered.",
                          owner=read.frank, seen=1, by=read.frank, at=NOON)  # fmt: skip
    assert TITLE not in page(read.priya, figure)
    assert "Mended: 1" in page(read.priya)
    assert [one.state for one in made.notes.all()] == ["open", "mended"]
    assert Event.objects.filter(what__endswith="_issue").count() == 2


@pytest.mark.django_db
def test_the_second_of_two_is_told_and_writes_again(read: Cast) -> None:
    made = issue(read)
    client = browser(read.frank)
    operations.note_issue(issue=made, act=IssueAct.MEND, words="The supplier looks at it.",
                          owner=read.frank, seen=1, by=read.ana, at=NOON)  # fmt: skip
    given = {"act": "finish", "words": "It is all entered now.", "owner": read.frank.pk, "seen": 1}
    said = client.post(made.get_absolute_url(), given).content.decode()
    assert "Somebody wrote a note while you wrote yours" in said
    assert "The supplier looks at it" in said
    assert "It is all entered now" in said
    assert 'value="2"' in said
    again = client.post(made.get_absolute_url(), {**given, "seen": 2})
    assert again.status_code == 302
    made.refresh_from_db()
    assert made.state == "mended"


@pytest.mark.django_db
def test_an_issue_is_handed_on_and_the_new_owner_is_told(read: Cast) -> None:
    made = issue(read)
    operations.note_issue(issue=made, act=IssueAct.NOTE, words="It is her list.", seen=1,
                          owner=read.priya, by=read.frank, at=NOON)  # fmt: skip
    assert Notice.objects.filter(to=read.priya, kind="performance.issue").exists()
    client = browser(read.priya)
    assert "Add a note" in client.get(made.get_absolute_url()).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"about": "list-99"}, "Choose a list or a figure"),
        ({"words": "Bad"}, "at least 10"),
        ({"title": " "}, "at least 10"),
    ],
)
def test_what_stands_against_an_issue(read: Cast, change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        issue(read, **change)
    with pytest.raises(Refusal, match="who sees the figures"):
        issue(read, by=read.aisha)
    with pytest.raises(Refusal, match="somebody who sees the figures"):
        issue(read, owner=read.aisha)
    assert not KnownIssue.objects.exists()


@pytest.mark.django_db
def test_who_sees_no_figures_sees_no_board_and_others_do_not_write(read: Cast) -> None:
    made = issue(read)
    for who in (read.aisha, read.ines, read.bea, read.wes, read.pat, read.ada):
        for path in (BOARD, f"{BOARD}lists/6/", f"{BOARD}issues/new/", made.get_absolute_url()):
            assert browser(who).get(path).status_code == 404, (who.name, path)
    assert "Not yours to change" in page(read.priya, made.get_absolute_url())
    assert browser(read.priya).post(made.get_absolute_url(), {}).status_code == 404
    assert browser(read.priya).get(f"{BOARD}?where=all").status_code == 404
    assert browser(read.priya).get(f"{BOARD}lists/99/").status_code == 404


@pytest.mark.django_db
def test_an_issue_is_written_on_its_page(read: Cast) -> None:
    client = browser(read.priya)
    assert "selected" in client.get(f"{BOARD}issues/new/?about=list-7").content.decode()
    answer = client.post(
        f"{BOARD}issues/new/",
        {"about": "list-7", "title": TITLE, "words": WORDS, "owner": read.frank.pk},
    )
    assert answer.status_code == 302
    assert "Choose a list or a figure" in client.post(f"{BOARD}issues/new/", {}).content.decode()


@pytest.mark.django_db
def test_an_issue_names_no_child_and_is_of_a_length_that_is_read(read: Cast) -> None:
    client = browser(read.priya)
    sent = {"about": "list-7", "title": TITLE, "words": WORDS, "owner": read.frank.pk}
    for wrong, words in (
        ({"title": "Child Liam has no visits"}, "“Liam” (a person’s name)"),
        ({"title": "Visits " * 20}, "Use at most 120 characters: this has 139"),
        ({"words": "Not entered. " * 40}, "Use at most 500 characters: this has 519"),
    ):
        back = client.post(f"{BOARD}issues/new/", {**sent, **wrong}).content.decode()
        assert words in back, wrong
        assert next(iter(wrong.values())).strip() in back, "what was typed stays"
    assert not KnownIssue.objects.exists()
    named = {**sent, "title": "Child Liam has no visits", "no_names": "on"}
    assert client.post(f"{BOARD}issues/new/", named).status_code == 302


@pytest.mark.django_db
def test_old_lists_are_called_late(read: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Late" not in page(read.director, "/performance/indicators/CP01/")
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(days=30))
    said = page(read.director, "/performance/indicators/CP01/")
    assert "The newest list is 49 days old" in said
    then = page(read.director, "/performance/indicators/CP01/?as_at=2026-09-30")
    assert "days old" not in then


@pytest.mark.django_db
def test_before_the_first_load_the_board_says_so(cast: Cast) -> None:
    assert "There is no figure yet" in page(cast.director)


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_issues(read: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            page(read.director)
        return len(found)

    issue(read)
    page(read.director)
    few = asked()
    for _ in range(5):
        issue(read)
    assert asked() == few
