"""What lists and tables are called on pages."""

from __future__ import annotations

from django import template

from goldenthread.intake import doors

register = template.Library()


@register.filter
def called(number: int) -> str:
    """List 8, or the name of a table: `{{ one.list|called }}`."""
    return doors.called(number)
