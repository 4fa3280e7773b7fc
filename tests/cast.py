"""The cast: the same people in every test, each somebody the framework names.

Helen is Head of Service of Family Support and Protection, Priya manages its team FSP North, and
Aisha and Tom work there. Ian is Head of Service of Cared for Children, Dana manages its team C4C 1.
Omar manages Duty & Assessment 1 and audits. Rosa and Quinn are QA. Everybody has been in post
since 1 April 2025.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from goldenthread.caseload.models import Child
from goldenthread.caseload.vocabulary import Plan
from goldenthread.people.models import Person, Post, ServiceArea, Team
from goldenthread.people.vocabulary import Role

NOON = datetime(2026, 11, 19, 12, tzinfo=UTC)
TODAY = date(2026, 11, 19)
SINCE = date(2025, 4, 1)


@dataclass(slots=True)
class Cast:
    """Everybody, and the places they work in."""

    fsp: ServiceArea
    c4c: ServiceArea
    duty: ServiceArea
    unit: ServiceArea
    fsp_north: Team
    fsp_south: Team
    c4c_1: Team
    duty_1: Team
    director: Person
    """Director of Children's Services."""
    margaret: Person
    """Assistant Director."""
    helen: Person
    """Head of Service, FSP."""
    ian: Person
    """Head of Service, C4C."""
    ruth: Person
    """Head of Service, Duty & Assessment."""
    sven: Person
    """Service Manager, FSP."""
    priya: Person
    """Practice Manager, FSP North."""
    sam: Person
    """Practice Manager, FSP South."""
    dana: Person
    """Practice Manager, C4C 1."""
    omar: Person
    """Practice Manager, Duty & Assessment 1."""
    aisha: Person
    """Social worker, FSP North."""
    tom: Person
    """Social worker, FSP North."""
    mei: Person
    """Social worker, C4C 1."""
    ines: Person
    """IRO and conference chair."""
    paula: Person
    """Principal Social Worker."""
    quinn: Person
    """QA manager."""
    rosa: Person
    """QA officer."""
    bea: Person
    """QA business support."""
    frank: Person
    """Performance manager."""
    ana: Person
    """Performance analyst."""
    wes: Person
    """Workforce Development."""
    pat: Person
    """Partner auditor."""
    ada: Person
    """System administrator."""
    gwen: Person
    """Caldicott Guardian: information governance."""
    otto: Person
    """The second system administrator: what Ada asks for, Otto decides."""

    def by_role(self) -> dict[Role, Person]:
        """One person for each role."""
        return {
            Role.DCS: self.director,
            Role.AD: self.margaret,
            Role.HOS: self.helen,
            Role.SM: self.sven,
            Role.PM: self.priya,
            Role.SW: self.aisha,
            Role.IRO: self.ines,
            Role.PSW: self.paula,
            Role.QAM: self.quinn,
            Role.QAO: self.rosa,
            Role.QAB: self.bea,
            Role.PFM: self.frank,
            Role.PFA: self.ana,
            Role.WFD: self.wes,
            Role.PAR: self.pat,
            Role.ADM: self.ada,
            Role.IGO: self.gwen,
        }


def make_cast() -> Cast:
    """Put everybody in post."""
    fsp = ServiceArea.objects.create(
        name="Family Support and Protection", clinic_group="FSP, CWD, NEST"
    )
    c4c = ServiceArea.objects.create(name="Cared for Children", clinic_group="C4C and others")
    duty = ServiceArea.objects.create(name="Duty & Assessment", clinic_group="EHASH, D&A")
    unit = ServiceArea.objects.create(name="Safeguarding Unit")
    fsp_north = Team.objects.create(name="FSP North", area=fsp)
    fsp_south = Team.objects.create(name="FSP South", area=fsp)
    c4c_1 = Team.objects.create(name="C4C 1", area=c4c)
    duty_1 = Team.objects.create(name="Duty & Assessment 1", area=duty)

    def appoint(
        name: str, role: Role, area: ServiceArea | None = None, team: Team | None = None
    ) -> Person:
        person = Person.objects.create(
            email=f"{name.split(maxsplit=1)[0].lower()}@thornmere.example", name=name
        )
        Post.objects.create(person=person, role=role, area=area, team=team, starts_on=SINCE)
        return person

    return Cast(
        fsp=fsp,
        c4c=c4c,
        duty=duty,
        unit=unit,
        fsp_north=fsp_north,
        fsp_south=fsp_south,
        c4c_1=c4c_1,
        duty_1=duty_1,
        director=appoint("Grace Adeyemi", Role.DCS),
        margaret=appoint("Margaret Osei", Role.AD),
        helen=appoint("Helen Marsh", Role.HOS, fsp),
        ian=appoint("Ian Proctor", Role.HOS, c4c),
        ruth=appoint("Ruth Calloway", Role.HOS, duty),
        sven=appoint("Sven Lindqvist", Role.SM, fsp),
        priya=appoint("Priya Nair", Role.PM, None, fsp_north),
        sam=appoint("Sam Oyelaran", Role.PM, None, fsp_south),
        dana=appoint("Dana Price", Role.PM, None, c4c_1),
        omar=appoint("Omar Haddad", Role.PM, None, duty_1),
        aisha=appoint("Aisha Rahman", Role.SW, None, fsp_north),
        tom=appoint("Tom Beresford", Role.SW, None, fsp_north),
        mei=appoint("Mei Chen", Role.SW, None, c4c_1),
        ines=appoint("Ines Duarte", Role.IRO, unit),
        paula=appoint("Paula Stone", Role.PSW),
        quinn=appoint("Quinn Abbott", Role.QAM),
        rosa=appoint("Rosa Whitfield", Role.QAO),
        bea=appoint("Bea Lund", Role.QAB),
        frank=appoint("Frank Odell", Role.PFM),
        ana=appoint("Ana Kowal", Role.PFA),
        wes=appoint("Wes Tanner", Role.WFD),
        pat=appoint("Pat Quigley", Role.PAR),
        ada=appoint("Ada Novak", Role.ADM),
        gwen=appoint("Gwen Ashby", Role.IGO),
        otto=appoint("Otto Lindgren", Role.ADM),
    )


def child_of(worker: Person, team: Team, reference: str = "109377", **fields: object) -> Child:
    """A child on a child protection plan with this worker, as at 31 October 2026."""
    given: dict[str, object] = {
        "date_of_birth": date(2015, 6, 1),
        "sex": "F",
        "ethnicity": "WBRI",
        "plan": Plan.CP,
        "area": team.area,
        "team": team,
        "team_name": team.name,
        "worker": worker,
        "worker_name": worker.name,
        "started_on": date(2026, 3, 2),
        "last_seen_on": date(2026, 10, 27),
        "as_at": date(2026, 10, 31),
        "load": "LOD-0001",
        "facts": [
            {
                "code": "T1",
                "name": "Last seen",
                "value": "27 October 2026",
                "source": "List 7",
                "as_at": "2026-10-31",
            }
        ],
        **fields,
    }
    return Child.objects.create(reference=reference, **given)
