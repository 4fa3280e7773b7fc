"""The lists of a borough's months as Parquet, made once and kept."""

from __future__ import annotations

import shutil
import time
from datetime import date
from pathlib import Path

from scripts.bench.setting import KEPT

LAST = date(2026, 10, 31)


def lists_of(children: int, months: int, books: Path | None = None) -> Path:
    """A folder with one folder a month, as the product keeps its loads.

    `books` has workbooks of just this borough; without it they are written, read, and taken away.
    """
    from goldenthread.demo.borough import make, writing

    place = KEPT / f"borough-{children}x{months}"
    if place.exists():
        return place
    started = time.perf_counter()
    beside = place.with_name(f".{place.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    if books is not None:
        found = sorted(books.glob("annex-a-*.xlsx"))[-months:]
        if len(found) < months:
            raise SystemExit(f"{books} holds {len(found)} workbooks, and {months} are wanted")
        for book in found:
            _keep(book, beside)
    else:
        for book in writing(make(children, months, 1, LAST), beside):
            if book.suffix == ".xlsx":
                _keep(book, beside)
                book.unlink()
    beside.replace(place)
    print(f"    {place.name}: made in {time.perf_counter() - started:.0f} s", flush=True)
    return place


def _keep(book: Path, place: Path) -> None:
    """The lists of a workbook, as they are read, in a folder named after its day."""
    from goldenthread.intake import readers

    folder = place / book.stem.removeprefix("annex-a-")
    folder.mkdir()
    for number, sheet in readers.read_files([book]).sheets.items():
        sheet.frame.write_parquet(folder / f"list_{number}.parquet")
    (folder / "about.json").write_text("{}", encoding="utf-8")


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
