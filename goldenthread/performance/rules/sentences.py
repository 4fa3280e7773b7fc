"""One sentence that says what a figure or a chart shows, made by rule (T03)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from goldenthread.kernel.shares import percent_words
from goldenthread.performance.rules.windows import last_march
from goldenthread.performance.vocabulary import Answer, Unit, Window

FEW = 10
"""Under so many there is no percentage (catalogue, `small_numbers`)."""


def figure(answer: Answer) -> str:
    """The figure as it is said: 214 of 266 (80%), 48.2 per 10,000, 31 days. T03.

    Under ten there is no percentage, and 100% is all, 0% none; nothing counted is no answer; a part
    of a year that stands for the whole says so (conventions, "Rates").
    """
    if not answer.told:
        return "Not told"
    if answer.mix is not None:
        return f"{answer.eligible:,}"
    if answer.unit == Unit.COUNT:
        return f"{answer.met:,}"
    if not answer.denominator or answer.value is None:
        return "None to count"
    if answer.unit == Unit.PERCENT:
        of = f"{answer.numerator:,} of {answer.denominator:,}"
        few = answer.denominator < FEW
        return of if few else f"{of} ({percent_words(answer.numerator, answer.denominator)})"
    if answer.unit == Unit.PER_10_000:
        return f"{answer.value} per 10,000" + (" (annualised)" if answer.annualised else "")
    if answer.unit == Unit.PER_100:
        return f"{answer.value}% of children"
    words = {Unit.DAYS: " days", Unit.WORKING_DAYS: " working days", Unit.MONTHS: " months"}
    return f"{answer.value}{words.get(answer.unit, '')}"


def named(title: str, *, rate: bool, part: bool) -> str:
    """What a figure is called: of part of the council a rate is a number, and says so. T03.

    Nobody knows how many children live where a service or a team works.
    """
    return f"{title}: the number, as a part has no rate" if rate and part else title


def over(window: Window, last: date) -> str:
    """The days that count, in words: In October 2026; On 31 October 2026. T03."""
    day = f"{last.day} {last:%B %Y}"
    match window:
        case Window.SNAPSHOT:
            return f"On {day}"
        case Window.MONTH:
            return f"In {last:%B %Y}"
        case Window.YEAR_TO_DATE:
            return f"From 1 April to {day}"
        case Window.ROLLING_3_YEARS:
            return f"In the 3 years to {day}"
        case Window.YEAR_TO_MARCH:
            return f"In the year to 31 March {last_march(last).year}"
        case _:
            return f"In the {window.label} to {day}"


def sentence(title: str, answer: Answer) -> str:
    """What the figure says: In October 2026, 214 of 266 (80%). Title with it. T03."""
    plain = title[1:2].islower() or title[1:2] == " "  # not an abbreviation
    named = title[0].lower() + title[1:] if plain else title
    said = f"{over(answer.period.window, answer.period.last)}: {named}, "
    words = figure(answer)
    return f"{said}{words[0].lower()}{words[1:]}.{left_out(answer)}"


def not_the_sum(answer: Answer, months: Sequence[Answer], council: Sequence[Answer]) -> str:
    """Why the months of a figure of a team or service do not add up to it: nothing where they do,
    or where the `council` is not told of every month. A month of its that the place lacks had
    none of the place. T03, decision 39."""
    period = answer.period

    def inside(among: Sequence[Answer]) -> list[Answer]:
        return [one for one in among if period.first <= one.period.first
                and one.period.last <= period.last and one.told]  # fmt: skip

    def counted(one: Answer) -> int:
        return one.eligible if answer.unit == Unit.PERCENT else one.met

    whole = sum(one.period.days for one in inside(council)) == period.days
    each = sum(counted(one) for one in inside(months))
    if not answer.told or answer.averages or not whole or each == counted(answer):
        return ""
    return (
        f" Its months add up to {each:,}, not {counted(answer):,}: each has what was known by its "
        "end, of the children that were with the team or service then."
    )


def left_out(answer: Answer) -> str:
    """How many more would count, if all were known; nothing where none would. T03."""
    if not answer.incomplete or not answer.told:
        return ""
    return (
        f" {answer.incomplete:,} more {'is' if answer.incomplete == 1 else 'are'} left out,"
        " because something is not recorded or not known yet."
    )


def moved(points: Sequence[Answer]) -> str:
    """How a line goes from its first point to its last, without saying why. T03."""
    known = [point for point in points if point.value is not None]
    if len(known) < 2:
        return "There are too few points for a line."
    first, last = known[0], known[-1]
    highest = max(known, key=lambda point: (exact(point), point.period.last))
    lowest = min(known, key=lambda point: (exact(point), point.period.last))
    span = (
        f"{len(known)} points, from {figure(first)} in {first.period.last:%B %Y} to "
        f"{figure(last)} in {last.period.last:%B %Y}"
    )
    if exact(highest) == exact(lowest):
        return f"{span}, the same throughout."
    return (
        f"{span}. Highest {figure(highest)} "
        f"({highest.period.last:%B %Y}), lowest {figure(lowest)} ({lowest.period.last:%B %Y})."
    )


def exact(point: Answer) -> Fraction:
    """A figure before it is rounded, where it is a share: 41 of 798 is more than 41 of 801. T03."""
    if point.unit == Unit.PERCENT and point.eligible:
        return Fraction(100 * point.met, point.eligible)
    return Fraction(point.value or 0)


def ordinal(number: int) -> str:
    """First, second; 21st. T03."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    return words[number - 1] if number <= len(words) else nth(number)


def nth(number: int) -> str:
    """In figures, as in a table: 1st, 4th, 21st. T03."""
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ends.get(number % 10, 'th')}"
