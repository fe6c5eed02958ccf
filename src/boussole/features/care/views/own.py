"""One's own page: the last weeks, what is offered, whom to talk with; for a manager, who wishes to talk and where teams stand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from boussole.features.care import access, exposure, queries, services, words
from boussole.features.care.forms import BreatherAnswerForm, BreatherForm, ChoiceForm
from boussole.features.metrics import facts
from boussole.features.organisation.access import may, requires, signed_in
from boussole.features.organisation.models import Person


@never_cache
@require_GET
@requires(access.SEE)
def index(request: HttpRequest) -> HttpResponse:
    """An agent's own page; for a manager or the leadership, where they answer and what they may read."""
    person = signed_in(request)
    if may(person, access.OWN):
        return render(request, "care/own.html", _own(person))
    today = timezone.localdate()
    context = {
        "talks": queries.debriefs_of(person),
        "waiting": {one.pk for one in queries.debriefs_waiting(person, today)},
        "breathers": [
            (one, BreatherAnswerForm(auto_id=f"breather-{one.pk}-%s"))
            for one in queries.breathers_waiting(person)
        ],
        "teams": _teams(person),
        "leads": may(person, access.LEAD),
        "manages": may(person, access.ANSWER),
    }
    return render(request, "care/lead.html", context)


def _own(person: Person) -> dict[str, Any]:
    today, choice = timezone.localdate(), queries.choice_of(person)
    offer = queries.open_offer(person)
    return {
        "choice": choice,
        "choice_form": ChoiceForm(
            initial={"exposure": choice.exposure, "offers": choice.offers}, auto_id="choice_%s"
        ),
        "offer": words.offered(offer) if offer else "",
        "talks": queries.debriefs_of(person),
        "waiting": {one.pk for one in queries.debriefs_waiting(person, today)},
        "relay": queries.is_relay(person),
        "breather": queries.own_breather(person),
        "breather_form": BreatherForm(auto_id="breather_%s"),
        **(_exposure(person) if choice.exposure else {}),
    }


def _exposure(person: Person) -> dict[str, Any]:
    in_use = facts.in_use()
    own = exposure.of_oneself(in_use, person, timezone.localdate()) if in_use else None
    if own is None:
        return {}
    openable = queries.openable(person, [one.conversation for one in own.hard])
    return {
        "own": own,
        "sentence": words.own_sentence(own),
        "rows": words.own_rows(own),
        "hard": words.hard_rows(own, openable),
    }


def _teams(person: Person) -> list[tuple[Any, str]]:
    teams = access.teams(person).order_by("name", "pk")
    return [
        (team, words.group_sentence([week] if week else []))
        for team, week in queries.last_week_of(teams)
    ]


@require_POST
@requires(access.OWN)
def choose(request: HttpRequest) -> HttpResponse:
    """Have one's exposure computed or not; be offered to talk or not."""
    form = ChoiceForm(request.POST)
    form.is_valid()
    services.choose(signed_in(request), **form.cleaned_data)
    messages.success(request, _("C’est réglé. Personne d’autre ne le sait."))
    return redirect("care:index")


@require_POST
@requires(access.OWN)
def put_away(request: HttpRequest) -> HttpResponse:
    """Not now."""
    services.put_away(signed_in(request))
    messages.success(request, _("C’est rangé. Rien n’en est gardé."))
    return redirect("care:index")


@require_POST
@requires(access.OWN)
def relay(request: HttpRequest) -> HttpResponse:
    """Volunteer to listen, or stop."""
    person = signed_in(request)
    if queries.is_relay(person):
        services.step_down(person)
        messages.success(request, _("Vous n’êtes plus relais."))
    else:
        services.volunteer(person, timezone.localdate())
        messages.success(request, _("Vous êtes relais : vos collègues peuvent vous choisir."))
    return redirect("care:index")
