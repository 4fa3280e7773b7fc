"""make bench: what loading, figures, many authorities and pages take, as ratios within one run.

Writes docs/reference/benchmarks.md. Every figure is made here and now, on this machine.

    make bench                                a borough of 3,000 children and 36 months
    make bench CHILDREN=60000                 a large one; making its lists takes some minutes
    make bench ONLY="figures pages"           some parts, printed and not written

What was made is kept in var/bench, and not made again.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
import traceback
from datetime import UTC, datetime

from scripts.bench import setting
from scripts.bench.setting import LINES, ROOT, WORK, say

setting.begin()

from scripts.bench import figures, loading, many, pages  # noqa: E402 — Django is set up first

PARTS = {"loading": loading.bench_load, "allocation": loading.bench_allocation,
         "figures": figures.bench_figures, "authorities": many.bench_many,
         "pages": pages.bench_pages}  # fmt: skip
"""What `make bench ONLY="figures pages"` may name; all of them, and the page, without it."""
APART = {"catalogue": figures.catalogue, "ten": figures.ten, "many": many.many}


def main() -> None:
    """All of it, and the page; or one part, in a process of its own."""
    if len(sys.argv) > 1:
        part, *given = sys.argv[1:]
        found = APART[part](*(int(one) if one.isdigit() else one for one in given))
        print(json.dumps(found))
        return
    wanted = (os.environ.get("ONLY") or " ".join(PARTS)).split()
    say("<!-- Written by `make bench`. -->\n\n# Figures\n")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    say(
        f"Measured on {datetime.now(UTC):%-d %B %Y} with `make bench{_given()}` on "
        f"{os.cpu_count()} processors, {memory:.0f} GB, Python {platform.python_version()}, SQLite."
    )
    say("Ratios are within this run.\n")
    failed = []
    for name in wanted:
        try:
            PARTS[name]()
        except (Exception, SystemExit):
            traceback.print_exc()
            failed.append(name)
    shutil.rmtree(WORK, ignore_errors=True)
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}; the page stays as it was")
    say("Queries per page do not grow with the rows: `tests/growth` visits every page to see it.")
    page = ROOT / "docs" / "reference" / "benchmarks.md"
    if set(wanted) == set(PARTS):
        page.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    else:
        print(f"{page.name} stays as it was: only {', '.join(wanted)} was measured")


def _given() -> str:
    names = ("CHILDREN", "MONTHS", "AUTHORITIES")
    return "".join(f" {name}={os.environ[name]}" for name in names if os.environ.get(name))


if __name__ == "__main__":
    main()
