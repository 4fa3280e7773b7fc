"""Re-measures, calibration, triage, autocorrelation, results (specification 7, 8, 10, 12)."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.stats import (
    KpiSignal,
    Note,
    Result,
    as_data,
    as_json,
    autocorrelation,
    calibrate_auditors,
    compare_proportions,
    compare_rates,
    false_alarm_rate,
    fisher_power,
    plan_moderation,
    plan_remeasure,
    remeasure_verdict,
    triage,
    triage_class,
)


@pytest.mark.parametrize(
    ("interval", "direction", "verdict"),
    [
        ((0.01, 0.3), "increase", "improved"),
        ((0.01, 0.3), "decrease", "worse"),
        ((-0.3, -0.01), "decrease", "improved"),
        ((-0.3, -0.01), "increase", "worse"),
        ((-0.05, 0.09), "increase", "no_evidence_of_change"),
        ((-0.05, 0.1), "increase", "too_few_to_tell"),  # on the edge is inside
        ((-0.09, 0.5), "decrease", "no_evidence_of_change"),
        ((-0.2, 0.05), "decrease", "too_few_to_tell"),
        ((0.0, 0.3), "increase", "too_few_to_tell"),  # nought is inside
        ((None, None), "increase", "too_few_to_tell"),
    ],
)
def test_the_four_verdicts(interval: Any, direction: Any, verdict: str) -> None:
    asked: Any = {"direction": direction, "minimum_important_change": 0.1}
    assert remeasure_verdict(interval, **asked) == verdict


def test_a_ratio_is_judged_about_one() -> None:
    asked: Any = {"minimum_important_change": 0.2, "no_change": 1.0}
    assert remeasure_verdict((0.3, 0.7), direction="decrease", **asked) == "improved"
    assert remeasure_verdict((0.9, 1.1), direction="decrease", **asked) == "no_evidence_of_change"
    assert remeasure_verdict((1.5, None), direction="increase", **asked) == "improved"


@pytest.mark.parametrize(
    ("goal", "n", "power"),
    [(0.8, 12, 0.18), (0.8, 30, 0.42), (0.8, 60, 0.71), (0.9, 12, 0.39), (0.9, 30, 0.80)],
)
def test_power_at_the_size_of_a_dip_sample(goal: float, n: int, power: float) -> None:
    assert fisher_power(0.6, goal, n) == pytest.approx(power, abs=0.005)


def test_a_fall_is_seen_as_often_as_a_rise() -> None:
    assert fisher_power(0.4, 0.2, 30) == pytest.approx(fisher_power(0.6, 0.8, 30))


def test_a_design_that_cannot_answer_is_warned_of() -> None:
    found = plan_remeasure(0.6, 0.2, 12)
    assert not found.can_answer
    assert found.warns("cannot_answer")
    assert found.n_needed is not None
    assert plan_remeasure(0.6, 0.2, found.n_needed).can_answer
    assert plan_remeasure(0.5, 0.001, 12).n_needed is None
    with pytest.raises(ValueError, match="between 0 and 1"):
        plan_remeasure(0.9, 0.2, 12)


def test_the_one_sided_p_is_in_the_direction_stated() -> None:
    up = compare_proportions((4, 10), (9, 10))
    assert up.p_one_sided == up.p_after_greater
    down = compare_proportions((4, 10), (9, 10), direction="decrease")
    assert down.p_one_sided == pytest.approx(1, abs=0.01)
    assert compare_proportions((0, 0), (1, 2)).reason == "nothing_counted"


def test_rates_with_nothing_on_one_side_have_an_open_end() -> None:
    none_before = compare_rates((0, 12), (5, 12))
    assert none_before.ratio is none_before.upper is None
    assert none_before.lower is not None
    none_after = compare_rates((5, 12), (0, 12))
    assert (none_after.ratio, none_after.lower) == (0, 0)
    assert none_after.upper is not None
    nothing = compare_rates((0, 12), (0, 12))
    assert (nothing.ratio, nothing.lower, nothing.upper, nothing.p) == (None, None, None, 1)


# --- auditors

SEEN = {
    "Ana": [0, 1, 1, 0, 1],
    "Bo": [0, -1, 0, 0],
    "Cy": [1, 1, 0, 1, 2],
    "Di": [0, 0],
    "Ed": [-1],
}


def test_few_audits_of_an_auditor_are_not_shown() -> None:
    found = calibrate_auditors(SEEN)
    assert {one.auditor: one.shown for one in found.auditors} == {
        "Ana": True,
        "Bo": True,
        "Cy": True,
        "Di": False,
        "Ed": False,
    }


@pytest.mark.parametrize(
    ("differences", "reason"),
    [
        ({name: SEEN[name] for name in ("Ana", "Bo", "Cy")}, "too_few_auditors"),
        ({name: [0, 1, 1] for name in "ABCD"}, "too_few_audits"),
        ({name: [1] * 8 for name in "ABCD"}, "no_variation_within"),
        ({name: [1] for name in "ABCD"}, "no_spare_audits"),
        ({}, "no_spare_audits"),
    ],
)
def test_too_little_to_calibrate_is_said(differences: Any, reason: str) -> None:
    found = calibrate_auditors(differences)
    assert found.reason == reason
    assert not any(one.shown for one in found.auditors)


lists = st.dictionaries(
    st.sampled_from("ABCDEFGH"), st.lists(st.integers(-3, 3), max_size=8), max_size=8
)


@given(lists)
def test_a_shrunken_mean_lies_between_its_own_and_the_common_one(differences: Any) -> None:
    found = calibrate_auditors(differences)
    as_json(found)
    for one in found.auditors:
        if one.shrunk is not None and one.raw_mean is not None and found.mu is not None:
            low, high = sorted((one.raw_mean, found.mu))
            assert low - 1e-9 <= one.shrunk <= high + 1e-9


def test_extra_moderations_go_where_least_is_known() -> None:
    spread = {name: [i % 3 - 1 + shift for i in range(n)] for name, n, shift in (
        ("A", 20, 0), ("B", 20, 2), ("C", 3, -1), ("D", 20, 1))}  # fmt: skip
    found = calibrate_auditors(spread)
    assert found.tau2
    plan = plan_moderation(found, dict.fromkeys("ABCD", 6), 7)
    assert plan.base == dict.fromkeys("ABCD", 1)
    assert plan.extra == {"A": 0, "B": 0, "C": 3, "D": 0}
    assert plan_moderation(found, {"A": 1, "C": 1}, 9).n == 2


# --- triage


def signal(code: str, icon: str, **more: Any) -> KpiSignal:
    return KpiSignal(code, icon, **more)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (signal("a", "concern_high", new=True), 1),
        (signal("a", "concern_low"), 2),
        (signal("a", "common_cause", assurance_icon="fail"), 3),
        (signal("a", "concern_high", new=True, suitability="sparse"), 4),
        (signal("a", "improvement_low", assurance_icon="fail"), 5),
        (signal("a", "common_cause", rag_changed=True), 6),
        (signal("a", "insufficient_data", assurance_icon="insufficient_data"), 6),
        (signal("a", "neutral_high"), 5),
    ],
)
def test_the_class_of_an_indicator(one: KpiSignal, expected: int) -> None:
    assert triage_class(one) == expected


def test_within_a_class_safety_comes_first_then_the_furthest() -> None:
    found = triage(
        [
            signal("far", "concern_high", distance=5.0),
            signal("near", "concern_high", distance=3.1),
            signal("safe", "concern_high", distance=3.0, safety_critical=True),
            signal("noise", "common_cause", rag_changed=True),
            signal("new", "concern_high", new=True),
        ]
    )
    assert [one.signal.code for one in found.entries] == ["new", "safe", "far", "near", "noise"]
    assert found.entries[-1].rag_noise
    assert (found.scanned, found.signals) == (5, 4)


icons = st.sampled_from(
    ["concern_high", "common_cause", "improvement_low", "neutral_high", "insufficient_data"]
)
signals = st.lists(
    st.builds(
        KpiSignal,
        st.text("abcdef", min_size=3, max_size=6),
        icons,
        st.sampled_from([None, "pass", "fail", "inconsistent"]),
        rag_changed=st.booleans(),
        new=st.booleans(),
        points=st.integers(13, 60),
    ),
    unique_by=lambda one: one.code,
)


@given(signals, st.randoms())
def test_the_order_is_of_the_signals_alone_and_the_expectation_their_sum(
    given_: list[KpiSignal], chance: Any
) -> None:
    mixed = given_[:]
    chance.shuffle(mixed)
    found = triage(given_)
    assert triage(mixed).entries == found.entries
    shown = [one for one in given_ if one.variation_icon != "insufficient_data"]
    expected = sum(false_alarm_rate("independent", one.points) for one in shown)
    assert found.expected_false_signals == pytest.approx(expected)
    for entry in found.entries:
        if entry.rag_noise and entry.triage_class <= 3:
            assert entry.signal.assurance_icon == "fail"


def test_forty_charts_give_about_half_a_false_alarm_a_month() -> None:
    found = triage([signal(f"k{i}", "common_cause") for i in range(40)])
    assert found.expected_false_signals == pytest.approx(0.6)
    assert found.chance_of_any == pytest.approx(0.45, abs=0.005)


def test_the_rate_lies_between_those_simulated() -> None:
    assert false_alarm_rate("independent", 5) == 0.012
    assert 0.012 < false_alarm_rate("independent", 18) < 0.015
    assert false_alarm_rate("independent", 99) == 0.020
    assert false_alarm_rate("stock", 40) == 0.52


# --- series and results


def test_a_series_without_variation_has_no_correlation() -> None:
    assert autocorrelation([5] * 30).reason == "no_variation"
    assert autocorrelation([5]).reason == autocorrelation([]).reason == "too_few_points"
    rising = [float(i) for i in range(19)]
    assert not autocorrelation(rising).flagged  # too few to believe the test
    assert autocorrelation([*rising, 19.0]).flagged


def test_a_result_cannot_hold_what_is_no_number() -> None:
    class Kept(Result):
        pass

    kept = Kept(method="m", n=3, warnings=(Note("a", "b"),))
    assert json.loads(as_json(kept))["warnings"] == [{"code": "a", "words": "b"}]
    with pytest.raises(FrozenInstanceError):
        kept.n = 4  # type: ignore[misc]
    for bad in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="NaN"):
            Kept(method="m", n=bad)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="no form in JSON"):
        as_data(object())
