"""Draws can be repeated, leave nobody out without a reason, and allocations keep firm rules."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.audits.rules.allocation import (
    ANOTHER_SERVICE,
    Auditor,
    Case,
    allocate,
    why_not_give,
    wishes_lost,
)
from goldenthread.audits.rules.drawing import (
    Asked,
    Candidate,
    LeftOut,
    bands,
    draw,
    frame_as_json,
    frame_from,
    left_out,
    population_hash,
    replacement,
    stratum_of,
)

ON = date(2026, 11, 9)


def candidate(token: str = "a", **given: object) -> Candidate:
    values: dict[str, object] = {
        "token": token,
        "plan": "cp",
        "area": 1,
        "team": 11,
        "age": 7,
        "ethnicity": "WBRI",
        "open": True,
        "restricted": False,
        "audited_on": None,
        "being_audited": False,
        **given,
    }
    return Candidate(**values)  # type: ignore[arg-type]


CANDIDATES = st.builds(
    candidate,
    token=st.uuids().map(str),
    plan=st.sampled_from(["cin", "cp", "cla"]),
    area=st.integers(1, 3),
    team=st.one_of(st.none(), st.integers(1, 5)),
    open=st.booleans(),
    restricted=st.booleans(),
    being_audited=st.booleans(),
    audited_on=st.one_of(st.none(), st.dates(date(2024, 1, 1), ON)),
)
FRAMES = st.lists(CANDIDATES, max_size=60, unique_by=lambda one: one.token)
ASKED = st.builds(
    Asked,
    size=st.integers(1, 20),
    seed=st.text("abc123", min_size=1, max_size=4),
    minimums=st.lists(
        st.tuples(st.sampled_from(["cin", "cp", "cla"]), st.integers(0, 8)),
        unique_by=lambda pair: pair[0],
        max_size=3,
    ).map(tuple),
)


@pytest.mark.parametrize(
    ("given_", "asked", "reason"),
    [
        ({}, {}, None),
        ({"open": False, "restricted": True}, {}, LeftOut.CLOSED),
        ({"restricted": True}, {}, LeftOut.RESTRICTED),
        ({}, {"plans": ("cla",)}, LeftOut.NOT_ASKED),
        ({}, {"areas": (2,)}, LeftOut.NOT_ASKED),
        ({}, {"tokens": ("b",)}, LeftOut.NOT_ASKED),
        ({"team": None}, {}, LeftOut.NO_TEAM),
        ({"being_audited": True}, {}, LeftOut.OPEN_AUDIT),
        ({"audited_on": date(2025, 11, 10)}, {}, LeftOut.AUDITED_LATELY),
        ({"audited_on": date(2025, 11, 9)}, {}, None),
    ],
)
def test_who_is_left_out(
    given_: dict[str, object], asked: dict[str, object], reason: LeftOut | None
) -> None:
    query = Asked(size=1, seed="s", **asked)  # type: ignore[arg-type]
    assert left_out(candidate(**given_), query, on=ON) is reason


@given(FRAMES, ASKED, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_a_draw_is_the_same_in_any_order_and_accounts_for_everybody(
    frame: list[Candidate], asked: Asked, shuffle: random.Random
) -> None:
    first = draw(frame, asked, on=ON)
    again = list(frame)
    shuffle.shuffle(again)
    assert draw(again, asked, on=ON) == first
    assert population_hash(again) == population_hash(frame)
    out = sum(count for _, count in first.left_out)
    able = sum(stratum.can_be_drawn for stratum in first.strata)
    assert out + able == len(frame) == first.population
    assert len(first.tokens) == min(asked.size, able)
    assert len(first.tokens) + len(first.reserves) == able


@given(FRAMES, ASKED)
@settings(max_examples=60, deadline=None)
def test_a_minimum_is_met_unless_too_few_or_no_room(frame: list[Candidate], asked: Asked) -> None:
    found = draw(frame, asked, on=ON)
    room = asked.size >= sum(least for _, least in asked.minimums)
    for stratum in found.strata:
        if room:
            assert stratum.drawn >= min(stratum.at_least, stratum.can_be_drawn)
        assert stratum.short == max(0, stratum.at_least - stratum.drawn)


def test_a_draw_made_from_what_was_stored_is_the_same() -> None:
    frame = [candidate(str(n), audited_on=date(2024, 1, n + 1)) for n in range(20)]
    asked = Asked(size=5, seed="thornmere")
    stored = frame_from(frame_as_json(frame))
    assert draw(stored, asked, on=ON) == draw(frame, asked, on=ON)


def test_another_seed_gives_another_list() -> None:
    frame = [candidate(str(n)) for n in range(200)]
    assert (
        draw(frame, Asked(size=10, seed="a"), on=ON).tokens
        != draw(frame, Asked(size=10, seed="b"), on=ON).tokens
    )


def test_a_replacement_is_the_next_in_line_of_the_same_stratum() -> None:
    frame = [candidate(str(n), plan="cp" if n % 2 else "cla") for n in range(20)]
    found = draw(frame, Asked(size=4, seed="x"), on=ON)
    token, stratum = found.tokens[0]
    new = replacement(found, instead_of=token, used=[one for one, _ in found.tokens])
    assert new is not None
    assert new[1] == stratum
    assert new[0] not in dict(found.tokens)


def test_each_child_has_the_same_chance() -> None:
    frame = [candidate(str(n)) for n in range(40)]
    counts = dict.fromkeys([one.token for one in frame], 0)
    for seed in range(400):
        for token, _ in draw(frame, Asked(size=10, seed=str(seed)), on=ON).tokens:
            counts[token] += 1
    assert sum(counts.values()) == 4000
    assert all(60 <= count <= 140 for count in counts.values()), "100 expected, within 4.5 s.d."


# --- Allocation ------------------------------------------------------------

CASES = st.lists(
    st.builds(
        Case,
        key=st.uuids().map(str),
        team=st.integers(1, 6),
        area=st.integers(1, 3),
        worker=st.integers(1, 30),
        chair=st.one_of(st.none(), st.integers(1, 30)),
    ),
    min_size=1,
    max_size=25,
    unique_by=lambda case: case.key,
)
AUDITORS = st.lists(
    st.builds(
        Auditor,
        person=st.integers(1, 30),
        teams=st.frozensets(st.integers(1, 6), max_size=2),
        areas=st.frozensets(st.integers(1, 3), max_size=2),
        own_area=st.one_of(st.none(), st.integers(1, 3)),
        recent_teams=st.frozensets(st.integers(1, 6), max_size=2),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda auditor: auditor.person,
)


@given(CASES, AUDITORS, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_no_firm_rule_is_broken_and_everybody_is_accounted_for(
    cases: list[Case], auditors: list[Auditor], shuffle: random.Random
) -> None:
    found = allocate(cases, auditors, seed="s")
    by_key = {case.key: case for case in cases}
    by_person = {auditor.person: auditor for auditor in auditors}
    for key, person in found.given:
        assert why_not_give(by_key[key], by_person[person]) is None
    assert sorted([*dict(found.given), *found.nobody]) == sorted(by_key)
    for key in found.nobody:
        assert all(why_not_give(by_key[key], auditor) for auditor in auditors)
    others, people = list(cases), list(auditors)
    shuffle.shuffle(others)
    shuffle.shuffle(people)
    assert allocate(others, people, seed="s") == found


def test_work_is_level_when_nothing_stands_in_the_way() -> None:
    cases = [Case(key=str(n), team=n % 4, area=1, worker=100 + n) for n in range(23)]
    auditors = [Auditor(person=n) for n in range(10)]
    loads = [0] * 10
    for _, person in allocate(cases, auditors, seed="s").given:
        loads[person] += 1
    assert sorted(set(loads)) == [2, 3]


def test_a_wish_gives_way_and_is_listed() -> None:
    case = Case(key="a", team=1, area=1, worker=50)
    found = allocate([case], [Auditor(person=1, teams=frozenset({2}), own_area=1)], seed="s")
    assert found.given == (("a", 1),)
    assert found.not_kept == (("a", 1, ANOTHER_SERVICE),)


def test_a_wish_is_kept_when_it_can_be() -> None:
    case = Case(key="a", team=1, area=1, worker=50)
    near, far = (
        Auditor(person=1, teams=frozenset({2}), own_area=1),
        Auditor(person=2, teams=frozenset({9}), own_area=2),
    )
    assert allocate([case], [near, far], seed="s").given == (("a", 2),)


def test_nobody_free_is_said_and_the_rest_is_given() -> None:
    cases = [
        Case(key="a", team=1, area=1, worker=1),
        Case(key="b", team=2, area=2, worker=9),
    ]
    found = allocate(cases, [Auditor(person=1, teams=frozenset({1}))], seed="s")
    assert found.nobody == ("a",)
    assert found.given == (("b", 1),)


@pytest.mark.parametrize(
    ("auditor", "words"),
    [
        (Auditor(person=5), "own child"),
        (Auditor(person=6), "chairs"),
        (Auditor(person=7, teams=frozenset({3, 1})), "own team"),
        (Auditor(person=8, areas=frozenset({2})), "leads the child"),
        (Auditor(person=9), "this one repeats"),
        (Auditor(person=10), None),
    ],
)
def test_the_firm_rules(auditor: Auditor, words: str | None) -> None:
    case = Case(key="a", team=1, area=2, worker=5, chair=6, not_by=frozenset({9}))
    refusal = why_not_give(case, auditor)
    assert words in str(refusal) if words else refusal is None


def test_no_wish_is_lost_by_somebody_from_elsewhere() -> None:
    assert wishes_lost(Case(key="a", team=1, area=2, worker=5), Auditor(person=1, own_area=3)) == ()


def _price(cases: list[Case], auditors: list[Auditor], seed: str) -> tuple[int, int]:
    """What a list costs but for its ties, worked out anew: children without an auditor, and the
    price of loads off the level and of wishes lost."""
    found = allocate(cases, auditors, seed=seed)
    loads = dict.fromkeys([one.person for one in auditors], 0)
    for _, person in found.given:
        loads[person] += 1
    low, high = len(cases) // len(auditors), -(-len(cases) // len(auditors))
    price = 0
    for load in loads.values():
        off = max(low - load, load - high, 0)
        price += sum(min(200 * step, 800) for step in range(1, off + 1))
    by_key = {case.key: case for case in cases}
    by_person = {one.person: one for one in auditors}
    price += sum(10 * len(wishes_lost(by_key[key], by_person[one])) for key, one in found.given)
    return len(found.nobody), price


@given(CASES, AUDITORS)
@settings(max_examples=40, deadline=None)
def test_a_tie_never_costs_a_wish(cases: list[Case], auditors: list[Auditor]) -> None:
    assert len({_price(cases, auditors, seed) for seed in "abc"}) == 1


def test_what_is_over_is_shared_out() -> None:
    cases = [Case(key=str(n), team=1, area=1, worker=100 + n) for n in range(12)]
    barred = [Auditor(person=n, areas=frozenset({1})) for n in range(3)]
    free = [Auditor(person=n) for n in range(3, 6)]
    given_ = [person for _, person in allocate(cases, [*barred, *free], seed="s").given]
    assert sorted(given_.count(one.person) for one in free) == [4, 4, 4]


@pytest.mark.parametrize(
    ("by", "stratum"), [("plan", "cp"), ("area", "1"), ("age", "5 to 9"), ("ethnicity", "White")]
)
def test_a_draw_may_be_stratified_by(by: str, stratum: str) -> None:
    found = draw([candidate()], Asked(size=1, seed="s", by=by), on=ON)
    assert found.tokens == (("a", stratum),)


@given(st.sampled_from(["age", "ethnicity"]), st.integers(-1, 25), st.text(max_size=4))
def test_every_child_falls_in_a_stratum_that_can_be_asked_for(
    by: str, age: int, ethnicity: str
) -> None:
    assert stratum_of(candidate(age=age, ethnicity=ethnicity), by) in bands(by)
