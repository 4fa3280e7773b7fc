"""Our place among others, in words (R04)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from goldenthread import stats
from goldenthread.performance.rules.sentences import ordinal
from goldenthread.performance.rules.targets import amount
from goldenthread.performance.vocabulary import Better, Unit, Window

_QUARTERS: Final = {1: "best", 2: "second", 3: "third", 4: "last"}


def published_over(windows: tuple[Window, ...], period: str) -> str:
    """The year of a published figure: At 31 March 2025; Year to 31 March 2025. R04, T03."""
    on_a_day = windows[0] == Window.SNAPSHOT
    return f"{'At' if on_a_day else 'Year to'} 31 March {period}"


def like_window(windows: tuple[Window, ...]) -> Window | None:
    """The window of ours that counts as long as a published year; none where there is none. R04."""
    if windows[0] == Window.SNAPSHOT:
        return Window.SNAPSHOT
    return next((one for one in windows if one == Window.ROLLING_12_MONTHS), None)


def placed_words(
    name: str, position: stats.BenchmarkPosition, *, unit: Unit, better: Better
) -> str:
    """Where an authority stands among all: Rochdale is 22nd best of 151. R04, T03."""
    if position.rank is None or position.median is None:
        return ""
    which = "highest" if better == Better.NEUTRAL else "best"
    place = which if position.rank == 1 else f"{ordinal(position.rank)} {which}"
    said = f"{name} is the {place} of {position.out_of} authorities with a figure"
    if better != Better.NEUTRAL and position.quartile_band is not None:
        said += f", in the {_QUARTERS[position.quartile_band]} quarter"
    middle = Decimal(str(position.median)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{said}. The middle one of the others has {amount(middle, unit)}."


def published_words(value: Decimal | None, unit: Unit) -> str:
    """A published figure, to one decimal; what it is per is said once, above. R04, T03."""
    if value is None:
        return ""
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return amount(rounded, unit).removesuffix(" per 10,000")
