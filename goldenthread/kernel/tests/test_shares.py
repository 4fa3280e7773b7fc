"""A share is never called all where one lacks, nor none where there is one."""

from __future__ import annotations

import pytest

from goldenthread.kernel.shares import percent_words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (244, 2171, "11%"),
        (1, 200, "1%"),
        (1, 201, "under 1%"),
        (0, 201, "0%"),
        (790, 792, "more than 99%"),
        (792, 792, "100%"),
        (199, 200, "more than 99%"),
        (0, 0, "0%"),
    ],
)
def test_a_hundred_is_all_and_nought_is_none(part: int, whole: int, words: str) -> None:
    assert percent_words(part, whole) == words
