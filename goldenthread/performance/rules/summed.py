"""One sentence that says what a table shows: its groups, its weeks, the way, the grid (T03)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from goldenthread.kernel.sentences import capital, listed
from goldenthread.kernel.shares import percent_words
from goldenthread.performance.rules.analysis import largest, part_of, quoted
from goldenthread.performance.rules.beside import interval_of
from goldenthread.performance.rules.groups import NOT_RECORDED, added
from goldenthread.performance.rules.journey import Way
from goldenthread.performance.rules.sentences import FEW, exact, figure, left_out
from goldenthread.performance.vocabulary import Answer, Assurance, Rating, Unit, Variation


def groups_words(groups: Sequence[Answer], *, people: bool = False) -> str:
    """What the groups of a figure show together, and which is the highest. T03.

    Shares and averages are compared where ten or more count; of a share it is said where chance
    alone may give as much. Where groups are `people`, none of them is named.
    """
    if not groups:
        return ""
    first = groups[0]
    whole = added(groups, code=first.code, unit=first.unit, period=first.period)
    if not (whole.eligible or whole.met):
        return f"Nothing to count.{left_out(whole)}"
    if people or len(groups) == 1:
        many = f"{len(groups)} {'worker' if people else 'group'}{'' if len(groups) == 1 else 's'}"
        return f"Together {_said(whole)}, {'with' if people else 'in'} {many}.{left_out(whole)}"
    if first.unit == Unit.COUNT:
        return f"{_largest(groups)}{left_out(whole)}"
    return f"Together {_said(whole)}. {_largest(groups)}{_ends(groups)}{left_out(whole)}"


def divided_words(mix: Mapping[str, int] | None) -> str:
    """Which part is the largest where a figure divides. T03."""
    return largest([(capital(name), number) for name, number in (mix or {}).items()])


def weeks_words(weeks: Sequence[Answer | None], *, stands: bool, adds_up: bool = True) -> str:
    """What the weeks show together, and between what they lie, oldest first. T03.

    A share or an average is compared where ten or more count. What counts each child once does not
    add up: whoever is there in two weeks counts in both.
    """
    told = [one for one in weeks if one is not None and one.told]
    if len(told) < 2:
        return ""
    if stands:
        return f"{_stood(told)}{_between(told, 'lists of')}"
    last = max(one.period.last for one in told)
    over = f"In the {len(told)} weeks to {_day(last)} {last.year}"
    if len(told) < len(weeks):
        over = f"In the {len(told)} of {len(weeks)} weeks of which lists tell"
    whole = added(told, code=told[0].code, unit=told[0].unit, period=told[-1].period)
    if whole.unit != Unit.COUNT:
        return f"{over}: {_said(whole)}.{_between(told, 'week to')}{left_out(whole)}"
    numbers = [one.met for one in told]
    least, most = min(numbers), max(numbers)
    each = f"between {least:,} and {most:,} a week" if least < most else f"{least:,} each week"
    if not most:
        return f"{over}: none.{left_out(whole)}"
    if not adds_up:
        return f"{over}: {each}; whoever is there in two weeks counts in both.{left_out(whole)}"
    return f"{over}: {whole.met:,}, {each}.{left_out(whole)}"


def way_words(found: Way, steps: Sequence[tuple[str, bool]]) -> str:
    """How many of the children of the first step came to each later one. T01, T03.

    `steps` has what each is called within a sentence, and whether its list says whose it is.
    """
    begin = next((i for i, (_, known) in enumerate(steps) if known and found.children[i]), None)
    if begin is None:
        return "No child came to a step."
    whole = found.children[begin]
    went = [
        f"{_share(found.went_on[begin][later], whole)} to {steps[later][0]}"
        for later in range(begin + 1, len(steps))
        if found.went_on[begin][later]
    ]
    who = f"{whole:,} {'child' if whole == 1 else 'children'} with {steps[begin][0]}"
    if not went:
        return f"Of {who}, none came to a later step."
    return f"Of {who}, {listed(went).replace(' to ', ' came to ', 1)} in these twelve months."


def grid_words(told: Sequence[tuple[Variation, Assurance | None]]) -> str:
    """How many charts changed, which way, and how many will not meet their target. PER-6, T03."""
    if not told:
        return ""
    counts = Counter(variation for variation, _ in told)
    changed = [one for one in Variation if one.changed and counts[one]]
    ways = ", ".join(f"{counts[one]:,} {one.value}" for one in changed)
    missing = sum(one == (Variation.COMMON, Assurance.MISSES) for one in told)
    many = sum(counts[one] for one in changed)
    charts = f"Of {len(told):,} chart{'' if len(told) == 1 else 's'}"
    tell = f"{many:,} tell{'s' if many == 1 else ''} of a change{f': {ways}' if ways else ''}"
    miss = (
        "1 has not changed and will not meet its target"
        if missing == 1
        else f"{missing:,} have not changed and will not meet their target"
    )
    return f"{charts}, {tell}. {miss}."


def rated_words(ratings: Sequence[Rating]) -> str:
    """How many figures are off, near and on their target. T03."""
    counts = Counter(ratings)
    beside = [
        f"{counts[one]:,} {words}"
        for one, words in (
            (Rating.OFF, "off target"), (Rating.NEAR, "near it"), (Rating.ON, "on it"),
        )
    ]  # fmt: skip
    rest = len(ratings) - sum(counts[one] for one in (Rating.OFF, Rating.NEAR, Rating.ON))
    many = f"Of {len(ratings):,} figure{'' if len(ratings) == 1 else 's'}, {listed(beside)}"
    return f"{many}; {rest:,} not compared with a target." if ratings else ""


def compared_words(ours: int, against: Sequence[str | None]) -> str:
    """How many figures of ours stand beside others, and how many beyond chance. R04, T03.

    `against` has of each published figure what `against_others` says.
    """
    counts = Counter(one for one in against if one)
    beyond = [f"{counts[one]:,} {one}" for one in ("better", "worse", "higher", "lower")
              if counts[one]]  # fmt: skip
    said = f"{ours:,} of {len(against):,} figures that others publish stand beside one of ours"
    if not beyond:
        return f"{said}; none is beyond neighbours and England by more than chance."
    return f"{said}; beyond neighbours and England by more than chance: {', '.join(beyond)}."


def _said(whole: Answer) -> str:
    """All together; of an average, of how many."""
    return f"{figure(whole)}, of {whole.eligible:,}" if whole.averages else figure(whole)


def _largest(groups: Sequence[Answer]) -> str:
    def count(one: Answer) -> int:
        return one.met if one.unit == Unit.COUNT else one.eligible

    return largest([(capital(one.group or ""), count(one)) for one in groups])


def _ends(groups: Sequence[Answer]) -> str:
    """The highest and the lowest of what may be compared, and how many may not."""
    named = [one for one in groups if one.group != NOT_RECORDED and one.eligible]
    able = [one for one in named if one.eligible >= FEW]
    if len(able) < 2:
        return " Too few count to compare groups." if len(named) > 1 else ""
    few = len(named) - len(able)
    aside = f" Under {FEW} count in {few} other{'' if few == 1 else 's'}." if few else ""
    said = _extremes(able, lambda one: quoted(capital(one.group or "")))
    return f"{said}{aside}"


def _between(told: Sequence[Answer], when: str) -> str:
    """The highest and the lowest week; of shares, of those in which ten or more count."""
    share = told[0].unit != Unit.COUNT
    able = [one for one in told if one.eligible >= FEW] if share else list(told)
    if len(able) < 2:
        return " Too few count to compare weeks."
    few = len(told) - len(able)
    aside = f" Under {FEW} count in {few} other{'' if few == 1 else 's'}." if few else ""
    return f"{_extremes(able, lambda one: f'{when} {_day(one.period.last)}')}{aside}"


def _extremes(able: Sequence[Answer], name: Callable[[Answer], str]) -> str:
    top, bottom = max(map(exact, able)), min(map(exact, able))
    if top == bottom:
        return " It is the same in each."
    high, low = _those(able, top, name), _those(able, bottom, name)
    chance = " Chance alone may give as much." if _by_chance(able, top, bottom) else ""
    return f" Highest: {high}; lowest: {low}.{chance}"


def _those(able: Sequence[Answer], value: Fraction, name: Callable[[Answer], str]) -> str:
    """Whatever has this value: named with its figure, or counted where it is more than two."""
    found = [one for one in able if exact(one) == value]
    if len(found) > 2:
        first = found[0]
        share = first.unit == Unit.PERCENT
        said = percent_words(first.met, first.eligible) if share else figure(first)
        return f"{said} in {len(found)} of them"
    return " and ".join(f"{name(one)}, {figure(one)}" for one in found)


def _by_chance(able: Sequence[Answer], top: Fraction, bottom: Fraction) -> bool:
    """Whether what chance allows about the highest reaches down to that about the lowest."""
    ends = [(exact(one), interval_of(one)) for one in able]
    above = [end[0] for value, end in ends if value == top and end]
    below = [end[1] for value, end in ends if value == bottom and end]
    return bool(above and below) and min(above) <= max(below)


def _stood(told: Sequence[Answer]) -> str:
    first, last = told[0], told[-1]
    return (
        f"{len(told)} lists, from {figure(first)} on {_day(first.period.last)} to "
        f"{figure(last)} on {_day(last.period.last)} {last.period.last.year}."
    )


def _share(number: int, whole: int) -> str:
    """The number, with its percentage where ten or more count: 812 (35%)."""
    _, _, percentage = part_of(number, whole).partition(" (")
    return f"{number:,}{f' ({percentage}' if percentage else ''}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
