"""`manage.py indicators`: figures by group, which add up to the whole."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command

from goldenthread.intake import operations as intake
from goldenthread.intake.tests import make
from goldenthread.performance.indicators.groups import NO_PLAN
from goldenthread.performance.rules import NO_TEAM, NOT_RECORDED
from tests.cast import NOON, Cast

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.django_db
KINDS = ("FD01", "FD02", "CN01", "CN02", "CP11", "CP12", "WF06", "AD04")
"""Things, children counted once, a rate, a share, a mix, workers, an average."""
ADDS_UP = ("met", "eligible", "not_eligible", "incomplete")
CONTACT = [*make.WHO, "20/10/2026", "a) Individual"]


@pytest.fixture
def read(cast: Cast, tmp_path: Path, settings: Any) -> Cast:
    """Three children in need, of whom one has neither team nor worker, two on plans; a contact."""
    settings.VAR_DIR = tmp_path / "var"
    six = [[f"{109377 + one}", *make.SIX[1:]] for one in range(3)]
    six[2][-2:] = [None, None]
    seven = [[f"{109377 + one}", *make.SEVEN[1:]] for one in range(2)]
    lists = {1: [CONTACT], 6: six, 7: seven}
    book: dict[str, Sequence[Sequence[Any]]] = {
        f"List {number}": [make.headers(number), *rows] for number, rows in lists.items()
    }
    intake.load_files(
        paths=[make.book(tmp_path / "a.xlsx", book)],
        as_at=date(2026, 10, 31), without_bad_rows=False, by=cast.ana, at=NOON,
    )  # fmt: skip
    return cast


def asked(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    call_command("indicators", "--json", *more)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_child_without_a_team_is_in_the_group_of_those(
    read: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    found = asked(capsys, "--code", "CN01", "--by", "team")["CN01"]["by"]
    assert {name: one["met"] for name, one in found.items()} == {"FSP North": 2, NO_TEAM: 1}


def test_a_list_without_teams_is_all_in_the_group_of_those_and_says_so(
    read: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    found = asked(capsys, "--code", "FD01", "--by", "team")["FD01"]
    assert {name: one["met"] for name, one in found["by"].items()} == {NO_TEAM: 1}
    assert found["by_says"] == "Not told by team: all of it is in one group."
    call_command("indicators", "--code", "FD01", "--by", "team")
    said = capsys.readouterr().out
    assert said.index("1  no team recorded") < said.index("Not told by team")


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("age", {"10 to 15": 3}),
        ("sex", {"female": 3}),
        ("ethnicity", {"White": 3}),
        ("disability", {"no": 3}),
        ("plan", {"Child protection plan": 2, NO_PLAN: 1}),
        ("service", {"Family Support and Protection": 2, NOT_RECORDED: 1}),
        ("worker", {"Aisha Rahman": 2, NOT_RECORDED: 1}),
    ],
)
def test_a_figure_is_told_by_whatever_the_pages_break_it_down_by(
    read: Cast, capsys: pytest.CaptureFixture[str], by: str, groups: dict[str, int]
) -> None:
    found = asked(capsys, "--code", "CN01", "--by", by)["CN01"]
    assert {name: one["met"] for name, one in found["by"].items()} == groups
    assert "by_says" not in found


@pytest.mark.parametrize("by", ["team", "worker", "plan", "service"])
def test_groups_add_up_to_the_whole_of_figures_of_every_kind(
    read: Cast, capsys: pytest.CaptureFixture[str], by: str
) -> None:
    found = asked(capsys, "--by", by, *(f"--code={code}" for code in KINDS))
    assert list(found) == list(KINDS)
    for code, one in found.items():
        groups = one["by"].values()
        added = {name: sum(group[name] for group in groups) for name in ADDS_UP}
        assert added == {name: one[name] for name in ADDS_UP}, code
