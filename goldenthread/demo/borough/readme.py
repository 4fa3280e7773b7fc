"""The README that goes with the workbooks: what was planted, and the totals beside the published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goldenthread.demo.borough import rates, stories
from goldenthread.demo.borough.view import Row, on

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
        "- The sheet “Chairs” is ours: Annex A does not say who chairs",
        "",
        "## What was planted",
        "",
        *_stories(borough),
        "",
        "## Totals beside published rates",
        "",
        "Per 10,000 children aged 0 to 17, a year, from the last six months; North West, year "
        "ending 31 March 2025 (Department for Education, Children in need, OGL v3.0; contacts: "
        "ADCS Safeguarding Pressures phase 9).",
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
        f"5. **{families[stories.AGENCY].name}** runs on agency staff: workers change often "
        "(Lists 6 and 7, from month to month).",
    ]


def _day(day: int) -> str:
    return f"{on(day):%-d %B %Y}"


def totals(borough: Borough, lists: dict[str, list[Row]]) -> list[tuple[str, float, float]]:
    """(measure, rate here, rate published): per 10,000 a year, or at the last day."""
    per = 10_000 / borough.population
    half = 2 * per
    contacts, referrals = lists["List 1"], lists["List 3"]
    still = [row for row in lists["List 6"] if row[9] is None]
    return [
        ("Contacts", len(contacts) * half, rates.CONTACTS),
        ("Referrals", len(referrals) * half, rates.REFERRALS),
        ("Children in need at the last day", len(still) * per, rates.IN_NEED),
    ]
