"""Every indicator that the lists allow, one file to a part of the work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from goldenthread.performance.indicators import (
    adoption,
    assessment,
    care,
    care_leaver,
    early_help,
    front_door,
    missing,
    need,
    placement,
    protection,
    quality,
    referral,
    reviews,
    section_47,
    workers,
    yearly,
)
from goldenthread.performance.measure import Indicator, same_question, wholes

PARTS: Final[dict[str, tuple[Indicator, ...]]] = {
    "Contacts": front_door.INDICATORS,
    "Early help": early_help.INDICATORS,
    "Referrals": referral.INDICATORS,
    "Assessments": assessment.INDICATORS,
    "Section 47 enquiries and conferences": section_47.INDICATORS,
    "Children in need": need.INDICATORS,
    "Social workers": workers.INDICATORS,
    "Child protection plans": protection.INDICATORS,
    "Missing from care": missing.INDICATORS,
    "Children in care": care.INDICATORS,
    "Reviews and visits": reviews.INDICATORS,
    "Where children in care live, and their health": placement.INDICATORS,
    "The yearly return of children in care": yearly.INDICATORS,
    "Care leavers": care_leaver.INDICATORS,
    "Adoption": adoption.INDICATORS,
    "Quality assurance": quality.INDICATORS,
}
"""Part of the work → its indicators, along a child's way."""

CATALOGUE: Final[dict[str, Indicator]] = {
    indicator.code: indicator for part in PARTS.values() for indicator in part
}
"""Code → indicator."""

WHOLES: Final[Mapping[str, tuple[str, ...]]] = wholes(CATALOGUE.values())
"""Code → the figures of the same list that count all that it counts, and more."""
SAME_QUESTION: Final = frozenset(
    (code, whole)
    for code, around in WHOLES.items()
    for whole in around
    if same_question(CATALOGUE[code], CATALOGUE[whole])
)
"""(Code, one of its wholes) that ask the same: who met the one met the other."""
