"""Who may write in an audit, and when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Final

from goldenthread.audits.vocabulary import State
from goldenthread.kernel.refusal import Refusal

LABELS: Final = {
    State.DRAWN: "It has not been given out yet.",
    State.ISSUED: "Open the record first, and say why: this is logged.",
    State.SUBMITTED: "It has been handed in: nothing in it changes now.",
    State.MODERATED: "It has been moderated: nothing in it changes now.",
    State.CLOSED: "It is closed.",
    State.WITHDRAWN: "It was withdrawn.",
}


def why_not_write(*, state: State, auditor: int | None, writer: int) -> Refusal | None:
    """The auditor writes, from opening the record until handing the audit in. AUD-8, AUD-9."""
    if writer != auditor:
        return Refusal("Only the auditor can write in this audit.")
    if state is not State.UNDERWAY:
        return Refusal(LABELS[state])
    return None


def why_not_grade(*, safety: str) -> Refusal | None:
    """Nothing is graded before the safety question is answered. AUD-5, FCA-B."""
    if safety:
        return None
    return Refusal("Answer the safety question before you grade.")


def why_not_held(*, on: date, today: date) -> Refusal | None:
    """A conversation that is still to come has not been held. AUD-3, RC0a."""
    if on > today:
        return Refusal("The conversation is in the future: give the date once it was held.")
    return None


class Arrival(StrEnum):
    """How a sending of a page stands to the one that an answer was last written by."""

    APART = "apart"
    """Of another page, or of none that is known: what it saw decides."""
    NEXT = "next"
    """Of the same page, and not before it."""
    OVERTAKEN = "overtaken"
    """Of the same page, and before it: it was late on its way."""


def arrival(*, sent_from: str, before: str) -> Arrival:
    """Whether a page follows on from itself: a person alone is in nobody’s way. AUD-8.

    Both are a page's token and, where script counts, its sending: `k3Jx.4`.
    """
    page, turn = _sending(sent_from)
    page_before, turn_before = _sending(before)
    if not page or page != page_before:
        return Arrival.APART
    return Arrival.NEXT if turn >= turn_before else Arrival.OVERTAKEN


def _sending(told: str) -> tuple[str, int]:
    page, _, turn = told.partition(".")
    return page, int(turn) if turn.isdecimal() else 0


def why_not_ask_out(*, state: State, auditor: int | None, asker: int, words: str) -> Refusal | None:
    """An auditor who cannot audit a child asks to be replaced, until it is handed in. B08."""
    if asker != auditor:
        return Refusal("Only the auditor of this child asks to give it back.")
    if state not in (State.ISSUED, State.UNDERWAY):
        return Refusal(LABELS[state])
    if not words.strip():
        return Refusal("Say why, so that the QA team can decide.")
    return None


def why_not_open(*, state: State, auditor: int | None, reader: int, why: str) -> Refusal | None:
    """A record is opened for the audit by its auditor, who says which files and why. AUD-7, C10."""
    if reader != auditor:
        return Refusal("Only the auditor opens the record for this audit.")
    if state not in (State.ISSUED, State.UNDERWAY):
        return Refusal(LABELS[state])
    if not why.strip():
        return Refusal("Say why you are opening the record.")
    return None


def why_not_answer(*, state: State, shared_with: Collection[int], reader: int) -> Refusal | None:
    """Those with whom an audit was shared answer it, until it is closed. AUD-9, RS1 to RS5."""
    if reader not in shared_with:
        return Refusal("This audit was not shared with you.")
    if state not in (State.SUBMITTED, State.MODERATED):
        return Refusal(LABELS.get(state, "It is with its auditor again."))
    return None


def why_not_reflect(*, state: State, practitioner: int, writer: int) -> Refusal | None:
    """A practitioner writes their own reflection, while the audit is open. AUD-3, RC15."""
    if practitioner != writer:
        return Refusal("Only the practitioner writes their own reflection.")
    if state not in (State.UNDERWAY, State.SUBMITTED, State.MODERATED):
        return Refusal(LABELS[state])
    return None
