"""Everything that is kept grows tenfold, and no page asks the database one question more."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.actions import operations as acting
from goldenthread.actions.vocabulary import Level, Source
from goldenthread.audits import operations as auditing
from goldenthread.audits.tests import helpers
from goldenthread.audits.vocabulary import Grade
from goldenthread.concerns import operations as worrying
from goldenthread.intake import operations as loading
from goldenthread.people import operations as staffing
from goldenthread.people.vocabulary import Decide, Wanted
from goldenthread.reports import operations as reporting
from goldenthread.standards import lists
from goldenthread.standards import operations as standing
from tests.cast import NOON, TODAY, child_of
from tests.journeys.books import AS_AT, annex_a

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cast import Cast

pytestmark = pytest.mark.django_db

GROWS = [
    "people.ServiceArea", "people.Team", "people.Person", "people.Post", "people.Delegation",
    "people.Change", "people.Proposal", "caseload.Child", "caseload.Grant",
    "standards.LocalClosure", "intake.Load",
    "audits.Cycle", "audits.CycleDate", "audits.CycleStep", "audits.Draw", "audits.Exemption",
    "audits.Audit", "audits.Step", "audits.Opening", "audits.Answer", "audits.AnswerBefore",
    "audits.Conversation", "audits.FeedbackAttempt", "audits.Finding", "audits.FactDispute",
    "audits.Judgement", "audits.Moderation", "audits.ModeratedGrade", "audits.Response",
    "audits.Swap", "actions.Action", "actions.Step", "concerns.Concern", "concerns.Step",
    "notices.Notice", "reports.Report", "reports.Edit", "trail.Event",
]  # fmt: skip
"""What grows, each after what it points to."""
PILES_UP = [
    "people.Change", "audits.CycleStep", "audits.Step", "audits.Opening", "audits.FeedbackAttempt",
    "audits.Finding", "audits.FactDispute", "audits.Swap", "actions.Step", "concerns.Step",
    "reports.Edit", "trail.Event", "notices.Notice", "people.Delegation", "people.Proposal",
]  # fmt: skip
"""What grows on one and the same record, too."""
DAYS = {"starts_on": "audits.Cycle", "day": "standards.LocalClosure", "as_at": "intake.Load"}
"""Days of which there may be one."""


def world(cast: Cast, folder: Path) -> dict[str, Any]:
    """Two of everything, made by the operations that people's buttons call."""
    standing.publish(
        text=lists.shipped(), effective_from=date(2026, 1, 1), changed="", by=None, at=NOON
    )
    standing.close_day(day=date(2026, 12, 24), reason="Closed", by=cast.quinn, at=NOON)
    auditing.exempt(person=cast.dana, from_on=TODAY, until_on=TODAY, why="On leave for a week",
                    by=cast.margaret, at=NOON)  # fmt: skip
    audit = helpers.issued(cast)
    other = cast.omar if audit.auditor == cast.dana else cast.dana
    auditing.swap(audit=audit, to=other, why="On leave.", on=TODAY, by=cast.quinn, at=NOON)
    audit.refresh_from_db()
    auditing.open_record(audit=audit, files="File", why="Audit", by=other, at=NOON)
    if audit.facts:
        auditing.dispute_fact(audit=audit, fact=str(audit.facts[0]["code"]), by=other, at=NOON,
                              words="It was the day before.")  # fmt: skip
    helpers.write_all(audit)
    auditing.save_answers(audit=audit, values={"FS1": "They say more."}, versions={"FS1": 1},
                          by=other, at=NOON)  # fmt: skip
    auditing.submit(audit=audit, by=other, at=NOON + timedelta(hours=1), on=TODAY)
    audit.refresh_from_db()
    helpers.moderate(audit, cast.helen, Grade.GOOD)
    loading.load_files(
        paths=[annex_a(folder / "a.xlsx", cast)], as_at=AS_AT, without_bad_rows=False,
        by=cast.ana, at=NOON,
    )  # fmt: skip
    for number in range(2):
        acting.set_action(
            source=Source.AUDIT, source_reference=audit.reference, source_code="FCA-06.3",
            finding="No trigger.", what=f"Write {number} with a date", success="It is there",
            owner=cast.aisha, due=TODAY + timedelta(days=20), level=Level.CHILD, child=audit.child,
            team=cast.fsp_north, area=cast.fsp, by=cast.dana, at=NOON,
        )  # fmt: skip
        child = child_of(cast.aisha, cast.fsp_north, reference=f"more{number}")
        concern = worrying.raise_concern(
            child=child, source_reference="", source_code="", what="He came back at night.",
            done_now="Told the manager", by=cast.ines, at=NOON,
        )  # fmt: skip
    report = reporting.begin(cycle=audit.cycle, by=cast.quinn, at=NOON)  # type: ignore[arg-type]
    reporting.write(report=report, part="summary", words="In short.", version=1, by=cast.quinn,
                    at=NOON)  # fmt: skip
    staffing.delegate(away=cast.helen, to=cast.sven, starts_on=TODAY + timedelta(days=30),
                      ends_on=TODAY + timedelta(days=40), reason="Away", by=cast.ada,
                      at=NOON)  # fmt: skip
    for refused in (True, False):
        change = staffing.propose(
            kind=Wanted.LEAVE, detail={"person": cast.aisha.pk, "last_day": TODAY}, why="She goes.",
            by=cast.otto, at=NOON,
        )  # fmt: skip
        assert change is not None
        if refused:
            staffing.decide(proposal=change, act=Decide.REFUSE, reason="No", by=cast.ada, at=NOON)
    return {"change": change, "audit": audit, "child": audit.child, "cycle": audit.cycle,
            "concern": concern,
            "action": apps.get_model("actions.Action").objects.first(),
            "load": apps.get_model("intake.Load").objects.get()}  # fmt: skip


