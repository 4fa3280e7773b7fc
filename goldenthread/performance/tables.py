"""The tables an indicator may speak of: the events that `intake` rebuilds from loads.

What their columns mean is said where they are made, `goldenthread/intake/events/kinds.py`. Days
are dates; `…_wd` is a running number of working days, so that the working days from A to B are B's
number less A's. Nothing names a child: `child` is the reference of the case system.
"""

from __future__ import annotations

from typing import Any, Final

import ibis
import polars as pl
from ibis.expr.types import Table

from goldenthread.intake import events

_KINDS: Final[dict[str, Any]] = {
    "text": "string",
    "code": "string",
    "words": "string",
    "date": "date",
    "number": "int64",
}
_KNOWN: Final = {
    "row": "int64",
    "load": "string",
    "known_from": "date",
    "stands_until": "date",
    "known_until": "date",
}
_FOLLOWS: Final[dict[str, dict[str, str]]] = {
    "referral": {"previous": "date", "repeat": "boolean"},
    "protection_plan": {"next_status": "string"},
    "care_leaver": {"fostered": "string"},
}


def _table(event: events.Event) -> Table:
    fields = {**event.person, **event.fields}
    return ibis.table(
        {
            **{name: _KINDS[how] for name, (_, how) in fields.items()},
            **_KNOWN,
            **{f"{name}_wd": "int64" for name in event.working},
            **_FOLLOWS.get(event.name, {}),
        },
        name=event.name,
    )


_FRAMES: Final[dict[Any, str]] = {pl.String: "string", pl.Date: "date", pl.Int64: "int64"}


def _told(name: str) -> Table:
    """What a door tells one by one: with who the child is, and when it was known."""
    person = {column: _KINDS[how] for column, (_, how) in events.CHILD.items()}
    told = {column: _FRAMES[kind] for column, kind in events.HISTORY[name].items()}
    known = {column: kind for column, kind in _KNOWN.items() if column != "row"}
    return ibis.table({**person, "team": "string", "worker": "string", **told, **known}, name=name)


_OWN: Final = {"child": "string", "team": "string", "known_from": "date", "known_until": "date"}
_OWN_FIELDS: Final[dict[str, dict[str, str]]] = {
    "audit": {
        "due": "date",
        "submitted": "date",
        "moderated": "date",
        "first_rank": "int64",
        "stands_rank": "int64",
        "heard": "boolean",
        "again_by": "date",
        "again": "date",
        "before_rank": "int64",
        "cycle": "string",
    },
    "action": {"due": "date", "reported": "date", "verified": "date"},
    "concern": {"raised": "date", "acknowledged_in_time": "boolean"},
}
"""What the product itself records, as `queries.records` gives it.

A rank is 1 for Inadequate to 4 for Outstanding: `first` of the auditor, `stands` after moderation,
`before` of the audit that this one repeats. `heard`: the child or family gave feedback. `again_by`:
three months after an inadequate audit was handed in; `again`: when its repeat was handed in;
`cycle`: the reference and the first day of its cycle, or that it is outside one.
"""

TOLD: Final = ("review", "factors", "contact_outcome", "distance", "year_in_care")
"""Of what doors tell one by one, that which indicators ask (`intake.events.HISTORY`)."""
EVENTS: Final[dict[str, Table]] = {event.name: _table(event) for event in events.EVENTS} | {
    name: _told(name) for name in TOLD
}
RECORDS: Final[dict[str, Table]] = {
    name: ibis.table({**_OWN, **fields, "stands_until": "date"}, name=name)
    for name, fields in _OWN_FIELDS.items()
}
ASKED: Final = ibis.table(
    {
        "period": "int64", "first": "date", "last": "date", "as_at": "date", "known": "date",
        "as_at_wd": "int64",
    },
    name="asked",
)  # fmt: skip
"""The periods of a question: `measure.by_period` has what its columns mean."""
TABLES: Final[dict[str, Table]] = {**EVENTS, **RECORDS}

contact = TABLES["contact"]
early_help = TABLES["early_help"]
referral = TABLES["referral"]
assessment = TABLES["assessment"]
section_47 = TABLES["section_47"]
need = TABLES["need"]
protection_plan = TABLES["protection_plan"]
care = TABLES["care"]
care_leaver = TABLES["care_leaver"]
adoption = TABLES["adoption"]
adopter = TABLES["adopter"]
review = TABLES["review"]
factors = TABLES["factors"]
contact_outcome = TABLES["contact_outcome"]
distance = TABLES["distance"]
year_in_care = TABLES["year_in_care"]
audit = TABLES["audit"]
action = TABLES["action"]
concern = TABLES["concern"]
