"""The playbook's pages. What is not a rule comes first: no rule takes its name (``forms.RESERVED``)."""

from __future__ import annotations

from django.urls import path

from boussole.features.playbook.views import drafts, editor, examples, questions, reading, versions

app_name = "playbook"
urlpatterns = [
    path("playbook/", reading.index, name="index"),
    path("playbook/read/", versions.acknowledge, name="acknowledge"),
    path("playbook/versions/", versions.versions, name="versions"),
    path("playbook/versions/<int:number>/reread/", versions.reread, name="reread"),
    path("playbook/versions/<int:number>/reread/ask/", versions.ask_reread, name="ask_reread"),
    path("playbook/export/", versions.export, name="export"),
    path("playbook/import/", drafts.bring_in, name="import"),
    path("playbook/draft/", drafts.review, name="draft"),
    path("playbook/draft/publish/", drafts.publish, name="publish"),
    path("playbook/draft/undo/", drafts.undo, name="undo"),
    path("playbook/draft/discard/", drafts.discard, name="discard"),
    path("playbook/questions/", questions.index, name="questions"),
    path("playbook/questions/<int:pk>/answer/", questions.answer, name="answer"),
    path("playbook/questions/<int:pk>/withdraw/", questions.withdraw, name="withdraw"),
    path("playbook/new/", editor.new, name="new"),
    path("playbook/<slug:key>/", reading.rule, name="rule"),
    path("playbook/<slug:key>/ask/", questions.ask, name="ask"),
    path("playbook/<slug:key>/edit/", editor.conditions, name="edit"),
    path("playbook/<slug:key>/edit/piece/", editor.change_piece, name="change_piece"),
    path("playbook/<slug:key>/edit/arrange/", editor.arrange_piece, name="arrange_piece"),
    path("playbook/<slug:key>/edit/take/", editor.take, name="take"),
    path("playbook/<slug:key>/edit/preview/", editor.preview, name="preview"),
    path("playbook/<slug:key>/edit/texts/", editor.texts, name="edit_texts"),
    path("playbook/<slug:key>/edit/examples/", examples.examples, name="edit_examples"),
    path("playbook/<slug:key>/edit/examples/new/", examples.example, name="new_example"),
    path("playbook/<slug:key>/edit/examples/<int:number>/", examples.example, name="edit_example"),
    path("playbook/<slug:key>/edit/examples/<int:number>/remove/", examples.remove_example, name="remove_example"),
    path("playbook/<slug:key>/edit/remove/", editor.remove, name="remove"),
    path("playbook/<slug:key>/edit/revert/", editor.revert, name="revert"),
]  # fmt: skip
