"""Irritants and what people hear, for programs: declared, met by others, given an owner, answered, fixed, measured."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from boussole.features.conversations import queries as conversations
from boussole.features.irritants import (
    access,
    api_shapes,
    declaring,
    handling,
    presenting,
    queries,
    services,
    showing,
)
from boussole.features.irritants.api_schemas import (
    AskableOut,
    AskablesOut,
    CostIn,
    CostNowIn,
    DeclareIn,
    HeardIn,
    HeardLineOut,
    IrritantLineOut,
    IrritantOut,
    IrritantsAsked,
    IrritantsOut,
    OwnerAnswerIn,
    OwnerIn,
    ReasonsIn,
    ReopenIn,
    ResolveIn,
    SavingOut,
)
from boussole.features.irritants.errors import WrongStateError
from boussole.features.irritants.forms import (
    CostForm,
    CostNowForm,
    DeclareForm,
    HearForm,
    LinkForm,
    OwnerForm,
    ResolveForm,
)
from boussole.features.irritants.models import Irritant
from boussole.features.irritants.views.common import readable
from boussole.features.organisation.access import found_or_404
from boussole.features.organisation.api import Refusal, allowed, checked
from boussole.features.organisation.models import Person
from boussole.features.reasons.queries import tree_in_force

router = Router(tags=["irritants"])


@router.get("", response=IrritantsOut)
def list_irritants(request: HttpRequest, asked: Query[IrritantsAsked]) -> Any:
    """The irritants you read, thirty at a time: those that cost most hours first, or whose reasons bring most contacts."""
    person = allowed(request, access.SEE)
    states = queries.OVER if asked.state == "over" else queries.OPEN
    found = presenting.page(person, states, asked.by, asked.after, timezone.localdate())
    return api_shapes.page(found)


@router.post("", response={201: IrritantOut, 422: Refusal})
def declare(request: HttpRequest, asked: DeclareIn) -> Any:
    """Declare an irritant; your name is shown only if you sign it."""
    person = allowed(request, access.SEE)
    said = checked(DeclareForm(asked.model_dump()))
    made = declaring.declare(by=person, on=timezone.localdate(), **said)
    return Status(201, _whole(person, made))


@router.get("/asked", response=list[IrritantLineOut])
def asked_of_you(request: HttpRequest) -> Any:
    """What you are asked to answer, yourself or for your department; those that wait come first."""
    person = allowed(request, access.ANSWER)
    rows = presenting.rows(person, queries.asked(person), timezone.localdate())
    return [api_shapes.line(row) for row in rows]


@router.get("/to-tell", response=list[IrritantLineOut])
def to_tell(request: HttpRequest) -> Any:
    """The resolved irritants that you met, and have not said the cost of since."""
    person = allowed(request, access.SEE)
    rows = presenting.rows(person, queries.to_tell(person), timezone.localdate())
    return [api_shapes.line(row) for row in rows]


@router.get("/owners", response=AskablesOut)
def owners(request: HttpRequest) -> Any:
    """Who may be asked for an answer."""
    allowed(request, access.ASSIGN)
    form = OwnerForm()
    return AskablesOut(
        people=[AskableOut(id=one.pk, name=one.name) for one in form.people.values()],
        departments=[AskableOut(id=one.pk, name=one.name) for one in form.departments.values()],
    )


@router.get("/heard", response=list[HeardLineOut])
def own_lines(request: HttpRequest) -> Any:
    """Your own heard lines, the newest thirty, and what became of them."""
    person = allowed(request, access.HEAR)
    return [api_shapes.heard(one) for one in queries.own(person).shown]


@router.post("/heard", response={201: HeardLineOut, 422: Refusal})
def hear(request: HttpRequest, asked: HeardIn) -> Any:
    """Say what you hear from customers; a message you may read is joined, masked."""
    person = allowed(request, access.HEAR)
    said = checked(HearForm(asked.model_dump(include={"kind", "line"})))
    pk, turn = asked.conversation, asked.turn
    known = pk is not None and bool(conversations.visible(person, {pk}))
    passage = (
        conversations.masked_turn(person, pk, turn) if known and pk and turn is not None else None
    )
    made = services.hear(
        said["kind"],
        said["line"],
        by=person,
        conversation=pk if known else None,
        turn=turn if passage is not None else None,
        passage=passage or "",
    )
    return Status(201, api_shapes.heard(made))


@router.get("/{int:pk}", response={200: IrritantOut, 404: Refusal})
def read_irritant(request: HttpRequest, pk: int) -> Any:
    """One irritant: what it costs, who answers, and its story."""
    person = allowed(request, access.ANSWER)
    return _whole(person, readable(person, pk))


@router.delete("/{int:pk}", response={204: None, 404: Refusal})
def drop(request: HttpRequest, pk: int) -> Any:
    """Take your own irritant back: erased when nobody else meets it, else it stays without you."""
    person = allowed(request, access.SEE)
    declaring.drop(found_or_404(access.own_irritants(person), pk=pk), by=person)
    return Status(204, None)


@router.put("/{int:pk}/voice", response={200: IrritantOut, 404: Refusal, 422: Refusal})
def me_too(request: HttpRequest, pk: int, asked: CostIn) -> Any:
    """Say that you meet it too, with your own figures or without."""
    person = allowed(request, access.SEE)
    found = _counted(person, pk)
    said = checked(CostForm(asked.model_dump()))
    known = queries.voices_of(person, [found]).get(found.pk)
    said_on = known.irritant if known is not None else found
    declaring.me_too(said_on, by=person, on=timezone.localdate(), **said)
    return _whole(person, found)


@router.delete("/{int:pk}/voice", response={204: None, 404: Refusal, 422: Refusal})
def not_me(request: HttpRequest, pk: int) -> Any:
    """Take your « me too » back; an author takes the irritant itself back."""
    person = allowed(request, access.SEE)
    found = _counted(person, pk)
    if found.by_id != person.pk:
        declaring.not_me(found, by=person)
    return Status(204, None)


@router.put(
    "/{int:pk}/merging/{int:first}", response={200: IrritantOut, 404: Refusal, 422: Refusal}
)
def join(request: HttpRequest, pk: int, first: int) -> Any:
    """Count an irritant with another one that is the same."""
    person = allowed(request, access.SEE)
    found = found_or_404(access.mergeable(person).distinct(), pk=pk)
    return _whole(person, declaring.join(found, readable(person, first), by=person))


@router.delete("/{int:pk}/merging", response={200: IrritantOut, 404: Refusal})
def separate(request: HttpRequest, pk: int) -> Any:
    """Let it stand on its own again."""
    person = allowed(request, access.SEE)
    found = found_or_404(access.mergeable(person).distinct(), pk=pk)
    declaring.separate(found, by=person)
    return _whole(person, found)


@router.put("/{int:pk}/owner", response={200: IrritantOut, 404: Refusal, 422: Refusal})
def assign(request: HttpRequest, pk: int, asked: OwnerIn) -> Any:
    """Ask a person or a department for an answer, within the stated delay."""
    person = allowed(request, access.ASSIGN)
    found = found_or_404(access.handled(person), pk=pk)
    to = f"person:{asked.person}" if asked.person is not None else f"department:{asked.department}"
    given = checked(OwnerForm({"to": to}))
    handling.assign(found, by=person, on=timezone.localdate(), **given)
    return _whole(person, found)


@router.put("/{int:pk}/taking", response={200: IrritantOut, 404: Refusal, 422: Refusal})
def take(request: HttpRequest, pk: int) -> Any:
    """Take it in charge."""
    person = allowed(request, access.ANSWER)
    found = found_or_404(access.answerable(person), pk=pk)
    handling.take(found, by=person, on=timezone.localdate())
    return _whole(person, found)


@router.put("/{int:pk}/answer", response={200: IrritantOut, 404: Refusal, 422: Refusal})
def answer(request: HttpRequest, pk: int, asked: OwnerAnswerIn) -> Any:
    """Answer: it will be fixed, or not, and why."""
    person = allowed(request, access.ANSWER)
    found = found_or_404(access.answerable(person), pk=pk)
    handling.answer(found, asked.answer, by=person, on=timezone.localdate(), fixing=asked.fixing)
    return _whole(person, found)


@router.put("/{int:pk}/resolution", response={200: IrritantOut, 404: Refusal, 422: Refusal})
def resolve(request: HttpRequest, pk: int, asked: ResolveIn) -> Any:
    """Say that it is fixed, since when and how."""
    person = allowed(request, access.ANSWER)
    found = found_or_404(access.answerable(person), pk=pk)
    said = checked(ResolveForm(asked.model_dump(), today=timezone.localdate()))
    handling.resolve(found, by=person, **said)
    return _whole(person, found)


@router.post("/{int:pk}/reopening", response={200: IrritantOut, 404: Refusal, 422: Refusal})
def reopen(request: HttpRequest, pk: int, asked: ReopenIn) -> Any:
    """Open it again, answered or resolved."""
    person = allowed(request, access.ANSWER)
    found = found_or_404(access.answerable(person), pk=pk)
    handling.reopen(found, by=person, on=timezone.localdate(), why=asked.why)
    return _whole(person, found)


@router.delete(
    "/{int:pk}/steps/{int:step}", response={200: IrritantOut, 404: Refusal, 422: Refusal}
)
def undo(request: HttpRequest, pk: int, step: int) -> Any:
    """Take the last step back, when it is yours."""
    person = allowed(request, access.ANSWER)
    found = readable(person, pk)
    found_or_404(found.steps.filter(by=person), pk=step)
    handling.undo(found, step, by=person)
    return _whole(person, found)


@router.put("/{int:pk}/reasons", response={200: IrritantOut, 404: Refusal, 422: Refusal})
def link(request: HttpRequest, pk: int, asked: ReasonsIn) -> Any:
    """Say which contact reasons it causes, and how long one of these contacts takes."""
    person = allowed(request, access.ANSWER)
    found = found_or_404(access.answerable(person), pk=pk)
    said = checked(LinkForm(asked.model_dump(), tree=tree_in_force(), kept=found.reasons))
    handling.link(found, said["reasons"], by=person, contact_minutes=said["contact_minutes"])
    return _whole(person, found)


@router.put("/{int:pk}/cost-now", response={204: None, 404: Refusal, 422: Refusal})
def cost_now(request: HttpRequest, pk: int, asked: CostNowIn) -> Any:
    """Say what a resolved irritant costs you now."""
    person = allowed(request, access.SEE)
    found = _met(person, pk)
    said = checked(CostNowForm(asked.model_dump()))
    handling.cost_now(found, by=person, on=timezone.localdate(), **said)
    return Status(204, None)


@router.delete("/{int:pk}/cost-now", response={204: None, 404: Refusal})
def cost_unsaid(request: HttpRequest, pk: int) -> Any:
    """Take that answer back."""
    person = allowed(request, access.SEE)
    handling.cost_unsaid(_met(person, pk), by=person)
    return Status(204, None)


@router.get("/{int:pk}/saving", response={200: SavingOut, 404: Refusal, 422: Refusal})
def saving(request: HttpRequest, pk: int) -> Any:
    """What fixing it saved: hours over the same people, contacts over whole weeks; "not enough data" is an answer."""
    person = allowed(request, access.ANSWER)
    found = api_shapes.saving(showing.whole(person, readable(person, pk), timezone.localdate()))
    if found is None:
        raise WrongStateError(showing.NOT_RESOLVED)
    return found


def _counted(person: Person, pk: int) -> Irritant:
    """The irritant that is counted, for one that a person reads."""
    found = readable(person, pk)
    return found.same_as or found


def _met(person: Person, pk: int) -> Irritant:
    found = _counted(person, pk)
    met = queries.voices_of(person, [found])
    return found_or_404(access.irritants(person).filter(pk__in=met).distinct(), pk=found.pk)


def _whole(person: Person, found: Irritant) -> IrritantOut:
    return api_shapes.whole(showing.whole(person, found, timezone.localdate()))
