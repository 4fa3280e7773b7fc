"""What people fill in: the programme, an audit, its moderation."""

from goldenthread.audits.forms.judging import (
    AnswerForm,
    ModerateSectionForm,
    OverallModerationForm,
    QualityForm,
    ReturnForm,
)
from goldenthread.audits.forms.programme import (
    DateForm,
    DrawForm,
    ExemptForm,
    ListForm,
    PlanForm,
    SwapForm,
    WhyForm,
)
from goldenthread.audits.forms.questions import QuestionsForm
from goldenthread.audits.forms.writing import (
    ActionForm,
    AskOutForm,
    AttemptForm,
    ConversationForm,
    DisputeForm,
    FindingForm,
    GateForm,
    OpenForm,
    OwnWordsForm,
    PractitionerForm,
)

__all__ = [
    "ActionForm",
    "AnswerForm",
    "AskOutForm",
    "AttemptForm",
    "ConversationForm",
    "DateForm",
    "DisputeForm",
    "DrawForm",
    "ExemptForm",
    "FindingForm",
    "GateForm",
    "ListForm",
    "ModerateSectionForm",
    "OpenForm",
    "OverallModerationForm",
    "OwnWordsForm",
    "PlanForm",
    "PractitionerForm",
    "QualityForm",
    "QuestionsForm",
    "ReturnForm",
    "SwapForm",
    "WhyForm",
]
