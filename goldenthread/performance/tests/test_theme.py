"""A Golden Thread on one page: its figures, its audits, what families say, what is done (T02)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.actions.vocabulary import Impact, State
from goldenthread.audits import queries as audits
from goldenthread.audits.models import Finding, ModeratedGrade
from goldenthread.audits.tests import helpers
from goldenthread.audits.vocabulary import Grade
from goldenthread.performance.models import Reading, Reckoning
from goldenthread.performance.rules.theme import action_words, audited_words, heard_words
from goldenthread.performance.vocabulary import Level, Window
from tests.cast import NOON, TODAY

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from tests.cast import Cast

PATH = "/performance/threads/GT4/"


@dataclass(frozen=True, kw_only=True)
class Said:
    audits: int = 0
    heard: int = 0
    graded: int = 0
    good: int = 0


@dataclass(kw_only=True)
class Act:
    state: str = State.OPEN
    impact: str = ""
    due_on: date = TODAY


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Said(), "No audit was handed in."),
        (Said(audits=1), "1 audit handed in. None graded a section on this thread."),
        (
            Said(audits=2, graded=8, good=1),
            "2 audits handed in. Of the grades of the sections on this thread, 1 of 8 is Good or "
            "better.",
        ),
        (
            Said(audits=20, graded=80, good=44),
            "20 audits handed in. Of the grades of the sections on this thread, 44 of 80 (55%) are "
            "Good or better.",
        ),
    ],
)
def test_grades_are_counted_and_never_averaged(found: Said, words: str) -> None:
    assert audited_words(found) == words


def test_in_how_many_audits_somebody_was_heard() -> None:
    assert heard_words(Said()) == ""
    said = heard_words(Said(audits=20, heard=15))
    assert said == "The child or the family was heard in 15 of 20 (75%)."


@pytest.mark.parametrize(
    ("among", "words", "because"),
    [
        ([], "There is no action that you may see.", ""),
        ([Act()], "1 to be done.", "due today is not overdue"),
        ([Act(due_on=date(2026, 1, 5)), Act()], "2 to be done, 1 of them overdue.", ""),
        (
            [Act(state=State.REPORTED), Act(state=State.VERIFIED)],
            "0 to be done; 2 done and not closed.",
            "a verified action whose difference is not checked is not closed",
        ),
        (
            [Act(state=State.CLOSED, impact=Impact.BETTER),
             Act(state=State.CLOSED, impact=Impact.SOME), Act(state=State.CLOSED)],
            "0 to be done; 3 closed: 2 made a difference.",
            "",
        ),
    ],
)  # fmt: skip
def test_actions_in_a_sentence(among: list[Act], words: str, because: str) -> None:
    assert action_words(among, TODAY) == words, because


@pytest.fixture
def told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """An audit of FSP North, Good and moderated as Requires improvement, and a day with figures."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    audit = helpers.submitted(cast, Grade.GOOD)
    helpers.moderate(audit, cast.helen, Grade.REQUIRES_IMPROVEMENT)
    day = Reckoning.objects.create(
        as_at=TODAY, fingerprint="a", load="LOD-0001", load_as_at=TODAY, at=NOON
    )
    for group in ("", cast.fsp_north.name):
        Reading.objects.create(
            reckoning=day, code="CP10", window=Window.SNAPSHOT, first=TODAY, met=30, eligible=40,
            level=Level.TEAM if group else Level.ALL, group=group,
        )  # fmt: skip
    return cast


def span(*teams: str, last: date = TODAY) -> audits.Span:
    return audits.Span(first=date(2026, 1, 1), last=last, teams=teams)


@pytest.mark.django_db
def test_the_grade_that_stands_counts_of_the_sections_on_the_thread(told: Cast) -> None:
    found = audits.theme("GT4", span(told.fsp_north.name))
    assert (found.audits, found.heard) == (1, 1)
    assert found.graded >= 3
    assert found.good == found.graded
    ModeratedGrade.objects.filter(section="FCA-02").update(grade=Grade.REQUIRES_IMPROVEMENT)
    after = audits.theme("GT4", span())
    assert (after.graded, after.good) == (found.graded, found.good - 1), "the moderated one stands"
    assert "The child's voice and daily lived experience" in {one.title for one in found.sections}
    assert audits.theme("GT4", span(told.c4c_1.name)).audits == 0
    assert audits.theme("GT4", span(last=date(2026, 2, 1))).audits == 0


