"""Addresses of the people pages."""

from __future__ import annotations

from django.urls import path, re_path

from goldenthread.people.views import people

app_name = "people"
urlpatterns = [
    path("", people.index, name="index"),
    path("account/", people.account, name="account"),
    path("add/", people.add, name="add"),
    path("permissions/", people.permissions, name="permissions"),
    path("establishment/", people.establishment, name="establishment"),
    re_path(r"^establishment\.(?P<kind>csv|xlsx)$", people.export, name="export"),
    path("teams/open/", people.open_team, name="open_team"),
    path("teams/<int:pk>/", people.team, name="team"),
    path("teams/<int:pk>/merge/", people.merge, name="merge"),
    path("posts/<int:pk>/end/", people.end, name="end"),
    path("posts/<int:pk>/move/", people.move, name="move"),
    path("delegations/<int:pk>/end/", people.end_delegation, name="end_delegation"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/appoint/", people.appoint, name="appoint"),
    path("<int:pk>/delegate/", people.delegate, name="delegate"),
]
