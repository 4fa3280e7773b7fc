"""Words: enumerations whose values are stored and whose labels are read by people."""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """A closed list of words. The value is stored; the label is shown."""

    @property
    def label(self) -> str:
        """The word as people read it: from `LABELS` of the class, else the value itself."""
        return self.labels().get(self.value, self.value.replace("_", " ").capitalize())

    @classmethod
    def labels(cls) -> dict[str, str]:
        """Labels that differ from the value with its underscores taken out."""
        return {}

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of stored value and label, in order of declaration."""
        return [(word.value, word.label) for word in cls]
