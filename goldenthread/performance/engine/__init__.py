"""The one place that asks the events: DuckDB on the Parquet files of a council's loads."""

from goldenthread.performance.engine.asking import (
    added_up,
    answer,
    children,
    ends,
    medians,
    prepare,
    rows,
    side,
    sql,
    waiting,
    warehouse,
)
from goldenthread.performance.engine.periods import asked, asked_rows, working_number

__all__ = [
    "added_up",
    "answer",
    "asked",
    "asked_rows",
    "children",
    "ends",
    "medians",
    "prepare",
    "rows",
    "side",
    "sql",
    "waiting",
    "warehouse",
    "working_number",
]
