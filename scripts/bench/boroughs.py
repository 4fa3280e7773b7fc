"""The lists of a borough's months as Parquet, made once and kept."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from scripts.bench.setting import KEPT

LAST = date(2026, 10, 31)


def lists_of(children: int, months: int) -> Path:
    """A folder with one folder a month, as the product keeps its loads.

    The rows go past Excel, into the reader of sheets: what it makes of them is what is kept.
    """
    from goldenthread.demo.borough import make
    from goldenthread.demo.borough.columns import COLUMNS
    from goldenthread.intake import readers

    place = KEPT / f"borough-{children}x{months}"
    if place.exists():
        return place
    started = time.perf_counter()
    beside = place.with_name(f".{place.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    borough = make(children, months, 1, LAST)
    for as_at in borough.as_at():
        folder = beside / as_at.isoformat()
        folder.mkdir(parents=True)
        for name, rows in borough.lists(as_at).items():
            cells = [COLUMNS[name], *map(_as_read, rows)]
            sheet = readers.read_sheet(name, cells, first_row=2)
            assert sheet is not None, name
            sheet.frame.write_parquet(folder / f"list_{sheet.list.number}.parquet")
        (folder / "about.json").write_text("{}", encoding="utf-8")
    beside.replace(place)
    print(f"    {place.name}: made in {time.perf_counter() - started:.0f} s", flush=True)
    return place


def _as_read(row: Sequence[Any]) -> list[Any]:
    """A row as a workbook gives it: nothing is an empty cell."""
    return ["" if value is None else value for value in row]


def load(place: Path, months: int) -> None:
    """Tell the product of the last so many of these lists, as if each had been loaded."""
    from django.conf import settings
    from django.utils import timezone

    from goldenthread.intake.models import Load
    from goldenthread.people.models import Person

    by, _ = Person.objects.get_or_create(email="bench@example.org", name="Bench")
    loads = Path(settings.VAR_DIR) / "loads"
    loads.mkdir(parents=True, exist_ok=True)
    for folder in sorted(path for path in place.iterdir() if path.is_dir())[-months:]:
        found = Load.objects.create(
            as_at=date.fromisoformat(folder.name), digest=folder.name.replace("-", ""),
            state="loaded", by=by, at=timezone.now(),
        )  # fmt: skip
        (loads / found.folder).symlink_to(folder)
