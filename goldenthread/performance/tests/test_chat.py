"""The pages of ChAT on drawn tables: what each says, and that it is the indicators' own figure."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from ibis.expr.operations import UnboundTable
from ibis.expr.types import Table

from goldenthread.intake import lists
from goldenthread.intake.events import EVENTS
from goldenthread.intake.events.building import _taken
from goldenthread.performance import engine, population
from goldenthread.performance.chat import PAGES, Section
from goldenthread.performance.chat.grids import Counted, Grid, counted
from goldenthread.performance.indicators import front_door
from goldenthread.performance.indicators import need as needs
from goldenthread.performance.indicators import protection as plans
from goldenthread.performance.indicators import referral as referrals
from goldenthread.performance.queries import rows_of
from goldenthread.performance.rules import largest, period_of
from goldenthread.performance.tables import (
    TABLES,
    adopter,
    adoption,
    assessment,
    care,
    care_leaver,
    contact,
    early_help,
    need,
    protection_plan,
    referral,
    section_47,
)
from goldenthread.performance.tests.drawn import drawn_events, events_of
from goldenthread.performance.vocabulary import Answer, Unit

AS_AT = date(2026, 3, 31)
SECTIONS = [(page.code, section) for page in PAGES.values() for section in page.sections]


def section_of(page: str, code: str) -> Section:
    return next(one for one in PAGES[page].sections if one.code == code)


def draw(
    page: str,
    code: str,
    drawn: Mapping[Table, str] | str,
    *,
    as_at: date = AS_AT,
    people: int | None = None,
) -> Counted:
    """A section of a page, counted from drawn tables."""
    section = section_of(page, code)
    given = drawn if isinstance(drawn, Mapping) else {section.of.counts: drawn}
    with drawn_events(given) as events:
        rows = rows_of(section, as_at=as_at, known=as_at, events=events)
    return counted(section, rows, period=period_of(section.window, as_at), population=people)


def grid(found: Counted, title: str) -> dict[str, Any]:
    """A table of the section: band → number, or band → numbers."""
    among = [*found.grids, *([found.repeats] if found.repeats else [])]
    one: Grid = next(one for one in among if one.title == title)
    return {
        name: numbers[0] if len(numbers) == 1 else dict(zip(one.columns, numbers, strict=True))
        for name, numbers in one.rows
        if any(numbers)
    }


def share(found: Counted, code: str) -> str:
    """An indicator of the section: met of eligible."""
    answer: Answer = next(answer for one, answer in found.shares if one.code == code)
    return f"{answer.met} of {answer.eligible}"


def test_contacts_are_counted_by_source_and_child() -> None:
    found = draw(
        "contacts",
        "received",
        """
        child | on         | source_group | sex    | birth      | ethnicity
        ------+------------+--------------+--------+------------+----------
        C1    | 2026-01-05 | police       | female | 2015-04-01 | WBRI
        C1    | 2026-02-05 | schools      | female | 2015-04-01 | WBRI
        C2    | 2026-03-31 | police       | male   | 2026-01-01 | MWAS
        C3    | 2026-03-31 |              |        |            |
        C4    | 2025-09-30 | police       | male   | 2026-01-01 | MWAS
        """,
    )
    assert found.total == 4
    assert grid(found, "Who contacted us") == {"Police": 2, "Schools": 1, "Not recorded": 1}
    assert grid(found, "Number of contacts for each child") == {"1": 2, "2": 1}
    assert grid(found, "Age and sex") == {
        "Under 1": {"Female": 0, "Male": 1, "Not recorded": 0},
        "10 to 15": {"Female": 2, "Male": 0, "Not recorded": 0},
        "Not recorded": {"Female": 0, "Male": 0, "Not recorded": 1},
    }
    assert grid(found, "Ethnic background") == {"White": 2, "Mixed": 1, "Not recorded": 1}


def test_early_help_says_how_often_for_a_child() -> None:
    found = draw(
        "early-help",
        "started",
        """
        child | start      | sex  | birth
        ------+------------+------+-----------
        C1    | 2025-11-05 | male | 2026-06-01
        C1    | 2026-02-05 | male | 2026-06-01
        C2    | 2026-02-05 | male | 2021-04-01
        """,
    )
    assert grid(found, "Number of assessments for each child") == {"1": 1, "2": 1}
    assert grid(found, "Age and sex") == {
        "Unborn": {"Female": 0, "Male": 2},
        "1 to 4": {"Female": 0, "Male": 1},
    }


def test_referrals_say_what_came_before_and_what_ended_there() -> None:
    found = draw(
        "referrals",
        "received",
        """
        child | on         | source_group | no_further_action | repeat | prior
        ------+------------+--------------+-------------------+--------+------
        C1    | 2026-01-05 | la services  | yes               | no     | 0
        C2    | 2026-02-05 | police       | no                | yes    | 1
        C3    | 2026-03-31 | police       | no                | yes    | 4
        """,
    )
    assert share(found, "RF04") == "1 of 3"
    assert share(found, "RF03") == "2 of 3"
    title = "Referrals of the child in the twelve months before, by the list"
    assert grid(found, title) == {"None": 1, "1": 1, "3 or more": 1}


def test_section_47_enquiries_divide_by_what_they_led_to() -> None:
    found = draw(
        "section-47",
        "started",
        """
        child | start      | unnecessary | conference_on | prior
        ------+------------+-------------+---------------+------
        C1    | 2026-01-05 | no          | 2026-01-20    | 0
        C2    | 2026-02-05 | yes         |               | 1
        C3    | 2026-03-25 | no          |               | 0
        C4    | 2026-03-30 |             |               | 0
        """,
    )
    assert grid(found, "What it led to") == {
        "Conference held": 1,
        "Conference not needed": 1,
        "Conference needed, not held yet": 1,
        "Not decided yet": 1,
    }
    assert share(found, "SP03") == "1 of 3"


def test_conferences_are_those_held_in_the_half_year() -> None:
    found = draw(
        "conferences",
        "held",
        """
        child | start      | conference_on | led_to_plan | prior_conferences
        ------+------------+---------------+-------------+------------------
        C1    | 2026-01-05 | 2026-01-26    | yes         | 0
        C2    | 2026-01-05 | 2026-01-27    | no          | 1
        C3    | 2026-02-05 | 2026-02-04    | yes         | 0
        C4    | 2026-03-05 |               |             | 0
        """,
    )
    assert found.total == 3
    assert share(found, "SP04") == "1 of 2"
    assert share(found, "SP06") == "2 of 3"
    assert grid(found, "Working days from strategy discussion to conference") == {
        "Dates the wrong way round": 1,
        "14 and 15": 1,
        "16 and 17": 1,
    }


def test_children_in_need_by_length_need_and_when_last_seen() -> None:
    drawn = """
        child | start      | end        | status             | primary_need | last_seen  | end_reason
        ------+------------+------------+--------------------+--------------+------------+-----------
        C1    | 2026-01-05 |            | child in need plan | N1           | 2026-03-20 |
        C2    | 2024-03-31 |            | looked after child | N1           | 2025-11-20 |
        C3    | 2025-12-31 |            | open assessment    | N5           |            |
        C4    | 2025-12-31 | 2026-03-30 |                    | N5           |            | RC7
        """  # noqa: E501
    found = draw("need", "open", drawn)
    assert grid(found, "What for") == {
        "In care": 1,
        "Child in need plan": 1,
        "Open assessment": 1,
    }
    assert grid(found, "Main need") == {"Abuse or neglect": 2, "Family dysfunction": 1}
    assert grid(found, "How long open") == {
        "Under 3 months": 1,
        "3 to 6 months": 1,
        "2 years or more": 1,
    }
    assert grid(found, "Since the child was last seen") == {
        "Up to 6 weeks": 1,
        "Over 18 weeks": 1,
        "Not recorded": 1,
    }
    assert share(found, "CN04") == "1 of 3"
    assert draw("need", "started", drawn).total == 3
    ended = draw("need", "ended", drawn)
    assert grid(ended, "Why it ended") == {"Any other reason, no longer in need": 1}
    assert share(ended, "CN08") == "1 of 1"


def test_protection_plans_now_begun_and_ended() -> None:
    drawn = """
        child | start      | end        | category | first_category | seen_alone | last_visit | previous_plans | next_status
        ------+------------+------------+----------+----------------+------------+------------+----------------+------------
        C1    | 2026-01-05 |            | neglect  | physical abuse | yes        | 2026-03-27 | 0              |
        C2    | 2025-02-05 |            | neglect  | neglect        | no         | 2026-01-06 | 1              |
        C3    | 2024-03-31 | 2026-03-30 | neglect  | neglect        |            |            | 0              | looked after child
        C4    | 2025-12-10 | 2026-03-10 | neglect  | neglect        |            |            | 0              | child in need plan
        """  # noqa: E501
    now = draw("protection", "open", drawn)
    assert grid(now, "Category of abuse now") == {"Neglect": 2}
    assert grid(now, "Seen alone at the last visit") == {"Yes": 1, "No": 1}
    assert grid(now, "Since the last visit") == {"Up to 6 weeks": 1, "6 to 12 weeks": 1}
    assert share(now, "CP10") == "1 of 2"
    begun = draw("protection", "started", drawn)
    assert grid(begun, "Category of abuse at first") == {"Neglect": 1, "Physical abuse": 1}
    ended = draw("protection", "ended", drawn)
    assert grid(ended, "How long it had lasted") == {"3 months or less": 1, "2 years or more": 1}
    assert (share(ended, "CP07"), share(ended, "CP08")) == ("1 of 2", "1 of 2")
    assert grid(ended, "What the child has now") == {"In care": 1, "Child in need plan": 1}


def test_children_in_care_without_short_breaks() -> None:
    drawn = """
        child | start      | end        | legal_status | asylum | permanence | end_reason | need
        ------+------------+------------+--------------+--------+------------+------------+-----
        C1    | 2026-01-05 |            | C2           | no     | adoption   |            | N1
        C2    | 2020-01-05 |            | V2           | yes    |            |            | N8
        C3    | 2026-01-05 |            | V4           | no     |            |            | N2
        C4    | 2025-12-05 | 2026-03-30 | C1           | no     | adoption   | E47        | N1
        """
    now = draw("care", "open", drawn)
    assert now.total == 2
    assert grid(now, "Legal status") == {"Full care order": 1, "Section 20": 1}
    assert grid(now, "Plan for a lasting home") == {"Adoption": 1, "Not recorded": 1}
    assert (share(now, "CL23"), share(now, "CL25")) == ("1 of 2", "0 of 1")
    came = draw("care", "started", drawn)
    assert grid(came, "Main need") == {"Abuse or neglect": 2}
    left = draw("care", "ceased", drawn)
    assert grid(left, "Where they went") == {"Special guardianship order": 1}
    assert share(left, "CL29") == "1 of 1"


def test_placements_by_kind_and_provider() -> None:
    now = draw(
        "placements",
        "now",
        """
        child | start      | placement | provider | location | placements
        ------+------------+-----------+----------+----------+-----------
        C1    | 2026-01-05 | U6        | PR1      | in       | 1
        C2    | 2026-01-05 | K2        | PR4      | out      | 5
        C3    | 2026-01-05 | Q9        | PR4      | out      | 3
        """,
    )
    assert grid(now, "Kind of home") == {
        "Foster care with others": 1,
        "Children’s home or secure home": 1,
        "Another code": 1,
    }
    assert grid(now, "Placements in twelve months") == {"1": 1, "3": 1, "4 or more": 1}
    assert share(now, "CL06") == "2 of 3"


def test_adoption_says_how_far_each_child_is() -> None:
    found = draw(
        "adoption",
        "decided",
        """
        child | decision   | placement_order | matched    | placed     | adopted    | reversed   | reversal_reason
        ------+------------+-----------------+------------+------------+------------+------------+----------------
        C1    | 2025-06-05 |                 |            |            |            |            |
        C2    | 2025-06-05 | 2025-07-05      |            |            |            |            |
        C3    | 2025-06-05 | 2025-07-05      | 2025-08-05 | 2025-09-05 | 2026-03-05 |            |
        C4    | 2025-06-05 | 2025-07-05      |            |            |            | 2026-01-05 | RD3
        """,  # noqa: E501
    )
    assert grid(found, "How far they are") == {
        "Decided, no order yet": 1,
        "Placement order, not matched": 1,
        "Adopted": 1,
        "Decision reversed": 1,
    }
    assert grid(found, "Why a decision was reversed") == {
        "Not reversed": 3,
        "No adopters were found": 1,
    }


def test_adopters_are_counted_by_their_stage() -> None:
    found = draw(
        "adopters",
        "all",
        """
        child | enquiry    | stage1_start | stage1_end | stage2_end | left       | early | sex
        ------+------------+--------------+------------+------------+------------+-------+-------
        A1    | 2026-01-05 |              |            |            |            | no    | female
        A2    | 2026-01-05 | 2026-02-05   |            |            |            | yes   | male
        A3    | 2025-01-05 | 2025-02-05   | 2025-04-05 | 2025-08-05 |            | no    | male
        A4    | 2025-01-05 | 2025-02-05   |            |            | 2025-03-05 | no    | male
        """,
    )
    assert grid(found, "How far they are") == {
        "Enquired": 1,
        "In stage 1": 1,
        "Approved, not matched": 1,
        "Left": 1,
    }


# The ten mistakes (`ssd.md` §5), each as a case.


def test_mistake_1_from_five_years_the_health_check_holds_for_twelve_months() -> None:
    found = draw(
        "health-and-missing",
        "now",
        """
        child | start      | birth      | health
        ------+------------+------------+-----------
        C1    | 2020-01-05 | 2015-01-05 | 2025-06-30
        C2    | 2022-01-05 | 2022-01-05 | 2025-06-30
        """,
    )
    assert share(found, "CL17") == "1 of 2"


def test_mistake_2_care_leavers_of_19_to_21_are_between_both_ages() -> None:
    found = draw(
        "care-leavers",
        "19-21",
        """
        child | birth      | eligibility           | accommodation | activity
        ------+------------+-----------------------+---------------+---------
        Y17   | 2008-04-15 | relevant child        | B             | F2
        Y19   | 2007-03-31 | former relevant child | U             | F1
        Y21   | 2004-04-01 | former relevant child | S             | G4
        Y22   | 2004-03-31 | former relevant child | U             | F1
        """,
    )
    assert found.total == 2
    assert grid(found, "Where they live") == {"Independent living": 1, "No fixed home": 1}
    assert grid(found, "What they do") == {"Higher education": 1, "Not: illness or disability": 1}
    assert share(found, "CV05") == "1 of 2"


def test_mistake_3_stability_is_of_open_cases_in_care_for_two_and_a_half_years() -> None:
    found = draw(
        "placements",
        "long",
        """
        child | start      | end        | birth      | placement_start
        ------+------------+------------+------------+----------------
        C1    | 2023-09-30 |            | 2015-01-05 | 2024-03-31
        C2    | 2023-10-01 |            | 2015-01-05 | 2023-10-01
        C3    | 2020-01-05 | 2026-03-30 | 2015-01-05 | 2020-01-05
        C4    | 2020-01-05 |            | 2015-01-05 | 2025-06-30
        """,
    )
    assert found.total == 2
    assert share(found, "CL07") == "1 of 2"
    assert grid(found, "Time in the present placement") == {
        "6 to 12 months": 1,
        "2 years or more": 1,
    }


def test_mistake_4_no_absence_is_none_and_a_blank_is_not_recorded() -> None:
    found = draw(
        "health-and-missing",
        "now",
        """
        child | start      | absent | missing
        ------+------------+--------+--------
        C1    | 2026-01-05 | 0      | 0
        C2    | 2026-01-05 | 2      | 7
        C3    | 2026-01-05 |        |
        """,
    )
    assert grid(found, "Times absent without leave in twelve months") == {
        "None": 1,
        "2": 1,
        "Not recorded": 1,
    }
    assert grid(found, "Times missing in twelve months") == {
        "None": 1,
        "5 or more": 1,
        "Not recorded": 1,
    }
    assert share(found, "XS04") == "1 of 2"


def test_mistake_5_nine_to_twelve_months_since_a_review_is_a_band() -> None:
    found = draw(
        "protection",
        "open",
        """
        child | start      | last_review
        ------+------------+------------
        C1    | 2024-01-05 | 2025-06-29
        C2    | 2024-01-05 | 2025-03-31
        C3    | 2024-01-05 | 2025-03-30
        """,
    )
    assert grid(found, "Since the last review") == {"9 to 12 months": 2, "Over 12 months": 1}


def test_mistake_6_the_population_is_of_0_to_17_and_no_older() -> None:
    found = population.aged_0_to_17("E08000005", AS_AT)
    assert found is not None
    assert 45_000 < found[0] < 60_000  # 0 to 21 would be about 65,000


def test_mistake_7_bank_holidays_are_no_working_days() -> None:
    found = draw(
        "assessments",
        "completed",
        """
        child | start      | end
        ------+------------+-----------
        C1    | 2025-12-24 | 2025-12-29
        """,
    )
    assert grid(found, "Working days from start to sign-off") == {"1 to 10 working days": 1}
    assert (
        engine.working_number(date(2025, 12, 29)) - engine.working_number(date(2025, 12, 24)) == 1
    )


def test_mistake_8_open_assessments_are_not_among_those_completed_in_time() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2026-01-05 | 2026-02-05
        C2    | 2025-10-06 | 2026-01-30
        C3    | 2026-03-25 |
        C4    | 2025-12-01 |
        """
    assert share(draw("assessments", "completed", drawn), "AS02") == "1 of 2"
    found = draw("assessments", "open", drawn)
    assert share(found, "AS03") == "1 of 2"
    assert grid(found, "Working days open") == {"1 to 10 working days": 1, "61 or more": 1}


