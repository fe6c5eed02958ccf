"""Talking with someone: asking, agreeing on a day, holding it, what the two write, erasing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boussole.features.care import access, debriefs, queries
from boussole.features.care.errors import CareError
from boussole.features.care.forms import MoveForm, NoteForm, PartnerForm
from boussole.features.care.models import Debrief
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.views.common import wrong

SOON = timedelta(days=1)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(access.OWN)
def new(request: HttpRequest) -> HttpResponse:
    """Choose with whom and when."""
    person, today = signed_in(request), timezone.localdate()
    posted = request.POST if request.method == "POST" else None
    form = PartnerForm(posted, person=person, initial={"planned_on": today + SOON})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = debriefs.ask(
                person, form.chosen(), given["planned_on"], today=today, wish=given["wish"]
            )
        except CareError as problem:
            wrong(form, problem, "planned_on")
        else:
            messages.success(request, _("C’est demandé. Vous deux seulement voyez cet échange."))
            return redirect("care:debrief", made.pk)
    return render(request, "care/new.html", {"form": form})


@never_cache
@require_GET
@requires(access.TALK)
def debrief(request: HttpRequest, pk: int) -> HttpResponse:
    """One debrief, for its two people."""
    person, today = signed_in(request), timezone.localdate()
    found = _found(request, pk)
    mine = found.person_id == person.pk
    going = found.state in {Debrief.State.ASKED, Debrief.State.AGREED}
    context: dict[str, Any] = {
        "debrief": found,
        "mine": mine,
        "other": found.partner if mine else found.person,
        "may_agree": found.state == Debrief.State.ASKED and found.proposed_by_id != person.pk,
        "may_hold": going and found.planned_on <= today,
        "going": going,
        "move_form": MoveForm(initial={"planned_on": found.planned_on}),
        "notes": queries.notes_of(person, found),
        "note_form": NoteForm(),
    }
    return render(request, "care/debrief.html", context)


@require_POST
@requires(access.TALK)
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes to the day."""
    found, person = _found(request, pk), signed_in(request)
    return _do(request, found, lambda: debriefs.agree(found, by=person), _("Le jour est convenu."))


@require_POST
@requires(access.TALK)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose another day."""
    found, form = _found(request, pk), MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Cette date n’est pas comprise."))
        return redirect("care:debrief", pk)
    day, person, today = form.cleaned_data["planned_on"], signed_in(request), timezone.localdate()
    return _do(
        request,
        found,
        lambda: debriefs.move(found, day, by=person, today=today),
        _("L’autre jour est proposé."),
    )


@require_POST
@requires(access.TALK)
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Not be available."""
    found, person = _found(request, pk), signed_in(request)
    said = _("C’est dit : la personne pourra choisir quelqu’un d’autre.")
    return _do(request, found, lambda: debriefs.decline(found, by=person), said)


@require_POST
@requires(access.TALK)
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it took place."""
    found, today = _found(request, pk), timezone.localdate()
    return _do(request, found, lambda: debriefs.hold(found, today=today), _("L’échange a eu lieu."))


@require_POST
@requires(access.TALK)
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase it for both, once one has said so: it cannot be undone."""
    found = _found(request, pk)
    if not _is_sure(request):
        return redirect("care:debrief", pk)
    debriefs.erase(found)
    messages.success(request, _("L’échange et ses notes sont effacés pour vous deux."))
    return redirect("care:index")


@require_POST
@requires(access.TALK)
def write_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write something for the two."""
    found, form, person = _found(request, pk), NoteForm(request.POST), signed_in(request)
    if not form.is_valid():
        messages.error(request, _("Écrivez votre note avant de l’enregistrer."))
        return redirect("care:debrief", pk)
    text = form.cleaned_data["text"]
    return _do(
        request,
        found,
        lambda: debriefs.write_note(found, text, by=person),
        _("La note est gardée pour vous deux."),
    )


@require_POST
@requires(access.TALK)
def erase_note(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """Erase one note for both, once one has said so."""
    scoped = access.notes(signed_in(request)).filter(debrief=_found(request, pk))
    found = found_or_404(scoped, pk=note)
    if not _is_sure(request):
        return redirect("care:debrief", pk)
    debriefs.erase_note(found)
    messages.success(request, _("La note est effacée pour vous deux."))
    return redirect("care:debrief", pk)


def _is_sure(request: HttpRequest) -> bool:
    """The button that erases stands behind one that opens it."""
    return request.POST.get("sure") == "yes"


def _do(request: HttpRequest, found: Debrief, act: Callable[[], object], said: str) -> HttpResponse:
    """Act, say what was done or why it was not, and go back."""
    try:
        act()
    except CareError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, said)
    return redirect("care:debrief", found.pk)


def _found(request: HttpRequest, pk: int) -> Debrief:
    scoped = access.debriefs(signed_in(request)).select_related("person", "partner")
    return found_or_404(scoped, pk=pk)
