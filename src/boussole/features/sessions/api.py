"""Coaching sessions for programs: planned, held, closed; situations and cues; what follow-up shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from boussole.features.organisation.access import found_or_404
from boussole.features.organisation.api import Refusal, allowed, checked
from boussole.features.organisation.models import Person
from boussole.features.sessions import access, api_shapes, queries, services
from boussole.features.sessions.api_schemas import (
    AgreedCueOut,
    CatalogueCueOut,
    CoachingLineOut,
    CoachingOut,
    CueIn,
    DayIn,
    FollowUpOut,
    HeldIn,
    MeetableOut,
    PlanIn,
    TeamFollowUpOut,
    TopicOut,
    TopicsIn,
)
from boussole.features.sessions.api_writings import router as writings
from boussole.features.sessions.forms import CloseForm, CueForm, MoveForm, PlanForm, TopicsForm
from boussole.features.sessions.models import Session

router = Router(tags=["coaching sessions"])
router.add_router("", writings)


@router.get("", response=list[CoachingLineOut])
def list_sessions(request: HttpRequest) -> Any:
    """Your sessions by date, those to come first, a hundred at most as on the page."""
    person, today = allowed(request, access.SEE), timezone.localdate()
    return [api_shapes.line(one, person, today) for one in queries.listed(person)]


@router.get("/agents", response=list[MeetableOut])
def agents(request: HttpRequest) -> Any:
    """The agents you may meet, by name."""
    person = allowed(request, access.LEAD)
    return [
        MeetableOut(id=one.pk, name=one.name)
        for one in access.agents_of(person).order_by("name", "pk")
    ]


@router.post("", response={201: CoachingOut, 422: Refusal})
def plan(request: HttpRequest, asked: PlanIn) -> Any:
    """Plan a session; situations of the participants' latest week are proposed for it."""
    person, today = allowed(request, access.LEAD), timezone.localdate()
    form = PlanForm(asked.model_dump(), agents=access.agents_of(person))
    made = services.plan(by=person, today=today, **checked(form))
    return Status(201, api_shapes.whole(person, made, today))


@router.get("/cues", response=list[CatalogueCueOut])
def catalogue(request: HttpRequest) -> Any:
    """The cues that conversations show by themselves: what may be agreed on."""
    allowed(request, access.SEE)
    return api_shapes.catalogue()


@router.get("/own-cues", response=list[AgreedCueOut])
def own_cues(request: HttpRequest) -> Any:
    """Your own cues, the latest first; their figures are asked for one by one."""
    person, today = allowed(request, access.OWN), timezone.localdate()
    return [api_shapes.agreed_cue(one, today) for one in queries.own_cues(person)]


@router.get("/team-follow-ups", response=list[TeamFollowUpOut])
def team_follow_ups(request: HttpRequest) -> Any:
    """What the teams you manage did together on each cue, from five people on."""
    person = allowed(request, access.SEE)
    return api_shapes.team_follow_ups(queries.team_follow_ups(person))


@router.get("/{int:pk}", response={200: CoachingOut, 404: Refusal})
def read_session(request: HttpRequest, pk: int) -> Any:
    """One session as you may read it."""
    person = allowed(request, access.SEE)
    found = found_or_404(access.sessions(person).select_related("manager"), pk=pk)
    return api_shapes.whole(person, found, timezone.localdate())


@router.put("/{int:pk}/day", response={200: CoachingOut, 404: Refusal, 422: Refusal})
def move(request: HttpRequest, pk: int, asked: DayIn) -> Any:
    """Change the day."""
    person, today = allowed(request, access.LEAD), timezone.localdate()
    found = _led(person, pk)
    day = checked(MoveForm(asked.model_dump()))["planned_on"]
    return _whole(person, services.move(found, by=person, planned_on=day, today=today))


@router.get("/{int:pk}/choosable", response={200: list[TopicOut], 404: Refusal})
def choosable(request: HttpRequest, pk: int) -> Any:
    """The situations that may be talked about: the participants', of their latest weeks."""
    person = allowed(request, access.LEAD)
    offered = list(queries.choosable(person, _led(person, pk)))
    return api_shapes.topics(person, offered)


