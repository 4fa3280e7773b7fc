"""The pages of audit: who reaches which, what they say, and how many questions they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.audits import operations, queries
from goldenthread.audits.models import Answer, Audit, Moderation
from goldenthread.audits.tests import helpers
from goldenthread.audits.vocabulary import Grade, State
from tests.cast import NOON, TODAY

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are opened at noon on 19 November 2026."""
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: NOON)


def as_(person: Person) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(person)
    return client


WRITING = [
    "audit", "details", "safety", "facts", "conversation", "feedback", "strengths", "actions",
    "overall", "check", "history", "opening",
]  # fmt: skip


def test_the_auditor_reaches_every_page_on_which_the_audit_is_written(cast: Cast) -> None:
    audit = helpers.opened(cast)
    client = as_(helpers.auditor_of(audit))
    for name in WRITING:
        page = client.get(reverse(f"audits:{name}", args=[audit.token]))
        assert page.status_code == 200, name
        assert b"109377" in page.content, name
    for number in range(1, 15):
        assert client.get(reverse("audits:section", args=[audit.token, number])).status_code == 200
    assert client.get(reverse("audits:section", args=[audit.token, 15])).status_code == 404


def test_out_of_sight_is_not_there(cast: Cast) -> None:
    audit = helpers.opened(cast)
    for person in (cast.tom, cast.mei, cast.ana, cast.bea, cast.wes, cast.ada, cast.pat, cast.ian):
        for name in WRITING:
            page = as_(person).get(reverse(f"audits:{name}", args=[audit.token]))
            assert page.status_code == 404, (person.name, name)


def test_what_is_not_shared_yet_is_not_read_by_the_worker(cast: Cast) -> None:
    audit = helpers.opened(cast)
    assert as_(cast.aisha).get(audit.get_absolute_url()).status_code == 404
    assert as_(cast.priya).get(audit.get_absolute_url()).status_code == 404


def test_once_handed_in_the_worker_manager_and_leaders_read_it(cast: Cast) -> None:
    audit = helpers.submitted(cast)
    readers = (cast.aisha, cast.priya, cast.helen, cast.sven, cast.quinn, cast.paula, cast.director)
    for person in readers:
        page = as_(person).get(audit.get_absolute_url())
        assert page.status_code == 200, person.name
    for person in (cast.tom, cast.mei, cast.ian, cast.sam, cast.ana, cast.ada):
        assert as_(person).get(audit.get_absolute_url()).status_code == 404, person.name


def test_every_look_is_written_down(cast: Cast) -> None:
    from goldenthread.trail.queries import events_about_child

    audit = helpers.submitted(cast)
    before = events_about_child(audit.child_id).filter(kind="look").count()
    as_(cast.helen).get(audit.get_absolute_url())
    assert events_about_child(audit.child_id).filter(kind="look").count() == before + 1


def test_no_address_carries_a_childs_reference(cast: Cast) -> None:
    audit = helpers.submitted(cast)
    page = as_(cast.quinn).get(reverse("audits:index"))
    links = [part.split(b'"')[0] for part in page.content.split(b'href="')[1:]]
    assert not [link for link in links if b"109377" in link]
    assert audit.token.encode() in page.content


def test_a_section_is_saved_without_script_and_leads_to_the_next(cast: Cast) -> None:
    audit = helpers.begun(cast)
    page = as_(helpers.auditor_of(audit)).post(
        reverse("audits:section", args=[audit.token, 7]),
        {"FCA-07.1": "yes", "FCA-07.grade": "G", "FCA-07.why": "Because."},
    )
    assert page.status_code == 302
    assert page["Location"].endswith("/sections/8/"), "8 asks whether it applies"
    assert Answer.objects.get(audit=audit, question="FCA-07.grade").value == "G"


def test_an_attempt_to_hear_somebody_without_saying_whom_is_given_back(cast: Cast) -> None:
    audit = helpers.opened(cast)
    page = as_(helpers.auditor_of(audit)).post(
        reverse("audits:feedback", args=[audit.token]),
        {"log": "1", "said": "She listens, and she comes when she says."},
    )
    assert page.status_code == 200
    assert b"Say who was asked" in page.content
    assert b"She listens, and she comes when she says." in page.content


