"""Every role at every address: what each opens, and that what is out of sight is not there (SEC-2).

The rows follow from the permission table (`domain/evidence.md` §6.1); they were read against it.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from goldenthread.audits.models import Audit
from goldenthread.audits.tests.helpers import auditor_of
from goldenthread.caseload import operations as caseload
from goldenthread.people.vocabulary import Role
from goldenthread.trail.models import Event
from tests.access.walls import REFERENCE, addresses, as_, furnish, undone
from tests.cast import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse

    from tests.cast import Cast

pytestmark = pytest.mark.django_db

# y opens, > leads on, - is not there. Buttons are pressed.
#                           DCS AD HOS SM PM SW IRO PSW QAM QAO QAB PFM PFA WFD PAR ADM IGO
MODERATED = {
    "access_log": "y y - - - - - - - - - - - - - - y",
    "actions:by_reference": "y y y y y y y y y y - - - - - - -",
    "actions:change": "- - - - - - - - - - - - - - - - -",
    "actions:export": "y y y y y y y y y y y y y y y y y",
    "actions:tracker": "y y y y y y y y y y y y y y y y y",
    "audits:actions": "- - - - - - - - - - - - - - - - -",
    "audits:allocation": "- - - - - - - - y y - - - - - - -",
    "audits:ask_out": "- - - - - - - - - - - - - - - - -",
    "audits:audit": "y y y y y y y y y y - - - - - - -",
    "audits:board": "y y y y y - - y y y y - - - - - -",
    "audits:by_reference": "> > > > > > > > > > - - - - - - -",
    "audits:check": "- - - - - - - - - - - - - - - - -",
    "audits:close": "> > > > > > > > > > - - - - - - -",
    "audits:conversation": "- - - - - - - - - - - - - - - - -",
    "audits:cycle": "y y y y y - - y y y y - - - - - -",
    "audits:cycle_by_reference": "> > > > > > > > > > > > > > > > >",
    "audits:details": "- - - - - - - - - - - - - - - - -",
    "audits:draw": "- - - - - - - - y y - - - - - - -",
    "audits:drawn": "- - - - - - - - y y - - - - - - -",
    "audits:expectations": "y y y y y - - y y y y - - - - - -",
    "audits:facts": "- - - - - - - - - - - - - - - - -",
    "audits:feedback": "- - - - - - - - - - - - - - - - -",
    "audits:finish": "> > > > > > > > > > - - - - - - -",
    "audits:give": "- - - - - - - - > > - - - - - - -",
    "audits:give_out": "- - - - - - - - > > - - - - - - -",
    "audits:history": "y y y y y y y y y y - - - - - - -",
    "audits:index": "y y y y y y y y y y y y y y y y y",
    "audits:issue": "- - - - - - - - y y - - - - - - -",
    "audits:moderate": "> > > > > > > > > > - - - - - - -",
    "audits:moderate_section": "> > > > > > > > > > - - - - - - -",
    "audits:move_date": "- - - - - - - - y y - - - - - - -",
    "audits:opening": "- - - - - - - - - - - - - - - - -",
    "audits:overall": "- - - - - - - - - - - - - - - - -",
    "audits:own_words": "- - - - - y - - - - - - - - - - -",
    "audits:plan": "- - - - - - - - y y - - - - - - -",
    "audits:remind": "- - - - - - - - > > - - - - - - -",
    "audits:repeat": "- - - - - - - - y y - - - - - - -",
    "audits:repeat_drawn": "- - - - - - - - y y - - - - - - -",
    "audits:replace": "- - - - - - - - y y - - - - - - -",
    "audits:safety": "- - - - - - - - - - - - - - - - -",
    "audits:section": "- - - - - - - - - - - - - - - - -",
    "audits:send_back": "> > > > > > > > > > - - - - - - -",
    "audits:shared": "- - - - y y - - - - - - - - - - -",
    "audits:strengths": "- - - - - - - - - - - - - - - - -",
    "audits:swap": "- - - - - - - - y y - - - - - - -",
    "audits:withdraw": "- - - - - - - - y y - - - - - - -",
    "audits:withdraw_cycle": "- - - - - - - - y y - - - - - - -",
    "caseload:child": "y y y y y y y - y y - y y - - - -",
    "caseload:export": "y y y y y y y y y y - y y - - - -",
    "caseload:find": "> > > > > > > > > > - > > - - - -",
    "caseload:index": "y y y y y y y y y y - y y - - - -",
    "caseload:restrict": "y y y - - - - - - - - - - - - - -",
    "caseload:unrestrict": "> > > - - - - - - - - - - - - - -",
    "concerns:by_reference": "y y y y y - y y y y - - - - - - -",
    "concerns:index": "y y y y y y y y y y y y y y y y y",
    "concerns:raise": "y y y y y y y y y y y y y y y y y",
    "desk:desk": "y y y y y y y y y y y y y y y y y",
    "desk:home": "y y y y y y y y y y y y y y y y y",
    "health": "y y y y y y y y y y y y y y y y y",
    "intake:by_reference": "- - - - - - - - > - - > > - - - -",
    "intake:decide": "- - - - - - - - > - - > > - - - -",
    "intake:explain": "- - - - - - - - > - - > > - - - -",
    "intake:index": "- - - - - - - - y - - y y - - - -",
    "intake:load": "- - - - - - - - y - - y y - - - -",
    "intake:new": "- - - - - - - - y - - y y - - - -",
    "intake:report": "- - - - - - - - y - - y y - - - -",
    "notices:index": "y y y y y y y y y y y y y y y y y",
    "notices:read": "> > > > > > > > > > > > > > > > >",
    "people:account": "y y y y y y y y y y y y y y y y y",
    "people:add": "- - - - - - - - - - - - - - - y -",
    "people:appoint": "- - - - - - - - - - - - - - - y -",
    "people:change": "- - - - - - - - - - - - - - - y -",
    "people:changes": "- - - - - - - - - - - - - - - y -",
    "people:delegate": "- - - - - - - - - - - - - - - y -",
    "people:end": "- - - - - - - - - - - - - - - y -",
    "people:end_delegation": "- - - - - - - - - - - - - - - y -",
    "people:establishment": "- - - - - - - - - - - - - - - y -",
    "people:export": "- - - - - - - - - - - - - - - y -",
    "people:index": "y y y y y y y y y y y y y y y y y",
    "people:leave": "- - - - - - - - - - - - - - - y -",
    "people:merge": "- - - - - - - - - - - - - - - y -",
    "people:move": "- - - - - - - - - - - - - - - y -",
    "people:open_team": "- - - - - - - - - - - - - - - y -",
    "people:permissions": "y y y y y y y y y y y y y y y y y",
    "people:person": "y y y y y y y y y y y y y y y y y",
    "people:team": "y y y y y y y y y y y y y y y y y",
    "performance:act": "y y y y y - - - - - - - - - - - -",
    "performance:breakdown": "y y y y y - - y y y - y y - - - -",
    "performance:chart": "y y y y y - - y y y - y y - - - -",
    "performance:chat": "y y y y y - - y y y - y y - - - -",
    "performance:chat_file": "y y y y - - - y y y - y y - - - -",
    "performance:chat_make": "> > > > - - - > > > - > > - - - -",
    "performance:chat_page": "y y y y y - - y y y - y y - - - -",
    "performance:children": "y y y y y - - y y y - y y - - - -",
    "performance:data": "y y y y y - - y y y - y y - - - -",
    "performance:data_list": "y y y y y - - y y y - y y - - - -",
    "performance:issue": "y y y y y - - y y y - y y - - - -",
    "performance:issue_new": "y y y y y - - y y y - y y - - - -",
    "performance:exception": "y y y y y - - y y y - y y - - - -",
    "performance:exception_children": "y y y y y - - y y y - y y - - - -",
    "performance:exceptions": "y y y y y - - y y y - y y - - - -",
    "performance:exceptions_export": "y y y y y - - y y y - y y - - - -",
    "performance:exceptions_newest": "> > > > > - - > > > - > > - - - -",
    "performance:comparison": "y y y y y - - y y y - y y - - - -",
    "performance:comparison_file": "y y y y - - - y y y - y y - - - -",
    "performance:export": "y y y y y - - y y y - y y - - - -",
    "performance:grid": "y y y y y - - y y y - y y - - - -",
    "performance:grid_file": "y y y y y - - y y y - y y - - - -",
    "performance:theme": "y y y y y - - y y y - y y - - - -",
    "performance:theme_file": "y y y y y - - y y y - y y - - - -",
    "performance:funnel": "- - - - - - - - - - - - - - - - -",
    "performance:index": "y y y y y - - y y y - y y - - - -",
    "performance:indicator": "y y y y y - - y y y - y y - - - -",
    "performance:indicator_export": "y y y y y - - y y y - y y - - - -",
    "performance:lacking": "y y y y y - - y y y - y y - - - -",
    "performance:manual": "y y y y y - - y y y - y y - - - -",
    "performance:journey": "y y y y y - - y y y - y y - - - -",
    "performance:mine": "- - - - - y y - - - - - - - - - -",
    "performance:mine_file": "- - - - - y y - - - - - - - - - -",
    "performance:totals": "- - - - - - - - - - y - - - - - -",
    "performance:vital": "y y y y y - - y y y - y y - - - -",
    "performance:vital_file": "y y y y y - - y y y - y y - - - -",
    "performance:vitals": "y y y y y - - y y y - y y - - - -",
    "performance:weeks": "y y y y y - - y y y - y y - - - -",
    "performance:small_numbers": "y - - - - - - - - - - y y - - - -",
    "performance:note": "y y y y y - - y y y - y y - - - -",
    "performance:start_from_exception": "y y y y y - - y y y - y y - - - -",
    "performance:start_from_figure": "y y y y y - - y y y - y y - - - -",
    "performance:teams_file": "y y y y - - - y y y - y y - - - -",
    "performance:target": "y y - - - - - - - - - y y - - - -",
    "performance:weekly": "y y y y y - - y y y - y y - - - -",
    "performance:waive": "- - - - - - - - - - - - - - - - -",
    "performance:withdraw_note": "y y - - - - - - - - - y y - - - -",
    "performance:agree_step": "y y - - - - - - - - - y y - - - -",
    "reports:audit_copy": "y y y y y y y y y y - - - - - - -",
    "reports:by_reference": "> > > > > > > > > > > > > > > > >",
    "reports:edit": "- - - - - - - - y y - - - - - - -",
    "reports:file": "- - - - - - - - y y - - - - - - -",
    "reports:index": "y y y y y - - y y y - y y y - - -",
    "reports:report": "- - - - - - - - y y - - - - - - -",
    "reports:sign_off": "- - - - - - - - > > - - - - - - -",
    "returns:export": "y y y y - - - y y y - y y - - - -",
    "returns:index": "y y y y - - - y y y - y y - - - -",
    "returns:month": "y y y y - - - y y y - y y - - - -",
    "returns:service": "y y y y - - - y y y - y y - - - -",
    "returns:small_numbers": "- - - - - - - - - - - y y - - - -",
    "returns:version": "y y y y - - - y y y - y y - - - -",
    "standards:closures": "y y - - - - - - y y - - - - - - -",
    "standards:index": "y y y y y y y y y y y y y y y y y",
    "standards:read": "> > > > > > > > > > > > > > > > >",
    "standards:readers": "y y y y y - - y y y - - - y - - -",
    "standards:standard": "y y y y y y y y y y y y y y y y y",
    "standards:threads": "y y y y y y y y y y y y y y y y y",
    "ui:accessibility": "y y y y y y y y y y y y y y y y y",
    "ui:brand": "y y y y y y y y y y y y y y y y y",
    "ui:components": "y y y y y y y y y y y y y y y y y",
    "ui:privacy": "y y y y y y y y y y y y y y y y y",
    "ui:who_sees": "y y y y y y y y y y y y y y y y y",
}
"""Of an audit that has been moderated, of a child of the team of PM and SW."""
UNDER_WAY = {
    "audits:audit": "- - - - - - - - y y - - - - - - -",
    "audits:by_reference": "- - - - - - - - > > - - - - - - -",
    "audits:close": "- - - - - - - - > > - - - - - - -",
    "audits:finish": "- - - - - - - - > > - - - - - - -",
    "audits:history": "- - - - - - - - y y - - - - - - -",
    "audits:moderate": "- - - - - - - - > > - - - - - - -",
    "audits:moderate_section": "- - - - - - - - > > - - - - - - -",
    "audits:send_back": "- - - - - - - - > > - - - - - - -",
    "audits:shared": "- - - - - - - - - - - - - - - - -",
    "reports:audit_copy": "- - - - - - - - - - - - - - - - -",
}
"""What is otherwise while the audit is under way: nobody but its auditor and QA reads it."""
OF_THE_AUDITOR = {
    "audits:details", "audits:safety", "audits:facts", "audits:section", "audits:conversation",
    "audits:feedback", "audits:strengths", "audits:actions", "audits:overall", "audits:check",
    "audits:ask_out",
}  # fmt: skip
ABOUT_THE_CHILD = {
    "caseload:child", "caseload:restrict", "caseload:unrestrict", "actions:by_reference",
    "actions:change", "concerns:by_reference", "reports:audit_copy",
}  # fmt: skip
"""Addresses of what is about the child, besides every address of the audit."""
WIDER = {
    "all actions": "/actions/?cut=all", "all audits": "/audits/?cut=all",
    "all actions as a file": "/actions/export/?cut=all", "all children": "/children/?open=all",
}  # fmt: skip
NO_RECORD = {
    "desk:desk": "one's own work", "desk:home": "one's own work", "notices:index": "one's own",
    "audits:cycle": "the programme", "ui:components": "a made-up example",
    "concerns:raise": "a made-up example",
}  # fmt: skip
"""Pages on which a case reference is no look at a record, each with its reason."""
MUST_ACT = {"concerns:index", "concerns:by_reference", "desk:desk", "desk:home"}
"""Where a concern about a restricted child is shown to those who must act on it (E03)."""


def about_the_child(name: str, path: str, audit: Audit) -> bool:
    """Whether an address is of something about this child."""
    return name in ABOUT_THE_CHILD or audit.token in path or audit.reference in path


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(hours=3))


def answered(client: Any, path: str) -> HttpResponse:
    """What the address answers; a button is pressed. Nothing stays of it."""
    with undone():
        answer: HttpResponse = client.get(path)
        if answer.status_code != 405:
            return answer
    with undone():
        pressed: HttpResponse = client.post(path, {})
        return pressed


def body(answer: HttpResponse) -> str:
    """What the answer says, without what differs each time, and without made-up examples."""
    raw = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
    text = raw.decode(errors="replace")
    text = re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"', "", text)
    return re.sub(r"(?i)for example,? 109377", "", text)


@pytest.mark.parametrize("done", [True, False], ids=["moderated", "under way"])
def test_each_role_opens_what_is_theirs(cast: Cast, tmp_path: Path, done: bool) -> None:
    filled = furnish(cast, tmp_path, done=done)
    where = addresses(filled)
    expected = MODERATED if done else {**MODERATED, **UNDER_WAY}
    assert set(where) == set(expected), "every address of the product, and no other"
    if not done:
        where = {name: path for name, path in where.items() if name.startswith("audits:")}
    audit = Audit.objects.get(token=filled["audits:"]["token"])
    found: dict[str, list[str]] = {name: [] for name in where}
    unseen: list[tuple[str, str]] = []
    for role, person in cast.by_role().items():
        client = as_(person)
        for name, path in where.items():
            answer = answered(client, path)
            sign = {200: "y", 302: ">", 404: "-"}[answer.status_code]
            found[name].append(sign)
            if sign == "y" and name not in NO_RECORD and REFERENCE in body(answer):
                with undone():
                    client.get(path)
                    looks = Event.objects.filter(kind="look", child=audit.child_id, by=person)
                    if not looks.exists():
                        unseen.append((name, role))
    wrong = {name: (row, expected[name]) for name, signs in found.items()
             if (row := " ".join(signs)) != expected[name]}  # fmt: skip
    assert not wrong
    assert not unseen, "who sees a record is written down"
    auditor = as_(auditor_of(audit))
    for name in OF_THE_AUDITOR:
        assert answered(auditor, where[name]).status_code == (302 if done else 200), name


def test_what_is_out_of_sight_is_the_same_as_what_is_not_there(cast: Cast, tmp_path: Path) -> None:
    """Somebody else's child, a restricted child, and none at all: one answer."""
    filled = furnish(cast, tmp_path, done=True)
    audit = Audit.objects.get(token=filled["audits:"]["token"])
    where = {name: path for name, path in addresses(filled).items()
             if about_the_child(name, path, audit)}  # fmt: skip
    assert len(where) > 30
    absent = addresses({
        name: {key: _nobody(value) if key in {"token", "reference"} else value
               for key, value in given.items()}
        for name, given in filled.items()
    })  # fmt: skip
    others = [cast.ian, cast.sam, cast.tom, cast.mei, *map(cast.by_role().get, NOT_IN_SIGHT)]

    def same(name: str, person: Any) -> bool:
        client = as_(person)
        there, nothing = answered(client, where[name]), answered(client, absent[name])
        assert there.status_code == nothing.status_code == 404, (name, person.name)
        return body(there).replace(where[name], "") == body(nothing).replace(absent[name], "")

    for person in others:
        for name in where:
            assert same(name, person), (name, str(person))
    caseload.restrict(child=audit.child, why="Family", named=[cast.helen], by=cast.helen, at=NOON)
    for name in where:
        if name not in MUST_ACT:
            for person in (cast.director, cast.aisha, cast.quinn, auditor_of(audit)):
                assert same(name, person), (name, str(person))


