"""A published figure as it was read, and what is wrong with a row."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure as it was published."""

    measure: str
    period: str
    area_type: str
    la_code: str
    area: str
    value: Decimal | None
    worked_out: bool = False
    """Whether it is a share of numbers that are published rounded: a tenth is then no difference.
    """

    source: str = ""
    """The file that it was loaded from; none where it is shipped."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """The measure, the year and the place: there is one figure of each."""
        return self.measure, self.period, self.area_type, self.la_code


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """What is wrong with a row, and what to do."""

    row: int
    column: str
    value: str
    wrong: str
    todo: str


def wrong_with(row: int, column: str, value: str, wrong: str, todo: str) -> RowError:
    """A fault of one cell."""
    return RowError(row=row, column=column, value=value, wrong=wrong, todo=todo)


def number(said: str) -> Decimal | None:
    """The number that a cell says; none where it says something else."""
    try:
        found = Decimal(said)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def possible(value: Decimal) -> bool:
    """Whether a figure can be a number, a share or a rate at all."""
    return 0 <= value < 10**9