def test_saving_as_one_goes_answers_with_the_time_and_the_versions(cast: Cast) -> None:
    audit = helpers.opened(cast)
    page = as_(helpers.auditor_of(audit)).post(
        reverse("audits:section", args=[audit.token, 7]),
        {"FCA-07.1": "yes"},
        headers={"X-Autosave": "1"},
    )
    assert page.json()["saved_at"] == "midday"
    assert page.json()["versions"]["FCA-07.1"] == 1


def test_a_name_is_noticed_as_it_is_typed_and_before_a_copy_is_taken(cast: Cast) -> None:
    audit = helpers.opened(cast)
    by = helpers.auditor_of(audit)
    where = reverse("audits:section", args=[audit.token, 7])
    said = as_(by).post(
        where,
        {"FCA-07.5": "Mrs Patel spoke."},
        headers={"X-Autosave": "1"},
    )
    assert said.json()["naming"] == ["“Mrs Patel” (a person’s name)"]
    helpers.write_all(audit)
    named = {"FCA-07.5": "Mrs Patel spoke."}
    operations.save_answers(audit=audit, values=named, versions={}, by=by, at=NOON)
    operations.submit(audit=audit, by=by, at=NOON, on=TODAY)
    page = as_(cast.quinn).get(audit.get_absolute_url())
    assert "Before you take a copy: this may name somebody" in page.content.decode()


def test_two_who_save_the_same_section_are_shown_both_answers(cast: Cast) -> None:
    audit = helpers.opened(cast)
    client = as_(helpers.auditor_of(audit))
    where = reverse("audits:section", args=[audit.token, 7])
    client.post(where, {"FCA-07.5": "From the other tab.", "version-FCA-07.5": "0"})
    client.post(where, {"FCA-07.5": "From the other tab, longer.", "version-FCA-07.5": "1"})
    page = client.post(where, {"FCA-07.5": "Mine, from before.", "version-FCA-07.5": "1"})
    assert page.status_code == 409
    assert b"From the other tab, longer." in page.content
    assert b"Mine, from before." in page.content
    settled = client.post(
        where,
        {
            "settle": "1",
            "keep-FCA-07.5": "other",
            "other-FCA-07.5": "Both together.",
            "version-FCA-07.5": "2",
        },
    )
    assert settled.status_code == 302
    assert Answer.objects.get(audit=audit, question="FCA-07.5").value == "Both together."
    again = client.post(
        where,
        {"FCA-07.5": "Third.", "version-FCA-07.5": "1"},
        headers={"X-Autosave": "1"},
    )
    assert again.status_code == 409


def test_a_page_is_not_in_its_own_way(cast: Cast) -> None:
    audit = helpers.opened(cast)
    client = as_(helpers.auditor_of(audit))
    where = reverse("audits:section", args=[audit.token, 7])
    opened = client.get(where)
    shown = opened.context["page"]
    assert f'name="sent_from" value="{shown}"' in opened.content.decode()

    def send(words: str, turn: str, **headers: str) -> int:
        sent = {"FCA-07.5": words, "version-FCA-07.5": "0", "sent_from": f"{shown}{turn}"}
        return client.post(where, sent, headers=headers).status_code

    assert send("The child", ".1", **{"X-Autosave": "1"}) == 200
    assert send("The child is seen alone.", ".3") == 302
    assert send("The child is", ".2", **{"X-Autosave": "1"}) == 200, "late on its way"
    kept = Answer.objects.get(audit=audit, question="FCA-07.5")
    assert (kept.value, kept.version) == ("The child is seen alone.", 2)
    other = client.post(where, {"FCA-07.5": "Elsewhere.", "sent_from": "another.9"})
    assert other.status_code == 409
    assert b"You changed 1 answer in another window" in other.content


def test_without_script_a_page_sent_again_after_going_back_is_kept(cast: Cast) -> None:
    audit = helpers.opened(cast)
    client = as_(helpers.auditor_of(audit))
    where = reverse("audits:section", args=[audit.token, 7])
    sent = {"version-FCA-07.5": "0", "sent_from": client.get(where).context["page"]}
    assert client.post(where, {**sent, "FCA-07.5": "One."}).status_code == 302
    assert client.post(where, {**sent, "FCA-07.5": "One, and two."}).status_code == 302
    assert Answer.objects.get(audit=audit, question="FCA-07.5").value == "One, and two."


