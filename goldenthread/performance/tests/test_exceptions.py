"""Exceptions found, kept, seen, answered and waived, by each of the cast."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.actions.models import Action
from goldenthread.audits.models import Audit, Draw
from goldenthread.audits.tests import helpers
from goldenthread.intake import operations as intake
from goldenthread.kernel.refusal import Refusal
from goldenthread.notices.models import Email, Notice
from goldenthread.performance import operations, queries, work
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.models import (
    ExceptionAnswer,
    PerformanceException,
    Reading,
    Reckoning,
    Sighting,
    Triage,
)
from goldenthread.performance.queries.showing import Shown
from goldenthread.performance.rules.exceptions import PARTS
from goldenthread.performance.vocabulary.exceptions import AnswerState
from goldenthread.trail.models import Event
from tests.cast import NOON
from tests.journeys.books import annex_a

if TYPE_CHECKING:
    from django.http import HttpResponse

    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 15)
PAGE = "/performance/exceptions/2026-10/"
WORDS = dict.fromkeys(PARTS, "Two workers are away and nobody covered their visits.")


@pytest.fixture(autouse=True)
def _var(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(hours=3))


def load(cast: Cast, folder: Path, as_at: date, *, late: int = 1, children: int = 6) -> None:
    """Children of FSP North on plans, of whom so many were last visited long ago."""
    path = annex_a(folder / f"{as_at}-{late}.xlsx", cast, children=children, late=late)
    intake.load_files(paths=[path], as_at=as_at, without_bad_rows=False, by=cast.ana, at=NOON)
    operations.take_readings(by=cast.ana, at=NOON, indicators=[CATALOGUE["CP10"]])


def find(cast: Cast) -> int:
    return operations.find_exceptions(by=cast.ana, at=NOON)


@pytest.fixture
def found(cast: Cast, tmp_path: Path) -> Cast:
    """One child of FSP North past the line of twenty working days."""
    load(cast, tmp_path, OCTOBER)
    assert find(cast) == 1
    return cast


def the_one() -> PerformanceException:
    return PerformanceException.objects.get()


def get(who: Person, path: str) -> HttpResponse:
    client = Client()
    client.force_login(who)
    answer: HttpResponse = client.get(path)
    return answer


def page(who: Person, path: str) -> str:
    return get(who, path).content.decode()


def post(who: Person, path: str, **data: object) -> HttpResponse:
    client = Client()
    client.force_login(who)
    answer: HttpResponse = client.post(path, data)
    return answer


def test_a_child_past_a_line_is_an_exception_of_the_team(found: Cast) -> None:
    one = the_one()
    assert (one.kind, one.code, one.group) == ("hard_line", "HL1", "FSP North")
    sighting = one.sightings.get()
    assert (sighting.rank, sighting.said) == (1, "1 child")
    assert sighting.owed_by == NOON.date(), "the same day"


def test_the_head_counts_children_and_exceptions_apart(found: Cast) -> None:
    text = page(found.priya, PAGE)
    assert "1 child is past a hard safety line" in text
    assert "They are in one exception. It needs an answer at once." in text
    assert "Of every place that you see, each by itself" in text
    grid = page(found.director, "/performance/grid/")
    assert "The whole council alone, as at 31 October 2026" in grid


def test_the_same_figures_are_sifted_once(found: Cast) -> None:
    assert find(found) == 0
    assert Triage.objects.count() == 1


def test_next_month_it_goes_on_and_is_not_doubled(found: Cast, tmp_path: Path) -> None:
    load(found, tmp_path, NOVEMBER, late=2)
    assert find(found) == 1
    one = the_one()
    assert one.first_on == OCTOBER
    assert [sighting.said for sighting in one.sightings.order_by("pk")] == ["1 child", "2 children"]
    assert "Second month running" in page(found.priya, "/performance/exceptions/2026-11/")


def test_a_load_sent_again_shows_what_it_says_and_keeps_the_answers(
    found: Cast, tmp_path: Path
) -> None:
    say(found, found.priya)
    load(found, tmp_path, OCTOBER, late=2)
    assert find(found) == 1
    assert Sighting.objects.count() == 2, "the earlier stays"
    text = page(found.priya, PAGE)
    assert "2 children" in text
    assert "Answered 19 Nov 2026" in text


def test_what_the_newest_figures_do_not_raise_is_said_to_be_over(
    found: Cast, tmp_path: Path
) -> None:
    load(found, tmp_path, OCTOBER, late=0)
    find(found)
    assert "Nothing unusual" in page(found.priya, PAGE)
    assert "do not raise it any more" in page(found.priya, the_one().get_absolute_url())


@pytest.mark.parametrize(
    ("who", "sees", "may"),
    [
        ("director", True, True),
        ("margaret", True, True),
        ("helen", True, True),
        ("sven", True, True),
        ("priya", True, True),
        ("quinn", True, False),
        ("rosa", True, False),
        ("paula", True, False),
        ("ana", True, False),
        ("frank", True, False),
        ("ian", False, False),
        ("sam", False, False),
        ("omar", False, False),
    ],
)
def test_who_sees_an_exception_and_who_answers_it(
    found: Cast, who: str, sees: bool, may: bool
) -> None:
    reader = getattr(found, who)
    one = the_one()
    assert ("not seen for 20 working days" in page(reader, PAGE)) is sees
    assert (one.reference in page(reader, f"{PAGE}exceptions.csv")) is sees
    answer = get(reader, one.get_absolute_url())
    assert answer.status_code == (200 if sees else 404)
    if sees:
        assert ("Save my answer" in answer.content.decode()) is may
    wrote = post(reader, one.get_absolute_url(), seen=0, **WORDS)
    assert wrote.status_code == (302 if may else 200 if sees else 404)
    assert ExceptionAnswer.objects.exists() is may
    assert get(reader, f"{one.get_absolute_url()}action/").status_code == (200 if may else 404)


@pytest.mark.parametrize(
    ("who", "sees", "may"),
    [
        ("director", True, True),
        ("margaret", True, True),
        ("helen", True, True),
        ("sven", True, True),
        ("priya", False, False),
        ("sam", False, False),
        ("ian", False, False),
        ("quinn", True, False),
        ("ana", True, False),
    ],
)
def test_an_exception_of_a_service_is_its_leaders_to_see_and_to_answer(
    found: Cast, who: str, sees: bool, may: bool
) -> None:
    PerformanceException.objects.update(
        kind="signal", code="CP10", level="area", group=found.fsp.name
    )
    Sighting.objects.update(rank=2, said="3 of 20 (15%)", met=3, of=20)
    reader, one = getattr(found, who), the_one()
    listed = page(reader, PAGE)
    assert (one.reference in listed) is sees
    assert (one.reference in page(reader, f"{PAGE}?level=team")) is False
    assert (one.reference in page(reader, f"{PAGE}?where=area-{found.fsp.pk}")) is sees
    assert (one.reference in page(reader, f"{PAGE}exceptions.csv")) is sees
    answer = get(reader, one.get_absolute_url())
    assert answer.status_code == (200 if sees else 404)
    if sees:
        assert found.fsp.name in listed
        assert "Helen" in page(found.quinn, one.get_absolute_url()), "who answers it is said"
        assert f"where=area-{found.fsp.pk}" in answer.content.decode()
        assert ("Save my answer" in answer.content.decode()) is may


def test_an_action_from_a_service_is_the_services(found: Cast) -> None:
    PerformanceException.objects.update(
        kind="signal", code="CP10", level="area", group=found.fsp.name
    )
    made = operations.set_action(
        exception=the_one(), finding="3 of 20", what="Cover the visits of who is away", why="",
        success="Visits on time", owner=found.priya, due=date(2026, 12, 4), token="t9",
        by=found.helen, at=NOON,
    )  # fmt: skip
    assert (made.area, made.team, made.level) == (found.fsp, None, "service")


def test_the_charts_of_the_teams_are_asked_for_in_as_many_questions_however_many(
    found: Cast,
) -> None:
    days = queries.reckoned()

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as questions:
            charts = list(queries.charts_of_parts(days))
        return len(charts), len(questions)

    few, before = asked()
    kept = Reading.objects.get(group="FSP North", window="snapshot")
    for team in (found.fsp_south, found.c4c_1, found.duty_1):
        kept.pk, kept.group = None, team.name
        kept.save()
    more, after = asked()
    assert more > few
    assert after == before


def test_of_the_lesser_signals_of_teams_the_page_says_how_many_are_not_listed(
    found: Cast,
) -> None:
    Triage.objects.update(
        looked_at={
            "": [90, 13, 1.5, 0],
            "FSP North": [24, 3, 0.2, 2],
            "area:Family Support and Protection": [12, 1, 0.1, 1],
            "C4C 1": [11, 0, 0.1],
        }
    )
    assert "3 lesser signals are not listed" in page(found.helen, PAGE)
    assert "2 lesser signals are not listed" in page(found.priya, PAGE)
    assert "lesser signal" not in page(found.ian, PAGE)
    assert "137" in page(found.quinn, PAGE), "charts of all levels"


@pytest.mark.parametrize("who", ["aisha", "ines", "bea", "wes", "pat", "ada"])
def test_who_sees_no_figures_finds_no_exceptions(found: Cast, who: str) -> None:
    for path in ("/performance/exceptions/", PAGE, the_one().get_absolute_url()):
        assert get(getattr(found, who), path).status_code == 404, path


def test_the_very_children_are_listed_and_each_is_a_look(found: Cast) -> None:
    path = f"{the_one().get_absolute_url()}children/"
    text = page(found.priya, path)
    assert "109377" in text
    assert "109378" not in text
    assert "30 Sep 2026" in text, "past since the day after the twentieth"
    looks = Event.objects.filter(what="performance:exception_children", by=found.priya)
    assert looks.count() == 1


def say(cast: Cast, by: Person, *, seen: int = 0) -> ExceptionAnswer:
    return operations.answer(
        exception=the_one(), month=date(2026, 10, 1), words=WORDS, seen=seen, by=by,
        at=NOON + timedelta(hours=1),
    )  # fmt: skip


def test_an_answer_is_kept_with_its_four_parts_and_seen_by_all(found: Cast) -> None:
    one = the_one()
    assert post(found.priya, one.get_absolute_url(), seen=0, **WORDS).status_code == 302
    kept = ExceptionAnswer.objects.get()
    assert (kept.by, kept.month, kept.happening) == (
        found.priya,
        date(2026, 10, 1),
        WORDS["happening"],
    )
    assert Event.objects.filter(what="performance.answer", by=found.priya).count() == 1
    text = page(found.ana, PAGE)
    assert "Answered 19 Nov 2026" in text
    assert "Do this first" not in text
    assert WORDS["happening"] in page(found.quinn, one.get_absolute_url())
    assert queries.unanswered(found.priya, on=NOON.date()) == []


def test_a_short_part_is_refused_with_its_name_and_nothing_is_lost(found: Cast) -> None:
    answer = post(
        found.priya, the_one().get_absolute_url(), seen=0, **{**WORDS, "because": "Sick."}
    )
    text = answer.content.decode()
    assert "Say why, in at least 20 characters" in text
    assert WORDS["happening"] in text
    assert not ExceptionAnswer.objects.exists()


NAMES = "Child Liam Smith born 3 May 2015 was not seen: the worker left."
SAYS_SO = "This may name somebody: “born 3 May 2015” (a date of birth)"


def test_an_answer_that_may_name_a_child_comes_back_unsaved_until_somebody_says_it_does_not(
    found: Cast,
) -> None:
    path = the_one().get_absolute_url()
    assert "no_names" not in page(found.priya, path), "nothing is asked before"
    mine = {**WORDS, "happening": NAMES}
    back = post(found.priya, path, seen=0, **mine).content.decode()
    assert back.count(SAYS_SO) == 2, "in the summary and at its box"
    assert 'href="#id_happening"' in back
    assert NAMES in back
    assert WORDS["next_step"] in back
    assert "This names no child or family member" in back
    assert not ExceptionAnswer.objects.exists()
    client = Client()
    client.force_login(found.priya)
    done = client.post(path, {**mine, "seen": 0, "no_names": "on"}, follow=True).content.decode()
    assert "Your answer is saved" in done
    assert "may name somebody" not in done, "it is not said again"
    assert ExceptionAnswer.objects.get().happening == NAMES


def test_the_names_of_staff_are_no_matter(found: Cast) -> None:
    staff = {**WORDS, "next_step": f"Mrs {found.helen.name} visits with {found.helen.name}."}
    assert post(found.priya, the_one().get_absolute_url(), seen=0, **staff).status_code == 302


def test_an_answer_has_an_upper_length_and_nothing_is_lost(found: Cast) -> None:
    path = the_one().get_absolute_url()
    long = "Two are away.\r\n" * 200
    back = post(found.priya, path, seen=0, **{**WORDS, "because": long}).content.decode()
    assert "Use at most 2,000 characters: this has 2,799." in back, "a new line is one"
    assert "Say why, in at least" not in back
    assert "Two are away." in back
    assert WORDS["happening"] in back
    assert "20 to 2,000 characters." in back, "the hint says so"
    with pytest.raises(Refusal, match="at most 2,000"):
        operations.answer(
            exception=the_one(), month=OCTOBER.replace(day=1), words={**WORDS, "because": long},
            seen=0, by=found.priya, at=NOON,
        )  # fmt: skip
    assert not ExceptionAnswer.objects.exists()


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("Daughter Molly moved with her family.", "“Molly” (a person’s name)"),
        ("The team moved on 1 October. " * 20, "Use at most 500 characters: this has 579."),
    ],
)
def test_a_waiver_neither_names_a_child_nor_goes_on_for_pages(
    found: Cast, reason: str, said: str
) -> None:
    PerformanceException.objects.update(kind="teams", code="CP10")
    path = f"{the_one().get_absolute_url()}waive/"
    day = {"until_day": 31, "until_month": 12, "until_year": 2026}
    back = post(found.priya, path, seen=0, reason=reason, **day).content.decode()
    assert said in back
    assert reason.strip() in back
    assert not ExceptionAnswer.objects.exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_before_words_that_may_name_a_child_leave_it_asks(found: Cast, kind: str) -> None:
    file = f"{PAGE}exceptions.{kind}"
    assert get(found.ana, file)["Content-Disposition"].endswith(f'.{kind}"')
    mine = {**WORDS, "happening": NAMES, "no_names": "on"}
    assert post(found.priya, the_one().get_absolute_url(), seen=0, **mine).status_code == 302
    asks = page(found.ana, f"{file}?answer=answered")
    assert "Before you download: 1 of 1 exception may name somebody" in asks
    assert the_one().reference in asks
    assert "“Liam” (a person’s name)" in asks
    assert 'href="?answer=answered&amp;anyway=yes"' in asks
    left = get(found.ana, f"{file}?answer=answered&anyway=yes")
    assert left["Content-Disposition"].endswith(f'.{kind}"')
    assert get(found.ana, f"{file}?answer=owed")["Content-Disposition"], "not among these"


def test_who_wrote_meanwhile_is_told_and_both_are_shown(found: Cast) -> None:
    say(found, found.helen)
    mine = {**WORDS, "happening": "My own words, of what I saw on the record."}
    answer = post(found.priya, the_one().get_absolute_url(), seen=0, **mine)
    text = answer.content.decode()
    assert "Somebody said something to this exception while you wrote" in text
    assert mine["happening"] in text
    assert WORDS["happening"] in text
    assert ExceptionAnswer.objects.count() == 1
    assert 'name="seen" value="1"' in text, "saved again, it adds to it"


def test_an_answer_counts_for_its_month_and_the_same_words_are_marked(
    found: Cast, tmp_path: Path
) -> None:
    say(found, found.priya)
    load(found, tmp_path, NOVEMBER)
    find(found)
    november = "/performance/exceptions/2026-11/"
    assert "Do this first" in page(found.priya, november), "it is owed anew"
    operations.answer(
        exception=the_one(), month=date(2026, 11, 1), words=WORDS, seen=1, by=found.priya, at=NOON
    )
    assert "Same words as in the month before" in page(found.priya, november)
    assert "Same words" not in page(found.priya, PAGE)


def test_a_hard_line_is_never_waived(found: Cast) -> None:
    one = the_one()
    assert get(found.priya, f"{one.get_absolute_url()}waive/").status_code == 404
    with pytest.raises(Refusal, match="never waived"):
        operations.waive(
            exception=one, month=date(2026, 10, 1), until=date(2026, 12, 31),
            reason="The lists are known to be wrong.", seen=0, by=found.priya, at=NOON,
        )  # fmt: skip


def test_anything_else_is_waived_until_a_day_with_the_reason(found: Cast) -> None:
    one = the_one()
    PerformanceException.objects.update(kind="teams", code="CP10")
    path = f"{one.get_absolute_url()}waive/"
    day = {"until_day": 31, "until_month": 12, "until_year": 2026}
    assert post(found.sam, path, seen=0, reason="Not mine, though", **day).status_code == 404
    short = post(found.priya, path, seen=0, reason="Known", **day)
    assert "in at least 20 characters" in short.content.decode()
    done = post(found.priya, path, seen=0, reason="The team moved on 1 October.", **day)
    assert done.status_code == 302
    text = page(found.ana, PAGE)
    assert "Waived until 31 Dec 2026" in text
    assert "The team moved on 1 October." in text


def test_an_action_is_set_from_it_and_stands_on_its_page(found: Cast) -> None:
    one = the_one()
    path = f"{one.get_absolute_url()}action/"
    done = post(
        found.priya, path, what="Visit the child with the duty worker", why="", success="A visit",
        owner=found.aisha.pk, due_day=4, due_month=12, due_year=2026, token="t1",
    )  # fmt: skip
    assert done.status_code == 302
    action = Action.objects.get()
    assert (action.source, action.source_reference, action.source_code) == (
        "exception",
        one.reference,
        "HL1",
    )
    assert (action.team, action.owner) == (found.fsp_north, found.aisha)
    assert "1 child" in action.finding
    assert action.reference in page(found.quinn, one.get_absolute_url())
    assert one.reference in page(found.aisha, action.get_absolute_url())


@pytest.mark.parametrize(
    ("who", "answer", "may"),
    [
        ("quinn", 200, True),
        ("helen", 200, True),
        ("priya", 200, False),
        ("director", 200, False),
        ("ana", 200, False),
        ("ian", 404, False),
        ("aisha", 404, False),
    ],
)
def test_only_who_may_start_an_audit_of_these_children_is_offered_it(
    found: Cast, who: str, answer: int, may: bool
) -> None:
    reader = getattr(found, who)
    one = the_one().get_absolute_url()
    figure = f"/performance/indicators/CP10/children/?side=not_met&where=team-{found.fsp_north.pk}"
    for path in (one, f"{one}children/", figure):
        text = page(reader, path)
        offered = "Start an audit of these children</a>" in text
        assert offered is may, path
        if not may and "Audits started from this" in text:
            assert "The QA team or your Head of Service can start an audit" in text


@pytest.mark.parametrize(
    ("who", "answer", "may"),
    [
        ("quinn", 200, True),
        ("helen", 200, True),
        ("priya", 200, False),
        ("director", 200, False),
        ("ana", 200, False),
        ("ian", 404, False),
        ("aisha", 404, False),
    ],
)
def test_an_audit_of_the_very_children_is_started_by_who_may_and_others_are_told_who_can(
    found: Cast, who: str, answer: int, may: bool
) -> None:
    helpers.publish()
    reader = getattr(found, who)
    for path in (
        f"{the_one().get_absolute_url()}draw/",
        f"/performance/indicators/CP10/draw/?side=not_met&where=team-{found.fsp_north.pk}",
    ):
        shown = get(reader, path)
        assert shown.status_code == answer
        text = shown.content.decode()
        assert ("Draw and allocate" in text) is may
        assert ("The QA team starts an audit of these children" in text) is (
            answer == 200 and not may
        )
        before = Draw.objects.count()
        post(reader, path, size=1, seed="s", auditors=[found.dana.pk, found.omar.pk])
        assert Draw.objects.count() == before + may
        Audit.objects.all().delete()


def test_the_draw_is_of_the_children_past_the_line_and_is_shown_on_the_exception(
    found: Cast,
) -> None:
    helpers.publish()
    one = the_one()
    post(found.quinn, f"{one.get_absolute_url()}draw/", size=1, seed="s", auditors=[found.dana.pk])
    draw = Draw.objects.get()
    assert draw.population == 1
    assert draw.audits.get().child.reference == "109377"
    assert (draw.origin_reference, draw.origin_figure) == (one.reference, "1 child")
    assert draw.origin_address == one.get_absolute_url()
    text = page(found.quinn, one.get_absolute_url())
    assert draw.get_absolute_url() in text
    assert "1 child, 0 moderated" in text
    assert draw.get_absolute_url() not in page(found.ana, one.get_absolute_url())
    too_many = post(found.quinn, f"{one.get_absolute_url()}draw/", size=9, seed="s",
                    auditors=[found.dana.pk])  # fmt: skip
    assert "None of them can be drawn now" in too_many.content.decode(), "being audited"


def test_the_filter_is_in_the_address(found: Cast) -> None:
    for asked, shown in (
        ("kind=hard_line", True),
        ("kind=teams", False),
        ("answer=owed", True),
        ("answer=answered", False),
        (f"where=team-{found.fsp_north.pk}", True),
        (f"where=area-{found.c4c.pk}", False),
    ):
        text = page(found.director, f"{PAGE}?{asked}")
        assert ("EXC-" in text) is shown, asked
        assert ("0 of 1 shown" in text) is not shown


@pytest.mark.parametrize(
    ("who", "asked", "answer"),
    [
        ("director", "where=team-999", 404),
        ("director", "where=bogus", 404),
        ("director", "where=all", 200),
        ("director", "kind=bogus", 404),
        ("director", "level=bogus", 404),
        ("director", "answer=bogus", 404),
        ("director", "kind=", 200),
        ("priya", "where=own", 200),
        ("priya", "where=other", 404),
        ("priya", "where=all", 404),
    ],
)
def test_a_filter_that_is_not_theirs_or_not_there_is_not_there(
    found: Cast, who: str, asked: str, answer: int
) -> None:
    asked = asked.replace("own", f"team-{found.fsp_north.pk}")
    asked = asked.replace("other", f"team-{found.fsp_south.pk}")
    client = Client()
    client.force_login(getattr(found, who))
    for path in ("/performance/exceptions/", PAGE, f"{PAGE}exceptions.csv"):
        given = client.get(f"{path}?{asked}", follow=True)
        assert given.status_code == answer, path


def test_the_filter_goes_with_the_newest_month(found: Cast) -> None:
    where = f"where=team-{found.fsp_north.pk}"
    for asked, kept in (
        (where, f"{PAGE}?{where}"),
        ("kind=teams&answer=owed", f"{PAGE}?kind=teams&answer=owed"),
        ("where=all&part=x", PAGE),
    ):
        given = get(found.director, f"/performance/exceptions/?{asked}")
        assert given.headers["Location"] == kept


def test_the_tabs_keep_the_day_where_the_other_page_has_it(found: Cast, tmp_path: Path) -> None:
    load(found, tmp_path, NOVEMBER)
    find(found)
    where = f"where=team-{found.fsp_north.pk}"
    board = page(found.director, f"/performance/?as_at=2026-10-31&{where}&q=x")
    tab = f"/performance/exceptions/?{where}&as_at=2026-10-31"
    assert f'href="{tab}"' in board.replace("&amp;", "&")
    assert get(found.director, tab).headers["Location"] == f"{PAGE}?{where}"
    then = page(found.director, f"{PAGE}?{where}&kind=hard_line")
    assert "/performance/chat/?" in then
    assert "as_at=2026-10-31" in then.partition("/performance/chat/?")[2].partition('"')[0]
    assert "kind=" not in then.partition("/performance/chat/?")[2].partition('"')[0]
    newest = "/performance/exceptions/2026-11/"
    for asked, month in (("", newest), ("?as_at=2026-08-31", newest), ("?as_at=2026-10-31", PAGE)):
        given = get(found.director, f"/performance/exceptions/{asked}")
        assert given.headers["Location"] == month
    assert get(found.director, "/performance/exceptions/?as_at=never").status_code == 404


def test_all_that_is_owed_an_answer_is_counted_and_what_is_to_learn_from_is_not(
    found: Cast,
) -> None:
    row = Sighting.objects.get()
    for rank, owed_by in ((6, date(2026, 12, 3)), (7, None)):
        other = PerformanceException.objects.create(
            kind="neighbours", code="CP10", level="team", group="FSP North", worse=rank == 6,
            first_on=OCTOBER, at=NOON,
        )  # fmt: skip
        row.pk, row.exception, row.rank, row.owed_by = None, other, rank, owed_by
        row.save()
    assert "<b>0 of 2</b>" in page(found.priya, PAGE)
    assert len(queries.unanswered(found.priya, on=NOON.date())) == 2, "as the desk counts them"


def test_before_the_first_load_the_page_says_so(cast: Cast) -> None:
    assert "No list has been loaded yet" in page(cast.ana, "/performance/exceptions/")
    assert get(cast.ana, PAGE).status_code == 404


def test_the_newest_month_is_a_click_away_and_old_lists_are_said(
    found: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert get(found.ana, "/performance/exceptions/").headers["Location"] == PAGE
    assert "days old" not in page(found.ana, PAGE)
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(days=30))
    assert "49 days old" in page(found.ana, PAGE)


def test_who_answers_is_told_once_a_month_by_a_message_that_names_nobody(
    found: Cast, tmp_path: Path
) -> None:
    told = Notice.objects.filter(kind="performance.exceptions")
    assert [(one.to, one.words) for one in told] == [
        (found.priya, "1 exception of October 2026 waits for your answer")
    ]
    assert Email.objects.get(to=found.priya).subject.endswith("an answer is owed for your clinic")
    load(found, tmp_path, OCTOBER, late=2)
    find(found)
    assert told.count() == 1


def test_each_is_owed_by_whose_it_is(found: Cast) -> None:
    mine = [one.exception.pk for one in queries.unanswered(found.priya, on=NOON.date())]
    assert mine == [the_one().pk]
    for other in (found.helen, found.director, found.ana, found.sam):
        assert queries.unanswered(other, on=NOON.date()) == []


def test_the_desk_of_who_answers_it_says_so_with_a_link(found: Cast) -> None:
    said = "Answer 1 exception of October 2026: past a hard safety line"
    text = page(found.priya, "/")
    assert said in text
    assert f"{PAGE}?answer=owed&amp;kind=hard_line" in text
    for other in (found.helen, found.sam, found.ana, found.aisha):
        assert said not in page(other, "/")
    say(found, found.helen)
    assert said not in page(found.priya, "/")


def test_the_job_sifts_once_figures_are_in(cast: Cast, tmp_path: Path) -> None:
    load(cast, tmp_path, OCTOBER)
    work.sift(None)  # type: ignore[arg-type]
    assert the_one().code == "HL1"
    assert queries.days_to_sift() == []


def test_the_number_of_queries_does_not_grow_with_exceptions_or_months(
    cast: Cast, tmp_path: Path
) -> None:
    load(cast, tmp_path, OCTOBER)
    find(cast)
    first = the_one().get_absolute_url()
    few = [_queries(cast.director, path) for path in (PAGE, first, f"{first}children/")]
    for day in (date(2026, 11, 8), NOVEMBER):
        load(cast, tmp_path, day, late=6)
    find(cast)
    assert Sighting.objects.count() >= 3
    newest = "/performance/exceptions/2026-11/"
    many = [_queries(cast.director, path) for path in (newest, first, f"{first}children/")]
    assert all(now <= then for now, then in zip(many, few, strict=True)), (few, many)


def _queries(who: Person, path: str) -> int:
    client = Client()
    client.force_login(who)
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_the_file_withholds_small_numbers_and_says_so(found: Cast) -> None:
    *rows, note = csv.DictReader(
        io.StringIO(page(found.director, f"{PAGE}exceptions.csv").removeprefix("\ufeff"))
    )
    one = next(row for row in rows if row["Exception"] == the_one().reference)
    assert 1 <= Sighting.objects.get(exception=the_one()).met <= 5
    assert [one[name] for name in ("Now", "Numerator", "Denominator", "What it tells us")] == [
        "c"
    ] * 4
    assert note["Exception"].startswith("Numbers under 6 are not shown")


def test_what_comes_next_is_the_children_of_what_is_worse_and_else_the_figure(cast: Cast) -> None:
    """A doubtful signal is looked at on its chart; what is better is learnt from there, too."""
    for rank, code, wanted in (
        (1, "HL1", True), (2, "CP10", True), (5, "CP10", False), (7, "CP10", False),
        (2, "WF06", False), (9, "LIST7", False),
    ):  # fmt: skip
        one = Shown(
            sighting=Sighting(exception=PerformanceException(code=code), rank=rank),
            title="", where="", months=1, state=AnswerState.OWED, said=None, whose=None,
            as_at=date(2026, 10, 31), load="", due=False, same_words=False,
        )  # fmt: skip
        assert one.asks_for_children is wanted, (rank, code)


@pytest.mark.django_db
def test_who_sees_the_councils_signals_is_told_of_the_councils_charts(cast: Cast) -> None:
    """What chance gives is said of the same charts as the signals are of."""
    day = Reckoning.objects.create(
        as_at=date(2026, 10, 31), fingerprint="x", load="LOD-0001", load_as_at=date(2026, 10, 31),
        at=NOON,
    )  # fmt: skip
    found = Triage.objects.create(
        reckoning=day, basis="x", at=NOON, quiet=[],
        looked_at={"": [125, 3, 2.5, 0], "FSP North": [40, 1, 0.1, 2], "C4C 1": [60, 0, 0.2, 1]},
    )  # fmt: skip
    for who, charts, chance in ((cast.helen, 165, 2.6), (cast.ana, 225, 2.8)):
        said = queries.header(who, found, [])
        assert (said.charts, round(said.chance, 1)) == (charts, chance), who.name
