"""Text that may name somebody: it warns, it never blocks (C06, decision 23)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

TICK: Final = "no_names"
"""The field by which somebody says that their words name no child or family member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A piece of text that may identify somebody."""

    text: str
    kind: str


_NHS: Final = re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_BORN: Final = re.compile(
    r"\b(?:born|dob|d\.o\.b\.?|date of birth)\b[^.\n]{0,20}?"
    r"\d{1,2}(?:[/. -]\d{1,2}[/. -]|(?:st|nd|rd|th)? ?(?:of )?[a-z]{3,9} )\d{2,4}",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(r"(?<!\d)(?:\+44 ?|0)(?:\d ?){9,10}(?!\d)")
_ADDRESS: Final = re.compile(
    r"\b\d{1,4}[a-z]? [A-Z][a-z]+ (?:Street|Road|Avenue|Lane|Close|Drive|Court|Way|Grove|Place)\b"
)
_TITLED: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][a-z]+")
_AFTER: Final = re.compile(
    r"\b(?:[Mm]other|[Ff]ather|[Mm]um|[Dd]ad|[Ss]on|[Dd]aughter|[Bb]rother|[Ss]ister|[Cc]hild|"
    r"[Bb]oy|[Gg]irl|[Cc]alled|[Nn]amed),? ([A-Z][a-z]{2,})\b"
)
_FAMILY: Final = re.compile(r"\b([A-Z][a-z]{2,}) (?:family|children|siblings|brothers|sisters)\b")
_WHOLE: Final = re.compile(r"(?<![A-Z\d] )\b(?=([A-Z][a-z]{2,}) ([A-Z][a-z]{2,})\b)")
"""A name and a family name; what follows an abbreviation is a team: FSP Mill Lane."""
_NOT_NAMES: Final = frozenset(
    """One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Twenty Thirty Some Many Most
    All Both Few Several Our Other Older Younger The This That These Those There Their They She
    Her His When While Where What Then And But
    For Not Has Had Was Were Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
    February March April May June July August September October November December Child
    Protection Plan Need Good Inadequate Outstanding Requires Team Service Social Worker
    School Health Head Practice Manager Director Assistant Officer Chair Independent Reviewing
    Duty Assessment Family Families Support Working Together Golden Thread Act Court Council
    Board England North South East West Annex Section Virtual Youth Justice Early Help
    Conference Review Core Group Strategy Meeting Return Home Interview Care Leaver Leavers
    Looked After Edge Public Law Outline Full Case Audit Performance Quality Assurance
    Business Heads""".split()  # noqa: SIM905
)


def _valid_nhs(digits: str) -> bool:
    """Whether ten digits pass the NHS number's check (modulus 11)."""
    if len(digits) != 10:
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    check = 11 - total % 11
    return (0 if check == 11 else check) == int(digits[9])


def may_name(text: str, *, staff: Collection[str] = ()) -> tuple[Naming, ...]:
    """What in this text may be a name, a date of birth, an NHS number, an address or a telephone.

    Names of staff are kept in full (screens §5.1), so they are passed over. C06.
    """
    found = [
        Naming(text=match[0], kind="an NHS number")
        for match in _NHS.finditer(text)
        if _valid_nhs(re.sub(r"\D", "", match[0]))
    ]
    for pattern, kind in (
        (_BORN, "a date of birth"),
        (_POSTCODE, "a postcode"),
        (_PHONE, "a telephone number"),
        (_ADDRESS, "an address"),
    ):
        found += [Naming(text=match[0], kind=kind) for match in pattern.finditer(text)]
    known = {word for name in staff for word in name.split()}
    for match in _TITLED.finditer(text):
        if match[0].split()[-1] not in known:
            found.append(Naming(text=match[0], kind="a person’s name"))
    for match in _AFTER.finditer(text):
        if match[1] not in _NOT_NAMES and match[1] not in known:
            found.append(Naming(text=match[1], kind="a person’s name"))
    passed = _NOT_NAMES | known
    for match in _FAMILY.finditer(text):
        if match[1] not in passed:
            found.append(Naming(text=match[0], kind="a person’s name"))
    for match in _WHOLE.finditer(text):
        if not passed & {match[1], match[2]}:
            found.append(Naming(text=f"{match[1]} {match[2]}", kind="a person’s name"))
    return tuple(dict.fromkeys(found))
