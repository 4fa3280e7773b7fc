"""The fictional borough: the same twice, in order, calibrated, its stories in the figures."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from goldenthread.demo.borough import Borough, make, write
from goldenthread.demo.borough.columns import COLUMNS
from goldenthread.demo.borough.readme import totals

END = date(2026, 10, 31)


@pytest.fixture(scope="module")
def borough() -> Borough:
    return make(1500, 12, 1, END)


def column(name: str, header: str) -> int:
    return COLUMNS[name].index(header)


def test_the_same_arguments_make_the_same_bytes(tmp_path: Path) -> None:
    made = [write(make(80, 2, 7, END), tmp_path / str(number)) for number in range(2)]
    for first, second in zip(*made, strict=True):
        assert first.name == second.name
        assert first.read_bytes() == second.read_bytes(), first.name


def test_another_seed_makes_another_borough(tmp_path: Path) -> None:
    first = write(make(80, 1, 1, END), tmp_path / "1")[0]
    second = write(make(80, 1, 2, END), tmp_path / "2")[0]
    assert first.read_bytes() != second.read_bytes()


def test_totals_are_near_the_published(borough: Borough) -> None:
    for name, here, published in totals(borough, borough.lists(END)):
        assert abs(here / published - 1) < 0.35, (name, here, published)


def test_a_large_borough_is_written_by_several_processes_to_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = write(make(80, 2, 7, END), tmp_path / "one")
    monkeypatch.setattr("goldenthread.demo.borough.workbook.LARGE", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    other = write(make(80, 2, 7, END), tmp_path / "other")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_about_as_many_open_children_as_asked(borough: Borough) -> None:
    still = [row for row in borough.lists(END)["List 6"] if row[9] is None]
    assert abs(len(still) / 1500 - 1) < 0.25


def test_nothing_happens_after_the_extract_or_before_birth(borough: Borough) -> None:
    for name, rows in borough.lists(END).items():
        for row in rows:
            days = [cell for cell in row if isinstance(cell, date)]
            born = row[3:5]  # an unborn child is expected later
            assert all(day <= END for day in days if day not in born), (name, row)


def test_events_come_in_order(borough: Borough) -> None:
    lists = borough.lists(END)
    for name, start, stop in (
        ("List 4", "Continuous Assessment Start Date",
         "Continuous Assessment Date of Authorisation"),
        ("List 5", "Strategy discussion initiating Section 47 Enquiry Start Date",
         "Date of Initial Child Protection Conference"),
        ("List 7", "Child Protection Plan Start Date", "Child Protection Plan End Date"),
        ("List 8", "Date Started to be Looked After", "Date Ceased to be Looked After"),
    ):  # fmt: skip
        first, last = column(name, start), column(name, stop)
        for row in lists[name]:
            if row[first] and row[last]:
                assert row[first] <= row[last], (name, row)


def test_a_child_on_a_plan_or_in_care_is_in_need(borough: Borough) -> None:
    lists = borough.lists(END)
    needy = {row[0] for row in lists["List 6"]}
    for name, stop in (
        ("List 7", "Child Protection Plan End Date"),
        ("List 8", "Date Ceased to be Looked After"),
    ):
        still = {row[0] for row in lists[name] if row[column(name, stop)] is None}
        assert still <= needy, name


def test_teams_and_workers_are_those_of_the_establishment(borough: Borough) -> None:
    staff = {one.name for one in borough.establishment()}
    teams = {one.team for one in borough.establishment()}
    team = column("List 6", "Allocated Team")
    for row in borough.lists(END)["List 6"]:
        assert row[team] in teams
        assert row[team + 1] in staff


def _unseen(borough: Borough, as_at: date) -> dict[str, float]:
    """Share of children on a plan not seen in 14 days, by team."""
    seen = column("List 7", "Date of the Last Statutory Visit")
    team, end = (
        column("List 7", "Allocated Team"),
        column("List 7", "Child Protection Plan End Date"),
    )
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in borough.lists(as_at)["List 7"]:
        if row[end] is None and row[seen] is not None:
            counts[row[team]][0] += (as_at - row[seen]).days > 14
            counts[row[team]][1] += 1
    return {name: late / whole for name, (late, whole) in counts.items() if whole >= 5}


def test_the_team_that_slips_shows_in_the_visits(borough: Borough) -> None:
    after = _unseen(borough, END)
    families = sorted(name for name in after if name.startswith("FSP"))
    worst = max(families, key=lambda name: after[name])
    others = [after[name] for name in families if name != worst]
    assert after[worst] > 2 * (sum(others) / len(others))


def test_re_referrals_rise_in_the_merged_team(borough: Borough) -> None:
    count = column("List 3", "Number of Referrals in Last 12 Months")
    team = column("List 3", "Allocated Team")
    rows = borough.lists(END)["List 3"]
    shares = {}
    for name in {row[team] for row in rows if str(row[team]).startswith("Duty")}:
        mine = [row for row in rows if row[team] == name]
        if len(mine) >= 20:
            shares[name] = sum(row[count] > 0 for row in mine) / len(mine)
    worst = max(shares, key=lambda name: shares[name])
    assert shares[worst] > 1.25 * (sum(shares.values()) / len(shares))


def test_the_readme_tells_the_stories(tmp_path: Path) -> None:
    paths = write(make(80, 1, 1, END), tmp_path)
    text = next(path for path in paths if path.name == "README.md").read_text(encoding="utf-8")
    assert "falls behind on child protection visits" in text
    assert "merges into" in text
    assert "| Referrals |" in text
