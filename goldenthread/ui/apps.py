"""Django's name for this module, and the check of its one setting that can go wrong."""

from __future__ import annotations

import re
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


def brand_can_be_read(**given: Any) -> list[CheckMessage]:
    """White words stand on the brand colour: 4.5 to 1 at least (WCAG 2.2, 1.4.3)."""
    colour = settings.BRAND_COLOUR
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return [Error(f"BRAND_COLOUR must be like #0b4a4f, not {colour!r}.", id="ui.E001")]
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    ratio = 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    if ratio < 4.5:
        return [
            Error(
                f"White words on BRAND_COLOUR {colour} reach {ratio:.1f} to 1: 4.5 are needed.",
                id="ui.E002",
            )
        ]
    return []


class Config(AppConfig):
    """The module as Django knows it."""

    name = "goldenthread.ui"
    label = "ui"

    def ready(self) -> None:
        """The server and every command check the colour."""
        register(brand_can_be_read, "brand")
