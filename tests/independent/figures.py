"""The figures again, by a path that shares nothing with the product's.

Plain Python over the cells of the workbooks: loops, sets and dates, written from the catalogue's
definitions and the conventions of counting alone. No Polars, no Ibis, no SQL, no event tables,
none of the product's own dates or holidays (those are a library's). Slow, plain, and asked only
whether it says the same integers.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import holidays
from python_calamine import CalamineWorkbook

Row = dict[str, Any]
Figure = tuple[int, int | None]
"""Numerator and denominator; no denominator where the figure is a count."""

POPULATION: Final = 58_087
"""Children aged 0 to 17, mid-2024, the latest estimate: ONS, as the catalogue gives it."""

CLOSED: Final = holidays.country_holidays("GB", subdiv="ENG", years=range(2000, 2036))

FIELDS: Final[dict[int, dict[str, str]]] = {
    1: {"child": "Child Unique ID", "on": "Date of Contact", "source": "Contact Source"},
    2: {
        "child": "Child Unique ID",
        "start": "Assessment start date",
        "end": "Assessment completion date",
        "organisation": "Organisation completing assessment",
    },
    3: {
        "child": "Child Unique ID",
        "on": "Date of referral",
        "source": "Referral Source",
        "nfa": "Referral NFA?",
        "before": "Number of Referrals in Last 12 Months",
    },
    4: {
        "child": "Child Unique ID",
        "start": "Continuous Assessment Start Date",
        "seen": "Child Seen During Continuous Assessment",
        "end": "Continuous Assessment Date of Authorisation",
        "needs": "Was the child assessed as requiring LA children",
    },
    5: {
        "child": "Child Unique ID",
        "start": "Strategy discussion initiating",
        "unnecessary": "Was an Initial Child Protection Conference deemed",
        "icpc": "Date of Initial Child Protection Conference",
        "plan": "Did the Initial Child Protection Conference Result",
        "before": "Number of Section 47 Enquiries",
    },
    6: {
        "child": "Child Unique ID",
        "start": "CIN Start Date",
        "need": "Primary Need Code",
        "seen": "Date Child Was Last Seen",
        "end": "CIN Closure Date",
        "reason": "Reason for Closure",
        "status": "Case status",
        "worker": "Allocated Worker",
    },
    7: {
        "child": "Child Unique ID",
        "start": "Child Protection Plan Start Date",
        "category": "Latest Category of Abuse",
        "visit": "Date of the Last Statutory Visit",
        "review": "Date of latest review conference",
        "end": "Child Protection Plan End Date",
        "epo": "Subject to Emergency Protection Order",
        "previous": "Number of Previous Child Protection Plans",
    },
    8: {
        "child": "Child Unique ID",
        "born": "Date of Birth",
        "age": "Age of Child",
        "uasc": "Unaccompanied Asylum",
        "start": "Date Started to be Looked After",
        "second": "Is this a second or subsequent period",
        "status": "Child's Legal Status",
        "status_start": "Start date of current legal status",
        "review": "Date of Latest Statutory Review",
        "visit": "Date of Last Social Work Visit",
        "plan": "What is the permanence plan",
        "iro": "Date of Last IRO Visit",
        "health": "Date of Last Health Assessment",
        "dental": "Date of Last Dental Check",
        "placements": "Number of Placements",
        "end": "Date Ceased to be Looked After",
        "reason": "Reason Ceased to be Looked After",
        "placed": "Start Date of Most Recent Placement",
        "type": "Placement Type",
        "provider": "Placement Provider",
        "where": "Placement Location",
        "missing": "Number of Episodes the Child has been ‘Missing’",
        "offered": "Was the child offered a Return Interview",
        "accepted": "Did the child accept a Return Interview",
    },
    9: {
        "child": "Child Unique ID",
        "born": "Date of Birth",
        "age": "Age of Child",
        "adviser": "Allocated Personal Advisor",
        "eligibility": "Eligibility Category",
        "pathway": "Latest Pathway Plan Review Date",
        "in_touch": "LA in Touch",
        "contact": "Latest Date of Contact",
        "home": "Type of Accommodation",
        "suitable": "Suitability of Accommodation",
        "activity": "Activity Status",
    },
    10: {
        "child": "Child Unique ID",
        "entry": "Date the Child Entered Care",
        "decision": "Date of Decision that Child Should be Placed",
        "order": "Date of Placement Order",
        "match": "Date of Matching",
        "placed": "Date Placed for Adoption",
        "adopted": "Date of Adoption Order",
        "reversed": "Date of Decision that Child Should No Longer",
        "early": "Date the child was placed for fostering",
    },
    11: {
        "child": "Individual adopter identifier",
        "family": "Family identifier",
        "enquiry": "Date enquiry received",
        "one": "Date Stage 1 started",
        "one_end": "Date Stage 1 ended",
        "two": "Date Stage 2 started",
        "two_end": "Date Stage 2 ended",
        "approved": "Date application approved",
        "match": "Date adopter matched",
        "left": "Date of leaving",
    },
}
"""list → our short name → how the header begins."""

KEYS: Final[dict[int, tuple[str, ...]]] = {
    1: ("child", "on", "source"),
    2: ("child", "start"),
    3: ("child", "on", "source"),
    4: ("child", "start"),
    5: ("child", "start"),
    6: ("child", "start"),
    7: ("child", "start"),
    8: ("child", "start"),  # a move of placement is the same period of care
    9: ("child",),
    10: ("child", "decision"),
    11: ("child", "enquiry"),
}

NOTHING: Final = {"", "-", "#n/a", "n/a", "null", "pd.na"}


# --- cells -------------------------------------------------------------------------------------


def cell(value: Any) -> Any:
    """A cell as a date, a whole number, text, or None where it is blank."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, str):
        text = value.strip()
        if text.lower() in NOTHING:
            return None
        if re.fullmatch(r"\d\d/\d\d/\d{4}", text):
            return date(int(text[6:]), int(text[3:5]), int(text[:2]))
        return text
    return value


