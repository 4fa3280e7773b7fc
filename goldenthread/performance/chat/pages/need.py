"""Children in need (list 6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ibis import _

from goldenthread.performance.chat.bands import (
    AGE_BY_SEX,
    DISABILITY,
    ETHNICITY,
    NEEDS,
    STATUSES,
    length,
    since_seen,
)
from goldenthread.performance.chat.declared import Bands, Page, Section, Table
from goldenthread.performance.indicators import need, workers
from goldenthread.performance.measure import During
from goldenthread.performance.vocabulary import Window

HALF_YEAR: Final = Window.ROLLING_6_MONTHS
NEED_STARTED: Final = replace(
    need.OPEN,
    code="C-CN1",
    title="Work with children that began",
    meaning="How many children we began to work with.",
    windows=(HALF_YEAR,),
    placed=During(on="start"),
)
NEED_ENDED: Final = replace(
    NEED_STARTED,
    code="C-CN2",
    title="Work with children that ended",
    meaning="How many children we stopped working with.",
    placed=During(on="end"),
)
_CLOSED: Final = (
    ("RC1", "Adopted"),
    ("RC2", "Died"),
    ("RC3", "Child arrangements order"),
    ("RC4", "Special guardianship order"),
    ("RC5", "Moved to another council"),
    ("RC6", "Moved to adult social care"),
    ("RC7", "Any other reason, no longer in need"),
    ("RC8", "No further action after assessment"),
    ("RC9", "To early help after assessment"),
)
PAGES: Final = (
    Page(
        code="need",
        title="Children in need",
        lists=(6,),
        lede="Everybody we work with: in need, on a protection plan, in care or being assessed.",
        sections=(
            Section(
                code="open",
                title="Children we work with",
                of=need.OPEN,
                window=Window.SNAPSHOT,
                rate=True,
                tables=(
                    Table(title="What for", bands=Bands(by=_.status, names=STATUSES)),
                    AGE_BY_SEX,
                    DISABILITY,
                    ETHNICITY,
                    Table(title="Main need", bands=Bands(by=need.PRIMARY_NEED.by, names=NEEDS)),
                    Table(title="How long open", bands=length(_.start, _.as_at)),
                    Table(title="Since the child was last seen", bands=since_seen(_.last_seen)),
                ),
                shares=(need.OPEN_TWO_YEARS, need.SEEN, workers.NO_WORKER),
            ),
            Section(
                code="started",
                title="Begun",
                of=NEED_STARTED,
                window=HALF_YEAR,
                rate=True,
                tables=(AGE_BY_SEX,),
            ),
            Section(
                code="ended",
                title="Ended",
                of=NEED_ENDED,
                window=HALF_YEAR,
                rate=True,
                tables=(
                    Table(title="How long it had lasted", bands=length(_.start, _.end)),
                    Table(
                        title="Why it ended",
                        bands=Bands(by=need.CLOSED_BY_REASON.by, names=_CLOSED),
                    ),
                ),
                shares=(need.CLOSED_WITHIN_THREE_MONTHS,),
            ),
        ),
    ),
)
