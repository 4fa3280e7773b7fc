"""Control charts beyond the golden vectors (specification 1 and 10)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.kernel.dates import months_after
from goldenthread.kernel.refusal import Refusal
from goldenthread.stats import (
    Measure,
    as_json,
    assess_suitability,
    c_chart,
    chart_for,
    g_chart,
    p_chart,
    p_prime_chart,
    points_before,
    run_chart,
    t_chart,
    u_chart,
    xmr_chart,
)

CALM = [9, 11, 10, 12, 9, 11, 10, 8, 11, 9, 10, 12, 9, 11, 10, 9]


def months(count: int) -> list[date]:
    return [months_after(date(2023, 4, 1), i) for i in range(count)]


def chart(values: list[Any], **asked: Any) -> Any:
    asked = {"improvement_direction": "increase", "profile": "ptd_guarded"} | asked
    return xmr_chart(months(len(values)), values, **asked)


# --- the guarded profile


def test_g1_without_moving_ranges_there_are_no_limits_and_no_claim() -> None:
    for values in ([5] * 14, [5], [None] * 14, [5, None, 6, None, 7] + [None] * 9):
        found = chart(values, target=5)
        assert found.variation_icon == found.assurance_icon == "no_limits"
        assert found.reason == "limits_undefined"
        assert {point.outside_limits for point in found.points} == {None}


def test_g1_a_shift_is_still_seen_without_limits() -> None:
    found = chart([5] * 12 + [9] * 8, fix_after_n_points=12)
    assert found.segments[0].upl is None
    assert found.points[-1].special_cause_type == "7 Points Above CL"
    assert found.variation_icon == "no_limits"


def test_g2_screening_is_left_out_where_it_would_flag_every_point() -> None:
    values = [0] * 8 + [1] + [0] * 8
    plain, guarded = chart(values, profile="ptd"), chart(values)
    assert all(point.outside_limits for point in plain.points)
    assert guarded.warns("screening_abandoned")
    assert guarded.suitability.state == "sparse"
    assert sum(point.outside_limits for point in guarded.points) == 1


@pytest.mark.parametrize(
    ("count", "display", "icon"),
    [
        (4, "dots", "insufficient_data"),
        (5, "trial", "insufficient_data"),
        (12, "trial", "insufficient_data"),
        (13, "full", "common_cause"),
    ],
)
def test_g3_few_points_raise_no_exception(count: int, display: str, icon: str) -> None:
    found = chart(CALM[:count], target=99)
    assert (found.display, found.variation_icon) == (display, icon)
    assert not found.raises_exception
    assert found.assurance_icon == ("fail" if count == 13 else "insufficient_data")


def test_g3_counts_points_with_a_value_in_the_current_segment() -> None:
    assert chart([*CALM[:13], None, None]).display == "full"
    assert chart([*CALM[:12], None, None]).display == "trial"
    assert chart(CALM, rebase=[months(16)[12]]).display == "dots"


def test_a_rebase_between_points_is_never_ignored_silently() -> None:
    stray = date(2023, 8, 15)
    plain, guarded = chart(CALM, rebase=[stray], profile="ptd"), chart(CALM, rebase=[stray])
    assert plain.warns("rebase_ignored")
    assert len(plain.segments) == 1
    assert guarded.warns("rebase_moved")
    assert guarded.segments[1].first_date == date(2023, 9, 1)
    assert guarded.rebased == (date(2023, 9, 1),)
    assert chart(CALM, rebase=[date(2099, 1, 1)]).warns("rebase_ignored")


def test_a_segment_that_begins_with_a_rebase_counts_from_one() -> None:
    assert chart(CALM, rebase=[months(1)[0]]).segments[0].segment == 1
    assert chart(CALM).segments[0].segment == 0


# --- the rules


def test_a_null_breaks_a_run_and_a_trend() -> None:
    rising = [1, 2, 3, 4, 5, 6, 7, 8]
    base = CALM[:12]
    whole = chart([*base, *(20 + v for v in rising)], fix_after_n_points=12)
    assert "Trend" in "".join(point.special_cause_type for point in whole.points)
    broken = [*base, *(20 + v for v in rising[:4]), None, *(24 + v for v in rising[:4])]
    found = chart(broken, fix_after_n_points=12)
    assert {point.special_cause_type for point in found.points[12:]} == {
        "Above UCL",
        "Common Cause",
    }


def test_no_run_crosses_a_rebase() -> None:
    values = CALM[:12] + [15] * 4 + [15, 16, 14]
    found = chart(values, rebase=[months(19)[16]], fix_after_n_points=12)
    assert not any("7 Points" in point.special_cause_type for point in found.points)


def test_a_turning_point_takes_the_direction_of_the_step_that_follows() -> None:
    found = chart([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], profile="ptd")
    types = [point.special_cause_type for point in found.points]
    assert "Decreasing" in types[6] or types[6] == "Above UCL"
    assert found.points[6].value == 7


def test_mdc_counts_points_outside_as_near_and_shows_the_better_of_two() -> None:
    values = [22, 18] * 6 + [31, 28, 21, 18, 22]
    plain = chart(values, profile="ptd", fix_after_n_points=12)
    mdc = chart(values, profile="mdc", fix_after_n_points=12)
    assert plain.points[13].special_cause_type != "2 in 3 Above CL"
    assert mdc.points[13].special_cause_type == "2 in 3 Above CL"
    falling = [*[10, 30] * 6, 60, 55, 50, 45, 40, 35, 34]
    both = chart(falling, profile="mdc", fix_after_n_points=12)
    assert both.variation_icon == "improvement_high"
    assert chart(falling, profile="ptd", fix_after_n_points=12).variation_icon == "concern_low"


def test_six_points_are_a_run_with_mdc_only() -> None:
    chart(CALM, profile="mdc", run_length=6)
    with pytest.raises(ValueError, match="7 points"):
        chart(CALM, run_length=6)


@pytest.mark.parametrize(
    "asked",
    [
        {"fix_after_n_points": 11},
        {"improvement_direction": "up"},
        {"target": float("nan")},
    ],
)
def test_what_makes_no_sense_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        chart(CALM, **asked)


def test_dates_twice_or_too_few_are_refused() -> None:
    day = date(2024, 1, 1)
    for dates, values in (([day, day], [1, 2]), ([], []), ([day], [1, 2])):
        with pytest.raises(ValueError, match=r"\.$"):
            xmr_chart(dates, values, improvement_direction="increase")


whole = st.lists(st.none() | st.integers(0, 60), min_size=1, max_size=30)


@given(whole, st.integers(-50, 50), st.sampled_from([0.5, 1, 2, 4]))
def test_moving_or_stretching_a_series_changes_no_signal(
    values: list[int | None], by: int, times: float
) -> None:
    moved = [None if v is None else (v + by) * times for v in values]
    one, other = (chart(series, profile="ptd") for series in (values, moved))
    for name in ("special_cause_type", "point_type", "relative_to_mean", "outside_limits"):
        assert [getattr(p, name) for p in one.points] == [getattr(p, name) for p in other.points]


@given(whole)
def test_a_series_upside_down_is_its_mirror(values: list[int | None]) -> None:
    down = [None if v is None else -v for v in values]
    one = chart(values, profile="ptd")
    other = chart(down, profile="ptd", improvement_direction="decrease")
    assert [p.point_type for p in one.points] == [p.point_type for p in other.points]
    assert [p.relative_to_mean for p in one.points] == [
        None if p.relative_to_mean is None else -p.relative_to_mean for p in other.points
    ]


@given(whole, st.randoms())
def test_the_order_in_which_points_are_given_does_not_matter(
    values: list[int | None], chance: Any
) -> None:
    pairs = list(zip(months(len(values)), values, strict=True))
    mixed = pairs[:]
    chance.shuffle(mixed)
    asked: Any = {"improvement_direction": "neutral", "profile": "ptd_guarded"}
    dates, given_ = zip(*mixed, strict=True)
    assert xmr_chart(dates, given_, **asked) == xmr_chart(*zip(*pairs, strict=True), **asked)


@given(whole, st.sampled_from(["ptd", "ptd_guarded", "mdc"]))
def test_every_chart_turns_into_json(values: list[int | None], profile: Any) -> None:
    assert "NaN" not in as_json(chart(values, profile=profile, target=30))


def test_a_baseline_is_frozen_before_an_action_or_not_at_all() -> None:
    assert points_before(months(20), months(20)[14]) == 14
    assert points_before(months(20), months(20)[11]) is None


def test_the_distance_of_the_latest_point_is_in_standard_deviations() -> None:
    found = chart([10, 12] * 7, profile="ptd")
    assert found.distance == pytest.approx(1 / (2 / 1.128))
    assert chart([5] * 14).distance is None


# --- suitability


def test_a_rolling_or_cumulative_measure_is_refused() -> None:
    for kind in ("rolling", "cumulative"):
        with pytest.raises(Refusal):
            chart(CALM, measure=Measure(kind=kind))  # type: ignore[arg-type]
        assert chart_for(Measure(kind=kind)).chart == "none"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "measure", "state"),
    [
        (CALM, Measure(), "ok"),
        (CALM, Measure("stock"), "autocorrelated"),
        ([float(i) for i in range(24)], Measure(), "autocorrelated"),
        (CALM, Measure(seasonal=True), "seasonal"),
        ([0, 0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 0, 1], Measure("flow"), "sparse"),
        ([98.0] * 13, Measure("percentage"), "saturated"),
        (
            [50.0] * 13,
            Measure("percentage", (5,) * 13, (10,) * 13),
            "tiny_denominator",
        ),
        ([50.0] * 13, Measure("percentage", (50,) * 13, (100,) * 13), "ok"),
        # 40 cases at 92%: 3.2 failures a period
        ([92.0] * 13, Measure("percentage", (37,) * 13, (40,) * 13), "tiny_denominator"),
    ],
)
def test_suitability_is_stated(values: list[float], measure: Measure, state: str) -> None:
    assert assess_suitability(values, measure).state == state


def test_a_year_that_repeats_is_seasonal_from_36_months() -> None:
    year = [20, 22, 25, 21, 10, 24, 26, 25, 15, 22, 23, 21]
    three = [v + (i // 12) for i, v in enumerate(year * 3)]
    assert "seasonal" in assess_suitability(three, dates=months(36)).doubts
    assert "seasonal" not in assess_suitability(three[:24], dates=months(24)).doubts
    declared = Measure(seasonal=False)
    assert "seasonal" not in assess_suitability(three, declared, dates=months(36)).doubts


def test_a_percentage_alone_is_flagged() -> None:
    found = chart([50.0, 60.0] * 7, measure=Measure("percentage"))
    assert found.warns("denominator_unknown")


@pytest.mark.parametrize(
    ("measure", "name"),
    [
        (Measure("stock"), "net_change"),
        (Measure("rare_event"), "g_or_t"),
        (Measure("duration"), "xmr"),
        (Measure("percentage", (50, 60), (100, 100)), "p"),
        (Measure("percentage", (99, 98), (100, 100)), "g_or_t"),
        (Measure("percentage", (3, 4), (6, 7)), "exact"),
        (Measure("percentage", (3, 2), (4, 4)), "none"),
        (Measure("rate", (50, 60), (10, 10)), "u"),
    ],
)
def test_the_right_chart_for_the_measure(measure: Measure, name: str) -> None:
    assert chart_for(measure).chart == name


# --- counts and rare events


def test_a_period_without_a_denominator_has_no_point() -> None:
    found = p_chart([5, None, 3, 0], [10, 8, 9, 0])
    assert found.y == (0.5, None, 3 / 9, None)
    assert found.lcl[1] is found.lcl[3] is None
    assert found.cl == pytest.approx(8 / 19)
    assert p_chart([], []).reason == p_chart([None], [None]).reason == "nothing_counted"


def test_exact_limits_are_quantiles() -> None:
    found = p_chart([3, 4, 2], [10, 10, 10], exact=True)
    assert found.exact_limits
    assert all(round(limit * 10, 9) == int(round(limit * 10, 9)) for limit in found.ucl)
    assert u_chart([1, 0, 2], [3.0, 4.0, 5.0], exact=True).lcl == (0, 0, 0)
    assert c_chart([1, 0, 2], exact=True).warns("small_expected_counts")


def test_a_primed_chart_without_variation_has_no_limits() -> None:
    found = p_prime_chart([5, 5, 5], [5, 5, 5])
    assert found.reason == "no_variation"
    assert found.ucl == (None, None, None)
    assert not any(found.sigma_signal)


@pytest.mark.parametrize(
    "asked", [lambda: p_chart([5], [4]), lambda: u_chart([-1], [4]), lambda: p_chart([1], [])]
)
def test_counts_that_cannot_be_are_refused(asked: Any) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        asked()


def test_two_events_on_one_day_must_be_dealt_with_before_a_t_chart() -> None:
    with pytest.raises(ValueError, match=r"0\.5"):
        t_chart([3, 0, 5])
    assert t_chart([4, 4, 4]).reason == "no_variation"
    assert g_chart([]).reason == t_chart([]).reason == "no_events"
    assert any("Higher is better" in one for one in g_chart([3, 4]).assumptions)


def test_a_run_chart_of_points_on_the_median_says_nothing() -> None:
    found = run_chart([5, 5, None, 5])
    assert (found.runs.n_useful, found.runs.longest_run, found.runs.signal) == (0, None, False)
    assert found.warns("few_useful_points")
    assert run_chart([]).median is None
