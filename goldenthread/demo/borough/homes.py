"""Where children in care live: kinds of placement, providers, moves, invented postcodes."""

from __future__ import annotations

from random import Random

from goldenthread.demo.borough.chance import pick
from goldenthread.demo.borough.days import birthday, worked
from goldenthread.demo.borough.world import Care, Child, Placement

_OWN, _PRIVATE, _OTHER = (
    "b) PR1: Own provision",
    "e) PR4: Private provision",
    "c) PR2: Other LA provision",
)
_VOLUNTARY, _PARENTS = "f) PR5: Voluntary/third sector", "a) PR0: Parents/Parental responsibility"
_NEAR = ("Harrowdene", "Wexmoor", "Calderby", "Eastmere", "Fellborough")
_FAR = ("Saltmarsh Bay", "Old Severnside", "Tarnshire")

_FOSTER = (
    ("f) U6: Foster placement - not FFA", 0.40), ("d) U4: Foster placement - long term", 0.29),
    ("c) U3: Foster placement - relative - not FFA", 0.20),
    ("a) U1: Foster placement - relatives - long term", 0.11),
)  # fmt: skip


def placements(rng: Random, child: Child, care: Care, stop: int) -> list[Placement]:
    """The homes of a period of care, one after another. Most move seldom, a few often."""
    found: list[Placement] = []
    restless = rng.random() < 0.08
    day = care.start
    special = {
        when
        for when in (
            (care.adoption.placed, care.adoption.early) if care.adoption is not None else ()
        )
        if care.start < when < stop
    }
    grown = birthday(child.born, 16) + rng.randint(150, 650)
    while day < stop:
        found.append(place(rng, child, care, day, found))
        first = day - care.start < 60
        mean = 130 if restless else (220 if first and rng.random() < 0.35 else 1750)
        if rng.random() < 0.03 * (day - child.born > 4000):
            mean = 60
        following = worked(day + 3 + int(rng.expovariate(1 / mean)))
        for when in sorted(special):
            if day < when <= following:
                following = when
        if care.adoption is not None and care.adoption.placed <= day:
            break
        if day < grown < following and rng.random() < 0.45:
            following = worked(grown)
        day = following
    return found


def place(rng: Random, child: Child, care: Care, day: int, before: list[Placement]) -> Placement:
    """One home."""
    age = (day - child.born) / 365.25
    adoption = care.adoption
    if adoption is not None and day >= adoption.placed:
        kind, provider = "j) A6: Placed for adoption - order - not foster", _OWN
        if adoption.early <= day:
            kind = "i) A5: Placed for adoption - order - foster"
    elif adoption is not None and day >= adoption.early:
        kind, provider = "e) U5: Foster placement - FFA", _OWN
    else:
        kind, provider = _kind(rng, child, care, age, day)
    outside = rng.random() < (0.62 if provider == _PRIVATE else 0.27)
    authority = "Thornley"
    if outside:
        authority = rng.choice(_NEAR if rng.random() < 0.75 else _FAR)
    return Placement(
        start=day, kind=kind, provider=provider, postcode=_postcode(rng, authority),
        urn="" if provider in {_PARENTS, _OWN} and "K" not in kind else f"9{rng.randrange(10**6):06}",
        outside=outside, authority=authority,
    )  # fmt: skip


def _kind(rng: Random, child: Child, care: Care, age: float, day: int) -> tuple[str, str]:
    """The kind of home and who provides it, by age. North West: 66% foster care, 11% homes."""
    at = rng.random()
    if age >= 16.3 and at < (0.62 if child.alone else 0.36):
        return "K3", _PRIVATE if rng.random() < 0.75 else _VOLUNTARY
    if child.alone:
        return "f) U6: Foster placement - not FFA", _PRIVATE if rng.random() < 0.6 else _OWN
    if at > 0.895 and day - care.start > 60:
        return "k) P1: Placed with parents", _PARENTS
    if age >= 10 and at < (0.27 if age >= 13 else 0.18) + (0.36 if age >= 16.3 else 0):
        provider = pick(rng, ((_PRIVATE, 0.80), (_OWN, 0.14), (_VOLUNTARY, 0.06)))
        if rng.random() < 0.012:
            return "o) K1: Secure Children’s Homes", _OTHER
        return "p) K2: Children’s Homes", provider
    if age < 1 and at < 0.06:
        return "s) R3: Family Centre or Mother and Baby Unit", _PRIVATE
    if at > 0.888:
        return rng.choice(
            (
                "u) S1: Residential school",
                "v) Z1: Other placements",
                "t) R5: Young Offender Institution",
            )
        ) if age > 12 else "r) R2: NHS/Health Trust", "d) PR3: Other public provision"
    kind = pick(rng, _FOSTER)
    if "relative" in kind:
        return kind, _OWN
    return kind, pick(rng, ((_OWN, 0.52), (_PRIVATE, 0.43), (_VOLUNTARY, 0.05)))


def _postcode(rng: Random, authority: str) -> str:
    """A postcode that no sorting office knows: no area of the Royal Mail's begins so."""
    area = {"Thornley": "TH"}.get(authority, "QX" if authority in _NEAR else "XJ")
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return (
        f"{area}{rng.randint(1, 9)} {rng.randint(1, 9)}{rng.choice(letters)}{rng.choice(letters)}"
    )
