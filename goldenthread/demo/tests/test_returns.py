"""The story of the demonstration hands in every return."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from goldenthread.demo.story import returns
from goldenthread.returns.lists import services
from goldenthread.returns.models import ServiceReturn

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.mark.django_db
@pytest.mark.parametrize("today", [date(2026, 11, 28), date(2026, 12, 1), date(2027, 1, 31)])
def test_every_service_hands_in_half_a_year(cast: Cast, today: date) -> None:
    returns.hand_in(by=cast.ana, today=today, seed=3)
    assert ServiceReturn.objects.count() == returns.MONTHS * len(services()) + 1


def test_there_is_a_number_for_each_measure() -> None:
    codes = {one.code for service in services().values() for one in service.measures}
    assert set(returns.NUMBERS) == codes
