"""Our place among others, in words (R04)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from goldenthread import stats
from goldenthread.performance.rules.sentences import FEW, nth, ordinal
from goldenthread.performance.rules.targets import amount
from goldenthread.performance.vocabulary import Answer, Better, Unit, Window
from goldenthread.stats.benchmark import Polarity

_QUARTERS: Final = {1: "best", 2: "second", 3: "third", 4: "last"}


def published_over(windows: tuple[Window, ...], period: str) -> str:
    """The year of a published figure: At 31 March 2025; Year to 31 March 2025. R04, T03."""
    on_a_day = windows[0] == Window.SNAPSHOT
    return f"{'At' if on_a_day else 'Year to'} 31 March {period}"


def like_window(windows: tuple[Window, ...]) -> Window | None:
    """The window of ours that counts as long as a published year; none where there is none. R04."""
    if windows[0] == Window.SNAPSHOT:
        return Window.SNAPSHOT
    years = (Window.ROLLING_12_MONTHS, Window.YEAR_TO_MARCH)
    return next((one for one in windows if one in years), None)


def interval_of(answer: Answer) -> tuple[float, float] | None:
    """What chance allows about a figure, on its own scale. Statistics 4.1, 5.1; R03.

    Of a share from ten cases on by Wilson, of a rate by Byar or exactly; of an average nothing is
    published that would tell how much it varies; nor is there one about what no load tells.
    """
    if not answer.told:
        return None
    if answer.unit == Unit.PERCENT and answer.eligible >= FEW:
        found = stats.proportion_interval(answer.met, answer.eligible)
        scale = 100.0
    elif answer.unit == Unit.PER_10_000 and answer.population:
        whole = answer.population * (answer.period.days / 365 if answer.annualised else 1)
        found, scale = stats.rate_with_interval(answer.met, whole), 1.0
    else:
        return None
    if found.lower is None or found.upper is None:
        return None
    return found.lower * scale, found.upper * scale


def against_others(
    answer: Answer, *, better: Better, neighbours: float, england: float
) -> str | None:
    """Whether a share or a rate is beyond neighbours and England by more than chance. R04, PER-6.

    Statistics 5.2: better, worse, higher or lower, where the whole interval lies on one side of
    both; else None. The interval is ours alone: theirs are published without one.
    """
    ends = interval_of(answer)
    if ends is None:
        return None
    polarity: dict[Better, Polarity] = {
        Better.HIGHER: "high_is_good",
        Better.LOWER: "low_is_good",
        Better.NEUTRAL: "neutral",
    }
    said = {
        str(stats.compare_with_benchmark(ends, one, polarity[better]))
        for one in (neighbours, england)
    }
    (word, *more) = said
    return None if more or word == "similar" else word


def against_words(word: str | None, unit: Unit) -> str:
    """The same in a sentence. Of a rate it is said what kind of chance is meant (5.1). R04, T03."""
    if word is None:
        return ""
    chance = "natural variation gives, if this were a random process"
    return (
        f"This is {word} than the figure of neighbours and of England, by more than "
        f"{chance if unit == Unit.PER_10_000 else 'chance easily explains'}."
    )


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


def among_words(position: stats.BenchmarkPosition, better: Better) -> str:
    """Where an authority stands among its neighbours: 4th of 11, second quarter. R04, T03.

    Statistics 5.3. The first is the best, or the highest where no way is better.
    """
    if position.rank is None or position.quartile_band is None:
        return ""
    said = f"{nth(position.rank)} of {position.out_of}"
    if better == Better.NEUTRAL:
        return f"{said}, from the highest"
    return f"{said}, {_QUARTERS[position.quartile_band]} quarter"


def withheld_words(position: stats.BenchmarkPosition) -> str:
    """How many of the neighbours have no figure. R04, T03."""
    if not position.unavailable:
        return ""
    many = position.unavailable
    return f"{many} of them {'has' if many == 1 else 'have'} no figure."


def stands_in(name: str, council: str) -> str:
    """Whose published figures stand beside a council of another name; else nothing. R04, T03."""
    same = name.split()[:1] == council.split()[:1]
    if same or name.casefold() in council.casefold():
        return ""
    return f"{name}’s published figures stand in for {council}."


def published_words(value: Decimal | None, unit: Unit) -> str:
    """A published figure, to one decimal; what it is per is said once, above. R04, T03."""
    if value is None:
        return ""
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return amount(rounded, unit).removesuffix(" per 10,000")


def place_words(value: Decimal | None, unit: Unit, *, there: bool) -> str:
    """A place's published figure; withheld, where it is there and has none. R04, T03."""
    return published_words(value, unit) or ("Withheld" if there else "No figure")
