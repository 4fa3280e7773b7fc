"""Addresses of the caseload pages."""

from __future__ import annotations

app_name = "caseload"
urlpatterns: list = []
