"""Small parts of sentences."""

from __future__ import annotations

import pytest

from goldenthread.kernel.sentences import capital, listed


@pytest.mark.parametrize(
    ("words", "said"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_the_last_of_several_things_comes_after_and(words: tuple[str, ...], said: str) -> None:
    assert listed(words) == said


@pytest.mark.parametrize(("words", "said"), [("of FSP", "Of FSP"), ("", ""), ("1 to 4", "1 to 4")])
def test_a_sentence_begins_with_a_capital_and_names_keep_theirs(words: str, said: str) -> None:
    assert capital(words) == said
