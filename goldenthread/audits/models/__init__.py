"""The tables of audit: programme, draw, audit, moderation. One paragraph of each in its file."""

from goldenthread.audits.models.audit import (
    Answer,
    AnswerBefore,
    Audit,
    Conversation,
    FactDispute,
    FeedbackAttempt,
    Finding,
    Opening,
    Step,
)
from goldenthread.audits.models.moderation import Judgement, ModeratedGrade, Moderation, Response
from goldenthread.audits.models.programme import (
    Cycle,
    CycleDate,
    CycleStep,
    Draw,
    Exemption,
    Swap,
    ToolVersion,
)

__all__ = [
    "Answer",
    "AnswerBefore",
    "Audit",
    "Conversation",
    "Cycle",
    "CycleDate",
    "CycleStep",
    "Draw",
    "Exemption",
    "FactDispute",
    "FeedbackAttempt",
    "Finding",
    "Judgement",
    "ModeratedGrade",
    "Moderation",
    "Opening",
    "Response",
    "Step",
    "Swap",
    "ToolVersion",
]
