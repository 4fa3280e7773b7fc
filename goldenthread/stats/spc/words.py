"""The words of the control charts (specification 1)."""

from __future__ import annotations

from typing import Final, Literal

Direction = Literal["increase", "decrease", "neutral"]
Profile = Literal["ptd", "ptd_guarded", "mdc"]
Display = Literal["full", "trial", "dots"]
Kind = Literal[
    "stock",
    "flow",
    "percentage",
    "rate",
    "duration",
    "rare_event",
    "rolling",
    "cumulative",
    "other",
]
Suitable = Literal["ok", "autocorrelated", "seasonal", "sparse", "tiny_denominator", "saturated"]

COMMON: Final = "common_cause"
IMPROVEMENT: Final = "special_cause_improvement"
CONCERN: Final = "special_cause_concern"
NEUTRAL_HIGH: Final = "special_cause_neutral_high"
NEUTRAL_LOW: Final = "special_cause_neutral_low"

NO_LIMITS: Final = "no_limits"
INSUFFICIENT: Final = "insufficient_data"

SCREEN: Final = 3.267
"""A moving range from this many times the mean is not used for the limits."""
LIMIT: Final = 2.66
"""Limits are this many mean moving ranges from the mean."""
SIGMA: Final = 1.128
"""A mean moving range is this many standard deviations."""