@router.put("/{int:pk}/topics", response={200: CoachingOut, 404: Refusal, 422: Refusal})
def choose_topics(request: HttpRequest, pk: int, asked: TopicsIn) -> Any:
    """Talk about these situations, and no other."""
    person = allowed(request, access.LEAD)
    found = _led(person, pk)
    known = {one.pk for one in queries.choosable(person, found)}
    known |= set(found.topics.values_list("situation_id", flat=True))
    chosen = checked(TopicsForm(asked.model_dump(), known=known))["situations"]
    services.choose_topics(found, chosen, by=person)
    return _whole(person, found)


@router.put("/{int:pk}/cancellation", response={200: CoachingOut, 404: Refusal, 422: Refusal})
def cancel(request: HttpRequest, pk: int) -> Any:
    """Call it off; nothing of it is lost."""
    person = allowed(request, access.LEAD)
    found = _led(person, pk)
    services.cancel(found, by=person)
    return _whole(person, found)


@router.delete("/{int:pk}/cancellation", response={200: CoachingOut, 404: Refusal, 422: Refusal})
def restore(request: HttpRequest, pk: int) -> Any:
    """Plan it again."""
    person = allowed(request, access.LEAD)
    found = _led(person, pk)
    services.restore(found, by=person)
    return _whole(person, found)


@router.put("/{int:pk}/closing", response={200: CoachingOut, 404: Refusal, 422: Refusal})
def close(request: HttpRequest, pk: int, asked: HeldIn) -> Any:
    """Say that it was held: what will be looked at is written once, and cues are followed from tomorrow on."""
    person, today = allowed(request, access.LEAD), timezone.localdate()
    found = _led(person, pk)
    form = CloseForm(asked.model_dump(), planned_on=found.planned_on, today=today)
    held_on = checked(form)["held_on"]
    return _whole(person, services.close(found, by=person, held_on=held_on, today=today))


@router.delete("/{int:pk}/closing", response={200: CoachingOut, 404: Refusal, 422: Refusal})
def reopen(request: HttpRequest, pk: int) -> Any:
    """Undo the closing, while nothing is followed yet."""
    person = allowed(request, access.LEAD)
    found = _led(person, pk)
    return _whole(person, services.reopen(found, by=person, today=timezone.localdate()))


@router.post("/{int:pk}/cues", response={201: AgreedCueOut, 404: Refusal, 422: Refusal})
def agree_cue(request: HttpRequest, pk: int, asked: CueIn) -> Any:
    """Agree on a cue of the catalogue with a participant, two at most for each."""
    person = allowed(request, access.LEAD)
    found = _led(person, pk)
    ids = [one.person_id for one in queries.people_of(person, found)]
    given = checked(CueForm(asked.model_dump(), people=Person.objects.filter(pk__in=ids)))
    made = services.agree_cue(
        found,
        given["person"],
        given["key"],
        by=person,
        sentence=given["sentence"],
        weeks=given["weeks"],
        smallest=given["smallest"],
    )
    return Status(201, api_shapes.agreed_cue(made, timezone.localdate()))


@router.delete("/{int:pk}/cues/{int:cue}", response={204: None, 404: Refusal, 422: Refusal})
def remove_cue(request: HttpRequest, pk: int, cue: int) -> Any:
    """Take a cue back before the session closes."""
    person = allowed(request, access.LEAD)
    scoped = access.cues(person).filter(session=_led(person, pk))
    services.remove_cue(found_or_404(scoped, pk=cue), by=person)
    return Status(204, None)


@router.get("/{int:pk}/cues/{int:cue}/follow-up", response={200: FollowUpOut, 404: Refusal})
def follow_up(request: HttpRequest, pk: int, cue: int) -> Any:
    """What conversations show of one cue: your own, or of someone you met alone; never a group's one by one."""
    person = allowed(request, access.SEE)
    scoped = access.followed(person).filter(session=pk).select_related("follow_up")
    found = found_or_404(scoped, pk=cue)
    services.looked_at(person, [found])
    return api_shapes.follow_up(found, timezone.localdate())


def _led(person: Person, pk: int) -> Session:
    return found_or_404(access.led(person), pk=pk)


def _whole(person: Person, found: Session) -> CoachingOut:
    return api_shapes.whole(person, found, timezone.localdate())
