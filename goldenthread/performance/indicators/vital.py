"""Vital Signs: the small set for the leadership team, five to nine figures an area (PER-5).

The name is local and no list of the council's was found. This is the proposal of `cycles.md` §7,
as far as the catalogue and the returns of services answer it; the council confirms it or changes it
here.
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
    signs: tuple[str, ...] = ()
    """Codes of the catalogue."""
    returned: tuple[str, ...] = ()
    """Codes of measures that services hand in as returns."""
    service: str = ""
    """The service area whose figures alone they are; blank for those of any place."""

    @property
    def figures(self) -> int:
        """How many figures its sheet has."""
        return len(self.signs) + len(self.returned)


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
            code="disabled-children",
            title="Disabled children",
            service="CWD",
            signs=("CN03", "CN05", "CN09", "CN04", "AS02", "AS03", "CP10", "CL16", "CL15"),
        ),
        Vital(
            code="going-missing",
            title="Exploitation and going missing",
            signs=("XS06", "XS07", "XS04", "XS05"),
            returned=("XS01", "XS02", "XS03", "XS08"),
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
            code="fostering-and-residential",
            title="Fostering and residential care",
            signs=("CL36",),
            returned=("FO01", "FO04", "FO03", "FO07", "RE01", "RE02", "RE03", "RE05"),
        ),
        Vital(
            code="virtual-school",
            title="Virtual School",
            returned=("VS01", "VS02", "VS03", "VS06", "VS07", "VS04", "VS05"),
        ),
        Vital(
            code="education",
            title="Education",
            returned=("ED01", "ED02", "ED03", "ED04", "ED05"),
        ),
        Vital(
            code="send",
            title="SEND",
            returned=("SE01", "SE02", "SE04", "SE08", "SE05", "SE06", "SE07"),
        ),
        Vital(
            code="youth-justice",
            title="Youth Justice",
            returned=("YJ01", "YJ02", "YJ03", "YJ10", "YJ11", "YJ04", "YJ05", "YJ07"),
        ),
        Vital(
            code="workforce",
            title="Workforce",
            signs=("WF06", "WF09"),
            returned=("WF01", "WF02", "WF03", "WF04", "WF05", "WF07", "WF08"),
        ),
        Vital(
            code="quality-of-practice",
            title="Quality of practice",
            signs=("QA01", "QA04", "QA02", "QA03", "QA06", "QA05", "QA07", "QA10"),
        ),
    )
}
"""Code → area."""
