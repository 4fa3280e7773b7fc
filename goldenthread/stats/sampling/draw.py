"""A draw that can be made again (specification 4.4)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from goldenthread.stats.results import Result

ALGORITHM: Final = "order by SHA-256 of seed|unit"


@dataclass(frozen=True)
class Replacement:
    """One unit in place of another, with the reason; `by` None where nobody is left."""

    instead_of: str
    by: str | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Draw(Result):
    """Units chosen in each stratum, and all that is needed to choose them again.

    `reserves` are the rest in the seeded order: a replacement is the next of them. `excluded`
    counts the units left out before the draw, by reason. `by` and `at` are the caller's words.
    """

    seed: str
    algorithm: str
    frame_hash: str
    by: str
    at: str
    chosen: dict[str, tuple[str, ...]]
    reserves: dict[str, tuple[str, ...]]
    excluded: dict[str, int]
    replacements: tuple[Replacement, ...] = ()


def frame_hash(frame: Mapping[str, Sequence[str]]) -> str:
    """A hash of who is in which stratum, whatever their order."""
    running = hashlib.sha256()
    for stratum in sorted(frame):
        for unit in sorted(frame[stratum]):
            running.update(f"{stratum}\x1f{unit}\x1e".encode())
    return running.hexdigest()


def draw_stratified_sample(
    frame: Mapping[str, Sequence[str]],
    allocation: Mapping[str, int],
    seed: str,
    *,
    excluded: Mapping[str, str] | None = None,
    by: str = "",
    at: str = "",
) -> Draw:
    """Draw so many from each stratum, by chance, the same again for the same seed.

    Args:
        frame: the units of each stratum, as their tokens.
        excluded: the reason for each unit left out before the draw (recently audited, open
            investigation, conflict of interest).

    Raises:
        ValueError: a unit twice, a stratum that is not in the frame, more asked for than are left.
    """
    units = [unit for part in frame.values() for unit in part]
    if len(set(units)) != len(units):
        raise ValueError("A unit is in the frame twice.")
    if set(allocation) - set(frame):
        raise ValueError("A stratum of the allocation is not in the frame.")
    left_out = excluded or {}
    counted: dict[str, int] = {}
    for unit in units:
        if unit in left_out:
            counted[left_out[unit]] = counted.get(left_out[unit], 0) + 1
    chosen, reserves = {}, {}
    for stratum, part in frame.items():
        able = [unit for unit in part if unit not in left_out]
        able.sort(key=lambda unit: (hashlib.sha256(f"{seed}|{unit}".encode()).digest(), unit))
        wanted = allocation.get(stratum, 0)
        if not 0 <= wanted <= len(able):
            raise ValueError(f"{wanted} of {len(able)} in {stratum} cannot be drawn.")
        chosen[stratum], reserves[stratum] = tuple(able[:wanted]), tuple(able[wanted:])
    return Draw(
        method=ALGORITHM,
        n=sum(len(one) for one in chosen.values()),
        assumptions=("The frame is the whole list, less those left out.",),
        seed=seed,
        algorithm=ALGORITHM,
        frame_hash=frame_hash(frame),
        by=by,
        at=at,
        chosen=chosen,
        reserves=reserves,
        excluded=counted,
    )


def replace_in_draw(draw: Draw, unit: str, reason: str) -> Draw:
    """The draw with a unit that cannot be audited replaced by the next in the seeded order.

    Raises:
        ValueError: the unit was not drawn, or there is no reason.
    """
    stratum = next((name for name, part in draw.chosen.items() if unit in part), None)
    if stratum is None or not reason.strip():
        raise ValueError("Replace a unit that was drawn, and say why.")
    instead, rest = draw.reserves[stratum][:1], draw.reserves[stratum][1:]
    part = tuple(one for one in draw.chosen[stratum] if one != unit)
    return replace(
        draw,
        n=draw.n - 1 + len(instead),
        chosen={**draw.chosen, stratum: (*part, *instead)},
        reserves={**draw.reserves, stratum: rest},
        replacements=(
            *draw.replacements,
            Replacement(unit, instead[0] if instead else None, reason),
        ),
    )
