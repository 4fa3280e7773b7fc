"""Contacts, early help, referrals and assessments (lists 1 to 4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ibis import _

from goldenthread.performance.chat.bands import (
    AGE_BY_SEX,
    DISABILITY,
    ETHNICITY,
    SOURCES,
    number,
    working_days,
)
from goldenthread.performance.chat.declared import Bands, Page, Section, Table
from goldenthread.performance.indicators import assessment, early_help, front_door, referral
from goldenthread.performance.measure import Also, Count, Share, Standing
from goldenthread.performance.tables import referral as referrals
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

CONTACTS_ALSO_REFERRED: Final = Share(
    code="C-FD1",
    title="Contacted about and on the referral list too",
    meaning="Of the children we were contacted about, how many are on the referral list too.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.NEUTRAL,
    thread="GT6",
    areas=("EHASH",),
    source="ChAT shows this as a donut",
    basis=Basis.CHAT,
    windows=(Window.ROLLING_6_MONTHS,),
    counts=front_door.RECEIVED.counts,
    placed=front_door.RECEIVED.placed,
    each="child",
    also=Also(counts=referrals, placed=Standing(start="on")),
    met=_.also.any(),
)
OPEN_ASSESSMENTS: Final = Count(
    code="C-AS1",
    title="Assessments open",
    meaning="How many assessments are not signed off yet.",
    unit=Unit.COUNT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=("Duty & Assessment",),
    source="Rows of list 4 without an authorisation",
    basis=Basis.CHAT,
    windows=(Window.SNAPSHOT,),
    counts=assessment.OPEN_TOO_LONG.counts,
    placed=assessment.OPEN_TOO_LONG.placed,
)
_ASSESSED: Final = (
    (0, "0", "The same day"),
    (10, "1-10", "1 to 10 working days"),
    (20, "11-20", "11 to 20"),
    (30, "21-30", "21 to 30"),
    (40, "31-40", "31 to 40"),
    (45, "41-45", "41 to 45"),
    (50, "46-50", "46 to 50"),
    (60, "51-60", "51 to 60"),
    (0, "61+", "61 or more"),
)

PAGES: Final = (
    Page(
        code="contacts",
        title="Contacts",
        lists=(1,),
        lede="Who tells us about children, how many, and how often about the same child.",
        sections=(
            Section(
                code="received",
                title="Contacts received",
                of=front_door.RECEIVED,
                window=Window.ROLLING_6_MONTHS,
                rate=True,
                tables=(
                    Table(
                        title="Who contacted us",
                        bands=Bands(by=front_door.BY_SOURCE.by, names=SOURCES),
                    ),
                    AGE_BY_SEX,
                    ETHNICITY,
                ),
                repeats="contacts",
                said=(front_door.REPEATED, CONTACTS_ALSO_REFERRED),
            ),
        ),
    ),
    Page(
        code="early-help",
        title="Early help",
        lists=(2,),
        lede="Early help that began, how often for the same child, and who came on to us.",
        sections=(
            Section(
                code="started",
                title="Early help assessments started",
                of=early_help.STARTED,
                window=Window.ROLLING_6_MONTHS,
                rate=True,
                tables=(AGE_BY_SEX, ETHNICITY),
                repeats="assessments",
                said=(early_help.OPEN, early_help.ALSO_REFERRED, early_help.LED_BY_PARTNERS),
            ),
        ),
    ),
    Page(
        code="referrals",
        title="Referrals",
        lists=(3,),
        lede="Who refers children, who comes back, and what ends with no further action.",
        sections=(
            Section(
                code="received",
                title="Referrals received",
                of=referral.RECEIVED,
                window=Window.ROLLING_6_MONTHS,
                rate=True,
                tables=(
                    Table(
                        title="Who referred",
                        bands=Bands(by=referral.BY_SOURCE.by, names=SOURCES),
                    ),
                    AGE_BY_SEX,
                    ETHNICITY,
                    Table(
                        title="Referrals of the child in the twelve months before, by the list",
                        bands=number(_.prior, 3),
                    ),
                ),
                shares=(referral.NO_FURTHER_ACTION, referral.REPEATED),
                repeats="referrals",
                note="The list’s own number of referrals before counts some that the dates of our "
                "loads do not show as a re-referral: the two need not agree.",
            ),
        ),
    ),
    Page(
        code="assessments",
        title="Assessments",
        lists=(4,),
        lede="Finished assessments and open ones are counted apart: an open one has not been "
        "in time yet.",
        sections=(
            Section(
                code="completed",
                title="Assessments completed",
                of=assessment.COMPLETED,
                window=Window.ROLLING_6_MONTHS,
                rate=True,
                note="Those that did not end with no further action found that the child needs "
                "our support.",
                tables=(
                    Table(
                        title="Working days from start to sign-off",
                        bands=working_days(_.end_wd - _.start_wd, *_ASSESSED),
                    ),
                    AGE_BY_SEX,
                    DISABILITY,
                    ETHNICITY,
                ),
                shares=(
                    assessment.COMPLETED_IN_TIME,
                    assessment.CHILD_SEEN,
                    assessment.NO_NEED,
                ),
                said=(replace(assessment.DURATION, windows=(Window.ROLLING_6_MONTHS,)),),
            ),
            Section(
                code="open",
                title="Assessments open",
                of=OPEN_ASSESSMENTS,
                window=Window.SNAPSHOT,
                rate=True,
                tables=(
                    Table(
                        title="Working days open",
                        bands=working_days(_.as_at_wd - _.start_wd, *_ASSESSED),
                    ),
                    AGE_BY_SEX,
                    DISABILITY,
                    ETHNICITY,
                ),
                shares=(assessment.OPEN_TOO_LONG,),
            ),
        ),
    ),
)
