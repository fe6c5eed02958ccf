"""Coaching for programs: the week's situations, one dissected, notes and readings of the pair, consent to share."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from boussole.features.coaching import (
    access,
    api_shapes,
    notes,
    own_readings,
    queries,
    retention,
    services,
    sharing,
)
from boussole.features.coaching.api_schemas import (
    DismissIn,
    DissectionOut,
    KeptOut,
    NewSituationNoteIn,
    OwnReadingOut,
    QueueAsked,
    QueueOut,
    ReadingIn,
    SharingBody,
    SituationNoteIn,
    SituationNoteOut,
    SituationOut,
    SnoozeIn,
)
from boussole.features.coaching.dissection.anchors import ReadMessage, message_in
from boussole.features.coaching.forms import DismissForm, NoteForm, ReadingForm, SnoozeForm
from boussole.features.coaching.lists import Asked, heard
from boussole.features.coaching.models import Note, OwnReading, Situation
from boussole.features.coaching.presenting import asked_week, composed
from boussole.features.conversations import opening
from boussole.features.conversations import services as conversations
from boussole.features.organisation.access import found_or_404
from boussole.features.organisation.api import Refusal, allowed, checked
from boussole.features.organisation.models import Person

router = Router(tags=["coaching"])


@router.get("/situations", response=QueueOut)
def queue(request: HttpRequest, asked: Query[QueueAsked]) -> Any:
    """A week's situations: your own as an agent, your teams' as a manager; each page is a week."""
    person = allowed(request, access.SEE)
    weeks = queries.weeks(person)
    if not weeks:
        return api_shapes.no_week()
    monday = asked_week(asked.week, weeks)
    only = Asked(asked.kind, asked.reason)
    shown = composed(person, monday, weeks, timezone.localdate(), only)
    drawn = heard(person, queries.listened(person, monday))
    return api_shapes.queue(person, monday, weeks, shown, drawn)


@router.get("/situations/{int:pk}", response={200: DissectionOut, 404: Refusal})
def dissection(request: HttpRequest, pk: int) -> Any:
    """A situation dissected; opening it is written in the trail, as for its conversation."""
    person = allowed(request, access.SEE)
    situation = _dissected(person, pk)
    conversation = _conversation(person, situation)
    conversations.record_opening(person, conversation.record)
    return api_shapes.dissection(person, situation, conversation)


@router.post("/situations/{int:pk}/seen", response={200: SituationOut, 404: Refusal})
def seen(request: HttpRequest, pk: int) -> Any:
    """Say that a situation was looked at."""
    person = allowed(request, access.SEE)
    return _became(services.mark_seen(_proposed(person, pk), by=person))


@router.put(
    "/situations/{int:pk}/dismissal", response={200: SituationOut, 404: Refusal, 422: Refusal}
)
def dismiss(request: HttpRequest, pk: int, asked: DismissIn) -> Any:
    """Set a situation aside, with the reason: the rule improves by it."""
    person = allowed(request, access.SEE)
    reason = checked(DismissForm({"reason": asked.reason}))["reason"]
    return _became(services.dismiss(_proposed(person, pk), by=person, reason=reason))


@router.delete("/situations/{int:pk}/dismissal", response={200: SituationOut, 404: Refusal})
def restore(request: HttpRequest, pk: int) -> Any:
    """Put a situation back among those proposed."""
    person = allowed(request, access.SEE)
    return _became(services.restore(_proposed(person, pk), by=person))


@router.put("/situations/{int:pk}/snooze", response={204: None, 404: Refusal, 422: Refusal})
def snooze(request: HttpRequest, pk: int, asked: SnoozeIn) -> Any:
    """Put a situation off until a day; it comes back by itself, to you."""
    person = allowed(request, access.SEE)
    situation = _proposed(person, pk)
    until = checked(SnoozeForm(asked.model_dump(), today=timezone.localdate()))["until"]
    services.snooze(situation, until, by=person)
    return Status(204, None)


@router.delete("/situations/{int:pk}/snooze", response={204: None, 404: Refusal})
def wake(request: HttpRequest, pk: int) -> Any:
    """Take a situation up again before its day."""
    person = allowed(request, access.SEE)
    services.wake(_proposed(person, pk), by=person)
    return Status(204, None)


@router.put("/situations/{int:pk}/contest", response={204: None, 404: Refusal})
def contest(request: HttpRequest, pk: int) -> Any:
    """Say that the passage does not show this situation."""
    person = allowed(request, access.SEE)
    services.contest(_dissected(person, pk), by=person)
    return Status(204, None)


@router.delete("/situations/{int:pk}/contest", response={204: None, 404: Refusal})
def stop_contesting(request: HttpRequest, pk: int) -> Any:
    """Take that back."""
    person = allowed(request, access.SEE)
    services.stop_contesting(_dissected(person, pk), by=person)
    return Status(204, None)


@router.post(
    "/situations/{int:pk}/notes", response={201: SituationNoteOut, 404: Refusal, 422: Refusal}
)
def write_note(request: HttpRequest, pk: int, asked: NewSituationNoteIn) -> Any:
    """Write a note on a message, for the situation's agent and their managers alone."""
    person = allowed(request, access.SEE)
    situation = _dissected(person, pk)
    message = _message(person, situation, asked.turn)
    form = _note_form(asked, message)
    made = notes.write(situation, message.anchor(form.span), form.cleaned_data["text"], by=person)
    return Status(201, _note(person, made, message))


