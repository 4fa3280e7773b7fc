"""The Standard Safeguarding Dataset as lists of Annex A and as history (`ssd.md` §2 and §3).

It alone tells every visit, review and placement, so that nothing of it is inferred. It has no
source for List 11: adopters come from the adoption agency.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import polars as pl

from goldenthread.intake.doors.declared import tables as declared
from goldenthread.intake.doors.frames import Tables, Told, as_history, as_list
from goldenthread.intake.doors.ssd import care, need
from goldenthread.intake.doors.ssd.people import People

MAIN: Final[dict[int, str]] = {
    1: "ssd_contacts",
    2: "ssd_early_help_episodes",
    3: "ssd_cin_episodes",
    4: "ssd_cin_assessments",
    5: "ssd_s47_enquiry",
    6: "ssd_cin_episodes",
    7: "ssd_cp_plans",
    8: "ssd_cla_episodes",
    9: "ssd_care_leavers",
    10: "ssd_permanence",
    12: "ssd_involvements",
}
"""The table that the rows of each list come from; a list whose table is not there is not told."""
_SORTED: Final = {6: "cin_start_date", 7: "cp_start_date", 8: "care_start_date"}


def tell(
    frames: Mapping[str, pl.DataFrame], as_at: date, earlier: Mapping[str, pl.DataFrame]
) -> Told:
    """Lists 1 to 10 and 12, and the history, from the tables as at a day.

    It is whole by itself, and asks for nothing of `earlier`.
    """
    tables = Tables(frames, declared("ssd"))
    people = People(tables, as_at)
    made = {
        1: tables("ssd_contacts"),
        2: tables("ssd_early_help_episodes"),
        3: need.referrals(tables, people),
        4: need.assessments(tables, people),
        5: need.enquiries(tables, people),
        6: need.need(tables, people, as_at),
        7: need.plans(tables, people, as_at),
        8: care.care(tables, people, as_at),
        9: care.care_leavers(tables, people),
        10: care.adoptions(tables),
        12: people.chairs(),
    }
    found = {}
    for number, name in MAIN.items():
        if not tables.has(name):
            continue
        whole = made[number] if number == 12 else people.who(made[number])
        if number in _SORTED:
            whole = whole.sort(_SORTED[number], maintain_order=True)
        found[number] = as_list(number, whole)
    return Told(
        lists=found,
        history={
            **care.history(tables),
            "factors": as_history("factors", need.found(tables)),
            "contact_outcome": as_history("contact_outcome", need.outcomes(tables)),
        },
    )
