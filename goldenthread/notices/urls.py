"""Addresses of the notices pages."""

from __future__ import annotations

from django.urls import path

from goldenthread.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.index, name="index"),
    path("read/", views.read, name="read"),
]
