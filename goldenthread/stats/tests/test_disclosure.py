"""Nothing withheld can be worked out; figures as printed (specification 6)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.stats import (
    RuleSet,
    audit_table,
    build_table,
    percentages_that_sum,
    published,
    published_count,
    published_percentage,
    published_rate,
    round_half_up,
    round_to,
    suppress_table,
    thin,
)
from goldenthread.stats.disclosure import Table, suppress


def cells(rows: list[list[int]]) -> list[dict[str, Any]]:
    return [
        {"team": f"T{i}", "grade": f"G{j}", "n": n}
        for i, row in enumerate(rows)
        for j, n in enumerate(row)
    ]


def tables(rows: int, columns: int) -> st.SearchStrategy[list[list[int]]]:
    counts = st.sampled_from([0, 0, 1, 1, 2, 3, 5, 6, 7, 9, 12, 20])
    row = st.lists(counts, min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


def worked_out(found: Any, table: Any) -> set[str]:
    """The withheld cells that adding and subtracting the published figures gives away.

    An independent path: the sums as equations in the withheld cells, solved as fractions.
    """
    hidden = list(found.withheld)
    rows = []
    for whole, parts in table.equations:
        row = [Fraction(0)] * len(hidden)
        for key, sign in ((whole, 1), *((part, -1) for part in parts)):
            if key in found.withheld:
                row[hidden.index(key)] += sign
        rows.append(row)
    done: list[list[Fraction]] = []
    for column in range(len(hidden)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]

        def less(row: list[Fraction], by: list[Fraction] = pivot, at: int = column) -> Any:
            return [a - row[at] * b for a, b in zip(row, by, strict=True)]

        rows = [less(row) for row in rows]
        done = [*(less(row) for row in done), pivot]
    return {
        hidden[next(i for i, value in enumerate(row) if value)]
        for row in done
        if sum(value != 0 for value in row) == 1
    }


shapes = st.tuples(st.integers(1, 5), st.integers(1, 4)).flatmap(lambda shape: tables(*shape))


@settings(max_examples=60, deadline=None)
@given(shapes, st.booleans())
def test_no_small_count_is_recovered_from_what_is_published(
    rows: list[list[int]], nested: bool
) -> None:
    group = {f"T{i}": f"S{i % 2}" for i in range(len(rows))} if nested else None
    found = suppress_table(cells(rows), ["team", "grade"], row_group=group)
    table = build_table(cells(rows), ["team", "grade"], row_group=group)
    assert set(found.primary) <= set(found.withheld)
    assert all(found.cells[key] for key in found.withheld)
    assert all(found.published[key] == "c" for key in found.withheld)
    if not found.blocked:
        assert not worked_out(found, table) & set(found.primary)
        assert all(found.intervals[key][0] < found.intervals[key][1] for key in found.primary)
    for key, (low, high) in found.intervals.items():
        assert low <= found.cells[key] <= high


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=5))
def test_a_row_of_teams_has_another_reading_for_every_small_count(row: list[int]) -> None:
    """Every possible row is tried: an independent path to the auditor's intervals."""
    found = suppress_table([{"team": f"T{i}", "n": n} for i, n in enumerate(row)], ["team"])
    total, hidden = sum(row), [key for key in found.withheld if key != "Total"]
    if found.blocked or not found.primary or "Total" in found.withheld:
        return
    shown = total - sum(found.cells[key] for key in hidden)
    readings = [
        one for one in product(range(1, total + 1), repeat=len(hidden)) if sum(one) == total - shown
    ]
    for i, key in enumerate(hidden):
        values = {one[i] for one in readings}
        assert found.intervals[key] == (min(values), max(values))


def test_two_ones_that_sum_to_two_need_a_third() -> None:
    found = suppress_table([{"t": "A", "n": 1}, {"t": "B", "n": 1}, {"t": "C", "n": 30}], ["t"])
    assert found.withheld == ("A", "B", "C")
    pair = suppress_table([{"t": "A", "n": 1}, {"t": "B", "n": 40}], ["t"])
    assert pair.withheld == ("A", "B")


