"""What every test may ask for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.cast import Cast

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
"""Speed is measured in `make bench`, never in a test: a busy machine fails no property."""


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, in post."""
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture(autouse=True)
def _figures_are_asked_anew() -> None:
    """What is kept by the number of a reckoning or an act: in each test numbers begin anew."""
    from goldenthread.audits.queries.theme import theme_as_of
    from goldenthread.performance.queries.by_week import told_weeks
    from goldenthread.performance.queries.reading import groups_on, points_of, rows_on

    rows_on.cache_clear()
    points_of.cache_clear()
    groups_on.cache_clear()
    told_weeks.cache_clear()
    theme_as_of.cache_clear()


_open = {"now": False}


@pytest.fixture(autouse=True)
def _trail_may_be_emptied(request: pytest.FixtureRequest) -> None:
    """Tests that write for real empty their tables afterwards: let them; guard again for the
    next test that does not."""
    real = {"transactional_db", "live_server", "django_db_serialized_rollback"}
    marker = request.node.get_closest_marker("django_db")
    wanted = bool(real & set(request.fixturenames) or (marker and marker.kwargs.get("transaction")))
    if wanted == _open["now"]:
        return
    from django.db import connection

    from goldenthread.trail import seals

    blocker = request.getfixturevalue("django_db_blocker")
    request.getfixturevalue("django_db_setup")
    with blocker.unblock():
        (seals.unguard if wanted else seals.guard)(connection)
    _open["now"] = wanted


_ASKS_A_DATABASE = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--asks-a-database`: leave out what asks none; `make test` runs that once, beside it."""
    parser.addoption("--asks-a-database", action="store_true", help="only what asks a database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what asks a database, is a browser's journey or kills a process, where that is asked."""
    if not config.getoption("--asks-a-database"):
        return
    kept, rest = [], []
    for item in items:
        asks = any(
            map(item.get_closest_marker, ("django_db", "journey", "crash"))
        ) or _ASKS_A_DATABASE & set(getattr(item, "fixturenames", ()))
        (kept if asks else rest).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=rest)
