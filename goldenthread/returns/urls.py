"""Addresses of returns."""

from __future__ import annotations

from django.urls import path, re_path

from goldenthread.returns import views

_MONTH = r"(?P<month>20\d{2}-(?:0[1-9]|1[0-2]))"

app_name = "returns"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.service, name="service"),
    re_path(rf"^(?P<slug>[a-z-]+)/{_MONTH}/$", views.month, name="month"),
    re_path(rf"^(?P<slug>[a-z-]+)/{_MONTH}/(?P<number>\d{{1,6}})/$", views.version, name="version"),
    re_path(
        rf"^(?P<slug>[a-z-]+)/{_MONTH}/return\.(?P<kind>csv|xlsx)$", views.export, name="export"
    ),
    re_path(
        rf"^(?P<slug>[a-z-]+)/{_MONTH}/small-numbers\.(?P<kind>csv|xlsx)$",
        views.small_numbers,
        name="small_numbers",
    ),
]
