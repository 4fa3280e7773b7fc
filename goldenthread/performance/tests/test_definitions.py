"""What an indicator declares beside its arithmetic: its type, its halves, its history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.template.loader import render_to_string
from django.test import Client

from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.adoption import REVERSED
from goldenthread.performance.indicators.assessment import COMPLETED_IN_TIME, DURATION
from goldenthread.performance.indicators.care import RATE
from goldenthread.performance.indicators.drawn import drawn
from goldenthread.performance.indicators.front_door import BY_SOURCE
from goldenthread.performance.indicators.referral import RECEIVED
from goldenthread.performance.measure import Definition, Indicator, Rate, Share, halves
from goldenthread.performance.measure.worded import AGAINST, SHARED
from goldenthread.performance.models import Reckoning
from goldenthread.performance.rules.lines import kind_of
from goldenthread.performance.tables import TABLES
from goldenthread.performance.tests.drawn import asks, says, sides
from goldenthread.performance.vocabulary import Kind, Unit
from tests.cast import NOON, TODAY

if TYPE_CHECKING:
    from tests.cast import Cast

OLDER = Definition(
    version=1,
    until=date(2026, 3, 31),
    words="Of the assessments signed off, how many took 35 working days or fewer.",
    why="Working Together asks for 45.",
)


def test_every_share_says_of_what_and_how_many_and_every_rate_against_whom() -> None:
    shares = [one for one in CATALOGUE.values() if isinstance(one, Share)]
    rates = [one for one in CATALOGUE.values() if isinstance(one, Rate)]
    assert [one.code for one in shares if not SHARED.fullmatch(one.meaning)] == []
    assert [one.code for one in rates if not AGAINST.fullmatch(one.meaning)] == []


@pytest.mark.parametrize(
    ("indicator", "numerator", "denominator"),
    [
        (COMPLETED_IN_TIME, "How many took 45 working days or fewer", "The assessments signed off"),
        (CATALOGUE["CL28"],
         "In how many the child spoke, or somebody said for them what they think",
         "The reviews of children in care aged 4 and over"),
        (RATE, "Children in our care, times 10,000",
         "Children aged 0 to 17 of the mid-year estimate"),
        (DURATION, "How long assessments that were signed off took, added up",
         "Those of them that have it on record"),
        (BY_SOURCE, "How many are in each group: who contacts us about children", "All of them"),
        (RECEIVED, "How many referrals of children we received", "None: it is a number"),
    ],
)  # fmt: skip
def test_the_upper_and_the_lower_figure_in_words(
    indicator: Indicator, numerator: str, denominator: str
) -> None:
    found = halves(indicator)
    assert (found.numerator, found.denominator) == (numerator, denominator)


def test_the_type_that_is_declared_is_the_one_by_which_its_chart_is_chosen() -> None:
    alike = {"rate": Kind.FLOW}
    for one in CATALOGUE.values():
        chosen = kind_of(one.unit, one.trend)
        if one.kind is Kind.RARE or one.unit == Unit.AVERAGE or one.unit == Unit.PERCENT:
            continue
        assert one.kind == alike.get(chosen, chosen), one.code
    assert {one.kind for one in CATALOGUE.values()} == set(Kind)
    assert REVERSED.kind is Kind.RARE


def test_every_version_but_the_first_says_what_was_before_it() -> None:
    for one in CATALOGUE.values():
        assert [each.version for each in one.before] == list(range(1, one.version)), one.code
        assert [each.until for each in one.before] == sorted(each.until for each in one.before)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["AS02/", "AS02/manual/"])
def test_the_pages_of_an_indicator_say_type_halves_and_history(cast: Cast, path: str) -> None:
    Reckoning.objects.create(
        as_at=TODAY, fingerprint="a", load="LOD-0001", load_as_at=TODAY, at=NOON
    ).readings.create(
        code="AS02", window="rolling_6_months", level="all", first=TODAY, met=30, eligible=40
    )
    client = Client()
    client.force_login(cast.ana)
    said = client.get(f"/performance/indicators/{path}").content.decode()
    assert "Percentage: how many of those that count" in said
    assert "The assessments signed off" in said
    assert "History of the definition" in said
    assert "Unchanged since the first" in said


@pytest.mark.django_db
def test_the_manual_shows_drawn_examples_with_what_comes_out(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.priya)
    said = client.get("/performance/indicators/AS02/manual/").content.decode()
    assert "The 45th working day is in time and the 46th is late" in said
    assert '<td class="govuk-table__cell" data-l="end">2026-03-09</td>' in said
    assert "As at 31 March 2026: <b>1 of 2</b>" in said


def test_every_indicator_has_an_example_to_read_but_one_that_takes_21_children() -> None:
    assert [code for code in CATALOGUE if not drawn()[code]] == ["WF06"]


@pytest.mark.parametrize("code", ["AS02", "CP05", "CL10", "EH06"])
def test_what_the_manual_says_comes_out_does_come_out(code: str) -> None:
    for one in drawn()[code]:
        tables = {
            TABLES[each.table]: "\n".join(" | ".join(line) for line in (each.heads, *each.rows))
            for each in one.tables
        }
        for each in one.answers:
            day = each.as_at.isoformat()
            if each.answer[0].isdigit():
                assert says(asks(CATALOGUE[code], tables, day)) == each.answer, one.claim
            else:
                met = ", ".join(sides(CATALOGUE[code], tables, day)["met"])
                assert f"Met: {met};" in each.answer, one.claim


def test_an_earlier_definition_is_said_with_its_last_day_and_why_it_changed() -> None:
    changed = replace(COMPLETED_IN_TIME, version=2, before=(OLDER,))
    said = render_to_string("performance/definitions.html", {"indicator": changed})
    assert f"<b>Definition 1, until 31 March 2026:</b> {OLDER.words}" in said
    assert "Why it changed: Working Together asks for 45." in said
    assert "Definition 2, since then:" in said
    assert "Unchanged" not in said
