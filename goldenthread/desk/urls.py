"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from goldenthread.desk import views

app_name = "desk"
urlpatterns = [path("", views.home, name="home"), path("desk/", views.home, name="desk")]
