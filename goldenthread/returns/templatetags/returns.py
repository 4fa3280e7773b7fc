"""Whether the way to returns is shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import template
from django.utils import timezone

from goldenthread.kernel.sentences import capital
from goldenthread.returns import queries

register = template.Library()


@register.simple_tag(takes_context=True)
def sees_returns(context: dict[str, Any]) -> bool:
    """Whether the reader sees returns of services: {% sees_returns as shown %}."""
    return queries.may_see(context["request"].user)


@register.simple_tag
def month_over() -> date:
    """The first day of the month that ended last: what is due now: {% month_over as over %}."""
    return (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)


@register.filter
def own_words(trouble: str) -> str:
    """What is wrong, without the name of the row that it stands in: `{{ error|own_words }}`."""
    words = trouble.partition(": ")[2] or trouble
    return capital(words)
