"""From lists to the caseload: each child's plan, place, dates and facts, with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

import polars as pl

from goldenthread.intake.rules import PLAN_OF
from goldenthread.kernel.sentences import capital
from goldenthread.kernel.working_days import Calendar

Row = dict[str, Any]
DIED: Final = "c) Died"
_LONG_AGO: Final = date(1900, 1, 1)


def caseload(
    frames: Mapping[int, pl.DataFrame],
    *,
    as_at: date,
    load: str,
    calendar: Calendar,
    tables: Mapping[int, str] | None = None,
) -> list[Row]:
    """One row a child for `caseload.operations.replace_caseload`.

    `tables` are those that the rows of a list come from, where it is not the list itself.

    The plan is the highest that holds: in care, on a protection plan, in need, assessment, care
    leaver, early help (Annex A, case status).
    """
    children: dict[str, Row] = {}
    for number in (6, 7, 8, 9, 2):
        frame = frames.get(number)
        if frame is None:
            continue
        for row in frame.iter_rows(named=True):
            if row["child_id"]:
                _take(children, number, row)
    chairs = frames.get(12)
    if chairs is not None:
        for row in chairs.select("child_id", "chair").iter_rows(named=True):
            if row["child_id"] in children:
                children[row["child_id"]]["chair"] = row["chair"]
    _Facts(children, frames, as_at, load, calendar, tables or {}).all()
    return list(children.values())


def _take(children: dict[str, Row], number: int, row: Row) -> None:
    child = children.setdefault(
        row["child_id"],
        {"reference": row["child_id"], "open": False, "facts": [], "plan": ""},
    )
    ethnicity = (row.get("ethnicity") or "").split(") ")[-1][:4]
    for key, value in (
        ("date_of_birth", row.get("date_of_birth")),
        ("sex", {"a": "M", "b": "F"}.get((row.get("gender") or "")[:1], "")),
        ("ethnicity", ethnicity),
        ("disability", (row.get("disability") or "")[3:]),
    ):
        child[key] = child.get(key) or value
    seen = [child.get("last_seen_on")]
    if number == 6:
        plan = PLAN_OF.get(row.get("case_status") or "", "")
        if row.get("cin_end_date") is None and plan:
            _stand(child, plan, row.get("cin_start_date"), row)
        seen.append(row.get("last_seen_date"))
    elif number == 7 and row.get("cp_end_date") is None:
        if child["plan"] != "cla":
            _stand(child, "cp", row.get("cp_start_date"), row)
        seen.append(row.get("cp_last_visit_date"))
    elif number == 8 and row.get("care_end_date") is None:
        _stand(child, "cla", row.get("care_start_date"), row)
        child["legal_status"] = row.get("legal_status") or ""
        seen.append(row.get("care_last_visit_date"))
    elif number == 9 and not child["open"] and row.get("in_touch") != DIED:
        _stand(child, "care_leaver", None, row)
        seen.append(row.get("last_contact_date"))
    elif number == 2 and not child["open"] and row.get("eh_end_date") is None:
        child["open"], child["plan"] = True, "early_help"
        child["started_on"] = row.get("eh_start_date")
        child.setdefault("team_name", row.get("eh_organisation") or "")
    for key, name in (("allocated_team", "team_name"), ("allocated_worker", "worker_name")):
        if not child.get(name) and row.get(key):
            child[name] = row[key]
    known = [day for day in seen if day is not None]
    child["last_seen_on"] = max(known) if known else None


def _stand(child: Row, plan: str, started: date | None, row: Row) -> None:
    child["open"], child["plan"], child["started_on"] = True, plan, started
    if row.get("allocated_team"):
        child["team_name"] = row["allocated_team"]
    if row.get("allocated_worker"):
        child["worker_name"] = row["allocated_worker"]


class _Facts:
    """The timeliness facts that an auditor is shown, each with its list and row (FCA-T)."""

    def __init__(  # noqa: PLR0917
        self,
        children: dict[str, Row],
        frames: Mapping[int, pl.DataFrame],
        as_at: date,
        load: str,
        calendar: Calendar,
        tables: Mapping[int, str],
    ) -> None:
        self.tables = tables
        self.children, self.frames, self.as_at = children, frames, as_at
        self.load, self.calendar = load, calendar
        self.worded: dict[date, str] = {}

    def rows(self, number: int) -> list[Row]:
        """The rows of a list, those whose child is in the caseload."""
        frame = self.frames.get(number)
        found = [] if frame is None else frame.iter_rows(named=True)
        return [row for row in found if row["child_id"] in self.children]

    def say(self, row: Row, number: int, code: str, name: str, value: str) -> None:
        """A fact of this child; a later one of the same code takes its place."""
        child = self.children[row["child_id"]]
        where = self.tables.get(number, f"List {number}")
        child["facts"] = [one for one in child["facts"] if one["code"] != code]
        child["facts"].append(
            {
                "code": code,
                "name": name,
                "value": value,
                "source": f"{where}, row {row['_row']}, {self.load}",
                "as_at": self.as_at.isoformat(),
            }
        )

    def ago(self, day: date) -> str:
        """27 October 2026, 4 working days before the load; the same day is worded once."""
        if day not in self.worded:
            days = self.calendar.between(day, self.as_at)
            self.worded[day] = f"{_day(day)}, {days} working days before the load"
        return self.worded[day]

    def all(self) -> None:
        """Every fact."""
        for row in _by(self.rows(4), "assessment_start_date"):
            self.assessment(row)
        for row in _by(self.rows(5), "s47_start_date"):
            for key, code, name in (
                ("s47_start_date", "S47", "Latest section 47 enquiry"),
                ("icpc_date", "ICPC", "Initial conference"),
            ):
                if row.get(key):
                    self.say(row, 5, code, name, _day(row[key]))
        for row in self.rows(6):
            if row.get("last_seen_date"):
                self.say(row, 6, "T1", "Last seen", self.ago(row["last_seen_date"]))
        for row in self.rows(7):
            self.plan(row)
        for row in self.rows(8):
            self.care(row)

    def assessment(self, row: Row) -> None:
        """The latest assessment, and how long it took."""
        started, done = row.get("assessment_start_date"), row.get("assessment_authorised_date")
        if not started:
            return
        days = self.calendar.between(started, done or self.as_at)
        words = (
            f"{_day(started)} to {_day(done)}: {days} working days"
            if done
            else f"Open since {_day(started)}: {days} working days so far"
        )
        self.say(row, 4, "T2", "Latest assessment", words)

    def plan(self, row: Row) -> None:
        """Visits and reviews under a child protection plan."""
        if row.get("cp_end_date") is not None:
            return
        if row.get("cp_last_visit_date"):
            alone = (row.get("cp_seen_alone") or "")[3:].lower() or "not recorded"
            words = f"{self.ago(row['cp_last_visit_date'])}. Seen alone: {alone}"
            self.say(row, 7, "T1", "Last visit under the plan", words)
        if row.get("cp_last_review_date"):
            self.say(row, 7, "T3", "Last review conference", _day(row["cp_last_review_date"]))

    def care(self, row: Row) -> None:
        """Visits, reviews, health and missing episodes of a child in care."""
        if row.get("care_end_date") is not None:
            return
        if row.get("care_last_visit_date"):
            self.say(row, 8, "T1", "Last visit in care", self.ago(row["care_last_visit_date"]))
        if row.get("care_last_review_date"):
            self.say(row, 8, "T3", "Last review in care", _day(row["care_last_review_date"]))
        said = [
            f"{name} {_day(row[key])}" if row.get(key) else f"no {name} recorded"
            for key, name in (
                ("health_assessment_date", "health assessment"),
                ("dental_check_date", "dental check"),
            )
        ]
        self.say(row, 8, "T6", "Health", capital("; ".join(said)))
        if row.get("missing_episodes_12m"):
            offered = (row.get("rhi_offered") or "")[3:].lower() or "not recorded"
            words = f"{row['missing_episodes_12m']} in 12 months. Interview offered: {offered}"
            self.say(row, 8, "MISSING", "Missing episodes", words)


def _by(rows: list[Row], key: str) -> list[Row]:
    """Rows in the order of a date, whatever their order in the file: the last is the latest."""
    return sorted(rows, key=lambda row: row.get(key) or _LONG_AGO)


@lru_cache(maxsize=4096)
def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
