"""A place with one of everything, and every address of the product filled in with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from goldenthread.actions import operations as acting
from goldenthread.actions.models import Action
from goldenthread.actions.vocabulary import Level, Source
from goldenthread.audits import operations as auditing
from goldenthread.audits.rules.drawing import Asked
from goldenthread.audits.tests import helpers
from goldenthread.audits.vocabulary import Origin
from goldenthread.caseload.models import Child
from goldenthread.concerns import operations as worrying
from goldenthread.intake import operations as loading
from goldenthread.people import operations as staffing
from goldenthread.people.vocabulary import Wanted
from goldenthread.performance import operations as figuring
from goldenthread.performance import store as files
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.models import PerformanceException, Reckoning
from goldenthread.performance.queries import Place
from goldenthread.performance.vocabulary import Mark
from goldenthread.reports import operations as reporting
from goldenthread.returns import operations as returning
from goldenthread.returns.lists import services
from goldenthread.returns.vocabulary import Entry
from goldenthread.standards import lists
from goldenthread.standards import operations as standing
from tests.architecture.test_house import _pages
from tests.cast import NOON, TODAY
from tests.journeys.books import AS_AT, annex_a

if TYPE_CHECKING:
    from pathlib import Path

    from goldenthread.audits.models import Audit
    from goldenthread.people.models import Person
    from tests.cast import Cast

REFERENCE = "109377"
"""The case reference of the child whom all of it is about."""


def furnish(cast: Cast, folder: Path, *, done: bool) -> dict[str, dict[str, Any]]:
    """Make one of everything about a child of Aisha's, and say what fills which address in.

    The audit is under way or, when `done`, moderated. What comes back is namespace → the names in
    an address → what they are.
    """
    standing.publish(
        text=lists.shipped(), effective_from=date(2026, 1, 1), changed="", by=None, at=NOON
    )
    audit: Audit = helpers.moderated(cast) if done else helpers.opened(cast)
    load, _ = loading.load_files(
        paths=[annex_a(folder / "a.xlsx", cast, late=1)], as_at=AS_AT, without_bad_rows=False,
        by=cast.ana, at=NOON,
    )  # fmt: skip
    audit.child.refresh_from_db()
    figuring.take_readings(by=cast.ana, at=NOON, indicators=[CATALOGUE["CP10"]])
    figuring.find_exceptions(by=cast.ana, at=NOON)
    draw = auditing.draw_children(
        tokens=[Child.objects.get(reference="109378").token], asked=Asked(size=1, seed="s"),
        origin=Origin(words="Seen", figure="1 of 6", reference="EXC-0001", address="/"),
        auditors=[cast.dana.pk, cast.omar.pk], on=TODAY, by=cast.quinn, at=NOON,
    )  # fmt: skip
    for reckoning in Reckoning.objects.all():
        for kind in ("xlsx", "pdf"):
            files.keep(reckoning.pk, kind, b"made already")
    acting.set_action(
        source=Source.AUDIT, source_reference=audit.reference, source_code="FCA-06.3",
        finding="No trigger.", what="Write the plan with a date", success="It is there",
        owner=cast.aisha, due=TODAY + timedelta(days=20), level=Level.CHILD, child=audit.child,
        team=cast.fsp_north, area=cast.fsp, by=helpers.auditor_of(audit), at=NOON,
    )  # fmt: skip
    concern = worrying.raise_concern(
        child=audit.child, source_reference=audit.reference, source_code="",
        what="He came back at night.",
        done_now="Told the manager", by=helpers.auditor_of(audit), at=NOON,
    )  # fmt: skip
    assert audit.cycle is not None
    report = reporting.begin(cycle=audit.cycle, by=cast.quinn, at=NOON)
    delegation = staffing.delegate(
        away=cast.tom, to=cast.mei, starts_on=TODAY + timedelta(days=30),
        ends_on=TODAY + timedelta(days=40), reason="", by=cast.tom, at=NOON,
    )  # fmt: skip
    waits = staffing.propose(
        kind=Wanted.LEAVE, detail={"person": cast.tom.pk, "last_day": TODAY}, why="He goes.",
        by=cast.otto, at=NOON,
    )  # fmt: skip
    assert waits is not None
    note = figuring.add_note(
        indicator=CATALOGUE["CP10"], kind=Mark.ANNOTATION, day=AS_AT,
        place=Place(key="all", name="The whole council", level="all"), words="A new system",
        points=[AS_AT], by=cast.ana, at=NOON,
    )  # fmt: skip
    step = figuring.add_note(
        indicator=CATALOGUE["CP10"], kind=Mark.STEP, day=AS_AT,
        place=Place(key="all", name="The whole council", level="all"), words="A new form",
        points=[AS_AT - timedelta(days=31), AS_AT], by=cast.ana, at=NOON,
    )  # fmt: skip
    issue = figuring.raise_issue(
        about="list-7", title="Visits are late", words="Visits are entered late.",
        owner=cast.frank, by=cast.ana, at=NOON,
    )  # fmt: skip
    returning.hand_in(
        service=services()["send"], month=AS_AT.replace(day=1), seen=0, by=cast.ana, at=NOON,
        entries=[Entry(code="SE06", upper=Decimal(1200))],
    )  # fmt: skip
    post = cast.tom.posts.get()
    return {
        "audits:": {"pk": audit.cycle.pk, "token": audit.token, "number": 1, "stage": "review"},
        "audits:by_reference": {"reference": audit.reference},
        "audits:cycle_by_reference": {"reference": audit.cycle.reference},
        "audits:drawn": {"reference": draw.reference},
        "audits:repeat_drawn": {"reference": draw.reference},
        "audits:give_out": {"reference": draw.reference},
        "audits:moderate_section": {"token": audit.token, "number": 1},
        "actions:": {"reference": Action.objects.get().reference, "what": "reported"},
        "concerns:": {"reference": concern.reference},
        "reports:": {"cycle": audit.cycle.pk, "code": "summary", "kind": "docx",
                     "token": audit.token, "reference": report.reference},
        "intake:": {"pk": load.pk, "reference": load.reference},
        "caseload:": {"token": audit.child.token},
        "people:": {"pk": cast.tom.pk, "kind": "csv"},
        "people:change": {"pk": waits.pk},
        "people:team": {"pk": cast.fsp_north.pk},
        "people:merge": {"pk": cast.fsp_north.pk},
        "people:end": {"pk": post.pk},
        "people:move": {"pk": post.pk},
        "people:end_delegation": {"pk": delegation.pk},
        "standards:": {"code": "CP-11"},
        "performance:": {"code": "CP10", "kind": "csv", "month": f"{AS_AT:%Y-%m}",
                         "reference": PerformanceException.objects.get().reference,
                         "what": "figures"},
        "performance:issue": {"pk": issue.pk},
        "performance:data_list": {"number": 7},
        "performance:withdraw_note": {"code": note.code, "pk": note.pk},
        "performance:agree_step": {"code": step.code, "pk": step.pk},
        "performance:breakdown": {"code": "CP10", "by": "age"},
        "performance:chat_page": {"code": "protection"},
        "performance:theme": {"code": "GT4"},
        "performance:theme_file": {"code": "GT4"},
        "performance:vital": {"code": "care-leavers"},
        "performance:vital_file": {"code": "care-leavers"},
        "performance:grid_file": {"what": "grid"},
        "performance:chat_file": {"kind": "xlsx"},
        "returns:": {"slug": "send", "month": f"{AS_AT:%Y-%m}", "number": 1, "kind": "csv"},
    }  # fmt: skip


def addresses(filled: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Every address of the product but those of signing in, by the name of its page."""
    found = {}
    for name, page in _pages(get_resolver()):
        if name.startswith(("account_", "demo:")):
            continue
        given = {**filled.get(f"{name.split(':')[0]}:", {}), **filled.get(name, {})}
        wanted = set(page.pattern.converters) | set(page.pattern.regex.groupindex)
        found[name] = reverse(name, kwargs={one: given[one] for one in wanted})
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done here is as if it had not been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def as_(person: Person) -> Client:
    """A browser of this person."""
    client = Client()
    client.force_login(person)
    return client
