"""Contacts (Annex A list 1), and what came of them."""

from __future__ import annotations

from typing import Final

import ibis
from ibis import _

from goldenthread.performance.measure import (
    Count,
    During,
    Indicator,
    Mix,
    Nearest,
    Share,
    tell_of,
)
from goldenthread.performance.tables import contact, contact_outcome, referral
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

DECIDED_WITHIN: Final = 3
"""Working days from a contact in which a referral of the same child is taken to come of it."""
_REFERRALS_TOLD: Final = tell_of(referral, _.on, on="on")

RECEIVED = Count(
    code="FD01",
    title="Contacts received",
    meaning="How many contacts about children we received.",
    unit=Unit.COUNT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT5",
    areas=("EHASH",),
    source="Count of contacts, one per child per contact (Annex A list 1 rule)",
    basis=Basis.OFFICIAL,
    windows=(
        Window.MONTH,
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=contact,
    placed=During(on="on"),
)

REPEATED = Share(
    code="FD02",
    title="Contacts per child (children with repeat contacts)",
    meaning=(
        "Of the children we were contacted about, how many we were contacted about more than once."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT6",
    areas=("EHASH",),
    source="ChAT computes a contacts-per-child distinct count column and charts 2,3,4,5+ contacts",
    basis=Basis.CHAT,
    windows=(Window.ROLLING_6_MONTHS,),
    counts=contact,
    placed=During(on="on"),
    each="child",
    met=_.count() >= 2,
)

BY_SOURCE = Mix(
    code="FD03",
    title="Contacts by source",
    meaning="Who contacts us about children.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT5",
    areas=("EHASH",),
    source="Ofsted grouped source codes",
    basis=Basis.CHAT,
    windows=(Window.ROLLING_6_MONTHS,),
    counts=contact,
    placed=During(on="on"),
    by=_.source_group,
)

PROGRESSED = Share(
    code="FD05",
    title="Contacts progressing to referral",
    meaning=(
        "Of the contacts we received, how many were followed by a referral of the same child on "
        "the same day or in the next three working days."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT5",
    areas=("EHASH",),
    source="Annex A lists 1 and 3, joined by child and date; ADCS Safeguarding Pressures asks it",
    basis=Basis.COMPOSED,
    windows=(Window.ROLLING_6_MONTHS,),
    counts=contact,
    placed=During(on="on"),
    also=Nearest(counts=referral, on="on", of="on"),
    met=ibis.cases(
        (_REFERRALS_TOLD & (_.nearest_wd - _.on_wd <= DECIDED_WITHIN).fill_null(False), True),
        (_REFERRALS_TOLD & (_.as_at_wd - _.on_wd >= DECIDED_WITHIN), False),
    ),
    settles=(
        "Of the last days of each month only the contacts with a referral are told by its end, so "
        "each month by itself is too high: it has no usual range. Read the six months, or the "
        "weeks as they are known today."
    ),
    note=(
        "The lists do not say what came of a contact: a referral of the same child so soon after "
        "is taken for it, whoever made it. A contact of the last three working days without one is "
        "incomplete, and so is one of a time of which list 3 does not tell. Of two contacts just "
        "before one referral both count."
    ),
)

TO_EARLY_HELP = Share(
    code="FD06",
    title="Contacts passed to early help",
    meaning="Of the contacts whose outcome is on record, how many were passed to early help.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT1",
    areas=("EHASH",),
    source="Standard Safeguarding Dataset, cont_contact_outcome_json",
    basis=Basis.COMPOSED,
    windows=(Window.ROLLING_6_MONTHS,),
    counts=contact_outcome,
    placed=During(on="on"),
    met=_.early_help == "yes",
    note=(
        "Of the outcomes that the dataset asks for none is of early help; some councils write it "
        "there all the same. Where no outcome of a load names early help there is no figure. A "
        "contact without an outcome is incomplete."
    ),
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    RECEIVED,
    REPEATED,
    BY_SOURCE,
    PROGRESSED,
    TO_EARLY_HELP,
)
