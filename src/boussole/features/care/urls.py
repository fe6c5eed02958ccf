"""The addresses of care."""

from __future__ import annotations

from django.urls import path

from boussole.features.care.views import breathers, debriefs, own, teams

app_name = "care"
urlpatterns = [
    path("care/", own.index, name="index"),
    path("care/choice/", own.choose, name="choose"),
    path("care/offer/not-now/", own.put_away, name="put_away"),
    path("care/relay/", own.relay, name="relay"),
    path("care/debriefs/new/", debriefs.new, name="new"),
    path("care/debriefs/<int:pk>/", debriefs.debrief, name="debrief"),
    path("care/debriefs/<int:pk>/agree/", debriefs.agree, name="agree"),
    path("care/debriefs/<int:pk>/move/", debriefs.move, name="move"),
    path("care/debriefs/<int:pk>/decline/", debriefs.decline, name="decline"),
    path("care/debriefs/<int:pk>/held/", debriefs.hold, name="hold"),
    path("care/debriefs/<int:pk>/erase/", debriefs.erase, name="erase"),
    path("care/debriefs/<int:pk>/notes/", debriefs.write_note, name="write_note"),
    path("care/debriefs/<int:pk>/notes/<int:note>/erase/", debriefs.erase_note, name="erase_note"),
    path("care/breathers/", breathers.ask, name="ask_breather"),
    path("care/breathers/<int:pk>/take-back/", breathers.take_back, name="take_back_breather"),
    path("care/breathers/<int:pk>/answer/", breathers.answer, name="answer_breather"),
    path("care/teams/<int:pk>/", teams.team, name="team"),
    path("care/company/", teams.company, name="company"),
]
