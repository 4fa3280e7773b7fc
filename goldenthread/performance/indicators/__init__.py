"""Every indicator that the lists allow, one file to a part of the work."""

from __future__ import annotations

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
    referral,
    section_47,
)
from goldenthread.performance.measure import Indicator

_PARTS: Final = (
    front_door,
    early_help,
    referral,
    assessment,
    section_47,
    need,
    protection,
    missing,
    care,
    placement,
    care_leaver,
    adoption,
)

CATALOGUE: Final[dict[str, Indicator]] = {
    indicator.code: indicator for part in _PARTS for indicator in part.INDICATORS
}
"""Code → indicator."""
