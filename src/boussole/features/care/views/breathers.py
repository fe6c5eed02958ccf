"""Asking to catch one's breath, and answering."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from boussole.features.care import access, services
from boussole.features.care.errors import CareError
from boussole.features.care.forms import BreatherAnswerForm, BreatherForm
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.views.common import told


@require_POST
@requires(access.OWN)
def ask(request: HttpRequest) -> HttpResponse:
    """Send a request to one's manager, by one's own click."""
    form = BreatherForm(request.POST)
    if form.is_valid():
        person, today = signed_in(request), timezone.localdate()
        with told(request, CareError, _("Votre demande est chez votre manager.")):
            services.ask_breather(person, form.cleaned_data["text"], today)
    return redirect("care:index")


@require_POST
@requires(access.OWN)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's request back."""
    scoped = access.own_breathers(signed_in(request))
    services.take_back_breather(found_or_404(scoped, pk=pk))
    messages.success(request, _("Votre demande est retirée."))
    return redirect("care:index")


@require_POST
@requires(access.ANSWER)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is arranged."""
    person, form = signed_in(request), BreatherAnswerForm(request.POST)
    asked = found_or_404(access.breathers(person), pk=pk)
    if not form.is_valid():
        messages.error(request, _("Écrivez en une phrase ce qui est possible."))
        return redirect("care:index")
    with told(request, CareError, _("Votre réponse est envoyée.")):
        services.answer_breather(asked, form.cleaned_data["text"], by=person)
    return redirect("care:index")
