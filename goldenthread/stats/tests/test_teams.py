"""Funnels, benchmarks and agreement beyond the golden vectors (specification 2, 3, 5)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.stats import (
    agreement_report,
    as_json,
    benchmark_position,
    compare_with_benchmark,
    gwet_ac,
    krippendorff_alpha,
    proportion_funnel,
    rate_funnel,
    rate_with_interval,
    raters_report,
)

GRADES = st.none() | st.integers(1, 4)


def test_twelve_alike_teams_show_an_alert_nearly_every_other_time() -> None:
    found = proportion_funnel([f"T{i}" for i in range(12)], [5] * 12, [10] * 12)
    assert found.chance_of_any == pytest.approx(0.46, abs=0.005)


def test_a_team_without_cases_is_compared_with_nobody() -> None:
    found = proportion_funnel(["A", "B", "C"], [0, 5, 4], [0, 10, 4])
    assert found.units[0].value is None
    assert found.units[0].significance is None
    assert [unit.labelled for unit in found.units] == [False, True, False]
    assert found.warns("small_denominators")
    assert proportion_funnel(["A"], [0], [0]).reason == "nothing_counted"


def test_where_nobody_had_an_event_nobody_differs() -> None:
    found = rate_funnel(["A", "B"], [0, 0], [1000, 2000])
    assert [unit.significance for unit in found.units] == ["Not significant"] * 2
    assert found.average == 0
    assert rate_funnel(["A"], [3], [1000]).tau2 == 0


def test_everybody_or_nobody_is_a_funnel_of_no_width() -> None:
    for x in (0, 10):
        found = proportion_funnel(["A", "B"], [x, x], [10, 10])
        assert {unit.significance for unit in found.units} == {"Not significant"}


@pytest.mark.parametrize(
    "asked",
    [
        lambda: proportion_funnel(["A"], [5], [4]),
        lambda: proportion_funnel(["A", "A"], [1, 1], [4, 4]),
        lambda: rate_funnel(["A"], [-1], [4]),
        lambda: rate_funnel(["A"], [1, 2], [4]),
    ],
)
def test_units_that_cannot_be_are_refused(asked: Any) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        asked()


# --- benchmarks


@pytest.mark.parametrize(
    ("interval", "benchmark", "polarity", "word"),
    [
        ((10, 20), 5, "high_is_good", "better"),
        ((10, 20), 25, "high_is_good", "worse"),
        ((10, 20), 5, "low_is_good", "worse"),
        ((10, 20), 25, "low_is_good", "better"),
        ((10, 20), 5, "neutral", "higher"),
        ((10, 20), 25, "neutral", "lower"),
        ((10, 20), 10, "high_is_good", "similar"),  # on the edge is inside
        ((10, None), 99, "high_is_good", "similar"),  # no limit above
    ],
)
def test_a_benchmark_lies_inside_or_beyond(
    interval: Any, benchmark: float, polarity: Any, word: str
) -> None:
    assert compare_with_benchmark(interval, benchmark, polarity) == word


def test_a_census_carries_its_phrase() -> None:
    found = rate_with_interval(310, 46000, stock=True)
    assert "if this were a random process" in found.assumptions[0]
    assert rate_with_interval(3, 0).reason == "no_population"


def test_suppressed_neighbours_are_counted_and_left_out() -> None:
    found = benchmark_position(5, [1, None, 9, None], "low_is_good", neighbours_list="2024")
    assert (found.n, found.unavailable, found.rank, found.out_of) == (2, 2, 2, 3)
    assert found.quartile_band is None
    assert found.warns("neighbours_unavailable")
    assert benchmark_position(None, [1, 2, 3, 4], "neutral").rank is None
    assert benchmark_position(3, [None], "neutral").reason == "no_neighbours"


@given(st.integers(0, 9), st.lists(st.integers(0, 9), min_size=3, max_size=20))
def test_a_band_is_one_to_four_and_best_is_first(own: int, others: list[int]) -> None:
    found = benchmark_position(own, others, "high_is_good")
    assert found.quartile_band in {1, 2, 3, 4}
    if own >= max(others):
        assert (found.rank, found.quartile_band) == (1, 1)
    mirror = benchmark_position(-own, [-one for one in others], "low_is_good")
    assert (mirror.rank, mirror.quartile_band) == (found.rank, found.quartile_band)


# --- agreement


def test_everyone_one_grade_leaves_kappa_and_alpha_undefined() -> None:
    found = agreement_report([(3, 3)] * 25)
    assert found.exact_agreement == 1
    assert found.kappa["linear"].value is None
    assert found.kappa["linear"].reason == "undefined: no variation"
    assert found.secondary.alpha["ordinal"] is None
    assert found.secondary.gwet["AC1"].value == 1


def test_no_complete_pair_is_undefined_throughout() -> None:
    for pairs in ([], [(1, None), (None, 2)]):
        found = agreement_report(pairs)
        assert found.reason == "no_complete_pair"
        assert found.exact_agreement is found.mean_difference is found.sign_test_p is None
        assert all(one.value is None for one in found.kappa.values())
        assert all(one.value is None for one in found.secondary.gwet.values())
        assert set(found.secondary.alpha.values()) == {None}


def test_both_constant_and_different_is_nought_and_strongly_negative() -> None:
    found = agreement_report([(2, 3)] * 10)
    assert found.exact_agreement == 0
    assert found.kappa["linear"].value == 0
    assert found.kappa["linear"].se is None
    alpha = found.secondary.alpha["nominal"]
    assert alpha is not None
    assert alpha < -0.8


@pytest.mark.parametrize(("n", "shown"), [(19, "no"), (20, "with_interval"), (50, "yes")])
def test_kappa_is_shown_by_the_number_of_pairs(n: int, shown: str) -> None:
    assert agreement_report([(1, 1), (2, 3)] * 25 if n == 50 else [(2, 2)] * n).show_kappa == shown


def test_crossings_of_the_line_between_good_and_not_are_counted() -> None:
    line = agreement_report([(1, 2), (2, 3), (2, 4), (3, 2), (4, 3)]).boundary
    assert (line.both_better, line.crossed_to_worse) == (1, 2)
    assert (line.crossed_to_better, line.both_worse) == (1, 1)


def test_ac2_is_never_without_its_warning() -> None:
    assert "never the headline" in agreement_report([(1, 2)]).secondary.warning


def test_a_grade_off_the_scale_is_refused() -> None:
    for asked in (lambda: agreement_report([(1, 5)]), lambda: raters_report([[1, 2], [1]])):
        with pytest.raises(ValueError, match=r"\.$"):
            asked()


def test_five_raters_of_one_case_are_0_not_minus_0_19() -> None:
    alpha = krippendorff_alpha([[1, 1, 1, 1, 2]], metric="nominal")
    assert alpha == pytest.approx(0)


@given(st.lists(st.tuples(GRADES, GRADES), max_size=30))
def test_agreement_stays_within_its_bounds(pairs: list[Any]) -> None:
    found = agreement_report(pairs)
    for one in found.kappa.values():
        assert one.value is None or -1 - 1e-9 <= one.value <= 1 + 1e-9
        assert one.ci95 is None or one.ci95[1] <= 1
    for two in found.secondary.gwet.values():
        assert two.value is None or two.value <= 1 + 1e-9
    for alpha in found.secondary.alpha.values():
        assert alpha is None or alpha <= 1 + 1e-9
    assert found.moderator_harsher + found.same + found.moderator_kinder == found.n
    assert sum(map(sum, found.table)) == found.n
    as_json(found)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=30))
def test_who_is_called_the_moderator_turns_the_direction_only(pairs: list[Any]) -> None:
    one = agreement_report(pairs)
    other = agreement_report([(m, a) for a, m in pairs])
    assert one.exact_agreement == other.exact_agreement
    assert one.moderator_harsher == other.moderator_kinder
    mine, theirs = one.kappa["linear"].value, other.kappa["linear"].value
    assert (mine is None) == (theirs is None)
    assert mine is None or mine == pytest.approx(theirs)


def test_a_case_that_nobody_graded_changes_nothing() -> None:
    rows = [[1, 2, None], [3, 3, 3], [4, 3, 4]]
    assert gwet_ac([*rows, [None] * 3]) == gwet_ac(rows)
    assert raters_report([*rows, [None] * 3]).n == 3
    assert raters_report(rows).histogram[1] == (0, 0, 3, 0)
