"""Addresses of the actions pages."""

from __future__ import annotations

from django.urls import path

from goldenthread.actions import views

app_name = "actions"
urlpatterns = [
    path("", views.tracker, name="tracker"),
    path("export/", views.export, name="export"),
    path("<str:reference>/", views.action, name="by_reference"),
    path("<str:reference>/<str:what>/", views.change, name="change"),
]
