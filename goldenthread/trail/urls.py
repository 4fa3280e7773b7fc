"""Addresses of the trail pages."""

from __future__ import annotations

app_name = "trail"
urlpatterns: list = []
