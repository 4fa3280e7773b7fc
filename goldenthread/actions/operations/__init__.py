"""What people do to actions. Each is whole or not at all."""

from goldenthread.actions.operations.moving import MOVED
from goldenthread.actions.operations.setting import (
    accept,
    answer_too,
    change_due,
    drop_held,
    reassign,
    release,
    report_complete,
    set_action,
    withdraw,
)
from goldenthread.actions.operations.verifying import (
    check_impact,
    return_action,
    verify,
    why_not_check,
    why_not_verify,
)

__all__ = [
    "MOVED",
    "accept",
    "answer_too",
    "change_due",
    "check_impact",
    "drop_held",
    "reassign",
    "release",
    "report_complete",
    "return_action",
    "set_action",
    "verify",
    "why_not_check",
    "why_not_verify",
    "withdraw",
]
