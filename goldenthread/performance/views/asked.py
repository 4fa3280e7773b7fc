"""What the address asks for: whose figures, and as at which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils import timezone

from goldenthread.people import queries as people
from goldenthread.performance import queries
from goldenthread.performance.indicators import CATALOGUE, PARTS
from goldenthread.performance.rules import why_not_small_numbers
from goldenthread.performance.rules.restating import known_before
from goldenthread.performance.vocabulary import Window

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goldenthread.people.http import SignedIn
    from goldenthread.people.models import Team
    from goldenthread.performance.measure import Indicator
    from goldenthread.performance.models import Reckoning
    from goldenthread.performance.vocabulary import Goal, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose figures, and as at which day; `at` is None where nothing is worked out yet."""

    place: queries.Place
    places: list[queries.Place]
    days: list[Any]
    at: Any
    mergers: tuple[tuple[Team, Team], ...] = ()
    """Teams that were merged, each with its heir: teams as they were are not teams as they are."""
    as_now: bool = False
    """With teams as they are now; else as the lists of the day name them."""
    known: date | None = None
    """As it was known at the end of this day; None for as it is known now (N04)."""
    each: tuple[Reckoning, ...] = ()
    """Each time the figures of this day were worked out, the first first; of a page that can be
    looked at as it was known."""

    @property
    def newest(self) -> bool:
        """Whether it is the newest day, as it is known now."""
        return self.known is None and self.at == self.days[0]

    @property
    def before(self) -> tuple[Reckoning, ...]:
        """Each time the figures of this day were worked out before, the first first."""
        return self.each[: self.each.index(self.at)] if self.at in self.each else ()

    @property
    def knowns(self) -> tuple[date, ...]:
        """Earlier days on which the figures of this day were worked out: what may be asked for."""
        return known_before([timezone.localdate(one.at) for one in self.each], self.known)

    @property
    def known_by(self) -> datetime | None:
        """By when lists counted, where the figures of this day were worked out anew since then;
        None where what counts now gives the same."""
        anew = self.known is not None and self.at is not None and self.at != self.each[-1]
        return self.at.at if anew else None

    @property
    def moment(self) -> datetime | None:
        """The last moment as at which it is looked at; None for now."""
        return _end_of(self.known) if self.known else None

    @property
    def gone_into(self) -> list[tuple[Team, Team, str]]:
        """Of a team as it was that day: itself, if it was merged, and those merged into it; each
        with the team that has both now, and its key where the reader sees it."""
        if self.as_now or self.place.level != "team":
            return []
        own = [pair for pair in self.mergers if self.place.name in [team.name for team in pair]]
        seen = {one.key for one in queries.as_it_is_now(self.places)} if own else set()
        keys = {heir: f"team-{heir.pk}" for _, heir in own}
        return [(one, heir, key if (key := keys[heir]) in seen else "") for one, heir in own]


def asked(request: SignedIn, *, then: bool = False, leaves: bool = False) -> Asked:
    """Read the address; a place that is not theirs, or a day without figures, is not there.

    `then`: the page can be looked at as it was known on a day, `known` in its address. `leaves`:
    it is a file that leaves the service, always with teams as they were on the day: with both,
    one less the other would be what a team had that was merged (PER-8).
    """
    places = queries.places(request.user)
    mergers = tuple(queries.mergers(request.user))
    as_now = not leaves and bool(mergers) and request.GET.get("teams") == "now"
    if as_now:
        places = queries.as_it_is_now(places)
    where = request.GET.get("where", "")
    place = next((one for one in places if where in ("", one.key)), None)
    if place is None:
        raise Http404
    known = day_of(request.GET.get("known", "")) if then else None
    if known and known > timezone.localdate():
        raise Http404
    days = queries.reckoned(known_by=_end_of(known) if known else None)
    wanted = request.GET.get("as_at", "")
    at = days[0] if days else None
    if wanted:
        day = day_of(wanted)
        at = next((one for one in days if one.as_at == day), None)
        if at is None and known is None:
            raise Http404
    return Asked(
        place=place,
        places=places,
        days=days,
        at=at,
        mergers=mergers,
        as_now=as_now,
        known=known,
        each=tuple(queries.reckonings_of(at.as_at)) if then and at else (),
    )


def day_of(words: str) -> date | None:
    """A day of the address; none where there is none."""
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as trouble:
        raise Http404 from trouble


def _end_of(day: date) -> datetime:
    """The last moment of a day, here."""
    return timezone.make_aware(datetime.combine(day, time.max))


def targets_at(given: Asked) -> Mapping[str, Goal]:
    """Code → the target that counts for the place on the day, as it is looked at."""
    if given.at is None:
        return {}
    return queries.targets_in_force(given.place, given.at.as_at, known_by=given.moment)


def indicator_of(code: str) -> Indicator:
    """The indicator of this code."""
    if code not in CATALOGUE:
        raise Http404
    return CATALOGUE[code]


def window_of(request: SignedIn, windows: tuple[Window, ...]) -> Window:
    """The window asked for; the first where none is, or one that it does not have."""
    wanted = request.GET.get("window", "")
    return next((window for window in windows if window == wanted), windows[0])


def part_of(indicator: Indicator) -> str:
    """The part of the work that an indicator belongs to."""
    return next(name for name, among in PARTS.items() if indicator in among)


def may_take(request: SignedIn) -> bool:
    """Whether this reader may take small numbers out (PER-8)."""
    return why_not_small_numbers(people.standing(request.user)) is None
