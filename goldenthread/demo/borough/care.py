"""A period of being looked after: how long, under what order, where, and how it ends."""

from __future__ import annotations

from random import Random
from typing import Final

from goldenthread.demo.borough import visits
from goldenthread.demo.borough.chance import pick
from goldenthread.demo.borough.days import FAR, birthday, later, worked
from goldenthread.demo.borough.homes import place, placements
from goldenthread.demo.borough.rates import ABSENT
from goldenthread.demo.borough.world import Adoption, Care, Child

INTERIM: Final = "C1: ICO"
FULL: Final = "C2: FCO"
AGREED: Final = "V2: Single period under S20"
TO_PLACE: Final = "E1: Placement order"
REMAND: Final = "J1: Remanded to LA or youth detention"

HOME = (
    ("e) E4A: Returned home to live with parents or relatives - part of planning", 0.62),
    ("f) E4B: Returned home to live with parents or relatives - not part of planning", 0.12),
    ("g) E13: Parents, relatives or other with no parental responsibility", 0.10),
    ("t) E8: Care ceased for any other reason", 0.12),
    ("d) E3: Care taken by another LA", 0.04),
)
SETTLED = (
    ("k) E47: Special Guardianship Orders - relative/friend", 0.18),
    ("i) E45: Special Guardianship Orders - former carer relative/friend", 0.30),
    ("j) E46: Special Guardianship Orders - former carer other", 0.08),
    ("h) E41: Residence order granted", 0.12),
    ("e) E4A: Returned home to live with parents or relatives - part of planning", 0.32),
)
GROWN = (
    ("m) E5: Moved into independent living - supported", 0.46),
    ("n) E6: Moved into independent living - no support", 0.12),
    ("E17", 0.24),
    ("o) E7: Transferred to residential care funded by adult social services", 0.05),
    ("p) E9: Sentenced to custody", 0.02),
    ("t) E8: Care ceased for any other reason", 0.11),
)
ADOPTED = (("a) E11: Adopted - application unopposed", 0.55),
           ("b) E12: Adopted - consent dispensed", 0.45))  # fmt: skip
_REVERSED = (
    ("RD1 - The child’s needs changed subsequent to the decision", 0.4),
    ("RD2 - The Court did not make a placement order", 0.2),
    ("RD3 - Prospective adopters could not be found", 0.3),
    ("RD4 - Any other reason", 0.1),
)


def begin(rng: Random, child: Child, start: int, need: str) -> Care:
    """Only how long and why it ends: enough to know whether anybody will still see it."""
    grown = birthday(child.born, 18)
    age = (start - child.born) / 365.25
    at = rng.random()
    adoption = None
    if child.alone:
        end, why = grown, pick(rng, GROWN)
        need = ABSENT
    elif age < 3.5 and at < 0.40:
        end, why, adoption = _adoption(rng, start, grown)
    elif at < (0.47 if age < 14 else 0.38):
        end, why = start + 4 + int(rng.expovariate(1 / 120)), pick(rng, HOME)
    elif at < (0.75 if age < 14 else 0.52):
        end, why = start + rng.randint(330, 1300), pick(rng, SETTLED)
    else:
        end, why = grown, pick(rng, GROWN)
    if end >= grown:
        end, why = grown, why if why in dict(GROWN) else pick(rng, GROWN)
    if end != grown:
        end = worked(end)
    return Care(start=start, end=min(end, grown), why=why, need=need, adoption=adoption)


def _adoption(rng: Random, start: int, grown: int) -> tuple[int, str, Adoption]:
    """Nine months to the decision, ten to a match, one to the move, eight to the order."""
    decided = worked(start + int(rng.gauss(270, 60)) if rng.random() < 0.9 else start + 420)
    found = Adoption(decided=max(decided, start + 60))
    found.ordered = worked(found.decided + rng.randint(20, 90))
    found.matched = worked(found.ordered + max(20, int(rng.expovariate(1 / 215))))
    if rng.random() < 0.10:
        found.reversed = worked(found.decided + rng.randint(150, 600))
        found.why = pick(rng, _REVERSED)
        if found.why.startswith("RD2"):
            found.ordered = FAR
        found.matched = found.placed = FAR
        return grown, GROWN[0][0], found
    if rng.random() < 0.17:
        found.early = worked(start + rng.randint(5, 120))
    found.placed = worked(found.matched + rng.randint(12, 50))
    found.adopted = worked(found.placed + rng.randint(170, 340))
    return found.adopted, pick(rng, ADOPTED), found


