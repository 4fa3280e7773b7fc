"""Published figures: which stand beside which, files of them, and our place among others."""

from __future__ import annotations

import gzip
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command

from goldenthread import stats
from goldenthread.performance import lists, operations, queries, rules
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.models import PublishedFact
from goldenthread.performance.vocabulary import Basis, Better, Unit, Window
from tests.cast import NOON

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

HEAD = "topic,measure_code,measure,period,la_code,area,region,value,flag\n"
OF_TABLES = {"D7_3_months_or_less", "Adoption_decision_to_match"}
"""Measures of the Department's own tables that the tool has not."""
PUBLIC = Path(__file__).parents[4] / "shared" / "data" / "benchmarks"


def row(code: str = "354", value: str = "17.2", *, measure: str = "ReReferral",
        period: str = "2025", area: str = "Rochdale") -> str:  # fmt: skip
    return f"Social Care,{measure},Re-referrals,{period},{code},{area},North West,{value},\n"


def test_every_measure_that_the_catalogue_names_was_read_beside_its_indicator() -> None:
    for code, indicator in CATALOGUE.items():
        found = lists.beside(code)
        assert (found is not None) is bool(indicator.benchmark), code
        if found is not None:
            assert found.measure == indicator.benchmark, code
            assert found.because.endswith("."), code


def test_only_official_figures_that_are_no_numbers_stand_beside_others() -> None:
    for code, indicator in CATALOGUE.items():
        found = lists.beside(code)
        if found is None or not found.same:
            continue
        assert indicator.basis is Basis.OFFICIAL, code
        assert indicator.unit is not Unit.COUNT, code


def test_what_is_shipped_has_every_measure_for_the_four_places_beside_each_other() -> None:
    found = {}
    for fact in lists.shipped():
        found.setdefault(fact.measure, set()).add(fact.area_type)
    assert set(found) == lists.measures() - OF_TABLES
    assert all(kinds == {"LA", "region", "country", "statistical_neighbour_mean"}
               for kinds in found.values())  # fmt: skip


@pytest.mark.django_db
def test_what_is_shipped_has_every_neighbour_for_the_newest_year(settings: SettingsWrapper) -> None:
    settings.AUTHORITY = "E08000005"
    means = {one.key: one.value for one in lists.shipped() if one.area_type.endswith("mean")}
    for code, found in queries.published_of(list(CATALOGUE.values())).items():
        if not found.areas or found.beside is None:
            continue
        worked = next(one.now for one in found.areas if one.name == "Statistical neighbours")
        shipped = means[found.beside.measure, found.period, "statistical_neighbour_mean", ""]
        assert worked is not None, code
        assert shipped is not None, code
        assert abs(worked - shipped) < Decimal("0.06"), code
        assert (found.neighbours is None) is (code == "CL30"), "ours is withheld"
        assert found.neighbours is None or len(found.neighbours.each) == 11, code


@pytest.mark.parametrize(
    ("code", "kind"),
    [("354", "LA"), ("970", "country"), ("980", "region"), ("990", "region"), ("991", "LA")],
)
def test_a_long_file_says_by_its_codes_what_each_place_is(code: str, kind: str) -> None:
    facts, errors = lists.read("a.csv", (HEAD + row(code)).encode())
    assert not errors
    assert [(one.area_type, one.value) for one in facts] == [(kind, Decimal("17.2"))]


