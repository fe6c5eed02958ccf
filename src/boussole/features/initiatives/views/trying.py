"""The right to try: announcing a trial, objecting to it, telling what it taught."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boussole.core.working_days import working_days_after
from boussole.features.initiatives import access, queries, services, trying
from boussole.features.initiatives.errors import InitiativeError
from boussole.features.initiatives.forms import ObjectionForm, TellingForm, TrialForm
from boussole.features.initiatives.models import Initiative, Trial
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.models import Person
from boussole.features.organisation.views.common import done, told, wrong

USUAL_LENGTH = timedelta(weeks=4) - timedelta(days=1)


@require_http_methods(["GET", "POST"])
@requires(access.TAKE_PART)
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is tried, where, until when and what will tell."""
    person, today = signed_in(request), timezone.localdate()
    found = found_or_404(access.own(person), pk=pk)
    last = queries.whole(person, found).shown.trial
    teams = access.teams_to_try_in(person)
    initial = _initial(person, last, today)
    data = request.POST if request.method == "POST" else None
    form = TrialForm(data, teams=teams, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            trying.announce(found, form.scope(), by=person)
        except InitiativeError as problem:
            wrong(form, problem)
        else:
            undo = reverse("initiatives:take_back", args=[pk])
            done(request, _("Votre essai est annoncé."), undo)
            return redirect("initiatives:initiative", pk)
    context = {
        "form": form,
        "initiative": found,
        "objections": [] if last is None else list(last.objections.all()),
        "days": services.objection_days(),
    }
    return render(request, "initiatives/announce.html", context)


@require_POST
@requires(access.TAKE_PART)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an announcement back before it starts."""
    person = signed_in(request)
    found = found_or_404(access.own(person), pk=pk)
    with told(request, InitiativeError, _("L’annonce est reprise : rien ne commence.")):
        trying.take_back(found, by=person)
    return redirect("initiatives:initiative", pk)


@require_http_methods(["GET", "POST"])
@requires(access.OBJECT)
def object_to(request: HttpRequest, pk: int) -> HttpResponse:
    """Object to the trial announced in one's team, with a reason and a counter-proposal."""
    person, today = signed_in(request), timezone.localdate()
    trial = _trial(person, pk)
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = trying.make_objection(trial, **form.cleaned_data, by=person)
        except InitiativeError as problem:
            wrong(form, problem)
        else:
            undo = reverse("initiatives:lift", args=[made.pk])
            done(request, _("Votre objection est transmise, avec ce que vous proposez."), undo)
            return redirect("initiatives:initiative", pk)
    context = {
        "form": form,
        "trial": trial,
        "initiative": trial.initiative,
        "late": not trial.is_open_to_objections(today),
    }
    return render(request, "initiatives/objection.html", context)


@require_POST
@requires(access.OBJECT)
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift one's own objection."""
    person = signed_in(request)
    made = found_or_404(access.own_objections(person).select_related("trial__initiative"), pk=pk)
    with told(request, InitiativeError, _("Votre objection est levée.")):
        trying.lift(made, by=person)
    return redirect("initiatives:initiative", made.trial.initiative_id)


@require_http_methods(["GET", "POST"])
@requires(access.TAKE_PART)
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell what a trial taught; before its end, this ends it."""
    person = signed_in(request)
    found = found_or_404(access.own(person), pk=pk)
    form = TellingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            trying.tell(found, **form.cleaned_data, by=person)
        except InitiativeError as problem:
            wrong(form, problem)
        else:
            undo = reverse("initiatives:take_telling_back", args=[pk])
            done(request, _("C’est raconté : toute l’entreprise peut le lire."), undo)
            return redirect("initiatives:initiative", pk)
    context = {"form": form, "initiative": found, "untried": found.state != Initiative.State.TRIED}
    return render(request, "initiatives/tell.html", context)


@require_POST
@requires(access.TAKE_PART)
def take_telling_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what was told back, to tell it better."""
    person = signed_in(request)
    found = found_or_404(access.own(person), pk=pk)
    with told(request, InitiativeError, _("Le récit est repris : il reste à raconter.")):
        trying.take_telling_back(found, by=person)
    return redirect("initiatives:initiative", pk)


def _trial(person: Person, initiative: int) -> Trial:
    """The trial of an initiative that was announced to someone; 404 for anyone else's."""
    mine = access.announced_to(person).select_related("initiative")
    return found_or_404(mine, initiative=initiative)


def _initial(person: Person, last: Trial | None, today: date) -> dict[str, Any]:
    """The next trial begins after the days to object; after an objection it starts from the one before."""
    teams = list(access.teams_to_try_in(person))
    alone = teams if len(teams) == 1 else []
    chosen = list(last.teams.all()) if last else alone
    until = trying.objections_until(chosen or teams, person, today)
    first = working_days_after(until or today, 1)
    found: dict[str, Any] = {
        "teams": [team.pk for team in chosen],
        "starts_on": first,
        "ends_on": first + USUAL_LENGTH,
    }
    if last is not None:
        kept = ("what", "where", "will_tell", "metric")
        found |= {name: getattr(last, name) for name in kept}
    return found
