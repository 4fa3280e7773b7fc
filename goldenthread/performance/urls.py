"""The addresses of performance: screens §2.1."""

from django.urls import path, re_path

from goldenthread.performance.views import (
    analysis,
    board,
    breakdown,
    comparison,
    data,
    exception,
    exceptions,
    files,
    grid,
    indicator,
    journey,
    manual,
    mine,
    note,
    starting,
    target,
    theme,
    vitals,
    weekly,
    weeks,
)

app_name = "performance"
urlpatterns = [
    path("", board.index, name="index"),
    re_path(r"^figures\.(?P<kind>csv|xlsx)$", files.figures, name="export"),
    re_path(
        r"^small-numbers/(?P<what>figures|points|chat|groups|weeks|parts|journey)"
        r"\.(?P<kind>csv|xlsx)$",
        files.small_numbers,
        name="small_numbers",
    ),
    path("own/", mine.mine, name="mine"),
    re_path(r"^own/children\.(?P<kind>csv|xlsx)$", mine.mine_file, name="mine_file"),
    path("totals/", mine.totals, name="totals"),
    path("weeks/", weeks.board, name="weeks"),
    path("data/", data.board, name="data"),
    path("data/lists/<int:number>/", data.one_list, name="data_list"),
    path("data/issues/new/", data.new, name="issue_new"),
    path("data/issues/<int:pk>/", data.issue, name="issue"),
    path("vital-signs/", vitals.index, name="vitals"),
    path("vital-signs/<slug:code>/", vitals.area, name="vital"),
    re_path(
        r"^vital-signs/(?P<code>[\w-]+)/figures\.(?P<kind>csv|xlsx)$",
        files.vital,
        name="vital_file",
    ),
    path("journey/", journey.journey, name="journey"),
    path("grid/", grid.grid, name="grid"),
    re_path(r"^grid/(?P<what>grid|changes)\.(?P<kind>csv|xlsx)$", grid.as_file, name="grid_file"),
    path("threads/<str:code>/", theme.theme, name="theme"),
    re_path(
        r"^threads/(?P<code>\w+)/figures\.(?P<kind>csv|xlsx)$", files.thread, name="theme_file"
    ),
    path("chat/", analysis.index, name="chat"),
    path("chat/beside-others/", comparison.comparison, name="comparison"),
    re_path(
        r"^chat/beside-others\.(?P<kind>csv|xlsx)$", comparison.as_file, name="comparison_file"
    ),
    path("chat/make/", analysis.make, name="chat_make"),
    re_path(r"^chat/chat\.(?P<kind>xlsx|pdf)$", analysis.as_file, name="chat_file"),
    path("chat/<slug:code>/", analysis.page, name="chat_page"),
    path("indicators/<str:code>/", indicator.indicator, name="indicator"),
    path("lacking/", manual.cannot, name="lacking"),
    path("indicators/<str:code>/by/<slug:by>/", breakdown.breakdown, name="breakdown"),
    path("indicators/<str:code>/weeks/", weekly.weekly, name="weekly"),
    path("indicators/<str:code>/manual/", manual.manual, name="manual"),
    path("indicators/<str:code>/target/", target.target, name="target"),
    path("indicators/<str:code>/note/", note.note, name="note"),
    path("indicators/<str:code>/notes/<int:pk>/", note.withdraw, name="withdraw_note"),
    path("indicators/<str:code>/notes/<int:pk>/agree/", note.agree, name="agree_step"),
    path("indicators/<str:code>/children/", indicator.children, name="children"),
    path("indicators/<str:code>/chart.svg", indicator.chart, name="chart"),
    path("indicators/<str:code>/funnel.svg", indicator.funnel, name="funnel"),
    re_path(
        r"^indicators/(?P<code>\w+)/points\.(?P<kind>csv|xlsx)$",
        files.points,
        name="indicator_export",
    ),
    re_path(
        r"^indicators/(?P<code>\w+)/teams\.(?P<kind>csv|xlsx)$", files.teams, name="teams_file"
    ),
    path("exceptions/", exceptions.newest, name="exceptions_newest"),
    re_path(
        r"^exceptions/(?P<month>\d{4}-(?:0[1-9]|1[0-2]))/$", exceptions.month, name="exceptions"
    ),
    re_path(
        r"^exceptions/(?P<month>\d{4}-(?:0[1-9]|1[0-2]))/exceptions\.(?P<kind>csv|xlsx)$",
        exceptions.export,
        name="exceptions_export",
    ),
    re_path(r"^exceptions/(?P<reference>EXC-\d{4,})/$", exception.exception, name="exception"),
    re_path(
        r"^exceptions/(?P<reference>EXC-\d{4,})/children/$",
        exception.children,
        name="exception_children",
    ),
    re_path(r"^exceptions/(?P<reference>EXC-\d{4,})/waive/$", exception.waive, name="waive"),
    re_path(r"^exceptions/(?P<reference>EXC-\d{4,})/action/$", exception.act, name="act"),
    re_path(
        r"^exceptions/(?P<reference>EXC-\d{4,})/draw/$",
        starting.from_exception,
        name="start_from_exception",
    ),
    path("indicators/<str:code>/draw/", starting.from_figure, name="start_from_figure"),
]
