"""Alignment for programs: sessions, one's own answers, results once a session closed, a rule's history."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Status

from boussole.features.alignment import access, api_shapes, presenting, queries, services
from boussole.features.alignment.api_schemas import (
    AlignmentIn,
    AlignmentLineOut,
    AlignmentOut,
    AlignmentResultOut,
    AnswersIn,
    DebateOut,
    ExtendIn,
    HistoryOut,
    InvitableOut,
    SituationToJudgeOut,
    SubmittedOut,
)
from boussole.features.alignment.forms import (
    HESITATING,
    SURE,
    AnswerForm,
    ExtendForm,
    SessionForm,
)
from boussole.features.alignment.models import Item, Participant, Session
from boussole.features.alignment.results import history_of, results_of
from boussole.features.alignment.services import Said
from boussole.features.alignment.waiting import last_day
from boussole.features.organisation.access import found_or_404
from boussole.features.organisation.api import Refusal, UnfitError, allowed, checked
from boussole.features.organisation.models import Person
from boussole.features.playbook.queries import playbook_in_force

router = Router(tags=["alignment"])


@router.get("/sessions", response=list[AlignmentLineOut])
def list_sessions(request: HttpRequest) -> Any:
    """The sessions you may see, the newest first, fifty at most as on the page."""
    person = allowed(request, access.TAKE_PART)
    return [api_shapes.line(one) for one in queries.listed(person)]


@router.get("/invitable", response=list[InvitableOut])
def invitable(request: HttpRequest) -> Any:
    """Whom you may invite, by team."""
    person = allowed(request, access.MAKE)
    return [
        InvitableOut(id=one.person.pk, name=one.person.name, group=one.group, team=one.team.name)
        for one in queries.invitable(person)
    ]


@router.post("/sessions", response={201: AlignmentOut, 422: Refusal})
def open_session(request: HttpRequest, asked: AlignmentIn) -> Any:
    """Open a session: situations are drawn by lot, and people find it waiting for them."""
    person = allowed(request, access.MAKE)
    form = SessionForm(
        asked.model_dump(), playbook=playbook_in_force(), invitable=queries.invitable(person)
    )
    return Status(201, _whole(person, services.create_session(by=person, **checked(form))))


@router.get("/sessions/{int:pk}", response={200: AlignmentOut, 404: Refusal})
def read_session(request: HttpRequest, pk: int) -> Any:
    """One session: what it is about, how far it is, and your own part in it."""
    person = allowed(request, access.TAKE_PART)
    return _whole(person, _found(person, pk))


@router.post(
    "/sessions/{int:pk}/extension", response={200: AlignmentOut, 404: Refusal, 422: Refusal}
)
def extend(request: HttpRequest, pk: int, asked: ExtendIn) -> Any:
    """Let a session of yours last longer."""
    person = allowed(request, access.MAKE)
    own = found_or_404(access.own(person), pk=pk)
    form = ExtendForm(asked.model_dump(), last_day=last_day(own))
    return _whole(person, services.extend(own, checked(form)["closes_on"], by=person))


@router.delete("/sessions/{int:pk}", response={204: None, 404: Refusal, 422: Refusal})
def cancel(request: HttpRequest, pk: int) -> Any:
    """Erase an open session of yours, with answers that nobody will have seen."""
    person = allowed(request, access.MAKE)
    services.cancel(found_or_404(access.own(person), pk=pk), by=person)
    return Status(204, None)


@router.get(
    "/sessions/{int:pk}/situations/{int:place}", response={200: SituationToJudgeOut, 404: Refusal}
)
def read_situation(request: HttpRequest, pk: int, place: int) -> Any:
    """A situation that you judge, with your own answers; 404 once they are handed in or it closed."""
    person = allowed(request, access.TAKE_PART)
    mine = _place(person, _found(person, pk))
    items = list(queries.own_items(mine))
    if queries.is_closed(mine.session) or mine.submitted_at:
        raise Http404
    item = _item(items, place)
    services.record_reading(person, item)
    return api_shapes.question(item, place, len(items))


@router.put(
    "/sessions/{int:pk}/situations/{int:place}/answers",
    response={204: None, 404: Refusal, 422: Refusal},
)
def answer(request: HttpRequest, pk: int, place: int, given: AnswersIn) -> Any:
    """Say what you read in a situation, for every rule; or say it otherwise, until it is handed in."""
    person = allowed(request, access.TAKE_PART)
    mine = _place(person, _found(person, pk))
    item = _item(list(queries.own_items(mine)), place)
    services.judge(mine, item, _said(item, mine.session, given), by=person)
    return Status(204, None)


@router.post(
    "/sessions/{int:pk}/submission", response={200: SubmittedOut, 404: Refusal, 422: Refusal}
)
def submit(request: HttpRequest, pk: int) -> Any:
    """Hand your answers in: they change no more, and a session closes with the last ones."""
    person = allowed(request, access.TAKE_PART)
    closed = services.submit(_place(person, _found(person, pk)), by=person)
    return SubmittedOut(closed=closed)


@router.get("/sessions/{int:pk}/results", response={200: AlignmentResultOut, 404: Refusal})
def results(request: HttpRequest, pk: int) -> Any:
    """What a closed session says of its rules; while it is open there are no results, for anyone."""
    person = allowed(request, access.TAKE_PART)
    session = found_or_404(queries.closed_for(person), pk=pk)
    answers, items = queries.answers(session), queries.items_with_readings(session)
    shown = results_of(session, list(session.rules.all()), answers, items)
    own = presenting.own_words(person, session, answers)
    return api_shapes.result(shown, items, answers, own)


@router.get("/sessions/{int:pk}/results/{int:place}", response={200: DebateOut, 404: Refusal})
def debate(request: HttpRequest, pk: int, place: int) -> Any:
    """One situation of a closed session: its messages, the passages chosen, what was said of it."""
    person = allowed(request, access.TAKE_PART)
    session = found_or_404(queries.closed_for(person), pk=pk)
    items = {item.place: item for item in queries.items_with_readings(session)}
    if place not in items:
        raise Http404
    services.record_reading(person, items[place])
    return api_shapes.debate(items[place], list(session.rules.all()), queries.answers(session))


@router.get("/rules/{slug:key}", response={200: HistoryOut, 404: Refusal})
def history(request: HttpRequest, key: str) -> Any:
    """A rule's agreement over the sessions whose results you may read."""
    judged = queries.history(allowed(request, access.TAKE_PART), key)
    if not judged:
        raise Http404
    periods = history_of(judged, queries.answers_about(judged))
    return api_shapes.history(key, presenting.name_of(judged[-1]), periods)


