"""What is an exception, for how long, whose it is, and what may be said to it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.kernel.working_days import Calendar
from goldenthread.people.vocabulary import Held, Role, Standing
from goldenthread.performance import engine
from goldenthread.performance.indicators.lines import LINES
from goldenthread.performance.rules import comparing, period_of
from goldenthread.performance.rules import exceptions as rules
from goldenthread.performance.vocabulary import Answer, Better, Level, Unit, Window
from goldenthread.performance.vocabulary.exceptions import AnswerState, ExceptionKind, Raised
from goldenthread.standards.vocabulary import Clock
from goldenthread.standards.vocabulary import Unit as In

CALENDAR = Calendar()
AS_AT = date(2026, 10, 31)
TWENTY = Clock(limit=20, unit=In.WORKING_DAYS)


def waits(child: str, since: date, team: str = "FSP North") -> rules.Waits:
    return rules.Waits(child=child, team=team, since=since)


@pytest.mark.parametrize(
    ("since", "clock", "from_on", "because"),
    [
        (date(2026, 10, 5), TWENTY, None, "the twentieth working day is 2 November: in time"),
        (date(2026, 10, 2), TWENTY, None, "the twentieth was yesterday, a Friday: past on Monday"),
        (date(2026, 10, 1), TWENTY, date(2026, 10, 30), "the twentieth was on Thursday"),
        (date(2026, 7, 31), Clock(limit=3, unit=In.MONTHS), None, "three months are up today"),
        (date(2026, 7, 30), Clock(limit=3, unit=In.MONTHS), date(2026, 10, 31), "up yesterday"),
        (date(2026, 11, 2), TWENTY, None, "not yet begun"),
    ],
)
def test_who_is_past_a_line(since: date, clock: Clock, from_on: date | None, because: str) -> None:
    found = rules.past_line([waits("a", since)], clock=clock, as_at=AS_AT, calendar=CALENDAR)
    assert [one.from_on for one in found] == ([from_on] if from_on else []), because


def test_a_hard_line_of_working_days_counts_as_its_figure_does_on_any_day() -> None:
    """AS03 and HL4 are of the same assessments: over 45 working days, at weekends too."""
    for day in (date(2026, 10, 30) + timedelta(days=number) for number in range(7)):
        for ago in range(60, 75):
            since = day - timedelta(days=ago)
            past = rules.past_line(
                [waits("a", since)], clock=LINES["HL4"].clock, as_at=day, calendar=CALENDAR
            )
            over = engine.working_number(day) - engine.working_number(since) > 45
            assert bool(past) is over, (day, since)


def test_a_child_with_two_late_things_is_one_child_past_since_the_first() -> None:
    found = rules.past_line(
        [waits("a", date(2026, 9, 1)), waits("a", date(2026, 8, 3)), waits("b", date(2026, 9, 2))],
        clock=TWENTY, as_at=AS_AT, calendar=CALENDAR,
    )  # fmt: skip
    assert [(one.child, one.since) for one in found] == [
        ("a", date(2026, 8, 3)),
        ("b", date(2026, 9, 2)),
    ]


def test_each_team_has_one_exception_of_a_line() -> None:
    past = rules.past_line(
        [waits("a", date(2026, 9, 1)), waits("b", date(2026, 8, 3)),
         waits("c", date(2026, 9, 2), "C4C 1")],
        clock=TWENTY, as_at=AS_AT, calendar=CALENDAR,
    )  # fmt: skip
    first, second = rules.line_raised("HL1", past)
    assert (first.group, first.said, first.why) == ("C4C 1", "1 child", "Since 1 Oct 2026")
    assert (second.group, second.said) == ("FSP North", "2 children")
    assert second.why == "Since 2 Sep 2026, the longest of 2"


def share(team: str, met: int, eligible: int) -> Answer:
    return Answer(
        code="CP10", unit=Unit.PERCENT, group=team, met=met, eligible=eligible,
        period=period_of(Window.SNAPSHOT, AS_AT),
    )  # fmt: skip


TEAMS = [share(f"Team {number}", 90 + number % 3, 100) for number in range(10)]


@pytest.mark.parametrize(
    ("better", "met", "worse"),
    [
        (Better.HIGHER, 40, True),
        (Better.LOWER, 40, False),
        (Better.HIGHER, 91, None),
        (Better.NEUTRAL, 40, None),
    ],
)
def test_a_team_outside_the_lines_is_raised(better: Better, met: int, worse: bool | None) -> None:
    found = comparing.teams_compared(
        code="CP10", better=better, teams=[*TEAMS, share("X", met, 100)]
    )
    assert [one.worse for one in found.raised] == ([] if worse is None else [worse])
    if found.raised:
        assert found.raised[0].said == "40 of 100 (40%)"
        assert found.raised[0].why.startswith(
            "Below the range of other teams: together they have 91%"
        )


def test_fewer_than_ten_are_not_compared_and_are_counted() -> None:
    found = comparing.teams_compared(
        code="CP10", better=Better.HIGHER, teams=[*TEAMS, share("Small", 0, 9), share("", 0, 90)]
    )
    assert found.raised == ()
    assert found.too_few == ("Small",)
    assert len(found.looked_at) == 10


def test_of_a_handful_of_teams_the_one_far_off_does_not_hide_behind_itself() -> None:
    teams = [share("A", 84, 418), share("B", 313, 829), share("C", 94, 412), share("D", 95, 433)]
    found = comparing.teams_compared(code="RF03", better=Better.LOWER, teams=teams)
    assert [one.group for one in found.raised if one.worse] == ["B"]


@given(st.integers(2, 30), st.integers(10, 200))
def test_teams_that_are_all_the_same_raise_nothing(teams: int, eligible: int) -> None:
    same = [share(f"Team {number}", eligible // 2, eligible) for number in range(teams)]
    found = comparing.teams_compared(code="CP10", better=Better.HIGHER, teams=same)
    assert found.raised == ()
    assert len(found.looked_at) == teams


@pytest.mark.parametrize(
    ("seen", "same", "because"),
    [
        (date(2026, 9, 1), True, "the month before"),
        (date(2026, 8, 31), False, "two months before"),
        (date(2026, 10, 7), True, "earlier this month"),
        (date(2026, 11, 30), True, "the month after, loaded first"),
        (date(2026, 12, 1), False, "two months after"),
    ],
)
def test_when_an_exception_goes_on(seen: date, same: bool, because: str) -> None:
    assert rules.goes_on([seen], AS_AT) is same, because
    assert not rules.goes_on([], AS_AT)


@pytest.mark.parametrize(
    ("first", "months", "words"),
    [
        (date(2026, 10, 3), 1, "First listed this month"),
        (date(2026, 9, 30), 2, "Second month running"),
        (date(2026, 8, 31), 3, "Third month running"),
        (date(2025, 11, 30), 12, "12 months running"),
    ],
)
def test_for_how_long_it_runs(first: date, months: int, words: str) -> None:
    assert rules.months_running(first, AS_AT) == months
    assert rules.running(months) == words


def raised(kind: ExceptionKind, *, worse: bool = True, doubtful: bool = False) -> Raised:
    return Raised(
        kind=kind, code="CP10", group="FSP North", level=Level.TEAM, worse=worse, met=1, of=2,
        said="1 of 2", why="Because", doubtful=doubtful,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "new", "rank", "owed", "because"),
    [
        (raised(ExceptionKind.HARD_LINE), False, 1, date(2026, 11, 30), "today is a Saturday"),
        (raised(ExceptionKind.TEAMS), True, 2, date(2026, 12, 11), "before the clinics"),
        (raised(ExceptionKind.SIGNAL), False, 3, date(2026, 12, 11), "the same"),
        (raised(ExceptionKind.OFF_TARGET), True, 4, date(2026, 12, 11), "the same"),
        (raised(ExceptionKind.SIGNAL, doubtful=True), True, 5, date(2026, 12, 11), "the same"),
        (raised(ExceptionKind.NEIGHBOURS), True, 6, date(2026, 12, 11), "the same"),
        (raised(ExceptionKind.TEAMS, worse=False), True, 7, None, "to learn from"),
        (raised(ExceptionKind.STALE), True, 9, None, "chased, not explained"),
    ],
)
def test_the_class_of_an_exception_and_by_when_it_is_answered(
    one: Raised, new: bool, rank: int, owed: date | None, because: str
) -> None:
    assert rules.rank_of(one, new=new) == rank
    assert rules.owed_by(rank, on=date(2026, 11, 28), calendar=CALENDAR) == owed, because


@pytest.mark.parametrize(
    ("answered", "until", "state"),
    [
        (True, None, AnswerState.ANSWERED),
        (True, date(2026, 12, 1), AnswerState.ANSWERED),
        (False, date(2026, 11, 28), AnswerState.WAIVED),
        (False, date(2026, 11, 27), AnswerState.OWED),
        (False, None, AnswerState.OWED),
    ],
)
def test_where_an_answer_is(answered: bool, until: date | None, state: AnswerState) -> None:
    on = date(2026, 11, 28)
    assert rules.answer_state(answered=answered, waived_until=until, on=on) is state


def standing(role: Role, *, area: int | None = None, team: int | None = None) -> Standing:
    return Standing(person=1, posts=(Held(role=role, area=area, team=team),))


@pytest.mark.parametrize(
    ("who", "team", "council", "lists"),
    [
        (standing(Role.DCS), True, True, False),
        (standing(Role.AD), True, True, False),
        (standing(Role.AD, area=1), True, True, False),
        (standing(Role.AD, area=2), False, True, False),
        (standing(Role.HOS, area=1), True, True, False),
        (standing(Role.HOS, area=2), False, True, False),
        (standing(Role.SM, area=1), True, False, False),
        (standing(Role.PM, team=7), True, False, False),
        (standing(Role.PM, team=8), False, False, False),
        (standing(Role.SW, team=7), False, False, False),
        (standing(Role.QAM), False, False, False),
        (standing(Role.PFA), False, False, True),
        (standing(Role.PFM), False, False, True),
    ],
)
def test_whose_an_exception_is(who: Standing, team: bool, council: bool, lists: bool) -> None:
    kind = ExceptionKind.TEAMS
    may = [
        rules.why_not_answer(who, kind=kind, level=Level.TEAM, team=7, area=1) is None,
        rules.why_not_answer(who, kind=kind, level=Level.ALL, team=None, area=None) is None,
        rules.why_not_answer(
            who, kind=ExceptionKind.STALE, level=Level.ALL, team=None, area=None
        ) is None,
    ]  # fmt: skip
    assert may == [team, council, lists]
    unknown = rules.why_not_answer(who, kind=kind, level=Level.TEAM, team=None, area=None)
    assert (unknown is None) is who.everywhere(Role.DCS, Role.AD), "a team we do not know"


ON = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("kind", "until", "reason", "words"),
    [
        (ExceptionKind.TEAMS, ON + timedelta(days=1), "The term is not over yet.", None),
        (ExceptionKind.TEAMS, date(2027, 5, 28), "The term is not over yet.", None),
        (ExceptionKind.TEAMS, date(2027, 5, 29), "The term is not over yet.", "6 months"),
        (ExceptionKind.TEAMS, ON, "The term is not over yet.", "still to come"),
        (ExceptionKind.TEAMS, ON + timedelta(days=9), "Later.", "Say why"),
        (ExceptionKind.HARD_LINE, ON + timedelta(days=1), "The term is not over.", "never waived"),
    ],
)
def test_what_may_be_waived(
    kind: ExceptionKind, until: date, reason: str, words: str | None
) -> None:
    refusal = rules.why_not_waive(kind=kind, until=until, on=ON, reason=reason)
    assert words in str(refusal) if words else refusal is None


def test_an_answer_has_four_parts_each_of_some_length() -> None:
    whole = dict.fromkeys(rules.PARTS, "The visits were made and not recorded.")
    assert rules.too_short(whole) == {}
    assert set(rules.too_short({**whole, "because": "Sickness."})) == {"because"}
    assert set(rules.too_short({})) == set(rules.PARTS)


def test_the_same_words_as_last_month_are_noticed() -> None:
    assert rules.same_words(["It is  late. "], ["It is late."])
    assert not rules.same_words(["It is late."], ["It was late."])
    assert not rules.same_words(["It is late."], [])