def grow(turns: range) -> None:
    """Copy every row once a turn: what points to a copied row points to the copy, but people
    and places stay, so that it is the same people who have more of everything."""
    for turn in turns:
        copies: dict[tuple[str, Any], Any] = {}
        for label in GROWS:
            for row in list(_of_the_first(label)):
                before = row.pk
                copies[label, before] = _copy(row, label, turn, copies)
        for label in PILES_UP:
            for row in list(_of_the_first(label)):
                _copy(row, label, turn + 100, {})


_first: dict[str, list[Any]] = {}


def _of_the_first(label: str) -> models.QuerySet[Any]:
    model = apps.get_model(label)
    rows = model._default_manager.all()
    _first.setdefault(label, list(rows.values_list("pk", flat=True)))
    return rows.filter(pk__in=_first[label])


def _copy(row: Any, label: str, turn: int, copies: dict[tuple[str, Any], Any]) -> Any:
    row.pk, row._state.adding = None, True
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(field, models.ForeignKey) and value is not None:
            target = field.related_model._meta.label
            own = label == "people.Post" and field.name == "person"
            if own or not target.startswith("people."):
                setattr(row, field.name, copies.get((target, value)) or getattr(row, field.name))
        elif DAYS.get(field.name) == label:
            setattr(row, field.attname, value + timedelta(weeks=52 * turn))
        elif field.unique and isinstance(field, models.CharField) and value:
            setattr(row, field.attname, f"{turn}-{value}"[-field.max_length :])
    row.save(force_insert=True)
    return row


PAGES = {
    "quinn": ["/", "/programme/", "/programme/plan/", "/programme/expectations/",
              "/programme/cycles/{cycle.pk}/", "/programme/cycles/{cycle.pk}/draw/",
              "/programme/cycles/{cycle.pk}/allocation/", "/audits/", "/audits/?cut=all",
              "/audits/{audit.token}/", "/audits/{audit.token}/history/", "/actions/",
              "/actions/?cut=all", "/actions/{action.reference}/", "/concerns/",
              "/concerns/{concern.reference}/", "/standards/", "/standards/CP-11/",
              "/standards/readers/", "/standards/threads/", "/standards/closed-days/", "/reports/",
              "/reports/cycles/{cycle.pk}/", "/notices/", "/loads/"],
    "ana": ["/", "/loads/", "/loads/{load.pk}/", "/children/"],
    "helen": ["/", "/children/", "/children/{child.token}/", "/audits/?cut=all",
              "/audits/{audit.token}/", "/actions/?cut=all",
              "/concerns/", "/notices/", "/people/", "/programme/expectations/"],
    "priya": ["/", "/children/", "/audits/?cut=all", "/actions/?cut=all", "/notices/"],
    "aisha": ["/", "/children/", "/audits/", "/audits/{audit.token}/shared/", "/actions/?cut=all",
              "/notices/"],
    "margaret": ["/", "/programme/expectations/", "/access-log/"],
    "gwen": ["/", "/access-log/"],
    "director": ["/", "/access-log/", "/audits/?cut=all"],
    "ada": ["/people/", "/people/?q=a", "/people/{cast.aisha.pk}/",
            "/people/teams/{cast.fsp_north.pk}/", "/people/permissions/", "/people/account/",
            "/people/establishment/", "/people/changes/", "/people/changes/{change.pk}/", "/"],
}  # fmt: skip


def asked(cast: Cast, made: dict[str, Any]) -> dict[str, int]:
    """How many questions each page asks of the database, seen the second time."""
    found = {}
    for who, pages in PAGES.items():
        client = Client()
        client.force_login(getattr(cast, who))
        for page in pages:
            where = page.format(cast=cast, **made)
            first = client.get(where)
            assert first.status_code == 200, (who, where, first.status_code)
            with CaptureQueriesContext(connection) as queries:
                client.get(where)
            found[f"{who} {page}"] = len(queries)
    return found


def test_no_page_asks_more_when_everything_grows_tenfold(
    cast: Cast, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(days=1))
    made = world(cast, tmp_path)
    _first.clear()
    grow(range(1, 2))
    few = asked(cast, made)
    rows = {label: apps.get_model(label)._default_manager.count() for label in GROWS}
    assert [label for label, count in rows.items() if not count] == [], "something to grow"
    grow(range(2, 20))  # from two of each to twenty
    many = asked(cast, made)
    more = {page: (few[page], many[page]) for page in few if many[page] > few[page]}
    assert not more
