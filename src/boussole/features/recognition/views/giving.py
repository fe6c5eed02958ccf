"""Naming someone's success: from a proposal of the week in one click, or in one's own words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boussole.core.text import Text
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.models import Person
from boussole.features.playbook.queries import playbook_in_force
from boussole.features.recognition import access, services
from boussole.features.recognition.errors import RecognitionError
from boussole.features.recognition.forms import NameForm, ThankForm
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
    success = _success(person, pk)
    _accept(request, pk)
    match request.POST.get("from"):
        case "dissection":
            return redirect("coaching:dissect", pk)
        case "queue":
            return redirect(f"{reverse('coaching:situations')}?week={success.week.isoformat()}")
        case _:
            return redirect("recognition:wall")


@require_http_methods(["GET", "POST"])
@requires(access.ACCEPT)
def name(request: HttpRequest, pk: int) -> HttpResponse:
    """Thank for a success that was proposed, in one's own words."""
    success = _success(signed_in(request), pk)
    form = NameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _accept(request, pk, form.cleaned_data["sentence"])
        return redirect("coaching:dissect", pk)
    rule = next((one.name for one in playbook_in_force().rules if one.key == success.rule), None)
    context = {
        "form": form,
        "success": success,
        "rule": rule or Text(fr=success.rule, en=success.rule),
        "back_url": reverse("coaching:dissect", args=[pk]),
    }
    return render(request, "recognition/name.html", context)


def _success(person: Person, pk: int) -> Any:
    return found_or_404(access.thankable(person).select_related("agent"), pk=pk)


def _accept(request: HttpRequest, pk: int, sentence: str = "") -> None:
    try:
        given = services.accept(pk, by=signed_in(request), sentence=sentence)
    except RecognitionError as problem:
        messages.error(request, str(problem))
    else:
        _done(request, given)


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
