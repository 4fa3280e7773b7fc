"""Named rules over what was read, in the manner of the sector's own validators."""

from goldenthread.intake.checks.across import across
from goldenthread.intake.checks.rows import RULES, rows
from goldenthread.intake.checks.tables import tell
from goldenthread.intake.checks.whole import CHECKS, check, structure

__all__ = ["CHECKS", "RULES", "across", "check", "rows", "structure", "tell"]
