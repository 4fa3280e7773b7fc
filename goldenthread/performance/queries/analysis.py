"""A page of ChAT as at a day, of the council or of some teams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import ibis
from ibis import _

from goldenthread.performance import engine
from goldenthread.performance.chat.declared import Page, Section
from goldenthread.performance.chat.grids import Counted, counted
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Indicator, placed
from goldenthread.performance.models import Reading, Reckoning
from goldenthread.performance.queries.figuring import (
    Events,
    figures,
    population_at,
    reached_by,
)
from goldenthread.performance.queries.quality import Footing, Quality, quality_of, reach_words
from goldenthread.performance.queries.reading import answers_over, first_told
from goldenthread.performance.rules import period_of
from goldenthread.performance.rules.covering import may_say
from goldenthread.performance.rules.quality import sentence_of
from goldenthread.performance.vocabulary import Answer, Period

if TYPE_CHECKING:
    from ibis.backends import BaseBackend

    from goldenthread.performance.queries.whose import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of a page with what else is said there; `rows` is what it was counted from."""

    counted: Counted | None
    """None where the list has no team, and teams were asked for; or where no load tells of it."""
    section: Section
    reach: str
    """What of its time no load tells, in words; mostly nothing."""
    said: tuple[tuple[Indicator, Answer], ...]
    rows: list[dict[str, Any]]
    quality: Mapping[str, Quality] = field(default_factory=dict)
    """Code of an indicator → the state of the data behind what is said of it (N06); under no code
    that of the section itself."""


def analysis(
    place: Place, page: Page, at: Reckoning, among: Events, behind: Footing | None = None
) -> list[Part]:
    """The sections of a page (PER-5, N05). The figures of indicators are those that were kept.

    With what they rest on, each says the state of its data.
    """
    wanted = [one for section in page.sections for one in section.said]
    kept = answers_over(
        place,
        Reading.objects.filter(reckoning=at, code__in=[one.code for one in wanted]),
    )
    found = []
    for section in page.sections:
        period = period_of(section.window, at.as_at)
        silent, words = _reach(section, period, among)
        rows = (
            rows_of(
                section,
                as_at=at.as_at,
                known=among.known(at.as_at),
                events=among.warehouse,
                teams=place.teams,
            )
            if not silent and (not place.teams or "team" in section.of.counts.columns)
            else None
        )
        said = []
        for one in section.said:
            answer = first_told(one, at.pk, kept)
            if answer is None and one.code not in CATALOGUE and not place.teams:
                answer = figures(one, [period_of(one.windows[0], at.as_at)], among)[0]
            if answer is not None:
                said.append((one, answer))
        population = None if place.teams else population_at(at.as_at)
        whole = (
            None if rows is None else counted(section, rows, period=period, population=population)
        )
        found.append(
            Part(
                section=section,
                reach=words,
                rows=rows or [],
                said=tuple(said),
                counted=whole,
                quality=_qualities(section, whole, said, behind) if behind else {},
            )
        )
    return found


def _qualities(
    section: Section,
    whole: Counted | None,
    said: Sequence[tuple[Indicator, Answer]],
    behind: Footing,
) -> dict[str, Quality]:
    """The state of the data behind a section and each figure that is said there (N06)."""
    each = [*said, *(whole.shares if whole else ())]
    found = {one.code: quality_of(one, answer, behind) for one, answer in each}
    if whole is not None:
        counts = Answer(
            code=section.of.code,
            unit=section.of.unit,
            period=whole.period,
            met=whole.total,
            eligible=whole.total,
        )
        found[""] = quality_of(section.of, counts, behind)
    return found


def _reach(section: Section, period: Period, among: Events) -> tuple[bool, str]:
    """Whether loads are silent of a section's time, so that it has no numbers; and why."""
    found = reached_by(section.of, period, among.days)
    silent = any(not may_say(one, needs_all=True, stands=section.of.stands) for _, one in found)
    words = reach_words(section.of, period, among.days)
    return silent, sentence_of([words])


def rows_of(
    section: Section,
    *,
    as_at: date,
    known: date,
    events: BaseBackend,
    teams: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """Each row that a section counts: its child, its band in each table, its side in each share."""
    asked = engine.asked([period_of(section.window, as_at)], [known])
    found = placed(section.of, asked).filter(_._eligible)
    if teams:
        found = found.filter(_.team.isin(list(teams)))
    columns: dict[str, Any] = {}
    for number, table in enumerate(section.tables):
        columns[f"t{number}"] = table.bands.by.cast("string")
        if table.across is not None:
            columns[f"x{number}"] = table.across.by.cast("string")
    for number, share in enumerate(section.shares):
        columns[f"e{number}"] = (
            ibis.literal(value=True) if share.eligible is None else share.eligible
        )
        columns[f"m{number}"] = share.met
    made: list[dict[str, Any]] = events.to_pyarrow(
        found.select("child", "load", "row", **columns)
    ).to_pylist()
    for row in made:
        for number in range(len(section.shares)):
            row[f"s{number}"] = engine.side(row.pop(f"e{number}"), row.pop(f"m{number}"))
    return made
