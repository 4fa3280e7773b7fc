"""The addresses of performance: screens §2.1."""

from django.urls import path, re_path

from goldenthread.performance.views import analysis, board, indicator, target

app_name = "performance"
urlpatterns = [
    path("", board.index, name="index"),
    re_path(r"^figures\.(?P<kind>csv|xlsx)$", board.export, name="export"),
    path("chat/", analysis.index, name="chat"),
    path("chat/<slug:code>/", analysis.page, name="chat_page"),
    path("indicators/<str:code>/", indicator.indicator, name="indicator"),
    path("indicators/<str:code>/target/", target.target, name="target"),
    path("indicators/<str:code>/children/", indicator.children, name="children"),
    path("indicators/<str:code>/chart.svg", indicator.chart, name="chart"),
    re_path(
        r"^indicators/(?P<code>\w+)/points\.(?P<kind>csv|xlsx)$",
        indicator.export,
        name="indicator_export",
    ),
]
