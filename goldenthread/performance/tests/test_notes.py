"""Notes and step changes on a line: who sets them, who withdraws them, and what they change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.kernel.refusal import Refusal
from goldenthread.people.vocabulary import Role
from goldenthread.performance import operations, queries, rules
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.models import Note, Reading, Reckoning
from goldenthread.performance.vocabulary import Level, Mark, Window
from goldenthread.trail.models import Event
from tests.cast import NOON

if TYPE_CHECKING:
    from tests.cast import Cast

ONE = CATALOGUE["CP11"]
WHOLE = queries.Place(key="all", name="The whole council", level="all")
DAYS = [date(2025, month, 28) for month in range(1, 13)] + [
    date(2026, month, 28) for month in range(1, 11)
]
PATH = "/performance/indicators/CP11/"


@pytest.mark.parametrize(
    ("kind", "role", "day", "words", "refused"),
    [
        (Mark.ANNOTATION, Role.PM, DAYS[3], "New system", None),
        (Mark.ANNOTATION, Role.PM, DAYS[0], "New system", None),
        (Mark.ANNOTATION, Role.PM, DAYS[3], " ", "Say what happened"),
        (Mark.ANNOTATION, Role.PM, date(2027, 1, 1), "New", "does not reach"),
        (Mark.ANNOTATION, Role.PM, date(2025, 1, 27), "New", "begins on 28 January 2025"),
        (Mark.ANNOTATION, Role.PM, DAYS[3], "New. " * 61, "at most 300 characters"),
        (Mark.STEP, Role.PFA, DAYS[3], "New system", None),
        (Mark.STEP, Role.DCS, DAYS[3], "New system", None),
        (Mark.STEP, Role.PM, DAYS[3], "New system", "leadership team"),
        (Mark.STEP, Role.QAM, DAYS[3], "New system", "leadership team"),
        (Mark.STEP, Role.PFA, DAYS[0], "New system", "no point before"),
    ],
)
def test_what_stands_against_a_note(
    kind: Mark, role: Role, day: date, words: str, refused: str | None
) -> None:
    found = rules.why_not_note(kind=kind, roles={role}, words=words, day=day, points=DAYS)
    assert (found is None) if refused is None else (refused in str(found))
    none = rules.why_not_note(kind=kind, roles={role}, words="New", day=day, points=[])
    assert "does not reach" in str(none)


@pytest.mark.parametrize(
    ("by", "role", "withdrawn", "agreed", "refused"),
    [
        (1, Role.PM, False, False, False),
        (2, Role.PM, False, False, True),
        (2, Role.PFA, False, False, False),
        (1, Role.PM, True, False, True),
        (2, Role.PFA, False, True, True),
    ],
)
def test_who_withdraws_a_note(
    by: int, role: Role, withdrawn: bool, agreed: bool, refused: bool
) -> None:
    found = rules.why_not_withdraw(
        by=by, author=1, roles={role}, withdrawn=withdrawn, agreed=agreed
    )
    assert (found is not None) is refused


@pytest.mark.parametrize(
    ("by", "role", "withdrawn", "agreed", "refused"),
    [
        (2, Role.PFA, False, False, None),
        (2, Role.DCS, False, False, None),
        (2, Role.PM, False, False, "leadership team"),
        (1, Role.DCS, False, False, "A second person"),
        (2, Role.PFA, True, False, "withdrawn"),
        (2, Role.PFA, False, True, "agreed already"),
    ],
)
def test_a_second_person_of_those_who_keep_the_measures_agrees_to_a_step_change(
    by: int, role: Role, withdrawn: bool, agreed: bool, refused: str | None
) -> None:
    found = rules.why_not_agree(by=by, author=1, roles={role}, withdrawn=withdrawn, agreed=agreed)
    assert (found is None) if refused is None else (refused in str(found))


def line(met: list[int]) -> None:
    """Points of CP11 of the council, of a hundred each."""
    for day, one in zip(DAYS, met, strict=False):
        reckoning = Reckoning.objects.create(
            as_at=day, fingerprint=f"{day}", load="LOD-0001", load_as_at=day, at=NOON
        )
        Reading.objects.create(
            reckoning=reckoning, code="CP11", window=Window.SNAPSHOT, level=Level.ALL,
            first=day, met=one, eligible=100,
        )  # fmt: skip


def add(cast: Cast, **given: Any) -> Note:
    whole = {
        "indicator": ONE, "place": WHOLE, "kind": Mark.STEP, "day": DAYS[12],
        "words": "A new form", "points": DAYS, "by": cast.ana, "at": NOON, **given,
    }  # fmt: skip
    return operations.add_note(**whole)


def agreed(cast: Cast, **given: Any) -> Note:
    """A step change that Ana proposed and Frank agreed to."""
    return operations.agree_step(note=add(cast, **given), by=cast.frank, at=NOON)


def browser(who: object) -> Client:
    client = Client()
    client.force_login(who)  # type: ignore[arg-type]
    return client


@pytest.mark.django_db
def test_limits_begin_anew_from_a_step_change_and_run_on_once_it_is_withdrawn(cast: Cast) -> None:
    line([90, 91, 89, 90, 92, 88, 90, 91, 89, 90, 90, 91, 60, 61, 59, 60, 62, 58, 60, 61, 59, 60])
    client = browser(cast.ana)
    assert "Worse than usual" in client.get(PATH).content.decode()
    proposal = add(cast)
    said = client.get(PATH).content.decode()
    assert "Worse than usual" in said, "nobody has agreed yet"
    assert "28 January 2026, step change, not agreed yet:</b> A new form" in said
    assert queries.step_changes(WHOLE) == {}
    note = operations.agree_step(note=proposal, by=cast.frank, at=NOON)
    said = client.get(PATH).content.decode()
    assert "Too few points yet" in said
    assert "10 points since the step change" in said
    assert "28 January 2026, step change:</b> A new form" in said
    assert f"Proposed by {cast.ana.name}" in said
    assert f"agreed by {cast.frank.name}" in said
    assert "not agreed yet" not in said, "the proposal and the agreement are told together"
    assert client.get(f"{PATH}chart.svg").status_code == 200
    assert queries.step_changes(WHOLE) == {"CP11": [DAYS[12]]}
    operations.withdraw_note(note=note, why="It was no change of the work", by=cast.ana, at=NOON)
    again = client.get(PATH).content.decode()
    assert "Worse than usual" in again
    assert "Withdrawn by" in again
    assert queries.step_changes(WHOLE) == {}
    assert Event.objects.filter(about="CP11").count() == 3


@pytest.mark.django_db
def test_a_note_of_the_council_stands_on_every_line_and_a_teams_on_its_own(cast: Cast) -> None:
    north = queries.place(cast.priya, f"team-{cast.fsp_north.pk}")
    south = queries.place(cast.sam, f"team-{cast.fsp_south.pk}")
    assert north is not None
    assert south is not None
    add(cast, kind=Mark.ANNOTATION)
    add(cast, place=north, kind=Mark.ANNOTATION, words="Two left", by=cast.priya)
    assert [one.words for one in queries.notes_of(north, "CP11")] == ["A new form", "Two left"]
    assert [one.words for one in queries.notes_of(south, "CP11")] == ["A new form"]
    assert [one.words for one in queries.notes_of(WHOLE, "CP11")] == ["A new form"]


@pytest.mark.django_db
def test_a_note_is_put_on_the_line_on_its_page(cast: Cast) -> None:
    line([90] * 12)
    sent = {
        "kind": "annotation", "words": "An inspection",
        "day_day": "1", "day_month": "6", "day_year": "2025",
    }  # fmt: skip
    for wrong, words in (
        ({"words": ""}, "Say what happened"),
        ({"kind": ""}, "Say what you want to note"),
        ({"day_year": "2030"}, "does not reach that day"),
        ({"kind": "step", "day_year": "2024"}, "no point before that day"),
        ({"day_year": "2024"}, "The line begins on 28 January 2025"),
        ({"words": "New. " * 61}, "Use at most 300 characters: this has 304"),
        ({"words": "Mrs Patel complained"}, "“Mrs Patel” (a person’s name)"),
    ):
        answer = browser(cast.ana).post(f"{PATH}note/", {**sent, **wrong})
        assert words in answer.content.decode(), wrong
    assert not Note.objects.exists()
    assert browser(cast.helen).post(f"{PATH}note/", sent).status_code == 302
    step = browser(cast.helen).post(f"{PATH}note/", {**sent, "kind": "step"})
    assert "Choose one of those offered" in step.content.decode()
    assert "An inspection" in browser(cast.director).get(PATH).content.decode()
    assert browser(cast.aisha).post(f"{PATH}note/", sent).status_code == 404
    elsewhere = f"{PATH}note/?where=team-{cast.fsp_south.pk}"
    assert browser(cast.priya).post(elsewhere, sent).status_code == 404
    assert Note.objects.count() == 1


@pytest.mark.django_db
def test_a_step_change_is_agreed_to_on_its_page_by_somebody_else_and_once(cast: Cast) -> None:
    line([90] * 14)
    one = add(cast)
    path = f"{PATH}notes/{one.pk}/agree/"
    for role, who in cast.by_role().items():
        may = role in {Role.DCS, Role.AD, Role.PFM, Role.PFA}
        assert browser(who).get(path).status_code == (200 if may else 404), role
    assert "Agree to it" in browser(cast.frank).get(PATH).content.decode()
    assert "Agree to it" not in browser(cast.ana).get(PATH).content.decode()
    assert "A second person agrees" in browser(cast.ana).post(path).content.decode()
    assert browser(cast.helen).post(path).status_code == 404
    assert queries.step_changes(WHOLE) == {}
    assert browser(cast.frank).post(path).status_code == 302
    assert queries.step_changes(WHOLE) == {"CP11": [DAYS[12]]}
    assert "agreed already" in browser(cast.director).post(path).content.decode()
    assert Note.objects.filter(kind=Mark.STEP).count() == 1
    assert browser(cast.frank).get(f"{PATH}notes/999/agree/").status_code == 404
    event = add(cast, kind=Mark.ANNOTATION)
    assert browser(cast.frank).get(f"{PATH}notes/{event.pk}/agree/").status_code == 404


@pytest.mark.django_db
def test_a_proposal_that_was_withdrawn_is_no_longer_agreed_to(cast: Cast) -> None:
    one = add(cast)
    operations.withdraw_note(note=one, why="Another day", by=cast.frank, at=NOON)
    with pytest.raises(Refusal, match="withdrawn"):
        operations.agree_step(note=one, by=cast.frank, at=NOON)
    assert queries.step_changes(WHOLE) == {}


@pytest.mark.django_db
def test_of_a_proposal_that_was_agreed_to_the_step_change_is_withdrawn(cast: Cast) -> None:
    """The proposal is what was agreed to: withdrawn by itself it would leave the step in force."""
    step = agreed(cast)
    proposal = rules.agreements(queries.notes_of(WHOLE, "CP11"))[step.pk]
    with pytest.raises(Refusal, match="withdraw the step change itself"):
        operations.withdraw_note(note=proposal, why="Too early", by=cast.ana, at=NOON)
    answer = browser(cast.ana).get(f"{PATH}notes/{proposal.pk}/")
    assert answer.status_code == 302
    assert answer.url == f"{PATH}notes/{step.pk}/"
    assert queries.step_changes(WHOLE) == {"CP11": [DAYS[12]]}


@pytest.mark.django_db
def test_a_step_change_waits_on_the_desk_of_who_may_agree_to_it(cast: Cast) -> None:
    one = add(cast)
    waits = {who: bool(queries.steps_to_agree(who)) for who in cast.by_role().values()}
    assert not waits[cast.ana], "it is her own"
    assert waits[cast.frank]
    assert not waits[cast.priya], "she may not agree"
    desk = browser(cast.frank).get("/").content.decode()
    assert f"{PATH}notes/{one.pk}/agree/" in desk
    operations.agree_step(note=one, by=cast.frank, at=NOON)
    assert not queries.steps_to_agree(cast.director)


@pytest.mark.django_db
def test_a_step_change_proposed_anew_after_it_was_withdrawn_waits_again(cast: Cast) -> None:
    first = agreed(cast)
    operations.withdraw_note(note=first, why="Too early", by=cast.ana, at=NOON)
    again = add(cast)
    assert queries.agreed(again) is None
    assert queries.step_changes(WHOLE) == {}
    found = operations.agree_step(note=again, by=cast.frank, at=NOON)
    assert rules.agreements(queries.notes_of(WHOLE, "CP11"))[found.pk].pk == again.pk


@pytest.mark.django_db
def test_who_wrote_a_note_withdraws_it_on_its_page_or_those_who_keep_the_measures(
    cast: Cast,
) -> None:
    one = add(cast, kind=Mark.ANNOTATION, by=cast.helen)
    path = f"{PATH}notes/{one.pk}/"
    for role, who in cast.by_role().items():
        may = role in {Role.DCS, Role.AD, Role.PFM, Role.PFA, Role.HOS}
        assert browser(who).get(path).status_code == (200 if may else 404), role
    assert browser(cast.ian).post(path, {"why": "No"}).status_code == 404
    assert "Say why it is withdrawn" in browser(cast.helen).post(path, {}).content.decode()
    assert browser(cast.helen).post(path, {"why": "Another day"}).status_code == 302
    one.refresh_from_db()
    assert (one.withdrawn_by, one.withdrawn_why) == (cast.helen, "Another day")
    told = browser(cast.helen).get(path, follow=True).content.decode()
    assert "withdrawn already" in told
    assert "Why is it withdrawn" not in told
    with pytest.raises(Refusal, match="already"):
        operations.withdraw_note(note=one, why="Again", by=cast.ana, at=NOON)
    assert browser(cast.ana).get(f"{PATH}notes/999/").status_code == 404


@pytest.mark.django_db
def test_more_notes_ask_no_more_of_the_database(cast: Cast) -> None:
    line([90] * 14)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser(cast.ana).get(PATH).status_code == 200
            queries.step_changes(WHOLE)
        return len(found)

    agreed(cast)
    asked()  # what is the same on every page is asked once
    few = asked()
    for number in range(1, 10):
        agreed(cast, day=DAYS[number + 1])
    assert asked() == few
