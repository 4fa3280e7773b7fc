"""Single figures as they may be published, by a named rule set (specification 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from goldenthread.stats.rounding import published, round_to

CONFIDENTIAL: Final = "c"
NOT_APPLICABLE: Final = "z"


@dataclass(frozen=True)
class RuleSet:
    """What is withheld and how figures are rounded; its name is kept with every export.

    Counts of 1 to `threshold` are withheld. `base` rounds counts of an authority (None leaves
    them as they are), `wide_base` those of a region or the nation. `not_available` is `x` or `:`,
    by release.
    """

    name: str = "dfe_csc"
    threshold: int = 5
    base: int | None = None
    wide_base: int | None = 10
    not_available: str = "x"

    def small(self, value: float) -> bool:
        """Whether a count is withheld for itself."""
        return 0 < value <= self.threshold


DFE_CSC: Final = RuleSet()
"""The department's children's social care releases."""


def published_count(
    value: int | None, *, withheld: bool = False, wide: bool = False, rules: RuleSet = DFE_CSC
) -> str:
    """A count as printed: `c`, `x` where there is none, else as the rules round it.

    Args:
        withheld: the table withholds it.
        wide: of a region or the nation.
    """
    if value is None:
        return rules.not_available
    if withheld or rules.small(value):
        return CONFIDENTIAL
    base = rules.wide_base if wide else rules.base
    return str(round_to(value, base) if base else value)


def published_percentage(
    numerator: int | None,
    denominator: int | None,
    *,
    dp: int = 1,
    withheld: bool = False,
    rules: RuleSet = DFE_CSC,
) -> str:
    """A percentage as printed, from the unrounded counts.

    `c` where the numerator, its complement or the denominator is 1 to 5, or where the count that
    it would reveal beside a published denominator is withheld. `z` of nobody, `k` for a share
    that rounds to nought.

    Raises:
        ValueError: more counted than there were.
    """
    return _ratio(numerator, denominator, 100, dp=dp, withheld=withheld, rules=rules)


def published_rate(
    events: int | None,
    population: int | None,
    *,
    multiplier: int = 10_000,
    dp: int = 1,
    withheld: bool = False,
    rules: RuleSet = DFE_CSC,
) -> str:
    """A rate per 10,000 as printed: as `published_percentage`; events may outnumber people.

    Raises:
        ValueError: a negative count.
    """
    return _ratio(
        events, population, multiplier, dp=dp, withheld=withheld, rules=rules, share=False
    )


def _ratio(
    above: int | None,
    below: int | None,
    times: int,
    *,
    dp: int,
    withheld: bool,
    rules: RuleSet,
    share: bool = True,
) -> str:
    if above is None or below is None:
        return rules.not_available
    if above < 0 or below < 0 or (share and above > below):
        raise ValueError(f"{above} of {below} cannot be.")
    if below == 0:
        return NOT_APPLICABLE
    if withheld or any(rules.small(one) for one in (above, below - above, below)):
        return CONFIDENTIAL
    return published(Decimal(above * times) / Decimal(below), dp)
