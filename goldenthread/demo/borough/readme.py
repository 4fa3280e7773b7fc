"""The README that goes with the workbooks: what was planted, and the totals beside the published."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Sized
from datetime import date
from typing import TYPE_CHECKING, Final

from goldenthread.demo.borough import rates, stories
from goldenthread.demo.borough.columns import COLUMNS
from goldenthread.demo.borough.days import month_start
from goldenthread.demo.borough.view import Row, Value, on
from goldenthread.kernel.working_days import Calendar

if TYPE_CHECKING:
    from goldenthread.demo.borough.making import Borough


def readme(borough: Borough) -> str:
    """What is in the folder, in Markdown."""
    last = borough.end
    lists = borough.lists(last)
    lines = [
        "# Thornley: a borough that does not exist",
        "",
        "Monthly Annex A workbooks made by `manage.py make_borough`. Children, staff and places "
        "are made up; totals follow published rates. The same arguments make the same bytes.",
        "",
        f"- Open children at a time: about {borough.children:,}; months: {borough.months}; "
        f"seed: {borough.seed}; last day: {last:%-d %B %Y}",
        f"- Children aged 0 to 17 who live there: {borough.population:,}",
        "- `establishment.csv`: service areas, teams, people and posts, to be loaded first",
        "- `ssda903-YEAR/`: the return of children in care of each March among the months, as "
        "tables; it tells what no list does",
        "- The sheet “Chairs” is ours: Annex A does not say who chairs",
        "",
        "## What was planted",
        "",
        *_stories(borough),
        "",
        "## Totals beside published rates",
        "",
        "Per 10,000 children aged 0 to 17, a year, from the last six months, or per cent; North "
        "West, year ending 31 March 2025 (Department for Education, Children in need and Children "
        "looked after, OGL v3.0; contacts: ADCS Safeguarding Pressures phase 9). What was planted "
        "shows in them.",
        "",
        "| Measure | Here | Published |",
        "|---|---|---|",
        *(
            f"| {name} | {here:,.1f} | {published:,.1f} |"
            for name, here, published in totals(borough, lists)
        ),
        "",
    ]
    return "\n".join(lines)


def _stories(borough: Borough) -> list[str]:
    end = borough.end.toordinal()
    families = [team for team in borough.staff.teams if team.area == "FSP"]
    assess = [team for team in borough.staff.teams if team.area == "Duty & Assessment"]
    short = stories.short_of_chairs(end)
    return [
        f"1. **{families[stories.SLIPPING].name}** falls behind on child protection visits from "
        f"{_day(stories.slips_from(end))}, further each month (List 7, date of the last visit).",
        f"2. **{assess[stories.MERGED].name}** merges into {assess[stories.MERGED_INTO].name} on "
        f"{_day(stories.merged_on(end))}; re-referrals there rise after it, to about "
        f"{stories.COMING_BACK:.0%} of referrals (List 3).",
        f"3. Two conference chairs are missing from {_day(short[0])} to {_day(short[1])}: initial "
        "conferences are late (List 5).",
        f"4. From {_day(stories.dentist_from(end))} children in care have a dentist: dental checks "
        "catch up (List 8).",
        f"5. **{families[stories.AGENCY].name}** runs on agency staff from "
        f"{_day(month_start(end, -11))}: workers change often (Lists 6 and 7, from month to "
        "month), and fewer children are seen alone (List 7).",
    ]


def _day(day: int) -> str:
    return f"{on(day):%-d %B %Y}"


def totals(borough: Borough, lists: dict[str, list[Row]]) -> list[tuple[str, float, float]]:
    """(measure, here, published): per 10,000 a year from six months, or at the last day; or %."""
    per = 10_000 / borough.population
    since = borough.as_at()[-1]
    half = on(month_start(since.toordinal(), -5))
    rows = {name: [_Told(name, row) for row in found] for name, found in lists.items()}
    need, plans, care = rows["List 6"], rows["List 7"], rows["List 8"]
    enquiries = rows["List 5"]
    held = [row for row in enquiries if row.day("Date of Initial Child Protection Conference")]
    open_need = [row for row in need if not row.day("CIN Closure Date")]
    open_plans = [row for row in plans if not row.day("Child Protection Plan End Date")]
    open_care = [row for row in care if not row.day("Date Ceased to be Looked After")]
    new_plans = [row for row in plans if row.since("Child Protection Plan Start Date", half)]
    done = [row for row in rows["List 4"] if row.day("Continuous Assessment Date of Authorisation")]
    calendar = Calendar()

    def yearly(found: Sized) -> float:
        return len(found) * 2 * per

    def in_days(row: _Told, start: str, end: str, most: int) -> bool:
        first, last = row.day(start), row.day(end)
        return bool(first and last and calendar.between(first, last) <= most)

    return [
        ("Contacts", yearly(rows["List 1"]), rates.CONTACTS),
        ("Referrals", yearly(rows["List 3"]), rates.REFERRALS),
        ("Referrals with no further action, %",
         _share(rows["List 3"], lambda row: row.says("Referral NFA?", "Yes")), 5.1),
        ("Assessments within 45 working days, %",
         _share(done, lambda row: in_days(
             row, "Continuous Assessment Start Date",
             "Continuous Assessment Date of Authorisation", 45)), 81.9),
        ("Section 47 enquiries", yearly(enquiries), 221.6),
        ("Initial conferences", yearly(held), 72.3),
        ("Initial conferences within 15 working days, %",
         _share(held, lambda row: in_days(
             row, "Strategy discussion initiating Section 47 Enquiry Start Date",
             "Date of Initial Child Protection Conference", 15)), 76.8),
        ("Children in need at the last day", len(open_need) * per, rates.IN_NEED),
        ("Protection plans begun", yearly(new_plans), 62.4),
        ("Protection plans at the last day", len(open_plans) * per, 50.9),
        ("Plans that are not the child’s first, %",
         _share(new_plans,
                lambda row: row.number("Number of Previous Child Protection Plans") > 0), 23.3),
        ("Children in care at the last day", len(open_care) * per, 90.0),
        ("Periods of care begun",
         yearly([row for row in care if row.since("Date Started to be Looked After", half)]), 29.0),
        ("Periods of care ended", yearly(
            [row for row in care if row.day("Date Ceased to be Looked After")]), 32.0),
        ("In care, three or more placements, %",
         _share(open_care, lambda row: row.number("Number of Placements in the Last 12 months") > 2),
         9.0),
        ("In care, foster placements, %",
         _share(open_care, lambda row: row.says("Placement Type", "Foster placement")), 66.0),
        ("In care, missing in the year, %",
         _share(open_care, lambda row: row.number(_MISSING) > 0), 11.0),
    ]  # fmt: skip


_MISSING: Final = (
    "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months"
)


class _Told:
    """A row of a list, asked by the headings of its columns."""

    def __init__(self, name: str, row: Row) -> None:
        self.name, self.row = name, row

    def _cell(self, heading: str) -> Value:
        return self.row[COLUMNS[self.name].index(heading)]

    def day(self, heading: str) -> date | None:
        """The date of this column, if one."""
        cell = self._cell(heading)
        return cell if isinstance(cell, date) else None

    def since(self, heading: str, first: date) -> bool:
        """Whether its date is this day or later."""
        day = self.day(heading)
        return day is not None and day >= first

    def number(self, heading: str) -> int:
        """The count of this column; none is 0."""
        cell = self._cell(heading)
        return cell if isinstance(cell, int) else 0

    def says(self, heading: str, words: str) -> bool:
        """Whether its code has these words."""
        return words in str(self._cell(heading))


def _share(rows: Sequence[_Told], holds: Callable[[_Told], bool]) -> float:
    """In how many of a hundred it holds."""
    return 100 * sum(holds(row) for row in rows) / max(1, len(rows))
