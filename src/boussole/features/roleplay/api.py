"""Role-play for programs: scenarios, a play line by line, its endings, looking back, sharing."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Router, Status

from boussole.features.organisation.access import found_or_404
from boussole.features.organisation.api import Refusal, allowed, checked
from boussole.features.organisation.models import Person
from boussole.features.playbook.queries import playbook_in_force
from boussole.features.roleplay import (
    access,
    api_shapes,
    catalogue,
    queries,
    rewording,
    services,
    shown,
)
from boussole.features.roleplay.api_schemas import (
    BeginIn,
    CountIn,
    ExplainedIn,
    LookBackOut,
    MovedOut,
    PlayOut,
    PlaysOut,
    ReplyIn,
    ScenarioLineOut,
    ScenarioOut,
)
from boussole.features.roleplay.catalogue import Listed, readable
from boussole.features.roleplay.forms import AnswerForm, CountForm
from boussole.features.roleplay.models import Play
from boussole.features.roleplay.playing import language_of, replayed
from boussole.features.roleplay.rows import play_rows

router = Router(tags=["role-play"])


@router.get("/scenarios", response=list[ScenarioLineOut])
def scenarios(request: HttpRequest) -> Any:
    """Every scenario that can be played, the easiest first."""
    allowed(request, access.PLAY)
    playbook = playbook_in_force()
    return [api_shapes.scenario_line(one, playbook) for one in catalogue.in_force()]


@router.get("/scenarios/{slug:key}", response={200: ScenarioOut, 404: Refusal})
def scenario(request: HttpRequest, key: str) -> Any:
    """What the trainee is told before a play."""
    allowed(request, access.PLAY)
    return api_shapes.scenario(_scenario(key), playbook_in_force())


@router.post("/scenarios/{slug:key}/plays", response={201: PlayOut, 404: Refusal})
def begin(request: HttpRequest, key: str, asked: BeginIn) -> Any:
    """Begin a play: the customer speaks first."""
    person = allowed(request, access.PLAY)
    listed = _scenario(key)
    language = shown.asked_language(asked.language, listed.scenario)
    seed = secrets.randbelow(services.SEEDS)
    return Status(201, _begun(services.begin(listed, language, seed=seed, by=person)))


@router.get("/plays", response=PlaysOut)
def plays(request: HttpRequest) -> Any:
    """Your latest plays, and those that agents of your teams chose to show you."""
    person = allowed(request, access.PLAY)
    return PlaysOut(
        own=[api_shapes.play_line(row) for row in play_rows(queries.own_plays(person))],
        shared=[api_shapes.shared_play(row) for row in play_rows(queries.shared_plays(person))],
    )


@router.get("/plays/{uuid:pk}", response={200: PlayOut, 404: Refusal})
def read_play(request: HttpRequest, pk: UUID) -> Any:
    """A play of your own as it stands: yours alone."""
    return api_shapes.play(_own(allowed(request, access.PLAY), pk))


@router.post("/plays/{uuid:pk}/answers", response={200: MovedOut, 404: Refusal, 422: Refusal})
def answer(request: HttpRequest, pk: UUID, asked: ReplyIn) -> Any:
    """Say something to the customer; when the play went on elsewhere the text is kept as a draft."""
    person = allowed(request, access.PLAY)
    found, given = _own(person, pk), checked(AnswerForm(asked.model_dump()))
    taken = services.answer(found, given["text"], after=given["after"])
    if taken:
        rewording.say_otherwise(found)
    return _moved(person, pk, taken=taken)


@router.post("/plays/{uuid:pk}/take-back", response={200: MovedOut, 404: Refusal, 422: Refusal})
def take_back(request: HttpRequest, pk: UUID, asked: CountIn) -> Any:
    """Take the last answer back, to try another."""
    person = allowed(request, access.PLAY)
    after = checked(CountForm(asked.model_dump()))["after"]
    return _moved(person, pk, taken=services.take_back(_own(person, pk), after=after))


@router.put("/plays/{uuid:pk}/explained", response={200: PlayOut, 404: Refusal})
def explain(request: HttpRequest, pk: UUID, asked: ExplainedIn) -> Any:
    """Show, or not, why tension moves as the play goes."""
    person = allowed(request, access.PLAY)
    services.explain(_own(person, pk), explained=asked.explained)
    return api_shapes.play(_own(person, pk))


@router.put("/plays/{uuid:pk}/given-up", response={200: PlayOut, 404: Refusal})
def give_up(request: HttpRequest, pk: UUID) -> Any:
    """Stop before the end; nothing is lost."""
    person = allowed(request, access.PLAY)
    services.give_up(_own(person, pk))
    return api_shapes.play(_own(person, pk))


@router.delete("/plays/{uuid:pk}/given-up", response={200: PlayOut, 404: Refusal})
def resume(request: HttpRequest, pk: UUID) -> Any:
    """Go on with a play that was given up."""
    person = allowed(request, access.PLAY)
    services.resume(_own(person, pk))
    return api_shapes.play(_own(person, pk))


@router.post("/plays/{uuid:pk}/again", response={201: PlayOut, 404: Refusal})
def again(request: HttpRequest, pk: UUID) -> Any:
    """Play the same scenario once more, in other words."""
    person = allowed(request, access.PLAY)
    found, seed = _own(person, pk), secrets.randbelow(services.SEEDS)
    other = services.begin_on(found.version, language_of(found), seed=seed, by=person)
    return Status(201, _begun(other))


@router.delete("/plays/{uuid:pk}", response={204: None, 404: Refusal})
def discard(request: HttpRequest, pk: UUID) -> Any:
    """Delete a play for good."""
    services.discard(_own(allowed(request, access.PLAY), pk))
    return Status(204, None)


@router.get("/plays/{uuid:pk}/look-back", response={200: LookBackOut, 404: Refusal})
def look_back(request: HttpRequest, pk: UUID) -> Any:
    """What was seen in a play that is over, with the playbook; 404 while it goes on."""
    person = allowed(request, access.PLAY)
    found = _found(access.readable_plays(person), pk)
    current = replayed(found)
    if not current.over and found.given_up_at is None:
        raise Http404
    return api_shapes.look_back(found, current, person)


@router.put("/plays/{uuid:pk}/sharing", response={204: None, 404: Refusal, 422: Refusal})
def share(request: HttpRequest, pk: UUID) -> Any:
    """Show a play that is over to your managers."""
    person = allowed(request, access.PLAY)
    services.share(_own(person, pk), by=person)
    return Status(204, None)


@router.delete("/plays/{uuid:pk}/sharing", response={204: None, 404: Refusal})
def unshare(request: HttpRequest, pk: UUID) -> Any:
    """Show a play to nobody any more."""
    person = allowed(request, access.PLAY)
    services.unshare(_own(person, pk), by=person)
    return Status(204, None)


def _scenario(key: str) -> Listed:
    listed = catalogue.find(key)
    if listed is None:
        raise Http404
    return listed


def _begun(play: Play) -> PlayOut:
    rewording.say_otherwise(play)
    play.refresh_from_db()
    return api_shapes.play(play)


def _moved(person: Person, pk: UUID, *, taken: bool) -> MovedOut:
    return MovedOut(taken=taken, play=api_shapes.play(_own(person, pk)))


def _own(person: Person, pk: UUID) -> Play:
    return _found(access.own_plays(person), pk)


def _found(scoped: QuerySet[Play], pk: UUID) -> Play:
    """A play someone may open, whose scenario this release still reads."""
    found = found_or_404(scoped, pk=pk)
    if readable(found.version) is None:
        raise Http404
    return found
