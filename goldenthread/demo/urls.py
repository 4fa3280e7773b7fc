"""Addresses of the demo: included in demo mode only."""

from __future__ import annotations

from django.urls import path

from goldenthread.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.people_to_be, name="people"),
    path("as/<int:number>/", views.sign_in_as, name="as"),
]
