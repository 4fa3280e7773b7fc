"""Who may close a child's record to all but those named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from goldenthread.kernel.refusal import Refusal
from goldenthread.people.vocabulary import Role


def why_not_restrict(*, roles: Collection[Role], leads: bool) -> Refusal | None:
    """A record is restricted by the Director, an Assistant Director or the child's Head of
    Service. SEC-2, `domain/evidence.md` §6.1."""
    if {Role.DCS, Role.AD} & set(roles) or leads:
        return None
    return Refusal("The child’s Head of Service, or somebody above, restricts a record.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid:
    """Of whom a load says nothing: they stay as the load before left them. PER-1, N01."""

    references: frozenset[str] = frozenset()
    """Children whose rows could not be used."""
    plans: frozenset[str] = frozenset()
    """Plans whose lists are not there."""

    def of(self, reference: str, plan: str) -> bool:
        """Whether nothing is said of this child. PER-1, N01."""
        return reference in self.references or plan in self.plans


def difference(
    before: Mapping[str, tuple[str, str]], rows: Iterable[Mapping[str, Any]], unsaid: Unsaid
) -> dict[str, Any]:
    """What a load changes: `before` is reference → (plan, worker) of every open child. PER-1, N02.

    came, went, open (after it), worker_changed, and stay: plan → how many open children stay as
    they were because the load says nothing of them.
    """
    now = {row["reference"]: row.get("worker_name") or "" for row in rows if row["open"]}
    said = {row["reference"] for row in rows}
    stay = Counter(
        plan
        for reference, (plan, _) in before.items()
        if reference not in said and unsaid.of(reference, plan)
    )
    return {
        "came": len(now.keys() - before.keys()),
        "went": len(before.keys() - now.keys()) - stay.total(),
        "open": len(now) + stay.total(),
        "worker_changed": sum(
            now[reference] != before[reference][1] for reference in now.keys() & before.keys()
        ),
        "stay": dict(stay),
    }
