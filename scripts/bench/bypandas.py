"""The same ten in pandas: the files read once for each, a mask for each period, sums by team."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from scripts.bench.byhand import Counts, added

_NOBODY = (
    r"^(?:duty|unallocated|not allocated|no worker|allocation|tray|team|tbc|vacant|vacancy)"
    r"(?:[^a-z]|$)"
)
_WANTS = {
    "CN03": ["status"], "CN05": ["status", "last_seen"], "CN06": ["primary_need"],
    "CN09": ["worker"], "WF06": ["worker", "child"],
}  # fmt: skip


def figures(code: str, folder: Path, asked: Any) -> Counts:
    """The figures of an indicator: each team, and the whole."""
    periods = asked.to_pandas(date_as_object=False)
    rows = _contacts(code, folder, periods) if code[:2] == "FD" else _needs(code, folder, periods)
    return added(rows, len(periods), teams=code[:2] != "FD")


def _read(folder: Path, name: str, columns: list[str]) -> Any:
    return pq.read_table(folder / f"{name}.parquet", columns=columns).to_pandas(
        date_as_object=False
    )


def _needs(code: str, folder: Path, periods: Any) -> list[tuple[Any, ...]]:
    """Those that stand at each day."""
    columns = ["known_from", "stands_until", "start", "end", "team", *_WANTS.get(code, [])]
    need = _read(folder, "need", columns)
    if code in ("CN09", "WF06"):
        need["nobody"] = need["worker"].str.lower().str.contains(_NOBODY)
    found: list[tuple[Any, ...]] = []
    for one in periods.itertuples():
        here = need[
            (need["known_from"] <= one.known)
            & ~(need["stands_until"] <= one.known)
            & ~(need["start"] > one.as_at)
            & ~(need["end"] <= one.as_at)
        ]
        found += [(one.Index, *row) for row in _counted(code, here, one.as_at)]
    return found


def _counted(code: str, here: Any, as_at: Any) -> list[tuple[Any, ...]]:
    """`team, met, eligible, not eligible, incomplete, part` of the rows of a period."""
    if code == "CN06":
        sizes = here.groupby(["team", "primary_need"], dropna=False).size().items()
        return [
            (_text(team), 0, 0, 0, size, None)
            if pd.isna(part)
            else (_text(team), size, size, 0, 0, part)
            for (team, part), size in sizes
        ]
    if code == "WF06":
        held = here[here["worker"].notna() & (here["nobody"] != True)]  # noqa: E712
        workers = held.groupby("worker").agg(team=("team", "max"), many=("child", "nunique"))
        above = (workers["many"] > 20).groupby(workers["team"], dropna=False).agg(["sum", "size"])
        return [(_text(t), row[0], row[1], 0, 0, None) for t, *row in above.itertuples()]
    true = pd.Series(data=True, index=here.index)
    eligible, unknown, met, lacks = true, ~true, true, ~true
    if code in ("CN03", "CN05"):
        eligible, unknown = here["status"] == "child in need plan", here["status"].isna()
    if code == "CN04":
        end = here["start"] + pd.DateOffset(months=24)  # 29 February is over on the 28th
        met, lacks = end <= as_at, here["start"].isna()
    if code == "CN05":
        days = pd.Timedelta(days=28)
        late = here["start"] + days >= as_at
        unknown = (unknown & ~late) | (eligible & here["start"].isna())
        eligible = eligible & ~late & here["start"].notna()
        seen = here["last_seen"].where(here["last_seen"] <= as_at)
        met, lacks = seen + days >= as_at, seen.isna()
    if code == "CN09":
        met = here["worker"].isna() | (here["nobody"] == True)  # noqa: E712
    sums = (
        pd.DataFrame(
            {
                "team": here["team"],
                "met": eligible & met & ~lacks,
                "eligible": eligible & ~lacks,
                "not_eligible": ~eligible & ~unknown,
                "incomplete": unknown | (eligible & lacks),
            }
        )
        .groupby("team", dropna=False)
        .sum()
    )
    return [(_text(team), *row, None) for team, *row in sums.itertuples()]


def _contacts(code: str, folder: Path, periods: Any) -> list[tuple[Any, ...]]:
    """Those of each period."""
    columns = ["on", "known_from", "known_until", *(["child"] if code == "FD02" else [])]
    contact = _read(folder, "contact", columns)
    found: list[tuple[Any, ...]] = []
    for one in periods.itertuples():
        here = contact[
            contact["on"].between(one.first, one.as_at)
            & (contact["known_from"] <= one.known)
            & ~(contact["known_until"] <= one.known)
        ]
        met = whole = len(here)
        if code == "FD02":
            times = here.groupby("child", dropna=False).size()
            met, whole = int((times >= 2).sum()), len(times)
        found.append((one.Index, None, met, whole, 0, 0, None))
    return found


def _text(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)
