"""A small line of numbers: broken where there is none, within its picture."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.kernel.sparks import HEIGHT, WIDTH, line

NUMBERS = st.one_of(st.none(), st.floats(min_value=-1e6, max_value=1e6))


def test_under_two_numbers_there_is_no_line() -> None:
    assert line([]).last is None
    assert line([None, 3.0, None]).last is None


def test_a_gap_breaks_the_line_and_no_change_is_in_the_middle() -> None:
    assert line([1, 2, None, 3, 4]).pieces == ("3.0,25.0 31.5,17.7", "88.5,10.3 117.0,3.0")
    assert line([5, 5]).pieces == ("3.0,14.0 117.0,14.0",)


@given(st.lists(NUMBERS, max_size=40))
def test_every_point_is_within_the_picture(values: list[float | None]) -> None:
    for piece in line(values).pieces:
        for point in piece.split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT
