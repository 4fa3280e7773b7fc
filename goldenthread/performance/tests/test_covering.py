"""Which days loads tell of, and what is said where they do not: no nought, no quiet half."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some

from goldenthread.intake import operations as intake
from goldenthread.intake import queries as loads
from goldenthread.intake.doors.reaching import told_days
from goldenthread.intake.tests import make
from goldenthread.performance import operations, output, queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.rules import figure, period_of
from goldenthread.performance.rules.covering import Days, Reached, may_say, reached, reached_words
from goldenthread.performance.vocabulary import Period, Window
from goldenthread.performance.vocabulary.quality import DataState
from tests.cast import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cast import Cast

SEP, OCT = date(2026, 9, 30), date(2026, 10, 31)
OCTOBER = period_of(Window.MONTH, OCT)
YEAR = period_of(Window.ROLLING_12_MONTHS, OCT)
CONTACTS = [["109377", *make.WHO[1:], f"{day}/09/2026", "1A"] for day in (5, 6, 20)]


@pytest.mark.parametrize(
    ("period", "stretches", "stands", "found", "because"),
    [
        (OCTOBER, [], False, Reached(tells=False), "no list at all"),
        (OCTOBER, [], True, Reached(tells=False), "nor of how things stood"),
        (OCTOBER, [(date(2026, 5, 1), OCT)], False, Reached(tells=True), "all of October"),
        (OCTOBER, [(date(2026, 4, 1), SEP)], False, Reached(tells=False, until=SEP),
         "the newest list ends before October"),
        (OCTOBER, [(date(2026, 4, 1), SEP)], True, Reached(tells=True, until=SEP),
         "what stood in September is all that is known"),
        (OCTOBER, [(date(2026, 11, 1), date(2026, 11, 30))], False,
         Reached(tells=False, since=date(2026, 11, 1)), "lists began to tell after it"),
        (YEAR, [(date(2026, 5, 1), OCT)], False, Reached(tells=True, since=date(2026, 5, 1)),
         "a first load reaches back six months"),
        (YEAR, [(date(2025, 11, 1), OCT)], False, Reached(tells=True), "half a year of loads more"),
        (YEAR, [(date(2025, 7, 1), date(2026, 1, 31)), (date(2026, 5, 1), OCT)], False,
         Reached(tells=True, since=date(2026, 5, 1)), "February to April are in no list"),
        (YEAR, [(date(2025, 7, 1), date(2026, 1, 31))], False,
         Reached(tells=True, until=date(2026, 1, 31)), "the list stopped coming"),
    ],
)  # fmt: skip
def test_how_much_of_a_time_is_told(
    period: Period, stretches: list[Days], stands: bool, found: Reached, because: str
) -> None:
    assert reached(period, stretches, stands=stands) == found, because


@pytest.mark.parametrize(
    ("found", "needs_all", "stands", "says", "because"),
    [
        (Reached(tells=True), True, False, True, "all of it"),
        (Reached(tells=False), False, False, False, "nothing of it"),
        (Reached(tells=True, since=SEP), True, False, False, "a number of a part is too low"),
        (Reached(tells=True, since=SEP), False, False, True, "a share of a part is a share"),
        (Reached(tells=True, until=SEP), True, True, True, "how things stood, with its day"),
        (Reached(tells=False, until=SEP), True, True, False, "no list before it"),
        (Reached(tells=False, since=OCT), False, False, False, "lists that tell later"),
    ],
)
def test_a_number_of_part_of_a_time_is_not_said(
    found: Reached, needs_all: bool, stands: bool, says: bool, because: str
) -> None:
    assert may_say(found, needs_all=needs_all, stands=stands) is says, because
    assert bool(reached_words(found, "list 3")) is not found.whole


@given(
    first=some.dates(date(2025, 1, 1), date(2026, 10, 1)),
    last=some.dates(date(2025, 1, 1), date(2026, 10, 1)),
)
def test_what_is_told_lies_within_the_time_and_is_whole_only_where_no_day_lacks(
    first: date, last: date
) -> None:
    period = Period(window=Window.ROLLING_12_MONTHS, first=date(2025, 6, 1), last=date(2026, 5, 31))
    found = reached(period, [(min(first, last), max(first, last))], stands=False)
    every = min(first, last) <= period.first and max(first, last) >= period.last
    assert found.whole is every
    if found.since is not None:
        assert (
            (period.first < found.since <= period.last)
            if found.tells
            else (found.since > period.last)
        )
    assert not found.tells or found.until is None or found.until >= period.first


def load(cast: Cast, folder: Path, day: date, **sheets: Any) -> None:
    made, _ = intake.load_files(
        paths=[make.plain(folder / f"{day}.xlsx", **sheets)],
        as_at=day, without_bad_rows=True, by=cast.ana, at=NOON,
    )  # fmt: skip
    assert made.state == "loaded", made.refusal


def contacts() -> dict[str, Any]:
    return {"List 1": [make.headers(1), *CONTACTS]}


@pytest.fixture
def var(tmp_path: Path, settings: Any) -> Path:
    settings.VAR_DIR = tmp_path / "var"
    return tmp_path


@pytest.mark.django_db
def test_a_list_that_no_load_has_gives_no_nought(cast: Cast, var: Path) -> None:
    load(cast, var, OCT)
    among = queries.events()
    assert among is not None
    for code in ("FD01", "EH03", "CL01", "CV01"):
        indicator = CATALOGUE[code]
        (answer,) = queries.figures(indicator, [period_of(indicator.windows[0], OCT)], among)
        assert (answer.met, answer.told, answer.value) == (0, False, None), code
        assert figure(answer) == "Not told"
    (plans,) = queries.figures(CATALOGUE["CP01"], [period_of(Window.SNAPSHOT, OCT)], among)
    assert (plans.told, plans.value) == (True, 1)


@pytest.mark.django_db
def test_a_list_that_stops_coming_is_not_taken_for_a_quiet_month(cast: Cast, var: Path) -> None:
    load(cast, var, SEP, **contacts())
    load(cast, var, OCT)
    among = queries.events()
    assert among is not None
    months = [period_of(Window.MONTH, day) for day in (SEP, OCT)]
    told = [one.told for one in queries.figures(CATALOGUE["FD01"], months, among)]
    assert told == [True, False]


@pytest.mark.django_db
def test_a_first_load_tells_of_six_months_and_a_rate_is_said_of_those(
    cast: Cast, var: Path
) -> None:
    load(cast, var, OCT, **contacts())
    days = told_days(loads.kept())
    assert days["contact"] == [(date(2026, 5, 1), OCT)]
    assert days["referral"] == []
    operations.take_readings(
        by=cast.ana, at=NOON, indicators=[CATALOGUE[code] for code in ("FD01", "CP03", "RF02")]
    )
    place = queries.place(cast.director, "all")
    assert place is not None
    (day,) = queries.reckoned()
    rows = {row.indicator.code: row for row in queries.catalogue(place, [day], day)}
    assert rows["CP03"].window == Window.ROLLING_6_MONTHS
    assert rows["CP03"].now is not None
    assert rows["CP03"].now.told
    assert rows["RF02"].now is not None
    assert not rows["RF02"].now.told
    behind = queries.behind_figures(day, newest=True, on=OCT)
    said = queries.quality_of(CATALOGUE["RF02"], rows["RF02"].now, behind)
    assert (said.state, said.words) == (DataState.UNTOLD, "List 3 is in no load.")


@pytest.mark.django_db
def test_the_page_of_a_figure_says_why_it_is_not_told(cast: Cast, var: Path) -> None:
    load(cast, var, OCT, **contacts())
    operations.take_readings(by=cast.ana, at=NOON)
    client = Client()
    client.force_login(cast.director)
    for code, words in (("RF01", "List 3 is in no load"), ("CP03", "tells of it from 1 May 2026")):
        path = f"/performance/indicators/{code}/"
        text = client.get(path, {"window": CATALOGUE[code].windows[0]}).content.decode()
        assert "Not told" in text, code
        assert words in text, code
        behind = client.get(f"{path}children/", {"window": CATALOGUE[code].windows[0]})
        assert words in behind.content.decode(), code
        groups = client.get(f"{path}by/sex/", {"window": CATALOGUE[code].windows[0]})
        assert words in groups.content.decode(), code
    told = client.get("/performance/indicators/CP03/?where=all")
    assert told.url == "/performance/indicators/CP03/?where=all&window=rolling_6_months"
    assert "Not told" in client.get("/performance/").content.decode()
    assert client.get("/performance/figures.csv").content.decode().count("Not told") > 10


@pytest.mark.django_db
def test_chat_says_of_a_list_that_no_load_has_that_it_is_not_told(cast: Cast, var: Path) -> None:
    load(cast, var, OCT, **contacts())
    operations.take_readings(by=cast.ana, at=NOON)
    client = Client()
    client.force_login(cast.director)
    text = client.get("/performance/chat/referrals/").content.decode()
    assert "List 3 is in no load." in text
    among = queries.events(recorded=False)
    place = queries.place(cast.director, "all")
    assert among is not None
    assert place is not None
    (day,) = queries.reckoned()
    pages = output.tell(
        queries.whole_analysis(place, day, among), hidden=frozenset(), said=frozenset()
    )
    totals = {section.title: section.total for one in pages for section in one.sections}
    assert sum(total == "Not told" for total in totals.values()) > 5
    assert any(isinstance(total, int) and total for total in totals.values())


@pytest.mark.parametrize("code", ["EH06", "CN10"])
def test_what_followed_within_a_year_needs_lists_of_the_year_before(code: str) -> None:
    """Judged in the twelve months to October 2026: ended in the twelve months before them."""
    indicator = CATALOGUE[code]
    table = "early_help" if code == "EH06" else "need"
    told = {"referral": [(date(2024, 5, 1), OCT)]}
    for first, whole in ((date(2025, 5, 1), False), (date(2024, 5, 1), True)):
        found = dict(queries.reached_by(indicator, YEAR, told | {table: [(first, OCT)]}))
        assert found[table].whole is whole, first
        assert found["referral"].whole


def test_a_figure_that_looks_back_says_of_which_time_it_asks() -> None:
    days = {"referral": [(date(2024, 5, 1), OCT)], "early_help": [(date(2025, 11, 1), OCT)]}
    assert queries.reach_words(CATALOGUE["EH06"], YEAR, days) == (
        "it asks what happened from 1 November 2024 to 31 October 2025; "
        "list 2 tells of it from 1 May 2026 on"
    )
