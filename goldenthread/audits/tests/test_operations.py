"""One audit all the way, and what may not be done on the way."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from goldenthread.audits import operations, queries
from goldenthread.audits.models import Answer, AnswerBefore, Audit, Judgement, Response
from goldenthread.audits.tests import helpers
from goldenthread.audits.vocabulary import Cannot, Grade, Stage, State
from goldenthread.caseload.models import Grant
from goldenthread.concerns.models import Concern
from goldenthread.kernel.refusal import Refusal
from goldenthread.notices.models import Notice
from tests.cast import NOON, TODAY, child_of

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_cycle_has_six_dated_steps_on_working_days(cast: Cast) -> None:
    cycle = helpers.planned(cast)
    dates = {row.stage: row.due_on for row in cycle.dates.all()}
    assert dates[Stage.ISSUE] == date(2026, 11, 20)
    assert dates[Stage.SHARE] == date(2026, 12, 11)
    assert dates[Stage.MODERATE] == date(2026, 12, 24)
    assert dates[Stage.CLINIC] == date(2027, 1, 8)


def test_two_cycles_are_never_planned_on_the_same_monday(cast: Cast) -> None:
    helpers.planned(cast)
    with pytest.raises(Refusal, match="already"):
        operations.plan_cycles(first=helpers.MONDAY, count=1, by=cast.quinn, at=NOON)


def test_only_qa_runs_the_programme(cast: Cast) -> None:
    helpers.publish()
    with pytest.raises(Refusal, match="QA team"):
        operations.plan_cycles(first=helpers.MONDAY, count=1, by=cast.helen, at=NOON)


def test_a_draw_can_be_repeated_when_the_caseload_has_moved_on(cast: Cast) -> None:
    cycle = helpers.drawn(cast, size=3, children=12)
    for number in range(5):
        child_of(cast.tom, cast.fsp_north, reference=f"later{number}")
    draw = queries.kept_draw(cycle)
    assert draw is not None
    again = queries.replay(draw)
    assert again.same_list
    assert again.same_population
    draw.frame[0]["plan"] = "cla" if draw.frame[0]["plan"] != "cla" else "cp"
    assert not queries.replay(draw).same_population, "an altered frame shows"


def test_drawing_again_keeps_the_first_draw_on_record(cast: Cast) -> None:
    cycle = helpers.drawn(cast, size=1, children=6)
    from goldenthread.audits.rules.drawing import Asked

    operations.draw_cycle(
        cycle=cycle,
        asked=Asked(size=2, seed="other"),
        auditors=[cast.dana.pk, cast.omar.pk],
        on=TODAY,
        by=cast.quinn,
        at=NOON,
    )
    assert [draw.kept for draw in cycle.draws.order_by("pk")] == [False, True]
    assert queries.of_cycle(cycle.pk).count() == 2


def test_nobody_is_told_before_the_cycle_is_given_out(cast: Cast) -> None:
    cycle = helpers.drawn(cast)
    assert not Notice.objects.filter(kind="audits.issued").exists()
    assert not Grant.objects.exists()
    operations.issue_cycle(cycle=cycle, by=cast.quinn, at=NOON)
    audit = Audit.objects.get(cycle=cycle, state=State.ISSUED)
    assert Notice.objects.filter(to=audit.auditor, kind="audits.issued").count() == 1
    assert Grant.objects.filter(child=audit.child, person=audit.auditor, ended=False).exists()


def test_a_cycle_is_given_out_once(cast: Cast) -> None:
    cycle = helpers.drawn(cast)
    stale = queries.cycle(cycle.pk)
    operations.issue_cycle(cycle=cycle, by=cast.quinn, at=NOON)
    assert stale is not None
    with pytest.raises(Refusal):
        operations.issue_cycle(cycle=stale, by=cast.rosa, at=NOON)


def test_a_firm_rule_cannot_be_swapped_away(cast: Cast) -> None:
    cycle = helpers.drawn(cast)
    audit = Audit.objects.get(cycle=cycle, state=State.DRAWN)
    with pytest.raises(Refusal, match="own team"):
        operations.swap(audit=audit, to=cast.priya, why="x", on=TODAY, by=cast.quinn, at=NOON)
    with pytest.raises(Refusal, match="leads"):
        operations.swap(audit=audit, to=cast.helen, why="x", on=TODAY, by=cast.quinn, at=NOON)


def test_a_lost_wish_asks_for_a_reason(cast: Cast) -> None:
    cycle = helpers.drawn(cast)
    audit = Audit.objects.get(cycle=cycle, state=State.DRAWN)
    with pytest.raises(Refusal, match="wish"):
        operations.swap(audit=audit, to=cast.sam, why="", on=TODAY, by=cast.quinn, at=NOON)
    operations.swap(
        audit=audit, to=cast.sam, why="Nobody else is in.", on=TODAY, by=cast.quinn, at=NOON
    )
    audit.refresh_from_db()
    assert audit.auditor == cast.sam


def test_a_swap_after_giving_out_closes_the_record_to_the_first_auditor(cast: Cast) -> None:
    audit = helpers.issued(cast)
    before = helpers.auditor_of(audit)
    to = cast.omar if before == cast.dana else cast.dana
    operations.swap(audit=audit, to=to, why="On leave.", on=TODAY, by=cast.quinn, at=NOON)
    still_in = Grant.objects.filter(child=audit.child, ended=False, person__isnull=False)
    assert {grant.person_id for grant in still_in} == {to.pk}


def test_a_child_can_be_replaced_by_the_next_in_line(cast: Cast) -> None:
    cycle = helpers.drawn(cast, size=1, children=3)
    audit = Audit.objects.get(cycle=cycle, state=State.DRAWN)
    instead = operations.replace_child(
        audit=audit, why="Final hearing.", on=TODAY, by=cast.quinn, at=NOON
    )
    assert instead.child != audit.child
    audit.refresh_from_db()
    assert audit.state == State.WITHDRAWN


def test_the_wording_asked_is_kept_with_the_answer(cast: Cast) -> None:
    audit = helpers.opened(cast)
    operations.save_answers(
        audit=audit,
        values={"FCA-07.1": "yes"},
        versions={},
        by=helpers.auditor_of(audit),
        at=NOON,
    )
    assert Answer.objects.get(audit=audit).asked == queries.read_tool(audit.tool).wording(
        "FCA-07.1"
    )


def test_an_answer_that_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    audit = helpers.opened(cast)
    by = helpers.auditor_of(audit)

    def save(value: str, version: int) -> operations.Saved:
        return operations.save_answers(
            audit=audit,
            values={"FCA-07.5": value, "FCA-07.1": value[:3]},
            versions={"FCA-07.5": version},
            by=by,
            at=NOON,
        )

    save("one", 0)
    save("two", 1)
    behind = save("mine", 1)
    assert [conflict.theirs for conflict in behind.conflicts] == ["two"]
    assert behind.conflicts[0].mine == "mine"
    assert Answer.objects.get(audit=audit, question="FCA-07.5").value == "two"
    assert Answer.objects.get(audit=audit, question="FCA-07.1").value == "min", "the rest is saved"
    assert AnswerBefore.objects.filter(question="FCA-07.5").get().value == "one"


def test_saving_the_same_again_changes_nothing(cast: Cast) -> None:
    audit = helpers.opened(cast)
    by = helpers.auditor_of(audit)
    for version in (0, 1, 1):
        operations.save_answers(
            audit=audit,
            values={"FCA-07.1": "yes"},
            versions={"FCA-07.1": version},
            by=by,
            at=NOON,
        )
    assert Answer.objects.get(audit=audit).version == 1
    assert not AnswerBefore.objects.exists()


def test_nobody_but_the_auditor_writes(cast: Cast) -> None:
    audit = helpers.opened(cast)
    for person in (cast.quinn, cast.helen, cast.aisha):
        with pytest.raises(Refusal, match="Only the auditor"):
            operations.save_answers(
                audit=audit, values={"B1": "no"}, versions={}, by=person, at=NOON
            )


def test_an_audit_with_gaps_is_not_handed_in(cast: Cast) -> None:
    audit = helpers.opened(cast)
    with pytest.raises(Refusal, match="missing"):
        operations.submit(audit=audit, by=helpers.auditor_of(audit), at=NOON, on=TODAY)
    assert not Judgement.objects.exists()


def test_handed_in_twice_is_handed_in_once(cast: Cast) -> None:
    audit = helpers.opened(cast)
    helpers.write_all(audit)
    stale = Audit.objects.get(pk=audit.pk)
    by = helpers.auditor_of(audit)
    operations.submit(audit=audit, by=by, at=NOON, on=TODAY)
    count = Judgement.objects.count()
    with pytest.raises(Refusal):
        operations.submit(audit=stale, by=by, at=NOON, on=TODAY)
    assert Judgement.objects.count() == count


def test_a_good_audit_is_shared_with_worker_and_manager(cast: Cast) -> None:
    audit = helpers.submitted(cast)
    assert {(one.part, one.person) for one in Response.objects.filter(audit=audit)} == {
        ("worker", cast.aisha),
        ("manager", cast.priya),
    }


def test_an_inadequate_audit_reaches_the_head_of_service_at_once(cast: Cast) -> None:
    audit = helpers.submitted(cast, Grade.INADEQUATE)
    assert Response.objects.get(audit=audit, part="head").person == cast.helen
    assert Notice.objects.filter(to=cast.helen, kind="audits.shared", urgent=True).count() == 1


def test_when_the_child_has_moved_the_manager_now_is_told(cast: Cast) -> None:
    audit = helpers.opened(cast)
    helpers.write_all(audit)
    child = audit.child
    child.team, child.area = cast.c4c_1, cast.c4c
    child.save()
    operations.submit(audit=audit, by=helpers.auditor_of(audit), at=NOON, on=TODAY)
    audit.refresh_from_db()
    manager = Response.objects.filter(audit=audit, part="manager").first()
    assert manager is None or manager.person == cast.dana
    assert audit.team == cast.fsp_north, "the figures stay with the team it was drawn from"


def test_a_child_who_left_the_caseload_is_still_audited_to_the_end(cast: Cast) -> None:
    audit = helpers.opened(cast)
    audit.child.open = False
    audit.child.save()
    helpers.write_all(audit)
    operations.submit(audit=audit, by=helpers.auditor_of(audit), at=NOON, on=TODAY)
    helpers.moderate(audit, cast.helen, Grade.GOOD)
    assert audit.state == State.MODERATED


def test_the_first_grade_is_kept_beside_the_moderated_one(cast: Cast) -> None:
    audit = helpers.submitted(cast, Grade.GOOD)
    helpers.moderate(audit, cast.helen, Grade.REQUIRES_IMPROVEMENT)
    assert (audit.grade, audit.moderated_grade) == ("G", "RI")
    assert audit.steps.get(act="moderate").words == "Lowered"


def test_a_returned_audit_keeps_its_first_grade(cast: Cast) -> None:
    audit = helpers.submitted(cast, Grade.GOOD)
    operations.begin_moderation(audit=audit, on=TODAY, by=cast.helen, at=NOON)
    operations.return_to_auditor(
        audit=audit, words="Look at question 6.3 again: where is the date?", by=cast.helen, at=NOON
    )
    by = helpers.auditor_of(audit)
    operations.save_answers(audit=audit, values={"OV3": "RI"}, versions={}, by=by, at=NOON)
    operations.submit(audit=audit, by=by, at=NOON, on=TODAY)
    audit.refresh_from_db()
    assert audit.grade == "G"
    assert [row.grade for row in audit.judgements.filter(section="").order_by("round")] == [
        "G",
        "RI",
    ]
    assert Response.objects.filter(audit=audit).count() == 2, "shared once with each"
    given = {"audit": audit, "codes": [], "reason": "", "by": cast.helen, "at": NOON}
    operations.grade_overall(grade=Grade.REQUIRES_IMPROVEMENT, **given)  # type: ignore[arg-type]
    with pytest.raises(Refusal):
        operations.grade_overall(grade=Grade.GOOD, **given)  # type: ignore[arg-type]


def test_nobody_moderates_their_own_work(cast: Cast) -> None:
    audit = helpers.submitted(cast)
    for person in (helpers.auditor_of(audit), cast.aisha, cast.priya, cast.ian):
        with pytest.raises(Refusal):
            operations.begin_moderation(audit=audit, on=TODAY, by=person, at=NOON)


def test_two_do_not_moderate_the_same_audit(cast: Cast) -> None:
    audit = helpers.submitted(cast)
    operations.begin_moderation(audit=audit, on=TODAY, by=cast.helen, at=NOON)
    with pytest.raises(Refusal, match="Helen Marsh moderates"):
        operations.grade_overall(
            audit=audit, grade=Grade.GOOD, codes=[], reason="", by=cast.quinn, at=NOON
        )
    operations.take_over(audit=audit, why="Helen is away.", on=TODAY, by=cast.quinn, at=NOON)
    operations.grade_overall(
        audit=audit, grade=Grade.GOOD, codes=[], reason="", by=cast.quinn, at=NOON
    )


def test_an_inadequate_case_is_audited_again_by_another_within_three_months(cast: Cast) -> None:
    audit = helpers.submitted(cast, Grade.REQUIRES_IMPROVEMENT)
    again = helpers.moderate(audit, cast.helen, Grade.INADEQUATE)
    assert again is not None
    assert again.due_on == date(2027, 2, 19), "three months from the day it was handed in"
    assert again.auditor_id not in (audit.auditor_id, None)
    assert again.follows == audit
    assert again.state == State.DRAWN, "QA gives it out"


def test_the_earlier_finding_stands_beside_the_new_answer_which_starts_empty(cast: Cast) -> None:
    first = helpers.submitted(cast, Grade.INADEQUATE)
    again = helpers.moderate(first, cast.helen, Grade.INADEQUATE)
    assert again is not None
    operations.issue_audit(audit=again, by=cast.quinn, at=NOON)
    again.refresh_from_db()
    by = helpers.auditor_of(again)
    operations.open_record(audit=again, files="Case file", why="Repeat", by=by, at=NOON)
    sheet = queries.sheet(by, again)
    assert not sheet.answers, "nothing is carried over as already true"
    found = queries.earlier(by, again, sheet.tool.sections[0])
    assert found is not None
    assert (found.grade, found.why) == (Grade.INADEQUATE, helpers.WHY)
    assert found.said
    client = Client()
    client.force_login(by)
    page = client.get(f"{again.get_absolute_url()}sections/1/").content.decode()
    assert f"What {first.reference} found" in page
    helpers.write_all(again, Grade.GOOD)
    operations.submit(audit=again, by=by, at=NOON, on=TODAY)
    again.refresh_from_db()
    assert queries.compared(by, again, sheet.tool.sections)[0][1:] == ("I", "G")
    client.force_login(cast.quinn)
    page = client.get(again.get_absolute_url()).content.decode()
    assert "Beside the audit it repeats" in page


def test_the_loop_closes_only_when_everything_in_it_is_closed(cast: Cast) -> None:
    audit = helpers.submitted(cast, Grade.INADEQUATE)
    helpers.moderate(audit, cast.helen, Grade.INADEQUATE)
    with pytest.raises(Refusal, match="repeats this one is not done"):
        operations.close(audit=audit, by=cast.quinn, at=NOON)


def test_closing_ends_the_auditors_way_in(cast: Cast) -> None:
    audit = helpers.moderated(cast)
    operations.close(audit=audit, by=cast.quinn, at=NOON + timedelta(days=90))
    assert not Grant.objects.filter(ended=False).exists()


def test_a_yes_to_the_safety_question_raises_one_concern(cast: Cast) -> None:
    audit = helpers.opened(cast)
    for _ in range(2):
        operations.answer_gate(
            audit=audit,
            answer="yes",
            what="An adult who must not have contact stayed over.",
            told="Helen Marsh",
            told_at=NOON - timedelta(minutes=25),
            by=helpers.auditor_of(audit),
            at=NOON,
        )
    assert Concern.objects.get().responsible == cast.helen
    assert Concern.objects.get().told == "Helen Marsh, 19 November 2026, 11:35"
    assert Notice.objects.filter(to=cast.quinn, kind="concerns").exists()


def test_another_danger_raises_another_concern(cast: Cast) -> None:
    audit = helpers.opened(cast)
    by = helpers.auditor_of(audit)
    for what in ("An adult who must not have contact stayed over.", "The baby has bruises."):
        operations.answer_gate(
            audit=audit, answer="yes", what=what, told="Helen Marsh", told_at=NOON, by=by, at=NOON
        )
    assert Concern.objects.count() == 2, "the second danger is not lost behind the first"
    operations.answer_gate(audit=audit, answer="no", what="", told="", told_at=None, by=by, at=NOON)
    assert Concern.objects.count() == 2


@pytest.mark.parametrize(
    ("what", "told", "told_at", "words"),
    [
        (" ", "Helen Marsh", NOON, "what was seen"),
        ("He stayed over.", " ", NOON, "whom you told"),
        ("He stayed over.", "Helen Marsh", None, "when you told"),
        ("He stayed over.", "Helen Marsh", NOON + timedelta(minutes=1), "in the future"),
    ],
)
def test_a_danger_that_is_not_told_whole_is_neither_saved_nor_raised(
    cast: Cast, what: str, told: str, told_at: datetime | None, words: str
) -> None:
    audit = helpers.opened(cast)
    by = helpers.auditor_of(audit)
    with pytest.raises(Refusal, match=words):
        operations.answer_gate(
            audit=audit, answer="yes", what=what, told=told, told_at=told_at, by=by, at=NOON
        )
    assert not audit.answers.filter(question="B1").exists(), "whole or not at all"
    assert not Concern.objects.exists()


def test_found_inadequate_at_moderation_it_reaches_the_head_of_service(cast: Cast) -> None:
    audit = helpers.submitted(cast, Grade.REQUIRES_IMPROVEMENT)
    assert not Notice.objects.filter(to=cast.helen, kind="audits.shared").exists()
    helpers.moderate(audit, cast.rosa, Grade.INADEQUATE)
    assert Notice.objects.filter(to=cast.helen, kind="audits.shared", urgent=True).count() == 1
    assert audit.responses.filter(person=cast.helen, part="head").exists()


def test_where_a_service_has_no_head_an_inadequate_audit_goes_above(cast: Cast) -> None:
    for person in (cast.helen, cast.sven):
        person.posts.update(ends_on=TODAY - timedelta(days=1))
    audit = helpers.submitted(cast, Grade.INADEQUATE)
    told = audit.responses.get(part="head").person
    assert told == cast.margaret, "the Assistant Director"


def test_a_worker_answers_and_names_an_error_of_fact(cast: Cast) -> None:
    audit = helpers.submitted(cast)
    operations.answer_audit(
        audit=audit,
        reflection="I would start with the child's wish.",
        corrections="The visit of 9 July was at school.",
        agrees="no",
        by=cast.aisha,
        at=NOON,
    )
    mine = Response.objects.get(audit=audit, person=cast.aisha)
    assert mine.answered_at == NOON
    assert Notice.objects.filter(to=audit.auditor, kind="audits.answered").exists()
    with pytest.raises(Refusal, match="not shared with you"):
        operations.answer_audit(
            audit=audit, reflection="x", corrections="", agrees="yes", by=cast.tom, at=NOON
        )


def test_an_exemption_is_the_assistant_directors(cast: Cast) -> None:
    given = {"from_on": TODAY, "until_on": TODAY, "why": "On leave", "at": NOON}
    with pytest.raises(Refusal, match="Assistant Director"):
        operations.exempt(person=cast.dana, by=cast.quinn, **given)
    operations.exempt(person=cast.dana, by=cast.margaret, **given)


def test_an_auditor_who_cannot_audit_a_child_tells_qa_and_keeps_it_until_swapped(
    cast: Cast,
) -> None:
    audit = helpers.issued(cast)
    auditor = helpers.auditor_of(audit)

    def ask(words: str, by: Person) -> None:
        operations.ask_out(audit=audit, because=Cannot.CONFLICT, words=words, by=by, at=NOON)

    with pytest.raises(Refusal, match="Only the auditor"):
        ask("Hello", cast.quinn)
    with pytest.raises(Refusal, match="Say why"):
        ask(" ", auditor)
    ask("I was the chair before.", auditor)
    asked = queries.asked_out(audit)
    assert asked is not None
    assert asked.words == "I have a conflict of interest: I was the chair before."
    audit.refresh_from_db()
    assert audit.auditor_id == auditor.pk
    assert Notice.objects.filter(to=cast.quinn, kind="audits.ask_out").exists()
    other = next(one for one in (cast.dana, cast.omar) if one.pk != auditor.pk)
    operations.swap(audit=audit, to=other, why="Conflict", on=TODAY, by=cast.quinn, at=NOON)
    assert queries.asked_out(audit) is None, "it was the auditor before who asked"


def test_everybody_late_is_reminded_once_a_day(cast: Cast) -> None:
    from goldenthread.standards.queries import calendar

    helpers.issued(cast)
    later = date(2026, 12, 16)
    late = queries.who_is_late(later, calendar())
    assert [one.left for one in late] == [-3]
    assert operations.remind(late=late, on=later, by=cast.quinn, at=NOON) == 1
    assert operations.remind(late=late, on=later, by=cast.quinn, at=NOON) == 0


def test_a_repeat_is_chased_until_it_is_done(cast: Cast) -> None:
    audit = helpers.submitted(cast, Grade.INADEQUATE)
    again = helpers.moderate(audit, cast.helen, Grade.INADEQUATE)
    assert again is not None

    def chased(day: date) -> int:
        return operations.chase_repeats(
            at=NOON.replace(year=day.year, month=day.month, day=day.day)
        )

    assert chased(date(2026, 12, 1)) == 0, "there is time"
    told = chased(date(2027, 2, 10))
    assert told
    assert Notice.objects.filter(to=cast.quinn, words__contains="has not been given out").exists()
    assert chased(date(2027, 2, 11)) == 0, "told once"
    operations.issue_audit(audit=again, by=cast.quinn, at=NOON)
    assert chased(date(2027, 2, 22)) > 0
    assert Notice.objects.filter(to=again.auditor, words__contains="is late").count() == 1
    assert Notice.objects.filter(to=cast.helen, words__contains="is late").count() == 1
    assert chased(date(2027, 3, 1)) > 0, "again each week"
    Audit.objects.filter(pk=again.pk).update(state=State.WITHDRAWN)
    assert chased(date(2027, 3, 15)) == 0


def test_an_open_action_of_the_child_is_offered_before_another_is_set(cast: Cast) -> None:
    from goldenthread.actions import operations as acting
    from goldenthread.actions.vocabulary import Level, Source

    audit = helpers.opened(cast)
    by = helpers.auditor_of(audit)
    helpers.write_all(audit)
    one = acting.set_action(
        source=Source.AUDIT, source_reference="AUD-0999", source_code="FCA-02.grade", finding="",
        what="Rewrite the plan with the family", success="Two outcomes", owner=cast.aisha,
        due=TODAY + timedelta(days=9), level=Level.CHILD, child=audit.child, by=by, at=NOON,
    )  # fmt: skip
    client = Client()
    client.force_login(by)
    where = f"{audit.get_absolute_url()}actions/"
    assert "Open already for this child" in client.get(where).content.decode()
    client.post(where, {"answers": one.reference, "source_code": "FCA-06.grade"})
    assert list(queries.sheet(by, audit).actions) == [one]
