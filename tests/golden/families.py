"""Each family of vectors: the public function it asks, and its answer in the vectors' words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goldenthread import stats
from tests.golden.compare import EXACT, Tolerance, differences

Answer = dict[str, Any]


@dataclass(frozen=True)
class Family:
    """How a family is asked, and which tolerance of its file holds where."""

    ask: Callable[[Answer], Answer]
    default: str
    keys: Mapping[str, str] = field(default_factory=dict)
    unasserted: Callable[[tuple[str, ...]], bool] = lambda _: False

    def check(self, case: Answer, tolerance: Mapping[str, Any]) -> Iterator[str]:
        """The differences between what a case expects and what the functions say."""
        yield from differences(
            self.ask(case["input"]),
            case["expected"],
            Tolerance(tolerance, self.default, self.keys),
            asserted=lambda path: not self.unasserted(path),
        )


def _xmr(asked: Answer, **change: Any) -> Answer:
    settings = {"screen_outliers": asked["screen_outliers"], **change}
    found = stats.xmr_chart(
        [date.fromisoformat(day) for day in asked["dates"]],
        asked["values"],
        improvement_direction=asked["improvement_direction"],
        target=asked["target"],
        rebase=[date.fromisoformat(day) for day in asked["rebase"]],
        fix_after_n_points=asked["fix_after_n_points"],
        **settings,
    )
    data = stats.as_data(found)
    names = ("segment", "first_date", "n", "mean", "lpl", "upl", "short_group_warning")
    columns = (
        "special_cause_type",
        "point_type",
        "relative_to_mean",
        "outside_limits",
        "close_to_limits",
    )
    return {
        "segments": [{name: one[name] for name in names} for one in data["segments"]],
        "dates": [point["date"] for point in data["points"]],
        **{name: [point[name] for point in data["points"]] for name in columns},
        "variation_icon": found.variation_icon,
        "assurance_icon": found.assurance_icon,
    }


class XmR(Family):
    """The reference profile; and where a vector says so, the guarded one.

    `expected_guarded` is the reference without screening. The guarded profile must show the same,
    but for its display gate: a short segment shows `insufficient_data` in place of an icon.
    """

    def check(self, case: Answer, tolerance: Mapping[str, Any]) -> Iterator[str]:
        yield from super().check(case, tolerance)
        if "expected_guarded" not in case:
            return
        limits = Tolerance(tolerance, self.default)
        wanted = case["expected_guarded"]
        plain = _xmr(case["input"], screen_outliers=False)
        yield from differences(plain, wanted, limits, ("without screening",))
        guarded = _xmr(case["input"], profile="ptd_guarded")
        if guarded["variation_icon"] == "insufficient_data":
            shown = None if wanted["assurance_icon"] is None else "insufficient_data"
            wanted = {**wanted, "variation_icon": "insufficient_data", "assurance_icon": shown}
        yield from differences(guarded, wanted, limits, ("guarded",))


def _limits(group: str, limits: Any) -> Answer:
    return {
        "group": group,
        "ll95": limits.l95,
        "ul95": limits.u95,
        "ll998": limits.l998,
        "ul998": limits.u998,
    }


def _funnel_proportion(asked: Answer) -> Answer:
    found = stats.proportion_funnel(asked["groups"], asked["numerator"], asked["denominator"])
    over = found.overdispersed
    return {
        "average": found.average,
        "score_limits": [
            {
                "group": unit.group,
                "l95": unit.limits.l95,
                "u95": unit.limits.u95,
                "l998": unit.limits.l998,
                "u998": unit.limits.u998,
            }
            for unit in found.units
        ],
        "score_significance": [unit.significance for unit in found.units],
        "arcsine": {
            "unadjusted": [_limits(unit.group, unit.transformed) for unit in found.units],
            "outlier_998": [unit.transformed_outlier for unit in found.units],
            "phi": found.phi,
            "tau2": found.tau2,
            "overdispersed": over,
            "adjusted": [_limits(u.group, u.adjusted) for u in found.units] if over else None,
            "adjusted_outlier_998": [u.adjusted_outlier for u in found.units] if over else None,
        },
    }


def _arcsine_gap(path: tuple[str, ...]) -> bool:
    """A null limit or flag of one unit: where the reference's cutting misses, nothing is said."""
    return path[:1] == ("arcsine",) and len(path) > 2 and path[2].isdigit()


