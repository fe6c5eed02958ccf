"""A consultation: opening it, reading it, giving it up; and the vote, of which nothing is shown before the close."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boussole.features.commitments import access, queries, services, voting
from boussole.features.commitments.errors import CommitmentError
from boussole.features.commitments.forms import BallotForm, OpenForm
from boussole.features.commitments.models import Consultation
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.models import Person, Role
from boussole.features.organisation.views.common import done, told, wrong

State = Consultation.State
WRITING_LASTS, VOTE_LASTS = timedelta(weeks=2), timedelta(weeks=1)


@require_http_methods(["GET", "POST"])
@requires(access.OPEN)
def new(request: HttpRequest) -> HttpResponse:
    """Open a consultation for a team, or for the company."""
    person, today = signed_in(request), timezone.localdate()
    form = OpenForm(
        request.POST if request.method == "POST" else None,
        teams=access.teams_to_consult(person),
        company=person.role == Role.LEADER,
        initial=_initial(person, today),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_consultation(**form.cleaned_data, by=person)
        except CommitmentError as problem:
            wrong(form, problem)
        else:
            done(request, _("La consultation est ouverte : chacun peut proposer."))
            return redirect("commitments:consultation", made.pk)
    return render(request, "commitments/new.html", {"form": form})


@require_GET
@requires(access.TAKE_PART)
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """What is proposed and said of it; once over, what was adopted."""
    person = signed_in(request)
    found = _found(person, pk)
    over = found.state == State.CLOSED
    context: dict[str, Any] = {
        "it": found,
        "proposals": [] if over else queries.proposals_of(person, found),
        "results": queries.results_of(found) if over else [],
        "takes_part": queries.takes_part(person, found),
        "may_give_up": queries.may_give_up(person, found),
    }
    return render(request, "commitments/consultation.html", context)


@require_POST
@requires(access.OPEN)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a consultation up: its ballots are erased unread."""
    person = signed_in(request)
    found = found_or_404(access.led(person), pk=pk)
    with told(
        request, CommitmentError, _("La consultation est abandonnée ; aucun bulletin n’est gardé.")
    ):
        services.cancel(found, by=person)
    return redirect("commitments:index")


@never_cache
@require_http_methods(["GET", "POST"])
@requires(access.TAKE_PART)
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """Vote, or vote otherwise; one's own ballot is shown to oneself alone."""
    person = signed_in(request)
    mine = access.attended(person).select_related("team")
    found = found_or_404(mine, pk=pk)
    proposals = queries.results_of(found) if found.state == State.VOTING else []
    cast = voting.own_ballot(found, person)
    data = request.POST if request.method == "POST" else None
    form = BallotForm(data, proposals=proposals, initial={"supports": sorted(cast or ())})
    if request.method == "POST" and form.is_valid():
        try:
            voting.vote(found, form.cleaned_data["supports"], by=person)
        except CommitmentError as problem:
            wrong(form, problem)
        else:
            done(
                request,
                _("Votre bulletin est enregistré. Vous pouvez le changer jusqu’à la clôture."),
            )
            return redirect("commitments:ballot", pk)
    context = {
        "it": found,
        "form": form,
        "lines": [(one, one.pk in (cast or ())) for one in proposals],
        "voted": cast is not None,
        "open": found.state == State.VOTING,
    }
    return render(request, "commitments/ballot.html", context)


@require_POST
@requires(access.TAKE_PART)
def take_ballot_back(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer take part in the vote."""
    person = signed_in(request)
    found = found_or_404(access.attended(person), pk=pk)
    with told(request, CommitmentError, _("Votre bulletin est retiré.")):
        voting.take_ballot_back(found, by=person)
    return redirect("commitments:ballot", pk)


def _found(person: Person, pk: int) -> Consultation:
    mine = access.consultations(person).select_related("team", "opened_by", "version")
    return found_or_404(mine, pk=pk)


def _initial(person: Person, today: date) -> dict[str, Any]:
    teams = list(access.teams_to_consult(person)[:2])
    alone = person.role == Role.MANAGER and len(teams) == 1
    return {
        "team": teams[0].pk if alone else None,
        "vote_opens_on": today + WRITING_LASTS,
        "closes_on": today + WRITING_LASTS + VOTE_LASTS,
    }
