"""What holds for every indicator (`conventions.md`), and the words of figures."""

from goldenthread.performance.rules.analysis import largest, part_of, percent, rate
from goldenthread.performance.rules.beside import (
    against_others,
    against_words,
    like_window,
    placed_words,
    published_over,
    published_words,
    stands_in,
)
from goldenthread.performance.rules.charted import Judged, Spot
from goldenthread.performance.rules.groups import NOT_RECORDED, added, in_groups, why_not_by_worker
from goldenthread.performance.rules.journey import Way, way
from goldenthread.performance.rules.judging import ENOUGH, judged
from goldenthread.performance.rules.ledger import Recoloured, ledger_words, recoloured
from goldenthread.performance.rules.notes import why_not_note, why_not_step, why_not_withdraw
from goldenthread.performance.rules.sentences import figure, moved, named, over, sentence
from goldenthread.performance.rules.sparks import brief, spark
from goldenthread.performance.rules.targets import (
    aim_words,
    amount,
    compared,
    goal_words,
    in_force,
    rated,
    to_come,
    why_not_keep_targets,
    why_not_set_target,
    why_not_target,
)
from goldenthread.performance.rules.teams import Funnel, beyond_mark, funnel, funnel_words
from goldenthread.performance.rules.telling import (
    assured,
    frozen_words,
    interval_words,
    newest,
    point_words,
    shown,
    suits,
    told,
    usual,
)
from goldenthread.performance.rules.windows import (
    by_week,
    month_ends,
    period_of,
    week_ends,
    whole_month,
)
from goldenthread.performance.rules.withholding import (
    parts,
    small,
    why_not_small_numbers,
    withheld,
)

__all__ = [
    "ENOUGH",
    "NOT_RECORDED",
    "Funnel",
    "Judged",
    "Recoloured",
    "Spot",
    "Way",
    "added",
    "against_others",
    "against_words",
    "aim_words",
    "amount",
    "assured",
    "beyond_mark",
    "brief",
    "by_week",
    "compared",
    "figure",
    "frozen_words",
    "funnel",
    "funnel_words",
    "goal_words",
    "in_force",
    "in_groups",
    "interval_words",
    "judged",
    "largest",
    "ledger_words",
    "like_window",
    "month_ends",
    "moved",
    "named",
    "newest",
    "over",
    "part_of",
    "parts",
    "percent",
    "period_of",
    "placed_words",
    "point_words",
    "published_over",
    "published_words",
    "rate",
    "rated",
    "recoloured",
    "sentence",
    "shown",
    "small",
    "spark",
    "stands_in",
    "suits",
    "to_come",
    "told",
    "usual",
    "way",
    "week_ends",
    "whole_month",
    "why_not_by_worker",
    "why_not_keep_targets",
    "why_not_note",
    "why_not_set_target",
    "why_not_small_numbers",
    "why_not_step",
    "why_not_target",
    "why_not_withdraw",
    "withheld",
]
