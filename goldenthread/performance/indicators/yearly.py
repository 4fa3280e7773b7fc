"""What the yearly return says of children in care (SSDA903, table OC2).

It speaks of the children who had been looked after for twelve months at the end of March, and of
no other day: each figure is that of the newest year that ended.
"""

from __future__ import annotations

from typing import Any, Final

from ibis import _

from goldenthread.performance.measure import Average, During, Indicator, Share, age_at
from goldenthread.performance.tables import year_in_care
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

OF_AGE: Final = 10
"""Years from which a child can be convicted: Children and Young Persons Act 1933, section 50."""
_AGE: Final = age_at(_.on)
_ASKED: Final = _AGE.between(4, 16)
"""The questionnaire is asked of carers of children aged 4 to 16 (SSDA903 guide, OC2)."""
_SAID: Final[dict[str, Any]] = {
    "areas": ("C4C",),
    "source": "DfE Children looked after statistics (SSDA903), table OC2",
    "basis": Basis.OFFICIAL,
    "windows": (Window.YEAR_TO_MARCH,),
    "counts": year_in_care,
    "placed": During(on="on"),
    "note": "Said once a year, of the children who were in care for the twelve months to 31 March.",
}

IMMUNISED = Share(
    code="CL20",
    title="Immunisations up to date",
    meaning="Of the children in care for a year, how many had the immunisations of their age.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.HIGHER,
    thread="GT7",
    met=_.immunised == "yes",
    benchmark="LACVaccinations%",
    **_SAID,
)

SCORE = Average(
    code="CL21",
    title="Average SDQ score",
    meaning=(
        "How high children in care for a year scored on the strengths and difficulties "
        "questionnaire. Up to 13 is as most children; 17 and over is a cause for concern."
    ),
    unit=Unit.AVERAGE,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT4",
    eligible=_ASKED,
    value=_.score,
    benchmark="Emotional_LAC",
    **_SAID,
)

SCORED = Share(
    code="CL22",
    title="SDQ completed",
    meaning=(
        "Of the children aged 4 to 16 in care for a year, for how many the strengths and "
        "difficulties questionnaire was filled in."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT4",
    eligible=_ASKED,
    met=_.score.notnull(),
    **_SAID,
)

CONVICTED = Share(
    code="CL33",
    title="Convicted or cautioned while looked after",
    meaning=(
        "Of the children aged 10 and over in care for a year, how many were convicted or cautioned "
        "in it."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT5",
    eligible=_AGE >= OF_AGE,
    met=_.convicted == "yes",
    benchmark="LAC_Convictions",
    **_SAID,
)

MISUSE = Share(
    code="CL34",
    title="Substance misuse identified",
    meaning="Of the children in care for a year, how many were found to misuse drugs or alcohol.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT5",
    met=_.misuse == "yes",
    benchmark="LACSubstance",
    **_SAID,
)

INDICATORS: Final[tuple[Indicator, ...]] = (IMMUNISED, SCORE, SCORED, CONVICTED, MISUSE)
