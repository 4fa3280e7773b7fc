"""Addresses of the desk pages."""

from __future__ import annotations

app_name = "desk"
urlpatterns: list = []
