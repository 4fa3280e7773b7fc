"""Every page of ChAT, along a child's way."""

from __future__ import annotations

from typing import Final

from goldenthread.performance.chat.declared import Page
from goldenthread.performance.chat.pages import (
    adoption,
    care,
    enquiries,
    front_door,
    leavers,
    need,
    protection,
)

PAGES: Final[dict[str, Page]] = {
    page.code: page
    for page in (
        *front_door.PAGES,
        *enquiries.PAGES,
        *need.PAGES,
        *protection.PAGES,
        *care.PAGES,
        *leavers.PAGES,
        *adoption.PAGES,
    )
}
"""Code → page."""
