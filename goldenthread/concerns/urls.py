"""Addresses of the concerns pages."""

from __future__ import annotations

app_name = "concerns"
urlpatterns: list = []
