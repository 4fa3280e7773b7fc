"""Samples and intervals beyond the golden vectors (specification 4)."""

from __future__ import annotations

from math import comb
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.stats import (
    allocate,
    cover,
    discovery_probability,
    discovery_sample_size,
    draw_stratified_sample,
    expected_intervals,
    finite_population_interval,
    lot_plan,
    none_found_upper,
    proportion_interval,
    replace_in_draw,
    sample_size,
    stratified_estimate,
)


@pytest.mark.parametrize(("listed", "n"), [(50, 34), (120, 54), (400, 78), (1000, 88)])
def test_ten_points_either_way(listed: int, n: int) -> None:
    assert sample_size(listed, 0.1).n == n


@pytest.mark.parametrize(
    ("listed", "at_5", "at_10"), [(50, 39, 22), (120, 47, 26), (400, 55, 28), (1000, 57, 29)]
)
def test_discovery_at_95(listed: int, at_5: int, at_10: int) -> None:
    assert discovery_sample_size(listed, 0.05).n == at_5
    assert discovery_sample_size(listed, 0.10).n == at_10


def test_a_rate_is_counted_in_whole_cases_without_rounding_errors() -> None:
    assert discovery_sample_size(100, 0.29).defects == 29
    assert discovery_sample_size(10, 0.01).defects == 1


@given(st.integers(1, 60), st.data())
def test_the_chance_of_finding_one_is_that_of_counting(listed: int, data: Any) -> None:
    faulty, n = data.draw(st.integers(0, listed)), data.draw(st.integers(0, listed))
    exact = 1 - comb(listed - faulty, n) / comb(listed, n)
    assert discovery_probability(listed, faulty, n) == pytest.approx(exact, abs=1e-12)


def test_none_found_supports_about_three_in_n() -> None:
    assert none_found_upper(100_000, 100) / 100_000 == pytest.approx(3 / 100, rel=0.02)
    assert none_found_upper(50, 50) == 0
    assert discovery_probability(120, none_found_upper(120, 47) + 1, 47) >= 0.95


def test_what_may_be_said_is_never_there_is_none() -> None:
    found = discovery_sample_size(120, 0.05)
    assert "fewer than 6 have it" in found.may_say
    assert found.may_not_say == "There is none of this."


def test_lot_quality_keeps_both_promises() -> None:
    from scipy.stats import hypergeom

    found = lot_plan(120, upper_rate=0.2, lower_rate=0.05)
    assert found.allowed is not None
    assert hypergeom.cdf(found.allowed, 120, 24, found.n) <= 0.1
    assert hypergeom.sf(found.allowed, 120, 6, found.n) <= 0.1
    assert lot_plan(4, upper_rate=0.3, lower_rate=0.25).reason == "rates_too_near"


def test_the_interval_to_expect_of_a_capacity() -> None:
    found = expected_intervals(20, 48)
    assert set(found) == {0.5, 0.7, 0.9}
    assert found[0.5][0] == pytest.approx(1 - found[0.5][1])
    assert expected_intervals(20)[0.5][1] > found[0.5][1]


def test_an_interval_is_said_in_children() -> None:
    found = finite_population_interval(10, 20, 48)
    assert found.words == "Of the 48 children on the list, between 16 and 32 (95%)."
    assert finite_population_interval(3, 12, 12).words.endswith("list, 3 (95%).")
    assert finite_population_interval(50, 100, 3000).recommended == "wilson_effective_n"


@given(st.integers(1, 40), st.data())
def test_the_exact_interval_is_every_number_not_contradicted(listed: int, data: Any) -> None:
    n = data.draw(st.integers(1, listed))
    x = data.draw(st.integers(0, n))

    def chance(having: int, low: int, high: int) -> float:
        ways = sum(
            comb(having, i) * comb(listed - having, n - i)
            for i in range(max(low, 0), min(high, n) + 1)
            if n - i <= listed - having
        )
        return ways / comb(listed, n)

    kept = [
        k
        for k in range(x, listed - n + x + 1)
        if (x == 0 or chance(k, x, n) > 0.025 + 1e-10)
        and (x == n or chance(k, 0, x) > 0.025 + 1e-10)
    ]
    assert finite_population_interval(x, n, listed).count == (min(kept), max(kept))


def test_nothing_counted_is_no_interval() -> None:
    assert proportion_interval(0, 0).reason == "nothing_counted"
    for asked in (
        lambda: proportion_interval(5, 4),
        lambda: finite_population_interval(1, 5, 4),
        lambda: finite_population_interval(0, 0, 4),
        lambda: proportion_interval(1, 4, confidence=95),
    ):
        with pytest.raises(ValueError, match=r"\.$"):
            asked()


sizes = st.lists(st.integers(0, 60), min_size=1, max_size=8)


