"""Where the bench runs: a database and folders of its own, and the lines of its page."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WORK = Path(os.environ.get("BENCH_WORK") or tempfile.mkdtemp(prefix="golden-thread-bench-"))
KEPT = ROOT / "var" / "bench"
"""What takes long to make, and is made once: the lists of boroughs, and sets of authorities."""
LINES: list[str] = []


def begin() -> None:
    """Django on a database of our own, whatever the settings around us say."""
    os.environ.update(
        DEMO="yes",
        DATABASE_URL=f"sqlite:///{WORK}/bench.sqlite3",
        VAR_DIR=str(WORK / "var"),
        DJANGO_SETTINGS_MODULE="config.settings",
        LOG_LEVEL="ERROR",
        BENCH_WORK=str(WORK),
    )
    import django

    django.setup()


def begin_empty() -> None:
    """A new database, and nothing kept."""
    from django.core.management import call_command
    from django.db import connection

    connection.close()
    for ending in ("", "-wal", "-shm"):
        (WORK / f"bench.sqlite3{ending}").unlink(missing_ok=True)
    shutil.rmtree(WORK / "var", ignore_errors=True)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def say(line: str = "") -> None:
    """Print a line, and keep it for the page."""
    print(line, flush=True)
    LINES.append(line)


def timed(work: Callable[[], object], runs: int = 3) -> float:
    """The median of several runs, in seconds."""
    took = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        took.append(time.perf_counter() - started)
    return statistics.median(took)


def apart(part: str, *given: object, path: str = "") -> dict[str, Any]:
    """Run a part in a process of its own, so that its memory is its own; what it found.

    A part that fails ends the bench, with its words.
    """
    done = subprocess.run(
        [sys.executable, "-m", "scripts.bench", part, *map(str, given)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{part} {given}: failed with {done.returncode}\n{done.stdout}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def peak() -> int:
    """The most memory that this process has held, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
