"""Many authorities in one question: 1, 10 and 153, on DuckDB and on Spark on this machine."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from scripts.bench import boroughs
from scripts.bench.byhand import SQL
from scripts.bench.setting import KEPT, ROOT, WORK, apart, peak, say

AUTHORITIES = int(os.environ.get("AUTHORITIES") or 153)
CHILDREN = 800
"""Open children of the middle authority: a third of the real one, so that a small machine does."""
MONTHS = 3


def bench_many() -> None:
    """Time and memory of the whole catalogue by authority, and how they grow."""
    from goldenthread.demo.borough import writing_set

    whole = KEPT / f"authorities-{CHILDREN}x{MONTHS}"
    started = time.perf_counter()
    folders = list(
        writing_set(authorities=AUTHORITIES, children=CHILDREN, months=MONTHS, seed=1,
                    end=boroughs.LAST, out=whole)
    )  # fmt: skip
    print(f"    {len(folders)} authorities: there in {time.perf_counter() - started:.0f} s")
    engines = ["duckdb", *(["spark"] if _spark() else [])]
    say("## Many authorities\n")
    say("The whole catalogue by authority, over every window, at the end of each month: one")
    say(f"question an indicator. Authorities of about {CHILDREN} open children in the middle and")
    say(f"{MONTHS} months each, made by `manage.py make_borough --authorities`. Memory is the most")
    say("that the process held, with that of Java where it is Spark.\n")
    say("| Authorities | Children in need | Engine | Time | Growth | Memory | Figures |")
    say("|---|---|---|---|---|---|---|")
    answers: dict[tuple[str, int], Any] = {}
    for engine in engines:
        before = None
        for number in sorted({1, min(10, AUTHORITIES), AUTHORITIES}):
            found = apart("many", engine, _set_of(folders[:number]), path=_path(engine))
            answers[engine, number] = found["ten"]
            growth = f"{found['seconds'] / before:.1f} times" if before else ""
            before = found["seconds"]
            say(
                f"| {number} | {found['need']:,} | {engine} | {found['seconds']:.1f} s | {growth} "
                f"| {found['mb']:,} MB | {found['figures']:,} |"
            )
    say()
    for (engine, number), said in answers.items():
        if said != answers["duckdb", number]:
            raise SystemExit(f"{engine} gives other integers than DuckDB for {number} authorities")
    if "spark" in engines:
        say(f"The integers of {', '.join(SQL)} are the same on both engines.\n")
    else:
        say("Spark was not asked: it needs Java and the packages of `requirements/spark.txt`.\n")


def many(engine: str, folder: str) -> dict[str, Any]:
    """In a process of its own: the catalogue of the authorities in a folder."""
    from goldenthread.performance import engine as asking
    from goldenthread.performance.indicators import CATALOGUE
    from goldenthread.performance.indicators.groups import AUTHORITY
    from goldenthread.performance.rules import month_ends, period_of

    place = Path(folder) / "*"
    events = asking.warehouse(place, {}) if engine == "duckdb" else _on_spark(place)
    days = month_ends(boroughs.LAST, MONTHS)
    figures = 0
    ten = {}
    started = time.perf_counter()
    for code, indicator in CATALOGUE.items():
        over = [period_of(window, day) for window in indicator.every_window for day in days]
        said = asking.answer(indicator, over=over, events=events, split=AUTHORITY)
        figures += len(said)
        if code in SQL:
            ten[code] = sorted(
                [str(a.period), str(a.group), a.met, a.eligible, a.not_eligible, a.incomplete,
                 sorted((a.mix or {}).items())]
                for a in said
            )  # fmt: skip
    took = time.perf_counter() - started
    memory = peak() + (_java() if engine == "spark" else 0)
    need = events.table("need")
    standing = need.filter(need.stands_until.isnull() & need.end.isnull()).count()
    return {"seconds": took, "mb": memory, "figures": figures, "ten": ten,
            "need": int(events.to_pyarrow(standing).as_py())}  # fmt: skip


def _set_of(folders: list[Path]) -> Path:
    """A folder of links to the first so many authorities."""
    place = WORK / f"set-{len(folders)}"
    place.mkdir(parents=True, exist_ok=True)
    for folder in folders:
        with contextlib.suppress(FileExistsError):
            (place / folder.name).symlink_to(folder)
    return place


def _spark() -> bool:
    """Whether Spark can be asked: its packages are fetched where there is Java."""
    if shutil.which("java") is None:
        return False
    got = subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps",
         "--upgrade", "--target", ".spark", "--require-hashes", "-r", "requirements/spark.txt"],
        cwd=ROOT, check=False,
    )  # fmt: skip
    return got.returncode == 0


def _path(engine: str) -> str:
    return str(ROOT / ".spark") if engine == "spark" else ""


def _on_spark(place: Path) -> Any:
    """The same files as views of a Spark on this machine."""
    import ibis

    from goldenthread.performance.tables import EVENTS, RECORDS
    from tests.engines.spark import session

    spark = session()
    spark.sparkContext.setLogLevel("ERROR")
    found = ibis.pyspark.connect(spark)
    for name, table in EVENTS.items():
        files = spark.read.parquet(str(place / f"{name}.parquet"))
        files.select(*(f"`{column}`" for column in table.columns)).createOrReplaceTempView(name)
    for name, table in RECORDS.items():
        found.create_view(name, ibis.memtable([], schema=table.schema()))
    return found


def _java() -> int:
    """The most memory that our Java has held, in MB."""
    mine = str(os.getpid())
    for path in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            said = dict(line.split(":", 1) for line in path.read_text().splitlines() if ":" in line)
            if said["Name"].strip() == "java" and _ancestor(path.parent.name, mine):
                return int(said["VmHWM"].split()[0]) // 1024
    return 0


def _ancestor(one: str, wanted: str) -> bool:
    while one not in ("0", "1"):
        if one == wanted:
            return True
        status = Path(f"/proc/{one}/status").read_text()
        one = next(x.split()[1] for x in status.splitlines() if x.startswith("PPid"))
    return False