def test_a_table_that_cannot_be_protected_is_blocked() -> None:
    one = suppress_table([{"t": "A", "n": 3}, {"t": "B", "n": 0}], ["t"])
    assert not one.blocked  # the total is small too
    large = suppress_table([{"t": "A", "n": 3}], ["t"], rules=RuleSet(threshold=2))
    assert large.withheld == ()


def test_the_period_before_is_carried_forward_but_never_a_nought() -> None:
    counts = [{"t": "A", "n": 9}, {"t": "B", "n": 0}, {"t": "C", "n": 30}]
    found = suppress_table(counts, ["t"], carried=["A", "B"])
    assert found.withheld == ("A",)


def test_three_dimensions_are_a_table_too() -> None:
    counts = [
        {"a": a, "b": b, "c": c, "n": n}
        for (a, b, c), n in zip(product("XY", "12", "ij"), [3, 9, 8, 0, 12, 7, 6, 30], strict=True)
    ]
    found = suppress_table(counts, ["a", "b", "c"])
    assert len(found.cells) == 27
    assert found.cells["Total|Total|Total"] == 75
    assert not found.blocked


@pytest.mark.parametrize(
    "asked",
    [
        lambda: build_table([{"t": "A", "n": -1}], ["t"]),
        lambda: build_table([{"t": "A", "n": 1}, {"t": "A", "n": 1}], ["t"]),
        lambda: build_table([{"t": "Total", "n": 1}], ["t"]),
        lambda: build_table([{"t": "A|B", "n": 1}], ["t"]),
        lambda: build_table([{"t": "A", "n": 1}], ["t"], row_group={"B": "S"}),
        lambda: build_table([], []),
        lambda: audit_table(build_table([{"t": "A", "n": 0}], ["t"]), ["A"]),
        lambda: audit_table(build_table([{"t": "A", "n": 3}], ["t"]), ["B"]),
    ],
)
def test_a_table_that_cannot_be_is_refused(asked: Any) -> None:
    with pytest.raises(ValueError, match="."):  # noqa: RUF043 — some end with what was given
        asked()


# --- figures as printed


@pytest.mark.parametrize(
    ("above", "below", "printed"),
    [
        (0, 40, "0.0"),
        (3, 40, "c"),  # the numerator
        (37, 40, "c"),  # its complement
        (0, 5, "c"),  # the denominator
        (40, 40, "100.0"),
        (0, 0, "z"),
        (None, 40, "x"),
        (20, 60, "33.3"),
        (6, 100_000, "k"),
    ],
)
def test_a_percentage_as_printed(above: int | None, below: int | None, printed: str) -> None:
    assert published_percentage(above, below) == printed


def test_a_percentage_that_gives_a_withheld_count_away_is_withheld() -> None:
    assert published_percentage(20, 60, withheld=True) == "c"


def test_counts_are_unrounded_for_an_authority_and_to_ten_for_a_nation() -> None:
    assert published_count(1234) == "1234"
    assert published_count(1235, wide=True) == "1240"
    assert published_count(5) == published_count(9, withheld=True) == "c"
    assert (published_count(0), published_count(None)) == ("0", "x")
    assert published_count(None, rules=RuleSet("older", not_available=":")) == ":"
    assert published_count(13, rules=RuleSet("local", base=5)) == "15"


def test_a_rate_as_printed() -> None:
    assert published_rate(310, 46210) == "67.1"
    assert published_rate(4, 46210) == "c"
    assert published_rate(70, 60) == "11666.7"  # events may outnumber people


@given(st.decimals(-1_000_000, 1_000_000, places=4))
def test_rounding_is_the_same_on_both_sides_of_nought(value: Decimal) -> None:
    number = float(value)
    for dp in (0, 1, 2):
        assert round_half_up(-number, dp) == -round_half_up(number, dp)
        assert abs(round_half_up(number, dp) - number) <= 0.5 * 10**-dp + 1e-9
    assert round_to(-number, 5) == -round_to(number, 5)
    assert round_to(number, 10) % 10 == 0