NOT_IN_SIGHT = (Role.QAB, Role.PAR, Role.WFD, Role.ADM, Role.IGO)
"""Roles that see nothing of any child but in a task of their own."""


def _nobody(value: str) -> str:
    """A token or a reference of the same shape that nothing has."""
    return re.sub(r"\d+$", "9999", value) if "-0" in value else "x" * len(value)


def test_a_restricted_child_is_nowhere_but_for_those_named(cast: Cast, tmp_path: Path) -> None:
    """No page, list, count, report, notice or file says anything of it to anybody else."""
    filled = furnish(cast, tmp_path, done=True)
    where = addresses(filled) | WIDER
    audit = Audit.objects.get(token=filled["audits:"]["token"])
    caseload.restrict(child=audit.child, why="Family", named=[cast.helen], by=cast.helen, at=NOON)
    told = {REFERENCE, audit.child.token}
    shown, opened = [], []
    for person in {*cast.by_role().values(), auditor_of(audit)} - {cast.helen}:
        client = as_(person)
        for name, path in where.items():
            if name in MUST_ACT or name == "ui:components":
                continue
            answer = answered(client, path)
            text = body(answer).replace(path, "")
            if answer.status_code == 200 and any(word in text for word in told):
                shown.append((name, person.name))
            if answer.status_code != 404 and about_the_child(name, path, audit):
                opened.append((name, person.name))
    assert not shown
    assert not opened
    helen = as_(cast.helen)
    for name in ("caseload:child", "audits:audit", "actions:by_reference", "all actions"):
        assert REFERENCE in body(answered(helen, where[name])), name


def test_no_name_and_no_reference_is_in_an_address_or_a_file_name(
    cast: Cast, tmp_path: Path
) -> None:
    where = addresses(furnish(cast, tmp_path, done=True)) | WIDER
    names = {part.lower() for person in cast.by_role().values() for part in person.name.split()}
    for path in where.values():
        assert REFERENCE not in path
        assert not names & set(re.split(r"\W+", path.lower())), path
    for person in (cast.director, cast.quinn, cast.ada, cast.ana):
        client = as_(person)
        for path in where.values():
            answer = answered(client, path)
            said = f"{answer.get('Content-Disposition', '')} {answer.get('Location', '')}".lower()
            assert REFERENCE not in said, path
            assert not names & set(re.split(r"\W+", said)), path
