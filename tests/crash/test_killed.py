"""Killed half-way: after restart nothing is half done, lost or doubled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.crash
ACTS = ["draw", "issue", "save", "submit", "moderate", "sign_off"]


class Stage:
    """A database and a folder of its own, and processes that act on it."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            **os.environ,
            "DEMO": "yes",
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "VAR_DIR": str(folder / "var"),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "LOG_LEVEL": "CRITICAL",
        }
        self.environment.pop("PG", None)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One process from beginning to end, or to its death."""
        return subprocess.run(
            [sys.executable, "-m", "tests.crash.acts", *words],
            cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True,
            timeout=120, check=False,
        )  # fmt: skip

    def snapshot(self) -> str:
        """What there is."""
        return self.run("snapshot").stdout


@pytest.mark.parametrize("act", ACTS)
def test_killed_in_the_middle_nothing_is_half_done_and_it_can_be_done_again(
    act: str, tmp_path: Path
) -> None:
    stage = Stage(tmp_path)
    set_up = stage.run("setup", act)
    assert set_up.returncode == 0, set_up.stderr
    before = stage.snapshot()
    for after in ("2", "4"):
        killed = stage.run("do", act, after)
        assert killed.returncode == -signal.SIGKILL, (after, killed.stderr)
        assert stage.snapshot() == before, f"half done after statement {after}"
    done = stage.run("do", act)
    assert done.returncode == 0, done.stderr
    whole = stage.snapshot()
    assert whole != before
    stage.run("do", act)
    assert act == "draw" or stage.snapshot() == whole, "doubled"


@pytest.mark.parametrize(("act", "deaths"), [("load", "1357"), ("work", "37")])
def test_a_load_killed_anywhere_is_whole_when_it_is_taken_up_again(
    act: str, deaths: str, tmp_path: Path
) -> None:
    """By the command, and by the worker: it dies, and the scheduler finds what it left."""
    stage = Stage(tmp_path)
    set_up = stage.run("setup", act)
    assert set_up.returncode == 0, set_up.stderr
    killed = [stage.run("do", act, after) for after in deaths]
    assert killed[0].returncode == -signal.SIGKILL, killed[0].stderr
    assert {one.returncode for one in killed} <= {-signal.SIGKILL, 0}
    done = stage.run("do", act)
    assert done.returncode == 0, done.stderr
    check = subprocess.run(
        [sys.executable, "-c",
         "import django; django.setup()\n"
         "from goldenthread.caseload.models import Child\n"
         "from goldenthread.intake.models import Load\n"
         "from goldenthread.intake import store\n"
         "from goldenthread.notices.models import Job\n"
         "print(Child.objects.count(), Load.objects.get().state,"
         " len([p for p in store.root().iterdir() if not p.name.startswith('.')]),"
         " *Job.objects.exclude(state='done').values_list('state', flat=True))"],
        cwd=settings.BASE_DIR, env=stage.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert check.stdout.split() == ["40", "loaded", "1"], check.stderr