def read(path: Path) -> dict[int, list[Row]]:
    """The rows of each list of a workbook, two of one key made one: the later counts."""
    book = CalamineWorkbook.from_path(str(path))
    found: dict[int, list[Row]] = {}
    for number, wanted in FIELDS.items():
        if f"List {number}" not in book.sheet_names:
            found[number] = []
            continue
        rows = book.get_sheet_by_name(f"List {number}").to_python(skip_empty_area=False)
        top = next(at for at, row in enumerate(rows) if row[0] == wanted["child"])
        heads = [str(head) for head in rows[top]]
        at = {
            name: next(i for i, head in enumerate(heads) if head.startswith(begins))
            for name, begins in wanted.items()
        }
        records: dict[tuple[Any, ...], Row] = {}
        for cells in rows[top + 1 :]:
            row = {name: cell(cells[i]) for name, i in at.items()}
            row["child"] = str(row["child"])
            records[tuple(row[name] for name in KEYS[number])] = row
        found[number] = list(records.values())
    return found


def yes(value: str | None) -> bool:
    """Whether a coded answer is Yes."""
    return value is not None and value.split(")")[-1].strip() == "Yes"


def code(value: str | None) -> str | None:
    """The published code in `o) K1: Secure Children's Homes`."""
    found = re.match(r"(?:[a-z]\d?\)|zz\))?\s*([A-Z]+\d*[A-Z]?)\b", value or "")
    return found.group(1) if found else None


def ours(organisation: str) -> bool:
    """Whether early help is led by the council: its own service, or its family hub."""
    return organisation in ("Thornley Early Help", "Family hub")


# --- days --------------------------------------------------------------------------------------


