"""A workbook loaded, and audits allocated."""

from __future__ import annotations

import time
from datetime import date

from scripts.bench.setting import WORK, begin_empty, say, timed


def bench_load() -> None:
    """A workbook of 100,000 rows, from the file to the filled caseload."""
    from django.utils import timezone

    from goldenthread.demo.borough import make, write
    from goldenthread.intake import operations
    from goldenthread.people import lists, queries
    from goldenthread.people import operations as staffing
    from goldenthread.people.vocabulary import Role

    begin_empty()
    say("## Loading\n")
    say("| Rows | Reading | Checking | Filling | Whole | Reader’s share | Under 6 s |")
    say("|---|---|---|---|---|---|---|")
    for children, end in ((1_300, date(2026, 9, 30)), (13_000, date(2026, 10, 31))):
        made = make(children, 1, 1, end)
        files = write(made, WORK / f"borough-{children}")
        book = next(path for path in files if path.suffix == ".xlsx")
        staff = next(path for path in files if path.name == "establishment.csv")
        lines, _ = lists.read(staff.name, staff.read_bytes())
        now = timezone.now()
        staffing.apply_establishment(lines=lines, by=None, at=now)
        by = queries.holders(Role.PFA, on=timezone.localdate()).first()
        assert by is not None
        started = time.perf_counter()
        load, _ = operations.load_files(
            paths=[book], as_at=made.end, without_bad_rows=True, by=by, at=now
        )
        whole = time.perf_counter() - started
        took = load.seconds
        say(
            f"| {load.rows:,} | {took['read']:.2f} s | {took['check']:.2f} s "
            f"| {took['fill']:.2f} s "
            f"| {whole:.2f} s | {took['read'] / whole:.0%} | {'yes' if whole < 6 else 'NO'} |"
        )
    say("")


def bench_allocation() -> None:
    """500 audits given to 120 auditors."""
    from goldenthread.audits.rules.allocation import Auditor, Case, allocate

    say("## Allocation\n")
    say("| Audits | Auditors | Time | Under 2 s |")
    say("|---|---|---|---|")
    for audits, auditors in ((50, 12), (500, 120)):
        cases = [
            Case(key=str(n), team=n % 40, area=n % 9, worker=1000 + n % 300, chair=2000 + n % 20)
            for n in range(audits)
        ]
        people = [
            Auditor(person=n, teams=frozenset({n % 40}),
                    areas=frozenset({n % 9} if n % 7 == 0 else ()), own_area=n % 9,
                    recent_teams=frozenset({(n + 3) % 40}))
            for n in range(auditors)
        ]  # fmt: skip
        took = timed(lambda c=cases, p=people: allocate(c, p, seed="bench"))  # type: ignore[misc]
        say(f"| {audits} | {auditors} | {took:.2f} s | {'yes' if took < 2 else 'NO'} |")
    say("")
