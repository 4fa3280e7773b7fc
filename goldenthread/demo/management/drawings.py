"""The drawn examples of the indicators, as their tests have them: what comes out of which rows."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from ibis.expr.operations import UnboundTable

from goldenthread.kernel.sentences import capital
from goldenthread.performance import tests
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Indicator

CLAIM: Final = re.compile(r"test_[a-z]{2}\d\d_((?:to|and)_[a-z]{2}\d\d_)?(?P<claim>\w+)")
ASKS: Final = ("said", "asks", "sides")
"""The questions of the tests whose answer is put into words."""
AS_AT: Final = "2026-03-31"
"""The day of an example unless it says another."""
DAYS: Final = re.compile(
    r"\b(january|february|april|june|july|august|september|october|november|december|"
    r"(mon|tues|wednes|thurs|fri|satur|sun)day)\b|(?<=\d )(march|may)\b"
)
MOST_ROWS: Final = 15
"""A longer table is no drawing to read."""
_WORDS: Final = {
    "met": "numerator",
    "total": "numerator",
    "numerator": "numerator",
    "denominator": "denominator",
    "eligible": "denominator",
    "value": "figure",
    "not_eligible": "do not count",
    "incomplete": "not known",
    "mix": "divided",
}
_SIDES: Final = {
    "met": "Met",
    "not_met": "Not met",
    "not_eligible": "Do not count",
    "incomplete": "Not known",
}


def drawings() -> str:
    """Code → its examples, as JSON: each with its claim, its tables, its day and its answer."""
    found: dict[str, list[dict[str, Any]]] = {code: [] for code in CATALOGUE}
    for path in sorted(Path(inspect.getfile(tests)).parent.glob("test_*.py")):
        nodes = [one for one in ast.parse(path.read_text(encoding="utf-8")).body if _claims(one)]
        if not nodes:
            continue
        known = vars(importlib.import_module(f"{tests.__name__}.{path.stem}"))
        for node in nodes:
            assert isinstance(node, ast.FunctionDef)
            for code, one in _examples(node, known):
                found[code].append(one)
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _claims(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and CLAIM.fullmatch(node.name) is not None


def _examples(
    node: ast.FunctionDef, known: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The example of a test, with every answer that is told of the same rows."""
    claim = CLAIM.fullmatch(node.name)
    assert claim is not None
    names: dict[str, Any] = dict(known)
    asked: dict[str, ast.Call] = {}
    examples: dict[str, tuple[str, dict[str, Any]]] = {}
    for line in node.body:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            name = line.targets[0].id
            if isinstance(line.value, ast.Call) and _is_ask(line.value):
                asked[name] = line.value
            else:
                names[name] = _worth(line.value, names)
        elif isinstance(line, ast.Assert) and (told := _told(line.test, asked, names)):
            call, answer = told
            given = _given(call, names)
            if given is None:
                continue
            indicator, tables, as_at, more = given
            key = json.dumps([indicator.code, tables])
            example: dict[str, Any] = {
                "claim": _sentence(claim["claim"]),
                "tables": tables,
                "answers": [],
            }
            _, example = examples.setdefault(key, (indicator.code, example))
            example["answers"].append({"as_at": as_at, "asked": more, "answer": answer})
    yield from examples.values()


def _sentence(name: str) -> str:
    """The name of a test as it is read."""
    words = DAYS.sub(lambda one: one[0].capitalize(), name.replace("_", " "))
    return capital(words)


def _is_ask(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKS


def _worth(node: ast.AST, names: Mapping[str, Any]) -> Any:
    """What an expression of a test is, as far as it asks nothing of the engine."""
    if any(_is_ask(one) for one in ast.walk(node)):
        return None
    try:
        code = compile(ast.Expression(node), "", "eval")  # type: ignore[arg-type]
        return eval(code, dict(names))  # noqa: S307 - words of our own tests, when we write pages
    except (NameError, AttributeError, TypeError):
        return None


def _told(
    node: ast.AST, asked: Mapping[str, ast.Call], names: Mapping[str, Any]
) -> tuple[ast.Call, str] | None:
    """The question of an assertion, and its answer in words; nothing where it is another kind."""
    if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], (ast.Eq, ast.Is)):
        return None
    sides = node.left.elts if isinstance(node.left, ast.Tuple) else [node.left]
    wanted = node.comparators[0]
    answers = wanted.elts if isinstance(wanted, ast.Tuple) else [wanted]
    if len(sides) != len(answers):
        return None
    said, call = [], None
    for side, answer in zip(sides, answers, strict=True):
        attribute = _of(side)
        inner = side.value if isinstance(side, ast.Attribute) else side
        one = asked.get(inner.id) if isinstance(inner, ast.Name) else inner
        if attribute == "met" and any(_of(one) == "total" for one in sides):
            attribute = "eligible"  # of an average it is how many have one
        words = _in_words(attribute, answer, names)
        if not isinstance(one, ast.Call) or not _is_ask(one):
            return None
        call = one
        said += [words] if words else []
    return (call, "; ".join(said)) if call is not None and said else None


def _of(node: ast.AST) -> str:
    """What an expression asks of an answer; nothing where it is the answer itself."""
    return node.attr if isinstance(node, ast.Attribute) else ""


def _in_words(attribute: str, node: ast.AST, names: Mapping[str, Any]) -> str | None:
    """An expected answer as it is read."""
    worth = _worth(node, names)
    if worth is None:
        return "no figure" if attribute == "value" else None
    if isinstance(worth, dict):
        return _groups(worth)
    if attribute:
        return f"{_WORDS[attribute]} {worth}" if attribute in _WORDS else None
    return worth if isinstance(worth, str) else None


def _groups(worth: Mapping[str, Any]) -> str | None:
    """How an answer divides, or which child is on which side."""
    parts = [
        f"{_SIDES.get(name, name)}: {', '.join(one) if isinstance(one, list) else one}"
        for name, one in worth.items()
        if one
    ]
    return "; ".join(parts) or None


def _given(
    call: ast.Call, names: Mapping[str, Any]
) -> tuple[Indicator, list[dict[str, Any]], str, str] | None:
    """What a question is about: an indicator, drawn tables, a day, and what else it says."""
    worth = [_worth(one, names) for one in call.args]
    more = {str(one.arg): _worth(one.value, names) for one in call.keywords}
    if len(worth) < 2 or not isinstance(worth[0], Indicator) or not worth[1] or "split" in more:
        return None
    indicator, drawn = worth[0], worth[1]
    if isinstance(drawn, str):
        (base,) = list(indicator.counts.op().find(UnboundTable))[:1]
        drawn = {base.name: drawn}
    tables = [
        {"name": name if isinstance(name, str) else name.get_name(), "rows": _rows(rows)}
        for name, rows in drawn.items()
    ]
    if any(len(one["rows"]) > MOST_ROWS for one in tables):
        return None
    window = worth[3] if len(worth) > 3 else more.pop("window", None)
    said = [window.label] if window else []
    said += [f"{name} {one:,}" if isinstance(one, int) else f"{name} {one}"
             for name, one in more.items()]  # fmt: skip
    return indicator, tables, worth[2] if len(worth) > 2 else AS_AT, ", ".join(said)


def _rows(drawing: str) -> list[str]:
    """The lines of a drawing, its heads first."""
    lines = [line.strip() for line in drawing.strip().splitlines()]
    return [
        " | ".join(cell.strip() for cell in line.split("|"))
        for line in lines
        if line and set(line) - {*"-+ "}
    ]
