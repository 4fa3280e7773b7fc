"""Rules of the house that a linter cannot say (house.md §18)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from goldenthread.kernel.reference import PAGES

ROOT = Path(settings.BASE_DIR) / "goldenthread"
MODULES = sorted(path.name for path in ROOT.iterdir() if (path / "__init__.py").exists())
PRIVATE = ("models", "forms", "views")


def sources(room: str = "*") -> Iterator[Path]:
    """The files of a room of every module, single or a package; no tests, no migrations."""
    for module in MODULES:
        for path in sorted((ROOT / module).rglob("*.py")):
            parts = path.relative_to(ROOT / module).parts
            if "tests" in parts or "migrations" in parts:
                continue
            if room == "*" or parts[0] in (room, f"{room}.py"):
                yield path


def functions(path: Path) -> list[ast.FunctionDef]:
    """The public functions of a file, at its top."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def test_modules_call_on_each_other_by_the_front_doors() -> None:
    broken = []
    for path in sources():
        own = path.relative_to(ROOT).parts[0]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        typing = {
            node
            for block in ast.walk(tree)
            if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
            for node in ast.walk(block)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.ImportFrom) or node in typing or not node.module:
                continue
            parts = node.module.split(".")
            names = [alias.name for alias in node.names]
            if parts[0] != "goldenthread" or len(parts) < 2 or parts[1] == own:
                continue
            room = parts[2] if len(parts) > 2 else ""
            if room in PRIVATE or (not room and set(names) & set(PRIVATE)):
                broken.append(f"{path.relative_to(ROOT)} imports {node.module} {names}")
    allowed = {"demo", "config"}
    assert not [one for one in broken if one.split("/")[0] not in allowed], broken


HELPERS = {
    "new_audit": "makes a row and saves nothing",
    "move": "moves a state for the operations of its own module",
    "move_cycle": "the same",
    "step": "keeps a step for the operations of its own module",
    "tell": "tells for the operations of its own module",
    "keep_change": "keeps a change for the operations of its own module",
    "why_may": "asks a rule",
    "check_swap": "asks a rule before the page does it",
    "why_not_close": "asks a rule before the page does it",
    "why_not_verify": "asks a rule before the page does it",
    "why_not_check": "asks a rule before the page does it",
    "why_not_act": "asks a rule before the page does it",
    "what_is_left": "asks a rule before the page does it",
    "look": "is called by the middleware of every page",
    "send_waiting": "is the scheduler's: nobody does it",
    "seal": "is the scheduler's: nobody does it",
    "judge_audit": "its moment is that of the moderation, which finishing keeps",
}
"""Functions of `operations` that are no operation, each with its reason."""


def test_an_operation_says_who_and_when() -> None:
    lacking, seen = [], set()
    for path in sources("operations"):
        for function in functions(path):
            if function.name in HELPERS:
                seen.add(function.name)
                continue
            names = {argument.arg for argument in function.args.kwonlyargs}
            reads = function.name in {"read", "tell"}
            if function.args.args or not ({"at"} <= names and ("by" in names or reads)):
                lacking.append(f"{path.relative_to(ROOT)}: {function.name}")
    assert not lacking
    assert seen == set(HELPERS), f"no longer there: {set(HELPERS) - seen}"


NO_READER = {
    "audits": {
        "newest_tool", "read_tool", "cycles", "cycle", "kept_draw", "frame", "owing_roles",
        "may_audit", "cohort_of", "auditors", "cases", "running", "who_is_late",
        "reaudits_waiting", "expectations", "by_role", "replay", "working_day", "of_cycle",
        "search", "story", "answers_before", "responses", "late", "returns", "moderation_of",
    },
    "caseload": {"frame", "as_at", "any_child", "child_of_reference", "let_in"},
    "actions": {"steps", "manager_of", "of_sources"},
    "concerns": {"steps", "responsible_now", "deputy_of", "of_sources"},
}  # fmt: skip
"""Questions that show no child to a person: of the programme and the draw, of a record that the
caller was already given, or that are asked for a rule."""