def test_a_double_press_hands_in_once(cast: Cast) -> None:
    audit = helpers.opened(cast)
    helpers.write_all(audit)
    client = as_(helpers.auditor_of(audit))
    where = reverse("audits:check", args=[audit.token])
    assert client.post(where).status_code == 302
    assert client.post(where).status_code == 302
    audit.refresh_from_db()
    assert audit.state == State.SUBMITTED
    assert audit.judgements.filter(section="").count() == 1


def test_a_stale_page_after_handing_in_changes_nothing(cast: Cast) -> None:
    audit = helpers.submitted(cast)
    client = as_(helpers.auditor_of(audit))
    where = reverse("audits:section", args=[audit.token, 7])
    page = client.post(where, {"FCA-07.5": "Words that nobody loses.", "version-FCA-07.1": "1"})
    assert page.status_code == 409
    assert b"This was not saved" in page.content
    assert b"Words that nobody loses." in page.content
    assert client.post(where, {"FCA-07.1": "yes"}).status_code == 302, "nothing was lost"
    assert Answer.objects.get(audit=audit, question="FCA-07.1").value == "yes"
    behind = client.post(where, {"FCA-07.1": "no"}, headers={"X-Autosave": "1"})
    assert behind.status_code == 409
    assert "handed in" in behind.json()["refusal"]


def test_the_page_of_a_moved_child_says_so(cast: Cast) -> None:
    audit = helpers.opened(cast)
    audit.child.team = cast.c4c_1
    audit.child.save()
    page = as_(helpers.auditor_of(audit)).get(audit.get_absolute_url())
    assert b"This child moved to C4C 1" in page.content
    audit.child.open = False
    audit.child.save()
    page = as_(helpers.auditor_of(audit)).get(audit.get_absolute_url())
    assert b"has left the caseload" in page.content


def test_yes_to_the_safety_question_tells_the_head_of_service(cast: Cast) -> None:
    from goldenthread.notices.models import Notice

    audit = helpers.opened(cast)
    client = as_(helpers.auditor_of(audit))
    where = reverse("audits:safety", args=[audit.token])
    page = client.post(where, {"B1": "yes", "B2": "", "B3": ""})
    assert b"Say what you saw" in page.content
    seen = {"B1": "yes", "B2": "Contact note of 17 November: he stayed over."}
    page = client.post(where, seen)
    for words in (b"Say whom you told by voice", b"Enter the day", b"Enter the time"):
        assert words in page.content
    told = {"B3": "Helen Marsh", "told_on_day": "19", "told_on_month": "11", "told_on_year": "2026"}
    page = client.post(where, {**seen, **told, "told_at": "25 past"})
    assert b"Enter a time, such as 3:35pm" in page.content
    page = client.post(where, {**seen, **told, "told_at": "12.01pm"})
    assert b"is in the future" in page.content
    assert not Notice.objects.filter(kind="concerns").exists()
    client.post(where, {**seen, **told, "told_at": "11:35am"})
    assert Answer.objects.get(audit=audit, question="B4").value == "2026-11-19T11:35"
    again = client.get(where).context["form"]
    assert again["told_at"].value() == "11:35"
    assert Notice.objects.filter(to=cast.helen, kind="concerns", urgent=True).count() == 1


def test_the_worker_reads_strengths_before_grades(cast: Cast) -> None:
    audit = helpers.submitted(cast)
    page = as_(cast.aisha).get(reverse("audits:shared", args=[audit.token])).content.decode()
    assert page.index("What you did well") < page.index("What could be stronger")
    assert page.index("What could be stronger") < page.index(">Grades<")
    assert "Provisional" in page


def test_a_worker_answers_on_the_page(cast: Cast) -> None:
    audit = helpers.submitted(cast)
    where = reverse("audits:shared", args=[audit.token])
    client = as_(cast.aisha)
    page = client.post(where, {"reflection": "", "wrong": "yes", "agrees": ""})
    assert b"Say what is wrong" in page.content
    page = client.post(
        where, {"reflection": "I take a lot.", "wrong": "no", "agrees": "yes"}, follow=True
    )
    assert b"Thank you." in page.content


def test_the_practitioner_writes_their_own_words_before_it_is_shared(cast: Cast) -> None:
    audit = helpers.opened(cast)
    where = reverse("audits:own_words", args=[audit.token])
    assert as_(cast.tom).get(where).status_code == 404
    page = as_(cast.aisha).post(where, {"words": "The child leads."}, follow=True)
    assert b"Kept with the audit" in page.content


