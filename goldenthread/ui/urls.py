"""Addresses of the pages that belong to the frame."""

from __future__ import annotations

from django.urls import path

from goldenthread.ui import views

app_name = "ui"
urlpatterns = [
    path("brand.css", views.brand, name="brand"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("components/", views.components, name="components"),
    path("who-can-see-what/", views.who_sees, name="who_sees"),
]
