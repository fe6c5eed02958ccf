"""The addresses of the pulse."""

from __future__ import annotations

from django.urls import path

from boussole.features.wellbeing.views import answering, leading, teams

app_name = "wellbeing"
urlpatterns = [
    path("pulse/", teams.index, name="index"),
    path("pulse/answer/", answering.answer, name="answer"),
    path("pulse/receipt/", answering.receipt, name="receipt"),
    path("pulse/teams/<int:pk>/", teams.team, name="team"),
    path("pulse/teams/<int:pk>/promise/", teams.promise, name="promise"),
    path("pulse/promises/<int:pk>/take-back/", teams.take_back, name="take_back"),
    path("pulse/comments/<uuid:pk>/reply/", teams.reply, name="reply"),
    path("pulse/reminders/", answering.reminders, name="reminders"),
    path("pulse/company/", leading.company, name="company"),
    path("pulse/managers/", leading.managers, name="managers"),
    path("pulse/launch/", leading.launch, name="launch"),
    path("pulse/rhythm/", leading.rhythm, name="rhythm"),
    path("pulse/plan/", leading.plan, name="plan"),
    path("pulse/plan/cancel/", leading.cancel_plan, name="cancel_plan"),
]
