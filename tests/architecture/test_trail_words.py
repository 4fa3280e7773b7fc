"""Every look and every deed of the trail has words for those who read the access log (SEC-3)."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from django.urls import get_resolver

from goldenthread.actions.vocabulary import Act as ActionAct
from goldenthread.audits.vocabulary import Act as AuditAct
from goldenthread.audits.vocabulary import CycleAct
from goldenthread.concerns.vocabulary import Act as ConcernAct
from goldenthread.people.vocabulary import Stand
from goldenthread.trail.vocabulary import SAID, said
from tests.architecture.test_house import ROOT, _pages, sources


def _trees(*modules: str, room: str = "*") -> Iterator[ast.Module]:
    for path in sources(room):
        if not modules or path.relative_to(ROOT).parts[0] in modules:
            yield ast.parse(path.read_text(encoding="utf-8"))


def _calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in names:
            yield node


def _texts(node: ast.AST) -> set[str]:
    """The plain texts in an expression, whichever of them it comes to."""
    return {
        one.value
        for one in ast.walk(node)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


def _steps(module: str) -> set[str]:
    """The texts that a module keeps as steps, beside its acts."""
    return {
        text
        for tree in _trees(module, room="operations")
        for call in _calls(tree, "step", "_step")
        if len(call.args) > 1 and isinstance(call.args[1], ast.Constant)
        for text in _texts(call.args[1])
    }


def _changes() -> set[str]:
    """What people keep as changes: a text, or the texts given to the name that stands for it."""
    found: set[str] = set()
    for tree in _trees("people", room="operations"):
        named: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                named.setdefault(node.targets[0].id, set()).update(_texts(node.value))
        for call in _calls(tree, "keep_change", "keep"):
            what = call.args[ast.unparse(call.func).endswith(".keep")]
            if isinstance(what, ast.JoinedStr):
                assert ast.unparse(what) == "f'change {held.stand}'"
                found |= {f"change {stand}" for stand in Stand if stand is not Stand.WAITING}
            elif isinstance(what, ast.Name):
                found |= named.get(what.id, set())
            else:
                found |= _texts(what)
    return found


def _endings() -> dict[str, set[str]]:
    """What may follow the beginning of a deed whose end is written as the act that it is."""
    return {
        "audits.": set(AuditAct),
        "audits.cycle.": set(CycleAct),
        "actions.": set(ActionAct) | _steps("actions"),
        "concerns.": {act.label.lower() for act in ConcernAct} | _steps("concerns"),
        "people.": _changes(),
    }


def _deeds() -> set[str]:
    found: set[str] = set()
    endings = _endings()
    for tree in _trees():
        for call in _calls(tree, "deed", "look", "_sign"):
            given = [word.value for word in call.keywords if word.arg == "what"] + call.args[:1]
            for what in given:
                joined = next((n for n in ast.walk(what) if isinstance(n, ast.JoinedStr)), None)
                if joined is None:
                    found |= {text for text in _texts(what) if "." in text}
                    continue
                beginning = ast.literal_eval(joined.values[0])
                found |= {f"{beginning}{ending}".replace(" ", "_") for ending in endings[beginning]}
    return found


def _looks() -> set[str]:
    """The pages that say which children they showed, or call one of their module that does."""
    bodies = {
        (".".join(path.relative_to(ROOT.parent).with_suffix("").parts), node.name): node
        for path in sources("views")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    looking: set[tuple[str, str]] = set()
    grown = True
    while grown:
        known = {(place.split(".")[1], name) for place, name in looking}
        more = {
            (place, name)
            for (place, name), body in bodies.items()
            for node in ast.walk(body)
            if (isinstance(node, ast.Attribute) and node.attr == "looked_at")
            or (
                isinstance(node, ast.Call)
                and (place.split(".")[1], ast.unparse(node.func)) in known
            )
        }
        grown, looking = more != looking, more
    return {
        name
        for name, page in _pages(get_resolver())
        if (page.callback.__module__, getattr(page.callback, "__name__", "")) in looking
    }


def test_every_look_and_deed_has_words_and_no_words_are_left_over() -> None:
    codes = _looks() | _deeds()
    lacking, left_over = sorted(codes - set(SAID)), sorted(set(SAID) - codes)
    assert not lacking, "say it in goldenthread/trail/vocabulary.py"
    assert not left_over, "nothing is called so any more"


def test_words_are_no_codes_and_an_unknown_code_stays_itself() -> None:
    assert not [words for words in SAID.values() if "." in words or "_" in words]
    assert len(set(SAID.values())) == len(SAID), "two things in the same words"
    assert said("never.heard_of") == "never.heard_of"
