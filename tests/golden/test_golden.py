"""Golden vectors are met, and an altered figure is seen."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.golden.__main__ import main, read, run
from tests.golden.families import FAMILIES

VECTORS = Path(__file__).parent / "vectors"
FILES = sorted(VECTORS.glob("*.json"))


def test_every_family_has_its_vectors() -> None:
    assert {read(path)["family"] for path in FILES} == set(FAMILIES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_functions_meet_the_vectors(path: Path) -> None:
    outcome = run(read(path))
    assert not outcome.failures
    assert outcome.total > 0


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each figure of an answer."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, (*path, key))
    elif isinstance(value, list) and value:
        for i, one in enumerate(value):
            yield from leaves(one, (*path, i))
    else:
        yield path


def altered(value: Any) -> Any:
    """Something else than this figure."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + max(1, abs(value) * 0.01)
    if isinstance(value, str):
        return f"{value}x"
    return ["x"] if isinstance(value, list) else 0.123


def put(answer: Any, path: tuple[Any, ...], value: Any) -> None:
    for step in path[:-1]:
        answer = answer[step]
    answer[path[-1]] = value


def at(answer: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        answer = answer[step]
    return answer


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_altered_figure_is_seen(path: Path) -> None:
    data = read(path)
    unseen = []
    family = FAMILIES[data["family"]]
    for case in [*data["cases"][:2], data["cases"][-1]]:
        ways = list(leaves(case["expected"]))
        for way in ways[:: max(1, len(ways) // 20)]:
            was = at(case["expected"], way)
            if was is None and family.unasserted(tuple(str(step) for step in way)):
                continue
            other = copy.deepcopy(case)
            put(other["expected"], way, altered(was))
            outcome = run({**data, "cases": [other]})
            if not outcome.failures:
                unseen.append((case["id"], way, was))
    assert not unseen


def test_an_altered_figure_of_the_guarded_profile_is_seen() -> None:
    data = read(VECTORS / "xmr.json")
    guarded = [case for case in data["cases"] if "expected_guarded" in case]
    assert guarded
    for case in guarded:
        other = copy.deepcopy(case)
        other["expected_guarded"]["segments"][0]["upl"] += 0.01
        assert run({**data, "cases": [other]}).failures


def test_an_alteration_ends_with_1_and_names_the_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads((VECTORS / "rounding.json").read_text())
    data["cases"][3]["expected"]["dp1"] += 1
    (tmp_path / "rounding.json").write_text(json.dumps(data))
    assert main([str(tmp_path)]) == 1
    said = capsys.readouterr()
    total = len(data["cases"])
    assert said.out == f"rounding {total - 1}/{total}\n"
    assert data["cases"][3]["id"] in said.err


CASE: dict[str, Any] = {"input": {}, "expected": {}}
BROKEN: dict[str, Any] = {
    "unknown function": {"schema": "golden/tarot@1", "tolerance": {}, "cases": [CASE]},
    "cannot be read": "no vectors",
    "has no cases": {"schema": "golden/rounding@1", "tolerance": {}, "cases": []},
    "cases without input": {"schema": "golden/rounding@1", "tolerance": {}, "cases": [{}]},
}


@pytest.mark.parametrize("said", BROKEN)
def test_what_cannot_be_run_is_said(
    said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.json").write_text(json.dumps(BROKEN[said]))
    assert main([str(tmp_path)]) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_json_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.json").write_bytes(b"\xff{")
    assert main([str(tmp_path)]) == 2
    assert "one.json: cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("folder", ["empty", "absent"])
def test_an_empty_folder_is_no_success(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main([str(tmp_path / folder)]) == 2
    assert "no vectors" in capsys.readouterr().err


def test_it_runs_as_a_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.golden", str(VECTORS)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == len(FAMILIES)
    assert "xmr 120/120" in lines
