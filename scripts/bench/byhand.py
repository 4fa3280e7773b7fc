"""The ten heaviest indicators as a good analyst would write them in DuckDB's SQL.

Each gives `period, team, met, eligible, not_eligible, incomplete, part` (the part of a mix). The
table `asked` has the periods; what is dated after `as_at` has not happened yet. Of each child or
worker who counts once, the team is the last of the alphabet.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

_STANDING = """
  FROM asked a JOIN read_parquet('{need}') n
    ON n.known_from <= a.known AND (n.stands_until IS NULL OR n.stands_until > a.known)
   AND (n.start IS NULL OR n.start <= a.as_at) AND (n."end" IS NULL OR n."end" > a.as_at)"""
_DURING = """
  FROM asked a JOIN read_parquet('{contact}') c
    ON c."on" BETWEEN a.first AND a.as_at
   AND c.known_from <= a.known AND (c.known_until IS NULL OR c.known_until > a.known)"""
_NOBODY = (
    "regexp_matches(lower(n.worker), '^(duty|unallocated|not allocated|no worker|allocation|tray"
    "|team|tbc|vacant|vacancy)([^a-z]|$)')"
)
_ALL = "SELECT a.period, n.team, count(*), count(*), 0, 0, NULL" + _STANDING + " GROUP BY ALL"


def _share(eligible: str, met: str) -> str:
    """A share of those that stand, three-valued as SQL is."""
    return f"""
SELECT period, team, count(*) FILTER (e AND m), count(*) FILTER (e AND m IS NOT NULL),
       count(*) FILTER (NOT e), count(*) FILTER (e IS NULL OR (e AND m IS NULL)), NULL
  FROM (SELECT a.period, n.team, {eligible} AS e, {met} AS m {_STANDING})
 GROUP BY ALL"""


SQL: dict[str, str] = {
    "CN01": _ALL,
    "CN02": _ALL,
    "CN03": _share("n.status = 'child in need plan'", "true"),
    "CN04": _share("true", "n.start + INTERVAL 24 MONTH <= a.as_at"),
    "CN05": _share(
        "n.status = 'child in need plan' AND n.start + 28 < a.as_at",
        "CASE WHEN n.last_seen <= a.as_at THEN n.last_seen + 28 >= a.as_at END",
    ),
    "CN06": f"""
SELECT a.period, n.team, count(n.primary_need), count(n.primary_need), 0,
       count(*) - count(n.primary_need), n.primary_need {_STANDING}
 GROUP BY a.period, n.team, n.primary_need""",
    "CN09": _share("true", f"n.worker IS NULL OR {_NOBODY}"),
    "WF06": f"""
SELECT period, team, count(*) FILTER (many > 20), count(*), 0, 0, NULL
  FROM (SELECT a.period, n.worker, max(n.team) AS team, count(DISTINCT n.child) AS many {_STANDING}
           AND n.worker IS NOT NULL AND NOT {_NOBODY}
         GROUP BY a.period, n.worker)
 GROUP BY ALL""",
    "FD01": f"SELECT a.period, NULL, count(*), count(*), 0, 0, NULL {_DURING} GROUP BY a.period",
    "FD02": f"""
SELECT period, NULL, count(*) FILTER (many >= 2), count(*), 0, 0, NULL
  FROM (SELECT a.period, c.child, count(*) AS many {_DURING} GROUP BY a.period, c.child)
 GROUP BY period""",
}

Counts = dict[tuple[int, str | None], list[Any]]
"""(period, team; None for the whole) → met, eligible, not eligible, incomplete, and the parts."""


def figures(code: str, folder: Path, asked: Any, con: Any) -> Counts:
    """The figures of an indicator by hand, from the Parquet files: each team, and the whole."""
    con.register("asked", asked)
    question = SQL[code].format(need=folder / "need.parquet", contact=folder / "contact.parquet")
    return added(con.sql(question).fetchall(), asked.num_rows, teams=code[:2] != "FD")


def added(rows: list[tuple[Any, ...]], periods: int, *, teams: bool) -> Counts:
    """The whole, and the teams where a contact or a child has one, from the rows."""
    found: Counts = {(number, None): [0, 0, 0, 0, {}] for number in range(periods)}
    for period, team, *counts, part in rows:
        for key in ((period, None), (period, team or ""))[: 1 + teams]:
            one = found.setdefault(key, [0, 0, 0, 0, {}])
            for place in range(4):
                one[place] += counts[place]
            if part is not None:
                one[4][part] = one[4].get(part, 0) + counts[0]
    return found
