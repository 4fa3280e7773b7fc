"""Addresses of the audit pages (screens §2.1)."""

from __future__ import annotations

from django.urls import path, re_path

from goldenthread.audits.views import (
    acting,
    apart,
    board,
    doing,
    drawing,
    finishing,
    gathering,
    giving,
    listing,
    moderating,
    owing,
    programme,
    reading,
    sharing,
)

app_name = "audits"
urlpatterns = [
    path("programme/", board.board, name="board"),
    path("programme/remind/", board.remind, name="remind"),
    path("programme/plan/", programme.plan, name="plan"),
    path("programme/expectations/", owing.expectations, name="expectations"),
    re_path(
        r"^programme/(?P<reference>CYC-\d{4,})/$",
        programme.cycle_by_reference,
        name="cycle_by_reference",
    ),
    re_path(r"^programme/draws/(?P<reference>DRW-\d{4,})/$", apart.drawn, name="drawn"),
    re_path(
        r"^programme/draws/(?P<reference>DRW-\d{4,})/repeat/$", apart.repeat, name="repeat_drawn"
    ),
    re_path(
        r"^programme/draws/(?P<reference>DRW-\d{4,})/give-out/$", apart.give_out, name="give_out"
    ),
    path("programme/cycles/<int:pk>/", programme.cycle, name="cycle"),
    path("programme/cycles/<int:pk>/draw/", drawing.draw, name="draw"),
    path("programme/cycles/<int:pk>/allocation/", drawing.allocation, name="allocation"),
    path("programme/cycles/<int:pk>/repeat/", drawing.repeat, name="repeat"),
    path("programme/cycles/<int:pk>/issue/", giving.issue, name="issue"),
    path("programme/cycles/<int:pk>/withdraw/", programme.withdraw_cycle, name="withdraw_cycle"),
    path("programme/cycles/<int:pk>/dates/<str:stage>/", programme.move_date, name="move_date"),
    path("audits/", listing.index, name="index"),
    re_path(r"^audits/(?P<reference>AUD-\d{4,})/$", listing.by_reference, name="by_reference"),
    path("audits/<str:token>/", reading.audit, name="audit"),
    path("audits/<str:token>/open/", reading.opening, name="opening"),
    path("audits/<str:token>/history/", reading.history, name="history"),
    path("audits/<str:token>/close/", reading.close, name="close"),
    path("audits/<str:token>/swap/", giving.swap, name="swap"),
    path("audits/<str:token>/ask-out/", giving.ask_out, name="ask_out"),
    path("audits/<str:token>/replace/", giving.replace, name="replace"),
    path("audits/<str:token>/withdraw/", giving.withdraw, name="withdraw"),
    path("audits/<str:token>/give/", giving.give, name="give"),
    path("audits/<str:token>/details/", doing.details, name="details"),
    path("audits/<str:token>/safety/", doing.safety, name="safety"),
    path("audits/<str:token>/facts/", gathering.facts, name="facts"),
    path("audits/<str:token>/sections/<int:number>/", doing.section, name="section"),
    path("audits/<str:token>/conversation/", gathering.conversation, name="conversation"),
    path("audits/<str:token>/feedback/", gathering.feedback, name="feedback"),
    path("audits/<str:token>/strengths/", gathering.strengths, name="strengths"),
    path("audits/<str:token>/actions/", acting.actions, name="actions"),
    path("audits/<str:token>/overall/", doing.overall, name="overall"),
    path("audits/<str:token>/check/", doing.check, name="check"),
    path("audits/<str:token>/own-words/", sharing.own_words, name="own_words"),
    path("audits/<str:token>/shared/", sharing.shared, name="shared"),
    path("audits/<str:token>/moderate/", moderating.moderate, name="moderate"),
    path("audits/<str:token>/moderate/finish/", finishing.finish, name="finish"),
    path("audits/<str:token>/moderate/return/", finishing.send_back, name="send_back"),
    path(
        "audits/<str:token>/moderate/<int:number>/",
        moderating.moderate_section,
        name="moderate_section",
    ),
]
