"""Known vulnerabilities of the locked packages, as the index that pip uses knows them.

    advisories.py LOCK

An index that answers `/pypi/NAME/VERSION/json` says them under "vulnerabilities". Where none can
be reached, that is said plainly and nothing is failed: it was not looked up.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ACCEPTED: dict[str, str] = {}
"""Advisories that do not touch us: their id, and why."""


def source() -> str:
    """The address beside the simple index that pip is set up with, or pip's own."""
    from pip._internal.models.index import PyPI

    said = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    found = re.findall(
        r"^(?:global|:env:|install)\.index-url='(.+?)/simple/?'$", said, re.MULTILINE
    )
    return f"{found[-1]}/pypi" if found else PyPI.pypi_url


def locked(lock: Path) -> list[tuple[str, str]]:
    """(name, version) of each package of the lock."""
    return re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock.read_text(encoding="utf-8"), re.MULTILINE)


def told(base: str, name: str, version: str) -> list[dict[str, Any]] | None:
    """The advisories of one package; None when nobody answers with any."""
    try:
        with urllib.request.urlopen(f"{base}/{name}/{version}/json", timeout=10) as answer:
            found = json.load(answer).get("vulnerabilities")
    except (OSError, ValueError):
        return None
    return found if isinstance(found, list) else None


def main(lock: Path) -> int:
    """Print what is known; 1 if there is anything."""
    base, packages = source(), locked(lock)
    if told(base, *packages[0]) is None:
        print("    NOT LOOKED UP: no source of advisories can be reached from this machine.")
        return 0
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda one: told(base, *one), packages))
    wrong, unknown = [], []
    for (name, version), advisories in zip(packages, answers, strict=True):
        if advisories is None:
            unknown.append(name)
        for one in advisories or []:
            names = {one["id"], *one.get("aliases", [])}
            if not one.get("withdrawn") and not names & ACCEPTED.keys():
                fixed = ", ".join(one.get("fixed_in", [])) or "no version yet"
                wrong.append(f"{name} {version}: {one['id']}, fixed in {fixed}")
    print("\n".join(f"    {line}" for line in wrong), end="\n" if wrong else "")
    if unknown:
        print(f"    NOT LOOKED UP: {', '.join(unknown)}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
