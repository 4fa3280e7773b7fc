"""Annex A as this product knows it: lists, columns, headers they go by, and codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

_CONTENT: Final = Path(__file__).parent / "content"
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
    needed: bool = False
    """Whether nothing of its door can be loaded without it."""
    spans: tuple[tuple[str, str], ...] = ()
    """Start and end of the same thing, where its own file says so."""
    reason: tuple[str, str] | None = None
    """An end and its reason, likewise: the one is never without the other."""
    aside: frozenset[str] = frozenset()
    """Headers that are known and never kept: names, addresses, numbers of other services."""

    @property
    def called(self) -> str:
        """What people call it: List 8, or the name of the table."""
        return f"List {self.number}" if self.number <= CHAIRS else self.title

    def column(self, key: str) -> Column:
        """The column of this key."""
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True, slots=True)
class CodeSet:
    """The codes of a column, and every way in which they are written."""

    codes: tuple[str, ...]
    ways: dict[str, str] = field(hash=False, compare=False)
    short: dict[str, str] = field(hash=False, compare=False)
    """By the code of the Department alone: 2a, pr5, n1."""
    words: dict[str, str] = field(hash=False, compare=False)
    """By letters and digits alone, whatever stands between them."""

    def find(self, text: str) -> str | None:
        """The code that this text stands for, or None."""
        plain = _plain(text)
        bare = _PREFIX.sub("", plain)
        found = self.ways.get(plain) or self.ways.get(bare)
        if found is None and (parts := _CODE.match(bare)):
            code = parts[1] or parts[2] or parts[3]
            found = self.short.get(code)
            if found is None and any(sign.isdigit() for sign in code):
                found = self.words.get(_words(parts[4]))
        return found or self.words.get(_words(bare))


_PREFIX: Final = re.compile(r"^[a-z]\d?\)\s*")
_CODE: Final = re.compile(
    r"^(?:\(([\w.]{1,5})\)|([a-z][\w.]{0,4}\d)\)|([\w.]{1,5}?)\s*(?:[:=]|-\s|\s-|\s))\s*(.+)$"
)
"""A short code, a sign, and words: "PR5 - Voluntary", "2A Schools", "(A.A1) White - British"."""
_SPACES: Final = re.compile(r"\s+")


def _plain(text: str) -> str:
    """A value as it is compared: lower case, one space, straight quotes, one kind of dash."""
    straight = (
        text.replace("\u00a0", " ")
        .replace("’", "'")
        .replace("‘", "'")
        .replace("–", "-")
        .replace("—", "-")
    )
    return _SPACES.sub(" ", straight).strip().lower()


def _words(text: str) -> str:
    """Letters and digits alone: "white - british" is "white british"."""
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def _short(code: str) -> str:
    """The Department's code inside a code of Annex A: "a) 1A: Individual" is "1a"."""
    return re.split(r":| - ", _PREFIX.sub("", _plain(code)))[0].strip()


def plain_header(text: str) -> str:
    """A header as it is compared: as a value, without a closing bracket or question mark."""
    return _plain(text).rstrip(")?:. ").strip()


def _ways(code: str, detail: str, *, letters: bool) -> set[str]:
    """Every way in which a code may be written: whole, without its letter, the letter, the code.

    The letters of ethnicity are printed twice over in the template, and mean nothing alone.
    """
    whole = _plain(code)
    bare = _PREFIX.sub("", whole)
    ways = {whole, bare}
    letter = re.match(r"^([a-z]\d?)\)", whole)
    if letter and letters:
        ways |= {letter[1], f"{letter[1]})"}
    for sign in (":", " - "):
        if sign in bare:
            first, _, rest = bare.partition(sign)
            ways |= {first.strip(), rest.strip()}
    if detail:
        ways |= {_plain(detail), _plain(detail).partition(" - ")[2]}
    return ways - {""}


@cache
def _content(name: str) -> dict[str, Any]:
    with (_CONTENT / name).open(encoding="utf-8") as file:
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
                    codes="gender_of_adopters"
                    if (given["number"], column["key"]) == (11, "gender")
                    else column.get("codes", ""),
                    pattern=re.compile(column["header_pattern"])
                    if column.get("header_pattern")
                    else None,
                )
                for column in given["columns"]
            ),
        )
        for given in _content("annex_a.yaml")["lists"]
    }


@lru_cache(maxsize=1)
def code_sets() -> dict[str, CodeSet]:
    """Every set of codes by its name. Where two codes share a way of writing, neither has it.

    List 11 prints the letters c and d of gender the other way round: there a bare letter means
    the other one, and what comes out is written as on all lists.
    """
    found = {}
    for name, values in _content("annex_a.yaml")["codes"].items():
        ways: dict[str, str] = {}
        twice: set[str] = set()
        for value in values:
            for way in _ways(
                str(value["code"]), str(value.get("detail", "")), letters=name != "ethnicity"
            ):
                if ways.setdefault(way, str(value["code"])) != str(value["code"]):
                    twice.add(way)
        for way in twice:
            whole = [str(value["code"]) for value in values if _plain(str(value["code"])) == way]
            if whole:
                ways[way] = whole[0]
            else:
                del ways[way]
        found[name] = _set(tuple(str(value["code"]) for value in values), ways, name)
    gender = found["gender"]
    swapped = {"c": "d) Neither", "c)": "d) Neither", "d": "c) Not stated/recorded"}
    swapped["d)"] = swapped["d"]
    found["gender_of_adopters"] = _set(gender.codes, gender.ways | swapped, "gender")
    return found


def _set(codes: tuple[str, ...], ways: dict[str, str], name: str) -> CodeSet:
    """A set with the ways that no rule gives (`content/ways.yaml`); a rule's way goes before."""
    kept = _content("ways.yaml").get(name, {})
    more = {way: code for code, said in kept.items() for way in said} | ways
    words: dict[str, str] = {}
    for way, code in more.items():
        if len(bones := _words(way)) > 1 and words.setdefault(bones, code) != code:
            words[bones] = ""
    return CodeSet(codes, more, {_short(code): code for code in codes}, words)


_NAMED: Final = re.compile(r"^(?:annex a )?list[ _-]*0*(\d{1,2})\b")


def list_of_name(name: str) -> List | None:
    """The list that a sheet or file of this name holds, by number or by title."""
    text = _plain(name.replace("_", " "))
    match = _NAMED.match(text) or re.search(r"\blist[ _-]*0*(\d{1,2})\b", text)
    if match:
        return lists().get(int(match[1]))
    return next((one for one in lists().values() if text in one.names), None)


Known = Mapping[tuple[int, str], str]
"""Headers that people have explained: (list, plain header) → the key of the column."""


def match_header(one: List, header: str, known: Known | None = None) -> str | None:
    """The key of the column that goes by this header, or None."""
    text = plain_header(header)
    if not text:
        return None
    if known and (key := known.get((one.number, text))):
        return key
    for column in one.columns:
        if plain_header(column.header) == text:
            return column.key
    straight = header.replace("’", "'").replace("‘", "'")
    for column in one.columns:
        if column.pattern is not None and column.pattern.match(straight):
            return column.key
    return None