@router.put("/notes/{int:pk}", response={200: SituationNoteOut, 404: Refusal, 422: Refusal})
def change_note(request: HttpRequest, pk: int, asked: SituationNoteIn) -> Any:
    """Change a note of your own."""
    person = allowed(request, access.SEE)
    found = _own_note(person, pk)
    message = _message(person, found.situation, found.turn, found.text_hash)
    form = _note_form(asked, message)
    notes.change(found, message.anchor(form.span), form.cleaned_data["text"], by=person)
    return _note(person, found, message)


@router.delete("/notes/{int:pk}", response={204: None, 404: Refusal})
def delete_note(request: HttpRequest, pk: int) -> Any:
    """Take a note of your own away for good."""
    person = allowed(request, access.SEE)
    notes.delete(_own_note(person, pk), by=person)
    return Status(204, None)


@router.put(
    "/situations/{int:pk}/reading", response={200: OwnReadingOut, 404: Refusal, 422: Refusal}
)
def write_reading(request: HttpRequest, pk: int, asked: ReadingIn) -> Any:
    """Keep your reading for yourself, or hand it in: the other is then read too, and not before."""
    person = allowed(request, access.SEE)
    situation = _dissected(person, pk)
    keeps = asked.do == "keep"
    form = ReadingForm(asked.model_dump(exclude={"do"}), draft=keeps)
    checked(form)
    write = own_readings.keep if keeps else own_readings.submit
    return api_shapes.reading(write(situation, form.answers, by=person))


@router.post("/situations/{int:pk}/reading/shown", response={204: None, 404: Refusal, 422: Refusal})
def show_reading(request: HttpRequest, pk: int) -> Any:
    """Let the other read yours without waiting for theirs."""
    person = allowed(request, access.SEE)
    own_readings.show_early(_own_reading(person, pk), by=person)
    return Status(204, None)


@router.delete("/situations/{int:pk}/reading", response={204: None, 404: Refusal})
def withdraw_reading(request: HttpRequest, pk: int) -> Any:
    """Take your reading back; its text is erased."""
    person = allowed(request, access.SEE)
    own_readings.withdraw(_own_reading(person, pk), by=person)
    return Status(204, None)


@router.get("/kept", response=KeptOut)
def kept(request: HttpRequest) -> Any:
    """What is kept in writing about your situations, or what you wrote as a manager."""
    person = allowed(request, access.SEE)
    found = queries.written(person)
    return KeptOut(
        notes=[api_shapes.note(person, one, one.turn) for one in found.notes],
        readings=[api_shapes.reading(one) for one in found.readings],
        kept_days=retention.KEPT_FOR.days,
    )


@router.get("/sharing", response=SharingBody)
def shares(request: HttpRequest) -> Any:
    """Whether you agree that your passages that went well be shown to colleagues."""
    return SharingBody(share=queries.shares(allowed(request, access.SHARE)))


@router.put("/sharing", response=SharingBody)
def share(request: HttpRequest, asked: SharingBody) -> Any:
    """Agree to it, or stop at once."""
    person = allowed(request, access.SHARE)
    if asked.share:
        sharing.agree(person)
    else:
        sharing.take_back(person)
    return asked


def _proposed(person: Person, pk: int) -> Situation:
    return found_or_404(access.situations(person), pk=pk)


def _dissected(person: Person, pk: int) -> Situation:
    return found_or_404(access.dissected(person).select_related("agent", "team"), pk=pk)


def _conversation(person: Person, situation: Situation) -> opening.Opened:
    found = opening.opened(person, situation.conversation_id)
    if found is None:
        raise Http404
    return found


def _message(person: Person, situation: Situation, turn: int, text_hash: str = "") -> ReadMessage:
    found = message_in(_conversation(person, situation).thread, turn, text_hash)
    if found is None:
        raise Http404
    return found


def _note_form(asked: SituationNoteIn, message: ReadMessage) -> NoteForm:
    data = {"text": asked.text, "passage": f"{asked.start}-{asked.end}"}
    form = NoteForm(data, message=message.text)
    checked(form)
    return form


def _note(person: Person, note: Note, message: ReadMessage) -> SituationNoteOut:
    return api_shapes.note(person, note, message.turn, message.text[note.start : note.end])


def _own_note(person: Person, pk: int) -> Note:
    scoped = access.notes(person).filter(author=person).select_related("situation")
    return found_or_404(scoped, pk=pk)


def _own_reading(person: Person, situation: int) -> OwnReading:
    scoped = access.readings(person).filter(author=person).select_related("situation")
    return found_or_404(scoped, situation=situation)


def _became(situation: Situation) -> SituationOut:
    return SituationOut(
        id=situation.pk, status=situation.status, dismissed_for=situation.dismissed_for
    )
