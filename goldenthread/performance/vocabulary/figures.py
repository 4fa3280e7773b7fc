"""The words of indicators and their answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from goldenthread.kernel.words import Word


class Asks(Word):
    """What the framework says a measure asks: how much, how well, what difference (3.2)."""

    QUANTITY = "quantity"
    QUALITY = "quality"
    OUTCOME = "outcome"


class Better(Word):
    """Which way is better. Neutral gets no red or green."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class Kind(Word):
    """What sort of measure it is: by that its chart is chosen and read (statistics 11)."""

    STOCK = "stock"
    FLOW = "flow"
    PERCENTAGE = "percentage"
    DURATION = "duration"
    AVERAGE = "average"
    RARE = "rare"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {"rare": "Rare event"}

    @property
    def words(self) -> str:
        """What that means."""
        return {
            "stock": "how many there are on a day",
            "flow": "how many there were in a time",
            "percentage": "how many of those that count",
            "duration": "how long it took on average",
            "average": "how much it is on average",
            "rare": "most months have none, so look at each",
        }[self.value]


class Basis(Word):
    """What the definition rests on."""

    OFFICIAL = "official"
    STATUTORY = "statutory"
    CHAT = "chat_practice"
    COMPOSED = "composed"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "official": "Published statistic",
            "statutory": "Law or statutory guidance",
            "chat_practice": "Practice of the sector",
            "composed": "Our own, to be confirmed by the council",
        }


class Window(Word):
    """Over what time an indicator counts."""

    SNAPSHOT = "snapshot"
    WEEK = "week"
    MONTH = "month"
    ROLLING_6_MONTHS = "rolling_6_months"
    ROLLING_12_MONTHS = "rolling_12_months"
    ROLLING_3_YEARS = "rolling_3_years"
    YEAR_TO_DATE = "year_to_date"
    YEAR_TO_MARCH = "year_to_march"
    """The newest year that ended on a 31 March: of what is said once a year."""

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "snapshot": "On the day",
            "week": "7 days",
            "rolling_6_months": "6 months",
            "rolling_12_months": "12 months",
            "rolling_3_years": "3 years",
            "year_to_date": "Year from 1 April",
            "year_to_march": "Year to 31 March",
        }

    @property
    def within(self) -> str:
        """Its label as it stands within a sentence: year from 1 April."""
        return self.label[:1].lower() + self.label[1:]


class Level(Word):
    """For whom a figure is said."""

    ALL = "all"
    AREA = "area"
    TEAM = "team"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {"all": "The whole council", "area": "Service", "team": "Team"}


class Purpose(Word):
    """Why figures leave with their small numbers: a choice, since a trail keeps no free words."""

    INSPECTION = "inspection"
    RETURN = "return"
    CASES = "cases"
    CHECK = "check"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "inspection": "Inspectors asked for them",
            "return": "A statutory return to the Department",
            "cases": "Work with those who hold the cases",
            "check": "Checking figures against another system",
        }


class Unit(Word):
    """In what the figure is said."""

    COUNT = "count"
    PERCENT = "percent"
    PER_10_000 = "per_10_000"
    PER_100 = "per_100"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    AVERAGE = "average"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "count": "number",
            "per_10_000": "per 10,000 children aged 0 to 17",
            "per_100": "per cent of children aged 0 to 17",
        }


_OF_POPULATION = (Unit.PER_10_000, Unit.PER_100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days that count, both of them included; the last is the day the figure is as at."""

    window: Window
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an indicator said of one period, for one group or for all.

    `met`, `eligible`, `not_eligible` and `incomplete` count things (Q03): `eligible` are those that
    count and have an answer, and `incomplete` those that would count but lack it.
    """

    code: str
    unit: Unit
    period: Period
    group: str | None = None
    met: int = 0
    eligible: int = 0
    not_eligible: int = 0
    incomplete: int = 0
    total: int = 0
    """The sum of what is averaged, where the indicator is an average."""
    population: int | None = None
    """Children aged 0 to 17 of the mid-year estimate, where that is known; of no group it is."""
    median: Decimal | None = None
    mix: dict[str, int] | None = None
    """group → number, where the indicator says how things divide: it has no single figure."""
    version: int = 1
    """Of the definition it was worked out by."""
    told: bool = True
    """Whether loads tell of the time it counts; where they do not, it has counts and no figure."""

    @property
    def numerator(self) -> int:
        """The upper figure."""
        return self.total if self.averages else self.met

    @property
    def denominator(self) -> int | None:
        """The lower figure; none for a count, nor where the population is not known."""
        if self.unit == Unit.COUNT:
            return None
        return self.population if self.unit in _OF_POPULATION else self.eligible

    @property
    def averages(self) -> bool:
        """Whether the figure is a sum over a number."""
        return self.unit in (Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS, Unit.AVERAGE)

    @property
    def value(self) -> Decimal | None:
        """The figure, to one decimal; to two of all children, of whom 0.1% is a threshold.

        Nothing counted is not nought: it is no answer. Nor is what no load tells.
        """
        if self.mix is not None or not self.told:
            return None
        under = self.denominator
        if self.unit == Unit.COUNT:
            return Decimal(self.met)
        if not under:
            return None
        scale = {Unit.PERCENT: 100, Unit.PER_100: 100, Unit.PER_10_000: 10_000}.get(self.unit, 1)
        found = Decimal(self.numerator) * scale / Decimal(under)
        if self.unit == Unit.PER_10_000 and self.annualised:
            found = found * 365 / self.period.days
        places = Decimal("0.01") if self.unit == Unit.PER_100 else Decimal("0.1")
        return found.quantize(places, ROUND_HALF_UP)

    @property
    def annualised(self) -> bool:
        """Whether a part of a year stands for the whole: a rate over less than twelve months."""
        whole_year = (self.period.last.month, self.period.last.day) == (3, 31)
        return self.unit == Unit.PER_10_000 and (
            self.period.window in (Window.WEEK, Window.MONTH, Window.ROLLING_6_MONTHS)
            or (self.period.window == Window.YEAR_TO_DATE and not whole_year)
        )
