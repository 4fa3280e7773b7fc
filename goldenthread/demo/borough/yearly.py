"""The yearly return of children in care (SSDA903), as at each 31 March: what no list tells.

How each child took part in their reviews, and what is asked once a year (OC2). The rest of it says
what the lists say, of the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from goldenthread.demo.borough.births import BOY
from goldenthread.demo.borough.chance import pick, stream
from goldenthread.demo.borough.days import FAR, later
from goldenthread.demo.borough.making import Borough
from goldenthread.demo.borough.view import age
from goldenthread.demo.borough.world import Care, Child

HEADS: Final[dict[str, tuple[str, ...]]] = {
    "header": ("CHILD", "SEX", "DOB", "ETHNIC"),
    "episodes": ("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC",
                 "REASON_PLACE_CHANGE", "PL_POST", "URN"),
    "reviews": ("CHILD", "DOB", "REVIEW", "REVIEW_CODE"),
    "oc2": ("CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK",
            "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE",
            "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"),
}  # fmt: skip
"""Table → its columns, as councils upload them."""

IMMUNISED: Final = 0.88
SCORED: Final = 0.77
CONVICTED: Final = 0.04
MISUSE: Final = 0.03
"""Shares of the year: between North West and England, March 2025 (DfE children looked after)."""
_TOOK_PART: Final = (("PN1", 0.52), ("PN2", 0.03), ("PN3", 0.02), ("PN4", 0.03), ("PN5", 0.12),
                     ("PN6", 0.20), ("PN7", 0.08))  # fmt: skip
_REFUSED: Final = (("SDQ1", 0.2), ("SDQ2", 0.3), ("SDQ3", 0.2), ("SDQ4", 0.2), ("SDQ5", 0.1))
_CODE: Final = re.compile(r"\b(PR\d|[A-Z]\d+[A-Z]?)\b")

Line = tuple[str, ...]


def years(borough: Borough) -> list[date]:
    """Each 31 March among its months."""
    return [day for day in borough.as_at() if (day.month, day.day) == (3, 31)]


def year(borough: Borough, as_at: date) -> dict[str, list[Line]]:
    """The tables of the return for the twelve months up to a 31 March, by their names."""
    last = as_at.toordinal()
    first = later(last, -12) + 1
    found: dict[str, list[Line]] = {name: [] for name in HEADS}
    for child in borough.world:
        spans = [
            need.care
            for need in child.needs
            if need.care and need.care.placements and need.care.start <= last
            and need.care.end >= first
        ]  # fmt: skip
        if not spans:
            continue
        chance = stream(borough.seed, "yearly", child.number, as_at.year)
        who, born = str(child.number), _day(child.born)
        sex = "M" if child.sex == BOY else "F"
        found["header"].append((who, sex, born, child.ethnicity.split(") ")[1]))
        for care in spans:
            found["episodes"] += [(who, *row) for row in _episodes(care, first, last)]
            found["reviews"] += [
                (who, born, _day(day), _part(chance, child, day))
                for day in care.reviews
                if first <= day <= last
            ]
        if spans[-1].start < first and spans[-1].end > last:
            found["oc2"].append((who, born, *_asked(chance, child, spans[-1], first, last)))
    return found


def _episodes(care: Care, first: int, last: int) -> Iterator[Line]:
    """One row for each home under each legal status, those that had not ended before the year."""
    orders = [(day, _code(words)) for day, words in care.legal]
    homes = [(home.start, home) for home in care.placements]
    changes = sorted({care.start, *(day for day, _ in orders), *(day for day, _ in homes)})
    changes = [day for day in changes if care.start <= day < care.end]
    for day, following in zip(changes, [*changes[1:], care.end], strict=True):
        if following < first or day > last:
            continue
        status = [code for since, code in orders if since <= day][-1]
        since, home = [pair for pair in homes if pair[0] <= day][-1]
        begun = "S"
        if day != care.start:
            moved, ordered = since == day, day in dict(orders)
            begun = "B" if moved and ordered else "P" if moved else "L"
        over = following <= last
        why = _code(care.why) if following == care.end else "X1"
        yield (
            _day(day), begun, status, care.need[:2], _code(home.kind), _code(home.provider),
            _day(following) if over else "", why if over else "", "", home.postcode, home.urn,
        )  # fmt: skip


def _part(chance: Random, child: Child, day: int) -> str:
    return "PN0" if age(child.born, day) < 4 else pick(chance, _TOOK_PART)


def _asked(chance: Random, child: Child, care: Care, first: int, last: int) -> Line:
    """What OC2 asks of a child who was in care for the whole year."""
    years_old = age(child.born, last)
    score, refused = "", ""
    if 4 <= years_old <= 16:
        if chance.random() < SCORED:
            score = str(min(40, max(0, round(chance.gauss(14.2, 6.5)))))
        else:
            refused = pick(chance, _REFUSED)
    misuse = years_old >= 12 and chance.random() < 2 * MISUSE
    return (
        score,
        refused,
        _yes(years_old >= 12 and chance.random() < 2 * CONVICTED),
        _yes(years_old < 5 and any(first <= day <= last for day in care.health)),
        _yes(chance.random() < IMMUNISED),
        _yes(any(first <= day <= last for day in care.dental)),
        _yes(any(first <= day <= last for day in care.health)),
        _yes(misuse),
        _yes(misuse and chance.random() < 0.5),
        _yes(misuse),
    )


def _day(day: int) -> str:
    return f"{date.fromordinal(day):%d/%m/%Y}" if day < FAR else ""


def _code(words: str) -> str:
    """The code in words of a list: "d) U4: Foster placement" is U4."""
    found = _CODE.search(words)
    return found[1] if found else ""


def _yes(answer: bool) -> str:
    return "1" if answer else "0"
