"""Naming someone's success: from a proposal of the week in one click, or in one's own words."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.recognition import access, services
from boussole.features.recognition.errors import RecognitionError
from boussole.features.recognition.forms import ThankForm
from boussole.features.recognition.models import Recognition


@require_http_methods(["GET", "POST"])
@requires(access.GIVE)
def new(request: HttpRequest) -> HttpResponse:
    """Thank a colleague; an address may name whom (``recipient``) and the message that shows it (``message``)."""
    person = signed_in(request)
    asked = {name: request.GET.get(name, "") for name in ("recipient", "message")}
    form = ThankForm(request.POST if request.method == "POST" else None, by=person, initial=asked)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        given = services.thank(
            said["recipient"],
            by=person,
            sentence=said["sentence"],
            rule=said["rule"],
            about=said["message"],
        )
        _done(request, given)
        return redirect("recognition:wall")
    return render(request, "recognition/new.html", {"form": form})


@require_POST
@requires(access.ACCEPT)
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Thank for a success that was proposed, with its passage."""
    person = signed_in(request)
    found_or_404(access.thankable(person), pk=pk)
    try:
        given = services.accept(pk, by=person)
    except RecognitionError as problem:
        messages.error(request, str(problem))
    else:
        _done(request, given)
    return redirect("recognition:wall")


@require_POST
@requires(access.GIVE)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what one just said, while it is not shared."""
    person = signed_in(request)
    recognition = found_or_404(access.given(person), pk=pk)
    try:
        services.take_back(recognition, by=person)
    except RecognitionError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Votre remerciement est repris."))
    return redirect("recognition:wall")


def _done(request: HttpRequest, given: Recognition) -> None:
    words = _("%(name)s reçoit votre remerciement, et choisit qui d’autre le voit.")
    undo = reverse("recognition:take_back", args=[given.pk])
    messages.success(request, words % {"name": given.recipient.name}, extra_tags=undo)
