"""Writing a note on a message, changing it, taking it away: its author alone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boussole.features.coaching import access, notes
from boussole.features.coaching.dissection.anchors import ReadMessage, message_in
from boussole.features.coaching.forms import NoteForm
from boussole.features.coaching.models import Note, Situation
from boussole.features.coaching.views.common import conversation_of, dissected, to_dissection
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.models import Person


@require_http_methods(["GET", "POST"])
@requires(access.SEE)
def new_note(request: HttpRequest, pk: int, turn: int) -> HttpResponse:
    """Write a note on a message; the situation's page takes the form from here."""
    person = signed_in(request)
    situation = dissected(request, pk)
    message = _message(person, situation, turn)
    form = NoteForm(request.POST or None, message=message.text)
    if request.method == "POST" and form.is_valid():
        made = notes.write(
            situation, message.anchor(form.span), form.cleaned_data["text"], by=person
        )
        messages.success(request, _("Votre note est enregistrée."))
        return to_dissection(pk, f"about-note-{made.pk}")
    return _form(request, situation, message, form)


@require_http_methods(["GET", "POST"])
@requires(access.SEE)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a note of one's own."""
    person = signed_in(request)
    found = _own(request, pk)
    message = _message(person, found.situation, found.turn, found.text_hash)
    initial = {"text": found.text, "passage": f"{found.start}-{found.end}"}
    form = NoteForm(request.POST or None, message=message.text, initial=initial)
    if request.method == "POST" and form.is_valid():
        notes.change(found, message.anchor(form.span), form.cleaned_data["text"], by=person)
        messages.success(request, _("Votre note est modifiée."))
        return to_dissection(found.situation_id, f"about-note-{found.pk}")
    return _form(request, found.situation, message, form, found)


@require_POST
@requires(access.SEE)
def delete_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a note of one's own away for good."""
    found = _own(request, pk)
    situation, turn = found.situation_id, found.turn
    notes.delete(found, by=signed_in(request))
    messages.success(request, _("Votre note est supprimée."))
    return to_dissection(situation, f"turn-{turn}")


def _own(request: HttpRequest, pk: int) -> Note:
    """A note of the person who asks, on a situation they may open; 404 for any other."""
    person = signed_in(request)
    scoped = access.notes(person).filter(author=person).select_related("situation")
    return found_or_404(scoped, pk=pk)


def _message(person: Person, situation: Situation, turn: int, text_hash: str = "") -> ReadMessage:
    """The message a note is about, where it is now; 404 when it is gone."""
    found = message_in(conversation_of(person, situation).thread, turn, text_hash)
    if found is None:
        raise Http404
    return found


def _form(
    request: HttpRequest,
    situation: Situation,
    message: ReadMessage,
    form: NoteForm,
    found: Note | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "situation": situation,
        "message": message,
        "number": message.turn + 1,
        "form": form,
        "note": found,
    }
    refused = request.method == "POST"
    return render(request, "coaching/note.html", context, status=422 if refused else 200)