def test_moderation_goes_through_its_pages(cast: Cast) -> None:
    audit = helpers.submitted(cast)
    client = as_(cast.helen)
    where = reverse("audits:moderate", args=[audit.token])
    for page in (where, f"{where}1/", f"{where}finish/", f"{where}return/"):
        asked = client.get(page).content
        assert b"Begin moderating" in asked, page
        assert b"moderated within the line" in asked
    assert not Moderation.objects.exists(), "looking begins nothing"
    assert not audit.steps.filter(act="moderation begun").exists()
    begun = client.post(where, {"begin": "1"}, follow=True)
    assert b"moderated within the line" in begun.content
    assert b"Begin moderating" not in begun.content
    judged = {row.section for row in audit.judgements.exclude(section="")}
    for section in judged - {"FCA-06"}:
        client.post(where, {"part": "agree", "section": section})
    six = reverse("audits:moderate_section", args=[audit.token, 6])
    assert client.get(six).status_code == 200
    page = client.post(six, {"grade": "RI", "codes": ["impact_overstated"], "reason": "Short."})
    assert b"at least 150 characters" in page.content
    client.post(
        six,
        {
            "grade": "RI",
            "codes": ["impact_overstated"],
            "reason": "The plan lists seven actions; the descriptor asks for change. " * 3,
        },
    )
    client.post(where, {"part": "overall", "grade": "G"})
    asked = queries.read_tool(audit.tool).audit_quality
    client.post(where, {"part": "quality", **{question.id: "sound" for question in asked}})
    finish = reverse("audits:finish", args=[audit.token])
    assert client.get(finish).status_code == 200
    client.post(finish)
    audit.refresh_from_db()
    assert (audit.state, audit.moderated_grade) == (State.MODERATED, "G")
    shared = as_(cast.aisha).get(reverse("audits:shared", args=[audit.token]))
    assert b"The grade stands" in shared.content


def test_whoever_may_not_moderate_is_told_why(cast: Cast) -> None:
    audit = helpers.submitted(cast)
    page = as_(cast.priya).get(reverse("audits:moderate", args=[audit.token]))
    assert page.status_code == 403
    assert b"you supervise the worker" in page.content


def test_somebody_else_who_began_is_named(cast: Cast) -> None:
    audit = helpers.submitted(cast)
    operations.begin_moderation(audit=audit, on=TODAY, by=cast.helen, at=NOON)
    page = as_(cast.sven).get(reverse("audits:moderate", args=[audit.token]))
    assert b"Helen Marsh began to moderate this" in page.content
    late = as_(cast.sven).post(
        reverse("audits:moderate", args=[audit.token]), {"begin": "1"}, follow=True
    )
    assert b"Helen Marsh began to moderate this" in late.content, "who saw the button before"
    assert Moderation.objects.get().by == cast.helen
    client = as_(cast.helen)
    client.post(reverse("audits:moderate", args=[audit.token]), {"begin": "1"}, follow=True)
    assert audit.steps.filter(act="moderation begun").count() == 1, "pressed twice, begun once"


PROGRAMME = ["board", "expectations"]


def test_who_sees_the_programme(cast: Cast) -> None:
    helpers.drawn(cast)
    for person in (cast.quinn, cast.rosa, cast.bea, cast.helen, cast.director, cast.priya):
        for name in PROGRAMME:
            page = as_(person).get(reverse(f"audits:{name}"))
            assert page.status_code == 200, (person.name, name)
    for person in (cast.aisha, cast.ana, cast.wes, cast.pat, cast.ada):
        for name in PROGRAMME:
            page = as_(person).get(reverse(f"audits:{name}"))
            assert page.status_code == 404, (person.name, name)


def test_business_support_sees_no_child(cast: Cast) -> None:
    cycle = helpers.drawn(cast)
    page = as_(cast.bea).get(cycle.get_absolute_url())
    assert page.status_code == 200
    assert b"109377" not in page.content
    assert b"109377" not in as_(cast.bea).get(reverse("audits:board")).content


