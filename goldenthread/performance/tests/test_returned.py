"""Figures from returns of services stand on the boards, with their source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from goldenthread.people.models import ServiceArea, Team
from goldenthread.performance.models import Reckoning
from goldenthread.returns import operations
from goldenthread.returns.lists import services
from goldenthread.returns.vocabulary import Entry
from tests.cast import NOON

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


def page(cast: Cast, where: str = "") -> str:
    client = Client()
    client.force_login(cast.director)
    return client.get(f"/performance/?{where}").content.decode()


@pytest.fixture
def send(cast: Cast) -> ServiceArea:
    """SEND is a service area with a team, and handed in October; figures are as at its end."""
    area = ServiceArea.objects.create(name="SEND")
    Team.objects.create(name="SEND 1", area=area)
    Reckoning.objects.create(
        as_at=date(2026, 10, 31), fingerprint="x", load="LOD-0001", load_as_at=date(2026, 10, 31),
        at=NOON,
    )  # fmt: skip
    for month, upper in ((10, 30), (11, 39)):
        operations.hand_in(
            service=services()["send"],
            month=date(2026, month, 1),
            entries=[Entry(code="SE01", upper=Decimal(upper), lower=Decimal(40))],
            seen=0,
            by=cast.ana,
            at=NOON,
        )
    return area


def test_the_council_and_the_service_have_it_with_its_month(cast: Cast, send: ServiceArea) -> None:
    for where in ("", f"where=area-{send.pk}"):
        shown = page(cast, where)
        assert "30 of 40 (75%)" in shown
        assert "Return, October 2026" in shown
        assert "39 of 40" not in shown, "November has not come as at the end of October"


def test_another_service_has_not(cast: Cast, send: ServiceArea) -> None:
    assert "30 of 40" not in page(cast, f"where=area-{cast.fsp.pk}")


def test_it_is_searched_with_the_others(cast: Cast, send: ServiceArea) -> None:
    assert "30 of 40 (75%)" in page(cast, "q=ehc+plans")
    assert "30 of 40 (75%)" not in page(cast, "q=fostering")
