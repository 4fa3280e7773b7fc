"""What may be asked of the figures: worked out anew, or as they were kept."""

from goldenthread.performance.queries.aims import targets_in_force, targets_of
from goldenthread.performance.queries.analysis import Part, analysis, rows_of
from goldenthread.performance.queries.back_years import answerable, back_years
from goldenthread.performance.queries.breaking import broken_down
from goldenthread.performance.queries.comparison import Compared, comparison
from goldenthread.performance.queries.exceptions import (
    Header,
    exception,
    exceptions,
    header,
    owed_by_whom,
    quiet,
    said_to,
    sightings,
    teams_of,
    unanswered,
    why_not_answer,
)
from goldenthread.performance.queries.figuring import (
    Events,
    children,
    days_lacking,
    events,
    figures,
    past,
)
from goldenthread.performance.queries.journeys import journey
from goldenthread.performance.queries.leaving import (
    whole_analysis,
    withheld_compared,
    withheld_exceptions,
    withheld_keys,
    withheld_of,
)
from goldenthread.performance.queries.lines import Line, lines
from goldenthread.performance.queries.noted import note, notes_of, step_changes
from goldenthread.performance.queries.published import Area, Published, published, published_of
from goldenthread.performance.queries.reading import (
    Point,
    Row,
    by_team,
    catalogue,
    groups,
    of_the_whole,
    reckoned,
    trend,
)
from goldenthread.performance.queries.showing import Shown
from goldenthread.performance.queries.sides import (
    Behind,
    Listed,
    behind,
    listed,
    on_side,
    references,
    tokens_of,
)
from goldenthread.performance.queries.triages import (
    days_to_sift,
    loaded,
    months,
    newest_load_on,
    triage_of,
    triages,
)
from goldenthread.performance.queries.vitals import Sign, signs
from goldenthread.performance.queries.whose import Place, leads, place, places

__all__ = [
    "Area",
    "Behind",
    "Compared",
    "Events",
    "Header",
    "Line",
    "Listed",
    "Part",
    "Place",
    "Point",
    "Published",
    "Row",
    "Shown",
    "Sign",
    "analysis",
    "answerable",
    "back_years",
    "behind",
    "broken_down",
    "by_team",
    "catalogue",
    "children",
    "comparison",
    "days_lacking",
    "days_to_sift",
    "events",
    "exception",
    "exceptions",
    "figures",
    "groups",
    "header",
    "journey",
    "leads",
    "lines",
    "listed",
    "loaded",
    "months",
    "newest_load_on",
    "note",
    "notes_of",
    "of_the_whole",
    "on_side",
    "owed_by_whom",
    "past",
    "place",
    "places",
    "published",
    "published_of",
    "quiet",
    "reckoned",
    "references",
    "rows_of",
    "said_to",
    "sightings",
    "signs",
    "step_changes",
    "targets_in_force",
    "targets_of",
    "teams_of",
    "tokens_of",
    "trend",
    "triage_of",
    "triages",
    "unanswered",
    "whole_analysis",
    "why_not_answer",
    "withheld_compared",
    "withheld_exceptions",
    "withheld_keys",
    "withheld_of",
]
