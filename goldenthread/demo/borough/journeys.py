"""What becomes of a family that is referred, from the referral to the day it is closed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from random import Random
from typing import Final

from goldenthread.demo.borough import care as in_care
from goldenthread.demo.borough import leavers, rates, stories
from goldenthread.demo.borough.births import NO, UNKNOWN, YES
from goldenthread.demo.borough.chance import band, pick, skewed
from goldenthread.demo.borough.days import birthday, plus, worked
from goldenthread.demo.borough.establishment import Establishment
from goldenthread.demo.borough.visits import (
    CARE,
    NEED,
    PROTECTION,
    conference_reviews,
    visits,
)
from goldenthread.demo.borough.world import Assessment, Care, Child, Enquiry, Family, Need, Plan


class Fate(Enum):
    """What a referral leads to."""

    IGNORED = 1
    NOT_IN_NEED = 2
    SUPPORTED = 3
    LONG = 4
    PROTECTED = 5
    CARE = 6


LONG_SHARE: Final = 0.060
FATES: Final = (
    (Fate.IGNORED, rates.NO_ACTION),
    (Fate.NOT_IN_NEED, rates.NOT_IN_NEED),
    (Fate.LONG, LONG_SHARE),
    (Fate.PROTECTED, rates.PROTECTED),
    (Fate.CARE, rates.INTO_CARE),
    (Fate.SUPPORTED, 1.0),
)
_ORGANISATIONS = (
    ("Thornley Early Help", 0.42), ("Primary school", 0.20), ("Secondary school", 0.12),
    ("Health visiting", 0.11), ("Family hub", 0.09), ("Voluntary organisation", 0.06),
)  # fmt: skip


def fate_of(rng: Random) -> Fate:
    """What a referral leads to, by the published shares."""
    at = rng.random()
    for fate, share in FATES:
        at -= share
        if at <= 0:
            return fate
    return Fate.SUPPORTED


def early_help(rng: Random, start: int) -> tuple[int, int, str]:
    """An early help assessment: start, end and who led it."""
    return start, worked(start + skewed(rng, 115, 0.6, 540)), pick(rng, _ORGANISATIONS)


@dataclass(slots=True)
class Journeys:
    """Writes the journey of each family that is referred."""

    staff: Establishment
    last: int
    """The last day of the story."""
    since: int
    """The first day that anybody will look back to: visits before it are left out."""
    slipping: int
    """The index of the team whose visits slip."""

    def refer(
        self, rng: Random, family: Family, day: int, source: str, fate: Fate, place: int
    ) -> None:
        """Refer a family, and let it go its way."""
        kids = [child for child in family.children if birthday(child.born, 18) > day + 210]
        if not kids:
            return
        disabled = any(child.disability == YES for child in kids)
        need = rates.DISABLED if disabled and rng.random() < 0.45 else pick(rng, rates.NEEDS)
        if fate is Fate.PROTECTED and need[:2] not in {"N1", "N5"}:
            need = "N1 - Abuse or neglect"
        team = divmod(place, 1000)
        base = Need(day, source, fate is Fate.IGNORED, need, [(day, *team)])
        family.referred = day
        if fate is Fate.IGNORED:
            base.closed, base.helped = worked(day + rng.randint(0, 3)), False
            family.open_until = base.closed
            for child in kids:
                child.needs.append(base)
            return
        start = plus(day, rng.choice((0, 0, 0, 1, 1, 2)))
        end = plus(start, band(rng, rates.ASSESSMENT_DAYS))
        if fate is Fate.PROTECTED:
            end = self._protect(rng, family, base, start, end)
        elif rng.random() < (0.17 if fate is Fate.NOT_IN_NEED else 0.34):
            self._enquire(rng, base, start, end)
        seen = YES if rng.random() < 0.965 else rng.choice((NO, UNKNOWN))
        base.assessments = [Assessment(start, end, seen, fate is not Fate.NOT_IN_NEED)]
        base.visits = [plus(start, rng.randint(0, min(7, max(0, end - start) // 2)))]
        if fate is Fate.NOT_IN_NEED:
            base.closed, base.helped = end, False
            base.why = "RC9" if rng.random() < 0.25 else "RC8"
            if base.why == "RC9":
                help_ = early_help(rng, plus(end, rng.randint(1, 10)))
                for child in kids:
                    child.help.append(help_)
        else:
            self._support(rng, family, base, fate, disabled)
        for child in kids:
            own = base
            if (fate is Fate.CARE and (len(kids) == 1 or rng.random() < 0.8)) or (
                fate is Fate.PROTECTED
                and base.plan is not None
                and rng.random() < rates.PLAN_TO_CARE
            ):
                own = self._take_in(rng, child, base)
            self._grow_up(child, own)
            family.open_until = max(family.open_until, child.needs[-1].closed)

    def unaccompanied(self, rng: Random, family: Family, day: int, place: int) -> None:
        """A young person who came alone is looked after from the day they are found."""
        child = family.children[0]
        need = Need(day, rng.choice(("q) 6: Police", "p) 5C: LA services")), False, rates.ABSENT,
                    [(day, *divmod(place, 1000))])  # fmt: skip
        end = plus(day, band(rng, rates.ASSESSMENT_DAYS))
        need.assessments = [Assessment(day, end, YES, True)]
        need.visits = [day]
        family.referred = day
        self._grow_up(child, self._take_in(rng, child, need, at=day))
        family.open_until = child.needs[-1].closed

    def _enquire(self, rng: Random, need: Need, start: int, end: int) -> None:
        """A section 47 enquiry that leads to no plan, seldom to a conference."""
        day = plus(start, rng.choice((0, 0, 1, 1, 2, 3, 5, 8)))
        day = min(day, end)
        if rng.random() < 0.08:
            conference = plus(day, band(rng, self._conference_days(day)))
            need.enquiries.append(Enquiry(day, plus(day, 8), conference, plan=False))
        else:
            need.enquiries.append(Enquiry(day, plus(day, rng.randint(3, 13))))

    def _conference_days(self, day: int) -> tuple[tuple[float, int, int], ...]:
        if stories.conference_is_late(day, self.last):
            return rates.CONFERENCE_DAYS_SHORT_OF_CHAIRS
        return rates.CONFERENCE_DAYS

    def _protect(self, rng: Random, family: Family, need: Need, start: int, end: int) -> int:
        """Strategy discussion, enquiry, conference and plan. Returns when the assessment ends."""
        day = plus(start, rng.choice((0, 0, 0, 1, 1, 2, 3, 5, 10, 15)))
        conference = plus(day, band(rng, self._conference_days(day)))
        need.enquiries.append(Enquiry(day, plus(day, rng.randint(4, 5)), conference, plan=True))
        until = worked(conference + band(rng, rates.PLAN_DAYS))
        first = pick(rng, rates.CATEGORIES)
        categories = [(conference, first)]
        if rng.random() < 0.13:
            change = conference + 95 + int(rng.random() * 200)
            if change < until:
                categories.append((change, pick(rng, rates.CATEGORIES)))
        earlier = max(
            (sum(known.plan is not None for known in child.needs) for child in family.children),
            default=0,
        )
        if not earlier and rng.random() < rates.PLAN_BEFORE:
            earlier = 2 if rng.random() < 0.22 else 1
        need.plan = Plan(
            start=conference, end=until, categories=categories,
            reviews=conference_reviews(rng, conference, min(until, self.last + 1)),
            before=earlier, protected=day if rng.random() < 0.05 else 0,
        )  # fmt: skip
        return max(day, min(end, plus(conference, -rng.randint(1, 3))))

    def _support(self, rng: Random, family: Family, need: Need, fate: Fate, disabled: bool) -> None:
        """Who has the case after the assessment, for how long, and how often they visit."""
        begin = need.assessments[0].end
        moved = plus(begin, rng.randint(1, 6)) if need.plan is None else need.plan.start
        area = "FSP"
        if disabled and (need.need == rates.DISABLED or rng.random() < 0.2):
            area = "CWD"
        elif family.young_parent:
            area = "NEST"
        elif need.plan is None and need.need[:2] == "N6" and rng.random() < 0.7:
            area = "Complex Safeguarding"
        team = divmod(self.staff.next_place(area, moved, rng), 1000)
        need.stages = [*need.stages, (moved, *team)]
        if fate is Fate.LONG:
            need.closed = worked(begin + 420 + int(rng.expovariate(1 / 900)))
        elif need.plan is not None:
            need.closed = worked(need.plan.end + skewed(rng, 95, 0.7, 500))
        else:
            need.closed = worked(begin + skewed(rng, 92, 0.85, 730))
        at = rng.random()
        need.why = "RC5" if at < 0.03 else "RC2" if at < 0.003 + 0.03 else "RC7"
        from_, stop = max(begin, self.since - 100), need.closed
        if stop <= self.since - 100:
            return
        if need.plan is None:
            need.visits += visits(rng, from_, stop, NEED, last=self.last)
            if rng.random() < 0.11 and stop - begin > 60 and fate is not Fate.CARE:
                day = worked(rng.randint(begin + 20, min(stop, begin + 700) - 20))
                need.enquiries.append(Enquiry(day, plus(day, rng.randint(3, 13))))
        else:
            self._visit_plan(rng, need, stop)
        again = begin + rng.randint(250, 700)
        while again < stop - 60:
            day = worked(again)
            need.assessments.append(
                Assessment(day, plus(day, band(rng, rates.ASSESSMENT_DAYS)), YES, True)
            )
            again = day + rng.randint(350, 900)

    def _visit_plan(self, rng: Random, need: Need, stop: int) -> None:
        """Visits under a plan, then those of the step down from it."""
        plan = need.plan
        if plan is None:
            return
        begin = max(need.assessments[0].end, self.since - 100)
        if plan.start > begin:
            need.visits += visits(rng, begin, plan.start, NEED, last=self.last)
        slips = need.stages[-1][1] == self.slipping
        need.visits += visits(
            rng, max(plan.start, begin), plan.end, PROTECTION, slips=slips, last=self.last
        )
        if stop > begin:
            need.visits += visits(rng, max(plan.end, begin), stop, NEED, last=self.last)

    def _take_in(self, rng: Random, child: Child, base: Need, at: int | None = None) -> Need:
        """The child comes into care: from the family's case, or from a plan that did not help."""
        plan = base.plan
        end = base.assessments[0].end
        if at is None:
            if plan is not None:
                at = plan.start + rng.randint(25, max(30, min(400, plan.end - plan.start)))
            elif rng.random() < 0.45:
                at = base.assessments[0].start + rng.randint(0, 6)
            else:
                at = end + 5 + int(rng.expovariate(1 / 45))
        at = max(at, child.born + 1)
        if at >= birthday(child.born, 18) - 30:
            return base
        care = in_care.begin(rng, child, at, base.need if base.need[:2] < "N9" else "N1")
        if care.need[:2] in {"N0", "N1"}:
            care.need = "N1 - Abuse or neglect"
        if care.need.startswith("N3"):
            care.need = "N3 - Parental illness or disability"
        own = replace(base, care=care, stages=list(base.stages), visits=[])
        if plan is not None:
            own.plan = replace(
                plan, end=min(plan.end, worked(at + 1)),
                reviews=[day for day in plan.reviews if day < at],
                categories=[pair for pair in plan.categories if pair[0] <= at],
            )  # fmt: skip
        own.stages = [stage for stage in own.stages if stage[0] <= max(at, end)]
        if care.end - at > 75:
            moved = worked(max(at + 75, own.stages[-1][0] + 5) + rng.randrange(60))
            if moved < care.end:
                team = divmod(self.staff.next_place("C4C", moved, rng), 1000)
                own.stages.append((moved, *team))
        self._after_care(rng, child, own, care)
        own.enquiries = [one for one in own.enquiries if one.start <= at]
        own.assessments = [one for one in own.assessments if one.start <= at + 30]
        if own.closed < self.since:
            return own
        in_care.fill(rng, child, care, self.last)
        begin = max(at, self.since - 100)
        own.visits = [day for day in base.visits if day < at]
        own.visits += visits(rng, begin, care.end, CARE, last=self.last)
        if own.closed > care.end:
            own.visits += visits(rng, max(care.end, begin), own.closed, NEED, last=self.last)
        return own

    def _after_care(self, rng: Random, child: Child, own: Need, care: Care) -> None:
        """When the case closes after care, and why."""
        grown = birthday(child.born, 18)
        if care.end >= grown:
            own.closed = grown
            own.why = "RC6" if "E7" in care.why else "RC7"
            return
        own.closed = min(grown, worked(care.end + 20 + rng.randrange(120)))
        if "Adopted" in care.why:
            own.closed, own.why = care.end, "RC1"
        elif "Special" in care.why:
            own.why = "RC4"
        elif "E41" in care.why:
            own.why = "RC3"
        elif "E3:" in care.why:
            own.closed, own.why = care.end, "RC5"
        else:
            own.why = "RC7"

    def _grow_up(self, child: Child, need: Need) -> None:
        """No case goes on after the 18th birthday, but for leaving care."""
        grown = birthday(child.born, 18)
        if need.closed > grown:
            plan = need.plan
            if plan is not None and plan.end > grown:
                plan = replace(plan, end=grown)
            why = "RC6" if child.disability == YES else "RC7"
            need = replace(need, closed=grown, plan=plan, why=why)
        child.needs.append(need)
        if need.care is not None and child.leaver is None:
            child.leaver = leavers.leaver_of(child, need.care, self.staff, self.last)
