"""The week of a place in words: what a week had beside a usual month, and what falls due next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Final

from goldenthread.kernel.shares import percent_words
from goldenthread.performance.rules.caseload import Owed
from goldenthread.performance.rules.sentences import FEW
from goldenthread.performance.rules.windows import whole_month
from goldenthread.performance.vocabulary import Answer, Unit

_LEAST: Final = 3
"""Whole months without which none is usual."""
_WEEKS_OF_A_MONTH: Final = Decimal(365) / 12 / 7


def in_a_week(answer: Answer) -> tuple[str, str]:
    """A figure of one week, and its percentage where ten or more count: (9 of 12, 75%).
    PER-4, T03."""
    if not answer.told:
        return "Not told", ""
    if answer.unit != Unit.PERCENT:
        return f"{answer.met:,}", ""
    if not answer.eligible:
        return "Not known" if answer.incomplete else "None", ""
    few = answer.eligible < FEW
    return (
        f"{answer.met:,} of {answer.eligible:,}",
        "" if few else percent_words(answer.met, answer.eligible),
    )


def in_a_month(months: Sequence[Answer]) -> tuple[str, str]:
    """What a usual month had, of the whole months of a year: (240, about 55 a week). PER-4.

    Of numbers the middle one; of shares all months together. Nothing of fewer than three months.
    """
    whole = [one for one in months if one.told and whole_month(one.period.last)][-12:]
    if len(whole) < _LEAST:
        return "", ""
    if whole[0].unit == Unit.PERCENT:
        time = "in a year" if len(whole) == 12 else f"in {len(whole)} months"
        met, of = sum(one.met for one in whole), sum(one.eligible for one in whole)
        if of < FEW:
            return (f"{met} of {of}", time) if of else ("", "")
        return percent_words(met, of), f"of {of:,} {time}"
    middle = Decimal(median(one.met for one in whole))
    a_week = (middle / _WEEKS_OF_A_MONTH).quantize(Decimal(1), ROUND_HALF_UP)
    words = f"about {a_week:,} a week" if a_week else "under 1 a week" if middle else ""
    return f"{middle.quantize(Decimal(1), ROUND_HALF_UP):,}", words


def next_week(owed_: Iterable[Owed], *, as_at: date) -> tuple[int, int]:
    """(How many are overdue on the day of the lists, how many fall due in the 7 days after it).
    PER-4, STD-1."""
    among = list(owed_)
    last = as_at + timedelta(days=7)
    return (
        sum(one.overdue for one in among),
        sum(not one.overdue and one.due_on <= last for one in among),
    )


def week_words(counts: Iterable[tuple[str, Answer]], *, end: date) -> str:
    """The week in a sentence: what there was of each, by its title. PER-4, T03."""
    there = [f"{title.lower()} {one.met:,}" for title, one in counts if one.told and one.met]
    day = f"{end.day} {end:%B %Y}"
    return f"In the week to {day}: {', '.join(there)}." if there else ""


def due_words(*, overdue: int, coming: int, as_at: date) -> str:
    """What falls due next, in a sentence. PER-4."""
    falls = (
        f"{coming:,} thing{' falls' if coming == 1 else 's fall'}" if coming else "Nothing falls"
    )
    late = f"{overdue:,} {'is' if overdue == 1 else 'are'}" if overdue else "none is"
    return f"{falls} due in the 7 days after {as_at.day} {as_at:%B}; {late} overdue on that day."
