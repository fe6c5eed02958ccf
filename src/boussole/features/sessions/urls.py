"""The addresses of sessions."""

from __future__ import annotations

from django.urls import path

from boussole.features.sessions.views import lists, session, topics, writings

app_name = "sessions"
urlpatterns = [
    path("sessions/", lists.sessions, name="list"),
    path("sessions/new/", session.new, name="new"),
    path("sessions/cues/", lists.cues, name="cues"),
    path("sessions/<int:pk>/", session.session, name="session"),
    path("sessions/<int:pk>/situations/", topics.choose, name="topics"),
    path("sessions/situations/<int:pk>/", topics.add, name="add_topic"),
    path(
        "sessions/<int:pk>/situations/<int:situation>/remove/", topics.remove, name="remove_topic"
    ),
    path("sessions/<int:pk>/move/", session.move, name="move"),
    path("sessions/<int:pk>/cancel/", session.cancel, name="cancel"),
    path("sessions/<int:pk>/restore/", session.restore, name="restore"),
    path("sessions/<int:pk>/close/", session.close, name="close"),
    path("sessions/<int:pk>/reopen/", session.reopen, name="reopen"),
    path("sessions/<int:pk>/cues/", writings.agree_cue, name="agree_cue"),
    path("sessions/<int:pk>/cues/<int:cue>/remove/", writings.remove_cue, name="remove_cue"),
    path("sessions/<int:pk>/agreements/", writings.agree, name="agree"),
    path(
        "sessions/<int:pk>/agreements/<int:agreement>/remove/",
        writings.remove_agreement,
        name="remove_agreement",
    ),
    path(
        "sessions/<int:pk>/agreements/<int:agreement>/done/",
        writings.agreement_done,
        name="agreement_done",
    ),
    path(
        "sessions/<int:pk>/agreements/<int:agreement>/open/",
        writings.agreement_open,
        name="agreement_open",
    ),
    path("sessions/<int:pk>/notes/", writings.write_note, name="write_note"),
    path("sessions/<int:pk>/notes/<int:note>/remove/", writings.remove_note, name="remove_note"),
    path("sessions/<int:pk>/remark/", writings.remark, name="remark"),
    path("settings/reminders/", lists.reminders, name="reminders"),
]
