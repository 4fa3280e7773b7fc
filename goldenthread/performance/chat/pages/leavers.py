"""Care leavers (list 9)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import ibis
from ibis import _

from goldenthread.performance.chat.bands import DISABILITY, ETHNICITY, SEXES
from goldenthread.performance.chat.declared import Bands, Page, Section, Table
from goldenthread.performance.indicators import care_leaver
from goldenthread.performance.indicators.care_leaver import aged
from goldenthread.performance.measure import age_at
from goldenthread.performance.vocabulary import Window

YOUNGER: Final = replace(
    care_leaver.RECEIVING,
    code="C-CV1",
    title="Care leavers aged 17 and 18",
    meaning="How many care leavers are 17 or 18.",
    eligible=aged(17, 18),
)
OLDER: Final = replace(
    care_leaver.RECEIVING,
    code="C-CV2",
    title="Care leavers aged 19 to 21",
    meaning="How many care leavers are 19, 20 or 21.",
    eligible=aged(19, 21),
)
_AGES: Final = Bands(
    by=ibis.cases(
        (age_at(_.as_at) < 17, "16"),
        (age_at(_.as_at) < 19, "17-18"),
        (age_at(_.as_at) < 22, "19-21"),
        (age_at(_.as_at) < 26, "22-25"),
        (age_at(_.as_at) >= 26, "26+"),
    ),
    names=(
        ("16", "Under 17"),
        ("17-18", "17 and 18"),
        ("19-21", "19 to 21"),
        ("22-25", "22 to 25"),
        ("26+", "26 and over"),
    ),
    ordered=True,
)
_TOUCH: Final = Bands(
    by=_.in_touch,
    names=(
        ("yes", "Yes"),
        ("no", "No"),
        ("refu", "Refuses contact"),
        ("nreq", "Needs no service"),
        ("rhom", "Went home"),
        ("died", "Died"),
    ),
)
_ELIGIBLE: Final = (
    ("eligible child", "Eligible"),
    ("relevant child", "Relevant"),
    ("former relevant child", "Former relevant"),
    ("qualifying care leaver", "Qualifying"),
)
_ACCOMMODATION: Final = Table(
    title="Where they live",
    bands=Bands(
        by=_.accommodation,
        names=(
            ("B", "With parents or relatives"),
            ("C", "Residential care"),
            ("D", "Semi-independent"),
            ("E", "Supported lodgings"),
            ("K", "Ordinary lodgings"),
            ("T", "Foyer or the like"),
            ("U", "Independent living"),
            ("Z", "With former foster carers"),
            ("V", "Emergency accommodation"),
            ("W", "Bed and breakfast"),
            ("S", "No fixed home"),
            ("X", "In custody"),
            ("G", "Abroad"),
            ("H", "Deported"),
            ("R", "Not known"),
            ("Y", "Other"),
        ),
    ),
)
_ACTIVITY: Final = Table(
    title="What they do",
    bands=Bands(
        by=ibis.cases(
            (_.activity.isin(("F1", "P1")), "higher"),
            (_.activity.isin(("F2", "P2")), "education"),
            (_.activity.isin(("F4", "P4")), "apprentice"),
            (_.activity.isin(("F3", "P3", "F5", "P5")), "work"),
            else_=_.activity,
        ),
        names=(
            ("higher", "Higher education"),
            ("education", "Other education"),
            ("apprentice", "Apprenticeship"),
            ("work", "Training or work"),
            ("G4", "Not: illness or disability"),
            ("G5", "Not: other"),
            ("G6", "Not: pregnancy or parenting"),
        ),
    ),
)

PAGES: Final = (
    Page(
        code="care-leavers",
        title="Care leavers",
        lists=(9,),
        lede="Young people we work with as care leavers, and how those of 17 to 21 are doing.",
        sections=(
            Section(
                code="all",
                title="Everybody on the list",
                of=care_leaver.RECEIVING,
                window=Window.SNAPSHOT,
                tables=(
                    Table(title="Age and sex", bands=_AGES, across=SEXES),
                    Table(
                        title="Right to services", bands=Bands(by=_.eligibility, names=_ELIGIBLE)
                    ),
                    Table(title="In touch, by age", bands=_AGES, across=_TOUCH),
                    DISABILITY,
                    ETHNICITY,
                ),
                shares=(
                    care_leaver.PLAN_REVIEWED,
                    care_leaver.CONTACTED,
                    care_leaver.ADVISER,
                    care_leaver.IN_CUSTODY,
                ),
                said=(care_leaver.NO_SAFE_HOME,),
            ),
            Section(
                code="17-18",
                title="Aged 17 and 18",
                of=YOUNGER,
                window=Window.SNAPSHOT,
                tables=(_ACCOMMODATION, _ACTIVITY),
                shares=(
                    care_leaver.SUITABLE_17_18,
                    care_leaver.IN_EDUCATION_OR_WORK_17_18,
                ),
                note="The shares are of relevant and former relevant young people.",
            ),
            Section(
                code="19-21",
                title="Aged 19 to 21",
                of=OLDER,
                window=Window.SNAPSHOT,
                tables=(_ACCOMMODATION, _ACTIVITY),
                shares=(
                    care_leaver.IN_TOUCH,
                    care_leaver.SUITABLE,
                    care_leaver.IN_EDUCATION_OR_WORK,
                    care_leaver.NOT_IN_EDUCATION_OR_WORK,
                    care_leaver.HIGHER_EDUCATION,
                ),
                note="The shares are of former relevant young people.",
            ),
        ),
    ),
)
