"""What is written in an audit: a page follows on from itself, and what may not be written yet."""

from __future__ import annotations

import pytest

from goldenthread.audits.rules import writing


@pytest.mark.parametrize(
    ("sent_from", "before", "arrival"),
    [
        ("a.2", "a.1", "next"),
        ("a", "a", "next"),
        ("a.1", "a", "next"),
        ("a.1", "a.2", "overtaken"),
        ("a.10", "a.9", "next"),
        ("a.x", "a.1", "overtaken"),
        ("b.9", "a.1", "apart"),
        ("a.1", "", "apart"),
        ("", "", "apart"),
    ],
)
def test_a_page_follows_on_from_itself_alone(sent_from: str, before: str, arrival: str) -> None:
    assert writing.arrival(sent_from=sent_from, before=before) == arrival
