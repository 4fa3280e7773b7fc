"""By what a figure may be broken down: who the children are, and their worker."""

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
GROUPS: Final[dict[str, tuple[str, tuple[str, ...], Deferred]]] = {
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
    "worker": ("Worker", ("worker",), _.worker),
}
"""What a figure may be broken down by: its words, the columns it needs, and the group itself.

Ages are those of ChAT, at the day; ethnicity is the main group of the census code (WBRI is White).
"""

AUTHORITY: Final = _.child.substr(0, 9)
"""The authority, of events of many: the code at the beginning of a child's reference."""


def may_break(indicator: Indicator) -> dict[str, str]:
    """By what this figure can be broken down: key → words. PER-4, T01."""
    if isinstance(indicator, Mix) or indicator.each == "worker":
        return {}
    have = set(indicator.counts.columns)
    return {key: words for key, (words, needs, _group) in GROUPS.items() if have >= set(needs)}
