"""People who applied to adopt, and the families to whom children are matched: List 11."""

from __future__ import annotations

from random import Random

from goldenthread.demo.borough.births import BOY, GIRL
from goldenthread.demo.borough.chance import pick, skewed
from goldenthread.demo.borough.days import FAR, worked
from goldenthread.demo.borough.rates import ETHNICITIES
from goldenthread.demo.borough.world import Adopter, Child

_LEFT = (("1 - Adopter withdrew from process", 0.70), ("2 - Process put on hold", 0.17),
         ("3 - Application refused", 0.13))  # fmt: skip


def adopters(
    rng: Random, *, children: list[Child], population: int, first: int, last: int
) -> list[Adopter]:
    """Families matched with the borough's children, and those still on their way."""
    found: list[Adopter] = []
    number = 0
    for child in children:
        for need in child.needs:
            adoption = need.care.adoption if need.care is not None else None
            if adoption is None or adoption.matched > last or adoption.placed < first - 760:
                continue
            if rng.random() < 0.3:
                continue  # an inter-agency placement: another agency's adopters
            number += 1
            enquired = worked(adoption.matched - 250 - skewed(rng, 150, 0.5, 600))
            adoption.family = f"AF{number:05}"
            found += _household(
                rng, number, enquired, adoption.early < FAR,
                (adoption.matched, adoption.placed, adoption.adopted),
            )  # fmt: skip
    pipeline = population / 10_000 * 3.2 / 12
    for month in range(-24, (last - first) // 30 + 1):
        for _ in range(int(pipeline + rng.random())):
            number += 1
            day = worked(first + month * 30 + rng.randrange(30))
            found += _household(rng, number, day, rng.random() < 0.12, None)
    return found


def _household(
    rng: Random, number: int, enquired: int, early: bool, match: tuple[int, int, int] | None
) -> list[Adopter]:
    """One adopter, or two with the same dates."""
    start = worked(enquired + rng.randint(14, 45))
    middle = worked(start + skewed(rng, 65, 0.3, 160))
    second = worked(middle + rng.randint(3, 40))
    done = worked(second + skewed(rng, 125, 0.25, 260))
    left, why = FAR, ""
    if match is None and rng.random() < 0.22:
        left, why = worked(start + rng.randint(20, 300)), pick(rng, _LEFT)
    couple = rng.random() < 0.78
    same = rng.random() < 0.14
    sex = GIRL if rng.random() < 0.85 else BOY
    people = []
    for index in range(2 if couple else 1):
        person = Adopter(
            number=f"A{number:05}{'AB'[index]}", family=f"AF{number:05}",
            sex=sex if index == 0 or same else (BOY if sex == GIRL else GIRL),
            ethnicity=pick(rng, ETHNICITIES[:18]), disabled=rng.random() < 0.04, early=early,
            enquired=enquired, stage1=(start, middle), stage2=(second, done), left=left, why=why,
        )  # fmt: skip
        if match is not None:
            person.matched, person.placed, person.adopted = match
            person.children = 1
        people.append(person)
    return people
