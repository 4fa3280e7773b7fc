"""The months of the borough, one after another: who makes contact and who is referred."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final

from goldenthread.demo.borough import rates, stories
from goldenthread.demo.borough.births import Nursery
from goldenthread.demo.borough.chance import about, pick, stream
from goldenthread.demo.borough.days import is_worked, later, month_end, month_start, plus
from goldenthread.demo.borough.establishment import Establishment
from goldenthread.demo.borough.journeys import (
    LONG_SHARE,
    Fate,
    Journeys,
    early_help,
    fate_of,
)
from goldenthread.demo.borough.world import Child, Family

_REFERRED_FROM = [(word, share) for word, share, _ in rates.SOURCES]
_CONTACT_FROM = [(word, share) for word, _, share in rates.SOURCES]
BURN_IN: Final = 24
"""Months lived through in full before the first that anybody sees."""
CARE_YEARS: Final = 25
"""Years back to the first child whom somebody may still see: a care leaver."""


@dataclass(slots=True)
class History:
    """Lives through the months; keeps whom it may call again."""

    seed: int
    children: int
    first: int
    """The first day of the first list."""
    last: int
    staff: Establishment
    nursery: Nursery = field(default_factory=Nursery)
    families: list[Family] = field(default_factory=list)
    referred: dict[int, list[Family]] = field(default_factory=dict)
    """Families by the month of a referral."""
    helped: list[Family] = field(default_factory=list)
    """Families with early help, who may step up."""
    journeys: Journeys = field(init=False)

    def __post_init__(self) -> None:
        slipping = self.staff.named("FSP")[stories.SLIPPING]
        self.journeys = Journeys(self.staff, self.last, self.first, slipping)

    @property
    def population(self) -> int:
        """Children aged 0 to 17, so that the open children are at the published rate."""
        return round(self.children / rates.IN_NEED * 10_000)

    def live(self) -> list[Child]:
        """All months in order; the children whom some list may show."""
        begin = month_start(self.first, -BURN_IN)
        for ago in range(CARE_YEARS * 12, 0, -1):
            self._long_ago(month_start(begin, -ago), begin)
        month = begin
        while month <= self.last:
            if month >= month_start(self.first):
                self._contacts(month)
            self._referrals(month)
            month = month_start(month, 1)
        return [child for family in self.families for child in family.children]

    def _monthly(self, rate: float, month: int) -> float:
        season = rates.SEASONS[date.fromordinal(month).month]
        return rate / 12 * self.population / 10_000 * season

    def _long_ago(self, month: int, begin: int) -> None:
        """Of the years before, only those whose journeys are long enough to reach the story."""
        rng = stream(self.seed, "long ago", month)
        mean = rates.REFERRALS / 12 * self.population / 10_000
        wanted = [(Fate.CARE, mean * rates.INTO_CARE)]
        if month > begin - 2200:
            wanted.append((Fate.LONG, mean * LONG_SHARE))
        if month > begin - 1300:
            wanted.append((Fate.PROTECTED, mean * rates.PROTECTED))
        for fate, expected in wanted:
            left = about(rng, expected)
            while left > 0:
                day = _day(rng, month)
                family = self.nursery.family(rng, day, care=fate is Fate.CARE)
                self._refer(rng, family, day, fate)
                left -= len(family.children)
                family.children = [child for child in family.children if self._matters(child)]
                if family.children:
                    self.families.append(family)

    def _matters(self, child: Child) -> bool:
        """Whether some list may still show the child."""
        if child.leaver is not None and child.leaver.until >= self.first:
            return True
        return any(need.closed >= self.first - 400 for need in child.needs)

    def _refer(self, rng: Random, family: Family, day: int, fate: Fate) -> None:
        place = self.staff.next_place("Duty & Assessment", day, rng)
        self.journeys.refer(rng, family, day, pick(rng, _REFERRED_FROM), fate, place)

    def _referrals(self, month: int) -> None:
        """A month's referrals: new families, families who come back, children who came alone."""
        rng = stream(self.seed, "referrals", month)
        expected = self._monthly(rates.REFERRALS, month)
        left = about(rng, expected)
        here = self.referred.setdefault(month, [])
        merged = {self.staff.named("Duty & Assessment")[number]
                  for number in (stories.MERGED, stories.MERGED_INTO)}  # fmt: skip
        for _ in range(about(rng, expected * rates.UNACCOMPANIED)):
            day = _day(rng, month)
            family = self.nursery.alone(rng, day)
            place = self.staff.next_place("Duty & Assessment", day, rng)
            self.journeys.unaccompanied(rng, family, day, place)
            self._contact(rng, family, day, family.children[0].needs[-1].source)
            self.families.append(family)
            left -= 1
        while left > 0:
            day = _day(rng, month)
            place = self.staff.next_place("Duty & Assessment", day, rng)
            team = place // 1000
            share = rates.REPEAT
            wanted: set[int] = set()
            if team in merged:
                more = stories.coming_back(day, self.last)
                if more is not None:
                    share, wanted = more, merged
            family = self._family(rng, day, month, share, wanted)
            source = pick(rng, _REFERRED_FROM)
            before = sum(len(child.needs) for child in family.children)
            fate = fate_of(rng)
            self.journeys.refer(rng, family, day, source, fate, place)
            count = sum(len(child.needs) for child in family.children) - before
            if not count:
                continue
            family.team = team
            self._contact(rng, family, day if rng.random() < 0.75 else day - 1, source)
            here.append(family)
            left -= count

    def _contact(self, rng: Random, family: Family, day: int, source: str) -> None:
        """The contact from which a referral came."""
        if day >= self.first - 31:
            for child in family.children:
                if child.needs and child.needs[-1].referred >= day:
                    child.contacts.append((day, source))

    def _family(self, rng: Random, day: int, month: int, share: float, wanted: set[int]) -> Family:
        """A family who came within twelve months, or longer ago, or from early help, or is new."""
        at = rng.random()
        if at < share:
            found = self._again(rng, day, month, (0, 11), wanted)
            if found is not None:
                return found
        elif at < share + rates.KNOWN_LONGER:
            found = self._again(rng, day, month, (12, 30), set())
            if found is not None:
                return found
        elif at > 0.97 and self.helped:
            found = self.helped[rng.randrange(max(0, len(self.helped) - 400), len(self.helped))]
            if not found.referred and found.children[0].help[-1][0] + 14 < day:
                return found
        family = self.nursery.family(rng, day)
        self.families.append(family)
        return family

    def _again(
        self, rng: Random, day: int, month: int, span: tuple[int, int], wanted: set[int]
    ) -> Family | None:
        """A closed family whose last referral lies in a span of months."""
        year = later(day, -12)
        for turn in range(60):
            pool = self.referred.get(month_start(month, -rng.randint(*span)))
            if not pool:
                continue
            family = pool[rng.randrange(len(pool))]
            if family.open_until > day - 6 or (family.referred > year) is not (span[0] == 0):
                continue
            if wanted and turn < 40 and family.team not in wanted:
                continue
            if any(child.born + 6360 > day for child in family.children):
                return family
        return None

    def _contacts(self, month: int) -> None:
        """A month's contacts that become no referral; some lead to early help."""
        rng = stream(self.seed, "contacts", month)
        left = about(rng, self._monthly(rates.CONTACTS * (1 - rates.REFERRED), month))
        known: list[Family] = []
        earlier = self.referred.get(month_start(month, -rng.randint(2, 9)), [])
        while left > 0:
            day = _day(rng, month, weekends=0.7)
            at = rng.random()
            if at < 0.20 and known:
                family = known[rng.randrange(max(0, len(known) - 2000), len(known))]
            elif at < 0.27 and earlier:
                family = earlier[rng.randrange(len(earlier))]
            else:
                family = self.nursery.family(rng, day)
                self.families.append(family)
                known.append(family)
            source = pick(rng, _CONTACT_FROM)
            helps = family.open_until < day and rng.random() < 0.108
            help_ = early_help(rng, plus(day, rng.randint(3, 20))) if helps else None
            for child in family.children:
                child.contacts.append((day, source))
                left -= 1
                if help_ is not None:
                    child.help.append(help_)
            if helps and not family.referred:
                self.helped.append(family)


def _day(rng: Random, month: int, weekends: float = 0.07) -> int:
    """A day of a month: mostly a working day."""
    while True:
        day = rng.randint(month, month_end(month))
        if is_worked(day) or rng.random() < weekends:
            return day
