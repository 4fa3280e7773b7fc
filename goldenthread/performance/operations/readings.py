"""Working out the catalogue and keeping what it says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.intake.events import fingerprint
from goldenthread.performance import queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Indicator
from goldenthread.performance.models import Reading, Reckoning
from goldenthread.performance.rules import period_of
from goldenthread.performance.vocabulary import Answer, Level
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person


def take_readings(
    *,
    by: Person,
    at: datetime,
    say: Callable[[str], object] = lambda _: None,
    indicators: Collection[Indicator] = tuple(CATALOGUE.values()),
) -> int:
    """Work out the whole catalogue for every load's day that lacks it (PER-2, N04).

    Each day rests on the loads up to it; a load that comes in later makes a new reckoning of its
    own day and of those after it. Whole or not at all. How many reckonings were made comes back.
    """
    among = queries.events()
    if among is None:
        return 0
    wanted = queries.days_lacking(among.loads)
    if not wanted:
        return 0
    made = [
        Reckoning(
            as_at=load.as_at,
            fingerprint=fingerprint([one for one in among.loads if one.as_at <= load.as_at]),
            load=load.reference,
            load_as_at=load.as_at,
            at=at,
        )
        for load in wanted
    ]
    readings: list[Reading] = []
    for number, indicator in enumerate(indicators, 1):
        readings += _readings(indicator, made, among)
        if number % 10 == 0:
            say(f"Worked out {number} of {len(indicators)} figures")
    with transaction.atomic():
        for reckoning in made:
            reckoning.save()
        Reading.objects.bulk_create(readings, batch_size=2000)
        trail.deed(
            what="performance.take_readings",
            about=among.loads[-1].reference,
            by=by,
            at=at,
            detail={"days": len(made), "readings": len(readings)},
        )
    return len(made)


def _readings(
    indicator: Indicator, made: Sequence[Reckoning], among: queries.Events
) -> list[Reading]:
    """What one indicator says on each day, over each of its windows, of all and of each team."""
    periods = [
        period_of(window, reckoning.as_at)
        for reckoning in made
        for window in indicator.every_window
    ]
    on = {reckoning.as_at: reckoning for reckoning in made}
    whole, teams = queries.figures_and_teams(indicator, periods, among)
    return [_reading(on[answer.period.last], indicator, answer) for answer in chain(whole, teams)]


def _reading(reckoning: Reckoning, indicator: Indicator, answer: Answer) -> Reading:
    return Reading(
        reckoning=reckoning,
        code=indicator.code,
        version=indicator.version,
        window=answer.period.window,
        level=Level.ALL if answer.group is None else Level.TEAM,
        group=answer.group or "",
        first=answer.period.first,
        met=answer.met,
        eligible=answer.eligible,
        not_eligible=answer.not_eligible,
        incomplete=answer.incomplete,
        total=answer.total,
        population=answer.population,
        median=answer.median,
        mix=answer.mix,
        told=answer.told,
    )