def _funnel_rate(asked: Answer) -> Answer:
    found = stats.rate_funnel(asked["groups"], asked["numerator"], asked["denominator"])
    over = found.overdispersed
    return {
        "average_per_10000": found.average,
        "significance": [unit.significance for unit in found.units],
        "expected_events": [unit.expected for unit in found.units],
        "poisson_ratio_limits": [
            {
                **_limits(unit.group, unit.transformed),
                "ratio": unit.ratio,
                "outlier_998": unit.transformed_outlier,
            }
            for unit in found.units
        ],
        "sqrt_overdispersion": {
            "phi": found.phi,
            "tau2": found.tau2,
            "overdispersed": over,
            "adjusted": [
                {**_limits(u.group, u.adjusted), "outlier_998": u.adjusted_outlier}
                for u in found.units
            ]
            if over
            else None,
            "adjusted_source": "spec",
        },
    }


CHARTS = {
    "p": stats.p_chart,
    "p_prime": stats.p_prime_chart,
    "u": stats.u_chart,
    "u_prime": stats.u_prime_chart,
}
ALONE = {"c": stats.c_chart, "g": stats.g_chart, "t": stats.t_chart}


def _counts(asked: Answer) -> Answer:
    name, counts = asked["chart"], asked["numerator"]
    found = ALONE[name](counts) if name in ALONE else CHARTS[name](counts, asked["denominator"])
    data = stats.as_data(found)
    names = ("y", "cl", "lcl", "ucl", "lcl95", "ucl95", "sigma_signal", "runs")
    return {name: data[name] for name in names}


def _run_chart(asked: Answer) -> Answer:
    found = stats.run_chart(asked["values"])
    runs = stats.as_data(found.runs)
    return {"median": found.median, "runs_signal": runs.pop("signal"), **runs}


def _secondary(found: Any) -> Answer:
    return {
        "gwet": {
            name: None
            if one.value is None
            else {
                "observed": one.observed,
                "chance": one.chance,
                "value": one.value,
                "se_5dp": one.se,
            }
            for name, one in found.gwet.items()
        },
        "krippendorff_alpha": dict(found.alpha),
    }


def _pairs(asked: Answer) -> Answer:
    found = stats.agreement_report(asked["ratings"], asked["scale"])
    return {
        "n_pairs": found.n,
        "table": stats.as_data(found.table),
        "exact_agreement": found.exact_agreement,
        "within_one_grade": found.within_one_grade,
        "mean_difference_moderator_minus_auditor": found.mean_difference,
        "moderator_harsher": found.moderator_harsher,
        "moderator_kinder": found.moderator_kinder,
        "sign_test_p": found.sign_test_p,
        "kappa": {
            name: None
            if one.value is None
            else {"value": one.value, "se": one.se, "ci95": one.ci95}
            for name, one in found.kappa.items()
        },
        **_secondary(found.secondary),
    }


def _multi(asked: Answer) -> Answer:
    return _secondary(stats.raters_report(asked["ratings"], asked["scale"]).secondary)


def _ci_proportion(asked: Answer) -> Answer:
    found = {
        method: stats.proportion_interval(
            asked["x"], asked["n"], confidence=asked["confidence"], method=method
        )
        for method in ("wilson", "jeffreys", "clopper_pearson")
    }
    return {
        "proportion": found["wilson"].estimate,
        **{name: [one.lower, one.upper] for name, one in found.items()},
    }


def _ci_finite(asked: Answer) -> Answer:
    found = stats.finite_population_interval(
        asked["x"], asked["n"], asked["N"], confidence=asked["confidence"]
    )
    return {
        "exact_count": found.count,
        "exact_proportion": found.proportion,
        "wilson_fpc": found.wilson,
    }


