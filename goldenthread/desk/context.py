"""What every page's frame shows of the reader: menu, notices, name."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def menu(request: HttpRequest) -> dict[str, Any]:
    """The menu of the reader's roles (screens §2.2)."""
    return {}
