"""The upper and the lower figure of an indicator in words, from what it says in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from goldenthread.kernel.sentences import capital
from goldenthread.performance.measure.declared import Average, Indicator, Mix, Rate, Share
from goldenthread.performance.vocabulary import Unit

SHARED: Final = re.compile(r"Of (?P<of>.+?), (?P<met>(?:(?:in|for|after) )?how (?:many|much) .+)\.")
"""Of the assessments signed off, how many took 45 working days or fewer."""
AGAINST: Final = re.compile(
    r"(?P<met>.+?), (?:set against .+ who live here|for each 10,000 children)\."
)
"""Referrals, set against the number of children who live here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Halves:
    """What is counted above the line and below it."""

    numerator: str
    denominator: str


def halves(one: Indicator) -> Halves:
    """What the numerator and the denominator of an indicator are, in words."""
    first = one.meaning.split(". ")[0].removesuffix(".")
    if isinstance(one, Share) and (found := SHARED.fullmatch(one.meaning)):
        return Halves(numerator=capital(found["met"]), denominator=capital(found["of"]))
    if isinstance(one, Rate) and (found := AGAINST.fullmatch(one.meaning)):
        scale = "100" if one.unit == Unit.PER_100 else "10,000"
        return Halves(
            numerator=f"{capital(found['met'])}, times {scale}",
            denominator="Children aged 0 to 17 of the mid-year estimate",
        )
    if isinstance(one, Average):
        return Halves(
            numerator=f"{first}, added up",
            denominator="Those of them that have it on record",
        )
    if isinstance(one, Mix):
        return Halves(
            numerator=f"How many are in each group: {first[:1].lower()}{first[1:]}",
            denominator="All of them",
        )
    return Halves(numerator=first, denominator="None: it is a number")
