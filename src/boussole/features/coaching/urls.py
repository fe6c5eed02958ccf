"""The coaching pages."""

from __future__ import annotations

from django.urls import path

from boussole.features.coaching.views import dissect, kept, notes, queue, readings

app_name = "coaching"
urlpatterns = [
    path("situations/", queue.situations, name="situations"),
    path("situations/kept/", kept.kept, name="kept"),
    path("situations/sharing/", kept.share, name="share"),
    path("situations/notes/<int:pk>/", notes.note, name="note"),
    path("situations/notes/<int:pk>/delete/", notes.delete_note, name="delete_note"),
    path("situations/<int:pk>/", dissect.dissection, name="dissect"),
    path("situations/<int:pk>/seen/", queue.seen, name="seen"),
    path("situations/<int:pk>/dismiss/", queue.dismiss, name="dismiss"),
    path("situations/<int:pk>/restore/", queue.restore, name="restore"),
    path("situations/<int:pk>/snooze/", queue.snooze, name="snooze"),
    path("situations/<int:pk>/wake/", queue.wake, name="wake"),
    path("situations/<int:pk>/contest/", dissect.contest, name="contest"),
    path("situations/<int:pk>/contest/withdraw/", dissect.stop_contesting, name="stop_contesting"),
    path("situations/<int:pk>/notes/<int:turn>/", notes.new_note, name="new_note"),
    path("situations/<int:pk>/reading/", readings.write_reading, name="write_reading"),
    path("situations/<int:pk>/reading/show/", readings.show_reading, name="show_reading"),
    path(
        "situations/<int:pk>/reading/withdraw/",
        readings.withdraw_reading,
        name="withdraw_reading",
    ),
]