def test_qa_plans_draws_swaps_and_gives_out_on_the_pages(cast: Cast) -> None:
    from tests.cast import child_of

    helpers.publish()
    client = as_(cast.quinn)
    plan = {"first_0": "16", "first_1": "11", "first_2": "2026", "count": "2"}
    names = client.get(reverse("audits:plan")).context["form"]["first"].field.widget.widgets_names
    plan = {f"first{name}": value for name, value in zip(names, ("16", "11", "2026"), strict=True)}
    page = client.post(reverse("audits:plan"), {**plan, "count": "2"}, follow=True)
    assert b"2 cycles planned" in page.content
    for number in range(6):
        child_of(cast.aisha, cast.fsp_north, reference=str(200000 + number))
    cycle = queries.cycles().order_by("starts_on").first()
    assert cycle is not None
    draw = reverse("audits:draw", args=[cycle.pk])
    assert client.get(draw).status_code == 200
    people = [str(cast.dana.pk), str(cast.omar.pk)]
    asked = {"size": "3", "seed": "s", "auditors": people, "least-cla": "1"}
    page = client.post(draw, asked, follow=True)
    assert b"3 children drawn" in page.content
    assert b"1 short" in page.content
    assert b"The same children" in client.get(reverse("audits:repeat", args=[cycle.pk])).content
    audit = Audit.objects.filter(cycle=cycle, state=State.DRAWN).first()
    assert audit is not None
    swap = reverse("audits:swap", args=[audit.token])
    page = client.post(swap, {"to": str(cast.priya.pk), "why": ""})
    assert b"A firm rule stands against it" in page.content
    page = client.post(swap, {"to": str(cast.ines.pk), "why": "", "swap": "1"}, follow=True)
    assert b"goes to Ines Duarte" in page.content
    issue = reverse("audits:issue", args=[cycle.pk])
    assert client.get(issue).status_code == 200
    page = client.post(issue, follow=True)
    assert b"3 auditors have been told" in page.content
    for name in ("cycle", "allocation"):
        assert client.get(reverse(f"audits:{name}", args=[cycle.pk])).status_code == 200


def test_an_inadequate_audit_is_given_out_again_from_the_board(cast: Cast) -> None:
    audit = helpers.submitted(cast, Grade.INADEQUATE)
    again = helpers.moderate(audit, cast.helen, Grade.INADEQUATE)
    assert again is not None
    client = as_(cast.quinn)
    assert b"again" in client.get(reverse("audits:board")).content
    client.post(reverse("audits:give", args=[again.token]))
    again.refresh_from_db()
    assert again.state == State.ISSUED


@pytest.mark.parametrize("name", ["index", "board", "expectations"])
def test_a_list_asks_no_more_questions_when_it_grows_tenfold(
    cast: Cast, name: str, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.cast import child_of

    audit = helpers.submitted(cast)
    client = as_(cast.quinn)
    where = reverse(f"audits:{name}")
    client.get(where)
    with CaptureQueriesContext(connection) as few:
        client.get(where)
    for number in range(20):
        copy = Audit.objects.get(pk=audit.pk)
        copy.pk = None
        copy._state.adding = True
        copy.token = f"copy{number}"
        copy.child = child_of(cast.tom, cast.fsp_north, reference=f"c{number}")
        copy.save()
    with CaptureQueriesContext(connection) as many:
        client.get(where)
    assert len(many) <= len(few) + 1


def test_a_worker_who_moves_team_half_way_still_reads_and_answers(cast: Cast) -> None:
    from goldenthread.people import operations as staffing

    audit = helpers.submitted(cast)
    post = cast.aisha.posts.first()
    assert post is not None
    staffing.move_person(post=post, team=cast.c4c_1, first_day=TODAY, by=cast.ada, at=NOON)
    page = as_(cast.aisha).post(
        reverse("audits:shared", args=[audit.token]),
        {"reflection": "I take a lot.", "wrong": "no", "agrees": "yes"},
        follow=True,
    )
    assert b"Thank you." in page.content
    assert as_(cast.priya).get(audit.get_absolute_url()).status_code == 200, "it stays her team’s"
    assert as_(cast.dana).get(audit.get_absolute_url()).status_code in (200, 404)


def test_no_filter_puts_a_name_or_a_reference_into_an_address(cast: Cast) -> None:
    helpers.submitted(cast)
    for path in ("/audits/", "/actions/", "/children/", "/people/", "/concerns/"):
        page = as_(cast.director).get(path).content.decode()
        for form in page.split("<form")[1:]:
            head, _, rest = form.partition(">")
            if 'method="get"' in head:
                assert "reference" not in rest.split("</form>")[0], path