@pytest.mark.parametrize(
    ("body", "row_number", "column", "wrong"),
    [
        (row(value="many"), 2, "value", "no number"),
        (row(value="-1"), 2, "value", "cannot be"),
        (row(value="NaN"), 2, "value", "no number"),
        (row(period=""), 2, "period", "empty"),
        (row(area=""), 2, "area", "empty"),
        (row(code=""), 2, "la_code", "no code"),
        (row() + row(value="18"), 3, "la_code", "twice"),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_column(
    body: str, row_number: int, column: str, wrong: str
) -> None:
    _, errors = lists.read("a.csv", (HEAD + body).encode())
    assert [(one.row, one.column) for one in errors] == [(row_number, column)]
    assert wrong in errors[0].wrong


def test_a_withheld_figure_is_none_and_other_measures_are_left_aside() -> None:
    body = row(value="") + row(measure="FirstYJS", value="219")
    facts, errors = lists.read("a.csv", (HEAD + body).encode())
    assert not errors
    assert [(one.measure, one.value) for one in facts] == [("ReReferral", None)]


@pytest.mark.parametrize(
    ("name", "data", "wrong"),
    [
        ("a.csv.gz", b"not gzip", "cannot be read"),
        ("a.csv", b"\xff\xfe\xff", "cannot be read"),
        ("a.csv", b"measure_code,period\n", "missing"),
    ],
)
def test_a_file_of_another_kind_is_refused(name: str, data: bytes, wrong: str) -> None:
    facts, errors = lists.read(name, data)
    assert not facts
    assert wrong in errors[0].wrong


@pytest.mark.django_db
def test_the_command_loads_a_file_once_and_replaces_what_was_revised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "latest.csv.gz"
    path.write_bytes(gzip.compress((HEAD + row() + row("353", "22")).encode()))
    for wanted in ("2 new, 0 replaced", "0 new, 0 replaced"):
        call_command("load_comparators", path)
        assert wanted in capsys.readouterr().out
    path.write_bytes(gzip.compress((HEAD + row(value="17.3")).encode()))
    call_command("load_comparators", path)
    assert "0 new, 1 replaced" in capsys.readouterr().out
    assert PublishedFact.objects.get(la_code="354").value == Decimal("17.3")
    assert PublishedFact.objects.count() == 2


@pytest.mark.django_db
def test_nothing_is_loaded_where_a_row_is_wrong_unless_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEAD + row() + row("353", "many"), encoding="utf-8")
    with pytest.raises(CommandError, match="row 3, value"):
        call_command("load_comparators", path)
    assert not PublishedFact.objects.exists()
    call_command("load_comparators", path, "--without-bad-rows")
    assert PublishedFact.objects.count() == 1
    with pytest.raises(CommandError, match="no file"):
        call_command("load_comparators", tmp_path / "none.csv")


@pytest.mark.django_db
def test_a_measure_that_counts_the_same_stands_beside_others(settings: SettingsWrapper) -> None:
    settings.AUTHORITY = "E08000005"
    found = queries.published(CATALOGUE["RF03"])
    assert (found.period, found.earlier) == ("2025", "2024")
    assert [(one.name, one.now, one.before) for one in found.areas][:2] == [
        ("Rochdale", Decimal("17.2"), Decimal("24.1")),
        ("North West", Decimal("21.7"), Decimal("21.2")),
    ]
    assert found.position is None, "there is no place among all without a file of all"


@pytest.mark.django_db
def test_a_measure_that_counts_otherwise_shows_no_figure_and_says_why() -> None:
    for code in ("CV03", "XS04", "CL17"):
        found = queries.published(CATALOGUE[code])
        assert found.beside is not None
        assert not found.beside.same
        assert not found.areas
    assert queries.published(CATALOGUE["CP10"]).beside is None


@pytest.mark.django_db
def test_an_authority_that_the_files_were_not_read_for_has_none(settings: SettingsWrapper) -> None:
    settings.AUTHORITY = "E06000001"
    assert not queries.published(CATALOGUE["RF03"]).areas


@pytest.mark.django_db
def test_our_place_is_among_all_authorities_of_the_same_year(settings: SettingsWrapper) -> None:
    settings.AUTHORITY = "E08000005"
    body = "".join(row(str(200 + n), str(n), period="2026", area=f"A{n}") for n in range(10, 40))
    older = row("400", "1", period="2025", area="Old")
    facts, _ = lists.read(
        "a.csv",
        (HEAD + row(period="2026") + row("990", "20", period="2026") + older + body).encode(),
    )
    operations.load_published(facts=facts, source="a.csv", by=None, at=NOON)
    position = queries.published(CATALOGUE["RF03"]).position
    assert position is not None
    assert (position.rank, position.out_of) == (9, 31)
    words = rules.placed_words("Rochdale", position, unit=Unit.PERCENT, better=Better.LOWER)
    assert words == (
        "Rochdale is the ninth best of 31 authorities with a figure, in the second quarter. "
        "The middle one of the others has 24.5%."
    )


@pytest.mark.parametrize(
    ("own", "polarity", "better", "words"),
    [
        (1.0, "low_is_good", Better.LOWER, "is the best of 5 authorities with a figure, in the"),
        (99.0, "low_is_good", Better.LOWER, "is the fifth best of 5 authorities with a figure, in"),
        (99.0, "neutral", Better.NEUTRAL, "is the highest of 5 authorities with a figure. The"),
    ],
)  # fmt: skip
def test_a_place_in_words(
    own: float, polarity: stats.benchmark.Polarity, better: Better, words: str
) -> None:
    position = stats.benchmark_position(own, [10.0, 20.0, 30.0, 40.0], polarity)
    assert words in rules.placed_words("X", position, unit=Unit.PERCENT, better=better)


def test_a_published_year_is_a_day_or_twelve_months_of_ours() -> None:
    snapshot, year = (Window.SNAPSHOT,), (Window.ROLLING_6_MONTHS, Window.ROLLING_12_MONTHS)
    assert rules.published_over(snapshot, "2025") == "At 31 March 2025"
    assert rules.published_over(year, "2025") == "Year to 31 March 2025"
    assert rules.like_window(snapshot) is Window.SNAPSHOT
    assert rules.like_window(year) is Window.ROLLING_12_MONTHS
    assert rules.like_window((Window.ROLLING_6_MONTHS, Window.YEAR_TO_DATE)) is None


def test_whatever_stands_beside_others_is_counted_over_as_long_a_time() -> None:
    for code, indicator in CATALOGUE.items():
        found = lists.beside(code)
        if found is not None and found.same:
            assert rules.like_window(indicator.windows) is not None, code


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("lait_latest_all_local_authorities.csv.gz", 4000),
        ("lait_rochdale_nw_england_neighbours.csv", 3000),
    ],
)
def test_the_published_files_load_without_a_wrong_row(name: str, least: int) -> None:
    if not (PUBLIC / name).is_file():
        pytest.skip("the published files are not here")
    facts, errors = lists.read(name, (PUBLIC / name).read_bytes())
    assert not errors
    assert len(facts) > least
    assert {fact.measure for fact in facts} == lists.measures() - OF_TABLES
