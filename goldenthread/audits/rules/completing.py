"""What stops an audit from being handed in, and what only warns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.audits.rules.progress import Progress
from goldenthread.audits.vocabulary import POLICY, AuditPolicy, Grade, Outcome, Source
from goldenthread.kernel.refusal import Refusal
from goldenthread.kernel.sentences import listed

INDEPENDENCE = "A14"
"""The question how independent the auditor is."""
CONFLICT = "Conflict declared - reassign"
"""Its answer of an auditor who cannot audit this child."""
FAMILY = frozenset(Source) - {Source.PROFESSIONAL}
ADULTS = FAMILY - {Source.CHILD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something to do before the audit can be handed in."""

    part: str
    """Where: section number, or details, safety, conversation, feedback, strengths, overall."""
    words: str
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """An attempt to hear somebody, as the rules see it."""

    source: Source
    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What has been written of an audit besides its sections."""

    answers: Mapping[str, str]
    attempts: Sequence[Attempt]
    strengths: int
    areas: int
    actions: int
    open_concern: bool
    conversations: Sequence[Mapping[str, str]]
    """One a practitioner: the answers of the conversation, by question."""
    conflict: bool = False
    """Whether the auditor declared a conflict of interest."""


def feedback_gaps(attempts: Sequence[Attempt]) -> list[Gap]:
    """Feedback is sought from child, family and a professional, or the reason is given. AUD-4."""
    gaps = []
    for who, wanted in (
        ("the child", {Source.CHILD}),
        ("the family or carers", set(ADULTS)),
        ("a professional who knows the child", {Source.PROFESSIONAL}),
    ):
        tried = [attempt for attempt in attempts if attempt.source in wanted]
        if not tried:
            gaps.append(
                Gap(part="feedback", words=f"Say what came of asking {who}, or why nobody asked")
            )
        gaps += [
            Gap(part="feedback", words=f"Give the reason why {who} could not be heard")
            for attempt in tried
            if attempt.outcome is not Outcome.OBTAINED and not attempt.reason.strip()
        ]
    return gaps


def conversation_gaps(conversations: Sequence[Mapping[str, str]]) -> list[Gap]:
    """Each practitioner has had the conversation, or the reason is given. AUD-3."""
    if not conversations:
        return [Gap(part="conversation", words="Say with whom the reflective conversation was")]
    gaps = []
    for answers in conversations:
        how = answers.get("RC0b", "")
        if not how:
            gaps.append(
                Gap(part="conversation", words="Say how the conversation was held", question="RC0b")
            )
        elif how == "Not held":
            if not answers.get("RC0c"):
                gaps.append(
                    Gap(
                        part="conversation",
                        words="Say why the conversation was not held",
                        question="RC0c",
                    )
                )
        elif not answers.get("RC0a"):
            gaps.append(
                Gap(part="conversation", words="Give the date of the conversation", question="RC0a")
            )
    return gaps


def safety_gaps(answers: Mapping[str, str]) -> list[Gap]:
    """The safety question is answered; a danger is said, and told by voice. AUD-5, FCA-B."""
    said = answers.get("B1", "")
    if not said:
        return [Gap(part="safety", words="Answer the safety question", question="B1")]
    if said == "no":
        return []
    return [
        Gap(part="safety", words=words, question=question)
        for question, words in (
            ("B2", "Say what was seen, and where in the record"),
            ("B3", "Say whom you told by voice"),
            ("B4", "Say when you told them"),
        )
        if not answers.get(question, "").strip()
    ]


def what_is_missing(
    *, progress: Progress, written: Written, policy: AuditPolicy = POLICY
) -> tuple[Gap, ...]:
    """Everything that stops the audit from being handed in, in the order of the tool.

    AUD-2, AUD-4, AUD-5, AUD-9, B08.
    """
    answers = written.answers
    gaps: list[Gap] = []
    if written.conflict:
        words = "You declared a conflict: the QA team gives this audit to somebody else"
        gaps.append(Gap(part="details", words=words, question=INDEPENDENCE))
    gaps += safety_gaps(answers)
    for one in progress.sections:
        if one.settled:
            continue
        number = one.section.number
        question = one.next_question
        if question == one.section.grade_id:
            words = f"Grade section {number}"
        elif question == one.section.why_id:
            words = f"Say why section {number} has this grade"
        else:
            words = f"Answer question {question.split('-')[-1]}, or say that it does not apply"
        gaps.append(Gap(part=str(number), words=words, question=question))
    gaps += conversation_gaps(written.conversations)
    gaps += feedback_gaps(written.attempts)
    heard = any(attempt.outcome is Outcome.OBTAINED for attempt in written.attempts)
    if heard and not answers.get("FS1", "").strip():
        gaps.append(
            Gap(
                part="feedback",
                words="Say how the feedback supports or challenges your grade",
                question="FS1",
            )
        )
    if not written.strengths:
        gaps.append(Gap(part="strengths", words="Name at least one strength"))
    if not written.areas:
        gaps.append(Gap(part="strengths", words="Name at least one thing that could be stronger"))
    if not answers.get("OV3"):
        gaps.append(Gap(part="overall", words="Give the overall grade", question="OV3"))
    length = len(answers.get("OV4", "").strip())
    if length < policy.reason_at_least:
        gaps.append(
            Gap(
                part="overall",
                words=f"Say why the overall grade, in at least {policy.reason_at_least} "
                f"characters: there are {length}",
                question="OV4",
            )
        )
    return tuple(gaps)


def consistency_warnings(
    *,
    grades: Mapping[str, Grade],
    overall: Grade | None,
    impact: str,
    safety_critical: Collection[str],
    written: Written,
) -> tuple[str, ...]:
    """What does not sit well together. It warns and never stops; nobody computes a grade.

    `grades` maps a section's id to its grade; `impact` is the id of the section on impact.
    The guidance of the tool (OV), C09.
    """
    if overall is None:
        return ()
    said = []
    on_impact = grades.get(impact)
    if overall.rank >= Grade.GOOD.rank and on_impact and on_impact.rank <= 2:
        said.append(
            f"Overall {overall.label}, and impact {on_impact.label}: the overall grade is "
            "normally no better than the difference made."
        )
    worst = [key for key in grades if key in safety_critical and grades[key] is Grade.INADEQUATE]
    if worst and overall is not Grade.INADEQUATE:
        said.append(
            f"Safety rests on {_sections(worst)}, which "
            f"{'is' if len(worst) == 1 else 'are'} Inadequate: overall is normally "
            "Inadequate. Say why not."
        )
    if written.open_concern and overall is not Grade.INADEQUATE:
        said.append("A concern about safety is open: overall is normally Inadequate.")
    if overall is Grade.OUTSTANDING:
        below = sorted(key for key, grade in grades.items() if grade.rank < Grade.GOOD.rank)
        if below:
            said.append(f"Overall Outstanding, and below Good in {_sections(below)}.")
        heard = any(
            attempt.outcome is Outcome.OBTAINED and attempt.source in FAMILY
            for attempt in written.attempts
        )
        if not heard:
            said.append("Overall Outstanding, and neither child nor family was heard.")
    weak = sum(grade.rank <= 2 for grade in grades.values())
    if overall.rank >= Grade.GOOD.rank and weak >= 3:
        said.append(f"Overall {overall.label}, and {weak} sections below Good: say why.")
    if weak and not written.actions:
        said.append(f"{weak} sections below Good, and no action.")
    return tuple(said)


def why_not_submit(gaps: Sequence[Gap]) -> Refusal | None:
    """An audit is handed in when nothing is missing. AUD-4, AUD-9."""
    if not gaps:
        return None
    return Refusal(f"{gaps[0].words}." if len(gaps) == 1 else f"{len(gaps)} things are missing.")


def _sections(keys: Collection[str]) -> str:
    """Sections as people call them: section 5 and section 14."""
    named = [f"section {int(key.rpartition('-')[2])}" for key in sorted(keys)]
    return listed(named)
