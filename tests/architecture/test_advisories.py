"""The check of known vulnerabilities finds one, and says so where nobody can be asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.conf import settings

KNOWN = {"/pypi/one/1.0/json": [], "/pypi/two/2.0/json": [{"id": "X-1", "fixed_in": ["2.1"]}]}


class Index(BaseHTTPRequestHandler):
    """An index that knows of one vulnerability."""

    def do_GET(self) -> None:
        known = self.path in KNOWN
        self.send_response(200 if known else 404)
        self.end_headers()
        self.wfile.write(json.dumps({"vulnerabilities": KNOWN.get(self.path)}).encode())

    def log_message(self, *words: object) -> None:
        """Nothing."""


@pytest.fixture
def index() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Index)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/simple"
    server.shutdown()
    server.server_close()


def ask(tmp_path: Path, index: str, lock: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "lock.txt").write_text(lock)
    return subprocess.run(
        [sys.executable, "scripts/advisories.py", str(tmp_path / "lock.txt")],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
        env={**os.environ, "PIP_INDEX_URL": index},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lock", "code", "says"),
    [
        ("one==1.0 \\\n    --hash=sha256:0\n", 0, ""),
        ("one==1.0\ntwo==2.0\n", 1, "two 2.0: X-1, fixed in 2.1"),
        ("one==1.0\nthree==3.0\n", 0, "NOT LOOKED UP: three"),
        ("four==4.0\n", 0, "NOT LOOKED UP: no source"),
    ],
)
def test_a_known_vulnerability_fails_the_check(
    tmp_path: Path, index: str, lock: str, code: int, says: str
) -> None:
    done = ask(tmp_path, index, lock)
    assert (done.returncode, says in done.stdout) == (code, True), done.stdout + done.stderr


def test_where_nobody_answers_it_says_so_and_passes(tmp_path: Path) -> None:
    done = ask(tmp_path, "http://127.0.0.1:1/simple", "one==1.0\n")
    assert done.returncode == 0
    assert "NOT LOOKED UP: no source of advisories" in done.stdout
