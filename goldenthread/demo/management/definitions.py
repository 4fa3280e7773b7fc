"""The definition of every indicator as a page: what it counts, and what comes out of which rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goldenthread.performance.indicators import PARTS
from goldenthread.performance.indicators.drawn import Example, Rows
from goldenthread.performance.measure import Indicator, halves
from goldenthread.performance.vocabulary import Better


def definitions(drawn: Mapping[str, Sequence[Example]]) -> str:
    """Every indicator, along a child's way, with its drawn examples."""
    parts = [
        f"## {part}\n\n" + "\n\n".join(_one(one, drawn.get(one.code, ())) for one in among)
        for part, among in PARTS.items()
    ]
    return (
        "# Definitions\n\nWhat each figure counts, and drawn examples of it: each is a test. The "
        "rows are as they were known on the day, and the figure is over the first of its times "
        "unless the example says another. A blank is not recorded.\n\n" + "\n\n".join(parts) + "\n"
    )


def _one(one: Indicator, examples: Sequence[Example]) -> str:
    both = halves(one)
    facts = {
        "Type": f"{one.kind.label} ({one.kind.words})",
        "Numerator": both.numerator,
        "Denominator": both.denominator,
        "Better when": "Neither way is better by itself"
        if one.better == Better.NEUTRAL
        else one.better.label,
        "Standard": one.standard or "None is set in law or guidance",
        "Source": f"{one.source}. {one.basis.label}",
        "Note": one.note,
        "History of the definition": _history(one),
    }
    lines = [f"- {name}: {said}" for name, said in facts.items() if said]
    drawn = [_example(each) for each in examples]
    return "\n\n".join([f"### {one.code}: {one.title}", one.meaning, "\n".join(lines), *drawn])


def _history(one: Indicator) -> str:
    said = [
        f"definition {each.version}, until {each.until:%-d %B %Y}: {each.words} Why it changed: "
        f"{each.why}"
        for each in one.before
    ]
    return " ".join(said) or "unchanged since the first"


def _example(one: Example) -> str:
    drawn = "\n\n".join(_table(each) for each in one.tables)
    came = "\n".join(
        f"{each.as_at:%-d %B %Y}{f', {each.asked}' if each.asked else ''} → {each.answer}"
        for each in one.answers
    )
    return f"{one.claim}:\n\n```text\n{drawn}\n\n{came}\n```"


def _table(one: Rows) -> str:
    lines = [one.heads, *one.rows]
    wide = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    rows = [
        " | ".join(cell.ljust(width) for cell, width in zip(line, wide, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join([one.table, rows[0], "-+-".join("-" * width for width in wide), *rows[1:]])
