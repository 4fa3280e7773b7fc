"""Whether the way to returns is shown."""

from __future__ import annotations

from typing import Any

from django import template

from goldenthread.returns import queries

register = template.Library()


@register.simple_tag(takes_context=True)
def sees_returns(context: dict[str, Any]) -> bool:
    """Whether the reader sees returns of services: {% sees_returns as shown %}."""
    return queries.may_see(context["request"].user)


@register.filter
def own_words(trouble: str) -> str:
    """What is wrong, without the name of the row that it stands in: `{{ error|own_words }}`."""
    words = trouble.partition(": ")[2] or trouble
    return words[:1].upper() + words[1:]
