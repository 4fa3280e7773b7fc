"""Contacts, drawn."""

from __future__ import annotations

from goldenthread.performance.indicators import front_door
from goldenthread.performance.tables import contact, contact_outcome, referral
from goldenthread.performance.tests.drawn import asks, said, sides
from goldenthread.performance.vocabulary import Window


def test_fd01_the_first_and_the_last_day_of_the_month_are_in() -> None:
    drawn = """
        child | on
        ------+-----------
        C1    | 2026-02-28
        C2    | 2026-03-01
        C3    | 2026-03-31
        C4    | 2026-04-01
    """
    assert said(front_door.RECEIVED, drawn) == "2"


def test_fd01_the_year_begins_on_1_april() -> None:
    drawn = """
        child | on
        ------+-----------
        C1    | 2026-03-31
        C2    | 2026-04-01
    """
    assert said(front_door.RECEIVED, drawn, "2026-04-30", Window.YEAR_TO_DATE) == "1"


def test_fd01_a_child_contacted_about_twice_counts_twice() -> None:
    drawn = """
        child | on         | source
        ------+------------+-------
        C1    | 2026-03-02 | 2A
        C1    | 2026-03-02 | 6
        C1    | 2026-03-09 | 2A
    """
    assert said(front_door.RECEIVED, drawn) == "3"


def test_fd01_what_a_later_load_changed_is_counted_as_it_was_said_first_then() -> None:
    drawn = """
        child | on         | source | known_from | known_until
        ------+------------+--------+------------+------------
        C1    | 2026-03-02 | 2A     | 2026-03-31 | 2026-04-30
        C2    | 2026-03-02 | 6      | 2026-04-30 |
    """
    assert said(front_door.RECEIVED, drawn, "2026-03-31") == "1"


def test_fd02_a_child_counts_once_however_often_we_were_contacted() -> None:
    drawn = """
        child | on
        ------+-----------
        C1    | 2026-01-05
        C1    | 2026-02-05
        C1    | 2026-03-05
        C2    | 2026-03-05
    """
    assert said(front_door.REPEATED, drawn) == "1 of 2"


def test_fd02_a_contact_before_the_six_months_makes_no_repeat() -> None:
    drawn = """
        child | on
        ------+-----------
        C1    | 2025-09-30
        C1    | 2025-10-01
        C2    | 2025-10-01
        C2    | 2026-03-31
    """
    assert said(front_door.REPEATED, drawn) == "1 of 2"


def test_fd03_contacts_divide_by_group_and_a_blank_source_is_incomplete() -> None:
    drawn = """
        child | on         | source | source_group
        ------+------------+--------+----------------
        C1    | 2026-01-05 | 3A     | health services
        C2    | 2026-01-05 | 3B     | health services
        C3    | 2026-01-05 | 6      | police
        C4    | 2026-01-05 |        |
    """
    assert asks(front_door.BY_SOURCE, drawn, "2026-03-31").mix == {
        "health services": 2,
        "police": 1,
    }
    assert said(front_door.BY_SOURCE, drawn) == "3 of 3; 1 incomplete"


def test_fd05_a_referral_of_the_child_on_the_day_or_in_the_next_three_working_days() -> None:
    """From Friday 6 March the third working day is Wednesday the 11th."""
    contacts = """
        child | on         | source
        ------+------------+-------
        C1    | 2026-03-06 | 2A
        C2    | 2026-03-06 | 2A
        C3    | 2026-03-06 | 2A
        C4    | 2026-03-06 | 2A
        C5    | 2026-03-06 | 2A
        C6    | 2025-09-30 | 2A
    """
    referrals = """
        child | on
        ------+-----------
        C1    | 2026-03-06
        C2    | 2026-03-11
        C3    | 2026-03-12
        C4    | 2026-03-05
        C6    | 2025-09-30
    """
    assert sides(front_door.PROGRESSED, {contact: contacts, referral: referrals}) == {
        "met": ["C1", "C2"],
        "not_met": ["C3", "C4", "C5"],
        "not_eligible": [],
        "incomplete": [],
    }


def test_fd05_two_contacts_before_one_referral_both_count_and_another_child_does_not() -> None:
    contacts = """
        child | on         | source
        ------+------------+-------
        C1    | 2026-03-02 | 2A
        C1    | 2026-03-03 | 6
        C2    | 2026-03-03 | 6
    """
    referrals = """
        child | on
        ------+-----------
        C1    | 2026-03-04
        C1    | 2026-03-05
    """
    assert said(front_door.PROGRESSED, {contact: contacts, referral: referrals}) == "2 of 3"


def test_fd05_a_contact_of_the_last_three_working_days_waits_for_its_referral() -> None:
    """As at Tuesday 31 March: three working days after Thursday the 26th are over."""
    contacts = """
        child | on
        ------+-----------
        C1    | 2026-03-26
        C2    | 2026-03-27
        C3    | 2026-03-27
        C4    | 2026-03-31
    """
    referrals = """
        child | on
        ------+-----------
        C3    | 2026-03-30
        C4    | 2026-04-01
    """
    assert sides(front_door.PROGRESSED, {contact: contacts, referral: referrals}) == {
        "met": ["C3"],
        "not_met": ["C1"],
        "not_eligible": [],
        "incomplete": ["C2", "C4"],
    }


def test_fd05_before_list_3_tells_nothing_is_not_met() -> None:
    contacts = """
        child | on
        ------+-----------
        C1    | 2025-10-30
        C2    | 2025-10-31
        C3    | 2025-12-10
    """
    referrals = """
        child | on         | known_from | known_until
        ------+------------+------------+------------
        C3    | 2025-12-10 | 2026-04-30 |
    """
    drawn = {contact: contacts, referral: referrals}
    assert said(front_door.PROGRESSED, drawn) == "0 of 1; 2 incomplete", "not known by then"
    assert said(front_door.PROGRESSED, {contact: contacts}) == "0 of 0; 3 incomplete"


def test_fd06_of_the_contacts_whose_outcome_is_told() -> None:
    drawn = """
        child | on         | source | early_help
        ------+------------+--------+-----------
        C1    | 2025-09-30 | 2A     | yes
        C2    | 2025-10-01 | 2A     | yes
        C2    | 2026-03-31 | 6      | no
        C3    | 2026-03-31 | 6      | no
        C4    | 2026-03-31 | 6      |
        C5    | 2026-04-01 | 6      | yes
    """
    assert said(front_door.TO_EARLY_HELP, {contact_outcome: drawn}) == "1 of 3; 1 incomplete"


def test_fd06_says_nothing_where_no_door_tells_it() -> None:
    found = asks(
        front_door.TO_EARLY_HELP, {contact: "child | on\n---+---\nC1 | 2026-03-02"}, "2026-03-31"
    )
    assert (found.value, found.incomplete) == (None, 0)
    assert front_door.TO_EARLY_HELP.told
