"""Children in care, where they live, their health, and going missing (list 8)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import ibis
from ibis import _

from goldenthread.performance.chat.bands import (
    AGE_BY_SEX,
    DISABILITY,
    ETHNICITY,
    NEEDS,
    YES_NO,
    length,
    number,
    since_review,
    since_seen,
)
from goldenthread.performance.chat.declared import Bands, Page, Section, Table
from goldenthread.performance.indicators import adoption, care, missing, placement
from goldenthread.performance.measure import During, months_after
from goldenthread.performance.vocabulary import Window

STARTED: Final = replace(
    care.OPEN,
    code="C-CL1",
    title="Children who came into care",
    meaning="How many children came into care.",
    windows=(Window.ROLLING_6_MONTHS,),
    placed=During(on="start"),
)
CEASED: Final = replace(
    STARTED,
    code="C-CL2",
    title="Children who left care",
    meaning="How many children left care.",
    placed=During(on="end"),
)
LONG_IN_CARE: Final = replace(
    care.OPEN,
    code="C-CL3",
    title="In care for two and a half years or more",
    meaning="How many children have been in care for two and a half years or more.",
    eligible=care.NOT_SHORT_BREAKS & (months_after(_.start, 30) <= _.as_at),
)
_LEGAL: Final = (
    ("C1", "Interim care order"),
    ("C2", "Full care order"),
    ("D1", "Freed for adoption"),
    ("E1", "Placement order"),
    ("V2", "Section 20"),
    ("L1", "Police protection"),
    ("L2", "Emergency protection order"),
    ("L3", "Child assessment order"),
    ("J1", "On remand"),
    ("J2", "Under PACE"),
    ("J3", "Youth rehabilitation order"),
)
_PLANS: Final = (
    ("return to family", "Return to family"),
    ("adoption", "Adoption"),
    ("sgo/cao", "Special guardianship or child arrangements"),
    ("supported living in the community", "Supported living"),
    ("long-term residential placement", "Long-term residential"),
    ("long-term fostering", "Long-term fostering"),
    ("other", "Other"),
)
_LEFT: Final = Bands(
    by=ibis.cases(
        (_.end_reason.isin(("E11", "E12")), "adopted"),
        (_.end_reason.isin(care.GUARDIANSHIP), "guardian"),
        (_.end_reason.isin(("E5", "E6")), "independent"),
        else_=_.end_reason,
    ),
    names=(
        ("E4A", "Home, as planned"),
        ("E4B", "Home, not as planned"),
        ("E13", "To relatives or others"),
        ("E41", "Child arrangements order"),
        ("guardian", "Special guardianship order"),
        ("adopted", "Adopted"),
        ("independent", "Independent living"),
        ("E17", "Stayed with their carers at 18"),
        ("E7", "To adult residential care"),
        ("E3", "To another council"),
        ("E9", "To custody"),
        ("E14", "Remand ended"),
        ("E15", "Found to be 18 or over"),
        ("E16", "Moved abroad"),
        ("E2", "Died"),
        ("E8", "Any other reason"),
        ("X1", "The time in care went on, by its code"),
    ),
)
_HOMES: Final = Bands(
    by=ibis.cases(
        (_.placement.isin(("U1", "U2", "U3")), "family"),
        (_.placement.isin(("U4", "U5", "U6")), "foster"),
        (_.placement.isin(("A3", "A4", "A5", "A6")), "adoption"),
        (_.placement.isin(("K1", "K2")), "homes"),
        (_.placement.isin(placement.SUPPORTED), "supported"),
        (_.placement == "P1", "parents"),
        (_.placement.isin(placement.OTHER), "other"),
        (_.placement.isin(("T0", "T1", "T2", "T3", "T4")), "temporary"),
        else_=_.placement,
    ),
    names=(
        ("family", "Foster care with relatives or friends"),
        ("foster", "Foster care with others"),
        ("adoption", "Placed for adoption"),
        ("parents", "With parents"),
        ("homes", "Children’s home or secure home"),
        ("supported", "Supported or independent"),
        ("R1", "Residential care home"),
        ("R2", "Hospital or nursing"),
        ("R3", "Mother and baby unit"),
        ("R5", "Youth offender institution"),
        ("S1", "Residential school"),
        ("P3", "Residential work"),
        ("temporary", "For the time being"),
        ("other", "Other placements"),
    ),
)
_PROVIDERS: Final = (
    ("PR0", "Parents"),
    ("PR1", "Our own"),
    ("PR2", "Another council"),
    ("PR3", "Other public"),
    ("PR4", "Private"),
    ("PR5", "Voluntary"),
)
_ASYLUM: Final = Table(title="Came alone to seek asylum", bands=Bands(by=_.asylum, names=YES_NO))

PAGES: Final = (
    Page(
        code="care",
        title="Children in care",
        lists=(8,),
        lede="Series of short breaks are left out.",
        sections=(
            Section(
                code="open",
                title="In care now",
                of=care.OPEN,
                window=Window.SNAPSHOT,
                rate=True,
                tables=(
                    AGE_BY_SEX,
                    DISABILITY,
                    ETHNICITY,
                    _ASYLUM,
                    Table(title="Legal status", bands=Bands(by=_.legal_status, names=_LEGAL)),
                    Table(
                        title="Plan for a lasting home",
                        bands=Bands(by=_.permanence, names=_PLANS),
                    ),
                    Table(title="Since the last review", bands=since_review(_.last_review)),
                    Table(title="Since the last visit", bands=since_seen(_.last_visit)),
                ),
                shares=(
                    care.ASYLUM,
                    care.PERMANENCE,
                    care.SECTION_20_OVER_A_YEAR,
                    care.OFFICER_CONTACT,
                ),
            ),
            Section(
                code="started",
                title="Came into care",
                of=STARTED,
                window=Window.ROLLING_6_MONTHS,
                rate=True,
                tables=(
                    AGE_BY_SEX,
                    _ASYLUM,
                    Table(title="Main need", bands=Bands(by=_.need, names=NEEDS[:8])),
                ),
                shares=(care.RETURNED,),
            ),
            Section(
                code="ceased",
                title="Left care",
                of=CEASED,
                window=Window.ROLLING_6_MONTHS,
                rate=True,
                tables=(AGE_BY_SEX, Table(title="Where they went", bands=_LEFT)),
                shares=(
                    care.LEFT_BY_GUARDIANSHIP,
                    care.LEFT_BY_ARRANGEMENTS,
                    care.RETURNED_UNPLANNED,
                    adoption.ADOPTED_OF_LEAVERS,
                ),
            ),
        ),
    ),
    Page(
        code="placements",
        title="Placements",
        lists=(8,),
        lede="Where children in care live now, and how settled they are. Open cases only.",
        sections=(
            Section(
                code="now",
                title="Where they live",
                of=care.OPEN,
                window=Window.SNAPSHOT,
                tables=(
                    Table(title="Kind of home", bands=_HOMES),
                    Table(title="Who provides it", bands=Bands(by=_.provider, names=_PROVIDERS)),
                    Table(
                        title="In or out of the borough",
                        bands=Bands(by=_.location, names=(("in", "In"), ("out", "Out"))),
                    ),
                    Table(title="Placements in twelve months", bands=number(_.placements, 4)),
                ),
                shares=(
                    care.THREE_PLACEMENTS,
                    placement.OUTSIDE,
                    placement.FOSTER_CARE,
                    placement.CHILDRENS_HOMES,
                    placement.SUPPORTED_HOMES,
                    placement.WITH_PARENTS,
                    placement.PRIVATE,
                ),
                said=(placement.UNDER_16_UNREGISTERED,),
            ),
            Section(
                code="long",
                title="In care for two and a half years or more",
                of=LONG_IN_CARE,
                window=Window.SNAPSHOT,
                tables=(
                    Table(
                        title="Time in the present placement",
                        bands=length(_.placement_start, _.as_at),
                    ),
                ),
                shares=(care.STABLE,),
            ),
        ),
    ),
    Page(
        code="health-and-missing",
        title="Health and going missing",
        lists=(8,),
        lede="Health is asked of children in care for a year or more: under 5 every six months, "
        "from 5 every twelve.",
        sections=(
            Section(
                code="now",
                title="Health",
                of=care.OPEN,
                window=Window.SNAPSHOT,
                tables=(
                    Table(
                        title="In care for a year or more",
                        bands=Bands(
                            by=ibis.cases(
                                (_.start.isnull(), None),
                                (placement.A_YEAR_IN_CARE, "yes"),
                                else_="no",
                            ),
                            names=YES_NO[:2],
                        ),
                    ),
                    Table(title="Times missing in twelve months", bands=number(_.missing, 5)),
                    Table(
                        title="Times absent without leave in twelve months",
                        bands=number(_.absent, 5),
                    ),
                ),
                shares=(placement.HEALTH, placement.DENTAL, missing.MISSING),
                said=(
                    missing.MISSING_EPISODES,
                    missing.INTERVIEW_OFFERED,
                    missing.INTERVIEW_ACCEPTED,
                ),
            ),
        ),
    ),
)
