"""What the product itself recorded, as tables an indicator may speak of."""

from __future__ import annotations

from typing import Any

from goldenthread.actions import queries as actions
from goldenthread.audits import queries as audits
from goldenthread.concerns import queries as concerns


def records() -> dict[str, list[dict[str, Any]]]:
    """Audits, actions from audits, and concerns: a row each, with the days of what was done.

    Of a day before something was done, the engine blanks its date; so a figure as at a day is the
    same whenever it is worked out (`tables.RECORDS`).
    """
    return {
        "audit": audits.records(),
        "action": actions.records(),
        "concern": concerns.records(),
    }
