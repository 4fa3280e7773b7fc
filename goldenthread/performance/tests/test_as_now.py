"""Figures with teams as they were on the day of the lists, or as they are now (Z01, T01)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from goldenthread.intake import operations as intake
from goldenthread.intake.tests import make
from goldenthread.performance import operations, queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.vocabulary import Window
from tests.cast import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
AS_AT = date(2026, 10, 31)


@pytest.fixture
def merged(cast: Cast, tmp_path: Path, settings: Any) -> Cast:
    """Two children on plans with FSP North and one with FSP South, which is FSP North's since."""
    settings.VAR_DIR = tmp_path / "var"
    place = make.headers(7).index("Allocated Team")
    rows = [[f"{109377 + number}", *make.SEVEN[1:]] for number in range(3)]
    rows[2][place] = cast.fsp_south.name
    intake.load_files(
        paths=[make.book(tmp_path / "a.xlsx", {"List 7": [make.headers(7), *rows]})],
        as_at=AS_AT, without_bad_rows=False, by=cast.ana, at=NOON,
    )  # fmt: skip
    operations.take_readings(
        by=cast.ana, at=NOON, indicators=[CATALOGUE[code] for code in ("CP01", "CP11")]
    )
    cast.fsp_south.merged_into, cast.fsp_south.closed_on = cast.fsp_north, date(2026, 11, 1)
    cast.fsp_south.save()
    return cast


def browser(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_a_team_has_as_it_is_now_what_the_merged_one_had(merged: Cast) -> None:
    (day,) = queries.reckoned()
    was = queries.places(merged.director)
    now = queries.as_it_is_now(was)
    assert merged.fsp_south.name in {one.name for one in was}
    assert merged.fsp_south.name not in {one.name for one in now}
    north = next(one for one in now if one.name == merged.fsp_north.name)
    assert set(north.teams) == {merged.fsp_north.name, merged.fsp_south.name}
    (point,) = queries.trend(north, CATALOGUE["CP01"], [day], Window.SNAPSHOT)
    assert point.answer.met == 3
    for indicator in (CATALOGUE["CP01"], CATALOGUE["CP11"]):
        (both,) = queries.groups(now[0], indicator, day, Window.SNAPSHOT)
        apart = queries.groups(was[0], indicator, day, Window.SNAPSHOT)
        assert (both.group, len(apart)) == (merged.fsp_north.name, 2)
        assert both.eligible == sum(one.eligible for one in apart)


def test_pages_and_files_offer_both_and_keep_the_choice(merged: Cast) -> None:
    client = browser(merged.director)
    path = "/performance/indicators/CP01/"
    assert "As they are now" in client.get(path).content.decode()
    text = client.get(f"{path}?teams=now").content.decode()
    assert merged.fsp_south.name not in text
    assert "teams=now" in text, "links of the page keep it"
    gone = f"/performance/?teams=now&where=team-{merged.fsp_south.pk}"
    assert client.get(gone).status_code == 404
    rows = client.get(f"/performance/figures.csv?teams=now&where=team-{merged.fsp_north.pk}")
    assert rows.status_code == 200


def test_a_merged_team_and_its_heir_say_so_with_a_way_to_both(merged: Cast) -> None:
    client = browser(merged.director)
    for team in (merged.fsp_south, merged.fsp_north):
        text = client.get(f"/performance/?where=team-{team.pk}").content.decode()
        assert f"was merged into {merged.fsp_north.name} on 1 November 2026" in text
        both = f"?where=team-{merged.fsp_north.pk}&amp;teams=now&amp;as_at=2026-10-31"
        assert both in text
        text = client.get(f"/performance/{both.replace('&amp;', '&')}").content.decode()
        assert "was merged into" not in text
    assert "was merged into" not in client.get("/performance/").content.decode()


def test_a_manager_sees_it_of_the_own_team_alone(merged: Cast) -> None:
    client = browser(merged.priya)
    text = client.get("/performance/indicators/CP01/?teams=now").content.decode()
    assert ">3<" in text
    assert client.get("/performance/?teams=now&where=all").status_code == 404


def test_where_no_team_was_merged_nothing_is_asked(cast: Cast) -> None:
    assert not queries.mergers(cast.director)
    assert "As they are now" not in browser(cast.director).get("/performance/").content.decode()
