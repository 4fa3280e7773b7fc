"""What every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, in post."""
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture(autouse=True)
def _trail_may_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that write for real empty their tables afterwards: let them, then guard again."""
    real = {"transactional_db", "live_server", "django_db_serialized_rollback"}
    marker = request.node.get_closest_marker("django_db")
    if not (real & set(request.fixturenames) or (marker and marker.kwargs.get("transaction"))):
        yield
        return
    from django.db import connection

    from goldenthread.trail import seals

    blocker = request.getfixturevalue("django_db_blocker")
    request.getfixturevalue("django_db_setup")
    with blocker.unblock():
        seals.unguard(connection)
    yield
    with blocker.unblock():
        seals.guard(connection)
