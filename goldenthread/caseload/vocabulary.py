"""The words of the caseload."""

from __future__ import annotations

from goldenthread.kernel.words import Word


class Plan(Word):
    """The plan or status a child has, the highest that applies (Annex A list 6, case status)."""

    EARLY_HELP = "early_help"
    ASSESSMENT = "assessment"
    CIN = "cin"
    CP = "cp"
    CLA = "cla"
    CARE_LEAVER = "care_leaver"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "assessment": "Open assessment",
            "cin": "Child in need plan",
            "cp": "Child protection plan",
            "cla": "Cared for child",
            "care_leaver": "Care leaver",
        }
