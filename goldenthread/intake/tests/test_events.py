"""Events rebuilt from loads: what was said, since when, and until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.intake import events, readers
from goldenthread.intake.events import Kept
from goldenthread.intake.events.building import table, working_number
from goldenthread.intake.tests import make
from goldenthread.kernel.bank_holidays import BANK_HOLIDAYS
from goldenthread.kernel.working_days import Calendar

JAN, FEB, MAR = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)
KINDS = {event.name: event for event in events.EVENTS}
Row = Mapping[str, Any]
Loads = Callable[..., list[Kept]]


@pytest.fixture
def loads(tmp_path: Path) -> Loads:
    """Loads of one list: day → its rows, in the order given; no rows at all is no such list."""

    def keep(kind: str, *given: tuple[date, Sequence[Row] | None]) -> list[Kept]:
        event = KINDS[kind]
        types = {
            column: {"date": pl.Date, "number": pl.Int64}.get(how, pl.String)
            for column, how in {**event.person, **event.fields}.values()
        }
        kept = []
        for number, (day, rows) in enumerate(given):
            folder = tmp_path / f"load-{kind}-{number}-{day}"
            folder.mkdir()
            if rows is not None:
                frame = pl.DataFrame(
                    [
                        {**dict.fromkeys(types), "child_id": "C1", **row, "_row": place}
                        for place, row in enumerate(rows, start=2)
                    ],
                    schema={**types, "_row": pl.Int64},
                )
                frame.write_parquet(folder / f"list_{event.list}.parquet")
            kept.append(Kept(reference=f"LOAD-{number}", as_at=day, folder=folder))
        return kept

    return keep


def plan(start: date = date(2025, 6, 2), **said: Any) -> Row:
    """A row of list 7."""
    return {"cp_start_date": start, **said}


def known(found: pl.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """What is said and when: the columns, `known_from`, `known_until`, `stands_until`."""
    return found.select(*columns, "known_from", "known_until", "stands_until").rows()


def test_the_same_loads_give_the_same_fingerprint_and_the_same_rows(
    loads: Loads, tmp_path: Path
) -> None:
    kept = loads(
        "protection_plan",
        (JAN, [plan(), plan(child_id="C2")]),
        (FEB, [plan(cp_last_visit_date=FEB)]),
    )
    assert events.fingerprint(kept) == events.fingerprint(kept[::-1])
    one = events.build(kept, tmp_path / "one")
    other = events.build(kept[::-1], tmp_path / "other")
    files = sorted(path.name for path in one.iterdir())
    assert len(files) >= len(events.EVENTS)
    for name in files:
        assert pl.read_parquet(one / name).equals(pl.read_parquet(other / name), null_equal=True)


def test_a_child_whose_row_could_not_be_used_stands_as_before(loads: Loads) -> None:
    first, second, third = loads(
        "protection_plan",
        (JAN, [plan(), plan(child_id="C2")]),
        (FEB, [plan(child_id="C3")]),
        (MAR, [plan(cp_last_visit_date=MAR)]),
    )
    silent = replace(second, left_out={7: ["C1"]})
    found = table(KINDS["protection_plan"], [first, silent, third])
    assert known(found, "child") == [
        ("C1", JAN, MAR, MAR),  # said nothing in February: stands until March says otherwise
        ("C1", MAR, None, None),
        ("C2", JAN, FEB, FEB),  # left out of nothing: withdrawn
        ("C3", FEB, MAR, MAR),
    ]


def test_another_load_or_another_day_gives_another_fingerprint(loads: Loads) -> None:
    kept = loads("protection_plan", (JAN, [plan()]), (FEB, [plan()]))
    again = Kept(reference="LOAD-0", as_at=MAR, folder=kept[0].folder)
    found = {
        events.fingerprint(some) for some in ([], kept[:1], kept[1:], kept, [again], [*kept, again])
    }
    assert len(found) == 6


def test_events_that_are_there_are_not_touched(loads: Loads, tmp_path: Path) -> None:
    place = tmp_path / "events"
    place.mkdir()
    assert events.build(loads("protection_plan", (JAN, [plan()])), place) == place
    assert list(place.iterdir()) == []


def test_a_build_that_failed_leaves_nothing_behind_and_is_made_afresh(
    loads: Loads, tmp_path: Path
) -> None:
    kept = loads("protection_plan", (JAN, [plan()]))
    good = (kept[0].folder / "list_7.parquet").read_bytes()
    (kept[0].folder / "list_7.parquet").write_bytes(b"not a table")
    place = tmp_path / "events"
    with pytest.raises(pl.exceptions.ComputeError):
        events.build(kept, place)
    assert not place.exists()
    (kept[0].folder / "list_7.parquet").write_bytes(good)
    assert (events.build(kept, place) / "protection_plan.parquet").exists()


def test_of_two_loads_of_one_day_the_later_counts(loads: Loads) -> None:
    kept = loads(
        "protection_plan",
        (JAN, [plan(cp_previous_plans=0), plan(child_id="C2")]),
        (JAN, [plan(cp_previous_plans=1)]),
    )
    found = table(KINDS["protection_plan"], kept)
    assert known(found, "child", "previous_plans") == [("C1", 1, JAN, None, None)]


def test_what_each_load_says_alike_is_one_row(loads: Loads) -> None:
    kept = loads("protection_plan", *((day, [plan()]) for day in (JAN, FEB, MAR)))
    found = table(KINDS["protection_plan"], kept)
    assert known(found, "child") == [("C1", JAN, None, None)]
    assert found["load"].to_list() == ["LOAD-0"]


def test_a_changed_state_makes_a_second_version(loads: Loads) -> None:
    visit = date(2026, 2, 10)
    kept = loads(
        "protection_plan",
        (JAN, [plan()]),
        (FEB, [plan(cp_last_visit_date=visit)]),
        (MAR, [plan(cp_last_visit_date=visit)]),
    )
    found = table(KINDS["protection_plan"], kept)
    assert known(found, "last_visit") == [(None, JAN, FEB, FEB), (visit, FEB, None, None)]


def test_an_older_child_is_no_change_but_where_the_birth_date_is_missing(loads: Loads) -> None:
    born = {"date_of_birth": date(2015, 2, 10)}
    kept = loads(
        "protection_plan",
        (JAN, [plan(age=10, **born), plan(child_id="C2", age=10)]),
        (FEB, [plan(age=11, **born), plan(child_id="C2", age=11)]),
    )
    found = table(KINDS["protection_plan"], kept)
    assert known(found, "child", "age") == [
        ("C1", None, JAN, None, None),
        ("C2", 10, JAN, FEB, FEB),
        ("C2", 11, FEB, None, None),
    ]


def test_an_open_row_that_vanishes_is_withdrawn(loads: Loads) -> None:
    kept = loads("protection_plan", (JAN, [plan()]), (FEB, []), (MAR, []))
    assert known(table(KINDS["protection_plan"], kept), "child") == [("C1", JAN, FEB, FEB)]


def test_a_row_that_comes_back_is_said_anew_and_was_not_known_between(loads: Loads) -> None:
    kept = loads("protection_plan", (JAN, [plan()]), (FEB, []), (MAR, [plan()]))
    assert known(table(KINDS["protection_plan"], kept), "child") == [
        ("C1", JAN, FEB, FEB),
        ("C1", MAR, None, None),
    ]


def test_a_load_without_the_list_says_nothing_of_it(loads: Loads) -> None:
    kept = loads("protection_plan", (JAN, [plan()]), (FEB, None), (MAR, [plan()]))
    assert known(table(KINDS["protection_plan"], kept), "child") == [("C1", JAN, None, None)]


@pytest.mark.parametrize(
    ("kind", "row", "withdrawn", "because"),
    [
        ("referral", {"referral_date": date(2025, 8, 28)}, False, "six months are over"),
        ("referral", {"referral_date": date(2025, 8, 29)}, False, "29 February is the 28th"),
        ("referral", {"referral_date": date(2025, 9, 1)}, True, "it should still be listed"),
        ("protection_plan", plan(cp_end_date=date(2025, 8, 28)), False, "ended six months ago"),
        ("protection_plan", plan(cp_end_date=date(2025, 9, 1)), True, "ended too lately"),
        ("adoption", {"adoption_order_date": date(2025, 2, 28)}, False, "twelve months here"),
        ("adoption", {"adoption_order_date": date(2025, 3, 1)}, True, "twelve months here"),
        ("adoption", {"reversal_date": date(2025, 2, 28)}, False, "reversed is an end too"),
        ("care_leaver", {}, False, "a list of who is served now: leaving it is no correction"),
    ],
)
def test_a_row_that_left_by_its_window_stays_known(
    loads: Loads, kind: str, row: Row, withdrawn: bool, because: str
) -> None:
    kept = loads(kind, (JAN, [row]), (FEB, []))
    found = known(table(KINDS[kind], kept), "child")
    assert found == [("C1", JAN, FEB if withdrawn else None, FEB)], because


@pytest.mark.parametrize(
    ("row", "withdrawn", "because"),
    [
        ({"eh_start_date": date(2025, 9, 1)}, True, "open, and so still asked for"),
        ({"eh_start_date": date(2025, 9, 1), "eh_end_date": JAN}, True, "begun in the six months"),
        (
            {"eh_start_date": date(2025, 8, 1), "eh_end_date": JAN},
            False,
            "not every council's list",
        ),
    ],
)
def test_early_help_that_ended_leaves_six_months_after_it_began(
    loads: Loads, row: Row, withdrawn: bool, because: str
) -> None:
    found = known(table(KINDS["early_help"], loads("early_help", (JAN, [row]), (FEB, []))), "child")
    assert found == [("C1", JAN, FEB if withdrawn else None, FEB)], because


@pytest.mark.parametrize(
    ("ended", "begun", "withdrawn", "because"),
    [
        (date(2026, 1, 9), date(2026, 2, 3), False, "a newer one took the child's one row"),
        (date(2026, 1, 9), date(2026, 1, 9), False, "on the very day"),
        (None, date(2026, 2, 3), True, "it had not ended: its start may have been corrected"),
        (date(2026, 1, 9), date(2026, 1, 8), True, "the other began before it ended"),
        (date(2026, 1, 9), None, True, "the child is on the list no more"),
    ],
)
def test_an_ended_row_gives_way_to_the_childs_next(
    loads: Loads, ended: date | None, begun: date | None, withdrawn: bool, because: str
) -> None:
    old = plan(date(2025, 6, 2), cp_end_date=ended)
    new = [plan(date(2025, 3, 3), child_id="C2"), *([plan(begun)] if begun else [])]
    kept = loads("protection_plan", (JAN, [old]), (FEB, new))
    found = table(KINDS["protection_plan"], kept).filter(start=date(2025, 6, 2))
    assert known(found, "child") == [("C1", JAN, FEB if withdrawn else None, FEB)], because


def test_two_rows_of_one_key_are_one_event_and_the_later_in_the_file_counts(loads: Loads) -> None:
    kept = loads("protection_plan", (JAN, [plan(cp_previous_plans=0), plan(cp_previous_plans=2)]))
    found = table(KINDS["protection_plan"], kept)
    assert found.select("previous_plans", "row").rows() == [(2, 3)]


def test_a_child_with_two_plans_has_two_events(loads: Loads) -> None:
    second = plan(date(2026, 1, 12))
    kept = loads("protection_plan", (JAN, [plan(cp_end_date=date(2025, 12, 1)), second]))
    assert table(KINDS["protection_plan"], kept).height == 2


def test_without_a_load_every_table_is_there_and_empty(tmp_path: Path) -> None:
    place = events.build([], tmp_path / "events")
    for event in events.EVENTS:
        assert pl.read_parquet(place / f"{event.name}.parquet").height == 0


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("p1) 5D: LA services", "5D", "la services"),
        ("m) 4: Housing", "4", "housing"),
        ("a) 1A: Individual", "1A", "individual"),
        ("2A: Schools", "2A", "schools"),
        ("  b) 1B: Individual ", "1B", "individual"),
        (None, None, None),
    ],
)
def test_a_code_is_taken_without_its_letter(
    loads: Loads, text: str | None, code: str | None, words: str | None
) -> None:
    kept = loads("contact", (JAN, [{"contact_date": JAN, "contact_source": text}]))
    found = table(KINDS["contact"], kept)
    assert found.select("source", "source_group").row(0) == (code, words)


@pytest.mark.parametrize("cell", ["a) Yes", "Yes", "yes", "Y", " YES "])
def test_yes_is_yes_however_it_was_written(tmp_path: Path, cell: str) -> None:
    """Mistake 10 of a public program: it knew “a) Yes” and nothing else."""
    row = [*make.SEVEN]
    row[make.headers(7).index(next(head for head in make.headers(7) if "Seen Alone" in head))] = (
        cell
    )
    read = readers.read_files([make.book(tmp_path / "a.xlsx", {"List 7": [make.headers(7), row]})])
    read.sheets[7].frame.write_parquet(tmp_path / "list_7.parquet")
    kept = [Kept(reference="LOAD-0", as_at=JAN, folder=tmp_path)]
    assert table(KINDS["protection_plan"], kept)["seen_alone"].to_list() == ["yes"]


def test_each_last_visit_is_a_visit_and_one_that_was_replaced_is_inferred(
    loads: Loads, tmp_path: Path
) -> None:
    first, second = date(2026, 1, 12), date(2026, 2, 10)
    kept = loads(
        "protection_plan",
        (JAN, [plan(cp_last_visit_date=first)]),
        (FEB, [plan(cp_last_visit_date=second)]),
        (MAR, [plan(cp_last_visit_date=second, cp_last_review_date=MAR)]),
    )
    place = events.build(kept, tmp_path / "events")
    visits = pl.read_parquet(place / "visit.parquet")
    assert visits.select("on", "kind", "known_from", "inferred").rows() == [
        (first, "protection", JAN, True),
        (second, "protection", FEB, False),
    ]


def test_a_placement_lasts_until_the_next_of_the_same_period(loads: Loads, tmp_path: Path) -> None:
    care = {"care_start_date": date(2025, 6, 2)}
    one, other = date(2025, 6, 2), date(2026, 2, 10)
    kept = loads(
        "care",
        (JAN, [{**care, "placement_start_date": one, "placement_type": "U6"}]),
        (FEB, [{**care, "placement_start_date": other, "placement_type": "K2"}]),
    )
    found = pl.read_parquet(events.build(kept, tmp_path / "events") / "placement.parquet")
    assert found.select("placement", "start", "end").rows() == [
        ("U6", one, other),
        ("K2", other, None),
    ]


IN_CARE = {"care_start_date": date(2020, 6, 2), "placement_type": "U6"}
ON_THE_DAY = date(2026, 1, 12)


@pytest.mark.parametrize(
    ("states", "fostered", "because"),
    [
        ([{**IN_CARE, "care_end_date": ON_THE_DAY}], "yes", "until the birthday, in foster care"),
        ([{**IN_CARE, "care_end_date": date(2026, 1, 11)}], "no", "care ended the day before"),
        (
            [{**IN_CARE, "care_end_date": ON_THE_DAY, "placement_type": "K2"}],
            "no",
            "a children's home",
        ),
        ([{**IN_CARE, "care_end_date": ON_THE_DAY, "placement_type": None}], None, "not said"),
        ([IN_CARE], None, "no load tells of the end"),
        (
            [{**IN_CARE, "placement_type": "K2"}, {**IN_CARE, "care_end_date": ON_THE_DAY}],
            "yes",
            "what was said last",
        ),
        ([{**IN_CARE, "child_id": "C2", "care_end_date": ON_THE_DAY}], None, "another child"),
    ],
)
def test_who_was_fostered_on_the_18th_birthday_is_told_by_list_8(
    loads: Loads, tmp_path: Path, states: list[Row], fostered: str | None, because: str
) -> None:
    days = (JAN, FEB)[: len(states)]
    care = loads("care", *((day, [row]) for day, row in zip(days, states, strict=True)))
    leaver = loads("care_leaver", (MAR, [{"date_of_birth": date(2008, 1, 12)}]))
    found = pl.read_parquet(
        events.build([*care, *leaver], tmp_path / "events") / "care_leaver.parquet"
    )
    assert found["fostered"].to_list() == [fostered], because


def referred(on: date, prior: int | None = 0) -> Row:
    """A row of list 3."""
    return {"referral_date": on, "referral_source": "6: Police", "referrals_prior_12m": prior}


SAME_DAY = {**referred(date(2025, 11, 3), 2), "referral_source": "8: Other"}


@pytest.mark.parametrize(
    ("rows", "repeats", "because"),
    [
        ([referred(JAN)], [False], "one referral is no repeat"),
        ([referred(date(2025, 1, 30)), referred(JAN)], [False, False], "more than twelve months"),
        ([referred(date(2025, 1, 31)), referred(JAN)], [False, True], "twelve months to the day"),
        ([referred(JAN, 1)], [True], "the list counts one that lies before our history"),
        (
            [referred(date(2025, 11, 3), 1), referred(JAN, 1)],
            [False, True],
            "the one that the list counts is known",
        ),
        (
            [referred(date(2025, 11, 3), 2), referred(JAN, 2)],
            [True, True],
            "one more than we know, before either",
        ),
        (
            [referred(date(2025, 11, 3), 2), SAME_DAY, referred(JAN, 2)],
            [False, False, True],
            "two of one day are two, and both are known",
        ),
        ([referred(JAN, None)], [None], "nothing known and nothing counted: it cannot be told"),
    ],
)
def test_a_referral_is_a_repeat_where_another_began_in_the_twelve_months_before(
    loads: Loads, tmp_path: Path, rows: list[Row], repeats: list[bool | None], because: str
) -> None:
    place = events.build(loads("referral", (JAN, rows)), tmp_path / "events")
    assert pl.read_parquet(place / "referral.parquet")["repeat"].to_list() == repeats, because


def test_a_referral_of_an_older_load_makes_a_new_one_a_repeat(loads: Loads, tmp_path: Path) -> None:
    old, new = date(2025, 3, 31), date(2026, 3, 2)
    kept = loads("referral", (date(2025, 3, 31), [referred(old)]), (MAR, [referred(new, 0)]))
    found = pl.read_parquet(events.build(kept, tmp_path / "events") / "referral.parquet")
    assert found.sort("on").select("on", "previous", "repeat").rows() == [
        (old, None, False),
        (new, old, True),
    ]


def test_a_withdrawn_referral_makes_no_other_a_repeat(loads: Loads, tmp_path: Path) -> None:
    wrong, right = date(2026, 1, 12), date(2026, 2, 9)
    kept = loads("referral", (JAN, [referred(wrong)]), (FEB, [referred(right)]))
    found = pl.read_parquet(events.build(kept, tmp_path / "events") / "referral.parquet")
    assert found.filter(pl.col("on") == right)["repeat"].to_list() == [False]


def test_what_came_after_a_plan_is_the_status_on_list_six_of_the_same_load(
    loads: Loads, tmp_path: Path
) -> None:
    ended = plan(cp_end_date=date(2026, 1, 12))
    start = {"cin_start_date": date(2025, 5, 5)}
    plans = loads("protection_plan", (JAN, [ended, plan(child_id="C2")]))
    needs = loads("need", (JAN, [{**start, "case_status": "c) Child in need plan"}]))
    (needs[0].folder / "list_6.parquet").rename(plans[0].folder / "list_6.parquet")
    place = events.build(plans, tmp_path / "events")
    found = pl.read_parquet(place / "protection_plan.parquet")
    assert found.select("child", "next_status").rows() == [
        ("C1", "child in need plan"),
        ("C2", None),
    ]


@given(
    days=st.lists(
        st.one_of(
            st.none(),
            st.dates(date(1990, 1, 1), date(2030, 12, 31)),
            st.sampled_from(sorted(BANK_HOLIDAYS)),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_working_numbers_count_as_the_calendar_does(days: list[date | None]) -> None:
    found = working_number(pl.Series(days, dtype=pl.Date)).to_list()
    calendar = Calendar()
    assert [number is None for number in found] == [day is None for day in days]
    told = [(day, number) for day, number in zip(days, found, strict=True) if day and number]
    for start, of_start in told:
        for end, of_end in told:
            assert of_end - of_start == calendar.between(start, end)


def test_two_that_build_the_same_events_at_once_both_have_them(
    loads: Loads, tmp_path: Path
) -> None:
    kept = loads("protection_plan", (JAN, [plan()]))
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda _: events.build(kept, tmp_path / "events" / "x"), range(2)))
    assert found[0] == found[1]
    assert pl.read_parquet(found[0] / "protection_plan.parquet").height == 1
    assert [one.name for one in (tmp_path / "events").iterdir()] == ["x"]
