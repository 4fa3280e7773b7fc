"""Rules of the house that a linter cannot say (house.md §18)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from goldenthread.demo.management.commands.write_reference import CLAUSE
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
            if node in typing or own == "demo":  # the story sets the stage, so it may see all
                continue
            if isinstance(node, ast.ImportFrom):
                assert not node.level, f"{path}: imports say the whole address"
                named = [f"{node.module}.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Import):
                named = [alias.name for alias in node.names]
            else:
                continue
            for name in named:
                package, module, room = [*name.split("."), "", ""][:3]
                if package == "goldenthread" and module != own and room in PRIVATE:
                    broken.append(f"{path.relative_to(ROOT)} imports {name}")
    assert not broken


HELPERS = {
    "new_audit": "makes a row and saves nothing",
    "move": "moves a state for the operations of its own module",
    "move_cycle": "the same",
    "step": "keeps a step for the operations of its own module",
    "tell": "tells for the operations of its own module",
    "keep_change": "keeps a change for the operations of its own module",
    "why_may": "asks a rule",
    "may_write": "asks a rule, and holds the audit for the operations of its own module",
    "mine": "the same, of a moderation",
    "check_swap": "asks a rule before the page does it",
    "why_not_close": "asks a rule before the page does it",
    "why_not_verify": "asks a rule before the page does it",
    "why_not_check": "asks a rule before the page does it",
    "why_not_act": "asks a rule before the page does it",
    "what_is_left": "asks a rule before the page does it",
    "look": "is called by the middleware of every page",
    "send_waiting": "is the scheduler's: nobody does it",
    "seal": "is the scheduler's: nobody does it",
    "chase_repeats": "is the scheduler's: nobody does it",
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
        "asked_out", "clinic_of", "may_audit", "audits_today", "to_choose_from", "drawn_again",
        "cohort_of", "auditors",
        "cases", "running", "who_is_late", "reaudits_waiting", "expectations", "by_role",
        "replay", "changed_by_hand", "following", "working_day", "of_cycle", "search", "story",
        "answers_before", "responses", "late", "returns", "moderation_of", "last_grade",
        "head_for", "standing_by_section", "theme", "theme_as_of", "records", "frame_of", "of_draw",
    },
    "caseload": {
        "frame", "as_at", "open_children", "difference", "any_child", "child_of_reference",
        "let_in", "named",
    },
    "actions": {"steps", "manager_of", "of_sources", "records", "active_of"},
    "concerns": {"steps", "responsible_now", "deputy_of", "of_sources", "records"},
    "intake": {
        "loads", "load", "newest_as_at", "same", "findings_of", "before", "kept", "events_of",
        "loader_of", "unusable_of", "headings", "around", "earlier", "is_older", "events_built",
        "counted", "counted_until", "gaps_of", "wrong_of",
    },
    "performance": {
        "answerable", "back_years", "placed_by", "rests_on",
        "events", "figures", "figures_and_teams", "children", "days_lacking", "reckoned",
        "catalogue", "trend", "groups", "first_told", "reached_by", "reach_words",
        "tells", "told_over", "as_it_is_now",
        "targets_in_force", "targets_of", "targets_around", "own_targets", "aimed_parts",
        "why_not_target", "every_place", "may_answer_for", "who_answers",
        "note", "notes_of", "agreed", "step_changes", "published", "lines",
        "by_team", "past", "references", "days_to_sift", "months", "triage_of",
        "newest_load_on", "title_of", "shown", "with_answers", "tokens_of", "on_side",
        "triages", "loaded", "of_the_whole", "owed_by_whom", "charts_of_parts", "acted",
        "exceptions_of",
        "answers", "records", "analysis", "rows_of", "population_at", "answer_of", "rows_in",
        "withheld_keys", "rows_on", "points_of", "groups_on", "holding", "noughts",
        "noughts_of_teams", "nought", "nothing_over", "unit_of_part", "answers_over", "key_of",
        "things_in", "things_in_group", "every_group", "tells_group", "heads_of",
        "whole_analysis", "withheld_of", "signs", "of_service", "journey",
        "all_waits", "by_the_week", "week_by_week", "told_weeks", "prepare_weeks", "split_of",
        "happened", "of_place",
        "behind_figures", "behind_days", "quality_of_line", "states_of",
        "states_compared",
        "blanks",
        "broken_rules", "cannot_be_counted", "list_of", "may_own",
        "weeks", "table_of", "needs_of", "said_of", "restated_since", "loads_between",
        "reckoned_anew", "reckonings_of",
        "open_issues", "quality_of", "state_of_lists", "what_issues_are_about",
        "comparison", "published_of", "withheld_compared", "withheld_exceptions",
        "withheld_lines",
    },
    "returns": {"area_of", "board", "entries_of", "latest", "months", "newest_of", "over_time",
        "versions",
    },
    "reports": {"report_of", "report_numbered", "reports", "counted"},
    "trail": {
        "rows_after", "breaks", "digests", "events_about_child", "events_by", "events_of",
        "deeds", "last_seal", "lookers", "search",
    },
    "desk": {"with_only", "loads"},
}  # fmt: skip
"""Questions that show no child to a person: of the programme and the draw, of a record that the
caller was already given, or that are asked for a rule. Loads, reports and the trail are closed as
a whole by their pages; indicators are asked by a command, at the server; records are what figures
count."""

NO_CHILD = {"demo", "kernel", "notices", "people", "standards", "stats", "ui"}
"""Modules that hold nothing about a child."""


def test_a_question_about_children_says_who_asks() -> None:
    asked: dict[str, set[str]] = {module: set() for module in MODULES}
    for path in sources("queries"):
        for function in functions(path):
            if not function.args.args or function.args.args[0].arg != "reader":
                asked[path.relative_to(ROOT).parts[0]].add(function.name)
    asked = {module: names for module, names in asked.items() if module not in NO_CHILD}
    lacking = {module: names - NO_READER.get(module, set()) for module, names in asked.items()}
    assert not {module: names for module, names in lacking.items() if names}
    gone = {module: allowed - asked[module] for module, allowed in NO_READER.items()}
    assert not {module: names for module, names in gone.items() if names}


CLOCKS = {"now", "utcnow", "today", "localdate", "localtime", "time", "monotonic"}
MAY_READ_THE_CLOCK = {
    "demo/story/audits.py": "nobody has done today what is still to come",
    "demo/queries.py": "who can be signed in as, on the page before signing in",
    "intake/work.py": "what the worker calls, as a page calls an operation",
    "notices/jobs.py": "what the worker and the scheduler call",
    "performance/work.py": "what the worker calls",
    "people/queries/staff.py": "what the reader is today, once a request",
    "returns/templatetags/returns.py": "which month ended last, and so is due",
    "trail/apps.py": "when somebody signed in or out, or failed to",
    "trail/middleware.py": "when somebody looked",
    "ui/templatetags/ui.py": "whether a date needs its year",
}


def _asks_the_clock(node: ast.AST) -> bool:
    """Whether this is a call of a clock; with something given, `localdate(at)` only converts."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    name, owner = node.func.attr, ast.unparse(node.func.value)
    if name in {"localdate", "localtime"} and node.args:
        return False
    clocks = {"timezone", "datetime", "date", "time", "datetime.datetime", "datetime.date"}
    return name in CLOCKS and owner in clocks