def test_a_nought_is_never_negative() -> None:
    assert str(round_half_up(-0.2)) == "0.0"
    assert published(-0.0) == "0"
    assert (published(0.04, 1), published(0.05, 1)) == ("k", "0.1")


@given(
    st.lists(st.integers(0, 500), min_size=1, max_size=8).filter(any), st.sampled_from([0, 1, 2])
)
def test_percentages_that_must_sum_do(counts: list[int], dp: int) -> None:
    found = percentages_that_sum(counts, dp)
    assert sum(Decimal(str(one)) for one in found) == 100
    for one, count in zip(found, counts, strict=True):
        assert abs(one - 100 * count / sum(counts)) < 10**-dp
        assert (count == 0) <= (one == 0)
    ordered = sorted(range(len(counts)), key=lambda i: (counts[i], found[i]))
    assert [found[i] for i in ordered] == sorted(found)


def test_what_cannot_be_rounded_is_refused() -> None:
    for asked in (
        lambda: round_half_up(float("nan")),
        lambda: round_to(5, 0),
        lambda: percentages_that_sum([0, 0]),
        lambda: published_percentage(5, 4),
    ):
        with pytest.raises(ValueError, match=r"\.$"):
            asked()


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 4).flatmap(lambda columns: tables(3, columns)))
def test_what_need_not_be_withheld_is_shown_again_and_nothing_more(rows: list[list[int]]) -> None:
    """No small number can be worked out after it; of what is left, nothing could be shown too."""
    table = build_table(cells(rows), ["team", "grade"])
    found = suppress_table(cells(rows), ["team", "grade"])
    if found.blocked:
        return
    more = {key for key, value in table.cells.items() if value and len(key) % 2}
    for given_ in (set(found.withheld), set(found.withheld) | more):
        left = thin(table, given_, keep=found.primary)
        assert set(found.primary) <= left <= given_
        spans = audit_table(table, left)
        assert all(spans[key][0] < spans[key][1] for key in found.primary)
        for key in left - set(found.primary):
            fewer = audit_table(table, left - {key})
            assert any(fewer[one][0] == fewer[one][1] for one in found.primary), key


def test_one_cover_is_enough_for_two_that_share_it() -> None:
    """Withheld by three, a row with two small numbers needs only the two."""
    table = build_table(cells([[2, 3, 9], [10, 20, 30]]), ["team", "grade"])
    small = {"T0|G0", "T0|G1"}
    generous = {*small, "T0|G2", "T1|G0", "T1|G1", "T1|G2"}
    assert thin(table, generous, keep=small) == {*small, "T1|G0", "T1|G1"}


def test_a_number_worked_out_by_way_of_withheld_ones_is_covered_farther_off() -> None:
    """All that share a sum with the small number are withheld, and known from other tables."""
    cells = {"all": 10, "small": 3, "rest": 7, "rest again": 7, "all again": 10}
    table = Table(
        cells=cells,
        equations=(("all", ("small", "rest")), ("rest", ("rest again",)), ("all", ("all again",))),
        level={"all": 1, "small": 0, "rest": 0, "rest again": 0, "all again": 1},
        covers={},
        one_way=True,
    )
    found = suppress(table)
    assert not found.blocked
    assert set(found.withheld) >= {"small", "rest", "rest again"}
    low, high = found.intervals["small"]
    assert low < high


def test_what_must_not_be_known_though_large_is_covered_as_a_small_number_is() -> None:
    table = build_table([{"team": name, "n": n} for name, n in (("a", 20), ("b", 30))], ["team"])
    plain = suppress(table)
    found = suppress(table, sensitive={"a"})
    assert plain.withheld == ()
    assert found.primary == ("a",)
    assert len(found.withheld) > 1
    assert not found.blocked
