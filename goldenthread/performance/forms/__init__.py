"""What people fill in about figures."""

from goldenthread.performance.forms.exceptions import (
    ActionForm,
    AnswerForm,
    DrawForm,
    FilterForm,
    WaiveForm,
)
from goldenthread.performance.forms.issues import IssueForm, IssueNoteForm
from goldenthread.performance.forms.notes import NoteForm, WithdrawForm
from goldenthread.performance.forms.purpose import PurposeForm
from goldenthread.performance.forms.targets import TargetForm

__all__ = [
    "ActionForm",
    "AnswerForm",
    "DrawForm",
    "FilterForm",
    "IssueForm",
    "IssueNoteForm",
    "NoteForm",
    "PurposeForm",
    "TargetForm",
    "WaiveForm",
    "WithdrawForm",
]
