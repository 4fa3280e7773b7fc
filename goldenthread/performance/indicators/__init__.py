"""Every indicator that the lists allow, one file to a part of the work."""

from __future__ import annotations

from typing import Final

from goldenthread.performance.indicators import assessment
from goldenthread.performance.measure import Indicator

_PARTS: Final = (assessment,)

CATALOGUE: Final[dict[str, Indicator]] = {
    indicator.code: indicator for part in _PARTS for indicator in part.INDICATORS
}
"""Code → indicator, in the order of the catalogue."""
