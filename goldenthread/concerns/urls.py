"""Addresses of the concerns pages."""

from __future__ import annotations

from django.urls import path

from goldenthread.concerns import views

app_name = "concerns"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.raise_concern, name="raise"),
    path("<str:reference>/", views.concern, name="by_reference"),
]
