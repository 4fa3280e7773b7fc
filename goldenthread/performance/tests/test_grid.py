"""The grid of what figures tell, and the ledger of colours that moved by chance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.performance import operations, queries, rules
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.models import Reading, Reckoning, Target
from goldenthread.performance.tests.test_limits import STEADY, Measure, day_of, shares
from goldenthread.performance.vocabulary import (
    Aim,
    Answer,
    Assurance,
    Better,
    Level,
    Mark,
    Rating,
    Variation,
    Window,
)
from tests.cast import NOON

if TYPE_CHECKING:
    from goldenthread.performance.rules import Judged
    from tests.cast import Cast

PATH = "/performance/grid/"
WHOLE = queries.Place(key="all", name="The whole council", level="all")
CODES = ("CP06", "CP10", "CP11", "CL19", "CV02", "CN04", "AS03")


def as_said(found: Judged) -> dict[date, Answer]:
    """The figure as its chart has it: where both count over the same time."""
    return {one.as_at: one.answer for one in found.known if one.answer is not None}


def aimed(value: str, tolerance: str = "2", *, from_on: date = date(2024, 1, 1),
          number: int = 1) -> Target:  # fmt: skip
    return Target(
        code="XX01", number=number, from_on=from_on, aim=Aim.TARGET, value=Decimal(value),
        tolerance=Decimal(tolerance), window=Window.MONTH,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("met", "targets", "wanted"),
    [
        ([*STEADY, 80, 80], [aimed("80")], []),
        ([*STEADY, 80, 79], [aimed("80")], [(Rating.ON, Rating.NEAR, True, False)]),
        ([*STEADY, 60, 61], [aimed("80")], [(Rating.ON, Rating.OFF, False, False)]),
        (
            [*STEADY, 60, 85],
            [aimed("80")],
            [(Rating.ON, Rating.OFF, False, False), (Rating.OFF, Rating.ON, True, False)],
        ),
        ([*STEADY, 81, 60], [], []),
        (
            [*STEADY, 81, 81],
            [aimed("80"), aimed("90", from_on=day_of(13), number=2)],
            [(Rating.ON, Rating.OFF, True, True)],
        ),
    ],
)
def test_a_change_of_colour_is_chance_unless_its_point_is_a_signal(
    met: list[int], targets: list[Target], wanted: list[tuple[Rating, Rating, bool, bool]]
) -> None:
    found = rules.judged(Measure(), shares(met))
    changes = rules.recoloured(found, targets, as_said(found), since=day_of(11))
    assert [(one.before, one.now, one.chance, one.aimed_anew) for one in changes] == wanted


def test_the_figure_that_changes_its_colour_is_the_one_its_target_was_set_for() -> None:
    found = rules.judged(Measure(), shares([*STEADY, 60, 61]))
    half_a_year = {
        day: replace(one, met=85, period=replace(one.period, window=Window.ROLLING_6_MONTHS))
        for day, one in as_said(found).items()
    }
    assert rules.recoloured(found, [aimed("80")], as_said(found), since=day_of(11))
    assert not rules.recoloured(found, [aimed("80")], half_a_year, since=day_of(11))
    half_a_year[day_of(13)] = replace(half_a_year[day_of(13)], met=70)
    (one,) = rules.recoloured(found, [aimed("80")], half_a_year, since=day_of(11))
    assert (one.answer.met, one.before, one.now) == (70, Rating.ON, Rating.OFF)


def test_a_neutral_figure_never_changes_its_colour() -> None:
    found = rules.judged(Measure(better=Better.NEUTRAL), shares([*STEADY, 40, 95]))
    assert not rules.recoloured(found, [aimed("80")], as_said(found), since=day_of(0))


def test_the_ledger_in_a_sentence() -> None:
    found = rules.judged(Measure(), shares([*STEADY, 60, 85]))
    two = rules.recoloured(found, [aimed("80")], as_said(found), since=day_of(11))
    assert rules.ledger_words(()) == "No figure changed its colour in the last 12 months."
    assert rules.ledger_words(two) == (
        "2 changes of colour in the last 12 months, 1 of them no more than chance."
    )
    assert rules.ledger_words(two[1:]) == (
        "1 change of colour in the last 12 months, it no more than chance."
    )


def history(months: int, met: list[int], codes: tuple[str, ...] = CODES) -> None:
    for number in range(months):
        day = day_of(number)
        reckoning = Reckoning.objects.create(
            as_at=day, fingerprint=f"{day}", load="LOD-0001", load_as_at=day, at=NOON
        )
        Reading.objects.bulk_create(
            Reading(
                reckoning=reckoning, code=code, window=Window.SNAPSHOT, level=Level.ALL,
                first=day, met=met[number % len(met)], eligible=100,
            )
            for code in codes
        )  # fmt: skip


def aim(cast: Cast, code: str, value: int) -> None:
    operations.set_target(
        indicator=CATALOGUE[code], aim=Aim.TARGET, from_on=date(2025, 12, 1),
        value=Decimal(value), tolerance=Decimal(1), reason="Agreed by the leaders", seen=0,
        by=cast.ana, at=NOON,
    )  # fmt: skip


@pytest.mark.django_db
def test_each_figure_stands_where_its_line_and_its_target_put_it(cast: Cast) -> None:
    history(13, [*STEADY, 99])
    aim(cast, "CP10", 60)
    aim(cast, "CP11", 100)
    days = queries.reckoned()
    found = {one.indicator.code: one.judged for one in queries.lines(WHOLE, days, days[0])}
    assert set(found) == set(CODES)
    assert found["CP10"].variation is Variation.BETTER
    assert found["CP06"].variation is Variation.WORSE
    assert found["CP10"].assurance is Assurance.HITS
    assert found["CP11"].assurance is Assurance.MISSES
    assert found["CP06"].assurance is None
    earlier = {one.indicator.code: one.judged for one in queries.lines(WHOLE, days, days[1])}
    assert earlier["CP10"].variation is Variation.COMMON
    assert len(earlier["CP10"].spots) == 12


@pytest.mark.django_db
def test_a_step_change_counts_on_the_grid_too(cast: Cast) -> None:
    history(13, [*STEADY, 99])
    step = operations.add_note(
        indicator=CATALOGUE["CP10"], place=WHOLE, kind=Mark.STEP, day=day_of(12), words="New",
        points=[day_of(0), day_of(12)], by=cast.ana, at=NOON,
    )  # fmt: skip
    operations.agree_step(note=step, by=cast.frank, at=NOON)
    days = queries.reckoned()
    found = {one.indicator.code: one.judged for one in queries.lines(WHOLE, days, days[0])}
    assert found["CP10"].variation is Variation.TOO_FEW
    assert found["CP11"].variation is Variation.BETTER


def page(who: object, path: str = PATH) -> str:
    client = Client()
    client.force_login(who)  # type: ignore[arg-type]
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_the_page_says_what_changed_and_what_will_not_be_met(cast: Cast) -> None:
    history(13, [*STEADY, 79])
    aim(cast, "CP11", 100)
    aim(cast, "CL19", 80)
    said = page(cast.director)
    assert "Will not be met as things are" in said
    assert CATALOGUE["CP11"].title in said
    assert "Changes of colour" in said
    assert "No more than chance" in said
    assert "Read it with care: nearly all or nearly none" not in said
    assert "There is no figure for" in page(cast.priya)


@pytest.mark.django_db
@pytest.mark.parametrize("path", [PATH, "/performance/indicators/CP10/"])
def test_what_is_doubtful_in_a_chart_stands_beside_its_icon(cast: Cast, path: str) -> None:
    history(13, [99, 98, 99, 100, 99, 98, 99, 99, 98, 99, 100, 99, 99], ("CP10",))
    assert "Read it with care: nearly all or nearly none" in page(cast.ana, path)


@pytest.mark.django_db
def test_before_the_first_load_the_page_says_so(cast: Cast) -> None:
    assert "There is no figure yet" in page(cast.ana)


@pytest.mark.django_db
def test_the_number_of_questions_grows_with_nothing(cast: Cast) -> None:
    def asked() -> int:
        client = Client()
        client.force_login(cast.ana)
        client.get(PATH)
        with CaptureQueriesContext(connection) as found:
            assert client.get(PATH).status_code == 200
        return len(found)

    history(13, STEADY, CODES[:2])
    aim(cast, "CP10", 60)
    few = asked()
    Reading.objects.all().delete()
    Reckoning.objects.all().delete()
    history(30, [*STEADY, 60], CODES)
    for code in ("CP11", "CL19", "CV02"):
        aim(cast, code, 80)
    assert asked() == few
