"""Addresses of the loads."""

from __future__ import annotations

from django.urls import path, re_path

from goldenthread.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    re_path(r"^(?P<reference>LOD-\d{4,})/$", views.by_reference, name="by_reference"),
    path("<int:pk>/", views.load, name="load"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/explain/", views.explain, name="explain"),
    path("<int:pk>/report/", views.report, name="report"),
]
