"""Addresses of the caseload pages."""

from __future__ import annotations

from django.urls import path

from goldenthread.caseload.views import children

app_name = "caseload"
urlpatterns = [
    path("", children.index, name="index"),
    path("find/", children.find, name="find"),
    path("export/", children.export, name="export"),
    path("<str:token>/", children.child, name="child"),
    path("<str:token>/restrict/", children.restrict, name="restrict"),
    path("<str:token>/unrestrict/", children.unrestrict, name="unrestrict"),
]
