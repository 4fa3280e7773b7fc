"""When the demo may run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from goldenthread.kernel.refusal import Refusal

FICTIONAL: Final = ".example"
"""The top of every fictional address (RFC 2606)."""


def why_not_demo(*, emails: Iterable[str]) -> Refusal | None:
    """Demo mode lets anybody in as anybody, so it runs beside fictional people only. SEC-1."""
    real = sum(not email.lower().endswith(FICTIONAL) for email in emails)
    if real:
        return Refusal(
            f"Demo mode is on, and the database holds {real} people who are not fictional. "
            "Take DEMO out of the environment, or use another database."
        )
    return None