def test_mistake_9_the_rate_of_half_a_year_is_made_whole() -> None:
    found = draw(
        "referrals",
        "received",
        """
        child | on
        ------+-----------
        C1    | 2026-01-05
        C2    | 2026-01-05
        """,
        people=10_000,
    )
    assert found.rate is not None
    assert found.rate.annualised
    assert str(found.rate.value) == "4.0"  # 2 × 365 ÷ 182


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (page, section.code)
        for page, section in SECTIONS
        if section.code not in ("17-18", "19-21", "long")
    ],
)
def test_mistake_10_every_code_of_the_lists_has_its_words(page: str, code: str) -> None:
    """Whatever way a file writes a code, `intake` reads it; a page knows all that come out."""
    section = section_of(page, code)
    (base,) = section.of.counts.op().find(UnboundTable)
    event = next(one for one in EVENTS if one.name == base.name)
    coded = {}
    for name, (key, how) in {**event.person, **event.fields}.items():
        column = next((one for one in lists.lists()[event.list].columns if one.key == key), None)
        if column is not None and column.codes and how in ("code", "words"):
            coded[name] = (key, how, lists.code_sets()[column.codes].codes)
    on = getattr(section.of.placed, "on", "") or getattr(section.of.placed, "start", "")
    start = {"start": date(2026, 1, 5)} if "start" in section.of.counts.columns else {}
    rows = [
        {**start, **({on: AS_AT} if on else {}), name: value}
        for name, (key, how, codes) in coded.items()
        for value in pl.DataFrame({key: list(codes)}).select(_taken(key, how)).to_series()
        if value not in ("V3", "V4")
    ]
    with events_of({base.name: rows}) as events:
        made = rows_of(section, as_at=AS_AT, known=AS_AT, events=events)
    found = counted(section, made, period=period_of(section.window, AS_AT), population=None)
    assert found.total == len(rows) > 0
    for one in found.grids:
        assert dict(one.totals).get("Another code", 0) == 0, one.title


