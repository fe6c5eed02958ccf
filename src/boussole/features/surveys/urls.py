"""The addresses of surveys: customers' under ``survey/``, open to whoever holds a link, and managers' under ``surveys/``."""

from __future__ import annotations

from django.urls import path

from boussole.features.surveys.views import (
    conversation,
    customer,
    decisions,
    editor,
    follow_ups,
    lists,
    results,
)

app_name = "surveys"
urlpatterns = [
    path("survey/stop/<str:token>/", customer.stop, name="stop"),
    path("survey/<str:token>/", customer.answer, name="answer"),
    path("survey/<str:token>/<int:place>/", customer.question, name="question"),
    path("survey/<str:token>/thanks/", customer.thanks, name="thanks"),
    path("surveys/", lists.surveys, name="list"),
    path("surveys/rules/", editor.rules, name="rules"),
    path("surveys/why/", decisions.why, name="why"),
    path("surveys/follow-ups/", follow_ups.follow_ups, name="follow_ups"),
    path("surveys/follow-ups/<int:pk>/", follow_ups.follow_up, name="follow_up"),
    path("surveys/follow-ups/<int:pk>/take/", follow_ups.take, name="take"),
    path("surveys/conversations/<int:pk>/", conversation.surveys_of, name="conversation"),
    path("surveys/new/", editor.new, name="new"),
    path("surveys/<int:pk>/", results.results, name="results"),
    path("surveys/<int:pk>/edit/", editor.edit, name="edit"),
    path("surveys/<int:pk>/preview/", editor.preview, name="preview"),
    path("surveys/<int:pk>/preview/<str:language>/<int:place>/", editor.screen, name="screen"),
    path("surveys/<int:pk>/start/", editor.start, name="start"),
    path("surveys/<int:pk>/pause/", editor.pause, name="pause"),
    path("surveys/<int:pk>/ask/", editor.ask, name="ask"),
]
