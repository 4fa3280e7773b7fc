"""What a table shows, in a sentence made by rule: never a cause, never a rank of people (T03)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.performance.rules import (
    NOT_RECORDED,
    Way,
    compared_words,
    divided_words,
    grid_words,
    groups_words,
    period_of,
    rated_words,
    way_words,
    weeks_words,
)
from goldenthread.performance.vocabulary import (
    Answer,
    Assurance,
    Rating,
    Unit,
    Variation,
    Window,
)

END = date(2026, 10, 31)


def group(name: str, unit: Unit = Unit.PERCENT, **said: Any) -> Answer:
    return Answer(code="XX01", unit=unit, period=period_of(Window.MONTH, END), group=name, **said)


def of(name: str, met: int, eligible: int, **said: Any) -> Answer:
    return group(name, met=met, eligible=eligible, **said)


def many(name: str, number: int) -> Answer:
    return group(name, Unit.COUNT, met=number, eligible=number)


def days(name: str, number: int, total: int) -> Answer:
    return group(name, Unit.DAYS, met=number, eligible=number, total=total)


@pytest.mark.parametrize(
    ("groups", "words", "because"),
    [
        ([], "", "nothing is said of nothing"),
        (
            [of("5 to 9", 0, 0, incomplete=3)],
            "Nothing to count. 3 more are left out, because something is not recorded or not known "
            "yet.",
            "nothing counted is no share",
        ),
        ([of("5 to 9", 8, 10)], "Together 8 of 10 (80%), in 1 group.", "one is not compared"),
        (
            [of("Under 1", 20, 100), of("5 to 9", 90, 120)],
            "Together 110 of 220 (50%). Largest: “5 to 9”, 120 of 220 (55%). "
            "Highest: “5 to 9”, 90 of 120 (75%); lowest: Under 1, 20 of 100 (20%).",
            "what is far apart is plainly so",
        ),
        (
            [of("Under 1", 8, 12), of("5 to 9", 9, 12)],
            "Together 17 of 24 (71%). Largest: Under 1 and “5 to 9”, each 12 of 24 (50%). "
            "Highest: “5 to 9”, 9 of 12 (75%); lowest: Under 1, 8 of 12 (67%). "
            "Chance alone may give as much.",
            "of a dozen each, one more is nothing",
        ),
        (
            [of("Under 1", 9, 9), of("1 to 4", 5, 10), of("5 to 9", 10, 10)],
            "Together 24 of 29 (83%). Largest: “1 to 4” and “5 to 9”, each 10 of 29 (34%). "
            "Highest: “5 to 9”, 10 of 10 (100%); lowest: “1 to 4”, 5 of 10 (50%). "
            "Chance alone may give as much. Under 10 count in 1 other.",
            "nine of nine is no share to compare; ten of ten is",
        ),
        (
            [of("Under 1", 2, 9), of("1 to 4", 5, 50)],
            "Together 7 of 59 (12%). Largest: “1 to 4”, 50 of 59 (85%). "
            "Too few count to compare groups.",
            "with one group of ten there is nothing beside it",
        ),
        (
            [of("1 to 4", 5, 50), of(NOT_RECORDED, 30, 30, incomplete=2)],
            "Together 35 of 80 (44%). Largest: “1 to 4”, 50 of 80 (63%). Not recorded: 30. "
            "2 more are left out, because something is not recorded or not known yet.",
            "what is not recorded is no group to compare",
        ),
        (
            [of("1 to 4", 50, 50), of("5 to 9", 20, 20)],
            "Together 70 of 70 (100%). Largest: “1 to 4”, 50 of 70 (71%). It is the same in each.",
            "nothing is higher",
        ),
        (
            [of("1", 10, 10), of("2", 20, 20), of("3", 30, 30), of("4", 1, 100)],
            "Together 61 of 160 (38%). Largest: “4”, 100 of 160 (63%). "
            "Highest: 100% in 3 of them; lowest: “4”, 1 of 100 (1%).",
            "of more than two nobody reads each",
        ),
        (
            [many("looked after", 120), many("early help", 40)],
            "Largest: Looked after, 120 of 160 (75%).",
            "numbers have no highest share",
        ),
        (
            [days("1 to 4", 10, 310), days("5 to 9", 20, 400)],
            "Together 23.7 days, of 30. Largest: “5 to 9”, 20 of 30 (67%). "
            "Highest: “1 to 4”, 31.0 days; lowest: “5 to 9”, 20.0 days.",
            "of an average nothing tells what chance gives",
        ),
    ],
)
def test_groups_are_put_into_words(groups: list[Answer], words: str, because: str) -> None:
    assert groups_words(groups) == words, because


def test_no_worker_is_called_the_highest() -> None:
    said = groups_words([of("Ada", 8, 10), of("Ben", 40, 60), of("Cy", 12, 12)], people=True)
    assert said == "Together 60 of 82 (73%), with 3 workers."


def test_a_mix_says_its_largest_part() -> None:
    assert divided_words({"neglect": 40, "emotional abuse": 60}) == (
        "Largest: Emotional abuse, 60 of 100 (60%)."
    )
    assert divided_words(None) == "Nothing to count."


def week(unit: Unit, day: int, met: int, eligible: int, **said: Any) -> Answer:
    period = period_of(Window.WEEK, date(2026, 10, day))
    return Answer(code="XX01", unit=unit, period=period, met=met, eligible=eligible, **said)


def number(day: int, met: int, **said: Any) -> Answer:
    return week(Unit.COUNT, day, met, met, **said)


@pytest.mark.parametrize(
    ("weeks", "adds_up", "words", "because"),
    [
        ([number(31, 7)], True, "", "one week is no line"),
        (
            [number(17, 7), number(24, 18), number(31, 9)],
            True,
            "In the 3 weeks to 31 October 2026: 34, between 7 and 18 a week.",
            "all, and between what they lie",
        ),
        (
            [number(24, 7), number(31, 9)],
            False,
            "In the 2 weeks to 31 October 2026: between 7 and 9 a week; "
            "whoever is there in two weeks counts in both.",
            "children counted once do not add up",
        ),
        (
            [number(24, 4), number(31, 4)],
            True,
            "In the 2 weeks to 31 October 2026: 8, 4 each week.",
            "the same is not between",
        ),
        (
            [number(24, 0), number(31, 0, incomplete=1)],
            True,
            "In the 2 weeks to 31 October 2026: none. "
            "1 more is left out, because something is not recorded or not known yet.",
            "none is said so",
        ),
        (
            [number(17, 3, told=False), number(24, 4), number(31, 6)],
            True,
            "In the 2 of 3 weeks of which lists tell: 10, between 4 and 6 a week.",
            "a week of which no list tells is no nought",
        ),
        (
            [week(Unit.PERCENT, d, m, e) for d, m, e in ((17, 9, 9), (24, 10, 20), (31, 19, 20))],
            True,
            "In the 3 weeks to 31 October 2026: 38 of 49 (78%). "
            "Highest: week to 31 October, 19 of 20 (95%); lowest: week to 24 October, "
            "10 of 20 (50%). Under 10 count in 1 other.",
            "nine of nine is not the highest",
        ),
        (
            [week(Unit.PERCENT, d, m, e) for d, m, e in ((24, 3, 4), (31, 5, 6))],
            True,
            "In the 2 weeks to 31 October 2026: 8 of 10 (80%). Too few count to compare weeks.",
            "of four and six nothing is compared",
        ),
    ],
)
def test_weeks_are_put_into_words(
    weeks: list[Answer], adds_up: bool, words: str, because: str
) -> None:
    assert weeks_words(weeks, stands=False, adds_up=adds_up) == words, because


def test_how_things_stood_is_said_from_the_first_lists_to_the_last() -> None:
    stood = [
        Answer(code="XX01", unit=Unit.COUNT, met=met, eligible=met,
               period=period_of(Window.SNAPSHOT, date(2026, 10, day)))
        for day, met in ((3, 320), (17, 318), (31, 328))
    ]  # fmt: skip
    assert weeks_words([stood[0], None, stood[1], None, stood[2]], stands=True) == (
        "3 lists, from 320 on 3 October to 328 on 31 October 2026. "
        "Highest: lists of 31 October, 328; lowest: lists of 17 October, 318."
    )
    assert not weeks_words([None, stood[0]], stands=True)


def test_the_way_is_told_from_the_first_step_that_is_known() -> None:
    found = Way(children=(100, 40, 8), went_on=((0, 35, 4), (0, 0, 6), (0, 0, 0)))
    steps = [("a contact", True), ("a referral", True), ("care", True)]
    assert way_words(found, steps) == (
        "Of 100 children with a contact, 35 (35%) came to a referral and 4 (4%) to care "
        "in these twelve months."
    )
    of_team = [("a contact", False), *steps[1:]]
    assert way_words(found, of_team).startswith(
        "Of 40 children with a referral, 6 (15%) came to care"
    )
    nowhere = Way(children=(4, 0), went_on=((0, 0), (0, 0)))
    assert way_words(nowhere, steps[:2]) == (
        "Of 4 children with a contact, none came to a later step."
    )
    assert way_words(Way(children=(0,), went_on=((0,),)), steps[:1]) == "No child came to a step."


def test_the_grid_is_counted() -> None:
    worse, common = Variation.WORSE, Variation.COMMON
    told = [(worse, None), (worse, Assurance.HITS), (Variation.BETTER, None),
            (common, Assurance.MISSES), (common, Assurance.HITS)]  # fmt: skip
    assert grid_words(told) == (
        "Of 5 charts, 3 tell of a change: 1 better, 2 worse. "
        "1 has not changed and will not meet its target."
    )
    assert grid_words([(common, Assurance.HITS)]) == (
        "Of 1 chart, 0 tell of a change. 0 have not changed and will not meet their target."
    )


def test_ratings_and_others_are_counted() -> None:
    assert rated_words([Rating.OFF, Rating.ON, Rating.ON, Rating.NOT_SET]) == (
        "Of 4 figures, 1 off target, 0 near it and 2 on it; 1 not compared with a target."
    )
    assert compared_words(2, ["better", None, "worse", "worse"]) == (
        "2 of 4 figures that others publish stand beside one of ours; beyond neighbours and "
        "England by more than chance: 1 better, 2 worse."
    )
    assert compared_words(1, [None]).endswith("none is beyond neighbours and England by more "
                                              "than chance.")  # fmt: skip
