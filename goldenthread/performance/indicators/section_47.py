"""Section 47 enquiries and initial child protection conferences (Annex A list 5)."""

from __future__ import annotations

from typing import Final

from ibis import _

from goldenthread.performance.measure import Count, During, Indicator, Rate, Share, Standing
from goldenthread.performance.tables import section_47
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

HELD: Final = _.conference_on.notnull()
"""The initial conference has been held."""
WAITS_FOR_CONFERENCE: Final = ~HELD & (_.unnecessary.fill_null("no") != "yes")
"""No conference was held, and none was found unnecessary: undecided, or called for and to come."""

STARTED = Count(
    code="SP01",
    title="Section 47 enquiries started",
    meaning="How many section 47 enquiries began.",
    unit=Unit.COUNT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "Duty & Assessment",
        "FSP",
    ),
    source="DfE Children in need statistics (CIN census) table C4",
    basis=Basis.OFFICIAL,
    windows=(
        Window.MONTH,
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=section_47,
    placed=During(on="start"),
)

RATE = Rate(
    code="SP02",
    title="Rate of section 47 enquiries per 10,000",
    meaning="Section 47 enquiries, set against the number of children who live here.",
    unit=Unit.PER_10_000,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "Duty & Assessment",
        "FSP",
    ),
    source="DfE Children in need statistics (CIN census)",
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_12_MONTHS,
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=section_47,
    placed=During(on="start"),
    benchmark="Section_47",
)

LED_TO_CONFERENCE = Share(
    code="SP03",
    title="Section 47 enquiries leading to an ICPC",
    meaning=(
        "Of the enquiries that were decided, how many led to an initial child protection "
        "conference."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "Duty & Assessment",
        "FSP",
    ),
    source="Conversion; ISCP_Conf / Section_47 from LAIT gives the benchmark",
    basis=Basis.COMPOSED,
    windows=(
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=section_47,
    placed=During(on="start"),
    eligible=_.unnecessary.notnull() | HELD,
    met=HELD,
    settles=(
        "A conference is often held after the month in which the enquiry began, so each month by "
        "itself is too low: it has no usual range. Read the six months, or the weeks as they are "
        "known today."
    ),
    note=(
        "An enquiry with no decision yet does not count. That none is needed is decided sooner "
        "than a conference is held: the newest month is too low until its conferences are."
    ),
)

CONFERENCE_IN_TIME = Share(
    code="SP04",
    title="ICPCs held within 15 working days of strategy discussion",
    meaning=(
        "Of the initial conferences held, how many were within 15 working days of the "
        "strategy discussion."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT7",
    areas=(
        "Duty & Assessment",
        "FSP",
        "Safeguarding Unit",
    ),
    source=(
        "DfE Children in need statistics (CIN census) (day counts from the actual section "
        "47 start; exclude an ICPC dated before the enquiry)"
    ),
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_6_MONTHS,
        Window.ROLLING_12_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=section_47,
    placed=During(on="conference_on"),
    eligible=_.conference_on >= _.start,
    met=_.conference_on_wd - _.start_wd <= 15,
    standard="15 working days (Working Together)",
    benchmark="CP_conf_15days",
)

CONFERENCE_RATE = Rate(
    code="SP05",
    title="Rate of ICPCs per 10,000",
    meaning=(
        "Initial child protection conferences, set against the number of children who live here."
    ),
    unit=Unit.PER_10_000,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "Duty & Assessment",
        "Safeguarding Unit",
    ),
    source="DfE Children in need statistics (CIN census)",
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_12_MONTHS,
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=section_47,
    placed=During(on="conference_on"),
    benchmark="ISCP_Conf",
)

CONFERENCE_LED_TO_PLAN = Share(
    code="SP06",
    title="ICPCs resulting in a child protection plan",
    meaning="Of the initial conferences held, how many ended in a child protection plan.",
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "Duty & Assessment",
        "Safeguarding Unit",
    ),
    source="Conversion rate",
    basis=Basis.CHAT,
    windows=(
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=section_47,
    placed=During(on="conference_on"),
    met=_.led_to_plan == "yes",
)

REPEATED = Share(
    code="SP07",
    title="Repeat section 47 enquiries within 12 months",
    meaning="Of the children with an enquiry, how many had another in the twelve months before.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT6",
    areas=(
        "Duty & Assessment",
        "FSP",
    ),
    source="Annex A list 5 count",
    basis=Basis.CHAT,
    windows=(Window.ROLLING_6_MONTHS,),
    counts=section_47,
    placed=During(on="start"),
    each="child",
    met=(_.prior >= 1).any(),
)

OPEN_TOO_LONG = Share(
    code="SP08",
    title="Section 47 enquiries open over 15 working days with no ICPC",
    meaning=(
        "Of the enquiries with no decision yet, how many have been open for more than 15 "
        "working days."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.LOWER,
    thread="GT7",
    areas=("Duty & Assessment",),
    source="Overdue work",
    basis=Basis.CHAT,
    windows=(Window.SNAPSHOT,),
    counts=section_47,
    placed=Standing(start="start"),
    eligible=_.unnecessary.isnull() & ~HELD,
    inside=("SP09",),
    met=_.as_at_wd - _.start_wd > 15,
)

STILL_WAITING: Final = Share(
    code="SP09",
    title="Section 47 enquiries over 15 working days whose conference is still to come",
    meaning=(
        "Of the enquiries that have had no conference and were not ended without one, how many "
        "began more than 15 working days ago."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.LOWER,
    thread="GT7",
    areas=("Duty & Assessment", "FSP", "Safeguarding Unit"),
    source="Overdue work, as Working Together 2023 sets the 15 working days",
    basis=Basis.COMPOSED,
    windows=(Window.SNAPSHOT,),
    counts=section_47,
    placed=Standing(start="start"),
    eligible=WAITS_FOR_CONFERENCE,
    met=_.as_at_wd - _.start_wd > 15,
    standard="15 working days from the strategy discussion (Working Together 2023)",
    note=(
        "Conferences held too late are in SP04; these are late and not held. SP08 counts of them "
        "those of which nothing was decided."
    ),
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    STARTED,
    RATE,
    LED_TO_CONFERENCE,
    CONFERENCE_IN_TIME,
    CONFERENCE_RATE,
    CONFERENCE_LED_TO_PLAN,
    REPEATED,
    OPEN_TOO_LONG,
    STILL_WAITING,
)
