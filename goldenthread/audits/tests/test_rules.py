"""What the framework says of audit, claim by claim."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from goldenthread.audits.rules import (
    completing,
    lifecycle,
    moderation,
    programme,
    progress,
    sharing,
)
from goldenthread.audits.tool import read
from goldenthread.audits.vocabulary import (
    ChangeReason,
    Grade,
    Outcome,
    Part,
    Source,
    Stage,
    State,
)
from goldenthread.kernel.working_days import Calendar
from goldenthread.people.vocabulary import Role

TOOL = read((Path(__file__).parent.parent / "content" / "full-case-review-2.yaml").read_text())
PRIYA, HELEN, AISHA, OMAR = 1, 2, 3, 4
FSP, C4C = 10, 20


def test_every_state_of_an_audit_is_reached_and_the_last_ones_are_final() -> None:
    assert {State.DRAWN, *lifecycle.NEXT.values()} == set(State)
    assert set(State) - {state for state, _ in lifecycle.NEXT} == {State.CLOSED, State.WITHDRAWN}


# --- Eight weeks ------------------------------------------------------------


def test_a_cycle_has_its_six_dates_on_working_days() -> None:
    dates = {one.stage: one for one in programme.dates_of_cycle(date(2026, 10, 12), Calendar())}
    assert [one.value for one in dates] == [one.value for one in Stage]
    assert dates[Stage.ISSUE].due_on == date(2026, 10, 16)
    assert dates[Stage.REVIEW].starts_on == date(2026, 10, 19)
    assert dates[Stage.REVIEW].due_on == date(2026, 10, 30)
    assert dates[Stage.SHARE].due_on == date(2026, 11, 6)
    assert dates[Stage.MODERATE].due_on == date(2026, 11, 20)
    assert dates[Stage.REPORT].due_on == date(2026, 12, 4)


def test_christmas_moves_a_date_to_a_day_that_is_worked() -> None:
    dates = {one.stage: one for one in programme.dates_of_cycle(date(2026, 12, 21), Calendar())}
    assert dates[Stage.ISSUE].due_on == date(2026, 12, 24), "Friday is Christmas Day"
    assert dates[Stage.REVIEW].starts_on == date(2026, 12, 29), "Boxing Day is moved to Monday"


def test_cohorts_take_turns_four_weeks_apart() -> None:
    assert programme.next_cycles(after=date(2026, 9, 14), count=3) == (
        ("A", date(2026, 9, 14)),
        ("B", date(2026, 10, 12)),
        ("A", date(2026, 11, 9)),
    )


@pytest.mark.parametrize(
    ("role", "exempt", "posted", "expected", "excused", "because"),
    [
        (Role.PM, [], date(2025, 1, 1), 6, 0, "one each two months"),
        (Role.DCS, [], date(2025, 1, 1), 4, 0, "one a quarter"),
        (Role.PM, [(date(2026, 5, 10), date(2026, 5, 20))], date(2025, 1, 1), 5, 1, "exempt once"),
        (Role.PM, [], date(2026, 8, 15), 4, 0, "new in post: periods that ended before are out"),
    ],
)
def test_who_owes_how_many(
    role: Role,
    exempt: list[tuple[date, date]],
    posted: date,
    expected: int,
    excused: int,
    because: str,
) -> None:
    found = programme.expectation(
        person=PRIYA,
        role=role,
        since=date(2026, 4, 1),
        until=date(2027, 3, 31),
        in_post=[(posted, None)],
        exempt=exempt,
        done=[date(2026, 5, 1), date(2025, 5, 1)],
    )
    assert found is not None
    assert (found.expected, found.exempt, found.done) == (expected, excused, 1), because


def test_a_post_before_this_one_counts_too() -> None:
    found = programme.expectation(
        person=PRIYA,
        role=Role.HOS,
        since=date(2026, 4, 1),
        until=date(2027, 3, 31),
        in_post=[(date(2026, 11, 1), None), (date(2025, 1, 1), date(2026, 9, 30))],
        exempt=[],
        done=[],
    )
    assert found is not None
    assert (found.expected, found.short, found.met) == (6, 6, False)


CYCLE_DATES = {
    one.stage: (one.starts_on, one.due_on)
    for one in programme.dates_of_cycle(date(2026, 10, 12), Calendar())
}


@pytest.mark.parametrize(
    ("stage", "to", "words"),
    [
        (Stage.SHARE, date(2026, 11, 5), ()),
        (
            Stage.SHARE,
            date(2026, 11, 12),
            ("Moderation begins on Monday 9 November 2026: 6 working days are left for it.",),
        ),
        (
            Stage.MODERATE,
            date(2026, 12, 4),
            (
                "Overview report is due on Friday 4 December 2026: no day is left for it.",
                "Performance and quality clinic is due on Friday 4 December 2026: "
                "no day is left for it.",
            ),
        ),
        (
            Stage.MODERATE,
            date(2026, 11, 5),
            ("Shared and returned to QA is due later, on Friday 6 November 2026.",),
        ),
    ],
)
def test_moving_a_date_says_what_follows(stage: Stage, to: date, words: tuple[str, ...]) -> None:
    found = programme.clashes(stage=stage, due_on=to, dates=CYCLE_DATES, calendar=Calendar())
    assert found == words


def test_a_date_moves_to_a_working_day_after_the_step_begins() -> None:
    def why(due_on: date) -> str:
        return str(
            programme.why_not_move(
                stage=Stage.SHARE,
                due_on=due_on,
                dates=CYCLE_DATES,
                calendar=Calendar(closures=frozenset({date(2026, 11, 9)})),
            )
        )

    assert "working day" in why(date(2026, 11, 9)), "closed by the council"
    assert "before it begins" in why(date(2026, 10, 30))
    assert why(date(2026, 11, 10)) == "None"


def test_a_social_worker_owes_no_audit() -> None:
    owed = programme.expectation(
        person=AISHA,
        role=Role.SW,
        since=date(2026, 4, 1),
        until=date(2027, 3, 31),
        in_post=[(date(2025, 1, 1), None)],
        exempt=[],
        done=[],
    )
    assert owed is None


# --- How far ------------------------------------------------------------


def _number(of: progress.Progress, section: int) -> progress.SectionProgress:
    return of.sections[section - 1]


@pytest.mark.parametrize(
    ("plan", "facts", "answers", "applying", "because"),
    [
        ("cin", set(), {}, 11, "no enquiry, no chair, no permanence"),
        ("cp", set(), {}, 12, "a chair"),
        ("cla", set(), {}, 13, "a chair and permanence"),
        ("cla", {"S47"}, {}, 14, "the load says that there was an enquiry"),
        ("cla", {"S47"}, {"FCA-08.0": "no"}, 13, "the auditor knows better than the load"),
        ("cin", set(), {"FCA-08.0": "yes"}, 12, "the auditor found one"),
    ],
)
def test_sections_apply_by_plan_by_the_load_and_by_the_auditor(
    plan: str, facts: set[str], answers: dict[str, str], applying: int, because: str
) -> None:
    found = progress.progress(TOOL, plan=plan, facts=facts, answers=answers)
    assert found.applying == applying, because


def test_a_section_that_does_not_apply_still_asks_what_decides() -> None:
    found = _number(progress.progress(TOOL, plan="cin", facts=(), answers={}), 8)
    assert not found.applies
    assert found.asked == 1


def test_a_grade_without_its_reason_leaves_the_section_open() -> None:
    section = TOOL.sections[0]
    answers = {question.id: "yes" for question in section.questions}
    answers[section.grade_id] = "G"
    found = _number(progress.progress(TOOL, plan="cin", facts=(), answers=answers), 1)
    assert found.next_question == section.why_id
    answers[section.why_id] = "Because."
    found = _number(progress.progress(TOOL, plan="cin", facts=(), answers=answers), 1)
    assert found.settled


# --- Handing in ------------------------------------------------------------


def _attempt(source: Source, outcome: Outcome, reason: str = "") -> completing.Attempt:
    return completing.Attempt(source=source, outcome=outcome, reason=reason)


@pytest.mark.parametrize(
    ("attempts", "missing", "because"),
    [
        ([], 3, "nobody was asked and no reason given"),
        (
            [
                _attempt(Source.CHILD, Outcome.OBTAINED),
                _attempt(Source.MOTHER, Outcome.OBTAINED),
                _attempt(Source.PROFESSIONAL, Outcome.OBTAINED),
            ],
            0,
            "all were heard",
        ),
        (
            [
                _attempt(Source.CHILD, Outcome.NOT_APPROPRIATE),
                _attempt(Source.MOTHER, Outcome.DECLINED, "She would rather not."),
                _attempt(Source.PROFESSIONAL, Outcome.OBTAINED),
            ],
            1,
            "no reason for the child",
        ),
    ],
)
def test_feedback_is_sought_or_the_reason_given(
    attempts: list[completing.Attempt], missing: int, because: str
) -> None:
    assert len(completing.feedback_gaps(attempts)) == missing, because


def _written(**given: object) -> completing.Written:
    values: dict[str, object] = {
        "answers": {},
        "attempts": [],
        "strengths": 1,
        "areas": 1,
        "actions": 1,
        "open_concern": False,
        "conversations": [{"RC0a": "2026-11-01", "RC0b": "Video"}],
        **given,
    }
    return completing.Written(**values)  # type: ignore[arg-type]


def test_an_empty_audit_says_all_that_is_missing() -> None:
    nothing = progress.progress(TOOL, plan="cin", facts=(), answers={})
    empty = _written(strengths=0, areas=0, conversations=[])
    gaps = completing.what_is_missing(progress=nothing, written=empty)
    parts = {gap.part for gap in gaps}
    assert {"safety", "1", "14", "conversation", "feedback", "strengths", "overall"} <= parts
    assert completing.why_not_submit(gaps) is not None
    assert completing.why_not_submit(()) is None


@pytest.mark.parametrize(
    ("answers", "asked", "because"),
    [
        ({}, ["B1"], "the gate is asked first"),
        ({"B1": "yes"}, ["B2", "B3", "B4"], "a danger is described, and told by voice"),
        ({"B1": "partly", "B2": "x", "B3": "x"}, ["B4"], "and when it was told"),
        ({"B1": "no"}, [], "no danger, nothing more"),
    ],
)
def test_the_safety_gate_cannot_be_left_open(
    answers: dict[str, str], asked: list[str], because: str
) -> None:
    nothing = progress.progress(TOOL, plan="cin", facts=(), answers={})
    gaps = completing.what_is_missing(progress=nothing, written=_written(answers=answers))
    found = [gap.question for gap in gaps if gap.part == "safety"]
    assert found == asked, because


G, RI, INAD, OUT = Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE, Grade.OUTSTANDING


@pytest.mark.parametrize(
    ("grades", "overall", "given", "words"),
    [
        ({"FCA-14": RI, "FCA-01": G}, G, {}, "no better than the difference made"),
        ({"FCA-05": INAD, "FCA-14": G}, RI, {}, "Safety rests on section 5, which is Inadequate"),
        ({"FCA-14": OUT}, OUT, {}, "neither child nor family was heard"),
        ({"FCA-14": OUT, "FCA-03": RI}, OUT, {}, "below Good in section 3"),
        ({"FCA-14": G}, G, {"open_concern": True}, "concern about safety is open"),
        ({"FCA-01": RI, "FCA-03": RI, "FCA-04": RI}, G, {}, "3 sections below Good"),
        ({"FCA-01": RI}, RI, {"actions": 0}, "no action"),
    ],
)
def test_what_does_not_sit_well_together_is_said(
    grades: dict[str, Grade], overall: Grade, given: dict[str, object], words: str
) -> None:
    said = completing.consistency_warnings(
        grades=grades,
        overall=overall,
        impact="FCA-14",
        safety_critical={"FCA-02", "FCA-05"},
        written=_written(**given),
    )
    assert any(words in one for one in said), said


def test_an_audit_that_hangs_together_has_no_warning() -> None:
    said = completing.consistency_warnings(
        grades={"FCA-14": G, "FCA-01": G},
        overall=G,
        impact="FCA-14",
        safety_critical={"FCA-05"},
        written=_written(),
    )
    assert said == ()


# --- Moderation ------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "who", "leads", "qa", "because"),
    [
        (State.SUBMITTED, HELEN, {FSP}, False, None),
        (State.SUBMITTED, HELEN, set(), True, None),
        (State.SUBMITTED, OMAR, {FSP}, True, "you carried it out"),
        (State.SUBMITTED, AISHA, {FSP}, True, "you work with this child"),
        (State.SUBMITTED, PRIYA, {FSP}, True, "you supervise the worker"),
        (State.SUBMITTED, HELEN, {C4C}, False, "responsible for the child"),
        (State.UNDERWAY, HELEN, {FSP}, False, "being written"),
        (State.MODERATED, HELEN, {FSP}, False, "moderated"),
    ],
)
def test_who_may_moderate(
    state: State, who: int, leads: set[int], qa: bool, because: str | None
) -> None:
    refusal = moderation.why_not_moderate(
        state=state,
        moderator=who,
        auditor=OMAR,
        workers={AISHA},
        line_managers={PRIYA},
        area=FSP,
        leads=leads,
        qa=qa,
    )
    assert because in str(refusal) if because else refusal is None


@pytest.mark.parametrize(
    ("moderated", "codes", "reason", "refused"),
    [
        (G, [], "", False),
        (RI, [], "x" * 200, True),
        (RI, [ChangeReason.IMPACT_OVERSTATED], "too short", True),
        (RI, [ChangeReason.IMPACT_OVERSTATED], "x" * 150, False),
    ],
)
def test_a_changed_grade_says_why(
    moderated: Grade, codes: list[ChangeReason], reason: str, refused: bool
) -> None:
    refusal = moderation.why_not_regrade(audited=G, moderated=moderated, codes=codes, reason=reason)
    assert (refusal is not None) is refused


@pytest.mark.parametrize(
    ("moderated", "direction", "by"),
    [
        (INAD, "Lowered", date(2027, 1, 29)),
        (G, "Agreed", None),
        (OUT, "Raised", None),
    ],
)
def test_an_inadequate_case_is_audited_again_within_three_months_of_the_original(
    moderated: Grade, direction: str, by: date | None
) -> None:
    found = moderation.outcome_of_moderation(
        audited=G, moderated=moderated, submitted_on=date(2026, 10, 29)
    )
    assert (found.direction, found.reaudit_by) == (direction, by)


@pytest.mark.parametrize(
    ("state", "actions", "repeat", "refused", "because"),
    [
        (State.MODERATED, 0, False, False, "all is done"),
        (State.MODERATED, 2, False, True, "actions are open"),
        (State.MODERATED, 0, True, True, "the repeat is not done"),
        (State.SUBMITTED, 0, False, True, "not moderated"),
    ],
)
def test_when_the_loop_is_closed(
    state: State, actions: int, repeat: bool, refused: bool, because: str
) -> None:
    refusal = moderation.why_not_close(state=state, open_actions=actions, reaudit_open=repeat)
    assert (refusal is not None) is refused, because


# --- Sharing ------------------------------------------------------------


@pytest.mark.parametrize(
    ("workers", "manager", "grade", "parts", "because"),
    [
        ((AISHA,), PRIYA, G, [Part.WORKER, Part.MANAGER], "worker and manager"),
        ((AISHA,), PRIYA, INAD, [Part.WORKER, Part.MANAGER, Part.HEAD], "and the Head of Service"),
        ((), PRIYA, G, [Part.MANAGER], "the worker has left"),
        ((AISHA, 9), PRIYA, G, [Part.WORKER, Part.WORKER, Part.MANAGER], "two practitioners"),
    ],
)
def test_with_whom_an_audit_is_shared(
    workers: tuple[int, ...], manager: int | None, grade: Grade, parts: list[Part], because: str
) -> None:
    found = sharing.shared_with(
        workers=workers,
        manager=manager,
        head=HELEN,
        grade=grade,
        on=date(2026, 11, 19),
        calendar=Calendar(),
    )
    assert [share.part for share in found] == parts, because
    assert found[0].due_on > date(2026, 11, 19)
