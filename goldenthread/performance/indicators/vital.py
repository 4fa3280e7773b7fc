"""Vital Signs: the small set for the leadership team, five to nine figures an area (PER-5).

The name is local and no list of the council's was found. This is the proposal of `cycles.md` §7,
as far as the catalogue answers it; the council confirms it or changes it here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Vital:
    """An area of the service and its vital signs."""

    code: str
    """As its address has it."""
    title: str
    signs: tuple[str, ...]
    """Codes of the catalogue."""


VITALS: Final[dict[str, Vital]] = {
    one.code: one
    for one in (
        Vital(
            code="front-door",
            title="Early help and the front door",
            signs=("FD01", "FD02", "RF01", "RF04", "RF03", "EH01", "EH03", "EH07"),
        ),
        Vital(
            code="assessment-and-protection",
            title="Assessment and protection",
            signs=("AS02", "AS04", "SP04", "SP03", "CP02", "CP10", "CP11", "CP04", "CP07"),
        ),
        Vital(
            code="children-in-need",
            title="Children in need",
            signs=("CN02", "CN03", "CN05", "CN09", "CN08", "CN04"),
        ),
        Vital(
            code="going-missing",
            title="Going missing",
            signs=("XS06", "XS07", "XS04", "XS05"),
        ),
        Vital(
            code="children-in-care",
            title="Children in care",
            signs=("CL02", "CL03", "CL04", "CL06", "CL07", "CL09", "CL14"),
        ),
        Vital(
            code="seen-and-well-in-care",
            title="Seen, reviewed and well in care",
            signs=("CL16", "CL15", "CL27", "CL18", "CL17", "CL19"),
        ),
        Vital(
            code="permanence",
            title="Permanence and adoption",
            signs=("CL25", "CL26", "AD06", "AD03", "AD04", "AD11"),
        ),
        Vital(
            code="care-leavers",
            title="Care leavers",
            signs=("CV01", "CV02", "CV09", "CV10", "CV03", "CV05"),
        ),
        Vital(
            code="workforce-and-quality",
            title="Workforce and quality of practice",
            signs=("WF06", "QA01", "QA04", "QA02", "QA06", "QA05", "QA07"),
        ),
    )
}
"""Code → area."""
