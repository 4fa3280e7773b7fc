"""Children and families: ages, sexes, ethnicities, and a number each."""

from __future__ import annotations

from random import Random

from goldenthread.demo.borough.chance import pick
from goldenthread.demo.borough.rates import ETHNICITIES
from goldenthread.demo.borough.world import Child, Family

BOY, GIRL = "a) Male", "b) Female"
YES, NO, UNKNOWN = "a) Yes", "b) No", "c) Unknown"

_AGES = ((0.035, -0.5, 0.0), (0.065, 0.0, 1.0), (0.215, 1.0, 5.0), (0.265, 5.0, 10.0),
         (0.315, 10.0, 16.0), (0.105, 16.0, 17.7))  # fmt: skip
_CARE_AGES = ((0.20, 0.0, 0.6), (0.15, 1.0, 5.0), (0.18, 5.0, 10.0), (0.32, 10.0, 16.0),
              (0.15, 16.0, 17.6))  # fmt: skip
_SIZES = (0.54, 0.80, 0.92, 0.975, 1.0)


class Nursery:
    """Makes families; every child and family gets the next number."""

    def __init__(self) -> None:
        self._child = 204_117
        self._family = 0

    def family(
        self, rng: Random, day: int, *, size: int | None = None, care: bool = False
    ) -> Family:
        """A family with children under 18 on a day, the first of an age as referrals have it."""
        if size is None:
            at = rng.random()
            size = next(number for number, most in enumerate(_SIZES, 1) if at <= most)
        self._family += 1
        ethnicity = pick(rng, ETHNICITIES)
        age = self._age(rng, _CARE_AGES if care else _AGES)
        ages = [age]
        while len(ages) < size:
            other = age + rng.choice((-1, 1)) * (1.0 + rng.random() * 5.5)
            if 0.0 <= other < 17.6 and all(abs(other - known) > 0.85 for known in ages):
                ages.append(other)
            elif rng.random() < 0.3:
                break
        found = Family(self._family, [])
        found.children = [self._child_of(rng, found.number, ethnicity, day, age) for age in ages]
        found.young_parent = len(ages) == 1 and age < 1.0 and rng.random() < 0.22
        return found

    def alone(self, rng: Random, day: int) -> Family:
        """A young person who came to seek asylum on their own."""
        self._family += 1
        ethnicity = pick(rng, (("o) BAFR", 0.55), ("r) OOTH", 0.33), ("m) AOTH", 0.12)))
        child = self._child_of(rng, self._family, ethnicity, day, 15.3 + 2.3 * rng.random() ** 0.7)
        child.sex = BOY if rng.random() < 0.94 else GIRL
        child.alone = True
        child.disability = NO
        return Family(self._family, [child])

    def _age(self, rng: Random, bands: tuple[tuple[float, float, float], ...]) -> float:
        at = rng.random()
        for share, low, high in bands:
            at -= share
            if at <= 0:
                break
        return low + (high - low) * rng.random()

    def _child_of(self, rng: Random, family: int, ethnicity: str, day: int, age: float) -> Child:
        self._child += rng.randint(1, 4)
        return Child(
            number=self._child,
            born=day - int(age * 365.25) - 1,
            sex=BOY if rng.random() < 0.525 else GIRL,
            ethnicity=ethnicity,
            disability=YES if (at := rng.random()) < 0.075 else UNKNOWN if at > 0.985 else NO,
            family=family,
        )