def test_a_question_about_children_says_who_asks() -> None:
    lacking = []
    for module, allowed in NO_READER.items():
        found = set()
        for path in (ROOT / module).rglob("*.py"):
            parts = path.relative_to(ROOT / module).parts
            if parts[0] not in ("queries", "queries.py") or "tests" in parts:
                continue
            for function in functions(path):
                first = function.args.args[0].arg if function.args.args else ""
                if first == "reader":
                    continue
                found.add(function.name)
                if function.name not in allowed:
                    lacking.append(f"{module}: {function.name}")
        assert allowed <= found, f"{module}: no longer there: {allowed - found}"
    assert not lacking


@pytest.mark.parametrize("room", ["rules", "vocabulary", "operations", "queries", "access"])
def test_a_room_below_the_pages_asks_no_clock(room: str) -> None:
    asked = re.compile(r"\b(?:now|today|localdate|localtime)\(\)")
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sources(room)
        for match in asked.finditer(path.read_text(encoding="utf-8"))
    ]
    allowed = {
        "people/queries.py: localdate()",  # what the reader is today, once a request
        "demo/queries.py: localdate()",  # who can be signed in as, on the page before signing in
    }
    assert set(found) <= allowed


CLAUSE = re.compile(
    r"Framework|Working Together|Regulations|Annex A|house|decision|screens|evidence|standards|"
    r"\b(?:[A-Z]{2,4}-\d+|[A-Z]\d{1,2}|[A-Z]{2}\d|FCA-[A-Z]|OV\d?|RS\d|SEC-\d)\b",
    re.IGNORECASE,
)


def test_a_rule_names_its_clause() -> None:
    lacking = []
    for path in sources("rules"):
        for function in functions(path):
            text = ast.get_docstring(function) or ""
            if not CLAUSE.search(text):
                lacking.append(f"{path.relative_to(ROOT)}: {function.name}")
    assert not lacking


OPEN = {
    "demo:people": "the page of fictional people, which exists in demo mode only",
    "demo:as": "the same",
    "health": "a monitor asks whether the service is well; it says nothing else",
    "ui:brand": "a colour, needed before signing in",
    "ui:accessibility": "everybody may read it",
    "ui:privacy": "everybody may read it",
}


def _pages(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _pages(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif one.name:
            yield f"{space}{one.name}", one


def test_every_page_is_closed_or_says_why() -> None:
    open_ = set()
    for name, page in _pages(get_resolver()):
        module = getattr(page.callback, "__module__", "")
        if not module.startswith("goldenthread"):
            continue
        if not getattr(page.callback, "login_required", True):
            open_.add(name)
    assert open_ == set(OPEN)


def test_every_kind_of_reference_has_its_page() -> None:
    for prefix, name in PAGES.items():
        assert f"{prefix}-0001" in reverse(name, args=[f"{prefix}-0001"])


def test_no_room_is_too_large() -> None:
    """A room in one file has 300 lines at most, then it becomes a package; a file of a package
    450. The fictional borough is a simulation, and a library of tags is no room."""
    large = []
    for path in sources():
        parts = path.relative_to(ROOT).parts
        count = len(path.read_text(encoding="utf-8").splitlines())
        if "demo" not in parts and "templatetags" not in parts:
            limit = 300 if len(parts) == 2 else 450
            if count > limit:
                large.append(f"{path.relative_to(ROOT)}: {count}")
    assert not large


@pytest.mark.django_db
def test_every_record_of_a_deed_says_who_and_when() -> None:
    from django.apps import apps

    lacking = []
    for model in apps.get_models():
        if not model.__module__.startswith("goldenthread"):
            continue
        names = {field.name for field in model._meta.get_fields()}
        if "by" in names and "at" not in names:
            lacking.append(model.__name__)
    assert not lacking
    assert connection.introspection.table_names()


def test_no_test_mocks_what_is_ours() -> None:
    pattern = re.compile(r"\bunittest\.mock\b|\bMagicMock\b|@patch\b")
    found = [
        str(path.relative_to(ROOT.parent))
        for path in [*ROOT.rglob("test_*.py"), *(ROOT.parent / "tests").rglob("test_*.py")]
        if path.name != "test_house.py" and pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert not found
