"""Initiatives for programs: proposing, trying, objecting, telling."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from boussole.features.initiatives import access, api_shapes, origins, queries, services, trying
from boussole.features.initiatives.api_schemas import (
    InitiativeCommentIn,
    InitiativeCommentOut,
    InitiativeIn,
    InitiativesAsked,
    InitiativesOut,
    ObjectionIn,
    TellingIn,
    TrialIn,
    WholeInitiativeOut,
)
from boussole.features.initiatives.forms import (
    CommentForm,
    ObjectionForm,
    ProposeForm,
    TellingForm,
    TrialForm,
)
from boussole.features.initiatives.models import Initiative
from boussole.features.organisation.access import found_or_404, may
from boussole.features.organisation.api import Refusal, allowed, checked
from boussole.features.organisation.models import Person

router = Router(tags=["initiatives"])
REFUSED = {404: Refusal, 422: Refusal}


@router.get("", response=InitiativesOut)
def listed(request: HttpRequest, asked: Query[InitiativesAsked]) -> Any:
    """Initiatives under way, told, or your own, page by page, the newest first."""
    person = allowed(request, access.SEE)
    own = asked.list == queries.OWN and not may(person, access.TAKE_PART)
    found = queries.listed(person, "under_way" if own else asked.list, asked.before)
    return api_shapes.listed(found, timezone.localdate())


@router.get("/{int:pk}", response={200: WholeInitiativeOut, 404: Refusal})
def whole(request: HttpRequest, pk: int) -> Any:
    """An initiative with its trials, what was learnt, comments and history."""
    return _whole(allowed(request, access.SEE), pk)


@router.post("", response={201: WholeInitiativeOut, 422: Refusal})
def propose(request: HttpRequest, asked: InitiativeIn) -> Any:
    """Propose an idea; the whole company reads it."""
    person = allowed(request, access.TAKE_PART)
    said = checked(ProposeForm(asked.model_dump()))
    origin = origins.find(person, said["origin"])
    said["origin"] = origin.reference if origin else ""
    return Status(201, _whole(person, services.propose(**said, by=person).pk))


@router.put("/{int:pk}", response={200: WholeInitiativeOut, **REFUSED})
def change(request: HttpRequest, pk: int, asked: InitiativeIn) -> Any:
    """Say your idea otherwise, before it is tried."""
    person, found = _own(request, pk)
    said = checked(ProposeForm(asked.model_dump()))
    services.change(found, said["line"], said["why"], said["whom"], by=person)
    return _whole(person, pk)


@router.post("/{int:pk}/withdrawal", response={204: None, **REFUSED})
def withdraw(request: HttpRequest, pk: int) -> Any:
    """Withdraw your idea before it is tried; you alone still see it."""
    person, found = _own(request, pk)
    services.withdraw(found, by=person)
    return Status(204, None)


@router.delete("/{int:pk}/withdrawal", response={204: None, **REFUSED})
def restore(request: HttpRequest, pk: int) -> Any:
    """Bring your withdrawn idea back."""
    person, found = _own(request, pk)
    services.restore(found, by=person)
    return Status(204, None)


@router.put("/{int:pk}/support", response={204: None, 404: Refusal})
def support(request: HttpRequest, pk: int) -> Any:
    """Be in."""
    person, found = _read(request, pk)
    services.support(found, by=person)
    return Status(204, None)


@router.delete("/{int:pk}/support", response={204: None, 404: Refusal})
def no_longer_support(request: HttpRequest, pk: int) -> Any:
    """No longer be in."""
    person, found = _read(request, pk)
    services.no_longer_support(found, by=person)
    return Status(204, None)


@router.post("/{int:pk}/comments", response={201: InitiativeCommentOut, **REFUSED})
def comment(request: HttpRequest, pk: int, asked: InitiativeCommentIn) -> Any:
    """Say a short word."""
    person, found = _read(request, pk)
    said = checked(CommentForm(asked.model_dump()))
    return Status(201, api_shapes.comment(services.comment(found, said["text"], by=person)))


@router.delete("/comments/{int:pk}", response={204: None, 404: Refusal})
def remove_comment(request: HttpRequest, pk: int) -> Any:
    """Take your own word away."""
    person = allowed(request, access.TAKE_PART)
    mine = access.own_comments(person).select_related("initiative")
    services.remove_comment(found_or_404(mine, pk=pk), by=person)
    return Status(204, None)


@router.post("/{int:pk}/trials", response={201: WholeInitiativeOut, **REFUSED})
def announce(request: HttpRequest, pk: int, asked: TrialIn) -> Any:
    """Announce a trial; without an objection in time, it takes place."""
    person, found = _own(request, pk)
    form = TrialForm(asked.model_dump(), teams=access.teams_to_try_in(person))
    checked(form)
    trying.announce(found, form.scope(), by=person)
    return Status(201, _whole(person, pk))


@router.delete("/{int:pk}/trials", response={204: None, **REFUSED})
def take_back(request: HttpRequest, pk: int) -> Any:
    """Take your announcement back before the trial starts."""
    person, found = _own(request, pk)
    trying.take_back(found, by=person)
    return Status(204, None)


@router.post("/{int:pk}/objections", response={201: WholeInitiativeOut, **REFUSED})
def make_objection(request: HttpRequest, pk: int, asked: ObjectionIn) -> Any:
    """Object to a trial announced in one of your teams, with a reason and a counter-proposal."""
    person = allowed(request, access.OBJECT)
    mine = access.announced_to(person).select_related("initiative")
    trial = found_or_404(mine, initiative=pk)
    said = checked(ObjectionForm(asked.model_dump()))
    trying.make_objection(trial, said["reason"], said["counter_proposal"], by=person)
    return Status(201, _whole(person, pk))


@router.delete("/objections/{int:pk}", response={204: None, **REFUSED})
def lift(request: HttpRequest, pk: int) -> Any:
    """Lift your own objection."""
    person = allowed(request, access.OBJECT)
    mine = access.own_objections(person).select_related("trial__initiative")
    trying.lift(found_or_404(mine, pk=pk), by=person)
    return Status(204, None)


@router.put("/{int:pk}/telling", response={200: WholeInitiativeOut, **REFUSED})
def tell(request: HttpRequest, pk: int, asked: TellingIn) -> Any:
    """Tell what your trial taught; told before its end, it ends there."""
    person, found = _own(request, pk)
    said = checked(TellingForm(asked.model_dump()))
    trying.tell(found, said["learnt"], said["outcome"], by=person)
    return _whole(person, pk)


@router.delete("/{int:pk}/telling", response={204: None, **REFUSED})
def take_telling_back(request: HttpRequest, pk: int) -> Any:
    """Take what you told back, to tell it better."""
    person, found = _own(request, pk)
    trying.take_telling_back(found, by=person)
    return Status(204, None)


def _whole(person: Person, pk: int) -> Any:
    found = found_or_404(access.initiatives(person), pk=pk)
    return api_shapes.whole(person, queries.whole(person, found), timezone.localdate())


def _own(request: HttpRequest, pk: int) -> tuple[Person, Initiative]:
    person = allowed(request, access.TAKE_PART)
    return person, found_or_404(access.own(person), pk=pk)


def _read(request: HttpRequest, pk: int) -> tuple[Person, Initiative]:
    person = allowed(request, access.TAKE_PART)
    return person, found_or_404(access.initiatives(person), pk=pk)
