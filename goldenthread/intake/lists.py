"""Annex A as this product knows it: lists, columns, headers they go by, and codes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

_CONTENT: Final = Path(__file__).parent / "content" / "annex_a.yaml"
CHAIRS: Final = 12
"""Our own twelfth list: who chairs, which Annex A lacks."""
BLANKS: Final = frozenset(
    {"", "-", "#n/a", "n/a", "na", "null", "none", "nan", "pd.na", "<na>", "nat"}
)
"""What an empty cell looks like in real extracts, in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a list."""

    key: str
    header: str
    kind: str
    """string, date, integer, code, boolean or postcode."""
    required: str
    """always, conditional or optional."""
    codes: str = ""
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A list of Annex A."""

    number: int
    title: str
    names: tuple[str, ...]
    keys: tuple[str, ...]
    repeats: bool
    """Whether a child may be on it more than once."""
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """The column of this key."""
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True, slots=True)
class CodeSet:
    """The codes of a column, and every way in which they are written."""

    codes: tuple[str, ...]
    ways: dict[str, str] = field(hash=False, compare=False)

    def find(self, text: str) -> str | None:
        """The code that this text stands for, or None."""
        plain = _plain(text)
        return self.ways.get(plain) or self.ways.get(_PREFIX.sub("", plain))


_PREFIX: Final = re.compile(r"^[a-z]\d?\)\s*")
_SPACES: Final = re.compile(r"\s+")
_MORE: Final[dict[str, dict[str, str]]] = {
    "gender": {"m": "a) Male", "f": "b) Female", "u": "c) Not stated/recorded",
               "1": "a) Male", "2": "b) Female", "0": "c) Not stated/recorded",
               "9": "d) Neither", "unborn": "c) Not stated/recorded",
               "not stated": "c) Not stated/recorded", "unknown": "c) Not stated/recorded",
               "c) not stated/recorded (or unborn)": "c) Not stated/recorded",
               "not stated/recorded (or unborn)": "c) Not stated/recorded",
               "male": "a) Male", "female": "b) Female", "neither": "d) Neither"},
    "yes_no": {"y": "a) Yes", "n": "b) No", "1": "a) Yes", "0": "b) No", "true": "a) Yes",
               "false": "b) No"},
    "yes_no_unknown": {"y": "a) Yes", "n": "b) No", "1": "a) Yes", "0": "b) No", "true": "a) Yes",
                       "false": "b) No", "u": "c) Unknown"},
    "ethnicity": {"unknown": "s) NOBT", "nobt": "s) NOBT"},
}  # fmt: skip
"""Ways of writing codes seen in extracts that no rule gives."""


def _plain(text: str) -> str:
    """A value as it is compared: lower case, one space, straight quotes, one kind of dash."""
    straight = text.replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-")
    return _SPACES.sub(" ", straight).strip().lower()


def plain_header(text: str) -> str:
    """A header as it is compared: as a value, without a closing bracket or question mark."""
    return _plain(text).rstrip(")?:. ").strip()


def _ways(code: str, detail: str) -> set[str]:
    """Every way in which a code may be written: whole, without its letter, the letter, the code."""
    whole = _plain(code)
    bare = _PREFIX.sub("", whole)
    ways = {whole, bare}
    letter = re.match(r"^([a-z]\d?)\)", whole)
    if letter:
        ways |= {letter[1], f"{letter[1]})"}
    for sign in (":", " - "):
        if sign in bare:
            first, _, rest = bare.partition(sign)
            ways |= {first.strip(), rest.strip()}
    if detail:
        ways.add(_plain(detail))
    return ways - {""}


@lru_cache(maxsize=1)
def _content() -> dict[str, Any]:
    with _CONTENT.open(encoding="utf-8") as file:
        loaded: dict[str, Any] = yaml.load(file, Loader=yaml.CSafeLoader)
    return loaded


@lru_cache(maxsize=1)
def lists() -> dict[int, List]:
    """Every list by its number."""
    return {
        int(given["number"]): List(
            number=int(given["number"]),
            title=given["title"],
            names=tuple(_plain(name) for name in (*given["names"], given["title"])),
            keys=tuple(given["keys"]),
            repeats=bool(given["repeats"]),
            columns=tuple(
                Column(
                    key=column["key"],
                    header=column["header"],
                    kind=column["type"],
                    required=column["required"],
                    codes=column.get("codes", ""),
                    pattern=re.compile(column["header_pattern"])
                    if column.get("header_pattern")
                    else None,
                )
                for column in given["columns"]
            ),
        )
        for given in _content()["lists"]
    }


@lru_cache(maxsize=1)
def code_sets() -> dict[str, CodeSet]:
    """Every set of codes by its name. Where two codes share a way of writing, neither has it."""
    found = {}
    for name, values in _content()["codes"].items():
        ways: dict[str, str] = {}
        twice: set[str] = set()
        for value in values:
            for way in _ways(str(value["code"]), str(value.get("detail", ""))):
                if ways.setdefault(way, str(value["code"])) != str(value["code"]):
                    twice.add(way)
        for way in twice:
            whole = [str(value["code"]) for value in values if _plain(str(value["code"])) == way]
            if whole:
                ways[way] = whole[0]
            else:
                del ways[way]
        ways |= _MORE.get(name, {})
        found[name] = CodeSet(tuple(str(value["code"]) for value in values), ways)
    return found


_NAMED: Final = re.compile(r"^(?:annex a )?list[ _-]*0*(\d{1,2})\b")


def list_of_name(name: str) -> List | None:
    """The list that a sheet or file of this name holds, by number or by title."""
    text = _plain(name.replace("_", " "))
    match = _NAMED.match(text) or re.search(r"\blist[ _-]*0*(\d{1,2})\b", text)
    if match:
        return lists().get(int(match[1]))
    return next((one for one in lists().values() if text in one.names), None)


def match_header(one: List, header: str) -> str | None:
    """The key of the column that goes by this header, or None."""
    text = plain_header(header)
    if not text:
        return None
    for column in one.columns:
        if plain_header(column.header) == text:
            return column.key
    straight = header.replace("’", "'").replace("‘", "'")
    for column in one.columns:
        if column.pattern is not None and column.pattern.match(straight):
            return column.key
    return None
