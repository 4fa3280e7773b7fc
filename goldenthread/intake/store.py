"""Loads as Parquet: one folder a load, written whole or not at all, and never changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings

from goldenthread.intake.vocabulary import Finding


def root() -> Path:
    """Where loads are kept."""
    return Path(settings.VAR_DIR) / "loads"


def folder(name: str) -> Path:
    """The folder of a load."""
    return root() / name


def keep(
    name: str,
    frames: Mapping[str, pl.DataFrame],
    findings: Iterable[Finding],
    about: Mapping[str, object],
) -> Path:
    """Write a load beside its place, then move it there in one step. There already: untouched.

    `frames` by the names of their files: list_6, ssd_person, history_visit.
    """
    place = folder(name)
    if place.exists():
        return place
    beside = root() / f".{name}.part"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for file, frame in frames.items():
        frame.write_parquet(beside / f"{file}.parquet")
    rows = [asdict(finding) for finding in findings]
    schema: dict[str, Any] = dict.fromkeys(Finding.__dataclass_fields__, pl.String)
    schema |= {"list": pl.Int64, "row": pl.Int64}
    pl.DataFrame(
        [{**row, "severity": str(row["severity"])} for row in rows], schema=schema
    ).write_parquet(beside / "findings.parquet")
    (beside / "about.json").write_text(json.dumps(about, default=str, indent=1), encoding="utf-8")
    beside.replace(place)
    return place


def read_list(name: str, number: int) -> pl.DataFrame | None:
    """A list of a load, if it is there."""
    path = folder(name) / f"list_{number}.parquet"
    return pl.read_parquet(path) if path.exists() else None


def left_out(name: str) -> dict[int, list[str]]:
    """The children whose rows of a list could not be used, by list."""
    about = folder(name) / "about.json"
    return _left_out(about, about.stat().st_mtime_ns)


@lru_cache(maxsize=512)
def _left_out(about: Path, _changed: int) -> dict[int, list[str]]:
    """The same, read once for as long as the file stays as it is."""
    said = json.loads(about.read_text(encoding="utf-8"))
    return {int(number): found for number, found in said.get("left_out", {}).items()}


def drop_checked(name: str) -> None:
    """Take away what was found in a file that was not loaded."""
    shutil.rmtree(folder(f"{name}-checked"), ignore_errors=True)


def uploads() -> Path:
    """Where files wait to be read."""
    return Path(settings.VAR_DIR) / "uploads"


def keep_upload(digest: str, files: Iterable[tuple[str, Iterable[bytes]]]) -> list[Path]:
    """Keep files until they are read: (plain name, its chunks)."""
    place = uploads() / digest
    place.mkdir(parents=True, exist_ok=True)
    kept = []
    for name, chunks in files:
        path = place / Path(name).name
        with path.open("wb") as out:
            for chunk in chunks:
                out.write(chunk)
        kept.append(path)
    return kept


def drop_upload(name: str) -> None:
    """Take away files that have been read, or were refused."""
    shutil.rmtree(uploads() / name, ignore_errors=True)
