"""What is written in a session, for programs: agreements, notes, and an agent's own remark."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from boussole.features.organisation.access import found_or_404
from boussole.features.organisation.api import Refusal, allowed, checked
from boussole.features.organisation.models import Person
from boussole.features.sessions import access, api_shapes, queries, services
from boussole.features.sessions.api_schemas import (
    AgreementIn,
    CoachingNoteIn,
    RemarkIn,
    SessionAgreementOut,
    SessionNoteOut,
)
from boussole.features.sessions.forms import AgreementForm, NoteForm, RemarkForm
from boussole.features.sessions.models import Session

router = Router(tags=["coaching sessions"])


@router.post(
    "/{int:pk}/agreements", response={201: SessionAgreementOut, 404: Refusal, 422: Refusal}
)
def agree(request: HttpRequest, pk: int, asked: AgreementIn) -> Any:
    """Note what someone will do, by when."""
    person = allowed(request, access.LEAD)
    found = _led(person, pk)
    ids = [person.pk, *(one.person_id for one in queries.people_of(person, found))]
    form = AgreementForm(asked.model_dump(), people=Person.objects.filter(pk__in=ids))
    made = services.agree(found, by=person, **checked(form))
    return Status(201, api_shapes.agreement(made))


@router.delete(
    "/{int:pk}/agreements/{int:agreement}", response={204: None, 404: Refusal, 422: Refusal}
)
def remove_agreement(request: HttpRequest, pk: int, agreement: int) -> Any:
    """Take an agreement back before the session closes."""
    person = allowed(request, access.LEAD)
    scoped = access.agreements(person).filter(session=_led(person, pk))
    services.remove_agreement(found_or_404(scoped, pk=agreement), by=person)
    return Status(204, None)


@router.put("/{int:pk}/agreements/{int:agreement}/done", response={204: None, 404: Refusal})
def agreement_done(request: HttpRequest, pk: int, agreement: int) -> Any:
    """Say that an agreement is held: yours, everyone's, or any of a session you lead."""
    _mark(request, pk, agreement, done=True)
    return Status(204, None)


@router.delete("/{int:pk}/agreements/{int:agreement}/done", response={204: None, 404: Refusal})
def agreement_open(request: HttpRequest, pk: int, agreement: int) -> Any:
    """Say that it is not held after all."""
    _mark(request, pk, agreement, done=False)
    return Status(204, None)


@router.post("/{int:pk}/notes", response={201: SessionNoteOut, 404: Refusal, 422: Refusal})
def write_note(request: HttpRequest, pk: int, asked: CoachingNoteIn) -> Any:
    """Write for the others of the session; nobody else reads it."""
    person = allowed(request, access.SEE)
    found = _found(person, pk)
    text = checked(NoteForm(asked.model_dump()))["text"]
    return Status(201, api_shapes.note(person, services.write_note(found, text, by=person)))


@router.delete("/{int:pk}/notes/{int:note}", response={204: None, 404: Refusal})
def remove_note(request: HttpRequest, pk: int, note: int) -> Any:
    """Take back a note of your own."""
    person = allowed(request, access.SEE)
    scoped = access.notes(person).filter(session=_found(person, pk), author=person)
    services.remove_note(found_or_404(scoped, pk=note), by=person)
    return Status(204, None)


@router.put("/{int:pk}/remark", response={204: None, 404: Refusal, 422: Refusal})
def remark(request: HttpRequest, pk: int, asked: RemarkIn) -> Any:
    """Say in your own words what you think of a session you take part in."""
    person = allowed(request, access.OWN)
    found = found_or_404(access.attended(person), pk=pk)
    services.remark(found, checked(RemarkForm(asked.model_dump()))["text"], by=person)
    return Status(204, None)


def _mark(request: HttpRequest, pk: int, agreement: int, *, done: bool) -> None:
    person = allowed(request, access.SEE)
    scoped = access.markable(person, _found(person, pk))
    services.mark_agreement(found_or_404(scoped, pk=agreement), by=person, done=done)


def _found(person: Person, pk: int) -> Session:
    return found_or_404(access.sessions(person), pk=pk)


def _led(person: Person, pk: int) -> Session:
    return found_or_404(access.led(person), pk=pk)
