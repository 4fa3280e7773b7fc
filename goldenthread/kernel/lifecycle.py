"""A lifecycle is a dictionary from (state, act) to the next state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from goldenthread.kernel.refusal import Refusal
from goldenthread.kernel.words import Word

S = TypeVar("S", bound=Word)
A = TypeVar("A", bound=Word)

Lifecycle = Mapping[tuple[S, A], S]


def why_not(lifecycle: Lifecycle[S, A], state: S, act: A) -> Refusal | None:
    """Say why this act cannot be done in this state, or None if it can."""
    if (state, act) in lifecycle:
        return None
    return Refusal(f"This cannot be done now: it is {state.label.lower()}.")


def diagram(lifecycle: Lifecycle[S, A]) -> str:
    """Draw the lifecycle as a Mermaid state diagram, for the reference pages."""
    lines = ["stateDiagram-v2"]
    lines += [
        f"    {state.value} --> {after.value}: {act.value}"
        for (state, act), after in lifecycle.items()
    ]
    return "\n".join(lines)
