"""A refusal is a value, and an exception when an act goes ahead regardless."""

from __future__ import annotations


class Refusal(Exception):
    """Why an act may not be done.

    A rule returns it, so that a page can say why before anybody presses a button.
    An operation raises it, so that nothing is written.
    """

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Refusal) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))


def stop_if(refusal: Refusal | None) -> None:
    """Raise the refusal if there is one.

    Raises:
        Refusal: the one given.
    """
    if refusal is not None:
        raise refusal