@pytest.mark.parametrize("said", ["a) Yes", "Yes", "yes ", "Y", "a)"])
def test_mistake_10_yes_is_yes_in_whatever_way_it_is_written(said: str) -> None:
    assert lists.code_sets()["yes_no"].find(said) == "a) Yes"


@pytest.mark.parametrize(("page", "section"), SECTIONS, ids=lambda one: getattr(one, "code", one))
def test_a_share_on_a_page_is_of_the_section_s_own_rows(page: str, section: Section) -> None:
    for one in section.shares:
        assert one.counts is section.of.counts, (page, one.code)
        assert not one.each, (page, one.code)
        assert not one.also, (page, one.code)
        assert type(one.placed) is type(section.of.placed), (page, one.code)
        assert one.placed == section.of.placed, (page, one.code)


def test_every_list_has_its_page() -> None:
    assert {number for page in PAGES.values() for number in page.lists} == set(range(1, 12))


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        ([("A", 6), ("B", 4)], "Largest: A, 6 of 10 (60%)."),
        (
            [("A", 3), ("B", 3), ("Not recorded", 9)],
            "Largest: A and B, each 3 of 15 (20%). Not recorded: 9.",
        ),
        ([("A", 1), ("B", 0)], "Largest: A, 1 of 1."),
        ([("1", 8), ("2", 2)], "Largest: “1”, 8 of 10 (80%)."),
        (
            [("A", 3), ("B", 3), ("C", 3), ("D", 3)],
            "Largest: 4 alike, each 3 of 12 (25%).",
        ),
        ([("A", 0), ("Not recorded", 2)], "None is recorded. Not recorded: 2."),
        ([("A", 0)], "Nothing to count."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_is_most_and_what_is_missing(
    bands: list[tuple[str, int]], said: str
) -> None:
    assert largest(bands) == said


def _made_up(table: Table, seed: int, many: int = 400) -> list[dict[str, Any]]:
    """Rows of chance values round the day, blanks among them."""
    chance = random.Random(seed)
    words = {
        "legal_status": ("C2", "V2", "V4", None), "placement": ("U6", "K2", "H5", "P1", None),
        "end_reason": ("E11", "E47", "E41", "E4B", "RC1", None), "provider": ("PR1", "PR4", None),
        "eligibility": ("former relevant child", "relevant child", "eligible child", None),
        "in_touch": ("yes", "no", "died", None), "activity": ("F1", "F2", "G4", None),
        "accommodation": ("U", "X", "G", None), "suitable": ("suitable", "unsuitable", None),
        "status": ("child in need plan", "looked after child", None), "location": ("in", "out"),
        "worker": ("Ann", "Duty", None), "permanence": ("adoption", None),
    }  # fmt: skip
    made = []
    for number in range(many):
        row: dict[str, Any] = {"child": f"C{number % (many - 40)}"}
        for name, kind in table.schema().items():
            if name in ("child", "known_from", "known_until", "stands_until", "team"):
                continue
            if kind.is_date():
                back = chance.randrange(-20, 7000 if name == "birth" else 1400)
                row[name] = AS_AT - timedelta(days=back) if chance.random() < 0.8 else None
            elif kind.is_boolean():
                row[name] = chance.choice((True, False, None))
            elif name in words:
                row[name] = chance.choice(words[name])
            elif name.endswith("_wd"):
                row[name] = None
            elif kind.is_integer():
                row[name] = chance.choice((0, 1, 2, 3, 6, None))
            else:
                row[name] = chance.choice(("yes", "no", None))
        for name in table.columns:
            day = row.get(name.removesuffix("_wd"))
            if name.endswith("_wd") and day is not None:
                row[name] = engine.working_number(day)
        made.append(row)
    return made


@pytest.mark.parametrize(("page", "section"), SECTIONS, ids=lambda one: getattr(one, "code", one))
def test_the_totals_and_shares_of_a_page_are_the_indicators_figures(
    page: str, section: Section
) -> None:
    (base,) = section.of.counts.op().find(UnboundTable)
    period = period_of(section.window, AS_AT)
    with events_of({base.name: _made_up(TABLES[base.name], len(page))}) as events:
        rows = rows_of(section, as_at=AS_AT, known=AS_AT, events=events)
        found = counted(section, rows, period=period, population=50_000)
        (whole,) = engine.answer(section.of, over=[period], events=events)
        assert found.total == whole.eligible > 0
        assert all(one.total == found.total for one in found.grids)
        for one, answer in found.shares:
            (said,) = engine.answer(one, over=[period], events=events)
            assert (answer.met, answer.eligible) == (said.met, said.eligible), one.code
        if found.rate is not None:
            rated = replace(whole, unit=Unit.PER_10_000, population=50_000)
            assert found.rate.value == rated.value


def test_a_table_by_source_or_need_is_the_mix_of_its_indicator() -> None:
    for page, code, title, mix in (
        ("contacts", "received", "Who contacted us", front_door.BY_SOURCE),
        ("referrals", "received", "Who referred", referrals.BY_SOURCE),
        ("need", "open", "Main need", needs.PRIMARY_NEED),
        ("need", "ended", "Why it ended", needs.CLOSED_BY_REASON),
        ("protection", "open", "Category of abuse now", plans.CATEGORY),
    ):
        section = section_of(page, code)
        bands = next(one for one in section.tables if one.title == title).bands
        assert bands.by is mix.by, title


EVERY = (
    adopter, adoption, assessment, care, care_leaver, contact, early_help, need, protection_plan,
    referral, section_47,
)  # fmt: skip


def test_nothing_loaded_is_nothing_counted() -> None:
    with drawn_events({EVERY[0]: "child\n-----\n"}) as events:
        for _page, section in SECTIONS:
            assert rows_of(section, as_at=AS_AT, known=AS_AT, events=events) == []
