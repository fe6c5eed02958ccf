"""What people hear from customers: said in one line, counted, sent to a department, answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boussole.features.conversations import queries as conversations
from boussole.features.irritants import access, queries, services
from boussole.features.irritants.errors import NotUndoableError
from boussole.features.irritants.forms import AnswerForm, HearForm, RouteForm
from boussole.features.irritants.models import Heard
from boussole.features.irritants.views.common import number
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
    return render(request, "irritants/heard.html", {"form": form, **_shown(request, person)})


def _shown(request: HttpRequest, person: Person) -> dict[str, Any]:
    """One's own lines and, for whoever routes them, those of others; each list has its own pages."""
    routes = may(person, access.ROUTE)
    before, after = number(request.GET.get("before", "")), _place(request.GET.get("after", ""))
    mine = queries.own(person, before or None)
    others = queries.to_route(person, after) if routes else queries.Lines([])
    return {
        "own": mine,
        "own_first": bool(before),
        "to_route": others,
        "to_route_first": after is not None,
        "routes": routes,
        "departments": list(organisation.departments()) if routes else [],
        "same": _same(request, person),
        "said": request.GET.get("said", ""),
        "about": _about(request, person),
    }


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
    first = found_or_404(access.heard(person), pk=number(request.POST.get("first", "")))
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
    said, form = (
        found_or_404(access.routable(person).filter(same_as=None), pk=pk),
        RouteForm(request.POST),
    )
    if form.is_valid():
        department = form.cleaned_data["department"]
        services.route(said, department, by=person)
        undo = reverse("irritants:unroute", args=[pk])
        words = _("Le signalement est transmis au service %(name)s.") % {"name": department}
        messages.success(request, words, extra_tags=undo)
    else:
        messages.error(request, _("Choisissez un service."))
    return redirect("irritants:heard")


@require_POST
@requires(access.ROUTE)
def unroute(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line back from its department, while it has not answered."""
    person = signed_in(request)
    try:
        services.unroute(found_or_404(access.routable(person), pk=pk), by=person)
    except NotUndoableError as problem:
        messages.error(request, str(problem))
    return redirect("irritants:heard")


@require_POST
@requires(access.ANSWER)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what the department answers: whoever answers there, or whoever routed the line to it."""
    person = signed_in(request)
    said, form = found_or_404(access.answerable_lines(person), pk=pk), AnswerForm(request.POST)
    if form.is_valid():
        services.answer(said, form.cleaned_data["answer"], by=person)
        undo = reverse("irritants:unanswer", args=[pk])
        messages.success(request, _("La réponse est notée."), extra_tags=undo)
    else:
        messages.error(request, _("Écrivez la réponse du service."))
    return _back(request, person)


@require_POST
@requires(access.ANSWER)
def unanswer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an answer back."""
    person = signed_in(request)
    services.unanswer(found_or_404(access.answerable_lines(person), pk=pk), by=person)
    return _back(request, person)


def _back(request: HttpRequest, person: Person) -> HttpResponse:
    """Where one answers from: the page of what one is asked, or the page of lines."""
    asked = request.POST.get("from") == "asked" or not may(person, access.HEAR)
    return redirect("irritants:asked" if asked else "irritants:heard")


def _said(request: HttpRequest, person: Person, form: HearForm) -> Heard:
    """Write the line down, with the masked message that the address names when the person may read it."""
    kind, line = form.cleaned_data["kind"], form.cleaned_data["line"]
    about = _about(request, person)
    if about is None:
        return services.hear(kind, line, by=person)
    return services.hear(
        kind,
        line,
        by=person,
        conversation=about.conversation,
        turn=about.turn,
        passage=about.passage,
    )


@dataclass(frozen=True)
class About:
    """The conversation that a line speaks of, and its masked message when one is named."""

    conversation: int
    turn: int | None
    passage: str


def _about(request: HttpRequest, person: Person) -> About | None:
    """What the address names, when the person may read it."""
    pk, said = number(request.GET.get("conversation", "")), request.GET.get("turn", "")
    if not pk or not conversations.visible(person, {pk}):
        return None
    turn = number(said) if said == "0" or number(said) else None
    passage = conversations.masked_turn(person, pk, turn) if turn is not None else None
    return About(pk, None, "") if passage is None else About(pk, turn, passage)


def _same(request: HttpRequest, person: Person) -> list[Heard]:
    said = access.own(person).filter(pk=number(request.GET.get("said", "")), same_as=None).first()
    return queries.saying_the_same(said, person) if said else []


def _place(text: str) -> tuple[int, int] | None:
    """Where a page of the most heard lines begins: how many say the same, and the key, as ``3.17``."""
    also, point, pk = text.partition(".")
    return (number(also), number(pk)) if point else None
