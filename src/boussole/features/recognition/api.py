"""Recognition for programs: thanking, choosing who reads, the wall, a manager's own practice.

Answering a consultation is not here: a token keeps the day it was last used, and would say who answered when.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from boussole.features.organisation.access import found_or_404
from boussole.features.organisation.api import Refusal, allowed, checked
from boussole.features.recognition import access, api_shapes, feedback, queries, services
from boussole.features.recognition.api_schemas import (
    ColleagueOut,
    DigestIn,
    GivenOut,
    OwnSuccessOut,
    PracticeOut,
    ReachIn,
    RoundOut,
    ThankIn,
    ToThankOut,
    WallAsked,
    WallOut,
)
from boussole.features.recognition.forms import ReachForm, ThankForm

router = Router(tags=["recognition"])


@router.get("/wall", response=WallOut)
def wall(request: HttpRequest, asked: Query[WallAsked]) -> Any:
    """What people chose to share with your teams, or with the company, page by page."""
    person = allowed(request, access.SEE)
    reach = asked.reach if access.own_teams(person) else "company"
    return api_shapes.wall(queries.wall(person, reach, asked.before), reach)


@router.get("/mine", response=list[OwnSuccessOut])
def mine(request: HttpRequest) -> Any:
    """What you were thanked for, the newest first, with who else reads it."""
    person = allowed(request, access.RECEIVE)
    return [api_shapes.own(one) for one in queries.received(person)]


@router.get("/to-thank", response=list[ToThankOut])
def to_thank(request: HttpRequest) -> Any:
    """The successes of your teams' latest week that nobody has thanked for, in the week's order."""
    person = allowed(request, access.ACCEPT)
    return [api_shapes.to_thank(one) for one in queries.to_thank(person)]


@router.get("/colleagues", response=list[ColleagueOut])
def colleagues(request: HttpRequest) -> Any:
    """Whom you may thank, by name."""
    person = allowed(request, access.GIVE)
    return [ColleagueOut(id=one.pk, name=one.name) for one in queries.colleagues(person)]


@router.post("", response={201: GivenOut, 422: Refusal})
def thank(request: HttpRequest, asked: ThankIn) -> Any:
    """Name a colleague's success; they choose who else reads it."""
    person = allowed(request, access.GIVE)
    data = asked.model_dump(include={"recipient", "sentence", "rule"})
    if asked.conversation is not None:
        data["message"] = queries.message_url(asked.conversation, asked.turn)
    said = checked(ThankForm(data, by=person))
    given = services.thank(
        said["recipient"],
        by=person,
        sentence=said["sentence"],
        rule=said["rule"],
        about=said["message"],
    )
    return Status(201, api_shapes.given(given))


@router.post(
    "/situations/{int:pk}/acceptance", response={201: GivenOut, 404: Refusal, 422: Refusal}
)
def accept(request: HttpRequest, pk: int) -> Any:
    """Thank for a success that was proposed to you, with its passage."""
    person = allowed(request, access.ACCEPT)
    found_or_404(access.thankable(person), pk=pk)
    return Status(201, api_shapes.given(services.accept(pk, by=person)))


@router.delete("/{int:pk}", response={204: None, 404: Refusal, 422: Refusal})
def take_back(request: HttpRequest, pk: int) -> Any:
    """Take back what you just said, while it is not shared."""
    person = allowed(request, access.GIVE)
    services.take_back(found_or_404(access.given(person), pk=pk), by=person)
    return Status(204, None)


@router.put("/{int:pk}/reach", response={204: None, 404: Refusal, 422: Refusal})
def reach(request: HttpRequest, pk: int, asked: ReachIn) -> Any:
    """Choose who reads a success of yours: you, your team, or the company."""
    person = allowed(request, access.RECEIVE)
    chosen = checked(ReachForm({"reach": asked.reach}))["reach"]
    services.choose_reach(found_or_404(access.received(person), pk=pk), chosen, by=person)
    return Status(204, None)


@router.post("/{int:pk}/withdrawal", response={204: None, 404: Refusal})
def withdraw(request: HttpRequest, pk: int) -> Any:
    """Erase a success of yours for good: nothing brings it back."""
    person = allowed(request, access.RECEIVE)
    services.withdraw(found_or_404(access.received(person), pk=pk), by=person)
    return Status(204, None)


@router.put("/{int:pk}/thanks", response={204: None, 404: Refusal})
def thank_too(request: HttpRequest, pk: int) -> Any:
    """Thank too, for what was shared with you."""
    person = allowed(request, access.SEE)
    shared = access.shared_with(person).select_related("recipient")
    services.thank_too(found_or_404(shared, pk=pk), by=person)
    return Status(204, None)


@router.delete("/{int:pk}/thanks", response={204: None, 404: Refusal})
def no_longer_thank(request: HttpRequest, pk: int) -> Any:
    """Take your thanks back."""
    person = allowed(request, access.SEE)
    services.no_longer_thank(found_or_404(access.shared_with(person), pk=pk), by=person)
    return Status(204, None)


@router.put("/digest", response={204: None})
def digest(request: HttpRequest, asked: DigestIn) -> Any:
    """Receive the week's mail, or not."""
    services.choose_digest(allowed(request, access.RECEIVE), wanted=asked.wanted)
    return Status(204, None)


@router.get("/practice", response=PracticeOut)
def own_practice(request: HttpRequest) -> Any:
    """Your own practice as a manager, and what your team says of it above the thresholds; for you alone."""
    return api_shapes.own_practice(allowed(request, access.PRACTICE), timezone.now())


@router.post("/practice/consultations", response={201: RoundOut, 422: Refusal})
def ask_feedback(request: HttpRequest) -> Any:
    """Ask your team for two weeks, from five agents on."""
    person = allowed(request, access.PRACTICE)
    return Status(201, api_shapes.round_(feedback.open_round(person, timezone.localdate())))


@router.delete("/practice/consultations/{int:pk}", response={204: None, 404: Refusal, 422: Refusal})
def cancel_feedback(request: HttpRequest, pk: int) -> Any:
    """Give a consultation up: its answers are erased unread."""
    person = allowed(request, access.PRACTICE)
    feedback.cancel_round(found_or_404(access.own_rounds(person), pk=pk), by=person)
    return Status(204, None)
