"""Addresses of the standards pages."""

from __future__ import annotations

from django.urls import path

from goldenthread.standards import views

app_name = "standards"
urlpatterns = [
    path("", views.index, name="index"),
    path("threads/", views.threads, name="threads"),
    path("read/", views.read, name="read"),
    path("readers/", views.readers, name="readers"),
    path("closed-days/", views.closures, name="closures"),
    path("<str:code>/", views.standard, name="standard"),
]
