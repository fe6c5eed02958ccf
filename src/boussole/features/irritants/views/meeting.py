"""What those who meet an irritant do: say « me too », share it, count it with another, say what it costs now."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from boussole.features.irritants import access, declaring, handling, queries
from boussole.features.irritants.errors import IrritantError
from boussole.features.irritants.forms import CostForm, CostNowForm
from boussole.features.irritants.models import Irritant
from boussole.features.irritants.views.common import number, readable, refused, to
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.models import Person


@require_POST
@requires(access.SEE)
def me_too(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one meets it too, with one's own figures or without."""
    person = signed_in(request)
    found, form = _root(person, pk), CostForm(request.POST)
    if not form.is_valid():
        refused(request, form)
        return to(found.pk)
    known = queries.voices_of(person, [found]).get(found.pk)
    said_on = known.irritant if known is not None else found
    try:
        declaring.me_too(said_on, by=person, on=timezone.localdate(), **form.cleaned_data)
    except IrritantError as problem:
        messages.error(request, str(problem))
        return to(found.pk)
    undo = reverse("irritants:not_me", args=[found.pk]) if known is None else ""
    messages.success(request, _("C’est compté avec vous."), extra_tags=undo)
    return _back(request, found)


@require_POST
@requires(access.SEE)
def not_me(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's « me too » back."""
    person = signed_in(request)
    found = _root(person, pk)
    if found.by_id != person.pk:
        declaring.not_me(found, by=person)
    return _back(request, found)


@require_POST
@requires(access.SEE)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own irritant back."""
    person = signed_in(request)
    erased = declaring.drop(found_or_404(access.own_irritants(person), pk=pk), by=person)
    if erased:
        messages.success(request, _("L’irritant est retiré."))
        return redirect("irritants:index")
    messages.success(
        request, _("Il n’est plus à votre nom ; il reste, pour ceux qui le rencontrent.")
    )
    return redirect("irritants:index")


@require_POST
@requires(access.SEE)
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the whole company read it: its author, or who handles it."""
    person = signed_in(request)
    declaring.share(found_or_404(access.mergeable(person), pk=pk), by=person)
    undo = reverse("irritants:unshare", args=[pk])
    messages.success(request, _("Toute l’entreprise peut maintenant le lire."), extra_tags=undo)
    return to(pk)


@require_POST
@requires(access.SEE)
def unshare(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it back to its team alone."""
    person = signed_in(request)
    try:
        declaring.unshare(found_or_404(access.mergeable(person), pk=pk), by=person)
    except IrritantError as problem:
        messages.error(request, str(problem))
    return to(pk)


@require_POST
@requires(access.SEE)
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Count an irritant with another one (``first``) that is the same."""
    person = signed_in(request)
    found = found_or_404(access.mergeable(person).distinct(), pk=pk)
    first = readable(person, number(request.POST.get("first", "")))
    try:
        root = declaring.join(found, first, by=person)
    except IrritantError as problem:
        messages.error(request, str(problem))
        return to(pk)
    undo = reverse("irritants:separate", args=[pk])
    messages.success(request, _("Les deux irritants sont comptés ensemble."), extra_tags=undo)
    return to(root.pk)


@require_POST
@requires(access.SEE)
def separate(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an irritant stand on its own again."""
    person = signed_in(request)
    declaring.separate(found_or_404(access.mergeable(person).distinct(), pk=pk), by=person)
    return to(pk)


@require_POST
@requires(access.SEE)
def cost_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a resolved irritant costs now; no longer meeting it is one click."""
    person = signed_in(request)
    found, form = _met(person, pk), CostNowForm(request.POST)
    if not form.is_valid():
        refused(request, form)
        return to(found.pk)
    try:
        handling.cost_now(found, by=person, on=timezone.localdate(), **form.cleaned_data)
    except IrritantError as problem:
        messages.error(request, str(problem))
        return to(found.pk)
    undo = reverse("irritants:cost_unsaid", args=[pk])
    messages.success(
        request, _("Merci : c’est compté avec les réponses des autres."), extra_tags=undo
    )
    return to(found.pk, "saving")


@require_POST
@requires(access.SEE)
def cost_unsaid(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's answer back."""
    person = signed_in(request)
    handling.cost_unsaid(_met(person, pk), by=person)
    return to(pk, "saving")


def _root(person: Person, pk: int) -> Irritant:
    """The irritant that is counted, for one that a person reads."""
    found = readable(person, pk)
    return found.same_as or found


def _met(person: Person, pk: int) -> Irritant:
    """An irritant a person reads and meets; for the others there is nothing to tell."""
    found = _root(person, pk)
    met = queries.voices_of(person, [found])
    return found_or_404(access.irritants(person).filter(pk__in=met).distinct(), pk=found.pk)


def _back(request: HttpRequest, found: Irritant) -> HttpResponse:
    if request.POST.get("from") == "list":
        return redirect(f"{reverse('irritants:index')}#irritant-{found.pk}")
    return to(found.pk)
