"""Bands that several pages share. Where an indicator draws a line, the band asks the indicator."""

from __future__ import annotations

from typing import Any, Final

import ibis
from ibis import _

from goldenthread.performance.chat.declared import Bands, Table
from goldenthread.performance.measure import age_at, days_after, months_after

AGES: Final = Bands(
    by=ibis.cases(
        (_.birth > _.as_at, "unborn"),
        (age_at(_.as_at) < 0, "unborn"),
        (age_at(_.as_at) < 1, "0"),
        (age_at(_.as_at) < 5, "1-4"),
        (age_at(_.as_at) < 10, "5-9"),
        (age_at(_.as_at) < 16, "10-15"),
        (age_at(_.as_at) < 18, "16-17"),
        (age_at(_.as_at) >= 18, "18+"),
    ),
    names=(
        ("unborn", "Unborn"),
        ("0", "Under 1"),
        ("1-4", "1 to 4"),
        ("5-9", "5 to 9"),
        ("10-15", "10 to 15"),
        ("16-17", "16 and 17"),
        ("18+", "18 and over"),
    ),
    ordered=True,
)
"""Age on the day of the analysis (catalogue, `population_age_groups_for_rates`)."""
SEXES: Final = Bands(
    by=_.sex,
    names=(
        ("female", "Female"),
        ("male", "Male"),
        ("neither", "Neither"),
        ("not stated/recorded", "Not stated"),
    ),
)
AGE_BY_SEX: Final = Table(title="Age and sex", bands=AGES, across=SEXES)

_WHITE: Final = ("WBRI", "WIRI", "WIRT", "WOTH", "WROM")
_MIXED: Final = ("MWBC", "MWBA", "MWAS", "MOTH")
_ASIAN: Final = ("AIND", "APKN", "ABAN", "AOTH", "CHNE")
_BLACK: Final = ("BCRB", "BAFR", "BOTH")
ETHNICITY: Final = Table(
    title="Ethnic background",
    bands=Bands(
        by=ibis.cases(
            (_.ethnicity.isin(_WHITE), "white"),
            (_.ethnicity.isin(_MIXED), "mixed"),
            (_.ethnicity.isin(_ASIAN), "asian"),
            (_.ethnicity.isin(_BLACK), "black"),
            else_=_.ethnicity,
        ),
        names=(
            ("white", "White"),
            ("mixed", "Mixed"),
            ("asian", "Asian or Asian British"),
            ("black", "Black or Black British"),
            ("OOTH", "Any other ethnic group"),
            ("REFU", "Refused"),
            ("NOBT", "Not yet obtained"),
        ),
    ),
)
"""The five groups of the census; the codes behind them are on the child's page."""
YES_NO: Final = (("yes", "Yes"), ("no", "No"), ("unknown", "Unknown"))
DISABILITY: Final = Table(title="Disability", bands=Bands(by=_.disability, names=YES_NO))
SOURCES: Final = (
    ("individual", "Individual"),
    ("schools", "Schools"),
    ("education services", "Education services"),
    ("health services", "Health services"),
    ("housing", "Housing"),
    ("la services", "Council services"),
    ("police", "Police"),
    ("other legal agency", "Other legal agency"),
    ("other", "Other"),
    ("anonymous", "Anonymous"),
    ("unknown", "Unknown"),
)
NEEDS: Final = (
    ("N1", "Abuse or neglect"),
    ("N2", "Child’s disability"),
    ("N3", "Parent’s disability or illness"),
    ("N4", "Family in acute stress"),
    ("N5", "Family dysfunction"),
    ("N6", "Socially unacceptable behaviour"),
    ("N7", "Low income"),
    ("N8", "Absent parenting"),
    ("N9", "Cases other than children in need"),
    ("N0", "Not stated"),
)
STATUSES: Final = (
    ("looked after child", "In care"),
    ("child protection plan", "Child protection plan"),
    ("child in need plan", "Child in need plan"),
    ("open assessment", "Open assessment"),
    ("closed episode", "Closed"),
)
_LENGTHS: Final = (
    ("0-3", "Under 3 months"),
    ("3-6", "3 to 6 months"),
    ("6-12", "6 to 12 months"),
    ("12-24", "1 to 2 years"),
    ("24+", "2 years or more"),
)


def length(start: Any, until: Any) -> Bands:
    """How long from a day until another: N months are reached on the same day (conventions)."""
    return Bands(
        by=ibis.cases(
            (start.isnull() | until.isnull(), None),
            (months_after(start, 3) > until, "0-3"),
            (months_after(start, 6) > until, "3-6"),
            (months_after(start, 12) > until, "6-12"),
            (months_after(start, 24) > until, "12-24"),
            else_="24+",
        ),
        names=_LENGTHS,
        ordered=True,
    )


def since_seen(day: Any) -> Bands:
    """Weeks since a visit; without a date nothing is known of one."""
    return Bands(
        by=ibis.cases(
            (days_after(day, 42) >= _.as_at, "0-6"),
            (days_after(day, 84) >= _.as_at, "6-12"),
            (days_after(day, 126) >= _.as_at, "12-18"),
            (day.notnull(), "18+"),
        ),
        names=(
            ("0-6", "Up to 6 weeks"),
            ("6-12", "6 to 12 weeks"),
            ("12-18", "12 to 18 weeks"),
            ("18+", "Over 18 weeks"),
        ),
        ordered=True,
    )


def since_review(day: Any) -> Bands:
    """Months since a review, each quarter of a year with a band of its own; new work has none."""
    return Bands(
        by=ibis.cases(
            (months_after(day, 3) >= _.as_at, "0-3"),
            (months_after(day, 6) >= _.as_at, "3-6"),
            (months_after(day, 9) >= _.as_at, "6-9"),
            (months_after(day, 12) >= _.as_at, "9-12"),
            (day.notnull(), "12+"),
            else_="none",
        ),
        names=(
            ("0-3", "Up to 3 months"),
            ("3-6", "3 to 6 months"),
            ("6-9", "6 to 9 months"),
            ("9-12", "9 to 12 months"),
            ("12+", "Over 12 months"),
            ("none", "No review yet"),
        ),
        ordered=True,
    )


def number(count: Any, most: int, *, none: str = "None") -> Bands:
    """A number that the list counts: none, 1, 2, and so many or more."""
    return Bands(
        by=ibis.cases((count >= most, f"{most}+"), else_=count.cast("string")),
        names=(
            ("0", none),
            *((str(one), str(one)) for one in range(1, most)),
            (f"{most}+", f"{most} or more"),
        ),
        ordered=True,
    )


def working_days(found: Any, *steps: tuple[int, str, str]) -> Bands:
    """Working days taken, in steps of (up to so many, key, words); a last step without an end."""
    *closed, (_last, open_key, open_words) = steps
    return Bands(
        by=ibis.cases(
            (found < 0, "before"),
            *((found <= most, key) for most, key, _words in closed),
            (found.notnull(), open_key),
        ),
        names=(
            ("before", "Dates the wrong way round"),
            *((key, words) for _most, key, words in closed),
            (open_key, open_words),
        ),
        ordered=True,
    )