def _sample_size(asked: Answer) -> Answer:
    found = stats.sample_size(
        asked["N"], asked["margin"], p=asked["p"], confidence=asked["confidence"]
    )
    return {"n0": found.n0, "n": found.n}


def _discovery(asked: Answer) -> Answer:
    chance = stats.discovery_probability(asked["N"], asked["defects"], asked["n"])
    return {"p_find_at_least_one": chance}


def _stratified(asked: Answer) -> Answer:
    found = stats.stratified_estimate(asked["N"], asked["n"], asked["x"])
    return {"estimate": found.estimate, "se": found.se}


def _allocation(asked: Answer) -> Answer:
    found = stats.allocate(asked["N"], asked["n"], asked["minimum_per_stratum"])
    return {"allocation": found.allocation}


def _rates(asked: Answer) -> Answer:
    found = stats.rate_with_interval(
        asked["events"],
        asked["population"],
        multiplier=asked["multiplier"],
        confidence=asked["confidence"],
    )
    return {
        "rate": found.estimate,
        "lower": found.lower,
        "upper": found.upper,
        "method": found.method,
    }


def _benchmark(asked: Answer) -> Answer:
    found = stats.benchmark_position(asked["own"], asked["neighbours"], asked["polarity"])
    return {
        "n": found.n,
        "q1": found.q1,
        "median": found.median,
        "q3": found.q3,
        "mean": found.mean,
        "rank_of_own": found.rank,
        "out_of": found.out_of,
        "quartile_band": found.quartile_band,
    }


def _two_proportions(asked: Answer) -> Answer:
    before, after = ((one["x"], one["n"]) for one in (asked["before"], asked["after"]))
    found = stats.compare_proportions(before, after)
    return {
        "difference": found.difference,
        "newcombe95": found.interval,
        "fisher_two_sided": found.p_two_sided,
        "fisher_after_greater": found.p_after_greater,
    }


def _two_rates(asked: Answer) -> Answer:
    before, after = ((one["events"], one["exposure"]) for one in (asked["before"], asked["after"]))
    found = stats.compare_rates(before, after)
    return {"ratio": found.ratio, "lower": found.lower, "upper": found.upper, "p": found.p}


def _calibration(asked: Answer) -> Answer:
    found = stats.calibrate_auditors(
        {one["auditor"]: one["differences"] for one in asked["auditors"]}
    )
    return {
        "pooled_within_variance": found.pooled_within_variance,
        "raw_mean": [one.raw_mean for one in found.auditors],
        "tau2": found.tau2,
        "mu": found.mu,
        "mu_se": found.mu_se,
        "Q": found.q,
        "shrunk": [one.shrunk for one in found.auditors],
        "shrunk_se": [one.se for one in found.auditors],
        "shrunk_lower95": [one.lower95 for one in found.auditors],
        "shrunk_upper95": [one.upper95 for one in found.auditors],
    }


def _rounding(asked: Answer) -> Answer:
    value = asked["value"]
    return {
        "dp0": stats.round_half_up(value),
        "dp1": stats.round_half_up(value, 1),
        "dp2": stats.round_half_up(value, 2),
        "nearest_10": stats.round_to(value, 10),
        "nearest_5": stats.round_to(value, 5),
    }


def _autocorrelation(asked: Answer) -> Answer:
    found = stats.autocorrelation(asked["values"])
    return {"r1": found.r1, "ljung_box_p": found.ljung_box_p}


