"""Whether a figure was restated, and what changed, in words (N04, Q03)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goldenthread.performance.vocabulary import Answer, Unit


def restated(then: Answer | None, now: Answer | None) -> bool:
    """Whether a figure is not what it was: any of its counts, or the definition. N04, Q03."""
    return _counts(then) != _counts(now)


def known_before(days: Sequence[date], known: date | None) -> tuple[date, ...]:
    """The days on which figures became known otherwise than now, the newest first. N04.

    Of the days on which they were worked out, the first first; with the one asked for, whatever
    it is.
    """
    earlier = {day for day in days[:-1] if day != days[-1]} | ({known} if known else set())
    return tuple(sorted(earlier, reverse=True))


def change_words(then: Answer | None, now: Answer | None) -> str:
    """What changed between two answers of one figure, count by count. N04, Q03.

    12 more met, 3 fewer left out; nothing, where nothing did.
    """
    if then is None or now is None:
        if then is now:
            return "Nothing changed."
        return "There was no figure then." if then is None else "There is no figure now."
    said = []
    if then.version != now.version:
        said.append(f"definition {then.version} became {now.version}")
    met, counted = ("in all", "counted") if now.averages else ("met", "counted")
    pairs = [
        (now.numerator - then.numerator, met if now.unit == Unit.PERCENT or now.averages else ""),
        (now.eligible - then.eligible, counted) if now.unit != Unit.COUNT else (0, ""),
        (now.not_eligible - then.not_eligible, "that do not count"),
        (now.incomplete - then.incomplete, "not known"),
    ]
    said += [
        f"{abs(change):,} {'more' if change > 0 else 'fewer'} {words}".strip()
        for change, words in pairs
        if change
    ]
    if then.mix != now.mix and not said:
        said.append("it divides otherwise")
    if not said:
        return (
            "Another estimate of the children who live here."
            if restated(then, now)
            else ("Nothing changed.")
        )
    words = ", ".join(said)
    return f"{words[0].upper()}{words[1:]}."


def _counts(answer: Answer | None) -> object:
    if answer is None:
        return None
    return (
        answer.met, answer.eligible, answer.not_eligible, answer.incomplete, answer.total,
        answer.population, answer.median, answer.mix, answer.version,
    )  # fmt: skip
