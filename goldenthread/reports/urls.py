"""Addresses of the reports."""

from __future__ import annotations

from django.urls import path, re_path

from goldenthread.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    re_path(r"^(?P<reference>REP-\d{4,})/$", views.by_reference, name="by_reference"),
    path("cycles/<int:cycle>/", views.report, name="report"),
    path("cycles/<int:cycle>/edit/<str:code>/", views.edit, name="edit"),
    path("cycles/<int:cycle>/sign-off/", views.sign_off, name="sign_off"),
    re_path(r"^cycles/(?P<cycle>\d+)/report\.(?P<kind>docx|pdf)$", views.as_file, name="file"),
    re_path(r"^audits/(?P<token>[\w-]+)\.(?P<kind>docx|pdf)$", views.audit_copy, name="audit_copy"),
]
