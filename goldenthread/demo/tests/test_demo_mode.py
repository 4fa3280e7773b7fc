"""Nobody signs in as anybody outside demo mode."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client

from goldenthread.demo.apps import only_in_demo_mode
from goldenthread.demo.rules import why_not_demo
from goldenthread.people.models import Person

if TYPE_CHECKING:
    from tests.cast import Cast


def test_demo_mode_refuses_to_start_beside_real_people(cast: Cast) -> None:
    assert only_in_demo_mode() == []
    Person.objects.create(email="somebody@rochdale.gov.uk", name="Somebody")
    [error] = only_in_demo_mode()
    assert error.id == "demo.E002"


def test_the_page_is_refused_outside_demo_mode(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    [error] = only_in_demo_mode()
    assert error.id == "demo.E001"


def test_outside_demo_mode_the_page_is_not_there() -> None:
    code = (
        "import django; django.setup();"
        "from django.urls import reverse, NoReverseMatch\n"
        "try: reverse('demo:people')\n"
        "except NoReverseMatch: print('not there')"
    )
    env = {
        **os.environ,
        "DEMO": "no",
        "SECRET_KEY": "k" * 60,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=env,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "not there"


@pytest.mark.parametrize(
    ("emails", "refused"),
    [(["a@thornmere.example"], False), (["a@thornmere.example", "b@gov.uk"], True), ([], False)],
)
def test_fictional_addresses_end_in_example(emails: list[str], refused: bool) -> None:
    assert (why_not_demo(emails=emails) is not None) is refused


def test_one_press_signs_in_as_a_fictional_person(cast: Cast, client: Client) -> None:
    answer = client.post(f"/demo/as/{cast.helen.pk}/")
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(cast.helen.pk)
