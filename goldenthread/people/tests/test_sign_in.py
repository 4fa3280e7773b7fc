"""Signing in: by e-mail and password, locked after wrong ones, nothing open before it (SEC-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.test import Client

if TYPE_CHECKING:
    from tests.cast import Cast

PASSWORD = "correct horse battery staple"


@pytest.fixture
def helen(cast: Cast) -> Cast:
    cast.helen.set_password(PASSWORD)
    cast.helen.save()
    cache.clear()
    return cast


def _try(client: Client, password: str) -> int:
    return client.post(
        "/account/login/", {"login": "helen@thornmere.example", "password": password}
    ).status_code


def test_the_right_password_signs_in(helen: Cast, client: Client) -> None:
    assert _try(client, PASSWORD) == 302
    assert client.session["_auth_user_id"] == str(helen.helen.pk)


def test_after_five_wrong_passwords_the_right_one_is_refused_everywhere(helen: Cast) -> None:
    for _ in range(5):
        assert _try(Client(), "wrong") == 200
    answer = Client().post(
        "/account/login/", {"login": "helen@thornmere.example", "password": PASSWORD}
    )
    assert answer.status_code != 302
    assert "Too many failed login attempts" in answer.content.decode()


def test_the_lock_out_is_kept_in_the_database_for_all_workers(settings: object) -> None:
    assert "DatabaseCache" in settings.CACHES["default"]["BACKEND"]  # type: ignore[attr-defined]


def test_nobody_signs_up(client: Client, db: None) -> None:
    assert "Accounts are made for you" in client.get("/account/signup/").content.decode()
