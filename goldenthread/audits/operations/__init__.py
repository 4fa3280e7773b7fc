"""What people do to cycles and audits. Each is whole or not at all; `by` and `at` come with it."""

from goldenthread.audits.operations.apart import draw_children, issue_draw
from goldenthread.audits.operations.chasing import chase_repeats
from goldenthread.audits.operations.doing import Conflict, Saved, open_record, save_answers
from goldenthread.audits.operations.drawing import draw_cycle, replace_child
from goldenthread.audits.operations.finishing import close, finish_moderation, why_not_close
from goldenthread.audits.operations.gathering import (
    add_conversation,
    add_finding,
    answer_gate,
    dispute_fact,
    log_attempt,
    remove_attempt,
    remove_finding,
    set_own_words,
)
from goldenthread.audits.operations.giving import (
    allocate_cycle,
    ask_out,
    check_swap,
    issue_audit,
    issue_cycle,
    swap,
    withdraw,
)
from goldenthread.audits.operations.moderating import (
    begin_moderation,
    grade_overall,
    grade_section,
    judge_audit,
    return_to_auditor,
    take_over,
    what_is_left,
)
from goldenthread.audits.operations.owing import end_exemption, exempt, remind
from goldenthread.audits.operations.planning import (
    move_date,
    plan_cycles,
    publish_tool,
    report_cycle,
    withdraw_cycle,
)
from goldenthread.audits.operations.responding import answer_audit, mark_read
from goldenthread.audits.operations.submitting import submit

__all__ = [
    "Conflict",
    "Saved",
    "add_conversation",
    "add_finding",
    "allocate_cycle",
    "answer_audit",
    "answer_gate",
    "ask_out",
    "begin_moderation",
    "chase_repeats",
    "check_swap",
    "close",
    "dispute_fact",
    "draw_children",
    "draw_cycle",
    "end_exemption",
    "exempt",
    "finish_moderation",
    "grade_overall",
    "grade_section",
    "issue_audit",
    "issue_cycle",
    "issue_draw",
    "judge_audit",
    "log_attempt",
    "mark_read",
    "move_date",
    "open_record",
    "plan_cycles",
    "publish_tool",
    "remind",
    "remove_attempt",
    "remove_finding",
    "replace_child",
    "report_cycle",
    "return_to_auditor",
    "save_answers",
    "set_own_words",
    "submit",
    "swap",
    "take_over",
    "what_is_left",
    "why_not_close",
    "withdraw",
    "withdraw_cycle",
]
