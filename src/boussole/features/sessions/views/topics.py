"""What a session is about: the situations chosen for it, one by one or from the participants' latest weeks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boussole.features.coaching.access import situations as proposed_to
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.models import Person
from boussole.features.sessions import access, queries, services
from boussole.features.sessions.composing import shown
from boussole.features.sessions.errors import SessionError
from boussole.features.sessions.forms import TopicsForm
from boussole.features.sessions.models import Session

LONGEST_KEY = 18


@require_http_methods(["GET", "POST"])
@requires(access.LEAD)
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the situations to talk about, among the participants' latest weeks."""
    person = signed_in(request)
    found = found_or_404(access.led(person), pk=pk)
    offered = list(queries.choosable(person, found))
    kept = set(found.topics.values_list("situation_id", flat=True))
    if request.method == "POST":
        form = TopicsForm(request.POST, known={one.pk for one in offered} | kept)
        if form.is_valid():
            return _chosen(request, found, form.cleaned_data["situations"])
        messages.error(request, _("Une de ces situations n’est pas celle d’un participant."))
    rows = [(one, one["situation"].pk in kept) for one in shown(person, offered)]
    return render(request, "sessions/topics.html", {"session": found, "offered": rows})


def _chosen(request: HttpRequest, found: Session, situations: list[int]) -> HttpResponse:
    try:
        services.choose_topics(found, situations, by=signed_in(request))
    except SessionError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Les situations de la séance sont choisies."))
    return redirect("sessions:session", found.pk)


@require_POST
@requires(access.LEAD)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a situation on the agenda of the next one-to-one with its agent; without one, plan it."""
    person = signed_in(request)
    mine = proposed_to(person).filter(upstream=False, agent__in=access.agents_of(person))
    situation: Any = found_or_404(mine, pk=pk)
    found = queries.next_one_to_one(person, situation.agent_id)
    if found is None:
        planning = f"{reverse('sessions:new')}?person={situation.agent_id}&situation={pk}"
        return redirect(planning)
    try:
        services.add_topic(found, pk, by=person)
    except SessionError as problem:
        messages.error(request, str(problem))
    else:
        day = date_format(found.planned_on, "SHORT_DATE_FORMAT")
        undo = reverse("sessions:remove_topic", args=[found.pk, pk])
        text = _("La situation est à l’ordre du jour de l’entretien du %(day)s.") % {"day": day}
        messages.success(request, text, extra_tags=undo)
    return _back(request, situation)


@require_POST
@requires(access.LEAD)
def remove(request: HttpRequest, pk: int, situation: int) -> HttpResponse:
    """Take a situation off the agenda."""
    person = signed_in(request)
    found = found_or_404(access.led(person), pk=pk)
    try:
        services.remove_topic(found, situation, by=person)
    except SessionError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("La situation n’est plus à l’ordre du jour."))
    return redirect("sessions:session", found.pk)


def _back(request: HttpRequest, situation: Any) -> HttpResponse:
    """Where the button was: the situation's own page, or its week."""
    if request.POST.get("from") == "dissection":
        return redirect("coaching:dissect", situation.pk)
    return redirect(f"{reverse('coaching:situations')}?week={situation.week.isoformat()}")


def about(person: Person, pk: str) -> dict[str, Any] | None:
    """The situation that an address names, as a page shows it; none when it is not theirs to see."""
    if not pk.isdecimal() or len(pk) > LONGEST_KEY:
        return None
    found = proposed_to(person).filter(pk=int(pk), upstream=False)
    return next(iter(shown(person, list(found))), None)
