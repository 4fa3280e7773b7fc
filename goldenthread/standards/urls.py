"""Addresses of the standards pages."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "standards"
urlpatterns: list[URLPattern] = []