def fill(rng: Random, child: Child, care: Care, last: int) -> None:
    """Everything else about it, up to the last day of the story."""
    stop = min(care.end, last + 1)
    care.legal = _orders(rng, child, care)
    care.reviews = visits.care_reviews(rng, care.start, stop)
    care.iro = sorted(
        {*care.reviews}
        | {worked(day - rng.randint(3, 60)) for day in care.reviews[1:] if rng.random() < 0.5}
    )
    care.permanence = _permanence(rng, child, care)
    care.health = visits.health_checks(rng, care.start, stop, child.born)
    care.dental = visits.dental_checks(rng, care.start, stop, last)
    care.placements = placements(rng, child, care, stop)
    if not care.placements:
        care.placements = [place(rng, child, care, care.start, [])]
    since = max(care.start, last - 1100)
    if stop - child.born > 4300 and rng.random() < 0.34:
        day = since
        rate = rng.choice((400, 250, 160, 60))
        while (day := day + 1 + int(rng.expovariate(1 / rate))) < min(stop, last):
            offered = rng.random() < 0.92
            care.missing.append((day, offered, offered and rng.random() < 0.64))
    if stop - child.born > 4300 and rng.random() < 0.06:
        day = since
        while (day := day + 1 + int(rng.expovariate(1 / 200))) < min(stop, last):
            care.absent.append(day)


def _orders(rng: Random, child: Child, care: Care) -> list[tuple[int, str]]:
    """Legal statuses from a day."""
    length = care.end - care.start
    if child.alone:
        return [(care.start, AGREED)]
    if care.start - child.born > 4900 and rng.random() < 0.03:
        return [(care.start, REMAND)]
    found: list[tuple[int, str]] = []
    court = care.adoption is not None or (rng.random() < (0.75 if length > 300 else 0.35))
    if not court:
        return [(care.start, AGREED)]
    at = rng.random()
    first = care.start
    if at < 0.12:
        found.append((first, "L2: EPO"))
        first += rng.randint(3, 8)
    elif at < 0.22:
        found.append((first, "L1: Police protection LA accommodation"))
        first += rng.randint(1, 3)
    elif at < 0.5:
        found.append((first, AGREED))
        first = worked(first + rng.randint(14, 90))
    found.append((first, INTERIM))
    made = worked(first + max(140, int(rng.gauss(265, 70))))
    if care.adoption is not None and care.adoption.ordered < FAR:
        found.append((max(care.adoption.ordered, first + 60), TO_PLACE))
        if care.adoption.reversed < FAR:
            found.append((max(care.adoption.reversed, found[-1][0] + 30), FULL))
    else:
        found.append((made, FULL))
    return [(day, code) for day, code in found if day < care.end]


def _permanence(rng: Random, child: Child, care: Care) -> list[tuple[int, str]]:
    """The permanence plan, agreed by the second review."""
    agreed = later(care.start, 4) - rng.randint(0, 30)
    found: list[tuple[int, str]] = []
    if care.adoption is not None:
        found = [(agreed, "a) Return to family"), (care.adoption.decided, "b) Adoption")]
        if care.adoption.reversed < FAR:
            found.append((care.adoption.reversed, "f) Long-term fostering"))
    elif "Special Guardianship" in care.why or "E41" in care.why:
        found = [(agreed, "c) SGO/CAO")]
    elif "E4A" in care.why or "E4B" in care.why:
        found = [(agreed, "a) Return to family")]
    elif agreed - child.born > 5700:
        found = [(agreed, "d) Supported living in the community")]
    else:
        plan = (
            "e) Long-term residential placement"
            if rng.random() < 0.12
            else ("g) other" if rng.random() < 0.03 else "f) Long-term fostering")
        )
        found = [(agreed, plan)]
        move = birthday(child.born, 17)
        if rng.random() < 0.5:
            found.append((move, "d) Supported living in the community"))
    return [(day, plan) for day, plan in sorted(found) if day < care.end]
