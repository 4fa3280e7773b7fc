"""The periods of a question, as the events number their days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from goldenthread.kernel.working_days import Calendar
from goldenthread.performance.tables import ASKED
from goldenthread.performance.vocabulary import Period

_CALENDAR: Final = Calendar()
_BEFORE: Final = date(1899, 12, 31)
"""The day before the first that is numbered, so that Monday 1 January 1900 is 1."""


def asked(periods: Sequence[Period], known: Sequence[date] | None = None) -> Table:
    """The periods as a table: see `measure.by_period`. Known by their last day, unless said."""
    return ibis.memtable(asked_rows(periods, known), schema=ASKED.schema())


def asked_rows(
    periods: Sequence[Period], known: Sequence[date] | None, judged: date | None = None
) -> pa.Table:
    """The rows of `asked`, one a period.

    What followed is judged as it was on the last day of each, or on the day `judged`.
    """
    last = [period.last for period in periods]
    as_at = [judged or day for day in last]
    return pa.table(
        {
            "period": range(len(periods)),
            "first": [period.first for period in periods],
            "last": last,
            "as_at": as_at,
            "known": list(known or last),
            "as_at_wd": [working_number(day) for day in as_at],
        },
        schema=ASKED.schema().to_pyarrow(),
    )


@lru_cache(maxsize=4096)
def working_number(day: date) -> int:
    """The running number of working days up to and including the day, as the events have it."""
    return _CALENDAR.between(_BEFORE, day)
