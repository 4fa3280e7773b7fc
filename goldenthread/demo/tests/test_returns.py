"""The story of the demonstration hands in every return."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from goldenthread.demo.story import returns
from goldenthread.returns.lists import services
from goldenthread.returns.models import ReturnedFigure, ServiceReturn

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.mark.django_db
@pytest.mark.parametrize("back", [0, 10, 20, 30])
def test_every_service_hands_in_half_a_year(cast: Cast, back: int) -> None:
    """The story ends today, and is told on whatever day of a month that is."""
    today = timezone.localdate() - timedelta(days=back)
    returns.hand_in(by=cast.ana, today=today, seed=3)
    assert ServiceReturn.objects.count() == returns.MONTHS * len(services()) + 1


def test_there_is_a_number_for_each_measure() -> None:
    codes = {one.code for service in services().values() for one in service.measures}
    assert set(returns.NUMBERS) == codes


@pytest.mark.django_db
def test_what_is_counted_since_april_never_falls_within_a_year(cast: Cast) -> None:
    today = timezone.localdate()
    returns.hand_in(by=cast.ana, today=today, seed=3)
    for code in returns.SINCE_APRIL | returns.BOTH_SINCE_APRIL:
        found = list(
            ReturnedFigure.objects.filter(code=code)
            .order_by("service_return__month", "service_return__number")
            .values_list("service_return__month", "upper")
        )
        assert len(found) >= returns.MONTHS
        for (before, was), (month, now) in pairwise(found):
            assert now >= was or month.month == 4, (code, before, month)
