"""The scenarios there are, what each tells the trainee, and suggesting one."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from boussole.core.roleplay import SECTORS
from boussole.features.organisation.access import found_or_404, may, requires, signed_in
from boussole.features.organisation.views.common import done
from boussole.features.playbook.queries import playbook_in_force
from boussole.features.roleplay import (
    access,
    catalogue,
    queries,
    rewording,
    services,
    shown,
    suggesting,
)
from boussole.features.roleplay.catalogue import Listed
from boussole.features.roleplay.forms import SuggestForm
from boussole.features.roleplay.rows import play_rows, suggestion_rows


@require_GET
@requires(access.PLAY)
def index(request: HttpRequest) -> HttpResponse:
    """Every scenario, what was suggested to the reader, their own plays, and those shown to them."""
    person = signed_in(request)
    scenarios, playbook = catalogue.in_force(), playbook_in_force()
    by_key = {one.key: one for one in scenarios}
    plays = play_rows(queries.own_plays(person))
    context: dict[str, Any] = {
        "scenarios": [(one, shown.works_on(one.scenario, playbook)) for one in scenarios],
        "suggested": suggestion_rows(queries.suggested_to(person), by_key),
        "going_on": [row for row in plays if not row.over],
        "over": [row for row in plays if row.over],
        "shared": play_rows(queries.shared_plays(person)),
        "may_write": may(person, access.WRITE),
    }
    return render(request, "roleplay/index.html", context)


@require_GET
@requires(access.PLAY)
def scenario(request: HttpRequest, key: str) -> HttpResponse:
    """What the trainee is told before a play."""
    return _scenario(request, found_scenario(key))


@require_POST
@requires(access.PLAY)
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """Open a play in the language asked for."""
    listed = found_scenario(key)
    asked = shown.asked_language(request.POST.get("language", ""), listed.scenario)
    seed = secrets.randbelow(services.SEEDS)
    play = services.begin(listed, asked, seed=seed, by=signed_in(request))
    rewording.say_otherwise(play)
    return redirect("roleplay:play", play.pk)


@require_POST
@requires(access.SUGGEST)
def suggest(request: HttpRequest, key: str) -> HttpResponse:
    """Propose a scenario to a team or to one agent."""
    person, listed = signed_in(request), found_scenario(key)
    form = SuggestForm(request.POST, manager=person)
    if not form.is_valid():
        return _scenario(request, listed, form, status=422)
    chosen = form.cleaned_data
    made = suggesting.suggest(key, to=chosen["to"], note=chosen["note"], by=person)
    text = _("Le jeu de rôle est proposé à %(name)s.") % {"name": str(chosen["to"])}
    done(request, text, undo=reverse("roleplay:unsuggest", args=[made.pk]))
    return redirect("roleplay:scenario", key)


@require_POST
@requires(access.SUGGEST)
def unsuggest(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a suggestion back."""
    person = signed_in(request)
    suggestion = found_or_404(access.suggestions(person), pk=pk)
    suggesting.withdraw(suggestion, by=person)
    messages.success(request, _("La proposition est retirée."))
    return redirect("roleplay:scenario", suggestion.scenario)


def _scenario(
    request: HttpRequest, listed: Listed, form: SuggestForm | None = None, status: int = 200
) -> HttpResponse:
    person, one = signed_in(request), listed.scenario
    suggests = may(person, access.SUGGEST)
    context: dict[str, Any] = {
        "listed": listed,
        "scenario": one,
        "lang": shown.reader_language(one),
        "sector": SECTORS[one.sector],
        "works_on": shown.works_on(one, playbook_in_force()),
        "aims": [shown.act_label(act) for act in one.aims],
        "may_write": may(person, access.WRITE),
        "form": (form or SuggestForm(manager=person)) if suggests else None,
        "suggestions": [
            suggestion
            for suggestion in (queries.suggested_by(person) if suggests else ())
            if suggestion.scenario == listed.key
        ],
    }
    return render(request, "roleplay/scenario.html", context, status=status)


def found_scenario(key: str) -> Listed:
    """The scenario of an address, or 404."""
    listed = catalogue.find(key)
    if listed is None:
        raise Http404
    return listed
