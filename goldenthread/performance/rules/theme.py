"""A figure beside what audits, families and actions say on its Golden Thread (T02, T03)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Protocol

from goldenthread.actions.vocabulary import Impact, State
from goldenthread.performance.rules.analysis import part_of


class Audited(Protocol):
    """What audits say on a thread, as far as it is put into a sentence."""

    @property
    def audits(self) -> int:
        """Handed in."""

    @property
    def heard(self) -> int:
        """Those in which the child or the family was heard."""

    @property
    def graded(self) -> int:
        """Grades of the sections on the thread."""

    @property
    def good(self) -> int:
        """Of them, Good or better."""


class Acts(Protocol):
    """An action, as far as it is counted here."""

    state: str
    impact: str
    due_on: date


def audited_words(found: Audited) -> str:
    """What the grades say, in a sentence: counts, and no average. T02, V01."""
    if not found.audits:
        return "No audit was handed in."
    many = "" if found.audits == 1 else "s"
    said = f"{found.audits} audit{many} handed in."
    if not found.graded:
        return f"{said} None graded a section on this thread."
    verb = "is" if found.good == 1 else "are"
    return (
        f"{said} Of the grades of the sections on this thread, {part_of(found.good, found.graded)} "
        f"{verb} Good or better."
    )


def heard_words(found: Audited) -> str:
    """In how many audits the child or the family was heard. T02, AUD-4."""
    if not found.audits:
        return ""
    return f"The child or the family was heard in {part_of(found.heard, found.audits)}."


def action_words(among: Iterable[Acts], on: date) -> str:
    """How many actions are to be done, and what difference those that are closed made. T02, ACT-4.

    One is overdue on the day after it was due.
    """
    every = list(among)
    if not every:
        return "There is no action that you may see."
    late = sum(one.state == State.OPEN and one.due_on < on for one in every)
    states = Counter(State(one.state) for one in every)
    parts = [f"{states[State.OPEN]} to be done" + (f", {late} of them overdue" if late else "")]
    waiting = states[State.REPORTED] + states[State.VERIFIED]
    if waiting:
        parts.append(f"{waiting} done and not closed")
    if states[State.CLOSED]:
        made = sum(one.impact in {Impact.BETTER, Impact.SOME} for one in every)
        parts.append(f"{states[State.CLOSED]} closed: {made} made a difference")
    return "; ".join(parts) + "."
