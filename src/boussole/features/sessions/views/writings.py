"""What is written in a session: cues, agreements, notes, and an agent's own remark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.models import Person
from boussole.features.sessions import access, queries, services
from boussole.features.sessions.errors import SessionError
from boussole.features.sessions.forms import AgreementForm, CueForm, NoteForm, RemarkForm
from boussole.features.sessions.models import Session


@require_POST
@requires(access.LEAD)
def agree_cue(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree on a cue with a participant."""
    person, found = signed_in(request), _led(request, pk)
    form = CueForm(request.POST, people=_people(person, found))
    if not form.is_valid():
        messages.error(request, _("Choisissez une personne et un repère du catalogue."))
        return _back(found, "cues")
    with _told(request, _("Le repère est convenu.")):
        services.agree_cue(
            found,
            form.cleaned_data["person"],
            form.cleaned_data["key"],
            by=person,
            sentence=form.cleaned_data["sentence"],
            weeks=form.cleaned_data["weeks"],
            smallest=form.cleaned_data["smallest"],
        )
    return _back(found, "cues")


@require_POST
@requires(access.LEAD)
def remove_cue(request: HttpRequest, pk: int, cue: int) -> HttpResponse:
    """Take a cue back before the session closes."""
    person, found = signed_in(request), _led(request, pk)
    one = found_or_404(access.cues(person).filter(session=found), pk=cue)
    with _told(request, _("Le repère est retiré.")):
        services.remove_cue(one, by=person)
    return _back(found, "cues")


@require_POST
@requires(access.LEAD)
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what someone will do, by when."""
    person, found = signed_in(request), _led(request, pk)
    people = _people(person, found)
    everyone = Person.objects.filter(Q(pk__in=people.values("pk")) | Q(pk=person.pk))
    form = AgreementForm(request.POST, people=everyone)
    if not form.is_valid():
        messages.error(
            request, _("Écrivez l’accord en une phrase, et une date si elle est connue.")
        )
        return _back(found, "agreements")
    with _told(request, _("L’accord est noté.")):
        services.agree(found, by=person, **form.cleaned_data)
    return _back(found, "agreements")


@require_POST
@requires(access.LEAD)
def remove_agreement(request: HttpRequest, pk: int, agreement: int) -> HttpResponse:
    """Take an agreement back before the session closes."""
    person, found = signed_in(request), _led(request, pk)
    one = found_or_404(access.agreements(person).filter(session=found), pk=agreement)
    with _told(request, _("L’accord est retiré.")):
        services.remove_agreement(one, by=person)
    return _back(found, "agreements")


@require_POST
@requires(access.SEE)
def agreement_done(request: HttpRequest, pk: int, agreement: int) -> HttpResponse:
    """Say that an agreement is held; whoever made it, or leads the session, may."""
    person, found = signed_in(request), _found(request, pk)
    one = found_or_404(access.markable(person, found), pk=agreement)
    services.mark_agreement(one, by=person, done=True)
    undo = reverse("sessions:agreement_open", args=[found.pk, one.pk])
    messages.success(request, _("L’accord est tenu."), extra_tags=undo)
    return _back(found, "agreements")


@require_POST
@requires(access.SEE)
def agreement_open(request: HttpRequest, pk: int, agreement: int) -> HttpResponse:
    """Say that an agreement is not held after all."""
    person, found = signed_in(request), _found(request, pk)
    one = found_or_404(access.markable(person, found), pk=agreement)
    services.mark_agreement(one, by=person, done=False)
    messages.success(request, _("L’accord est de nouveau ouvert."))
    return _back(found, "agreements")


@require_POST
@requires(access.SEE)
def write_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write for the others of the session."""
    found, form = _found(request, pk), NoteForm(request.POST)
    if form.is_valid():
        services.write_note(found, form.cleaned_data["text"], by=signed_in(request))
        messages.success(request, _("La note est écrite."))
    else:
        messages.error(request, _("Une note a entre un et deux mille caractères."))
    return _back(found, "notes")


@require_POST
@requires(access.SEE)
def remove_note(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """Take back a note of one's own."""
    person, found = signed_in(request), _found(request, pk)
    one = found_or_404(access.notes(person).filter(session=found, author=person), pk=note)
    services.remove_note(one, by=person)
    messages.success(request, _("La note est retirée."))
    return _back(found, "notes")


@require_POST
@requires(access.OWN)
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in one's own words what one thinks of a session."""
    person = signed_in(request)
    found = found_or_404(access.attended(person), pk=pk)
    form = RemarkForm(request.POST)
    if form.is_valid():
        services.remark(found, form.cleaned_data["text"], by=person)
        messages.success(request, _("Votre remarque est enregistrée."))
    else:
        messages.error(request, _("Une remarque a deux mille caractères au plus."))
    return _back(found, "remark")


@contextmanager
def _told(request: HttpRequest, done: str) -> Iterator[None]:
    """Say that something was done, or why the session refuses it."""
    try:
        yield
    except SessionError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, done)


def _found(request: HttpRequest, pk: int) -> Session:
    return found_or_404(access.sessions(signed_in(request)), pk=pk)


def _led(request: HttpRequest, pk: int) -> Session:
    return found_or_404(access.led(signed_in(request)), pk=pk)


def _people(person: Person, found: Session) -> QuerySet[Person]:
    ids = [one.person_id for one in queries.people_of(person, found)]
    return Person.objects.filter(pk__in=ids)


def _back(found: Session, part: str) -> HttpResponse:
    return redirect(f"{reverse('sessions:session', args=[found.pk])}#{part}")
