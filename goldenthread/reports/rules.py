"""Sentences and tables of an overview report, made by rule; and who may write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Final

from goldenthread.audits.vocabulary import THREADS, CycleState, Grade
from goldenthread.kernel.lifecycle import Lifecycle
from goldenthread.kernel.refusal import Refusal
from goldenthread.kernel.shares import percent_words
from goldenthread.people.vocabulary import Role
from goldenthread.reports.vocabulary import Act, State, Table

NEXT: Final[Lifecycle[State, Act]] = {
    (State.DRAFT, Act.EDIT): State.DRAFT,
    (State.DRAFT, Act.SIGN_OFF): State.SIGNED_OFF,
}
"""The stages of a report (LRN-1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """An audit, as a report counts it."""

    area: str
    audited: Grade
    moderated: Grade | None
    independent: bool | None
    """Whether the moderator was outside the line; None before moderation."""
    sections: Mapping[str, Grade]
    """Moderated grade of a section where there is one, else the auditor's."""


CITED: Final = 12
"""How many records a part of a report cites; of the rest it says how many there are."""


def in_short(words: str) -> str:
    """The words of a record as a report cites them: whole words, to 160 letters. LRN-1."""
    return shorten(words, 160, placeholder=" …")


def n_of_n(part: int, whole: int) -> str:
    """24 of 29 (83%); no percentage under 10; half up. Screens §3.2, V01."""
    if whole < 10:
        return f"{part} of {whole}"
    return f"{part} of {whole} ({percent_words(part, whole)})"


def grade_table(audits: Sequence[Graded]) -> Table:
    """Grades of auditors beside those after moderation: counts, never an average. V01."""
    first = Counter(one.audited for one in audits)
    after = Counter(one.moderated for one in audits if one.moderated)
    return Table(
        caption="Overall grades",
        head=("Grade", "By the auditor", "After moderation"),
        rows=tuple((grade.label, str(first[grade]), str(after[grade])) for grade in Grade),
        note=f"{len(audits)} audits handed in, {after.total()} moderated. Reports use the "
        "moderated grade; the auditor’s is kept.",
    )


def grade_sentence(audits: Sequence[Graded]) -> str:
    """What the grades say, in one sentence made by rule. V01."""
    done = [one for one in audits if one.moderated]
    if not done:
        return "No audit of this cycle has been moderated yet."
    good = sum(one.moderated is not None and one.moderated.rank >= 3 for one in done)
    few = " Too few to compare with another cycle." if len(done) < 10 else ""
    return (
        f"{n_of_n(good, len(done))} were Good or better after moderation; "
        f"{sum(one.moderated is Grade.INADEQUATE for one in done)} Inadequate.{few}"
    )


def moderation_sentence(audits: Sequence[Graded]) -> str:
    """How often moderation changed a grade, and which way. MOD-1, V01."""
    done = [one for one in audits if one.moderated]
    if not done:
        return ""
    lowered = sum(
        one.moderated is not None and one.moderated.rank < one.audited.rank for one in done
    )
    raised = sum(
        one.moderated is not None and one.moderated.rank > one.audited.rank for one in done
    )
    inside = sum(one.independent is False for one in done)
    return (
        f"{n_of_n(len(done) - lowered - raised, len(done))} agreed; {lowered} lowered and "
        f"{raised} raised. {inside} moderated within the line, {len(done) - inside} outside it."
    )


def section_table(audits: Sequence[Graded], titles: Mapping[str, str]) -> Table:
    """Sections with the share below Good, the weakest first; under ten graded, after them. V01."""
    rows = []
    for key, title in titles.items():
        graded = [one.sections[key] for one in audits if key in one.sections]
        below = sum(grade.rank < 3 for grade in graded)
        if graded:
            few = len(graded) < 10
            rows.append((few, -below / len(graded), key, (title, n_of_n(below, len(graded)))))
    rows.sort()
    return Table(
        caption="Sections, those most often below Good first",
        head=("Section", "Below Good"),
        rows=tuple(row for *_, row in rows),
        note="Sections graded in fewer than ten audits come last: too few to rank."
        if any(few for few, *_ in rows)
        else "",
    )


def area_table(audits: Sequence[Graded]) -> Table:
    """Grades by service: counts only, as the groups are small. V01."""
    areas = sorted({one.area for one in audits})
    return Table(
        caption="By service, the grade that stands",
        head=("Service", *(grade.label.split(" to ")[0] for grade in Grade)),
        rows=tuple(
            (
                area,
                *(
                    str(
                        sum(
                            (one.moderated or one.audited) is grade
                            for one in audits
                            if one.area == area
                        )
                    )
                    for grade in Grade
                ),
            )
            for area in areas
        ),
    )


def thread_table(found: Sequence[tuple[str, bool]]) -> Table:
    """Strengths and areas by Golden Thread: (thread, whether a strength). STD-3, V01."""
    return Table(
        caption="Findings by Golden Thread",
        head=("Golden Thread", "Strengths", "Could be stronger"),
        rows=tuple(
            (
                f"{name} ({code})",
                str(sum(thread == code and good for thread, good in found)),
                str(sum(thread == code and not good for thread, good in found)),
            )
            for code, name in THREADS.items()
        ),
    )


def action_sentence(states: Sequence[str], late: int) -> str:
    """Where the actions stand: set, verified and made a difference are three counts. ACT-2."""
    if not states:
        return "No action was set."
    count = Counter(states)
    verified = count["verified"] + count["closed"]
    return (
        f"{len(states)} actions were set: {count['open']} to be done ({late} late), "
        f"{count['reported']} reported complete and not yet verified, {verified} verified, of "
        f"which {count['closed']} checked for the difference they made."
    )


def why_not_write(roles: Collection[Role]) -> Refusal | None:
    """The QA team writes the overview report. Framework 2.1, LRN-1."""
    if {Role.QAM, Role.QAO} & set(roles):
        return None
    return Refusal("Only the QA team writes the overview report.")


def why_not_begin(*, roles: Collection[Role], state: CycleState) -> Refusal | None:
    """The QA team begins it once the audits of the cycle are given out. LRN-1."""
    if refusal := why_not_write(roles):
        return refusal
    if state not in (CycleState.ISSUED, CycleState.REPORTED):
        return Refusal("The audits of this cycle have not been given out: there is nothing to say.")
    return None


def why_not_sign_off(
    *,
    roles: Collection[Role],
    state: State,
    submitted: int,
    moderated: int,
    outstanding: int,
    written: bool,
    why: str,
) -> Refusal | None:
    """A report is signed off by the QA manager, when every audit handed in is moderated. V01.

    Without those that auditors still have (`outstanding`) only for a reason, which it then says.
    """
    if state is State.SIGNED_OFF:
        return Refusal("This report is signed off: nothing in it changes now.")
    if Role.QAM not in set(roles):
        return Refusal("The QA manager signs off the overview report.")
    if not submitted:
        return Refusal("No audit of this cycle has been handed in.")
    if moderated < submitted:
        left = submitted - moderated
        return Refusal(f"{left} {'audit is' if left == 1 else 'audits are'} not moderated yet.")
    if not written:
        return Refusal("Write the summary first.")
    if outstanding and not why.strip():
        still = "audit is" if outstanding == 1 else "audits are"
        return Refusal(f"{outstanding} {still} not handed in. Say why you do not wait.")
    return None
