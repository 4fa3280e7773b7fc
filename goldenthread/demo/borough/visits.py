"""When a child is seen: every phase of a case has its own rhythm, kept more or less."""

from __future__ import annotations

from random import Random

from goldenthread.demo.borough import stories
from goldenthread.demo.borough.days import later, plus, worked

PROTECTION, CARE, NEED = 10, 30, 20
"""Working days between visits: child protection, children in care (6 weeks), child in need."""

_ON_TIME = {PROTECTION: 0.83, CARE: 0.90, NEED: 0.78}


def visits(
    rng: Random, start: int, end: int, every: int, *, slips: bool = False, last: int = 0
) -> list[int]:
    """Days of visits from a day to another; in the slipping team they drift apart. CP-11, CL-05."""
    found = []
    day = worked(start + rng.randint(1, 6))
    while day < end and day <= last:
        found.append(day)
        if rng.random() < _ON_TIME[every]:
            wait = every - int(every * 0.4 * rng.random() ** 2)
        else:
            wait = every + 1 + int(every * 0.8 * rng.random() ** 1.6)
        if slips:
            wait = int(wait * stories.lateness(day, last))
        day = plus(day, wait)
    return found


def conference_reviews(rng: Random, start: int, end: int) -> list[int]:
    """Review conferences: the first within three months, then within six of the one before."""
    found: list[int] = []
    months = 3
    day = start
    while True:
        due = later(day, months)
        day = due - rng.randint(0, 12) if rng.random() < 0.95 else due + rng.randint(2, 30)
        day = worked(day)
        if day > due and day - due <= 4:
            day = worked(due - 5)
        if day >= end:
            return found
        found.append(day)
        months = 6


def care_reviews(rng: Random, start: int, end: int) -> list[int]:
    """Reviews of a child in care: within 20 working days, then three months, then six."""
    found: list[int] = []
    due = plus(start, 20)
    months = 3
    while True:
        late = rng.random() < 0.06
        day = worked(due + rng.randint(3, 35)) if late else worked(due - rng.randint(3, 14))
        if day >= end:
            return found
        found.append(day)
        due = later(day, months)
        months = 6


def health_checks(rng: Random, start: int, end: int, born: int) -> list[int]:
    """Health assessments: within 20 working days, then every six months under five, else twelve."""
    found: list[int] = []
    day = plus(start, rng.randint(10, 20) if rng.random() < 0.75 else rng.randint(21, 45))
    while day < end:
        found.append(day)
        months = 6 if day - born < 1826 else 12
        late = rng.random() < 0.07
        day = worked(later(day, months) + (rng.randint(10, 150) if late else -rng.randint(3, 40)))
    return found


def dental_checks(rng: Random, start: int, end: int, last: int) -> list[int]:
    """Dental checks: yearly, often missed until the agreement of the fifth month."""
    agreed = stories.dentist_from(last)
    found: list[int] = []
    day = worked(start + rng.randint(20, 150))
    while day < end:
        found.append(day)
        missed = rng.random() < (0.10 if day >= later(agreed, -9) else 0.36)
        due = later(day, 12)
        following = worked(due + (rng.randint(60, 420) if missed else -rng.randint(5, 50)))
        if due < agreed < following and rng.random() < 0.75:
            following = worked(agreed + rng.randint(5, 150))
        elif following > due >= agreed and rng.random() < 0.6:
            following = worked(due - rng.randint(0, 20))
        day = following
    return found
