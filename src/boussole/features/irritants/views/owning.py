"""What becomes of an irritant: who is asked, what they answer, since when it is fixed, and which contacts it causes."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from boussole.features.irritants import access, handling
from boussole.features.irritants.errors import IrritantError
from boussole.features.irritants.forms import (
    LinkForm,
    OwnerAnswerForm,
    OwnerForm,
    ResolveForm,
    WhyForm,
)
from boussole.features.irritants.models import Irritant, Step
from boussole.features.irritants.views.common import refused, to, undoable
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.models import Person
from boussole.features.organisation.views.common import told
from boussole.features.reasons.queries import tree_in_force


@require_POST
@requires(access.ASSIGN)
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a person or a department for an answer."""
    person, today = signed_in(request), timezone.localdate()
    found, form = found_or_404(access.handled(person), pk=pk), OwnerForm(request.POST)
    if not form.is_valid():
        refused(request, form)
        return to(pk)

    def given() -> Step:
        return handling.assign(found, by=person, on=today, **form.cleaned_data)

    return _stepped(request, pk, given, lambda: _asked_words(found))


@require_POST
@requires(access.ANSWER)
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it in charge."""
    person, today = signed_in(request), timezone.localdate()
    found = _answerable(person, pk)
    return _stepped(
        request,
        pk,
        lambda: handling.take(found, by=person, on=today),
        lambda: _("L’irritant est pris en charge."),
    )


@require_POST
@requires(access.ANSWER)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer: it will be fixed, or not, and why."""
    person, today = signed_in(request), timezone.localdate()
    found, form = _answerable(person, pk), OwnerAnswerForm(request.POST)
    if not form.is_valid():
        refused(request, form)
        return to(pk)
    said = form.cleaned_data
    return _stepped(
        request,
        pk,
        lambda: handling.answer(found, said["answer"], by=person, on=today, fixing=said["fixing"]),
        lambda: _("La réponse est notée ; tous ceux qui rencontrent l’irritant la lisent."),
    )


@require_POST
@requires(access.ANSWER)
def resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it is fixed, since when and how."""
    person = signed_in(request)
    found = _answerable(person, pk)
    form = ResolveForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        refused(request, form)
        return to(pk)
    return _stepped(
        request,
        pk,
        lambda: handling.resolve(found, by=person, **form.cleaned_data),
        lambda: _("C’est résolu : ceux qui le rencontraient diront ce qu’il coûte maintenant."),
    )


@require_POST
@requires(access.ANSWER)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open it again."""
    person, today = signed_in(request), timezone.localdate()
    found, form = _answerable(person, pk), WhyForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    with told(request, IrritantError, _("L’irritant est rouvert.")):
        handling.reopen(found, by=person, on=today, why=why)
    return to(pk)


@require_POST
@requires(access.ANSWER)
def undo(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Take the last step back."""
    person = signed_in(request)
    found = found_or_404(access.irritants(person).distinct(), pk=pk)
    found_or_404(found.steps.filter(by=person), pk=step)
    with told(request, IrritantError, _("L’étape est annulée.")):
        handling.undo(found, step, by=person)
    return to(pk)


@require_POST
@requires(access.ANSWER)
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which contact reasons it causes."""
    person = signed_in(request)
    found = _answerable(person, pk)
    form = LinkForm(request.POST, tree=tree_in_force(), kept=found.reasons)
    if form.is_valid():
        said = form.cleaned_data
        handling.link(found, said["reasons"], by=person, contact_minutes=said["contact_minutes"])
        messages.success(request, _("Les motifs de contact sont enregistrés."))
    else:
        refused(request, form)
    return to(pk, "contacts")


def _answerable(person: Person, pk: int) -> Irritant:
    return found_or_404(access.answerable(person), pk=pk)


def _asked_words(found: Irritant) -> str:
    if found.due_on is None:
        return _("L’irritant est confié.")
    day = date_format(found.due_on, "DATE_FORMAT")
    return _("L’irritant est confié ; une réponse est attendue avant le %(day)s.") % {"day": day}


def _stepped(
    request: HttpRequest, pk: int, act: Callable[[], Step], words: Callable[[], str]
) -> HttpResponse:
    """Do one step and offer to undo it, or say why it cannot be done."""
    try:
        step = act()
    except IrritantError as problem:
        messages.error(request, str(problem))
        return to(pk)
    return undoable(request, pk, step.pk, words())
