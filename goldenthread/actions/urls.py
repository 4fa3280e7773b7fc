"""Addresses of the actions pages."""

from __future__ import annotations

from django.urls import path

from goldenthread.actions.views import action, tracker

app_name = "actions"
urlpatterns = [
    path("", tracker.tracker, name="tracker"),
    path("export/", tracker.export, name="export"),
    path("<str:reference>/", action.action, name="by_reference"),
    path("<str:reference>/<str:what>/", action.change, name="change"),
]
