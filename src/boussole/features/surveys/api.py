"""Surveys for programs: what pages say and do, within the same scopes. The gates decide, as for everyone."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Status

from boussole.features.conversations import queries as conversations
from boussole.features.organisation.access import found_or_404
from boussole.features.organisation.api import Refusal, allowed, checked
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.surveys import (
    access,
    actions,
    api_shapes,
    counting,
    following,
    queries,
    recording,
    services,
    tasks,
)
from boussole.features.surveys.api_schemas import (
    ClosingIn,
    DecisionOut,
    OccasionIn,
    OccasionOut,
    ResultsOut,
    SurveyFollowUpOut,
    SurveyOut,
    UnsubscribeIn,
    WhyIn,
)
from boussole.features.surveys.forms import CloseForm
from boussole.features.surveys.models import Survey
from boussole.features.surveys.results import results_of

router = Router(tags=["surveys"])


@router.get("", response=list[SurveyOut])
def list_surveys(request: HttpRequest) -> Any:
    """Every survey, those that ask first."""
    person = allowed(request, access.SEE)
    return [api_shapes.survey(row) for row in queries.listed(person)]


@router.get("/{int:pk}/results", response={200: ResultsOut, 404: Refusal})
def results(request: HttpRequest, pk: int) -> Any:
    """What the answers to one survey say, within your scope: scores, who answers, comments masked."""
    person = allowed(request, access.SEE)
    survey = found_or_404(Survey.objects.all(), pk=pk)
    found = results_of(counting.of_survey(person, survey), timezone.now())
    return api_shapes.results(person, found)


@router.post("/{int:pk}/occasions", response={202: OccasionOut, 404: Refusal, 422: Refusal})
def announce(request: HttpRequest, pk: int, told: OccasionIn) -> Any:
    """Say that a customer should be asked; whether they are is decided at the next run, and explained like the rest."""
    person = allowed(request, access.SEND)
    survey = found_or_404(Survey.objects.all(), pk=pk)
    if told.conversation and not conversations.visible(person, [told.conversation]):
        raise Http404
    return Status(202, services.announce(survey, by=person, **told.dict()))


@router.post("/explanations", response=list[DecisionOut])
def explain(request: HttpRequest, asked: WhyIn) -> Any:
    """Why a person was asked or not, newest first; looking is traced. A POST, so that no address is left in logs."""
    person = allowed(request, access.EXPLAIN)
    until = timezone.now()
    if asked.until:
        until = timezone.make_aware(datetime.combine(asked.until, time.min) + timedelta(days=1))
    found = queries.decisions_about(person, asked.who, until)
    record(person, actions.WHY_ASKED, "surveys:decisions", found=len(found))
    return [api_shapes.decision(one) for one in found]


@router.get("/follow-ups", response=list[SurveyFollowUpOut])
def list_follow_ups(request: HttpRequest, state: Literal["open", "closed"] = "open") -> Any:
    """The customers to call back, the most urgent first, or those who were, the latest first; as many as on the page."""
    person = allowed(request, access.FOLLOW_UP)
    found = queries.open_follow_ups if state == "open" else queries.closed_follow_ups
    return api_shapes.follow_ups(person, found(person))


@router.put(
    "/follow-ups/{int:pk}/owner", response={200: SurveyFollowUpOut, 404: Refusal, 422: Refusal}
)
def take(request: HttpRequest, pk: int) -> Any:
    """Become the one who calls back."""
    person = allowed(request, access.FOLLOW_UP)
    following.take(found_or_404(access.follow_ups(person), pk=pk), by=person)
    return _follow_up(person, pk)


@router.put(
    "/follow-ups/{int:pk}/closing", response={200: SurveyFollowUpOut, 404: Refusal, 422: Refusal}
)
def close(request: HttpRequest, pk: int, said: ClosingIn) -> Any:
    """Say what was done, and tell the customer by mail when there is something to tell."""
    person = allowed(request, access.FOLLOW_UP)
    found = found_or_404(access.follow_ups(person), pk=pk)
    given = checked(CloseForm(said.model_dump()))
    following.close(found, by=person, now=timezone.now(), **given)
    tasks.tell_customers()
    return _follow_up(person, pk)


def _follow_up(person: Person, pk: int) -> SurveyFollowUpOut:
    return api_shapes.follow_ups(person, [queries.follow_up(person, pk)])[0]


@router.post("/unsubscribes", response={204: None})
def unsubscribe(request: HttpRequest, told: UnsubscribeIn) -> Any:
    """Say that an address asked for no more surveys: none is ever sent to it again. Addresses are kept as digests."""
    person = allowed(request, access.STOP)
    recording.stop_address(told.email, by=person, now=timezone.now())
    return Status(204, None)
