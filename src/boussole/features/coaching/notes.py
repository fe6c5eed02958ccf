"""Notes on a passage of a situation: each action is one transaction and leaves one audit row, without the text."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from boussole.features.coaching import actions
from boussole.features.coaching.dissection.anchors import Anchor
from boussole.features.coaching.models import Note, Situation
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person


@transaction.atomic
def write(situation: Situation, anchor: Anchor, text: str, *, by: Person) -> Note:
    """Write a note on a message, or on a passage of it."""
    note = Note.objects.create(situation=situation, author=by, **_columns(anchor), text=text)
    record(by, actions.NOTE_WRITTEN, situation, turn=anchor.turn)
    return note


@transaction.atomic
def change(note: Note, anchor: Anchor, text: str, *, by: Person) -> Note:
    """Say it otherwise, or of another passage of the message."""
    for name, value in _columns(anchor).items():
        setattr(note, name, value)
    note.text = text
    note.written_at = timezone.now()
    note.save()
    record(by, actions.NOTE_CHANGED, note.situation, turn=note.turn)
    return note


@transaction.atomic
def delete(note: Note, *, by: Person) -> None:
    """Take a note away for good."""
    record(by, actions.NOTE_DELETED, note.situation, turn=note.turn)
    note.delete()


def _columns(anchor: Anchor) -> dict[str, int | str]:
    return {
        "turn": anchor.turn,
        "start": anchor.start,
        "end": anchor.end,
        "text_hash": anchor.text_hash,
    }
