"""What the page of an indicator says of its line of points and of its target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.utils import timezone

from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.performance import queries
from goldenthread.performance.measure import During, Indicator
from goldenthread.performance.rules import (
    Judged,
    Spot,
    agreements,
    aimed_in,
    amount,
    assured,
    caveat,
    compared,
    exactly,
    figure,
    frozen_words,
    goal_words,
    in_force_for,
    interval_words,
    judged,
    newest,
    not_the_sum,
    point_words,
    rated,
    suits,
    to_come,
    told,
    usual,
    why_not_keep_targets,
)
from goldenthread.performance.views.asked import Asked
from goldenthread.performance.vocabulary import Aim, Answer, Better, Goal, Mark, Unit, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A line of points up to the day asked for, judged, with the target of that day."""

    line: Judged
    target: Goal | None
    decided: list[Any]
    """All that was decided for the place, its service and the council."""
    every: list[Any]
    """The same, and for every other place."""
    place: queries.Place
    notes: list[Any]
    """Those that stand, and those withdrawn."""
    begun: queries.Acted | None = None
    """The action under way for it."""
    unfrozen: bool = False
    """Whether somebody asked for limits of all points, although they are frozen."""

    @property
    def proposals(self) -> dict[int, Any]:
        """Step change → the proposal that it agrees to: the two are told together."""
        return agreements(self.notes)

    @property
    def standing(self) -> list[Any]:
        """The notes that stand, by day."""
        settled = {one.pk for one in self.proposals.values()}
        return [one for one in self.notes if one.withdrawn_by_id is None and one.pk not in settled]

    @property
    def unit(self) -> Unit | None:
        """In what its points are said."""
        last = self.line.latest
        return last.answer.unit if last is not None and last.answer is not None else None

    @property
    def drawn_target(self) -> float | None:
        """The target, where the points may stand beside it."""
        last = self.line.latest
        if self.target is None or self.target.value is None or last is None:
            return None
        fits = last.answer is not None and compared(last.answer, self.target, here=self.place.key)
        return float(self.target.value) if fits else None


def goal_of(target: Goal | None, found: Indicator, place: queries.Place) -> str:
    """What a target asks of a place; for a service or a team, whose it is as well."""
    words = goal_words(target, found.unit, found.better)
    if target is None or place.level == "all" or target.aim == Aim.ENDED:
        return words
    whose = place.whose(target.place)
    return f"{whose}: {words}" if words else f"{whose} choice"


def beside_goal(
    now: Answer | None, target: Goal | None, found: Indicator, place: queries.Place
) -> str:
    """What a target asks of a place, after the figure to the tenth where that rates it."""
    words, exact = goal_of(target, found, place), exactly(now, target, found.better, here=place.key)
    return f"{exact} beside {words}" if exact else words


def tell(
    found: Indicator,
    given: Asked,
    *,
    unfrozen: bool = False,
    points: list[queries.Point] | None = None,
    about: list[Any] | None = None,
) -> Told:
    """The trend of a place up to the day that was asked for, judged: frozen at an action's day.

    `points` are those of its trend, and `about` its exceptions, where they were asked for already.
    """
    if points is None:
        points = queries.trend(given.place, found, given.days, found.trend)
    until = [one for one in points if given.at is None or one.as_at <= given.at.as_at]
    every = queries.targets_of(found.code, known_by=given.moment)
    around = given.place.around
    target = in_force_for(around, every, given.at.as_at) if given.at else None
    notes = queries.notes_of(given.place, found.code)
    steps = [one.day for one in notes if one.kind == Mark.STEP and one.withdrawn_by_id is None]
    if about is None:
        about = queries.exceptions_of(found.code)
    begun = queries.acted(about).get((found.code, given.place.level, given.place.group))
    acted = begun.on if begun and not unfrozen else None
    return Told(
        line=judged(found, until, target, steps=steps, acted=acted, here=given.place.key),
        target=target,
        decided=[one for one in every if one.place in around],
        every=every,
        place=given.place,
        notes=notes,
        begun=begun,
        unfrozen=unfrozen and begun is not None,
    )


