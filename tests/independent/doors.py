"""One small story, told twice: as lists of Annex A, and as the Standard Safeguarding Dataset."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from goldenthread.intake import lists
from goldenthread.intake.doors import door_of

AS_AT = date(2026, 10, 31)


def _read() -> dict[str, str]:
    """The drawings of the story by their names."""
    text = (Path(__file__).parent / "story.txt").read_text(encoding="utf-8")
    parts = [part.partition("\n") for part in text.split("\n== ")[1:]]
    return {name.strip(): drawing for name, _, drawing in parts}


_STORY: Final = _read()
WHO: Final = _STORY["who"]
ANNEX_A: Final = {
    int(name.removeprefix("list ")): drawn
    for name, drawn in _STORY.items()
    if name.startswith("list ")
}
"""Lists 1 to 10 as at the end of October 2026, by the keys of their columns."""
SSD: Final = {name: drawn for name, drawn in _STORY.items() if name.startswith("ssd_")}
"""The same children in the Standard Safeguarding Dataset, each event of theirs, by our keys."""

Rows = list[dict[str, str]]


def rows(drawing: str) -> Rows:
    """The rows of a drawing: a line of keys, then a line a row."""
    lines = [line for line in drawing.strip().splitlines() if line.strip()]
    heads = [head.strip() for head in lines[0].split("|")]
    return [
        dict(zip(heads, (cell.strip() for cell in line.split("|")), strict=True))
        for line in lines[1:]
    ]


def _write(path: Path, heads: Mapping[str, str], found: Sequence[Mapping[str, str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(heads.values())
        out.writerows([row.get(key, "") for key in heads] for row in found)
    return path


def annex_a(folder: Path) -> list[Path]:
    """The story as eleven CSV files; List 11 is empty."""
    folder.mkdir(parents=True, exist_ok=True)
    who = {row["child_id"]: row for row in rows(WHO)}
    made = []
    for number in range(1, 12):
        columns = {column.key: column.header for column in lists.lists()[number].columns}
        found = [{**who[row["child_id"]], **row} for row in rows(ANNEX_A.get(number, "child_id"))]
        made.append(_write(folder / f"list_{number}.csv", columns, found))
    return made


def ssd(folder: Path, changed: Mapping[str, Rows | None] | None = None) -> list[Path]:
    """The story as the dataset's tables; `changed` has other rows for some, or none of a table."""
    folder.mkdir(parents=True, exist_ok=True)
    door = door_of("ssd")
    assert door is not None
    told: dict[str, Rows | None] = {name: rows(drawing) for name, drawing in SSD.items()}
    told["ssd_person"] = [
        {**row, "gender": row["gender"][3:4], "ethnicity": row["ethnicity"][3:]}
        for row in rows(WHO)
    ]
    told["ssd_disability"] = [
        {"child_id": row["child_id"], "disability_code": code}
        for row in rows(WHO)
        for code in (["MOB", "VIS"] if row["disability"] == "a) Yes" else ["NONE"])
    ]
    told |= changed or {}
    made = []
    for table in door.tables.values():
        found = told.get(table.title, [])
        if found is not None:
            columns = {column.key: column.header for column in table.columns}
            made.append(_write(folder / f"{table.title}.csv", columns, found))
    return made
