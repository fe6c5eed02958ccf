"""Surveys for programs: saying that a customer should be asked. The gates decide, as for everyone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema, Status

from boussole.features.conversations import queries as conversations
from boussole.features.organisation.access import found_or_404
from boussole.features.organisation.api import Refusal, allowed
from boussole.features.surveys import access, services
from boussole.features.surveys.models import Survey

router = Router(tags=["surveys"])


class OccasionIn(Schema):
    """Whom to ask, and about what: an address, a conversation, or both."""

    email: str = Field("", max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+$")
    name: str = Field("", max_length=120)
    language: str = Field(
        "", max_length=20, description="“fr” or “en”; the last contact’s by default"
    )
    conversation: int | None = None
    happened_at: datetime | None = Field(
        None, description="When the event happened; now by default"
    )
    key: str = Field("", max_length=120, description="The same key again is the same occasion")


class OccasionOut(Schema):
    """What is waiting to be decided, and from when on."""

    key: str
    due_at: datetime


@router.post("/{pk}/occasions", response={202: OccasionOut, 404: Refusal, 422: Refusal})
def announce(request: HttpRequest, pk: int, told: OccasionIn) -> Any:
    """Say that a customer should be asked; whether they are is decided at the next run, and explained like the rest."""
    person = allowed(request, access.SEND)
    survey = found_or_404(Survey.objects.all(), pk=pk)
    if told.conversation and not conversations.visible(person, [told.conversation]):
        raise Http404
    return Status(202, services.announce(survey, by=person, **told.dict()))
