"""Young people with a right to leaving care services: List 9."""

from __future__ import annotations

from random import Random
from typing import Final

from goldenthread.demo.borough.chance import pick
from goldenthread.demo.borough.days import FAR, birthday, later, worked
from goldenthread.demo.borough.establishment import Establishment
from goldenthread.demo.borough.world import Care, Child, Leaver

_HOMES = (
    ("B: Parents/relatives", 0.13, 0.95), ("C: Community home / residential care", 0.03, 0.97),
    ("D: Semi-independent, transitional accommodation and self-contained accommodation", 0.21, 0.95),
    ("E: Supported lodgings", 0.05, 0.98), ("K: Ordinary lodgings, without formal support", 0.02, 0.8),
    ("R: Residence not known", 0.02, 0.0), ("S: No fixed abode / homeless", 0.015, 0.0),
    ("T: Foyers and similar supported accommodation", 0.04, 0.95), ("U: Independent living", 0.34, 0.97),
    ("V: Emergency accommodation", 0.008, 0.0), ("W: Bed and breakfast", 0.004, 0.0),
    ("X: In custody", 0.025, 0.0), ("Y: Other accommodation", 0.02, 0.6),
    ("Z: With former foster carers", 0.13, 1.0),
)  # fmt: skip
_SUITABLE: Final = {name: share for name, _, share in _HOMES}
_WORK: Final = (
    ("F1: Full time in higher education", 0.06), ("P1: Part time in higher education", 0.005),
    ("F2: Full time in education other than higher", 0.19),
    ("P2: Part time in education other than higher", 0.04),
    ("F4: Young person engaged full time in an apprenticeship", 0.035),
    ("F5: Young person engaged full time in training or employment (not apprenticeship)", 0.15),
    ("P5: Young person engaged part time in training or employment (not apprenticeship)", 0.07),
    ("G4: Not in education, employment or training - illness or disability", 0.15),
    ("G5: Not in education, employment or training - other", 0.22),
    ("G6: Not in education, employment or training - pregnancy or parenting", 0.08),
)  # fmt: skip


def leaver_of(child: Child, care: Care, staff: Establishment, last: int) -> Leaver | None:
    """A leaver, if a day of the story finds them 16 or over and long enough in care."""
    sixteen = birthday(child.born, 16)
    eligible = max(sixteen, care.start + 91)
    if eligible >= care.end or eligible > last:
        return None
    rng = Random(child.number)  # theirs alone: the same whoever was referred before
    grown = birthday(child.born, 18)
    aged_out = care.end >= grown
    asks = rng.random() < 0.30
    until = birthday(child.born, 25 if aged_out and asks else 21) - 1
    if until < last - 730:
        return None
    begin = max(eligible, last - 1000)
    place = staff.next_place("Step Ahead", last, rng)
    return Leaver(
        eligible=eligible, left=care.end, until=until, aged_out=aged_out,
        home=_homes(rng, max(begin, care.end), last), doing=_doing(rng, begin, last),
        contacts=_contacts(rng, begin, last), plans=_plans(rng, eligible, begin, last),
        touch=_touch(rng, max(begin, grown), last), place=place,
    )  # fmt: skip


def _homes(rng: Random, day: int, last: int) -> list[tuple[int, str, bool]]:
    found: list[tuple[int, str, bool]] = []
    while not found or day <= last:
        kind = pick(rng, [(name, share) for name, share, _ in _HOMES])
        found.append((day, kind, rng.random() < _SUITABLE[kind]))
        day += 30 + int(rng.expovariate(1 / 480))
    return found


def _doing(rng: Random, day: int, last: int) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    while not found or day <= last:
        found.append((day, pick(rng, _WORK)))
        day += 30 + int(rng.expovariate(1 / 400))
    return found


def _contacts(rng: Random, day: int, last: int) -> list[int]:
    """A personal adviser keeps in touch every eight weeks, more or less."""
    found: list[int] = []
    day = worked(day + rng.randint(1, 20))
    while not found or day <= last:
        found.append(day)
        day = worked(day + (rng.randint(28, 56) if rng.random() < 0.86 else rng.randint(57, 150)))
    return found


def _plans(rng: Random, eligible: int, begin: int, last: int) -> list[int]:
    """Pathway plan reviews: at least every six months."""
    found: list[int] = []
    day = max(worked(eligible + rng.randint(60, 110)), begin)
    while day <= last:
        found.append(day)
        late = rng.random() < 0.16
        day = worked(later(day, 6) + (rng.randint(7, 90) if late else -rng.randint(3, 30)))
    return found


def _touch(rng: Random, day: int, last: int) -> list[tuple[int, str]]:
    """Whether the authority is in touch; a few refuse, some need nothing, some went home."""
    found = [(0, "a) Yes")]
    if day < last - 400:
        day = last - 400 - rng.randrange(200)
        if rng.random() < 0.05:
            found.append((day, pick(rng, (("d) Refu", 0.4), ("e) NREQ", 0.4), ("f) Rhom", 0.2)))))
            return found
    while (day := day + 20 + int(rng.expovariate(1 / 1500))) <= last:
        found.append((day, "b) No" if found[-1][1].startswith("a)") else "a) Yes"))
        if found[-1][1].startswith("b)"):
            found.append((back := day + rng.randint(40, 240), "a) Yes"))
            day = back
    return [(when, word) for when, word in found if when < FAR]
