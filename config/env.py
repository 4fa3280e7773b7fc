"""Settings come from the environment through these four readers, which refuse what is missing."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_YES = {"1", "yes", "true", "on"}
_NO = {"0", "no", "false", "off", ""}


def text(name: str, default: str | None = None) -> str:
    """The text of this variable.

    Raises:
        ImproperlyConfigured: it is not set and has no default.
    """
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(
            f"{name} is not set. Copy its line from dotenv-sample into the environment."
        )
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Yes or no.

    Raises:
        ImproperlyConfigured: the text is neither.
    """
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in _YES:
        return True
    if value.lower() in _NO:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}. See dotenv-sample.")


def number(name: str, default: int) -> int:
    """A whole number.

    Raises:
        ImproperlyConfigured: the text is not one.
    """
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} must be a whole number, not {value!r}. See dotenv-sample."
        ) from None


def secret(name: str, default: str | None = None) -> str:
    """A secret: the variable itself, or the file that NAME_FILE points to.

    Raises:
        ImproperlyConfigured: neither is set.
    """
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    return text(name, default)
