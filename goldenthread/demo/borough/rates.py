"""What the borough is calibrated on: published rates for the North West and England.

Rates are for 2025 (year ending 31 March) per 10,000 children aged 0 to 17, unless said; shapes
(days, durations, months) are those of the North West or England in the children in need release
of 2024. Source: Department for Education, OGL v3.0; contacts and early help: ADCS Safeguarding
Pressures phase 9.
"""

from __future__ import annotations

from typing import Final

IN_NEED: Final = 383.7
"""Children in need, North West: sets how many children live in the borough."""
REFERRALS: Final = 529.1
CONTACTS: Final = 2501.0
REFERRED: Final = 0.22
"""Share of contacts that become referrals."""

SEASONS: Final[dict[int, float]] = {
    1: 1.09, 2: 1.01, 3: 1.02, 4: 0.81, 5: 0.99, 6: 1.05,
    7: 0.92, 8: 0.86, 9: 1.07, 10: 1.12, 11: 1.13, 12: 0.93,
}  # fmt: skip
"""Referrals by month over the mean month, North West 2023-24: a dip at Easter and in August."""

ASSESSMENT_DAYS: Final[tuple[tuple[float, int, int], ...]] = (
    (0.012, 0, 0), (0.100, 1, 10), (0.160, 11, 20), (0.160, 21, 30), (0.210, 31, 40),
    (0.205, 41, 45), (0.062, 46, 50), (0.048, 51, 60), (0.043, 61, 85),
)  # fmt: skip
"""Share, from, to: working days of an assessment. North West 2024."""

CONFERENCE_DAYS: Final[tuple[tuple[float, int, int], ...]] = (
    (0.112, 5, 10), (0.676, 11, 15), (0.100, 16, 20), (0.112, 21, 35),
)  # fmt: skip
"""Share, from, to: working days from strategy discussion to conference. North West 2024-25."""

CONFERENCE_DAYS_SHORT_OF_CHAIRS: Final[tuple[tuple[float, int, int], ...]] = (
    (0.05, 5, 10), (0.33, 11, 15), (0.37, 16, 20), (0.25, 21, 35),
)  # fmt: skip

PLAN_DAYS: Final[tuple[tuple[float, int, int], ...]] = (
    (0.145, 20, 91), (0.115, 92, 182), (0.427, 183, 364), (0.270, 365, 729), (0.043, 730, 1100),
)  # fmt: skip
"""Share, from, to: days of a child protection plan that ends. North West 2024."""

SOURCES: Final[tuple[tuple[str, float, float], ...]] = (
    ("a) 1A: Individual", 0.050, 0.050),
    ("b) 1B: Individual", 0.010, 0.010),
    ("c) 1C: Individual", 0.008, 0.010),
    ("d) 1D: Individual", 0.012, 0.020),
    ("e) 2A: Schools", 0.176, 0.160),
    ("f) 2B: Education services", 0.022, 0.015),
    ("g) 3A: Health services", 0.014, 0.020),
    ("h) 3B: Health services", 0.017, 0.015),
    ("i) 3C: Health services", 0.006, 0.008),
    ("j) 3D: Health services", 0.016, 0.020),
    ("k) 3E: Health services", 0.045, 0.070),
    ("l) 3F: Health services", 0.031, 0.030),
    ("m) 4: Housing", 0.013, 0.020),
    ("n) 5A: LA services", 0.055, 0.030),
    ("o) 5B: LA services", 0.035, 0.025),
    ("p) 5C: LA services", 0.025, 0.015),
    ("p1) 5D: LA services", 0.030, 0.015),
    ("q) 6: Police", 0.332, 0.330),
    ("r) 7: Other legal agency", 0.040, 0.035),
    ("s) 8: Other", 0.040, 0.060),
    ("t) 9: Anonymous", 0.018, 0.035),
    ("u) 10: Unknown", 0.005, 0.007),
)
"""Source, its share of referrals (North West 2025), its share of contacts (ADCS)."""

ETHNICITIES: Final[tuple[tuple[str, float], ...]] = (
    ("a) WBRI", 0.690), ("b) WIRI", 0.003), ("c) WIRT", 0.003), ("d) WOTH", 0.030),
    ("e) WROM", 0.008), ("f) MWBC", 0.022), ("g) MWBA", 0.015), ("h) MWAS", 0.020),
    ("i) MOTH", 0.018), ("j) AIND", 0.008), ("k) APKN", 0.082), ("l) ABAN", 0.018),
    ("m) AOTH", 0.014), ("n) BCRB", 0.006), ("o) BAFR", 0.026), ("p) BOTH", 0.008),
    ("q) CHNE", 0.002), ("r) OOTH", 0.014), ("s) REFU", 0.003), ("s) NOBT", 0.010),
)  # fmt: skip

NEEDS: Final[tuple[tuple[str, float], ...]] = (
    ("N1 - Abuse or neglect", 0.715), ("N3 - Parental disability or illness", 0.014),
    ("N4 - Family in acute stress", 0.074), ("N5 - Family dysfunction", 0.113),
    ("N6 - Socially unacceptable behaviour", 0.022), ("N7 - Low income", 0.003),
    ("N8 - Absent parenting", 0.043), ("N9 - Cases other than children in need", 0.004),
    ("N0 - Not stated", 0.012),
)  # fmt: skip
DISABLED: Final = "N2 - Child’s disability"
ABSENT: Final = "N8 - Absent parenting"

CATEGORIES: Final[tuple[tuple[str, float], ...]] = (
    ("a) Neglect", 0.470), ("b) Physical abuse", 0.060), ("c) Sexual abuse", 0.037),
    ("d) Emotional abuse", 0.427), ("e) Multiple/not recommended", 0.006),
)  # fmt: skip

# Of referrals: what becomes of the family (shares of North West 2025, and what fits them).
NO_ACTION: Final = 0.051
NOT_IN_NEED: Final = 0.275
PROTECTED: Final = 0.118
INTO_CARE: Final = 0.052
UNACCOMPANIED: Final = 0.0085
REPEAT: Final = 0.200
"""Share of referrals that come back within 12 months, but for the merged team."""
KNOWN_LONGER: Final = 0.16
"""Share of referrals of a family known longer ago."""
PLAN_BEFORE: Final = 0.19
"""Share of plans that follow a plan older than this history."""
PLAN_TO_CARE: Final = 0.09
