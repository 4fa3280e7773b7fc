"""The state of a figure's data, and who does what with a known issue (N06)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from goldenthread.kernel.lifecycle import Lifecycle, why_not
from goldenthread.kernel.refusal import Refusal
from goldenthread.kernel.sentences import capital
from goldenthread.people.vocabulary import Role
from goldenthread.performance.rules.worded import ISSUE_AT_MOST, why_not_long
from goldenthread.performance.vocabulary import Answer
from goldenthread.performance.vocabulary.quality import (
    QUALITY_POLICY,
    DataState,
    IssueAct,
    IssueState,
    QualityPolicy,
)

NEXT: Final[Lifecycle[IssueState, IssueAct]] = {
    (IssueState.OPEN, IssueAct.NOTE): IssueState.OPEN,
    (IssueState.OPEN, IssueAct.MEND): IssueState.MENDING,
    (IssueState.OPEN, IssueAct.FINISH): IssueState.MENDED,
    (IssueState.MENDING, IssueAct.NOTE): IssueState.MENDING,
    (IssueState.MENDING, IssueAct.FINISH): IssueState.MENDED,
    (IssueState.MENDED, IssueAct.REOPEN): IssueState.OPEN,
}
"""The stages of a known issue (N06)."""

KEEPERS: Final = frozenset({Role.PFM, Role.PFA, Role.QAM})
"""Who keeps the lists, and so the known issues, whoever owns them."""


_LONG: Final = 100
"""So many rows and more are said to the nearest tenth: each tenth is then ten of them."""
NO_DOOR: Final = (
    "no load of this time tells it: it comes with the Standard Safeguarding Dataset or with a "
    "yearly return"
)
"""Why nothing is told: `data_state`."""


def too_early(months: int) -> str:
    """Why nothing is told before there are so many months of loads. N04, N06."""
    many = "is a year" if months == 12 else f"are {months} months"
    return f"no load tells it before there {many} of loads"


def data_state(
    *,
    issues: int,
    days_old: int | None,
    unusable: int,
    incomplete: int,
    counted: int,
    untold: str = "",
    part: str = "",
    policy: QualityPolicy = QUALITY_POLICY,
) -> DataState:
    """Complete, provisional, late, not told or with a known issue: the gravest that holds. N06.

    `days_old` is None for a day that is not the newest; `unusable` are rows of its list that could
    not be used; `counted` are things with an answer, and `incomplete` those that lack it. `untold`:
    why there is no figure, since loads do not tell of that time; `part`: what of it they do not.
    """
    if issues:
        return DataState.DISPUTED
    if untold:
        return DataState.UNTOLD
    if days_old is not None and days_old > policy.late_after_days:
        return DataState.LATE
    if part or unusable or incomplete > policy.provisional_over * (counted + incomplete):
        return DataState.PROVISIONAL
    return DataState.COMPLETE


def data_words(
    *,
    issues: int,
    days_old: int | None,
    unusable: int,
    incomplete: int,
    untold: str = "",
    part: str = "",
    policy: QualityPolicy = QUALITY_POLICY,
) -> str:
    """Why the data are in their state, in a sentence; empty where there is nothing to say. N06."""
    said = []
    if issues:
        said.append(f"{issues} known issue{'' if issues == 1 else 's'} not mended yet")
    said += [words for words in (untold, part) if words]
    if days_old is not None and days_old > policy.late_after_days:
        said.append(f"the newest list is {days_old} days old")
    if unusable:
        said.append(f"{unusable:,} row{'' if unusable == 1 else 's'} could not be used")
    if incomplete:
        said.append(f"{incomplete:,} cannot be counted: something is not recorded or not known yet")
    return sentence_of(said)


def roughly_left_out(answer: Answer) -> str:
    """What is not recorded, so roughly that no small number follows from it. N06, PER-8.

    About 3 in 10; nothing of a short list, nor of less than makes a figure provisional.
    """
    counted = answer.eligible + answer.not_eligible
    whole = counted + answer.incomplete
    if whole < _LONG or answer.incomplete <= QUALITY_POLICY.provisional_over * whole:
        return ""
    tenths = (20 * answer.incomplete + whole) // (2 * whole)
    return f"about {min(max(tenths, 1), 9)} in 10 not known"


def sentence_of(said: Sequence[str]) -> str:
    """Several things that were said as one sentence; nothing, where nothing was. N06."""
    words = "; ".join(one for one in said if one)
    return f"{capital(words)}." if words else ""


def why_not_words(
    words: str, *, most: int = ISSUE_AT_MOST, policy: QualityPolicy = QUALITY_POLICY
) -> Refusal | None:
    """A note on a known issue says something, and no more than is read. N06, U04."""
    if len(words.strip()) < policy.say_at_least:
        return Refusal(f"Say what it is, in at least {policy.say_at_least} characters.")
    return why_not_long(words, most=most)


def why_not_keep_issue(*, roles: Collection[Role], by: int, owner: int) -> Refusal | None:
    """A known issue is kept by its owner, and by who keeps the lists. N06."""
    if by == owner or KEEPERS & set(roles):
        return None
    return Refusal("Its owner writes here, or the performance team.")


def why_not_step(
    *, state: IssueState, act: IssueAct, words: str, seen: int, steps: int
) -> Refusal | None:
    """What stands against a note: the state, no words, or a note in between. N06."""
    if seen != steps:
        return Refusal(
            "Somebody wrote a note while you wrote yours. Theirs is on the page now: read it, and "
            "save again if yours still adds to it."
        )
    return why_not(NEXT, state, act) or why_not_words(words)