def plus(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def window(months: int, as_at: date) -> date:
    """The first day of so many months that end on a day."""
    if as_at.day == monthrange(as_at.year, as_at.month)[1]:
        return plus(as_at.replace(day=1), 1 - months)
    return plus(as_at, -months) + timedelta(days=1)


def working(first: date, last: date) -> int:
    """Working days after the first day, up to and including the last."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 and day not in CLOSED for day in days)


def age(row: Row, as_at: date) -> int | None:
    """Whole years: from the birth date, else the age column cut to whole years."""
    born = row["born"]
    if born is None:
        return None if row["age"] is None else int(row["age"])
    return int(as_at.year - born.year - ((as_at.month, as_at.day) < (born.month, born.day)))


# --- what is known on a day --------------------------------------------------------------------


def listed(number: int, row: Row, day: date) -> bool:
    """Whether the list's own cohort still asks for a row on a day."""
    six, twelve = window(6, day), window(12, day)
    if number in (1, 3):
        return bool(row["on"] >= six)
    if number == 2:
        return row["end"] is None or row["start"] >= six
    if number == 5:
        return bool(row["start"] >= six)
    if number in (4, 6, 7, 8):
        return row["end"] is None or row["end"] >= six
    if number == 10:
        over = row["adopted"] or row["reversed"]
        return over is None or over >= twelve
    return True


def replaced(number: int, old: Row, new: Row | None) -> bool:
    """Whether a child's newer row took the place of one that had ended: one row a child."""
    if new is None or number not in (6, 7, 8, 10):
        return False
    if number == 10:
        over = old["adopted"] or old["reversed"]
        return bool(over and new["decision"] >= over)
    return bool(old["end"] and new["start"] >= old["end"])


class Known:
    """What the workbooks up to a day tell: the newest of each list, and all that came before."""

    def __init__(self, books: Iterable[tuple[date, dict[int, list[Row]]]], as_at: date) -> None:
        self.as_at = as_at
        books = list(books)
        self.books = books
        self.newest: dict[int, list[Row]] = {number: [] for number in FIELDS}
        self.ever: dict[int, list[Row]] = {}
        self.placed: dict[tuple[str, date], set[date]] = defaultdict(set)
        """child and start of care → the days placements began."""
        kept: dict[int, dict[tuple[Any, ...], Row]] = {number: {} for number in FIELDS}
        shown: dict[int, set[tuple[Any, ...]]] = {number: set() for number in FIELDS}
        for day, book in books:
            if day > as_at and any(self.newest.values()):  # before the first, the first
                continue
            for number, rows in book.items():
                now = {tuple(row[name] for name in KEYS[number]): row for row in rows}
                again = {row["child"]: row for row in rows}
                for key in shown[number] - now.keys():  # judged once, when it goes
                    old = kept[number][key]
                    if not replaced(number, old, again.get(old["child"])) and listed(
                        number, old, day
                    ):
                        del kept[number][key]
                shown[number] = set(now)
                kept[number].update(now)
                self.newest[number] = rows
            for row in book[8]:
                if row["placed"] is not None:
                    self.placed[row["child"], row["start"]].add(row["placed"])
        self.ever = {number: list(rows.values()) for number, rows in kept.items()}

    def told(self, number: int, day: date, name: str = "", back: int = 0) -> bool:
        """Whether lists tell of the time from so many months before a day: of six before the
        first of them, or since the earliest day that any of them names."""
        listing = [(at, book[number]) for at, book in self.books if book[number]]
        if not listing:
            return False
        if plus(day, 6) > plus(min(at for at, _ in listing), back):
            return True
        named = [row[name] for _, rows in listing for row in rows if name and row[name]]
        return bool(named) and day >= plus(min(named), back)

    def judged(self, number: int) -> list[Row]:
        """Rows whose end was twelve months ago on a day of the last twelve months."""
        first = window(12, self.as_at)
        return [
            row
            for row in self.ever[number]
            if row["end"] and first <= plus(row["end"], 12) <= self.as_at
        ]

    def happened(self, number: int, name: str, months: int) -> list[Row]:
        """Rows whose day falls in so many months to the day."""
        first = window(months, self.as_at) if months > 1 else self.as_at.replace(day=1)
        return [
            row
            for row in self.ever[number]
            if row[name] is not None and first <= row[name] <= self.as_at
        ]

    def open(self, number: int) -> list[Row]:
        """Rows of the newest list begun by the day and not ended by it."""
        return [
            row
            for row in self.newest[number]
            if row["start"] is not None
            and row["start"] <= self.as_at
            and not self.past(row["end"])
            and not (number == 8 and code(row["status"]) in ("V3", "V4"))
        ]

    def care(self, name: str, months: int) -> list[Row]:
        """Periods of care begun or ended in so many months, short breaks left out."""
        return [
            row for row in self.happened(8, name, months) if code(row["status"]) not in ("V3", "V4")
        ]

    def past(self, day: date | None) -> bool:
        """Whether a day has come."""
        return day is not None and day <= self.as_at

    def reached(self, day: date, months: int) -> bool:
        """N months or more since a day."""
        return plus(day, months) <= self.as_at

    def within(self, day: date | None, months: int) -> bool:
        """Within N months of a day that has come."""
        return day is not None and day <= self.as_at <= plus(day, months)


# --- the figures -------------------------------------------------------------------------------


def share(rows: Iterable[Row], met: Callable[[Row], bool], needs: str = "") -> Figure:
    """Rows that meet, of rows; a row whose answer is blank leaves both."""
    counted = [row for row in rows if not needs or row[needs] is not None]
    return sum(map(met, counted)), len(counted)


def early(k: Known) -> dict[str, Figure]:
    """Contacts, early help, referrals."""
    contacts, half_year = k.happened(1, "on", 6), k.happened(3, "on", 6)
    each = Counter(row["child"] for row in contacts)
    days: dict[str, list[date]] = defaultdict(list)
    counted: dict[str, tuple[date, int]] = {}
    for row in k.ever[3]:
        if k.past(row["on"]):
            days[row["child"]].append(row["on"])
        one = (row["on"], row["before"] or 0)
        counted[row["child"]] = max(one, counted.get(row["child"], one))

    def again(row: Row) -> bool:
        of_child = days[row["child"]]
        if any(day < row["on"] <= plus(day, 12) for day in of_child):
            return True
        # More are counted before the latest than we know: they lie before all that we know.
        latest, number = counted[row["child"]]
        return number > sum(day < latest <= plus(day, 12) for day in of_child)

    def soon(row: Row) -> bool | None:
        if not k.told(3, row["on"], "on"):
            return None
        after = [day for day in days[row["child"]] if day >= row["on"]]
        if any(working(row["on"], day) <= 3 for day in after):
            return True
        return False if working(row["on"], k.as_at) >= 3 else None

    def within_a_year(row: Row, first: date) -> bool | None:
        if not k.told(3, first, "on"):
            return None
        return any(first <= day <= plus(row["end"], 12) for day in days[row["child"]])

    def known(answers: Iterable[bool | None]) -> Figure:
        said = [answer for answer in answers if answer is not None]
        return sum(said), len(said)

    day = timedelta(days=1)
    assessed = [row for row in k.newest[2] if k.past(row["start"])]
    children = {r["child"] for r in assessed}
    referred = {r["child"] for r in k.newest[3] if k.past(r["on"])}
    return {
        "FD01": (len(k.happened(1, "on", 1)), None),
        "FD02": (sum(number >= 2 for number in each.values()), len(each)),
        "FD05": known(map(soon, contacts)),
        "EH06": known(within_a_year(row, row["end"]) for row in k.judged(2)),
        "CN10": known(within_a_year(row, row["end"] + day) for row in k.judged(6)),
        "RF01": (len(k.happened(3, "on", 1)), None),
        "RF02": (len(k.happened(3, "on", 12)), POPULATION),
        "RF03": share(half_year, again),
        "RF04": share(half_year, lambda r: yes(r["nfa"]), "nfa"),
        "EH01": (len(k.happened(2, "start", 1)), None),
        "EH02": (len(k.happened(2, "end", 12)), POPULATION),
        "EH03": (len({r["child"] for r in k.open(2)}), None),
        "EH05": share(assessed, lambda r: not ours(r["organisation"]), "organisation"),
        "EH07": (len(children & referred), len(children)),
    }


def assessing(k: Known) -> dict[str, Figure]:
    """Assessments, strategy discussions, conferences."""
    done, started = k.happened(4, "end", 6), k.happened(5, "start", 6)
    held = k.happened(5, "icpc", 6)
    last: dict[str, Row] = {}
    for row in sorted(started, key=lambda row: row["start"]):
        last[row["child"]] = row
    undecided = [
        r for r in k.newest[5] if k.past(r["start"]) and not r["unnecessary"] and not r["icpc"]
    ]
    waiting = [
        r
        for r in k.newest[5]
        if k.past(r["start"]) and not yes(r["unnecessary"]) and not k.past(r["icpc"])
    ]
    return {
        "AS01": (len(k.happened(4, "end", 1)), None),
        "AS02": share(done, lambda r: working(r["start"], r["end"]) <= 45),
        "AS03": share(k.open(4), lambda r: working(r["start"], k.as_at) > 45),
        "AS04": share(done, lambda r: yes(r["seen"]), "seen"),
        "AS05": share(done, lambda r: not yes(r["needs"]), "needs"),
        "AS06": (sum(working(r["start"], r["end"]) for r in done), len(done)),
        "SP01": (len(k.happened(5, "start", 1)), None),
        "SP02": (len(k.happened(5, "start", 12)), POPULATION),
        "SP03": share(
            [r for r in started if r["unnecessary"] or r["icpc"]], lambda r: k.past(r["icpc"])
        ),
        "SP04": share(
            [r for r in held if r["icpc"] >= r["start"]],
            lambda r: working(r["start"], r["icpc"]) <= 15,
        ),
        "SP05": (len(k.happened(5, "icpc", 12)), POPULATION),
        "SP06": share(held, lambda r: yes(r["plan"]), "plan"),
        "SP07": share(last.values(), lambda r: r["before"] >= 1, "before"),
        "SP08": share(undecided, lambda r: working(r["start"], k.as_at) > 15),
        "SP09": share(waiting, lambda r: working(r["start"], k.as_at) > 15),
    }


def in_need(k: Known) -> dict[str, Figure]:
    """Children in need and child protection."""
    need, plans = k.open(6), k.open(7)
    closed = k.happened(6, "end", 6)
    on_plan = [r for r in need if r["status"] == "c) Child in need plan"]
    begun, ended = k.happened(7, "start", 12), k.happened(7, "end", 6)

    def repeat(row: Row) -> bool | None:
        ends = [
            old["end"]
            for old in k.ever[7]
            if old["child"] == row["child"]
            and k.past(old["end"])
            and old["start"] < old["end"] <= row["start"]
        ]
        if not k.told(7, row["start"], "end", 24):
            return None
        if any(plus(end, 24) >= row["start"] for end in ends):
            return True
        if ends or row["previous"] == 0 or k.told(7, row["start"], back=24):
            return False
        return None

    repeats = [found for found in map(repeat, begun) if found is not None]
    return {
        "CN01": (len(need), None),
        "CN02": (len(need), POPULATION),
        "CN03": (len(on_plan), None),
        "CN04": share(need, lambda r: k.reached(r["start"], 24)),
        "CN05": share(
            [r for r in on_plan if (k.as_at - r["start"]).days > 28],
            lambda r: 0 <= (k.as_at - r["seen"]).days <= 28,
            "seen",
        ),
        "CN07": share(closed, lambda _: True, "reason"),
        "CN08": share(closed, lambda r: r["end"] < plus(r["start"], 3)),
        "CN09": share(need, lambda r: r["worker"] is None),
        "CP01": (len(plans), None),
        "CP02": (len(plans), POPULATION),
        "CP03": (len(begun), POPULATION),
        "CP04": share(begun, lambda r: r["previous"] >= 1, "previous"),
        "CP05": (sum(repeats), len(repeats)),
        "CP06": share(plans, lambda r: k.reached(r["start"], 24)),
        "CP07": share(ended, lambda r: (r["end"] - r["start"]).days + 1 > 729),
        "CP08": share(ended, lambda r: r["end"] <= plus(r["start"], 3)),
        "CP09": share(
            [r for r in plans if k.reached(r["start"], 3)],
            lambda r: k.within(r["review"], 6) and r["review"] >= r["start"],
        ),
        "CP10": share(
            [r for r in plans if working(r["start"], k.as_at) > 10],
            lambda r: working(r["visit"], k.as_at) <= 10,
            "visit",
        ),
        "CP13": share(
            [r for r in k.newest[7] if k.past(r["start"])], lambda r: yes(r["epo"]), "epo"
        ),
    }


def in_time(k: Known) -> dict[str, Figure]:
    """Reviews, visits and first health assessments of children in care."""
    care = k.open(8)

    def reviewed(row: Row) -> bool:
        held = row["review"]
        if held is None or held < row["start"]:
            return False
        return k.within(held, 3 if working(row["start"], held) <= 20 else 6)

    def visited(row: Row) -> bool | None:
        seen, placed = row["visit"], row["placed"]
        if placed is None:
            return None
        if seen is None or seen < placed:
            young = (k.as_at - placed).days <= 7
            return True if young else None if seen is None else False
        if code(row["status"]) == "C1" and code(row["type"]) == "P1":
            first = row["review"] is None or row["review"] < row["start"]
            return bool((k.as_at - seen).days <= (7 if first else 28))
        to_last = ("e) Long-term residential placement", "f) Long-term fostering")
        if k.reached(placed, 12) and row["plan"] in to_last:
            return k.within(seen, 3)
        return bool((k.as_at - seen).days <= 42)

    def stayed(row: Row) -> bool:
        left = row["end"] if k.past(row["end"]) else k.as_at
        return working(row["start"], left) >= 20

    def told(row: Row) -> bool:
        health = row["health"]
        late = health is not None and health >= plus(row["start"], 6)
        return not (late and k.past(health))

    since_april = date(k.as_at.year - (k.as_at.month < 4), 4, 1)
    begun = [r for r in k.care("start", 12) if r["start"] >= since_april and stayed(r)]
    seen = [found for found in map(visited, care) if found is not None]
    return {
        "CL15": share([r for r in care if working(r["start"], k.as_at) >= 20], reviewed),
        "CL16": (sum(seen), len(seen)),
        "CL18": share(
            filter(told, begun),
            lambda r: (
                r["health"] is not None
                and r["health"] >= r["start"]
                and k.past(r["health"])
                and working(r["start"], r["health"]) <= 20
            ),
        ),
    }


def looked_after(k: Known) -> dict[str, Figure]:
    """Children in care, missing, leaving care."""
    care, begun, ceased = k.open(8), k.care("start", 12), k.care("end", 12)
    shown = [r for r in k.newest[8] if k.past(r["start"]) and code(r["status"]) not in ("V3", "V4")]
    missed = [r for r in shown if (r["missing"] or 0) >= 1]
    year = [r for r in care if k.reached(r["start"], 12)]
    section_20 = [r for r in care if code(r["status"]) == "V2"]
    young = [r for r in care if (age(r, k.as_at) or 0) < 16]

    def settled(row: Row) -> bool:
        first = row["placed"]
        if code(row["type"]) in ("A3", "A4", "A5", "A6"):
            before = [day for day in k.placed[row["child"], row["start"]] if day < first]
            first = max(before, default=first)
        return k.reached(first, 24)

    def in_types(*types: str) -> Figure:
        return share(care, lambda r: code(r["type"]) in types, "type")

    def left(*reasons: str) -> Figure:
        return share(ceased, lambda r: code(r["reason"]) in reasons, "reason")

    def healthy(row: Row) -> bool:
        return k.within(row["health"], 6 if (age(row, k.as_at) or 0) < 5 else 12)

    uasc = share(care, lambda r: yes(r["uasc"]), "uasc")
    under_18 = [r for r in care if yes(r["uasc"]) and (age(r, k.as_at) or 0) < 18]
    unregistered = ("H5", "K3", "P2", "Z1", "Z11", "Z12", "Z13", "Z14")
    return {
        "XS04": share(care, lambda r: r["missing"] >= 1, "missing"),
        "XS05": (
            sum(r["missing"] for r in care if r["missing"]),
            sum((r["missing"] or 0) >= 1 for r in care),
        ),
        "XS06": share(missed, lambda r: yes(r["offered"]), "offered"),
        "XS07": share(
            [r for r in missed if yes(r["offered"])], lambda r: yes(r["accepted"]), "accepted"
        ),
        "CL01": (len(care), None),
        "CL02": (len(care), POPULATION),
        "CL03": (len(begun), POPULATION),
        "CL04": (len(ceased), POPULATION),
        "CL05": share(begun, lambda r: yes(r["second"]), "second"),
        "CL06": share(care, lambda r: r["placements"] >= 3, "placements"),
        "CL07": share([r for r in young if k.reached(r["start"], 30)], settled, "placed"),
        "CL09": share(care, lambda r: r["where"] == "b) Out", "where"),
        "CL10": in_types("U1", "U2", "U3", "U4", "U5", "U6"),
        "CL11": in_types("K1", "K2"),
        "CL12": in_types("H5", "K3", "P2"),
        "CL13": in_types("P1"),
        "CL14": (sum(code(r["type"]) in unregistered for r in young), None),
        "CL17": share(year, healthy),
        "CL19": share(year, lambda r: k.within(r["dental"], 12)),
        "CL23": uasc,
        "CL24": (len(under_18), POPULATION),
        "CL25": share([r for r in care if k.reached(r["start"], 4)], lambda r: bool(r["plan"])),
        "CL26": share(section_20, lambda r: plus(r["status_start"], 12) < k.as_at, "status_start"),
        "CL27": share(
            care,
            lambda r: k.within(r["iro"], 6) or (r["review"] is not None and r["iro"] > r["review"]),
            "iro",
        ),
        "CL29": left("E45", "E46", "E47", "E48"),
        "CL30": left("E41"),
        "CL31": left("E4B"),
        "CL36": share(care, lambda r: code(r["provider"]) == "PR4", "provider"),
        "AD02": left("E11", "E12"),
    }


def leaving(k: Known) -> dict[str, Figure]:
    """Care leavers."""
    rows = k.newest[9]

    def touch(row: Row) -> str:
        return (row["in_touch"] or ")").split(")")[1].strip().lower()

    def aged(first: int, last: int, *kinds: str) -> list[Row]:
        return [
            r
            for r in rows
            if (years := age(r, k.as_at)) is not None
            and first <= years <= last
            and (r["eligibility"] or "")[:1] in kinds
            and touch(r) not in ("died", "rhom")
        ]

    older, younger = aged(19, 21, "b"), aged(17, 18, "a", "b")

    def suitable(who: list[Row]) -> Figure:
        housed = [r for r in who if code(r["home"]) not in ("G", "H", "R")]
        return share(housed, lambda r: r["suitable"] == "a) Suitable", "suitable")

    def doing(who: list[Row], *codes: str) -> Figure:
        answered = [r for r in who if r["activity"] is not None or touch(r) != "yes"]
        return share(answered, lambda r: code(r["activity"]) in codes)

    def fostered(row: Row) -> bool | None:
        periods = [old for old in k.ever[8] if old["child"] == row["child"]]
        if not periods or not row["born"] or not k.told(8, k.as_at, "end", 36):
            return None
        last = max(periods, key=lambda old: old["start"])
        if last["end"] is None or last["type"] is None:
            return None
        return bool(
            last["end"] >= plus(row["born"], 216)
            and code(last["type"]) in ("U1", "U2", "U3", "U4", "U5", "U6")
        )

    busy = ("F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5")
    eligible = [r for r in rows if (r["eligibility"] or "")[:1] == "d"]
    due = [r for r in rows if r["eligibility"] and r["eligibility"][0] != "c"]
    housed = [r for r in rows if r["home"] is not None or touch(r) != "yes"]
    return {
        "CV01": (len(rows), None),
        "CV02": share(older, lambda r: touch(r) == "yes", "in_touch"),
        "CV03": suitable(older),
        "CV04": suitable(younger),
        "CV05": doing(older, *busy),
        "CV06": doing(younger, *busy),
        "CV07": doing(older, "G4", "G5", "G6"),
        "CV08": doing(older, "F1", "P1"),
        "CV09": share(due, lambda r: k.within(r["pathway"], 6), "pathway"),
        "CV10": share(rows, lambda r: k.within(r["contact"], 2), "contact"),
        "CV11": share(eligible, lambda r: bool(r["adviser"])),
        "CV12": (sum(code(r["home"]) in ("S", "V", "W") for r in rows), None),
        "CV13": share(
            [r for r in aged(18, 20, "b") if fostered(r) and (r["home"] or touch(r) != "yes")],
            lambda r: code(r["home"]) == "Z",
        ),
        "CV14": share(housed, lambda r: code(r["home"]) == "X"),
    }


def adoption(k: Known) -> dict[str, Figure]:
    """Adoption and adopters."""
    adopted = k.happened(10, "adopted", 36)
    entered = [r for r in adopted if r["entry"] and r["placed"]]
    ordered = [r for r in adopted if r["order"] and r["match"]]
    waiting = [r for r in k.newest[10] if k.past(r["order"]) and not k.past(r["reversed"])]
    families: dict[str, list[Row]] = defaultdict(list)
    for row in k.newest[11]:
        if k.past(row["two_end"] or row["approved"]):
            families[row["family"] or row["child"]].append(row)
    unmatched = [
        min(r["two_end"] or r["approved"] for r in family)
        for family in families.values()
        if not any(k.past(r["match"]) or k.past(r["left"]) for r in family)
    ]
    decided = [r for r in k.newest[10] if k.past(r["decision"])]
    year = {r["reversed"] for r in k.happened(10, "reversed", 12)}
    return {
        "AD01": (len(k.happened(10, "adopted", 12)), None),
        "AD03": (sum((r["placed"] - r["entry"]).days for r in entered), len(entered)),
        "AD04": (sum(max((r["match"] - r["order"]).days, 0) for r in ordered), len(ordered)),
        "AD06": (sum(not k.past(r["match"]) for r in waiting), None),
        "AD07": share(decided, lambda r: r["reversed"] in year),
        "AD08": share([r for r in k.newest[10] if k.past(r["placed"])], lambda r: bool(r["early"])),
        "AD09": share(
            k.happened(11, "one_end", 12), lambda r: r["one_end"] <= plus(r["one"], 2), "one"
        ),
        "AD10": share(
            k.happened(11, "two_end", 12), lambda r: r["two_end"] <= plus(r["two"], 4), "two"
        ),
        "AD11": (sum(k.reached(day, 3) for day in unmatched), len(unmatched)),
    }


def figures(books: Iterable[tuple[date, Path]], as_at: date) -> dict[str, Figure]:
    """code → numerator and denominator as at a day, each over its first window."""
    known = Known([(day, read(path)) for day, path in books], as_at)
    parts = (early, assessing, in_need, in_time, looked_after, leaving, adoption)
    return {code_: one for part in parts for code_, one in part(known).items()}
