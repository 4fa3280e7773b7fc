"""Audit samples: how many, from where, whose, and what they say (specification 4)."""

from goldenthread.stats.sampling.draw import (
    Draw,
    Replacement,
    draw_stratified_sample,
    replace_in_draw,
)
from goldenthread.stats.sampling.sizes import (
    DiscoverySize,
    LotPlan,
    SampleSize,
    discovery_probability,
    discovery_sample_size,
    expected_intervals,
    lot_plan,
    none_found_upper,
    sample_size,
)
from goldenthread.stats.sampling.strata import (
    Allocation,
    Coverage,
    StratifiedEstimate,
    allocate,
    cover,
    stratified_estimate,
)

__all__ = [
    "Allocation",
    "Coverage",
    "DiscoverySize",
    "Draw",
    "LotPlan",
    "Replacement",
    "SampleSize",
    "StratifiedEstimate",
    "allocate",
    "cover",
    "discovery_probability",
    "discovery_sample_size",
    "draw_stratified_sample",
    "expected_intervals",
    "lot_plan",
    "none_found_upper",
    "replace_in_draw",
    "sample_size",
    "stratified_estimate",
]
