"""What the kernel promises of days, lifecycles and references."""

from __future__ import annotations

import gc
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.kernel.bank_holidays import BANK_HOLIDAYS
from goldenthread.kernel.dates import age_on, months_after
from goldenthread.kernel.lifecycle import diagram, why_not
from goldenthread.kernel.memory import no_collecting
from goldenthread.kernel.reference import answer_in_words, parts, reference
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.kernel.words import Word
from goldenthread.kernel.working_days import Calendar, calendar_of

DAYS = st.dates(date(2011, 1, 1), date(2034, 12, 31))


@pytest.mark.parametrize(
    ("start", "n", "expected", "because"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23), "a weekend lies between"),
        (date(2026, 12, 24), 1, date(2026, 12, 29), "Christmas, the weekend, Boxing Day moved"),
        (date(2026, 4, 2), 1, date(2026, 4, 7), "Good Friday to Easter Monday"),
        (date(2026, 11, 21), 0, date(2026, 11, 23), "nought moves on to a working day"),
        (date(2026, 11, 23), -1, date(2026, 11, 20), "backwards"),
    ],
)
def test_working_days_are_counted_from_day_nought(
    start: date, n: int, expected: date, because: str
) -> None:
    assert Calendar().add(start, n) == expected, because


@given(DAYS, st.integers(1, 300))
def test_adding_and_counting_agree(start: date, n: int) -> None:
    calendar = Calendar()
    assert calendar.between(start, calendar.add(start, n)) == n


@given(DAYS, st.integers(0, 400))
def test_counting_is_what_one_would_count_by_hand(start: date, length: int) -> None:
    calendar = calendar_of([date(2026, 12, 30)])
    end = start + timedelta(days=length)
    by_hand = sum(calendar.is_working(start + timedelta(days=i + 1)) for i in range(length))
    assert calendar.between(start, end) == by_hand
    assert calendar.between(end, start) == -by_hand


def test_a_local_closure_is_not_worked() -> None:
    assert calendar_of([date(2026, 12, 30)]).add(date(2026, 12, 29), 1) == date(2026, 12, 31)


def test_the_shipped_holidays_agree_with_a_library() -> None:
    holidays = pytest.importorskip("holidays")
    theirs = holidays.country_holidays("GB", subdiv="ENG", years=range(2010, 2036))
    assert {day for day in theirs if day.weekday() < 5} == BANK_HOLIDAYS


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 10, 29), 3, date(2027, 1, 29)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
    ],
)
def test_months_end_on_a_day_that_exists(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_an_unborn_child_is_minus_one() -> None:
    assert age_on(date(2027, 1, 1), date(2026, 11, 24)) == -1
    assert age_on(date(2010, 11, 25), date(2026, 11, 24)) == 15
    assert age_on(date(2010, 11, 24), date(2026, 11, 24)) == 16


class _State(Word):
    OPEN = "open"
    SHUT = "shut"


class _Act(Word):
    SHUT = "shut"


def test_an_act_out_of_turn_is_refused_with_the_state() -> None:
    lifecycle = {(_State.OPEN, _Act.SHUT): _State.SHUT}
    assert why_not(lifecycle, _State.OPEN, _Act.SHUT) is None
    refusal = why_not(lifecycle, _State.SHUT, _Act.SHUT)
    assert refusal == Refusal("This cannot be done now: it is shut.")
    assert "open --> shut: shut" in diagram(lifecycle)
    with pytest.raises(Refusal):
        stop_if(refusal)


def test_a_reference_names_its_kind_and_number() -> None:
    assert reference("AUD", 42) == "AUD-0042"
    assert parts("AUD-0042") == ("AUD", 42)
    assert parts("XYZ-0001") is None
    assert parts("AUD-42") is None
    with pytest.raises(ValueError, match="XYZ"):
        reference("XYZ", 1)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("FCA-06.2", "section 6, question 2"),
        ("FCA-14.grade", "section 14, its grade"),
        ("B1", "the safety question"),
        ("CP10", "CP10"),
        ("", ""),
    ],
)
def test_the_code_of_an_answer_is_said_in_words(code: str, words: str) -> None:
    assert answer_in_words(code) == words


def test_garbage_is_looked_for_again_after_work_that_fails() -> None:
    with pytest.raises(ValueError, match="half-way"), no_collecting():
        assert not gc.isenabled()
        raise ValueError("half-way")
    assert gc.isenabled()