def _found(person: Person, pk: int) -> Session:
    return found_or_404(access.sessions(person), pk=pk)


def _place(person: Person, session: Session) -> Participant:
    """Your own place in a session; 404 when you are not asked to judge."""
    mine = queries.participation(person, session)
    if mine is None:
        raise Http404
    mine.session = session
    return mine


def _item(items: list[Item], place: int) -> Item:
    if not 1 <= place <= len(items):
        raise Http404
    return items[place - 1]


def _whole(person: Person, session: Session) -> AlignmentOut:
    mine = queries.participation(person, session)
    items = list(queries.own_items(mine)) if mine else []
    return api_shapes.session(person, session, mine, items)


def _said(item: Item, session: Session, given: AnswersIn) -> dict[str, Said]:
    """What is said of each rule of the session, checked as the page does: every one, and no other."""
    rules = [one.rule for one in session.rules.all()]
    unknown = given.answers.keys() - set(rules)
    if unknown:
        raise UnfitError({key: [_("La séance ne porte pas sur cette règle.")] for key in unknown})
    return {rule: _one(item, rule, given) for rule in rules}


def _one(item: Item, rule: str, given: AnswersIn) -> Said:
    answer_ = given.answers.get(rule)
    data = answer_.model_dump() if answer_ else {}
    if answer_:
        data["sure"] = SURE if answer_.sure else HESITATING
    form = AnswerForm(data, item=item)
    checked(form, within=rule)
    return form.said
