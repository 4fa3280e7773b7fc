"""What comes first on a desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from goldenthread.desk.vocabulary import Due, Weight
from goldenthread.kernel.working_days import Calendar
from goldenthread.people.vocabulary import Role

_FAR: Final = date.max


def in_order(dues: Sequence[Due], *, on: date) -> tuple[Due, ...]:
    """By date, late ones first; what bears on a child before what does not. ORG-3."""
    return tuple(
        sorted(
            dues,
            key=lambda due: (
                due.weight is not Weight.CONCERN,
                (due.due_on or _FAR) >= on,
                due.due_on or _FAR,
                not due.child,
                due.what,
            ),
        )
    )


def next_step(dues: Sequence[Due], *, on: date, calendar: Calendar) -> Due | None:
    """The one thing to do now; none when nothing is due. ORG-3, screens §3.2.

    First a concern that waits, then a child past a line, then what was returned, then what is
    late (most working days first), then today and tomorrow, then what was begun, then by date.
    """

    def place(due: Due) -> tuple[object, ...]:
        day = due.due_on or _FAR
        days = calendar.between(on, day) if due.due_on else 10_000
        if due.weight is Weight.CONCERN:
            return (1, day, due.what)
        if due.weight is Weight.CHILD_PAST_A_LINE:
            return (2, day, due.what)
        if due.weight is Weight.RETURNED:
            return (3, day, due.what)
        if day < on:
            return (4, days, not due.child, due.what)
        if days <= 1:
            return (5, day, due.what)
        if due.started:
            return (6, day, due.what)
        return (7, day, due.what)

    return min(dues, key=place, default=None)


def seen_from(as_at: date, *, within: int, calendar: Calendar) -> date:
    """The earliest last visit that is within so many working days of a day. CP10, HL1, CP-11.

    A visit on or after it has at most `within` working days between it and the day, which is how
    the figure and the hard line count; one before it has more. The day itself need not be worked.
    """
    return calendar.add(as_at + timedelta(days=1), -(within + 1))


def urgent(due: Due) -> bool:
    """Whether the box of the next step is red. Screens §3.2, ORG-3."""
    return due.weight in {Weight.CONCERN, Weight.CHILD_PAST_A_LINE}


_LEADER: Final = (
    "desk", "programme", "audits", "actions", "concerns", "performance", "children", "standards",
)  # fmt: skip
PLACES: Final[dict[Role, tuple[str, ...]]] = {
    Role.DCS: _LEADER,
    Role.AD: _LEADER,
    Role.HOS: _LEADER,
    Role.SM: _LEADER,
    Role.PM: _LEADER,
    Role.SW: ("desk", "my_audits", "my_actions", "my_children", "my_figures", "standards"),
    Role.IRO: ("desk", "audits", "my_children", "my_figures", "actions", "concerns", "standards"),
    Role.PSW: ("desk", "audits", "actions", "concerns", "performance", "standards"),
    Role.QAM: (
        "desk",
        "programme",
        "audits",
        "actions",
        "concerns",
        "performance",
        "loads",
        "standards",
    ),
    Role.QAO: ("desk", "programme", "audits", "actions", "concerns", "performance", "standards"),
    Role.QAB: ("desk", "programme", "actions", "totals", "standards"),
    Role.PFM: ("desk", "loads", "performance", "children", "actions", "standards"),
    Role.PFA: ("desk", "loads", "performance", "children", "actions", "standards"),
    Role.WFD: ("desk", "actions", "standards"),
    Role.PAR: ("desk", "my_audits", "standards"),
    Role.ADM: ("desk", "people", "health", "standards"),
    Role.IGO: ("desk", "access_log", "standards"),
}
"""The places in the menu of each role (screens §2.2); those of later modules are left out."""

_ORDER: Final = (
    "desk", "my_audits", "programme", "audits", "my_actions", "actions", "my_children",
    "my_figures", "concerns", "totals", "performance", "children", "loads", "people", "health",
    "access_log", "standards",
)  # fmt: skip


def menu_of(roles: Sequence[Role]) -> tuple[str, ...]:
    """The places in the menu of somebody with these roles, in the common order. ORG-3."""
    wanted = {place for role in roles for place in PLACES[role]} or {"desk", "standards"}
    for mine, all_of in (("my_audits", "audits"), ("my_actions", "actions")):
        if all_of in wanted:
            wanted.discard(mine)
    if "children" in wanted:
        wanted.discard("my_children")
    if "performance" in wanted:
        wanted.discard("totals")
    return tuple(place for place in _ORDER if place in wanted)
