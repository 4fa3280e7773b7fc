"""Run in a process of its own: set a stage, do one act, and die in the middle of it if told to.

    python -m tests.crash.acts setup
    python -m tests.crash.acts snapshot
    python -m tests.crash.acts do ACT [DIE_AFTER]

DIE_AFTER is after how many statements that write the process is killed, without a word.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from goldenthread.audits import operations as auditing  # noqa: E402
from goldenthread.audits import queries  # noqa: E402
from goldenthread.audits.models import Audit, Cycle  # noqa: E402
from goldenthread.audits.rules.drawing import Asked  # noqa: E402
from goldenthread.audits.tests import helpers  # noqa: E402
from goldenthread.audits.vocabulary import Grade  # noqa: E402
from goldenthread.intake import operations as loading  # noqa: E402
from goldenthread.intake import work  # noqa: E402
from goldenthread.notices import jobs  # noqa: E402
from goldenthread.notices.models import Job  # noqa: E402
from goldenthread.people.models import Person  # noqa: E402
from goldenthread.reports import operations as reporting  # noqa: E402
from tests.cast import NOON, TODAY, Cast, child_of, make_cast  # noqa: E402
from tests.journeys.books import annex_a  # noqa: E402

STAGE = Path(os.environ["VAR_DIR"]) / "stage"


def who(name: str) -> Person:
    """Somebody of the cast by first name."""
    return Person.objects.get(name__startswith=name)


def setup(act: str) -> None:
    """Everything that the act needs, and nothing of it."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    cast = make_cast()
    STAGE.mkdir(parents=True, exist_ok=True)
    before: dict[str, Callable[[Cast], object]] = {
        "load": lambda cast: annex_a(STAGE / "a.xlsx", cast, children=40),
        "work": lambda cast: _received(annex_a(STAGE / "a.xlsx", cast, children=40), cast),
        "draw": lambda cast: (
            helpers.planned(cast),
            [child_of(cast.aisha, cast.fsp_north, reference=f"c{n}") for n in range(12)],
        ),
        "issue": lambda cast: helpers.drawn(cast, size=3, children=9),
        "save": helpers.opened,
        "submit": lambda cast: helpers.write_all(helpers.opened(cast)),
        "moderate": lambda cast: _nearly(helpers.submitted(cast), cast),
        "sign_off": lambda cast: _written(helpers.moderated(cast), cast),
    }
    before[act](cast)


def _nearly(audit: Audit, cast: Cast) -> None:
    """Moderated but for the last press."""
    finish = auditing.finish_moderation
    auditing.finish_moderation = lambda **given: None  # type: ignore[assignment]
    helpers.moderate(audit, cast.helen, Grade.INADEQUATE)
    auditing.finish_moderation = finish


def _written(audit: Audit, cast: Cast) -> None:
    assert audit.cycle is not None
    report = reporting.begin(cycle=audit.cycle, by=cast.quinn, at=NOON)
    reporting.write(report=report, part="summary", words="In short.", version=1, by=cast.quinn,
                    at=NOON)  # fmt: skip


def _received(book: Path, cast: Cast) -> None:
    """Uploaded in the browser, and waiting for the worker."""
    given = [(book.name, iter([book.read_bytes()]))]
    found, _ = loading.receive(
        files=given, as_at=date(2026, 10, 31), without_bad_rows=False, by=cast.ana, at=NOON
    )
    jobs.start(work.read, key=f"load:{found.pk}", at=NOON, load=found.pk)


def _as_worker() -> None:
    """What the scheduler and the worker do six minutes later."""
    jobs.take_up_again(at=timezone.now() + timedelta(minutes=6))
    for job in Job.objects.filter(state="waiting"):
        jobs.run.func(job.pk)


def do(act: str) -> None:
    """The act itself, as its button does it."""
    audit = Audit.objects.exclude(state="withdrawn").first()
    acts: dict[str, Callable[[], object]] = {
        "load": lambda: loading.load_files(
            paths=[STAGE / "a.xlsx"], as_at=date(2026, 10, 31), without_bad_rows=False,
            by=who("Ana"), at=NOON,
        ),
        "work": _as_worker,
        "draw": lambda: auditing.draw_cycle(
            cycle=queries.cycle(Cycle.objects.get().pk), asked=Asked(size=3, seed="s"),  # type: ignore[arg-type]
            auditors=[who("Dana").pk, who("Omar").pk], on=TODAY, by=who("Quinn"), at=NOON,
        ),
        "issue": lambda: auditing.issue_cycle(
            cycle=Cycle.objects.get(), by=who("Quinn"), at=NOON
        ),
        "save": lambda: auditing.save_answers(
            audit=audit,  # type: ignore[arg-type]
            values={f"FCA-0{n}.{q}": "yes" for n in (1, 2, 3) for q in (1, 2)},
            versions={}, by=audit.auditor, at=NOON,  # type: ignore[union-attr,arg-type]
        ),
        "submit": lambda: auditing.submit(
            audit=audit, by=audit.auditor, at=NOON, on=TODAY  # type: ignore[union-attr,arg-type]
        ),
        "moderate": lambda: auditing.finish_moderation(
            audit=audit, on=TODAY, by=who("Helen"), at=NOON + timedelta(hours=3)  # type: ignore[arg-type]
        ),
        "sign_off": lambda: reporting.sign_off(
            report=_report(), on=TODAY, by=who("Quinn"), at=NOON
        ),
    }  # fmt: skip
    acts[act]()


def _report() -> Any:
    from goldenthread.reports.models import Report

    return Report.objects.get()


def die_after(count: int) -> None:
    """Kill this process in the middle of its statement number `count` that writes."""
    left = [count]

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            left[0] -= 1
            if left[0] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    connection.execute_wrappers.append(watch)


def snapshot() -> str:
    """A hash of every row of ours and of every file that was kept."""
    found: dict[str, Any] = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            if table.split("_")[0] in ("django", "sqlite", "cache"):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(str(row) for row in cursor.fetchall())
    loads = Path(os.environ["VAR_DIR"]) / "loads"
    if loads.exists():
        found["loads"] = sorted(path.name for path in loads.iterdir() if path.is_dir())
    return hashlib.sha256(json.dumps(found).encode()).hexdigest()


if __name__ == "__main__":
    if sys.argv[1] == "setup":
        setup(sys.argv[2])
    elif sys.argv[1] == "snapshot":
        sys.stdout.write(snapshot())
    else:
        if len(sys.argv) > 3:
            die_after(int(sys.argv[3]))
        do(sys.argv[2])
