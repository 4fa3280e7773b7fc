"""Drawing children for audit: who can be drawn, who is left out and why, and a repeatable draw.

The order is by SHA-256 of the seed and the child's token, so a draw depends on nothing but its
seed and its frame: not on the machine, the version of Python or the order of the rows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from goldenthread.audits.vocabulary import POLICY
from goldenthread.kernel.dates import months_after
from goldenthread.kernel.words import Word

RULES_VERSION: Final = "draw-1"
"""Changes whenever the same seed and frame would give another list."""


class Strata(Word):
    """What a draw must have enough of."""

    PLAN = "plan"
    AREA = "area"
    AGE = "age"
    ETHNICITY = "ethnicity"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {"area": "Service"}


AGES: Final = ((0, "under 1"), (4, "1 to 4"), (9, "5 to 9"), (15, "10 to 15"))
"""The age bands, each with its last year; then 16 and over (Annex A)."""
ETHNIC_GROUPS: Final = {
    "W": "White",
    "M": "Mixed",
    "A": "Asian",
    "C": "Asian",
    "B": "Black",
    "O": "Other",
}
"""The five groups of the census, by the first letter of the code (Annex A, ethnicity)."""
NOT_KNOWN: Final = "not known"


def bands(by: str) -> tuple[str, ...]:
    """The strata of age or of ethnicity, in their order. PRG-3."""
    if by == Strata.AGE:
        return (*(name for _, name in AGES), "16 and over", NOT_KNOWN)
    return (*dict.fromkeys(ETHNIC_GROUPS.values()), NOT_KNOWN)


class LeftOut(Word):
    """Why a child cannot be drawn, in the order in which reasons are looked for."""

    CLOSED = "closed"
    RESTRICTED = "restricted"
    NOT_ASKED = "not_asked"
    NO_TEAM = "no_team"
    OPEN_AUDIT = "open_audit"
    AUDITED_LATELY = "audited_lately"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "closed": "No longer open to the service",
            "restricted": "Restricted record",
            "not_asked": "Not of the plans or services asked for",
            "no_team": "No team that we know",
            "open_audit": "Being audited now",
            "audited_lately": "Audited in the last 12 months",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A child of the frame: what the draw may know, and nothing more."""

    token: str
    plan: str
    area: int | None
    team: int | None
    age: int | None
    ethnicity: str
    open: bool
    restricted: bool
    audited_on: date | None
    being_audited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The query of a draw."""

    size: int
    seed: str
    by: str = Strata.PLAN.value
    """What makes the strata."""
    minimums: tuple[tuple[str, int], ...] = ()
    """At least so many of a stratum."""
    plans: tuple[str, ...] = ()
    """Only these plans; all when empty."""
    areas: tuple[int, ...] = ()
    """Only these services; all when empty."""
    tokens: tuple[str, ...] = ()
    """Only these very children: those behind an indicator (PRG-7)."""
    left_out_within_months: int = POLICY.left_out_within_months


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """What was found and drawn of one stratum."""

    name: str
    can_be_drawn: int
    at_least: int
    drawn: int

    @property
    def short(self) -> int:
        """How many fewer than asked."""
        return max(0, self.at_least - self.drawn)

    @property
    def chance(self) -> str:
        """The chance of being drawn, as people say it: 1 in 30."""
        if not self.drawn:
            return "None was drawn"
        ratio = self.can_be_drawn / self.drawn
        return (
            "Every one"
            if ratio <= 1
            else f"1 in {ratio:.0f}"
            if ratio >= 2
            else f"1 in {ratio:.1f}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a draw gave: tokens in the order drawn, with their strata."""

    tokens: tuple[tuple[str, str], ...]
    """(token, stratum)."""
    reserves: tuple[tuple[str, str], ...]
    """The next in line, for replacements."""
    strata: tuple[Stratum, ...]
    left_out: tuple[tuple[str, int], ...]
    """(reason, how many); with those who could be drawn it adds up to the population."""
    population: int


def left_out(one: Candidate, asked: Asked, *, on: date) -> LeftOut | None:
    """Why this child cannot be drawn, the first reason that holds. PRG-3, B06."""
    if not one.open:
        return LeftOut.CLOSED
    if one.restricted:
        return LeftOut.RESTRICTED
    if (
        (asked.plans and one.plan not in asked.plans)
        or (asked.areas and one.area not in asked.areas)
        or (asked.tokens and one.token not in asked.tokens)
    ):
        return LeftOut.NOT_ASKED
    if one.team is None:
        return LeftOut.NO_TEAM
    if one.being_audited:
        return LeftOut.OPEN_AUDIT
    if one.audited_on and one.audited_on > months_after(on, -asked.left_out_within_months):
        return LeftOut.AUDITED_LATELY
    return None


