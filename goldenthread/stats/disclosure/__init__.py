"""Disclosure control of what leaves the audience that holds cases (specification 6)."""

from goldenthread.stats.disclosure.figures import (
    DFE_CSC,
    RuleSet,
    published_count,
    published_percentage,
    published_rate,
)
from goldenthread.stats.disclosure.suppress import Suppression, suppress, suppress_table
from goldenthread.stats.disclosure.table import Table, audit_table, build_table, thin

__all__ = [
    "DFE_CSC",
    "RuleSet",
    "Suppression",
    "Table",
    "audit_table",
    "build_table",
    "published_count",
    "published_percentage",
    "published_rate",
    "suppress",
    "suppress_table",
    "thin",
]
