"""Events rebuilt from loads: what happened to each child, and since when we have known it.

Annex A tells the newest state of things. Successive loads, laid one over the other, tell how it
came about (`decisions.md` 7, features N04 and Z01). Nothing here is ever corrected by hand: the
same loads give the same events.
"""

from __future__ import annotations

from goldenthread.intake.events.building import Kept, build, fingerprint
from goldenthread.intake.events.kinds import CHILD, EVENTS, Event
from goldenthread.intake.events.telling import HISTORY

__all__ = ["CHILD", "EVENTS", "HISTORY", "Event", "Kept", "build", "fingerprint"]
