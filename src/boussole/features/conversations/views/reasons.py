"""Correcting what a contact is about, and taking the correction back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from boussole.features.conversations import access, corrections, reading
from boussole.features.conversations.errors import ConversationsError
from boussole.features.conversations.filters import Filter
from boussole.features.conversations.forms import CorrectionForm
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
    undo = reverse("conversations:withdraw_correction", args=[pk, made.pk])
    messages.success(
        request,
        _("Le motif est corrigé ; les indicateurs en tiendront compte dans quelques minutes."),
        extra_tags=f"{undo}?{Filter.read(request.GET).query()}",
    )
    return _back(request, pk)


@require_POST
@requires(access.CORRECT)
def withdraw(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """Take a correction back."""
    person = signed_in(request)
    record = found(person, pk)
    try:
        corrections.withdraw_correction(record, correction, by=person)
    except ConversationsError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("La correction est retirée."))
    return _back(request, pk)


def _back(request: HttpRequest, pk: int) -> HttpResponse:
    query = Filter.read(request.GET).query()
    address = reverse("conversations:conversation", args=[pk])
    return redirect(f"{address}?{query}" if query else address)
