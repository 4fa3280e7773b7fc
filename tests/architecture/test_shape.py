"""The shape of the house: sizes, words, settings, and what every record says of itself."""

from __future__ import annotations

import ast
import re
from itertools import pairwise

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models

from tests.architecture.test_house import ROOT, functions, sources

LONG_ROOMS: dict[str, str] = {
    "demo/borough/journeys.py": "a simulation reads best as it runs",
    "demo/story/audits.py": "the same",
    "demo/story/year.py": "the same",
    "performance/indicators/care.py": "a catalogue: one declaration after another",
    "performance/indicators/care_leaver.py": "the same",
    "performance/indicators/protection.py": "the same",
    "ui/templatetags/ui.py": "one library of tags, loaded by one word",
}
"""Files of more than 300 lines, each with its reason."""
LONG_FUNCTIONS: dict[str, str] = {
    "reports/queries.py: _draft": "the report's parts in the order in which they are read",
    "reports/queries.py: copy_of": "the same, for paper",
    "stats/spc/xmr.py: xmr_chart": "a third says what it takes; then the steps in their order",
}
"""Functions of more than 70 lines, each with its reason."""


def test_no_room_is_too_large() -> None:
    found = {
        str(path.relative_to(ROOT)): count
        for path in sources()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert set(found) == set(LONG_ROOMS), found


def test_a_function_fits_on_a_screen() -> None:
    found = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.end_lineno:
                lines = node.end_lineno - node.lineno + 1
                if lines > 70:
                    found[f"{path.relative_to(ROOT)}: {node.name}"] = lines
    assert set(found) == set(LONG_FUNCTIONS), found


LEAVES_NOTHING = {
    "audits: grade_overall": "moderation under way; finishing it is the deed",
    "audits: judge_audit": "the same",
    "audits: may_write": "asks a rule, and holds the audit while its operation writes",
    "audits: mine": "the same, of a moderation",
    "audits: mark_read": "sets when it was first read, on the response itself",
    "notices: mark_read": "sets when it was read, on the notice itself",
    "notices: send_waiting": "the outbox keeps when each was sent",
}
"""Operations that leave neither a step nor a deed, each with its reason."""


def test_every_operation_leaves_a_step_or_a_deed() -> None:
    """It writes to the trail, or keeps a row with who and when, or asks a function that does."""
    bodies: dict[str, ast.FunctionDef] = {}
    public = set()
    for path in sources("operations"):
        module = path.relative_to(ROOT).parts[0]
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                bodies[f"{module}: {node.name}"] = node
        public |= {
            f"{module}: {one.name}"
            for one in functions(path)
            if not one.name.startswith(("why_", "what_", "check_swap", "new_audit"))
        }
    leaves: set[str] = set()
    grown = True
    while grown:
        names = {name.split(": ")[1] for name in leaves} | {"deed", "look"}
        more = {
            name
            for name, body in bodies.items()
            if any(_keeps(node, names) for node in ast.walk(body))
        }
        grown, leaves = more != leaves, more
    assert public - leaves == set(LEAVES_NOTHING)


def _keeps(node: ast.AST, names: set[str]) -> bool:
    """Whether this is a call that keeps when (its row, or the row above it, keeps who): a trail's,
    a row's, or one of `names`."""
    if not isinstance(node, ast.Call):
        return False
    called = ast.unparse(node.func).split(".")[-1]
    given = {word.arg for word in node.keywords}
    row = called in {"create", "get_or_create", "update_or_create"} or called[:1].isupper()
    inside = any(
        isinstance(word.value, ast.Dict)
        and {"at"} <= {getattr(key, "value", "") for key in word.value.keys}
        for word in node.keywords
        if word.arg == "defaults"
    )
    return called in names or (row and ("at" in given or inside))


def test_who_and_when_come_together() -> None:
    """A `by` has its `at`; a `..._by` its `..._at`, and the database keeps the two together."""
    lacking = []
    for model in apps.get_models():
        if not model.__module__.startswith("goldenthread"):
            continue
        fields = {field.name: field for field in model._meta.get_fields()}
        if "by" in fields and "at" not in fields:
            lacking.append(f"{model.__name__}: by without at")
        kept = " ".join(
            str(one.condition)
            for one in model._meta.constraints
            if isinstance(one, models.CheckConstraint)
        )
        for name, field in fields.items():
            if not name.endswith("_by") or not isinstance(field, models.ForeignKey):
                continue
            at = f"{name.removesuffix('_by')}_at"
            if at not in fields:
                lacking.append(f"{model.__name__}: {name} without {at}")
            elif f"{name}__isnull" not in kept or f"{at}__isnull" not in kept:
                lacking.append(f"{model.__name__}: nothing keeps {name} and {at} together")
    assert not lacking


def test_the_glossary_has_the_word_of_every_record() -> None:
    text = (ROOT.parent / "GLOSSARY.md").read_text(encoding="utf-8")
    words = [row.split("|")[1].strip() for row in text.splitlines() if row.startswith("| ")]
    known = {word.lower() for word in words}
    lacking = []
    for model in apps.get_models():
        if model.__module__.startswith("goldenthread"):
            word = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()
            if word not in known:
                lacking.append(word)
    assert not sorted(set(lacking))
    assert all(before.lower() < after.lower() for before, after in pairwise(words[1:])), "in order"


def test_every_setting_is_in_the_sample_with_a_sentence_and_no_other() -> None:
    read = set()
    for path in (ROOT.parent / "config").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func.value) == "env"
            ):
                assert isinstance(node.args[0], ast.Constant)
                read.add(node.args[0].value)
    lines = (ROOT.parent / "dotenv-sample").read_text(encoding="utf-8").splitlines()
    shown = {line.partition("=")[0] for line in lines if re.match(r"[A-Z_]+=", line)}
    assert read == shown
    bare = [
        line
        for above, line in pairwise(lines)
        if re.match(r"[A-Z_]+=", line) and not above.startswith("#")
    ]
    assert not bare


def test_nothing_reads_the_environment_but_the_settings() -> None:
    pattern = re.compile(r"os\.environ\b|\bgetenv\(")
    found = [
        str(path.relative_to(ROOT))
        for path in sources()
        if pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert not found


NAMES = re.compile(r"(?:Manager|Helper|Handler|Utils|Service)$|^Base[A-Z]")


def test_no_class_is_named_for_nothing() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and NAMES.search(node.name)
    ]
    assert not found


def test_the_reference_is_current() -> None:
    call_command("write_reference", check=True)


def test_every_decision_has_its_four_parts() -> None:
    parts = ("## Why it came up", "## Decided", "## Refused", "## Cost")
    records = sorted((settings.BASE_DIR / "docs" / "decisions").glob("*.md"))
    lacking = [
        record.name
        for record in records
        if any(part not in record.read_text(encoding="utf-8") for part in parts)
    ]
    assert not lacking
    numbers = [int(record.name[:3]) for record in records]
    assert numbers == list(range(1, len(records) + 1)), "numbers follow, and are never used again"


@pytest.mark.parametrize("folder", ["tutorials", "how-to", "explanation", "reference", "decisions"])
def test_links_and_pictures_of_the_documents_lead_somewhere(folder: str) -> None:
    broken = []
    for page in [*(settings.BASE_DIR / "docs" / folder).glob("*.md"),
                 *settings.BASE_DIR.glob("*.md")]:  # fmt: skip
        for link in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if "://" not in link and not (page.parent / link).exists():
                broken.append(f"{page.name}: {link}")
    assert not broken
