"""Correcting what a contact is about, or whose work caused it, and taking the correction back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from boussole.features.conversations import access, corrections, origins, reading
from boussole.features.conversations.errors import ConversationsError
from boussole.features.conversations.filters import Filter
from boussole.features.conversations.forms import CorrectionForm, OriginForm
from boussole.features.conversations.views.conversation import found, shown
from boussole.features.organisation.access import requires, signed_in


@require_POST
@requires(access.CORRECT)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a contact is about; the notice offers to take it back."""
    person = signed_in(request)
    record = found(person, pk)
    form = CorrectionForm(request.POST, tree=reading.tree())
    if not form.is_valid():
        return shown(request, person, record, form=form, status=422)
    made = corrections.correct_reason(record, **form.cleaned_data, by=person)
    text = _("Le motif est corrigé ; les indicateurs en tiendront compte dans quelques minutes.")
    _done(request, text, reverse("conversations:withdraw_correction", args=[pk, made.pk]))
    return _back(request, pk)


@require_POST
@requires(access.CORRECT)
def withdraw(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """Take a correction back."""
    return _withdrawn(request, pk, correction, corrections.withdraw_correction)


@require_POST
@requires(access.CORRECT)
def correct_origin(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whose work caused a contact, or its nature; the notice offers to take it back."""
    person = signed_in(request)
    record = found(person, pk)
    form = OriginForm(request.POST)
    if not form.is_valid():
        return shown(request, person, record, origin_form=form, status=422)
    made = origins.correct_origin(record, **form.cleaned_data, by=person)
    text = _(
        "La correction est gardée ; les indicateurs en tiendront compte dans quelques minutes."
    )
    _done(request, text, reverse("conversations:withdraw_origin", args=[pk, made.pk]))
    return _back(request, pk)


@require_POST
@requires(access.CORRECT)
def withdraw_origin(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """Take back what was said of a contact's origin or nature."""
    return _withdrawn(request, pk, correction, origins.withdraw_origin)


def _withdrawn(
    request: HttpRequest, pk: int, correction: int, withdraw_it: Callable[..., object]
) -> HttpResponse:
    person = signed_in(request)
    record = found(person, pk)
    try:
        withdraw_it(record, correction, by=person)
    except ConversationsError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("La correction est retirée."))
    return _back(request, pk)


def _done(request: HttpRequest, text: str, undo: str) -> None:
    messages.success(request, text, extra_tags=f"{undo}?{Filter.read(request.GET).query()}")


def _back(request: HttpRequest, pk: int) -> HttpResponse:
    query = Filter.read(request.GET).query()
    address = reverse("conversations:conversation", args=[pk])
    return redirect(f"{address}?{query}" if query else address)