def stratum_of(one: Candidate, by: str) -> str:
    """The stratum a child falls in. PRG-3, B04."""
    return {
        "plan": one.plan,
        "area": str(one.area),
        "age": age_band(one.age),
        "ethnicity": ethnic_group(one.ethnicity),
    }[by]


def age_band(age: int | None) -> str:
    """The band of an age in whole years. PRG-3, A2."""
    if age is None:
        return NOT_KNOWN
    for upper, name in AGES:
        if age <= upper:
            return name
    return "16 and over"


def ethnic_group(code: str) -> str:
    """The group of a code; REFU and NOBT, refused and not obtained, are not known. PRG-3, A4."""
    if code in ("REFU", "NOBT"):
        return NOT_KNOWN
    return ETHNIC_GROUPS.get(code[:1], NOT_KNOWN)


def population_hash(frame: Iterable[Candidate]) -> str:
    """A hash of the whole frame, whatever its order. B05."""
    running = hashlib.sha256()
    for one in sorted(frame, key=lambda candidate: candidate.token):
        running.update(json.dumps(asdict(one), default=str, sort_keys=True).encode())
    return running.hexdigest()


def draw(frame: Sequence[Candidate], asked: Asked, *, on: date) -> Drawn:
    """Draw children: the strata's minimums first, then by chance from all that are left.

    The same seed and frame give the same list, in any order of the frame. PRG-3, B03 to B06.
    """
    counts = dict.fromkeys(LeftOut, 0)
    able: list[Candidate] = []
    for one in frame:
        reason = left_out(one, asked, on=on)
        if reason is None:
            able.append(one)
        else:
            counts[reason] += 1
    able.sort(key=lambda one: hashlib.sha256(f"{asked.seed}|{one.token}".encode()).digest())

    groups: dict[str, list[Candidate]] = {}
    for one in able:
        groups.setdefault(stratum_of(one, asked.by), []).append(one)
    minimums = dict(asked.minimums)
    taken: list[Candidate] = []
    for name in sorted(minimums):
        room = asked.size - len(taken)
        taken += groups.get(name, [])[: min(minimums[name], room)]
    chosen = {one.token for one in taken}
    rest = [one for one in able if one.token not in chosen]
    fill = asked.size - len(taken)
    taken += rest[:fill]
    chosen = {one.token for one in taken}

    return Drawn(
        tokens=tuple((one.token, stratum_of(one, asked.by)) for one in able if one.token in chosen),
        reserves=tuple((one.token, stratum_of(one, asked.by)) for one in rest[fill:]),
        strata=_strata(groups, minimums, chosen),
        left_out=tuple((reason.value, count) for reason, count in counts.items() if count),
        population=len(frame),
    )


def _strata(
    groups: Mapping[str, list[Candidate]], minimums: Mapping[str, int], chosen: set[str]
) -> tuple[Stratum, ...]:
    return tuple(
        Stratum(
            name=name,
            can_be_drawn=len(groups.get(name, ())),
            at_least=minimums.get(name, 0),
            drawn=sum(one.token in chosen for one in groups.get(name, ())),
        )
        for name in sorted({*groups, *minimums})
    )


def replacement(drawn: Drawn, *, instead_of: str, used: Iterable[str]) -> tuple[str, str] | None:
    """The next child in line for one that is replaced, of the same stratum where there is one.

    None when nobody is left. B05.
    """
    gone = set(used) | {instead_of}
    stratum = dict(drawn.tokens).get(instead_of) or dict(drawn.reserves).get(instead_of)
    free = [(token, name) for token, name in drawn.reserves if token not in gone]
    same = [(token, name) for token, name in free if name == stratum]
    return next(iter(same or free), None)


def frame_as_json(frame: Iterable[Candidate]) -> list[dict[str, Any]]:
    """The frame as it is stored with the draw. B05."""
    return [
        {**asdict(one), "audited_on": one.audited_on.isoformat() if one.audited_on else None}
        for one in sorted(frame, key=lambda candidate: candidate.token)
    ]


def frame_from(stored: Iterable[Mapping[str, Any]]) -> list[Candidate]:
    """The frame that was stored. B05."""
    return [
        Candidate(
            **{
                **row,
                "audited_on": date.fromisoformat(row["audited_on"]) if row["audited_on"] else None,
            }
        )
        for row in stored
    ]
