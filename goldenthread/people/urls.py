"""Addresses of the people pages."""

from __future__ import annotations

from django.urls import path, re_path

from goldenthread.people.views import changes, directory, establishment, posts, teams

app_name = "people"
urlpatterns = [
    path("", directory.index, name="index"),
    path("account/", directory.account, name="account"),
    path("add/", posts.add, name="add"),
    path("changes/", changes.changes, name="changes"),
    path("changes/<int:pk>/", changes.change, name="change"),
    path("permissions/", directory.permissions, name="permissions"),
    path("establishment/", establishment.establishment, name="establishment"),
    re_path(r"^establishment\.(?P<kind>csv|xlsx)$", establishment.export, name="export"),
    path("teams/open/", teams.open_team, name="open_team"),
    path("teams/<int:pk>/", directory.team, name="team"),
    path("teams/<int:pk>/merge/", teams.merge, name="merge"),
    path("posts/<int:pk>/end/", posts.end, name="end"),
    path("posts/<int:pk>/move/", posts.move, name="move"),
    path("delegations/<int:pk>/end/", posts.end_delegation, name="end_delegation"),
    path("<int:pk>/", directory.person, name="person"),
    path("<int:pk>/appoint/", posts.appoint, name="appoint"),
    path("<int:pk>/leave/", posts.leave, name="leave"),
    path("<int:pk>/delegate/", posts.delegate, name="delegate"),
]