class Suppression(Family):
    """The auditor's intervals exactly; of our own pattern, what must hold; one-way, the pattern.

    The reference's pattern is put to our auditor, so that its intervals are checked too.
    """

    def check(self, case: Answer, tolerance: Mapping[str, Any]) -> Iterator[str]:
        asked, wanted = case["input"], case["expected"]
        table = stats.build_table(asked["cells"], asked["dims"], row_group=asked["row_group"])
        found = stats.suppress(table, rules=stats.RuleSet(threshold=asked["threshold"]))
        withheld = set(found.withheld)

        def same(name: str, one: Any, other: Any) -> Iterator[str]:
            if one != other:
                yield f"{name}: {other} expected, got {one}"

        yield from same("all_cells", found.cells, wanted["all_cells"])
        yield from same("primary", sorted(found.primary), sorted(wanted["primary"]))
        alone = stats.audit_table(table, found.primary)
        yield from same("primary_only_intervals", _lists(alone), wanted["primary_only_intervals"])
        exposed = [key for key, (low, high) in alone.items() if low == high]
        yield from same(
            "primary_only_exposed", sorted(exposed), sorted(wanted["primary_only_exposed"])
        )
        theirs = wanted["reference_suppressed"]
        if theirs is not None:
            yield from same(
                "reference_intervals",
                _lists(stats.audit_table(table, theirs)),
                wanted["reference_intervals"],
            )
            yield from same("reference_count", len(theirs), wanted["reference_count"])
            most = max(len(theirs) + 2, math.ceil(1.15 * len(theirs)))
            if len(withheld) > most:
                yield f"{len(withheld)} cells withheld, {most} at most"
        elif wanted["reference_count"] is not None or wanted["reference_intervals"] is not None:
            yield "the reference has a count or intervals without a pattern"
        if not set(found.primary) <= withheld:
            yield "a primary cell is published"
        if any(found.cells[key] == 0 for key in withheld):
            yield "a nought is withheld"
        one_way = wanted.get("one_way_final")
        if one_way is not None:
            yield from same("one_way_final", sorted(withheld), sorted(one_way))
            residual = sorted(wanted["one_way_residual_exposed"])
            yield from same("one_way_residual_exposed", sorted(found.exposed), residual)
        final = stats.audit_table(table, withheld)
        open_to_view = {key for key in found.primary if final[key][0] == final[key][1]}
        if open_to_view - set(wanted.get("one_way_residual_exposed") or ()):
            yield f"can be worked out: {sorted(open_to_view)}"


def _lists(spans: Mapping[str, Any]) -> dict[str, list[int]]:
    return {key: list(span) for key, span in spans.items()}


_AGREEMENT = {
    "se": "se_absolute",
    "ci95": "se_absolute",
    "se_5dp": "gwet_se_absolute",
    "table": "absolute",
}

FAMILIES: dict[str, Family] = {
    "xmr": XmR(_xmr, "limits_relative"),
    "funnel_proportion": Family(
        _funnel_proportion, "relative", {"arcsine": "arcsine_relative"}, _arcsine_gap
    ),
    "funnel_rate": Family(_funnel_rate, "relative", {"adjusted": "adjusted_relative"}),
    "attribute_charts": Family(_counts, "relative"),
    "rare_event_charts": Family(_counts, "relative"),
    "run_chart": Family(_run_chart, "relative"),
    "agreement_pairs": Family(_pairs, "absolute", _AGREEMENT),
    "agreement_multi": Family(_multi, "absolute", _AGREEMENT),
    "ci_proportion": Family(_ci_proportion, "absolute"),
    "ci_finite_population": Family(_ci_finite, "absolute", {"exact_count": "counts"}),
    "sample_size": Family(_sample_size, "n", {"n0": "n0_relative"}),
    "discovery_sampling": Family(_discovery, "absolute"),
    "stratified_estimate": Family(_stratified, "absolute"),
    "allocation": Family(_allocation, "allocation"),
    "rates": Family(_rates, "relative"),
    "benchmark_position": Family(_benchmark, "relative"),
    "two_proportions": Family(_two_proportions, "absolute"),
    "two_rates": Family(_two_rates, "relative"),
    "calibration_shrinkage": Family(_calibration, "relative"),
    "rounding": Family(_rounding, "absolute"),
    "suppression": Suppression(lambda _: {}, EXACT),
    "autocorrelation": Family(_autocorrelation, "absolute"),
}