@given(sizes, st.integers(0, 200), st.integers(0, 4))
def test_an_allocation_adds_up_and_keeps_the_minimum(
    strata: list[int], n: int, minimum: int
) -> None:
    found = allocate(strata, n, minimum)
    floors = [min(minimum, size) for size in strata]
    if sum(floors) > n:
        assert found.allocation is None
        assert found.reason == "minimum_cannot_be_met"
        return
    assert found.allocation is not None
    assert sum(found.allocation) == min(n, sum(strata))
    for one, least, size in zip(found.allocation, floors, strata, strict=True):
        assert least <= one <= size


@given(sizes, st.integers(0, 200))
def test_without_a_minimum_nobody_is_a_whole_case_from_their_quota(
    strata: list[int], n: int
) -> None:
    found = allocate(strata, n, 0).allocation
    total = sum(strata)
    assert found is not None
    if n <= total:
        for one, size in zip(found, strata, strict=True):
            assert abs(one - n * size / max(total, 1)) < 1


def test_equal_remainders_go_to_the_larger_then_the_earlier() -> None:
    assert allocate([10, 10], 1, 0).allocation == (1, 0)
    assert allocate([1, 3], 2, 0).allocation == (0, 2)


def test_strata_are_weighed_never_pooled() -> None:
    found = stratified_estimate([100, 10], [10, 10], [5, 10])
    assert found.estimate == pytest.approx(60 / 110)
    assert found.estimate != pytest.approx(15 / 20)
    assert found.interval is not None


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (([10, 10], [0, 5], [0, 2]), "stratum_not_sampled"),
        (([10, 10], [1, 5], [0, 2]), "single_case_stratum"),
        (([10, 10], [5, 5], [5, 5]), "combine_strata"),
        (([1, 10], [1, 5], [1, 2]), None),  # a stratum of one, taken whole
    ],
)
def test_what_a_sample_cannot_say_is_said(asked: Any, reason: str | None) -> None:
    assert stratified_estimate(*asked).reason == reason


def test_everybody_sampled_is_no_estimate_but_a_count() -> None:
    found = stratified_estimate([4, 6], [4, 6], [1, 3])
    assert found.se == 0
    assert found.interval == (0.4, 0.4)


def test_coverage_goes_where_least_is_known() -> None:
    found = cover([100, 100, 4], 24)
    assert found.allocation is not None
    assert sum(found.allocation) == 24
    assert abs(found.allocation[0] - found.allocation[1]) <= 1
    assert found.weights[0] == pytest.approx(100 / found.allocation[0])
    assert cover([5, 5], 1, minimum=1).reason == "minimum_cannot_be_met"
    assert cover([2, 3], 99).allocation == (2, 3)


def test_a_narrower_widest_interval_is_not_to_be_had() -> None:
    strata, capacity = [12, 30, 7], 10
    best = max(cover(strata, capacity).half_widths)
    for a in range(1, 9):
        for b in range(1, 10 - a):
            other = (a, b, capacity - a - b)
            if all(one <= size for one, size in zip(other, strata, strict=True)):
                widths = [
                    max(cover([size], one).half_widths)
                    for one, size in zip(other, strata, strict=True)
                ]
                assert max(widths) >= best - 1e-12


# --- the draw

FRAME = {"North": [f"n{i}" for i in range(20)], "South": [f"s{i}" for i in range(10)]}


def test_a_draw_is_the_same_again_whatever_the_order_of_the_frame() -> None:
    one = draw_stratified_sample(FRAME, {"North": 4, "South": 2}, "seed")
    turned = {name: list(reversed(part)) for name, part in FRAME.items()}
    other = draw_stratified_sample(turned, {"North": 4, "South": 2}, "seed")
    assert (one.chosen, one.frame_hash) == (other.chosen, other.frame_hash)
    assert draw_stratified_sample(FRAME, {"North": 4}, "another").chosen != one.chosen


def test_those_left_out_are_counted_and_never_drawn() -> None:
    out = dict.fromkeys(FRAME["South"][:8], "recently audited")
    found = draw_stratified_sample(FRAME, {"South": 2}, "seed", excluded=out)
    assert found.excluded == {"recently audited": 8}
    assert not set(found.chosen["South"]) & set(out)
    with pytest.raises(ValueError, match="cannot be drawn"):
        draw_stratified_sample(FRAME, {"South": 3}, "seed", excluded=out)


def test_a_replacement_is_the_next_in_order_with_a_reason() -> None:
    found = draw_stratified_sample(FRAME, {"South": 9}, "seed")
    gone = found.chosen["South"][0]
    after = replace_in_draw(found, gone, "moved away")
    assert after.chosen["South"][-1] == found.reserves["South"][0]
    assert after.replacements[0].reason == "moved away"
    last = replace_in_draw(after, after.chosen["South"][0], "moved away")
    assert last.replacements[1].by is None
    assert last.n == 8
    with pytest.raises(ValueError, match="say why"):
        replace_in_draw(found, gone, " ")
    with pytest.raises(ValueError, match="twice"):
        draw_stratified_sample({"A": ["x"], "B": ["x"]}, {}, "seed")
