"""What services of which no list tells handed in: half a year of months, one of them corrected."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Final

from goldenthread.demo.story.audits import at
from goldenthread.returns import operations, rules
from goldenthread.returns.lists import services
from goldenthread.returns.vocabulary import Entry, Measure

if TYPE_CHECKING:
    from goldenthread.people.models import Person

MONTHS: Final = 6
NUMBERS: Final[dict[str, tuple[int, int]]] = {
    "ED01": (190, 5400), "ED02": (62, 0), "ED03": (410, 820), "ED04": (118, 240), "ED05": (9, 820),
    "SE01": (17, 29), "SE02": (150, 262), "SE03": (96, 390), "SE04": (27, 34), "SE05": (118, 160),
    "SE06": (2140, 0), "SE07": (21, 940), "SE08": (24, 31),
    "VS01": (352, 381), "VS02": (241, 302), "VS03": (74, 330), "VS04": (9, 24), "VS05": (612, 31),
    "VS06": (41, 381), "VS07": (33, 381),
    "YJ01": (38, 23800), "YJ02": (52, 23800), "YJ03": (29, 94), "YJ04": (19, 21), "YJ05": (14, 21),
    "YJ06": (17, 20), "YJ07": (11, 16), "YJ08": (8, 11), "YJ09": (23, 27), "YJ10": (2, 23800),
    "YJ11": (16, 71),
    "FO01": (142, 0), "FO02": (268, 0), "FO03": (205, 268), "FO04": (-3, 0), "FO05": (11, 120),
    "FO06": (121, 131), "FO07": (126, 142), "FO08": (34, 171), "FO09": (22, 30),
    "RE01": (7, 8), "RE02": (690, 806), "RE03": (15, 16), "RE04": (12, 24), "RE05": (3, 0),
    "RE06": (2350000, 1960),
    "XS01": (64, 0), "XS02": (55, 64), "XS03": (31, 46), "XS08": (41, 58),
    "WF01": (4310, 251), "WF02": (46, 301), "WF03": (41, 292), "WF04": (44, 255),
    "WF05": (2350, 64515), "WF07": (231, 262), "WF08": (3620, 4310),
}  # fmt: skip
"""About what a borough of this size counts: how many, and of how many (0: a number)."""
SINCE_APRIL: Final = {"ED03", "ED04", "ED05", "VS06", "VS07", "YJ02"}
"""Of how many grows month by month, of those there are."""
BOTH_SINCE_APRIL: Final = {"SE02", "SE03", "SE07", "RE06"}
"""Both grow month by month."""
ONCE: Final = {"VS04", "VS05"}
"""Examination results: the same until the next."""


def hand_in(*, by: Person, today: date, seed: int) -> None:
    """Every service hands in each of the last months; SEND corrects one of them."""
    chance = Random(seed)
    month = today.replace(day=1)
    months = []
    for _ in range(MONTHS):
        month = (month - timedelta(days=1)).replace(day=1)
        months.append(month)
    for service in services().values():
        for first in reversed(months):
            on = min((first + timedelta(days=40)).replace(day=9), today)
            entries = [_entry(measure, first, chance) for measure in service.measures]
            operations.hand_in(
                service=service, month=first, entries=entries, seen=0, by=by, at=at(on, 10)
            )
    send, last = services()["send"], months[0]
    operations.hand_in(
        service=send,
        month=last,
        entries=[
            Entry(code="SE01", upper=Decimal(18), lower=Decimal(29),
                  note="One was issued on the last day and counted late"),
            *(_entry(measure, last, chance) for measure in send.measures[1:]),
        ],
        seen=1,
        by=by,
        at=at(min((last + timedelta(days=40)).replace(day=11), today), 15),
    )  # fmt: skip


def _entry(measure: Measure, month: date, chance: Random) -> Entry:
    """A row near its usual numbers, and one that the rules let in."""
    upper, lower = NUMBERS[measure.code]
    grown = Decimal((month.month - 4) % 12 + 1) / 7
    up = across = Decimal(1)
    if measure.code in SINCE_APRIL | BOTH_SINCE_APRIL:
        up = grown
        across = grown if measure.code in BOTH_SINCE_APRIL else across
    elif measure.code not in ONCE:
        up = Decimal(chance.uniform(0.93, 1.05))
        across = Decimal(chance.uniform(0.99, 1.01))
    entry = Entry(
        code=measure.code,
        upper=Decimal(round(upper * up)),
        lower=Decimal(round(lower * across)) if measure.lower else None,
    )
    if rules.why_not_row(measure, entry) is None:
        return entry
    return Entry(code=measure.code, upper=Decimal(upper), lower=Decimal(lower) or None)
