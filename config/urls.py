"""The addresses of the service: screens §2.1."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from goldenthread.caseload.views import log as access_log
from goldenthread.notices.views import health

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("people/", include("goldenthread.people.urls")),
    path("notices/", include("goldenthread.notices.urls")),
    path("access-log/", access_log.index, name="access_log"),
    path("health/", health, name="health"),
    path("standards/", include("goldenthread.standards.urls")),
    path("children/", include("goldenthread.caseload.urls")),
    path("loads/", include("goldenthread.intake.urls")),
    path("actions/", include("goldenthread.actions.urls")),
    path("concerns/", include("goldenthread.concerns.urls")),
    path("", include("goldenthread.audits.urls")),
    path("performance/returns/", include("goldenthread.returns.urls")),
    path("performance/", include("goldenthread.performance.urls")),
    path("reports/", include("goldenthread.reports.urls")),
    path("", include("goldenthread.ui.urls")),
    path("", include("goldenthread.desk.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("goldenthread.demo.urls")))
