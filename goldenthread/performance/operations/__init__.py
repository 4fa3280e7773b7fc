"""What is done with figures: worked out, aimed at, noted on, let out; exceptions answered."""

from goldenthread.performance.operations.analysing import make_analysis
from goldenthread.performance.operations.answering import answer, set_action, waive
from goldenthread.performance.operations.issues import note_issue, raise_issue
from goldenthread.performance.operations.leaving import take_small_numbers
from goldenthread.performance.operations.notes import add_note, agree_step, withdraw_note
from goldenthread.performance.operations.published import Loaded, load_published
from goldenthread.performance.operations.readings import take_readings
from goldenthread.performance.operations.sifting import find_exceptions
from goldenthread.performance.operations.targets import Overtaken, set_target

__all__ = [
    "Loaded",
    "Overtaken",
    "add_note",
    "agree_step",
    "answer",
    "find_exceptions",
    "load_published",
    "make_analysis",
    "note_issue",
    "raise_issue",
    "set_action",
    "set_target",
    "take_readings",
    "take_small_numbers",
    "waive",
    "withdraw_note",
]
