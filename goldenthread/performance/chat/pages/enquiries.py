"""Section 47 enquiries and initial conferences (list 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import ibis
from ibis import _

from goldenthread.performance.chat.bands import (
    AGE_BY_SEX,
    DISABILITY,
    ETHNICITY,
    number,
    working_days,
)
from goldenthread.performance.chat.declared import Bands, Page, Section, Table
from goldenthread.performance.indicators import section_47
from goldenthread.performance.measure import During
from goldenthread.performance.vocabulary import Window

HALF_YEAR: Final = Window.ROLLING_6_MONTHS
CONFERENCES: Final = replace(
    section_47.STARTED,
    code="C-SP1",
    title="Initial child protection conferences held",
    meaning="How many initial child protection conferences were held.",
    placed=During(on="conference_on"),
)
_OUTCOMES: Final = Bands(
    by=ibis.cases(
        (section_47.HELD, "held"),
        (_.unnecessary == "yes", "unnecessary"),
        (_.unnecessary == "no", "wanted"),
        else_="undecided",
    ),
    names=(
        ("held", "Conference held"),
        ("unnecessary", "Conference not needed"),
        ("wanted", "Conference needed, not held yet"),
        ("undecided", "Not decided yet"),
    ),
)
PAGES: Final = (
    Page(
        code="section-47",
        title="Section 47 enquiries",
        lists=(5,),
        lede="Enquiries that began, for whom, how often again, and what they led to.",
        sections=(
            Section(
                code="started",
                title="Section 47 enquiries started",
                of=section_47.STARTED,
                window=HALF_YEAR,
                rate=True,
                tables=(
                    Table(title="What it led to", bands=_OUTCOMES),
                    AGE_BY_SEX,
                    DISABILITY,
                    ETHNICITY,
                    Table(
                        title="Enquiries about the child in the twelve months before, by the list",
                        bands=number(_.prior, 3),
                    ),
                ),
                shares=(section_47.LED_TO_CONFERENCE,),
                said=(section_47.REPEATED, section_47.OPEN_TOO_LONG),
            ),
        ),
    ),
    Page(
        code="conferences",
        title="Initial conferences",
        lists=(5,),
        lede="Conferences held, how soon after the strategy discussion, and what they decided.",
        sections=(
            Section(
                code="held",
                title="Initial conferences held",
                of=CONFERENCES,
                window=HALF_YEAR,
                rate=True,
                tables=(
                    Table(
                        title="Working days from strategy discussion to conference",
                        bands=working_days(
                            _.conference_on_wd - _.start_wd,
                            (0, "0", "The same day"),
                            (5, "1-5", "1 to 5 working days"),
                            (10, "6-10", "6 to 10"),
                            (13, "11-13", "11 to 13"),
                            (15, "14-15", "14 and 15"),
                            (17, "16-17", "16 and 17"),
                            (20, "18-20", "18 to 20"),
                            (0, "21+", "Over 20"),
                        ),
                    ),
                    AGE_BY_SEX,
                    Table(
                        title="Conferences about the child in the twelve months before",
                        bands=number(_.prior_conferences, 3),
                    ),
                ),
                shares=(section_47.CONFERENCE_IN_TIME, section_47.CONFERENCE_LED_TO_PLAN),
            ),
        ),
    ),
)
