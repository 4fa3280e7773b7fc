"""Child protection plans (list 7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import ibis
from ibis import _

from goldenthread.performance.chat.bands import (
    AGE_BY_SEX,
    DISABILITY,
    ETHNICITY,
    STATUSES,
    YES_NO,
    length,
    number,
    since_review,
    since_seen,
)
from goldenthread.performance.chat.declared import Bands, Page, Section, Table
from goldenthread.performance.indicators import protection
from goldenthread.performance.measure import During, months_after
from goldenthread.performance.vocabulary import Window

HALF_YEAR: Final = Window.ROLLING_6_MONTHS
PLANS_STARTED: Final = replace(
    protection.OPEN,
    code="C-CP1",
    title="Child protection plans that began",
    meaning="How many child protection plans began.",
    windows=(HALF_YEAR,),
    placed=During(on="start"),
)
PLANS_ENDED: Final = replace(
    PLANS_STARTED,
    code="C-CP2",
    title="Child protection plans that ended",
    meaning="How many child protection plans ended.",
    placed=During(on="end"),
)
_CATEGORIES: Final = (
    ("neglect", "Neglect"),
    ("physical abuse", "Physical abuse"),
    ("sexual abuse", "Sexual abuse"),
    ("emotional abuse", "Emotional abuse"),
    ("multiple/not recommended", "Multiple, or not recommended"),
)
_LASTED: Final = Bands(
    by=ibis.cases(
        (_.start.isnull(), None),
        (protection.ENDED_AFTER_TWO_YEARS.met, "24+"),
        (protection.ENDED_WITHIN_THREE_MONTHS.met, "0-3"),
        (months_after(_.start, 6) >= _.end, "3-6"),
        (months_after(_.start, 12) >= _.end, "6-12"),
        else_="12-24",
    ),
    names=(
        ("0-3", "3 months or less"),
        ("3-6", "Over 3, to 6 months"),
        ("6-12", "Over 6, to 12 months"),
        ("12-24", "Over 1 year, under 2"),
        ("24+", "2 years or more"),
    ),
    ordered=True,
)
"""As DfE bands plans that ended (table D7): three months to the day are three months or less."""

PAGES: Final = (
    Page(
        code="protection",
        title="Child protection plans",
        lists=(7,),
        lede="Children on a plan, how long, how lately visited and reviewed.",
        sections=(
            Section(
                code="open",
                title="Plans open",
                of=protection.OPEN,
                window=Window.SNAPSHOT,
                rate=True,
                tables=(
                    Table(
                        title="Category of abuse now",
                        bands=Bands(by=protection.CATEGORY.by, names=_CATEGORIES),
                    ),
                    AGE_BY_SEX,
                    DISABILITY,
                    ETHNICITY,
                    Table(title="How long open", bands=length(_.start, _.as_at)),
                    Table(title="Since the last visit", bands=since_seen(_.last_visit)),
                    Table(
                        title="Seen alone at the last visit",
                        bands=Bands(by=_.seen_alone, names=YES_NO),
                    ),
                    Table(title="Since the last review", bands=since_review(_.last_review)),
                ),
                shares=(
                    protection.OPEN_TWO_YEARS,
                    protection.VISITED,
                    protection.SEEN_ALONE,
                ),
                said=(protection.EMERGENCY,),
            ),
            Section(
                code="started",
                title="Plans begun",
                of=PLANS_STARTED,
                window=HALF_YEAR,
                rate=True,
                tables=(
                    Table(
                        title="Category of abuse at first",
                        bands=Bands(by=_.first_category, names=_CATEGORIES),
                    ),
                    Table(title="Plans before this one", bands=number(_.previous_plans, 3)),
                ),
                shares=(protection.AGAIN,),
            ),
            Section(
                code="ended",
                title="Plans ended",
                of=PLANS_ENDED,
                window=HALF_YEAR,
                rate=True,
                tables=(
                    Table(title="How long it had lasted", bands=_LASTED),
                    Table(
                        title="What the child has now",
                        bands=Bands(by=protection.WHERE_NEXT.by, names=STATUSES),
                    ),
                ),
                shares=(
                    protection.ENDED_WITHIN_THREE_MONTHS,
                    protection.ENDED_AFTER_TWO_YEARS,
                ),
            ),
        ),
    ),
)
