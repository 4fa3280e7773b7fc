"""The shipped standards say what the research behind them says, row by row (STD-1)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from goldenthread.standards import lists
from goldenthread.standards.vocabulary import Kind, Standard

TABLE = Path(settings.BASE_DIR).parent / "shared" / "domain" / "standards.md"
KINDS = {
    "LAW": Kind.LAW, "GUID": Kind.GUIDANCE, "NAT": Kind.NATIONAL, "LOCAL": Kind.LOCAL,
    "FRAMEWORK": Kind.FRAMEWORK,
}  # fmt: skip
SHIPPED = {one.code: one for one in lists.standards(lists.shipped())}


def _rows() -> list[list[str]]:
    if not TABLE.is_file():
        return []
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if re.fullmatch(r"[A-Z]{2}-\d\d", row[0])]


def _numbers(words: str) -> list[str]:
    return sorted(re.findall(r"\d+", words))


def _plain(words: str) -> str:
    said = words.replace("*", "").replace("s47", "section 47")
    return "" if said == "—" else said


@pytest.mark.skipif(not TABLE.is_file(), reason="the research is not beside this checkout")
@pytest.mark.parametrize("row", _rows(), ids=lambda row: row[0])
def test_a_standard_is_as_researched(row: list[str]) -> None:
    code, _title, limit, *rest = row
    one: Standard = SHIPPED[code]
    of_the_cycle = code.startswith("QA-")
    if of_the_cycle:
        starts, stops, rests_on = rest
    else:
        unit, starts, stops, rests_on, checked = rest
        limit = f"{limit} {unit}"
        assert one.confirmed is (checked == "✔")
    assert _numbers(one.limit) == _numbers(limit)
    assert (one.starts, one.stops) == (_plain(starts), _plain(stops))
    assert one.kind is KINDS[re.split(r"\W", rests_on)[0]]


@pytest.mark.skipif(not TABLE.is_file(), reason="the research is not beside this checkout")
def test_none_is_left_out_and_none_is_made_up() -> None:
    assert {row[0] for row in _rows()} == set(SHIPPED)


@pytest.mark.parametrize("one", SHIPPED.values(), ids=lambda one: one.code)
def test_a_clock_counts_what_its_limit_says(one: Standard) -> None:
    """A clock is the first number of its limit, in the unit that the limit names."""
    if one.clock is None or one.limit.startswith("end of week"):
        return
    words = one.limit.replace("(about)", "").split()
    assert words[0] == str(one.clock.limit), one.limit
    assert one.clock.unit.value.replace("_", " ").rstrip("s") in one.limit


@pytest.mark.parametrize("one", SHIPPED.values(), ids=lambda one: one.code)
def test_a_source_can_be_read_by_itself(one: Standard) -> None:
    assert not re.search(r"^same$|GUID|LOCAL|\bWT\b|^\W*;|  |\*", one.source), one.source
    assert not re.match(r"r\d", one.source), one.source
