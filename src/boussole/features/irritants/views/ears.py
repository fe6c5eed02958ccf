"""What people hear from customers: said in one line, counted, sent to a department, answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boussole.features.conversations import queries as conversations
from boussole.features.irritants import access, queries, services
from boussole.features.irritants.forms import AnswerForm, HearForm, RouteForm
from boussole.features.irritants.models import Heard
from boussole.features.organisation import queries as organisation
from boussole.features.organisation.access import found_or_404, may, requires, signed_in
from boussole.features.organisation.models import Person


@require_http_methods(["GET", "POST"])
@requires(access.HEAR)
def index(request: HttpRequest) -> HttpResponse:
    """Say what one hears and read what became of it; an address may name a message (``conversation``, ``turn``)."""
    person = signed_in(request)
    form = HearForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = _said(request, person, form)
        undo = reverse("irritants:take_back", args=[said.pk])
        messages.success(
            request, _("C’est noté. Vous lirez ici ce qui en est fait."), extra_tags=undo
        )
        return redirect(f"{reverse('irritants:heard')}?said={said.pk}")
    routes = may(person, access.ROUTE)
    shown = {
        "form": form,
        "own": queries.own(person)[: queries.SHOWN],
        "to_route": queries.to_route(person) if routes else [],
        "routes": routes,
        "departments": list(organisation.departments()) if routes else [],
        "same": _same(request, person),
        "said": request.GET.get("said", ""),
    }
    return render(request, "irritants/heard.html", shown)


@require_POST
@requires(access.HEAR)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what one said."""
    person = signed_in(request)
    services.take_back(found_or_404(access.own(person), pk=pk), by=person)
    return redirect("irritants:heard")


@require_POST
@requires(access.HEAR)
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Count a line with another one (``first``) that says the same thing."""
    person = signed_in(request)
    said = found_or_404(access.heard(person), pk=pk)
    first = found_or_404(access.heard(person), pk=_number(request.POST.get("first", "")))
    if pk in {first.pk, first.same_as_id}:
        raise Http404
    services.merge(said, first, by=person)
    undo = reverse("irritants:part", args=[said.pk])
    messages.success(request, _("Les deux signalements sont comptés ensemble."), extra_tags=undo)
    return redirect("irritants:heard")


@require_POST
@requires(access.HEAR)
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a line stand on its own again."""
    person = signed_in(request)
    services.part(found_or_404(access.heard(person), pk=pk), by=person)
    return redirect("irritants:heard")


@require_POST
@requires(access.ROUTE)
def route(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a line to the department it concerns."""
    person = signed_in(request)
    said, form = found_or_404(access.heard(person), pk=pk), RouteForm(request.POST)
    if form.is_valid():
        services.route(said, form.cleaned_data["department"], by=person)
    else:
        messages.error(request, _("Choisissez un service."))
    return redirect("irritants:heard")


@require_POST
@requires(access.ROUTE)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what the department answers."""
    person = signed_in(request)
    said, form = found_or_404(access.heard(person), pk=pk), AnswerForm(request.POST)
    if form.is_valid():
        services.answer(said, form.cleaned_data["answer"], by=person)
    else:
        messages.error(request, _("Écrivez la réponse du service."))
    return redirect("irritants:heard")


def _said(request: HttpRequest, person: Person, form: HearForm) -> Heard:
    """Write the line down, with the masked message that the address names when the person may read it."""
    pk, turn = _number(request.GET.get("conversation", "")), _number(request.GET.get("turn", ""))
    passage = conversations.masked_turn(person, pk, turn) if pk else None
    kind, line = form.cleaned_data["kind"], form.cleaned_data["line"]
    if passage is None:
        return services.hear(kind, line, by=person)
    return services.hear(kind, line, by=person, conversation=pk, turn=turn, passage=passage)


def _same(request: HttpRequest, person: Person) -> list[Heard]:
    said = access.own(person).filter(pk=_number(request.GET.get("said", "")), same_as=None).first()
    return queries.saying_the_same(said, person) if said else []


# No identifier has more digits than a database holds.
_LONGEST_NUMBER = 17


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else 0