def test_only_pages_and_commands_ask_the_clock() -> None:
    found = set()
    for path in sources():
        room = path.relative_to(ROOT).parts[1]
        if room in ("views", "views.py", "management"):
            continue
        if any(map(_asks_the_clock, ast.walk(ast.parse(path.read_text(encoding="utf-8"))))):
            found.add(str(path.relative_to(ROOT)))
    assert found == set(MAY_READ_THE_CLOCK)


def test_a_rule_names_its_clause() -> None:
    """In the words that the page of clauses is made from, so each rule stands on it."""
    lacking = []
    for path in sources("rules"):
        for function in functions(path):
            if not CLAUSE.search(ast.get_docstring(function) or ""):
                lacking.append(f"{path.relative_to(ROOT)}: {function.name}")
    assert not lacking


OPEN = {
    "demo:people": "the page of fictional people, which exists in demo mode only",
    "demo:as": "the same",
    "health": "a monitor asks whether the service is well; it says nothing else",
    "ui:brand": "a colour, needed before signing in",
    "ui:accessibility": "everybody may read it",
    "ui:privacy": "everybody may read it",
    "account_login": "signing in",
    "account_logout": "signing out, which asks first",
    "account_signup": "says that nobody signs up here",
    "account_inactive": "says that an account is closed",
    "account_reset_password": "a forgotten password: the answer is the same for any address",
    "account_reset_password_done": "the same",
    "account_reset_password_from_key": "its key comes by e-mail, once",
    "account_reset_password_from_key_done": "the same",
    "account_confirm_email": "its key comes by e-mail, once",
    "account_email_verification_sent": "says that an e-mail was sent",
    "account_confirm_login_code": "turned off: it leads to signing in",
}


def _pages(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _pages(one, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            yield f"{space}{one.name or one.pattern}", one


def test_every_page_is_closed_or_says_why() -> None:
    open_ = set()
    for name, page in _pages(get_resolver()):
        if not getattr(page.callback, "login_required", True):
            open_.add(name)
    assert open_ == set(OPEN)


def test_every_kind_of_reference_has_its_page() -> None:
    for prefix, name in PAGES.items():
        assert f"{prefix}-0001" in reverse(name, args=[f"{prefix}-0001"])


def test_no_test_mocks_what_is_ours() -> None:
    pattern = re.compile(r"\bunittest\.mock\b|\bMagicMock\b|@patch\b")
    found = [
        str(path.relative_to(ROOT.parent))
        for path in [*ROOT.rglob("test_*.py"), *(ROOT.parent / "tests").rglob("test_*.py")]
        if path.name != "test_house.py" and pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert not found
