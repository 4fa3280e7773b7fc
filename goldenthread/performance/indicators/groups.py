"""By what a figure may be broken down: who the children are, who works with them, their plan, the
cycle of their audit."""

from __future__ import annotations

from typing import Final

import ibis
from ibis import _
from ibis.common.deferred import Deferred

from goldenthread.performance.measure import Indicator, Mix, age_at

_AGE = age_at(_.as_at)
_MAIN: Final = {
    "W": "White",
    "M": "Mixed or multiple",
    "A": "Asian or Asian British",
    "B": "Black, African, Caribbean or Black British",
    "O": "Other",
}
GROUPS: Final[dict[str, tuple[str, tuple[str, ...], Deferred | None]]] = {
    "age": (
        "Age",
        ("birth", "age", "child"),
        ibis.cases(
            (_AGE < 1, "Under 1"),
            (_AGE <= 4, "1 to 4"),
            (_AGE <= 9, "5 to 9"),
            (_AGE <= 15, "10 to 15"),
            (_AGE <= 17, "16 and 17"),
            (_AGE >= 18, "18 and over"),
        ),
    ),
    "sex": ("Sex", ("sex",), _.sex),
    "ethnicity": (
        "Ethnicity",
        ("ethnicity",),
        ibis.cases(*[(_.ethnicity.upper()[0] == one, name) for one, name in _MAIN.items()]),
    ),
    "disability": ("Disability", ("disability",), _.disability),
    "plan": ("Plan", ("birth", "child"), None),
    "service": ("Service", ("team",), None),
    "worker": ("Worker", ("worker",), _.worker),
    "cycle": ("Audit cycle", ("cycle",), _.cycle),
}
"""What a figure may be broken down by: its words, the columns it needs, and the group itself; none
where it is told by other figures (`PLANS`), or by whose the team is.

The catalogue asks for audits by cycle; two run at once, so that is no window of time. Ages are
those of ChAT, at the day; ethnicity is the main group of the census code (WBRI is White).
"""

PLANS: Final = {
    "CL01": "Looked after",
    "CP01": "Child protection plan",
    "CN03": "Child in need plan",
    "AS03": "Open assessment",
    "CV01": "Care leaver",
    "EH03": "Early help",
}
"""The plan of a child on the day: the first of these figures that counts the child (Annex A list 6,
case status: the highest that applies). A child in none of them has no plan that day."""
NO_PLAN: Final = "No plan that day"

AUTHORITY: Final = _.child.substr(0, 9)
"""The authority, of events of many: the code at the beginning of a child's reference."""


def may_break(indicator: Indicator, *, whole: bool = True) -> dict[str, str]:
    """By what this figure can be broken down: key → words; by service of the `whole` council alone.
    PER-4, T01."""
    if isinstance(indicator, Mix) or indicator.each == "worker":
        return {}
    have = set(indicator.counts.columns)
    return {
        key: words
        for key, (words, needs, _group) in GROUPS.items()
        if have >= set(needs) and (whole or key != "service")
    }
