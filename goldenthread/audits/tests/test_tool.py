"""The full case review is whole, and a tool that contradicts itself is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.audits.tool import BadTool, digest, read

TEXT = (Path(__file__).parent.parent / "content" / "full-case-review-2.yaml").read_text()


def test_everything_of_the_full_case_review_is_there() -> None:
    tool = read(TEXT)
    ids = {question.id for question in tool.questions()}
    assert [section.id for section in tool.sections] == [f"FCA-{n:02}" for n in range(1, 15)]
    of_sections = [name for name in ids if name.startswith("FCA-")]
    assert len(of_sections) == 78 + 1, "and the switch of section 8"
    for prefix, last in (("A", 16), ("B", 6), ("T", 8), ("OV", 6), ("M", 8), ("MQ", 8), ("RS", 5)):
        assert {f"{prefix}{n}" for n in range(1, last + 1)} <= ids, prefix
    assert {f"RC{n}" for n in range(1, 16)} | {"RC0a", "RC0b", "RC0c"} <= ids
    assert {f"AC{n}" for n in range(1, 10)} | {f"FA{n}" for n in range(1, 7)} <= ids
    assert {"FC1", "FC4", "FY1", "FY7", "FP1", "FP7", "FX1", "FX4", "FS1", "FS2"} <= ids
    assert len(tool.guidance) == 7


def test_case_details_are_asked_in_words_where_no_load_may_tell_them() -> None:
    asked = [question.id for question in read(TEXT).details if question.asked]
    assert asked == ["A2", "A3", "A4", "A5", "A6", "A9", "A11", "A12", "A13", "A14", "A15"]


def test_the_hash_does_not_mind_spacing_and_minds_a_word() -> None:
    assert digest(TEXT) == digest(TEXT + "\n# a comment\n")
    assert digest(TEXT) != digest(TEXT.replace("Full case review", "Full case reviews", 1))


def test_the_wording_of_a_grade_and_its_reason_is_known() -> None:
    tool = read(TEXT)
    assert tool.wording("FCA-07.grade") == "Your grade for section 7"
    assert tool.wording("FCA-07.1").startswith("Does visiting frequency match")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: FCA-01.2", "id: FCA-01.1", "Asked twice"),
        ("threads: [GT6]", "threads: [GT9]", "threads that are not there"),
        ("question: FCA-08.0", "question: FCA-08.9", "not asked"),
        ("fca_sections:", "fca_section:", "lacks 'fca_sections'"),
        ("kind: FCA", "kind: [", "not YAML"),
    ],
)
def test_a_tool_that_contradicts_itself_is_refused(old: str, new: str, words: str) -> None:
    assert old in TEXT
    with pytest.raises(BadTool, match=words):
        read(TEXT.replace(old, new, 1))
