"""What is made once is kept by all that it shows: another thing to show is made anew."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from goldenthread.performance.views import board, indicator
from goldenthread.performance.vocabulary import Rating
from goldenthread.performance.vocabulary.quality import DataState

ROW = board.Shown(
    code="CP11",
    title="Children on a plan seen in time",
    window="12 months",
    now="214 of 266 (80%)",
    before="",
    year="",
    incomplete=0,
    better="Higher",
    rating=Rating.NOT_SET,
    goal="",
    state=DataState.COMPLETE,
    restated=None,
    was="",
)


def test_a_picture_is_drawn_once_for_what_it_shows_and_anew_for_anything_else() -> None:
    drawn = []

    def draw(*shown: str, narrow: bool = False) -> bytes:
        drawn.append((*shown, narrow))
        return f"{shown}{narrow}".encode()

    first = indicator._drawn(partial(draw, "once", narrow=False))
    assert indicator._drawn(partial(draw, "once", narrow=False)) == first
    assert drawn == [("once", False)]
    assert indicator._drawn(partial(draw, "once", narrow=True)) != first
    assert indicator._drawn(partial(draw, "other", narrow=False)) != first


def test_a_table_of_the_board_says_another_figure_or_another_address_at_once() -> None:
    said = board._table("Plans", (ROW,), "?where=all")
    assert "214 of 266 (80%)" in said
    assert board._table("Plans", (replace(ROW),), "?where=all") == said
    changed = board._table("Plans", (replace(ROW, now="215 of 266 (81%)"),), "?where=all")
    assert "215 of 266 (81%)" in changed
    assert "214 of 266" not in changed
    assert "?where=team-1" in board._table("Plans", (ROW,), "?where=team-1")
