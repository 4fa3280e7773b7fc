"""Every dependency must carry a licence that lets the product stay MIT."""

from __future__ import annotations

import json
import subprocess
import sys

FINE = (
    "MIT", "BSD", "Apache", "ISC", "PSF", "Python Software Foundation", "MPL", "Mozilla",
    "Unlicense", "Public Domain", "CC0", "Zlib", "0BSD", "HPND", "OFL",
)  # fmt: skip
WEAK = {
    "psycopg": "LGPL: used as a library, unchanged",
    "psycopg-binary": "LGPL: used as a library, unchanged",
    "psycopg-pool": "LGPL: used as a library, unchanged",
}
TEST_ONLY = {
    "djlint": "GPL: a tool that reads our templates; it is not shipped or imported",
    "text-unidecode": "Artistic or GPL: comes with the test tools only",
}


def main() -> int:
    """Print what does not fit; 1 if anything."""
    rows = json.loads(
        subprocess.run(
            [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )
    wrong = [
        f"{row['Name']}: {row['License']}"
        for row in rows
        if not any(word.lower() in row["License"].lower() for word in FINE)
        and row["Name"].lower() not in WEAK | TEST_ONLY
    ]
    for line in wrong:
        print(line)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
