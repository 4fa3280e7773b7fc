"""The words of audit, and the numbers this authority's framework sets for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from goldenthread.kernel.words import Word
from goldenthread.people.vocabulary import Role


class Grade(Word):
    """The four judgements of the inspectorate (ILACS; AUD-2). Never averaged."""

    OUTSTANDING = "O"
    GOOD = "G"
    REQUIRES_IMPROVEMENT = "RI"
    INADEQUATE = "I"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "O": "Outstanding",
            "G": "Good",
            "RI": "Requires improvement to be good",
            "I": "Inadequate",
        }

    @property
    def rank(self) -> int:
        """4 for Outstanding down to 1 for Inadequate: for order only."""
        return 4 - list(Grade).index(self)


class Reply(Word):
    """What may be answered to a question of evidence."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    NOT_RECORDED = "not_recorded"


class State(Word):
    """Where an audit is."""

    DRAWN = "drawn"
    ISSUED = "issued"
    UNDERWAY = "underway"
    SUBMITTED = "submitted"
    MODERATED = "moderated"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "issued": "Given to the auditor",
            "underway": "Being written",
            "submitted": "Shared, waiting for moderation",
        }


class Act(Word):
    """What people do to an audit."""

    ISSUE = "issue"
    OPEN = "open"
    SUBMIT = "submit"
    RETURN = "return"
    MODERATE = "moderate"
    CLOSE = "close"
    WITHDRAW = "withdraw"


class CycleState(Word):
    """Where a cycle is."""

    PLANNED = "planned"
    DRAWN = "drawn"
    ISSUED = "issued"
    REPORTED = "reported"
    WITHDRAWN = "withdrawn"


class CycleAct(Word):
    """What people do to a cycle."""

    DRAW = "draw"
    ISSUE = "issue"
    REPORT = "report"
    WITHDRAW = "withdraw"


class Cannot(Word):
    """Why an auditor cannot audit a child (B08)."""

    CONFLICT = "conflict"
    TIME = "time"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "conflict": "I have a conflict of interest",
            "time": "I cannot do it in time",
        }


class Stage(Word):
    """The steps of eight weeks, each with a date (PRG-1; standards QA-01 to QA-06)."""

    ISSUE = "issue"
    REVIEW = "review"
    SHARE = "share"
    MODERATE = "moderate"
    REPORT = "report"
    CLINIC = "clinic"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "issue": "Children given to auditors",
            "review": "Reviews and feedback",
            "share": "Shared and returned to QA",
            "moderate": "Moderation",
            "report": "Overview report",
            "clinic": "Performance and quality clinic",
        }


class Source(Word):
    """From whom feedback is sought (FA1)."""

    CHILD = "child"
    MOTHER = "mother"
    FATHER = "father"
    OTHER_PARENT_OR_CARER = "other_parent_or_carer"
    FOSTER_CARER_OR_HOME = "foster_carer_or_home"
    RELATIVE = "relative"
    PROFESSIONAL = "professional"


class Outcome(Word):
    """What came of an attempt to hear somebody (FA4)."""

    OBTAINED = "obtained"
    DECLINED = "declined"
    NO_REPLY = "no_reply"
    UNSAFE_TO_CONTACT = "unsafe_to_contact"
    NOT_APPROPRIATE = "not_appropriate_age_or_capacity"
    LANGUAGE_OR_ACCESS = "language_or_access_not_arranged"
    LEGAL_ADVICE = "in_court_process_legal_advice"
    WORKER_ADVISED_AGAINST = "worker_advised_against"
    NOT_ATTEMPTED = "not_attempted"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "not_appropriate_age_or_capacity": "Not appropriate: age or capacity",
            "language_or_access_not_arranged": "Language or access not arranged",
            "in_court_process_legal_advice": "In court process, on legal advice",
        }


class Method(Word):
    """How somebody was asked (FA2)."""

    PHONE = "phone"
    IN_PERSON = "in_person"
    VIDEO = "video"
    TEXT_LINK = "text_link"
    PAPER = "paper"
    VIA_ADVOCATE = "via_advocate"
    VIA_TRUSTED_WORKER = "via_trusted_worker"
    INTERPRETER_USED = "interpreter_used"


