"""Tables of the Department's own: which figures they give, what is wrong in them, what stands."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command

from goldenthread.performance import lists, operations, queries, rules
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.models import PublishedFact
from goldenthread.performance.tests.test_published import HEAD, PUBLIC
from goldenthread.performance.tests.test_published import row as of_the_tool
from goldenthread.performance.vocabulary import Better
from tests.cast import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

PLACE = (
    "time_period,time_identifier,geographic_level,country_code,country_name,"
    "region_code,region_name,old_la_code,new_la_code,la_name,"
)
LA = "{year},Reporting year,Local authority,E92000001,England,E12000002,North West,{code},,{name},"
REGION = "{year},Reporting year,Regional,E92000001,England,E12000002,North West,,,,"
ENGLAND = "{year},Reporting year,National,E92000001,England,,,,,,"
BEGUN = "category,CPP_start,CPP_subsequent,CPP_subsequent_percent\n"
REPEAT = "Child Protection Plans which are a second or subsequent plan"


def of(place: str, cells: str, *, year: str = "2025", code: str = "354.0",
       name: str = "Rochdale") -> str:  # fmt: skip
    return place.format(year=year, code=code, name=name) + cells + "\n"


def repeats(share: str, place: str = LA, **where: str) -> str:
    return of(place, f"{REPEAT},308,62,{share}", **where)


def read(text: str) -> list[tuple[str, str, str, str, Decimal | None]]:
    facts, errors = lists.read("d.csv", text.encode())
    assert not errors, errors
    return [(one.measure, one.period, one.area_type, one.la_code, one.value) for one in facts]


def file_of(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_every_figure_that_is_declared_stands_beside_an_indicator_and_says_what_it_counts() -> None:
    assert {one.measure for one in lists.figures()} <= lists.measures()
    for one in lists.figures():
        assert one.counts.endswith("."), one.table


def test_a_table_gives_its_figure_of_each_place() -> None:
    text = PLACE + BEGUN + repeats("20.1") + repeats("23.3", REGION) + repeats("24.9", ENGLAND)
    assert read(text) == [
        ("PrevRegCPR", "2025", "LA", "354", Decimal("20.1")),
        ("PrevRegCPR", "2025", "region", "981", Decimal("23.3")),
        ("PrevRegCPR", "2025", "country", "970", Decimal("24.9")),
    ]


@pytest.mark.parametrize("symbol", ["c", "k", "low", "u", "x", "z", ":", ""])
def test_a_symbol_is_no_figure_and_not_nought(symbol: str) -> None:
    assert read(PLACE + BEGUN + repeats(symbol))[0][-1] is None


def test_the_same_column_of_another_table_is_another_figure() -> None:
    head = PLACE + "category,2_years_or_more_percent\n"
    kinds = {
        "Child Protection Plans by length of time": ["CPPlans2yrsActive"],
        "Child Protection Plans ending by length of time": ["CPPlans2yrs"],
        "Something else": [],
    }
    for kind, measures in kinds.items():
        assert [one[0] for one in read(head + of(LA, f"{kind},5.3"))] == measures, kind


def test_rows_of_other_groups_are_left_aside() -> None:
    head = PLACE + "characteristic,breakdown,children_count,children_percent\n"
    health = "Health assessments: Children looked after all ages"
    text = head + "".join(
        of(LA, cells)
        for cells in (
            f"{health},Had their teeth checked by a dentist,330,76",
            f"{health},Had their annual health assessment,390,90",
            "Ages 5 to 16 years with SDQ score,SDQ average score,14.2,z",
        )
    )
    assert [(one[0], one[-1]) for one in read(text)] == [
        ("LACDental%", Decimal(76)),
        ("Emotional_LAC", Decimal("14.2")),
    ]


def test_a_share_is_worked_out_where_the_whole_and_all_its_parts_are_told() -> None:
    head = PLACE + "category,ICPC,ICPC_rate,Duration_0-10_days,Duration_11-15_days\n"
    kind = "Section 47s and Initial Child Protection Conferences"
    told, part = of(LA, f"{kind},477,84.6,22,351"), of(LA, f"{kind},80,20,c,60", code="353")
    found = {(one[0], one[3]): one[-1] for one in read(head + told + part)}
    assert found["CP_conf_15days", "354"] == Decimal("78.2"), "373 of 477"
    assert ("CP_conf_15days", "353") not in found
    assert found["ISCP_Conf", "353"] == Decimal(20)


def test_a_time_of_years_and_months_is_months() -> None:
    head = "time_period,geographic_level,country_code,country_name,stage_of_adoption_process,"
    stage = (
        "2. Average time between decision that child should be placed for adoption and matching of "
        "child and adopters"
    )
    text = head + f"age_start_poc,number\n2025,National,E92000001,England,{stage},Total,01:02\n"
    assert read(text) == [("Adoption_decision_to_match", "2025", "country", "970", Decimal(14))]


@pytest.mark.parametrize(
    ("row", "column", "wrong"),
    [
        (repeats("many"), "CPP_subsequent_percent", "neither a number nor a symbol"),
        (repeats("-3"), "CPP_subsequent_percent", "cannot be"),
        (repeats("20", year="202425"), "time_period", "no year to 31 March"),
        (repeats("20", code=""), "old_la_code", "no place we know"),
        (repeats("20", name=""), "la_name", "no name"),
        (repeats("20", LA.replace("Local authority", "Ward")), "geographic_level", "no level"),
        (repeats("20", REGION.replace("E12000002", "E99")), "region_code", "no place we know"),
        (repeats("20") + repeats("21"), "CPP_subsequent_percent", "twice"),
    ],
)  # fmt: skip
def test_a_row_that_is_wrong_is_named_with_its_column(row: str, column: str, wrong: str) -> None:
    _, errors = lists.read("d.csv", (PLACE + BEGUN + row).encode())
    assert [(one.row, one.column) for one in errors] == [(1 + row.count("\n"), column)]
    assert wrong in errors[0].wrong


@pytest.mark.django_db
def test_a_table_of_which_nothing_stands_beside_an_indicator_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = PLACE + "absence_terms,pt_overall\n" + of(LA, "six half terms,25.5", year="202425")
    call_command("load_comparators", file_of(tmp_path / "absence.csv", text))
    assert capsys.readouterr().out == (
        "This is a file of the Department's: none of its figures stands beside an indicator of "
        "ours. Nothing was loaded.\n"
    )
    assert not PublishedFact.objects.exists()
    broken = PLACE + BEGUN + repeats("many")
    with pytest.raises(CommandError, match=r"row 2, CPP_subsequent_percent: 'many'"):
        call_command("load_comparators", file_of(tmp_path / "d.csv", broken))


@pytest.mark.django_db
def test_the_same_table_twice_or_what_the_tool_says_too_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file_of(
        tmp_path / "d3.csv",
        PLACE + BEGUN + repeats("20.1") + repeats("30", code="888", name="Lancashire"),
    )
    call_command("load_comparators", path)
    assert "2 figures of 1 measure: 1 new, 0 replaced" in capsys.readouterr().out
    assert [one.la_code for one in PublishedFact.objects.all()] == ["888"], "354 is shipped"
    call_command("load_comparators", path)
    assert "0 new, 0 replaced" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_figure_that_differs_is_told_and_nothing_of_its_measure_and_year_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = PLACE + BEGUN + repeats("21.5") + repeats("30", code="888", name="Lancashire")
    path = file_of(tmp_path / "d3.csv", text + repeats("19", year="2015"))
    call_command("load_comparators", path)
    said = capsys.readouterr().out
    assert "1 new, 0 replaced" in said
    assert "1 figure differs from what stands" in said
    assert "PrevRegCPR, Rochdale, 2025: 20.1 stood, this file says 21.5" in said
    assert [one.period for one in PublishedFact.objects.all()] == ["2015"]
    call_command("load_comparators", path, "--replace")
    assert PublishedFact.objects.get(la_code="354", period="2025").value == Decimal("21.5")


@pytest.mark.django_db
def test_a_tenth_of_a_share_that_we_work_out_is_no_difference() -> None:
    head = PLACE + "category,ICPC,Duration_0-10_days,Duration_11-15_days\n"
    kind = "Section 47s and Initial Child Protection Conferences"
    tool, _ = lists.read("a.csv", (HEAD + of_the_tool("353", "78.1", measure="CP_conf_15days",
                                                      period="2016")).encode())  # fmt: skip
    operations.load_published(facts=tool, source="a.csv", by=None, at=NOON)
    own, _ = lists.read(
        "c4.csv", (head + of(LA, f"{kind},477,22,351", code="353", year="2016")).encode()
    )
    found = operations.load_published(facts=own, source="c4.csv", by=None, at=NOON, replaces=False)
    assert (found.new, found.changed, found.differs) == (0, 0, ())


@pytest.mark.django_db
def test_a_figure_that_is_withheld_takes_nothing_away() -> None:
    facts, _ = lists.read("d3.csv", (PLACE + BEGUN + repeats("c")).encode())
    found = operations.load_published(
        facts=facts, source="d3.csv", by=None, at=NOON, replaces=False
    )
    assert (found.new, found.changed, found.differs) == (0, 0, ())


def loaded(text: str) -> None:
    facts, errors = lists.read("d3.csv", text.encode())
    assert not errors
    operations.load_published(facts=facts, source="d3.csv", by=None, at=NOON, replaces=False)


def neighbours(*shares: str, year: str) -> str:
    ours = lists.authority("E08000005")
    assert ours is not None
    return "".join(
        repeats(share, code=code, name=f"Neighbour {code}", year=year)
        for code, share in zip(ours.beside, shares, strict=False)
    )


@pytest.mark.django_db
def test_our_place_is_among_our_neighbours_once_all_of_theirs_are_there(
    settings: SettingsWrapper,
) -> None:
    settings.AUTHORITY = "E08000005"
    shares = ["15", "16", "17", "25", "25", "25", "25", "25", "25"]
    own = PLACE + BEGUN + repeats("20.1", year="2026")
    loaded(own + neighbours(*shares, year="2026"))
    assert queries.published(CATALOGUE["CP04"]).neighbours is None, "one of ten is not there"
    loaded(own + neighbours(*shares, "c", year="2026"))
    found = queries.published(CATALOGUE["CP04"]).neighbours
    assert found is not None
    assert rules.among_words(found.position, Better.LOWER) == "4th of 10, second quarter"
    assert rules.among_words(found.position, Better.NEUTRAL) == "4th of 10, from the highest"
    assert rules.withheld_words(found.position) == "1 of them has no figure."
    assert found.position.neighbours_list == "ten statistical neighbours, model of 2025"
    assert [name for name, _ in found.each][3] == "Rochdale"
    assert found.each[-1][1] is None


@pytest.mark.django_db
def test_the_mean_of_neighbours_is_of_their_own_figures_once_all_are_there(
    settings: SettingsWrapper,
) -> None:
    settings.AUTHORITY = "E08000005"
    text = PLACE + BEGUN + repeats("22", year="2026") + neighbours(*["10"] * 9, "c", year="2026")
    loaded(text)
    found = queries.published(CATALOGUE["CP04"])
    assert (found.period, found.source) == ("2026", "d3.csv")
    assert [(one.name, one.now, one.there) for one in found.areas] == [
        ("Rochdale", Decimal("22.0000"), True),
        ("North West", None, False),
        ("Statistical neighbours", Decimal("10.00"), True),
        ("England", None, False),
    ]


@pytest.mark.django_db
def test_what_is_published_of_england_alone_stands_there_alone(settings: SettingsWrapper) -> None:
    settings.AUTHORITY = "E08000005"
    assert not queries.published(CATALOGUE["AD12"]).areas
    facts, _ = lists.read(
        "a.csv",
        (HEAD + of_the_tool("970", "10", measure="Adoption_decision_to_match", area="England"))
        .encode(),
    )  # fmt: skip
    operations.load_published(facts=facts, source="a.csv", by=None, at=NOON)
    found = queries.published(CATALOGUE["AD12"])
    assert [one.name for one in found.areas if one.there] == ["England"]
    assert found.neighbours is None


@pytest.mark.parametrize(
    ("name", "count", "measures"),
    [
        ("dfe/c1_*", 338, {"ReReferral", "CIN_Refferals_NFA"}),
        ("dfe/d3_*", 169, {"PrevRegCPR"}),
        ("dfe/d5_*", 169, {"CPPlans2yrsActive"}),
        ("dfe/cla_number_*", 195, {"LAC", "LAC_Start_Rate", "LAC_Cease_Rate"}),
        ("dfe/la_cla_placement_stability_*", 65, {"LACStable_2016on"}),
        ("dfe/la_conviction_*", 325, {"LACDental%", "LACVaccinations%", "Emotional_LAC",
                                      "LAC_Convictions", "LACSubstance"}),
        ("dfe/national_cla_adopted_*", 5, {"Adoption_decision_to_match"}),
        ("dfe_cin_2024/b5_*", 156, {"CINCease3months"}),
        ("dfe_cin_2024/c2_*", 135, {"Continue_Assess_Comp"}),
        ("dfe_cin_2024/c4_*", 465, {"CP_conf_15days", "Section_47", "ISCP_Conf"}),
        ("dfe_cin_2024/d7_*", 312, {"CPPlans2yrs", "D7_3_months_or_less"}),
        ("dfe_cin_2024/d1_*", 312, {"CPP_rate", "CPP_Abuse_Rate"}),
        ("dfe_cin_2024/d6_*", 0, set()),
        ("dfe/la_care_leavers_*", 0, set()),
    ],
)  # fmt: skip
def test_the_published_tables_say_what_the_tool_says(
    name: str, count: int, measures: set[str]
) -> None:
    tool = PUBLIC / "lait_rochdale_nw_england_neighbours.csv"
    if not tool.is_file():
        pytest.skip("the published files are not here")
    stands = {one.key: one.value for one in lists.read(tool.name, tool.read_bytes())[0]}
    based_again = {"CPP_rate", "CPP_Abuse_Rate", "Section_47", "ISCP_Conf"}
    for path in PUBLIC.glob(f"{name}.csv"):
        assert lists.of_department(path.name, path.read_bytes())
        facts, errors = lists.read(path.name, path.read_bytes())
        assert not errors
        assert (len(facts), {one.measure for one in facts}) == (count, measures)
        for one in facts:
            stood, value = stands.get(one.key), one.value
            if stood is None or value is None or one.measure in based_again:
                continue
            assert abs(stood - value) <= (Decimal("0.2") if one.worked_out else 0), one