def of_line(
    found: Indicator, told_: Told, window: Window, now: Answer | None, given: Asked
) -> dict[str, Any]:
    """The words, the marks and the table of a judged line."""
    line, proposals = told_.line, told_.proposals
    since = {day.as_at: day.at for day in given.days}
    return {
        "line": line,
        "newest": newest(line) if window != found.trend and not _same(line, now) else "",
        "told": told(line),
        "frozen": frozen_words(line, told_.begun.action) if told_.begun else "",
        "action": told_.begun,
        "unfrozen": told_.unfrozen,
        "assured": assured(line, told_.target, found.unit),
        "suits": suits(line),
        "caveat": caveat(line),
        "mark": line.variation.mark(up=line.up),
        "interval": interval_words(now) if now else "",
        "drawn": len(line.known) > 1,
        "rows": [_row(one) | {"since": since.get(one.as_at)} for one in reversed(line.spots)],
        "ranges": any(one.lower is not None for one in line.spots),
        "shapes": _shapes(line),
        "notes": [
            {
                "note": one,
                "waits": one.kind == Mark.PROPOSED,
                "proposal": proposals.get(one.pk),
            }
            for one in told_.standing
        ],
        "withdrawn": [one for one in told_.notes if one.withdrawn_by_id is not None],
    }


def apart(found: Indicator, told_: Told, window: Window, now: Answer, given: Asked) -> str:
    """Why the months of a part of the council do not add up to its figure, where they do not."""
    monthly = found.trend == Window.MONTH and isinstance(found.placed, During) and not found.each
    if not monthly or not given.place.teams or window in (Window.SNAPSHOT, Window.MONTH):
        return ""
    months = [one.answer for one in told_.line.known if one.answer]
    council = queries.trend(queries.COUNCIL, found, given.days, Window.MONTH)
    return not_the_sum(now, months, [one.answer for one in council])


def _same(line: Judged, now: Answer | None) -> bool:
    """Whether the newest point says the very figure that was said already."""
    last = line.latest
    return (
        now is not None
        and last is not None
        and last.answer is not None
        and point_words(last) == figure(now)
    )


def _shapes(line: Judged) -> str:
    """What the shapes of the chart mean, as far as they are there."""
    ways = {one.high for one in line.spots if one.signal is not None}
    if not ways:
        return ""
    if line.better == Better.NEUTRAL:
        return "A diamond is a point that is more than chance."
    good = line.better == Better.HIGHER
    said = [
        words
        for way, words in (
            (not good, "A diamond is worse than chance allows."),
            (good, "A square is better than chance allows."),
        )
        if way in ways
    ]
    return " ".join(said)


def _row(one: Spot) -> dict[str, Any]:
    """A point as the table has it."""
    return {
        "as_at": one.as_at,
        "said": point_words(one),
        "usual": usual(one),
        "signal": one.signal,
        "way": "up" if one.high else "down",
        "part": one.part,
    }


def of_target(
    request: SignedIn, found: Indicator, told_: Told, given: Asked, now: Answer | None
) -> dict[str, Any]:
    """The target on the day of the figure, the figure beside it, and all that was decided."""
    target, place = told_.target, given.place
    refusal = queries.why_not_target(found, place, on=timezone.localdate())
    day = given.at.as_at if given.at else None
    wider = in_force_for(place.around[1:], told_.decided, day) if day else None
    own = target is not None and target.place == place.key
    return {
        **_decision(target, found, place),
        "now": target,
        "own": own,
        "rating": rated(now, target, found.better, here=place.key),
        "exact": exactly(now, target, found.better, here=place.key),
        "rows": [
            {
                **_decision(one, found, place),
                "now": one is target,
                "replaced": any(
                    (other.place, other.from_on) == (one.place, one.from_on) and other.pk > one.pk
                    for other in told_.decided
                ),
            }
            for one in told_.decided
        ],
        "coming": [_decision(one, found, place) for one in _coming(told_, day)] if day else [],
        "wider": _decision(wider, found, place) if own and wider is not target else None,
        "others": [
            {**_decision(one, found, other), "place": other}
            for other in given.places
            if other != place and place.key in (*other.around[1:], "all")
            if day and (one := in_force_for((other.key,), told_.every, day)) is not None
            if one.aim != Aim.ENDED
        ],
        "refusal": refusal,
        "may_set": refusal is None
        and why_not_keep_targets(people.standing(request.user).roles) is None,
    }


def _coming(told_: Told, day: date) -> list[Any]:
    """What was decided and does not count yet, for the place and those around it."""
    each = [
        to_come([one for one in told_.decided if one.place == key], day)
        for key in told_.place.around
    ]
    return sorted(chain(*each), key=lambda one: one.from_on)


def _decision(one: Any, found: Indicator, place: queries.Place) -> dict[str, Any]:
    """A decision on a target in words; on the page of a service or a team, whose it is."""
    stands = one is not None and one.value is not None
    return {
        "target": one,
        "said": amount(one.value, aimed_in(found.unit, one.place)) if stands else "",
        "words": goal_words(one, found.unit, found.better),
        "whose": place.whose(one.place) if one is not None and place.level != "all" else "",
    }
