"""A workbook whose every row is a question of reading, told by hand.

The load is of 28 February 2026, the last day of a short month in a common year: born on
29 February, six months after 31 August, a window of whole months, and what happens on the very day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import openpyxl

from goldenthread.intake.tests.make import headers

AS_AT: Final = date(2026, 2, 28)
DAYS: Final = (
    AS_AT,
    date(2026, 2, 27),  # the day before: what begins or ends on the 28th has not yet
    date(2026, 3, 1),  # the birthday of who was born on 29 February
    date(2026, 3, 31),
    date(2026, 8, 30),
)
LEAP: Final = "29/02/2008"
YES, NO, UNKNOWN = "a) Yes", "b) No", "c) Unknown"

COMMON: Final[dict[str, Any]] = {
    "Gender": "b) Female",
    "Ethnicity": "a) WBRI",
    "Date of Birth": "01/06/2015",
    "Age of Child": 10,
    "Does the Child have a Disability": UNKNOWN,
    "Disability": NO,
    "Allocated Team": "FSP North",
    "Allocated Worker": "Aisha Rahman",
}
"""What a cell holds unless a row says otherwise, by how its header begins."""

CONTACT, SOURCE = "Date of Contact", "Contact Source"
POLICE, SCHOOL = "q) 6: Police", "e) 2A: Schools"
ONE: Final[list[dict[str, Any]]] = [
    {CONTACT: "01/09/2025", SOURCE: POLICE},  # the first day of six whole months
    {CONTACT: "31/08/2025", SOURCE: POLICE},  # the day before it
    {CONTACT: "28/02/2026", SOURCE: POLICE},  # on the day itself
    {CONTACT: "28/02/2026", SOURCE: SCHOOL},  # another source, another contact
    {CONTACT: "28/02/2026", SOURCE: SCHOOL},  # the same again: one record
    {CONTACT: "10/02/2026", SOURCE: "u) 10: Unknown", "Date of Birth": LEAP},
    {CONTACT: "06/02/2026", SOURCE: POLICE},  # three working days before the referral
    {CONTACT: "05/02/2026", SOURCE: POLICE},  # four
    {CONTACT: "12/02/2026", SOURCE: POLICE},  # the day after it
]

START, END, BY = "Assessment start", "Assessment completion", "Organisation"
TWO: Final[list[dict[str, Any]]] = [
    {START: "31/08/2025", END: "28/02/2026", BY: "Primary school"},  # ends on the day: ended
    {START: "01/09/2025", BY: "Family hub"},
    {START: "28/02/2026", BY: None},  # blank: leaves the share
    {START: "01/01/2026", END: "-", BY: "Thornley Early Help"},
    {"Child": "R1", START: "01/01/2025", END: "28/02/2025", BY: "Family hub"},  # referred that day
    {"Child": "R2", START: "01/01/2025", END: "28/02/2025", BY: "Family hub"},  # 12 months on
    {"Child": "R3", START: "01/01/2025", END: "28/02/2025", BY: "Family hub"},  # never in the 12
    {
        "Child": "R2",
        START: "02/01/2025",
        END: "26/02/2025",
        BY: "Family hub",
    },  # before list 3 tells
    {"Child": "R4", START: "01/01/2025", END: "01/03/2025", BY: "Family hub"},  # not over yet
]

REFERRED, FROM, NFA, PRIOR = "Date of referral", "Referral Source", "Referral NFA", "Number of Ref"
THREE: Final[list[dict[str, Any]]] = [
    {"Child": "R1", REFERRED: "28/02/2025", FROM: POLICE, NFA: NO, PRIOR: 1},
    {"Child": "R1", REFERRED: "28/02/2026", FROM: POLICE, NFA: None, PRIOR: 1},  # 12 months on
    {"Child": "R2", REFERRED: "27/02/2025", FROM: POLICE, NFA: NO, PRIOR: 0},
    {"Child": "R2", REFERRED: "28/02/2026", FROM: POLICE, NFA: YES, PRIOR: 0},  # a day too late
    {"Child": "R3", REFERRED: "10/02/2026", FROM: POLICE, NFA: YES, PRIOR: 0},
    {"Child": "R3", REFERRED: "10/02/2026", FROM: SCHOOL, NFA: NO, PRIOR: 0},  # the same day
    {"Child": "R4", REFERRED: "02/02/2026", FROM: SCHOOL, NFA: NO, PRIOR: 2},  # known by the count
    {"Child": "R5", REFERRED: "02/02/2026", FROM: SCHOOL, NFA: YES, PRIOR: 0},
    {"Child": "R5", REFERRED: "02/02/2026", FROM: SCHOOL, NFA: NO, PRIOR: 0},  # the later counts
    {"Child": "R6", REFERRED: "02/01/2026", FROM: POLICE, NFA: NO, PRIOR: 2},
    {"Child": "R6", REFERRED: "02/01/2026", FROM: SCHOOL, NFA: NO, PRIOR: 2},
    {"Child": "R6", REFERRED: "02/02/2026", FROM: SCHOOL, NFA: NO, PRIOR: 2},  # both are known
    {"Child": "R7", REFERRED: "02/01/2026", FROM: POLICE, NFA: NO, PRIOR: 2},  # so is this one
    {"Child": "R7", REFERRED: "02/02/2026", FROM: POLICE, NFA: NO, PRIOR: 2},  # one lies before
    {"Child": "A1", REFERRED: "11/02/2026", FROM: POLICE, NFA: NO, PRIOR: 0},  # of the contacts
]

BEGAN, SEEN = "Continuous Assessment Start", "Child Seen During"
SIGNED, NEEDS = "Continuous Assessment Date of Auth", "Was the child assessed"
FOUR: Final[list[dict[str, Any]]] = [
    {BEGAN: "23/12/2025", SEEN: YES, SIGNED: "27/02/2026", NEEDS: YES},  # 45 days: Christmas
    {BEGAN: "22/12/2025", SEEN: NO, SIGNED: "27/02/2026", NEEDS: NO},
    {BEGAN: "20/12/2025", SEEN: UNKNOWN, SIGNED: "28/02/2026", NEEDS: None},  # a Saturday
    {BEGAN: "24/06/2025", SEEN: None, SIGNED: "31/08/2025", NEEDS: NO},
    {BEGAN: "23/12/2025", SEEN: None},  # open 45 working days
    {BEGAN: "22/12/2025", SEEN: NO},  # open 46
    {BEGAN: "28/02/2026", SEEN: NO},
]

TALKED, NONE_NEEDED = "Strategy discussion", "Was an Initial"
HELD, TO_PLAN, EARLIER = "Date of Initial", "Did the Initial", "Number of Section"
FIVE: Final[list[dict[str, Any]]] = [
    {TALKED: "19/12/2025", NONE_NEEDED: NO, HELD: "14/01/2026", TO_PLAN: YES, EARLIER: 0},
    {TALKED: "19/12/2025", NONE_NEEDED: NO, HELD: "15/01/2026", TO_PLAN: NO, EARLIER: None},
    {TALKED: "01/02/2026", NONE_NEEDED: NO, HELD: "28/02/2026", TO_PLAN: None, EARLIER: 1},
    {TALKED: "09/02/2026", NONE_NEEDED: YES, EARLIER: 2},
    {TALKED: "09/02/2026", EARLIER: 0},  # 14 working days on
    {TALKED: "06/02/2026", EARLIER: 0},  # 15
    {TALKED: "05/02/2026", EARLIER: 0},  # 16
]

NEED, NEED_SEEN = "CIN Start", "Date Child Was Last Seen"
CLOSED, WHY, STATUS = "CIN Closure", "Reason for Closure", "Case status"
PLAN, GONE = "c) Child in need plan", "e) Closed episode"
SIX: Final[list[dict[str, Any]]] = [
    {NEED: "28/02/2024", NEED_SEEN: "31/01/2026", STATUS: PLAN},  # 28 days; two years
    {NEED: "29/02/2024", NEED_SEEN: "30/01/2026", STATUS: PLAN},  # 29 days; two years on the day
    {NEED: "01/03/2024", NEED_SEEN: None, STATUS: PLAN},
    {NEED: "31/01/2026", NEED_SEEN: "28/02/2026", STATUS: PLAN},  # 28 days: not yet due
    {NEED: "30/11/2025", CLOSED: "28/02/2026", WHY: "RC7 - Any", STATUS: GONE},  # three months
    {NEED: "30/11/2025", CLOSED: "27/02/2026", WHY: "RC1 - Adopted", STATUS: GONE},
    {NEED: "01/03/2025", CLOSED: "31/08/2025", WHY: "RC7 - Any", STATUS: GONE},
    {NEED: "01/05/2025", NEED_SEEN: "20/02/2026", STATUS: PLAN, "Allocated Worker": None},
    {"Child": "R1", NEED: "01/01/2025", CLOSED: "28/02/2025", WHY: "RC8 - Any", STATUS: GONE},
    {"Child": "R2", NEED: "01/01/2025", CLOSED: "27/02/2025", WHY: "RC7 - Any", STATUS: GONE},
]

CP, VISIT, CP_END = (
    "Child Protection Plan Start",
    "Date of the Last Stat",
    "Child Protection Plan End",
)
EPO, BEFORE = "Subject to Emergency", "Number of Previous"
SEVEN: Final[list[dict[str, Any]]] = [
    {CP: "28/02/2024", VISIT: "13/02/2026", EPO: NO, BEFORE: 0},  # 10 working days
    {CP: "29/02/2024", VISIT: "12/02/2026", EPO: YES, BEFORE: 1},  # 11
    {CP: "01/03/2025", VISIT: None, EPO: None, BEFORE: None},
    {CP: "13/02/2026", VISIT: "16/02/2026", EPO: NO, BEFORE: 2},  # not yet due
    {CP: "28/02/2025", VISIT: "27/02/2026", EPO: NO, BEFORE: 0},  # before the twelve months
    {CP: "30/11/2025", VISIT: "01/02/2026", CP_END: "28/02/2026", EPO: NO, BEFORE: 0},
    {CP: "29/11/2025", VISIT: "01/02/2026", CP_END: "28/02/2026", EPO: NO, BEFORE: 0},
    {CP: "01/03/2024", VISIT: "01/02/2026", CP_END: "27/02/2026", EPO: NO, BEFORE: 0},  # 729 days
    {CP: "29/02/2024", VISIT: "01/02/2026", CP_END: "28/02/2026", EPO: NO, BEFORE: 0},
    {CP: "01/02/2023", CP_END: "27/02/2024", EPO: NO, BEFORE: 0},  # two years tell
    {CP: "28/02/2026", EPO: NO, BEFORE: 1},  # an earlier one that no list tells
    {CP: "28/02/2026", EPO: NO, BEFORE: 0},
]

CARE, ENDED, LEFT = "Date Started to be", "Date Ceased to be", "Reason Ceased"
LEGAL, LEGAL_FROM = "Child's Legal Status", "Start date of current legal"
HEALTH, DENTAL, IRO = "Date of Last Health", "Date of Last Dental", "Date of Last IRO"
REVIEW, AIM, MOVES = "Date of Latest Stat", "What is the permanence", "Number of Placements"
MOVED, TYPE, WHO_PAYS = "Start Date of Most", "Placement Type", "Placement Provider"
MISSING, OFFERED, TAKEN = (
    "Number of Episodes the Child has been ‘M",
    "Was the child off",
    "Did the child acc",
)
UASC, SECOND, WHERE = "Unaccompanied", "Is this a second", "Placement Location"
AT_18 = "f) E4B: Returned home"
FOSTERED, HOME = "f) U6: Foster placement - not FFA", "p) K2: Children’s Homes"
IN_CARE: Final[dict[str, Any]] = {
    CARE: "28/02/2025",
    LEGAL: "V2: Single period under S20",
    LEGAL_FROM: "28/02/2025",
    TYPE: FOSTERED,
    WHO_PAYS: "e) PR4: Private provision",
    WHERE: "b) Out",
    MOVED: "28/02/2025",
    MOVES: 1,
    MISSING: 0,
    UASC: NO,
    SECOND: NO,
    REVIEW: "01/12/2025",
    IRO: "01/12/2025",
}
EIGHT: Final[list[dict[str, Any]]] = [
    IN_CARE | {HEALTH: "28/02/2025", DENTAL: "27/02/2025"},  # twelve months, on the day
    IN_CARE | {HEALTH: None, DENTAL: None, LEGAL_FROM: "27/02/2025"},  # none yet
    IN_CARE | {"Date of Birth": "01/03/2021", HEALTH: "31/08/2025"},  # four; clipped six months
    IN_CARE | {"Date of Birth": "28/02/2021", HEALTH: "30/08/2025"},  # five on the day
    IN_CARE | {"Date of Birth": LEAP, UASC: YES, TYPE: "K3", MISSING: 2, OFFERED: NO},  # 17
    IN_CARE | {"Date of Birth": "28/02/2010", TYPE: "K3"},  # 16 on the day
    IN_CARE | {"Date of Birth": "01/03/2010", TYPE: "n) H5: Residential accommodation"},
    IN_CARE | {MISSING: 3, OFFERED: YES, TAKEN: UNKNOWN, TYPE: HOME},
    IN_CARE | {MISSING: 1, OFFERED: YES, TAKEN: None, MOVES: 3},
    IN_CARE | {MISSING: 1, OFFERED: UNKNOWN, MOVES: None, AIM: "b) Adoption"},
    IN_CARE | {MISSING: 1, OFFERED: None, TYPE: None, WHO_PAYS: None, WHERE: None},
    IN_CARE | {CARE: "31/10/2025", AIM: None, IRO: "30/08/2025", REVIEW: None},  # four months
    IN_CARE | {CARE: "01/11/2025", AIM: None, IRO: "31/08/2025"},
    IN_CARE | {CARE: "31/08/2023", MOVED: "28/02/2024"},  # thirty months, and two years
    IN_CARE | {CARE: "31/08/2023", MOVED: "01/03/2024", TYPE: "i) A5: Placed for adoption"},
    IN_CARE | {CARE: "01/03/2025", SECOND: YES},
    IN_CARE | {CARE: "01/03/2025", SECOND: None},
    IN_CARE | {LEGAL: "V4: Short term breaks, agreements recorded"},  # not looked after
    IN_CARE | {ENDED: "28/02/2026", LEFT: "h) E41: Residence order granted"},
    IN_CARE | {ENDED: "01/09/2025", LEFT: "i) E45: Special Guardianship"},
    IN_CARE | {ENDED: "01/01/2026", LEFT: "f) E4B: Returned home", MISSING: 1, OFFERED: YES},
    IN_CARE | {"Child": "L1", CARE: "01/03/2020", ENDED: "01/03/2025", LEFT: AT_18},  # on the day
    IN_CARE
    | {"Child": "L2", CARE: "01/03/2020", ENDED: "28/02/2025", LEFT: AT_18},  # the day before
    IN_CARE | {"Child": "L3", CARE: "01/03/2020", ENDED: "01/03/2025", LEFT: AT_18, TYPE: HOME},
    IN_CARE | {"Child": "L4", CARE: "01/03/2020", ENDED: "28/02/2023", LEFT: AT_18},  # three years
]

KIND, TOUCH, REACHED = "Eligibility", "LA in Touch", "Latest Date of Contact"
PATHWAY, ADVISER = "Latest Pathway", "Allocated Personal"
ROOF, FIT, DOING = "Type of Accomm", "Suitability", "Activity"
LEAVER: Final[dict[str, Any]] = {
    "Date of Birth": "29/02/2004",  # 21 until 1 March
    KIND: "b) Former relevant child",
    TOUCH: YES,
    REACHED: "28/12/2025",
    PATHWAY: "31/08/2025",
    ROOF: "U: Independent living",
    FIT: "a) Suitable",
    DOING: "F1: Full time in higher education",
}
WITH_CARERS = "Z: With former foster carers"
GROWN: Final = LEAVER | {"Date of Birth": "01/03/2007"}
"""18 on 1 March 2025, and 19 a year later."""
NINE: Final[list[dict[str, Any]]] = [
    LEAVER,
    LEAVER | {"Date of Birth": "28/02/2004"},  # 22 on the day
    LEAVER | {"Date of Birth": "28/02/2007"},  # 19 on the day
    LEAVER | {"Date of Birth": "01/03/2007", REACHED: "27/12/2025"},  # 18
    LEAVER | {"Date of Birth": LEAP, KIND: "a) Relevant child", PATHWAY: "30/08/2025"},  # 17
    LEAVER | {"Date of Birth": None, "Age of Child": 20.9, DOING: "G5: Not in education"},
    LEAVER | {TOUCH: NO, ROOF: None, FIT: None, DOING: None},
    LEAVER | {TOUCH: "c) Died", REACHED: None},
    LEAVER | {TOUCH: "f) Rhom"},
    LEAVER | {FIT: None, DOING: None, PATHWAY: None},
    LEAVER | {ROOF: "R: Residence not known", FIT: "b) Unsuitable"},
    LEAVER | {ROOF: "X: In custody", FIT: "b) Unsuitable", DOING: "G6: Not in education"},
    LEAVER | {ROOF: "S: No fixed abode / homeless", FIT: "b) Unsuitable"},
    LEAVER | {KIND: "c) Qualifying care leaver", PATHWAY: "01/01/2020"},
    LEAVER | {"Date of Birth": LEAP, KIND: "d) Eligible child", ADVISER: "Tom Webb"},
    LEAVER | {"Date of Birth": LEAP, KIND: "d) Eligible child", ADVISER: None},
    GROWN | {"Child": "L1", ROOF: WITH_CARERS},
    GROWN | {"Child": "L2", ROOF: WITH_CARERS},  # left care before the birthday
    GROWN | {"Child": "L3", ROOF: WITH_CARERS},  # a children's home
    GROWN | {"Child": "L4", "Date of Birth": "28/02/2005"},  # 21 on the day
    GROWN | {"Child": "L5", ROOF: WITH_CARERS},  # on no list 8
]

ENTERED, DECIDED, ORDERED = (
    "Date the Child Ent",
    "Date of Decision that Child Should be",
    "Date of Placement",
)
MATCHED, PLACED, ADOPTED = "Date of Matching", "Date Placed", "Date of Adoption"
UNDONE, FFA = "Date of Decision that Child Should No", "Date the child was placed for fost"
WAITING: Final[dict[str, Any]] = {
    ENTERED: "01/03/2024",
    DECIDED: "01/12/2024",
    ORDERED: "01/02/2025",
}
TEN: Final[list[dict[str, Any]]] = [
    WAITING,
    WAITING | {ORDERED: None},
    WAITING | {UNDONE: "01/03/2025"},  # the first day of twelve months
    WAITING | {UNDONE: "28/02/2025"},
    WAITING
    | {MATCHED: "01/01/2025", PLACED: "29/02/2024", ADOPTED: "28/02/2026", FFA: "05/03/2024"},
    WAITING | {MATCHED: "01/04/2025", PLACED: "01/05/2025", ADOPTED: "28/02/2025"},
    WAITING | {ORDERED: None, MATCHED: "01/04/2025", PLACED: "01/05/2025", ADOPTED: "01/03/2025"},
]

ELEVEN_KEY, FAMILY = "Individual", "Family"
S1, S1_END, S2, S2_END = "Date Stage 1 st", "Date Stage 1 en", "Date Stage 2 st", "Date Stage 2 en"
ENQUIRY: Final[dict[str, Any]] = {"Date enquiry": "01/01/2025", "Is the (pros": "No"}
ELEVEN: Final[list[dict[str, Any]]] = [
    ENQUIRY | {FAMILY: "F1", S1: "31/12/2025", S1_END: "28/02/2026"},  # two months, clipped
    ENQUIRY | {FAMILY: "F2", S1: "30/12/2025", S1_END: "28/02/2026"},
    ENQUIRY | {FAMILY: "F3", S1: None, S1_END: "01/02/2026"},
    ENQUIRY
    | {
        FAMILY: "F4",
        S1: "01/02/2025",
        S1_END: "28/02/2025",
        S2: "31/07/2025",
        S2_END: "30/11/2025",
    },
    ENQUIRY
    | {
        FAMILY: "F4",
        S1: "01/02/2025",
        S1_END: "01/03/2025",
        S2: "31/07/2025",
        S2_END: "30/11/2025",
    },
    ENQUIRY
    | {
        FAMILY: "F5",
        S1: "01/02/2025",
        S1_END: "01/04/2025",
        S2: "31/07/2025",
        S2_END: "01/12/2025",
    },
    ENQUIRY | {FAMILY: None, S2: "01/02/2025", S2_END: "28/02/2025"},
]

LISTS: Final[dict[int, list[dict[str, Any]]]] = {
    1: ONE, 2: TWO, 3: THREE, 4: FOUR, 5: FIVE, 6: SIX,
    7: SEVEN, 8: EIGHT, 9: NINE, 10: TEN, 11: ELEVEN,
}  # fmt: skip


PLAN_BEFORE: Final[dict[str, Any]] = {CP: "01/02/2023", EPO: NO, BEFORE: 0}
TWO_YEARS: Final[dict[date, list[dict[str, Any]]]] = {
    date(2024, 2, 29): [
        PLAN_BEFORE | {"Child": "T1", CP_END: "29/02/2024"},
        PLAN_BEFORE | {"Child": "T2", CP_END: "29/02/2024"},
        PLAN_BEFORE | {"Child": "T3", CP_END: "31/10/2023"},
        PLAN_BEFORE | {"Child": "T4"},
    ],
    date(2026, 3, 31): [
        {"Child": "T1", CP: "28/02/2026", EPO: NO, BEFORE: 1},  # two years, of the shorter month
        {"Child": "T2", CP: "01/03/2026", EPO: NO, BEFORE: 1},  # a day more
        {"Child": "T3", CP: "28/02/2026", EPO: NO, BEFORE: 1},
        PLAN_BEFORE | {"Child": "T4", CP_END: "02/03/2026"},  # and not yet another
        {"Child": "T5", CP: "31/08/2025", EPO: NO, BEFORE: 0},  # a day too early for the first list
        {"Child": "T6", CP: "02/03/2026", EPO: NO, BEFORE: 3},  # all of them before that list
        {"Child": "T7", CP: "02/03/2026", EPO: NO, BEFORE: None},
    ],
}
"""Plans of two lists 7 that lie two years apart."""


def workbook(path: Path, lists: Mapping[int, list[dict[str, Any]]] = LISTS) -> Path:
    """Write it: a title, the headers, the rows; a child of its own a row, unless it says whose.

    Contacts are all of one child, so that the same key twice is one record.
    """
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in lists.items():
        sheet = book.create_sheet(f"List {number}")
        heads = headers(number)
        sheet.append([f"List {number}"])
        sheet.append(heads)
        for at, row in enumerate(rows):
            who = f"A{number}" if number == 1 else f"{number}{at:02}"
            told = {"Child Unique ID": who, ELEVEN_KEY: who, **COMMON, **row}
            if "Child" in row:
                told["Child Unique ID"] = row["Child"]
            unknown = [name for name in row if not any(head.startswith(name) for head in heads)]
            assert not unknown, f"List {number} has no {unknown}"
            sheet.append([_value(head, told) for head in heads])
    book.save(path)
    return path


def _value(head: str, told: dict[str, Any]) -> Any:
    """The cell under a header: of the beginnings that fit, the longest but for the bare Child."""
    fits = [name for name in told if name != "Child" and head.startswith(name)]
    return told[max(fits, key=len)] if fits else None