@pytest.mark.django_db
def test_words_are_those_of_audits_that_the_reader_may_read(told: Cast) -> None:
    whole = span()
    threads = {f"GT{number}" for number in range(1, 8)}
    read = [audits.words(told.quinn, thread, whole) for thread in threads]
    assert sum(one.strength_count + one.stronger_count for one in read)
    none = [audits.words(told.ana, thread, whole) for thread in threads]
    assert not sum(one.strength_count + one.stronger_count for one in none)
    assert not any(one.quotations for one in none)


def page(who: Person, path: str = PATH) -> tuple[int, str]:
    client = Client()
    client.force_login(who)
    answer = client.get(path)
    return answer.status_code, answer.content.decode()


@pytest.mark.django_db
def test_the_page_has_all_four_and_the_figure_leads_to_it(told: Cast) -> None:
    seen, text = page(told.director)
    assert seen == 200
    for words in ("What audits say", "What children and families say", "What is counted",
                  "What is being done now", "Child protection visits on time"):  # fmt: skip
        assert words in text
    _, figure = page(told.director, "/performance/indicators/CP10/")
    assert f"{PATH}?" in figure or PATH in figure
    assert "1 audit handed in." in figure
    assert page(told.director, "/performance/threads/GT9/")[0] == 404


def earlier(number: int, met: int, *codes: str) -> None:
    """A day some months before, of the whole council."""
    last = date(2026, 1, 31) - number * timedelta(days=31)
    day = Reckoning.objects.create(
        as_at=last, fingerprint=f"{last}", load="LOD-0001", load_as_at=last, at=NOON
    )
    for code in codes:
        Reading.objects.create(
            reckoning=day, code=code, window=Window.SNAPSHOT, first=last, met=met, eligible=40,
            level=Level.ALL, group="",
        )  # fmt: skip


@pytest.mark.django_db
def test_each_figure_of_the_thread_stands_over_time(told: Cast) -> None:
    earlier(0, 20, "CP10")
    _, text = page(told.director)
    assert 'class="gt-spark"' in text
    assert "50% in Jan 2026, 75% in Nov 2026; lowest 50%, highest 75%" in text


@pytest.mark.django_db
def test_the_number_of_questions_grows_with_neither_figures_nor_days(told: Cast) -> None:
    client = Client()
    client.force_login(told.director)

    def asked() -> int:
        client.get(PATH)
        with CaptureQueriesContext(connection) as found:
            assert client.get(PATH).status_code == 200
        return len(found)

    earlier(0, 20, "CP10")
    before = asked()
    for number in (1, 2, 3, -12):
        earlier(number, 20, "CP10", "CP11", "CN05")
    assert asked() == before
    assert page(told.director)[1].count('class="gt-spark"') == 3


@pytest.mark.django_db
def test_it_is_for_those_who_see_figures_each_of_their_own_place(told: Cast) -> None:
    assert page(told.aisha)[0] == 404
    other = f"{PATH}?where=team-{told.c4c_1.pk}"
    assert page(told.priya, other)[0] == 404
    seen, text = page(told.priya)
    assert seen == 200
    assert "1 audit handed in." in text


@pytest.mark.django_db
def test_the_number_of_questions_does_not_grow_with_findings(told: Cast) -> None:
    client = Client()
    client.force_login(told.director)

    def asked() -> int:
        client.get(PATH)
        with CaptureQueriesContext(connection) as found:
            assert client.get(PATH).status_code == 200
        return len(found)

    before = asked()
    one = Finding.objects.first()
    assert one is not None
    for number in range(8):
        Finding.objects.create(
            audit=one.audit, strength=True, words=f"Word {number}", thread="GT4",
            token=f"t{number}", by=one.by, at=one.at,
        )  # fmt: skip
    assert asked() == before
