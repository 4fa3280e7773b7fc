"""Events of workbooks, without a council around them: for engines, and for many councils."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from goldenthread.intake import events, readers


def events_of(books: Iterable[tuple[date, Path]], place: Path) -> Path:
    """Read each workbook as the product does, and build the events of all of them."""
    kept = []
    for day, book in books:
        folder = place / f"load-{day}"
        folder.mkdir(parents=True)
        for number, sheet in readers.read_files([book]).sheets.items():
            sheet.frame.write_parquet(folder / f"list_{number}.parquet")
        kept.append(events.Kept(reference=f"LOAD-{day}", as_at=day, folder=folder))
    return events.build(kept, place / "events")
