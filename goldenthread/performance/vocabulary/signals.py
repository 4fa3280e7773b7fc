"""The words of what a line of points tells (R01, R03; screens §3.3)."""

from __future__ import annotations

from goldenthread.kernel.words import Word


class Chart(Word):
    """The chart that suits a figure over time (statistics, 1)."""

    P = "p"
    P_PRIME = "p_prime"
    U = "u"
    U_PRIME = "u_prime"
    C = "c"
    XMR = "xmr"
    NET_CHANGE = "net_change"
    G = "g"
    RUN = "run"
    NONE = "none"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "p": "Shares (p chart)",
            "p_prime": "Shares that vary more than counting explains (p′ chart)",
            "u": "Counts over a population (u chart)",
            "u_prime": "Counts over a population that vary more than counting explains (u′ chart)",
            "c": "Small counts (c chart)",
            "xmr": "One figure a period (XmR chart)",
            "net_change": "The change since the point before (XmR chart of the change)",
            "g": "Rare events (g chart of the months between)",
            "run": "About the median (run chart)",
            "none": "Not charted",
        }


class Signal(Word):
    """The rule by which a point is more than chance (statistics, 1.1)."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_IN_THREE = "two_in_three"
    SHIFT = "shift"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "outside": "Outside the usual range",
            "trend": "Part of seven or more in a row that rise, or fall",
            "two_in_three": "One of two in three near the edge of the usual range",
            "shift": "One of seven or more in a row on the same side of the middle",
        }


class Mark(Word):
    """What somebody notes on a line of points (R02)."""

    ANNOTATION = "annotation"
    PROPOSED = "proposed"
    """A step change that somebody wants: it counts once a second person agrees."""
    STEP = "step"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "annotation": "Note",
            "proposed": "Step change, not agreed yet",
            "step": "Step change",
        }


class Variation(Word):
    """What the newest point tells. Where neither way is better there is no better or worse."""

    COMMON = "common"
    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    TOO_FEW = "too_few"
    NOT_CHARTED = "not_charted"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "common": "No change beyond chance",
            "better": "Better than usual",
            "worse": "Worse than usual",
            "higher": "Higher than usual",
            "lower": "Lower than usual",
            "too_few": "Too few points yet",
        }

    @property
    def changed(self) -> bool:
        """Whether something has changed."""
        return self in (Variation.BETTER, Variation.WORSE, Variation.HIGHER, Variation.LOWER)

    def mark(self, *, up: bool | None) -> str:
        """The shape that goes with the words: an arrow goes the way that the figure went."""
        if self is Variation.COMMON:
            return "wave"
        if not self.changed:
            return "none"
        if self is Variation.WORSE:
            return "worseup" if up else "worse"
        if self is Variation.BETTER:
            return "better" if up else "betterdown"
        return self.value


class Assurance(Word):
    """Whether the process, left as it is, will meet its target."""

    HITS = "hits"
    BY_CHANCE = "by_chance"
    MISSES = "misses"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "hits": "Will be met as things are",
            "by_chance": "Met or missed by chance",
            "misses": "Will not be met as things are",
        }

    @property
    def mark(self) -> str:
        """The shape that goes with the words."""
        return {"hits": "done", "by_chance": "wave", "misses": "late"}[self.value]


class Beyond(Word):
    """Where a team stands among teams at one time (R03)."""

    IN_LINE = "in_line"
    ABOVE = "above"
    BELOW = "below"
    TOO_FEW = "too_few"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "in_line": "In line with the others",
            "above": "Above the others",
            "below": "Below the others",
            "too_few": "Too few to compare",
        }
