"""Who hands in a return, for which month, and what a row of it may say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from goldenthread.kernel.refusal import Refusal
from goldenthread.kernel.shares import percent_words
from goldenthread.people.vocabulary import Role, Standing
from goldenthread.returns.vocabulary import Entry, Measure, Sender, Unit
from goldenthread.stats.disclosure import DFE_CSC

TEAM: Final = frozenset({Role.PFM, Role.PFA})
"""The performance team enters any return."""
LEADERS: Final = frozenset({Role.HOS, Role.SM})
"""Leaders of a service enter its own."""
FEW: Final = 10
"""Under so many there is no percentage (catalogue, `small_numbers`)."""
MOST: Final = Decimal(10) ** 10
"""No count is as large."""
_SCALES: Final = {
    Unit.PERCENT: 100,
    Unit.PER_1_000: 1_000,
    Unit.PER_10_000: 10_000,
    Unit.PER_100_000: 100_000,
}


def why_not_enter(standing: Standing, *, area: int | None) -> Refusal | None:
    """The performance team, and leaders of the service itself. PER-1, Framework 2.1.

    `area` is the service's area of the establishment; None where it has none.
    """
    if TEAM & set(standing.roles):
        return None
    if area is not None and any(
        held.role in LEADERS and held.area == area for held in standing.posts
    ):
        return None
    return Refusal("The performance team hands in returns, and leaders of the service its own.")


def why_not_month(month: date, *, today: date) -> Refusal | None:
    """A return is of a month that has begun, and of this century. PER-1."""
    if month > today:
        return Refusal("That month has not begun.")
    if month.year < 2000:
        return Refusal("That month is before 2000.")
    return None


def why_not_row(measure: Measure, entry: Entry) -> Refusal | None:
    """What is wrong with a row; nothing of an empty one. PER-1, N02."""
    if entry.blank:
        return Refusal("Say what was counted, or take the note out.") if entry.note else None
    if entry.upper is None:
        return Refusal(f"Say how many: {measure.upper}.")
    for one in (entry.upper, entry.lower):
        if one is not None and (refusal := _why_not_number(measure, one)):
            return refusal
    if not measure.lower:
        return Refusal("This measure is a number: it has no second one.") if entry.lower else None
    if entry.lower is None:
        return Refusal(f"Say of how many: {measure.lower}.")
    if entry.lower == 0 and entry.upper != 0:
        return Refusal("Some of none: correct one of the two numbers.")
    if measure.unit is Unit.PERCENT and entry.upper > entry.lower:
        return Refusal("The part is larger than the whole.")
    return None


def _why_not_number(measure: Measure, given: Decimal) -> Refusal | None:
    """What is wrong with one of the two numbers by itself. PER-1, N02."""
    if not measure.below_nought and given < 0:
        return Refusal("A count is not below nought.")
    if abs(given) >= MOST:
        return Refusal("That is too large to be a count.")
    if not measure.parts and given != int(given):
        return Refusal(f"Give whole numbers: {number(given)} is not one.")
    return None


def second_is_wrong(measure: Measure, entry: Entry) -> bool:
    """Of a row that is refused, whether it is for its second number: the box to correct. N02."""
    if entry.upper is None or _why_not_number(measure, entry.upper):
        return False
    if entry.lower is None or not measure.lower:
        return True
    return _why_not_number(measure, entry.lower) is not None


def why_not_return(entries: Sequence[Entry], before: Sequence[Entry] | None) -> Refusal | None:
    """A return says something, and something else than the one before. PER-1, N01."""
    if all(entry.blank for entry in entries):
        return Refusal("Fill in at least one row.")
    if before is not None and filled(entries) == filled(before):
        return Refusal("This is what was handed in last. Nothing has changed.")
    return None


def filled(entries: Collection[Entry]) -> dict[str, Entry]:
    """The rows that say something, by their code. PER-1."""
    return {entry.code: entry for entry in entries if not entry.blank}


def differs(mine: Collection[Entry], theirs: Collection[Entry]) -> frozenset[str]:
    """The codes on which two returns do not agree. PER-1, N01."""
    first, second = filled(mine), filled(theirs)
    return frozenset(code for code in {*first, *second} if first.get(code) != second.get(code))


def value(measure: Measure, entry: Entry) -> Decimal | None:
    """The figure to one decimal. Of none there is no figure, and nought is one. Q03."""
    if entry.upper is None:
        return None
    if not measure.lower:
        return entry.upper
    if not entry.lower:
        return None
    found = entry.upper * _SCALES.get(measure.unit, 1) / entry.lower
    return found.quantize(Decimal("0.1"), ROUND_HALF_UP)


def said(measure: Measure, entry: Entry | None) -> str:
    """The figure as people read it: 150 of 200 (75%), 12.5 per 10,000, 18.2. T03, Q03.

    Under ten there is no percentage.
    """
    if entry is None or entry.upper is None:
        return ""
    found = value(measure, entry)
    if found is None:
        return "None to count"
    if not measure.lower:
        return number(found)
    of = f"{number(entry.upper)} of {number(entry.lower)}"
    if measure.unit is Unit.PERCENT:
        if entry.lower is None or entry.lower < FEW:
            return of
        return f"{of} ({percent_words(float(entry.upper), float(entry.lower))})"
    if measure.unit is Unit.AVERAGE:
        return f"{found:,} ({of})"
    return f"{found:,} {measure.unit.label.lower()}"


def small(measure: Measure, entry: Entry) -> bool:
    """Whether a row is withheld in a file that leaves the service: 1 to 5 of it. PER-8.

    Of a share who met it, who did not and of how many; of an average of how many; else how many.
    """
    if entry.upper is None:
        return False
    counted = [entry.upper]
    if entry.lower is not None and measure.unit is Unit.PERCENT:
        counted += [entry.lower, entry.lower - entry.upper]
    elif entry.lower is not None and measure.unit is Unit.AVERAGE:
        counted = [entry.lower]
    return any(0 < one <= DFE_CSC.threshold for one in counted)


def moved(measure: Measure, points: Sequence[tuple[date, Entry]]) -> str:
    """How a measure went over the months, oldest first, without saying why. T03, PER-1."""
    known = [(month, one) for month, one in points if value(measure, one) is not None]
    if len(known) < 2:
        return ""
    (first, start), (last, end) = known[0], known[-1]
    return (
        f"{len(known)} months, from {said(measure, start)} in {first:%B %Y} to "
        f"{said(measure, end)} in {last:%B %Y}."
    )


def brief(measure: Measure, entry: Entry) -> str:
    """A figure in few words, its unit being known: 75%, or 3 of 9 where fewer than ten. T03."""
    found = value(measure, entry)
    if found is None or not measure.lower or entry.upper is None or entry.lower is None:
        return said(measure, entry)
    if measure.unit is not Unit.PERCENT:
        return number(found)
    if entry.lower < FEW:
        return said(measure, entry)
    return percent_words(float(entry.upper), float(entry.lower))


def spanned(measure: Measure, points: Sequence[tuple[date, Entry]]) -> str:
    """What a small line of the months says: where it begins, ends and turns. T03, PER-5."""
    known = [(month, one, found) for month, one in points
             if (found := value(measure, one)) is not None]  # fmt: skip
    if len(known) < 2:
        return "Too few points for a line"
    ends = [f"{brief(measure, one)} in {month:%b %Y}" for month, one, _ in (known[0], known[-1])]
    least, most = (pick(known, key=lambda one: one[2])[1] for pick in (min, max))
    return f"{ends[0]}, {ends[1]}; lowest {brief(measure, least)}, highest {brief(measure, most)}"


def number(given: Decimal | None) -> str:
    """A number as people write it: 1,250 or 18.5. T03."""
    if given is None:
        return ""
    plain = given.quantize(Decimal(1)) if given == int(given) else given.normalize()
    return f"{plain:,f}"


def wrong(service: Sender, entries: Sequence[Entry]) -> Iterator[tuple[str, Refusal]]:
    """Each row that cannot be, with why: (code, refusal). PER-1, N02."""
    for entry in entries:
        measure = service.measure(entry.code)
        refusal = (
            why_not_row(measure, entry)
            if measure
            else Refusal(f"{service.name} has no measure {entry.code}.")
        )
        if refusal is not None:
            yield entry.code, refusal
