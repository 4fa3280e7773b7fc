"""Addresses of the audits pages."""

from __future__ import annotations

app_name = "audits"
urlpatterns: list = []
