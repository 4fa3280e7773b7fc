"""Text that may name somebody."""

from __future__ import annotations

import pytest

from goldenthread.kernel import naming


@pytest.mark.parametrize(
    ("text", "kinds", "because"),
    [
        ("The child was seen at home on 9 July 2026.", set(), "a date is no name"),
        ("Mother, Karen, was angry.", {"a person’s name"}, "a name after a relation"),
        ("Seen with Mrs Patel.", {"a person’s name"}, "a title and a name"),
        ("Seen with Mr Haddad.", set(), "a member of staff"),
        ("NHS 943 476 5919", {"an NHS number"}, "the check digit fits"),
        ("Ref 943 476 5918", set(), "the check digit does not fit"),
        ("They live at OL16 1LQ.", {"a postcode"}, "a postcode"),
        ("Born 3 May 2015, and late", {"a date of birth"}, "in words, too"),
        ("Smith family moved to Leeds", {"a person’s name"}, "a family's name"),
        ("Then Child Liam Smith left", {"a person’s name"}, "after another word"),
        ("Liam Smith is missing", {"a person’s name"}, "a name and a family name"),
        ("Seen with Omar Haddad", set(), "a member of staff"),
        ("Head of Service and Practice Manager of FSP Mill Lane", set(), "posts and a team"),
        ("Working Together says fifteen days", set(), "the guidance"),
        ("DOB 3/4/2015", {"a date of birth"}, "a date of birth"),
        ("Ring 0161 496 0000", {"a telephone number"}, "a telephone number"),
        ("At 12 Acacia Avenue", {"an address"}, "an address"),
    ],
)
def test_text_that_may_name_somebody_is_noticed(text: str, kinds: set[str], because: str) -> None:
    found = naming.may_name(text, staff=["Omar Haddad"])
    assert {one.kind for one in found} == kinds, because