class ChangeReason(Word):
    """Why a moderator changed a grade (M4)."""

    SAFETY_ISSUE_MISSED = "safety_issue_missed"
    IMPACT_OVERSTATED = "impact_overstated"
    IMPACT_UNDERSTATED = "impact_understated"
    COMPLIANCE_OVER_QUALITY = "compliance_weighted_over_quality"
    EVIDENCE_NOT_ON_RECORD = "evidence_not_on_record"
    EVIDENCE_MISSED = "evidence_missed_by_auditor"
    HISTORY_NOT_WEIGHED = "history_not_weighed"
    VOICE_OVER_CREDITED = "childs_voice_over_credited"
    THRESHOLD_MISJUDGED = "threshold_misjudged"
    DESCRIPTOR_MISAPPLIED = "descriptor_misapplied"
    NEW_INFORMATION = "new_information_since_audit"
    FEEDBACK_CONTRADICTS = "feedback_contradicts_grade"
    TOO_CLOSE = "auditor_too_close_to_work"
    INCONSISTENT = "inconsistency_between_narrative_and_grade"
    ENTRY_ERROR = "calculation_or_entry_error"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {"childs_voice_over_credited": "Child’s voice over-credited"}


class AuditQuality(Word):
    """The quality of the audit itself, apart from the practice (MQ1 to MQ8)."""

    STRONG = "strong"
    SOUND = "sound"
    NEEDS_SUPPORT = "needs_support"
    NOT_USABLE = "not_usable"


class Part(Word):
    """With whom an audit is shared."""

    WORKER = "worker"
    MANAGER = "manager"
    HEAD = "head"
    AUDITOR = "auditor"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {"head": "Head of Service"}


THREADS = {
    "GT1": "With, not to",
    "GT2": "Language",
    "GT3": "Leadership",
    "GT4": "Voice",
    "GT5": "Engagement",
    "GT6": "History and networks",
    "GT7": "Assessment and plan",
}
"""The seven Golden Threads, shortened (Framework 1.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPolicy:
    """The numbers this authority's framework sets for audit (Framework 2.1, 2.4, 3.1)."""

    cycle_weeks: int = 8
    cohorts_apart_weeks: int = 4
    reaudit_within_months: int = 3
    """From the day the original audit was submitted (decision 18)."""
    chase_repeat_before_days: int = 10
    """Working days before a repeat is due from which it is chased (MOD-4)."""
    reason_at_least: int = 200
    """Characters of the reason for the overall grade (OV4)."""
    change_at_least: int = 150
    """Characters of the reason for a changed grade (M5)."""
    left_out_within_months: int = 12
    """A child audited in these months is left out of a draw."""
    answer_within_days: int = 5
    """Working days for the worker to answer (QA-16)."""
    head_answers_within_days: int = 2
    """Working days for the Head of Service to see an inadequate audit (RS5)."""
    manager_answers_within_days: int = 20
    """Working days for the manager's response, at the next supervision (RS4)."""
    drawn_apart_within_days: int = 20
    """Working days to return an audit drawn from the children behind a figure (QA-10)."""
    moderate_apart_within_days: int = 30
    """Working days to moderate it."""
    one_every_months: tuple[tuple[Role, int], ...] = field(
        default=(
            (Role.PM, 2),
            (Role.IRO, 2),
            (Role.HOS, 2),
            (Role.AD, 2),
            (Role.DCS, 3),
        )
    )
    """Who audits, and how often: one audit in so many months (PRG-2)."""


POLICY = AuditPolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a draw was started from (PRG-7)."""

    words: str
    figure: str
    reference: str
    address: str


def spoken(value: str) -> str:
    """An answer as people read it: words for codes, threads by name."""
    if value in set(Reply):
        return Reply(value).label
    return "; ".join(THREADS.get(part, part) for part in value.split("\n"))
