"""The conversations' pages."""

from __future__ import annotations

from django.urls import path

from boussole.features.conversations.views import conversation, imports, judgements, lists, reasons

app_name = "conversations"
urlpatterns = [
    path("conversations/", lists.conversations, name="list"),
    path("conversations/export/", lists.export, name="export"),
    path("conversations/<int:pk>/", conversation.conversation, name="conversation"),
    path("conversations/<int:pk>/personal-data/", conversation.personal_data, name="personal_data"),
    path("conversations/<int:pk>/judgements/", judgements.judge, name="judge"),
    path(
        "conversations/<int:pk>/judgements/missing/<int:turn>/",
        judgements.missing,
        name="missing",
    ),
    path(
        "conversations/<int:pk>/judgements/<int:judgement>/why/",
        judgements.explain,
        name="explain_judgement",
    ),
    path(
        "conversations/<int:pk>/judgements/<int:judgement>/withdraw/",
        judgements.withdraw,
        name="withdraw_judgement",
    ),
    path("conversations/<int:pk>/reason/", reasons.correct, name="correct_reason"),
    path(
        "conversations/<int:pk>/reason/<int:correction>/withdraw/",
        reasons.withdraw,
        name="withdraw_correction",
    ),
    path("conversations/<int:pk>/origin/", reasons.correct_origin, name="correct_origin"),
    path(
        "conversations/<int:pk>/origin/<int:correction>/withdraw/",
        reasons.withdraw_origin,
        name="withdraw_origin",
    ),
    path("imports/", imports.runs, name="imports"),
    path("imports/<int:pk>/", imports.run, name="import"),
    path("imports/<int:pk>/start/", imports.start, name="start_import"),
    path("imports/<int:pk>/repeat/", imports.repeat, name="repeat_import"),
    path("imports/<int:pk>/cancel/", imports.cancel, name="cancel_import"),
    path("imports/<int:pk>/resume/", imports.resume, name="resume_import"),
    path("imports/<int:pk>/progress/", imports.progress, name="import_progress"),
    path("imports/<int:pk>/rejects/", imports.rejects, name="import_rejects"),
]
