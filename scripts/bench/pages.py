"""Pages at 1 and at 16 clients, beside an empty page of the same server."""

from __future__ import annotations

import http.client
import io
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

from scripts.bench.setting import ROOT, begin_empty, say


def begin_year() -> None:
    """A small year, in a database of its own."""
    from django.core.management import call_command

    begin_empty()
    call_command("seed_demo", children=500, months=6, size=12, stdout=io.StringIO())


def fill(wanted: int) -> None:
    """Copies of the year's audits, with their answers, and of its actions, up to so many."""
    from goldenthread.actions.models import Action
    from goldenthread.audits.models import Answer, Audit

    first = list(
        Audit.objects.filter(submitted_at__isnull=False)
        .exclude(token__startswith="bench")
        .prefetch_related("answers")
    )
    while (there := Audit.objects.count()) < wanted:
        copies, answers = [], []
        for number, audit in enumerate(first[: wanted - there], there):
            copy = Audit.objects.get(pk=audit.pk)
            copy.pk, copy.token, copy.cycle, copy.follows = None, f"bench{number:011}", None, None
            copy._state.adding = True
            copies.append(copy)
        for copy, audit in zip(Audit.objects.bulk_create(copies), first, strict=False):
            for answer in Answer.objects.filter(audit=audit):
                answer.pk, answer.audit = None, copy
                answers.append(answer)
        Answer.objects.bulk_create(answers, batch_size=2_000)
    actions = list(Action.objects.exclude(token__startswith="bench")[:100])
    more = []
    for index in range(Action.objects.count(), wanted):
        action = Action.objects.get(pk=actions[index % len(actions)].pk)
        action.pk, action.token = None, f"bench{index}"
        action._state.adding = True
        more.append(action)
    Action.objects.bulk_create(more)


def with_figures() -> None:
    """The figures of the year and their exceptions, as the background jobs work them out."""
    from django.utils import timezone

    from goldenthread.people import queries as people
    from goldenthread.people.vocabulary import Role
    from goldenthread.performance import operations

    by = people.holders(Role.PFA, on=timezone.localdate()).first()
    assert by is not None
    operations.take_readings(by=by, at=timezone.now())
    operations.find_exceptions(by=by, at=timezone.now())


def session_of(role: str) -> str:
    """A session of whoever holds a post."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from goldenthread.people import queries as people

    person = people.holders(role, on=timezone.localdate()).first()
    assert person is not None, role
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def main_pages() -> dict[str, tuple[str, str]]:
    """The main pages, each with the session of who reads it: a QA manager, or the Director."""
    from goldenthread.actions.models import Action
    from goldenthread.audits.models import Audit
    from goldenthread.people import queries as people
    from goldenthread.people.vocabulary import Role

    qa, director = session_of(Role.QAM), session_of(Role.DCS)
    audit = Audit.objects.exclude(token__startswith="bench").filter(state="moderated").first()
    action = Action.objects.first()
    assert audit is not None
    assert action is not None
    team = people.teams().filter(area__name="FSP").first() or people.teams().first()
    assert team is not None
    quality = {
        "Your desk": "/",
        "Cycle board": "/programme/",
        "One cycle": f"/programme/cycles/{audit.cycle_id or 1}/",
        "Audits": "/audits/?cut=all",
        "One audit": f"/audits/{audit.token}/",
        "Expectations": "/programme/expectations/",
        "Actions": "/actions/?cut=all",
        "One action": f"/actions/{action.reference}/",
        "Concerns": "/concerns/",
        "Standards": "/standards/",
    }
    figures = {
        "Figures of the council": "/performance/",
        "Figures of a service": f"/performance/?where=area-{team.area_id}",
        "Figures of a team": f"/performance/?where=team-{team.pk}",
        "One indicator": "/performance/indicators/CN01/",
        "One indicator, a team": f"/performance/indicators/CN01/?where=team-{team.pk}",
        "Its children": "/performance/indicators/CN01/children/",
        "Exceptions": f"/performance/exceptions/{_newest():%Y-%m}/",
    }
    return {name: (path, qa) for name, path in quality.items()} | {
        name: (path, director) for name, path in figures.items()
    }


def _newest() -> date:
    from goldenthread.performance import queries

    return queries.reckoned()[0].as_at


def bench_pages() -> None:
    """The main pages with 1,000 audits, at 1 and 16 clients, beside an empty page; and how
    much longer each takes than with 100."""
    begin_year()
    with_figures()
    fill(100)
    pages = main_pages()
    _, session = pages["Your desk"]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "BASE_URL": f"http://127.0.0.1:{port}"}
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"],
        cwd=ROOT, env=environment, check=True,
    )  # fmt: skip
    server = subprocess.Popen(
        [str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1",
         "--port", str(port), "--workers", "2", "--blocking-threads", "1",
         "config.wsgi:application"],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(1_200):
            try:
                fetch(port, "/accessibility/", session)
                break
            except OSError:
                time.sleep(0.1)
        time.sleep(20)  # each worker fetches its libraries meanwhile
        first = fetch(port, *pages["One indicator"])
        few = {name: measure(port, *page)[0] for name, page in pages.items()}
        fill(1_000)
        say("## Pages, with 1,000 audits and 1,000 actions\n")
        say("Times in milliseconds; the ratio is to the empty page of the same server and run.")
        say("Growth is one client’s time with 1,000 of each beside that with 100.\n")
        say("| Page | 1 client, median | Ratio | 16 clients, p95 | Ratio | Growth |")
        say("|---|---|---|---|---|---|")
        empty = measure(port, "/accessibility/", session)
        say(f"| The empty page | {empty[0]:.0f} | 1.0 | {empty[1]:.0f} | 1.0 | |")
        over = []
        for name, page in pages.items():
            one, many = measure(port, *page)
            ratio, crowd = one / empty[0], many / empty[1]
            say(
                f"| {name} | {one:.0f} | {ratio:.1f} | {many:.0f} | {crowd:.1f} "
                f"| {one / few[name]:.1f} |"
            )
            if crowd > 5:
                over.append(name)
        say()
        said = f"All but {', '.join(over)} are" if over else "All are"
        say(f"{said} within 5 times the empty page at 16 clients. The first look at an indicator,")
        say(f"twenty seconds after the server started, took {first:.0f} ms.\n")
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def fetch(port: int, path: str, session: str) -> float:
    """One page, in milliseconds.

    Raises:
        OSError: the server does not answer, or not with 200.
    """
    started = time.perf_counter()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", path, headers={"Cookie": f"sessionid={session}"})
    answer = line.getresponse()
    answer.read()
    line.close()
    if answer.status != 200:
        raise OSError(f"{path}: {answer.status}")
    return (time.perf_counter() - started) * 1000


def measure(port: int, path: str, session: str) -> tuple[float, float]:
    """(median at one client, p95 at sixteen), in milliseconds."""
    for _ in range(3):
        fetch(port, path, session)
    alone = statistics.median(fetch(port, path, session) for _ in range(15))
    took: list[float] = []

    def client() -> None:
        took.extend(fetch(port, path, session) for _ in range(5))

    threads = [threading.Thread(target=client) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return alone, statistics.quantiles(took, n=20)[18]
