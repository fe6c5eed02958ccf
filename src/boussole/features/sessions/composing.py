"""Sessions composed for whoever reads them, on a page or in a program: with whom, about what, which cues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from boussole.core.text import Text
from boussole.features.conversations import queries as conversations
from boussole.features.organisation.models import Person
from boussole.features.playbook.queries import playbook_in_force
from boussole.features.sessions import queries
from boussole.features.sessions.models import AgreedCue, Participant, Session
from boussole.features.sessions.presenting import (
    CueView,
    cue_view,
    sentence_of,
    shared_views,
    status_of,
)


@dataclass(frozen=True)
class Line:
    """One session of the list; cues are said in words, without a figure."""

    session: Session
    people: tuple[str, ...]
    cues: list[tuple[str, str]]
    late: bool


def line(session: Session, person: Person, today: date) -> Line:
    """A session of ``queries.listed``, for the one who reads."""
    names = [one.person.name for one in session.participants.all() if one.person_id != person.pk]
    if session.manager_id != person.pk and session.manager:
        names = [session.manager.name, *names]
    cues = getattr(session, "readable_cues", [])
    return Line(
        session=session,
        people=tuple(names),
        cues=_said(session, cues, person, today),
        late=is_late(session, today),
    )


def _said(
    session: Session, cues: list[AgreedCue], person: Person, today: date
) -> list[tuple[str, str]]:
    """Cues in words; a group's together, so that the list of verdicts compares nobody."""
    alone = len(session.participants.all()) == 1
    if alone or all(cue.person_id == person.pk for cue in cues):
        return [(sentence_of(cue), status_of(cue, today)) for cue in cues]
    return [(view.sentence, view.status) for view in shared_views(cues, today)]


def is_late(session: Session, today: date) -> bool:
    """Whether its day is past and nobody said what became of it."""
    return session.state == Session.State.PLANNED and session.planned_on < today


def may_reopen(session: Session, cues: Iterable[AgreedCue], today: date) -> bool:
    """Whether its closing may still be undone: nothing is followed yet."""
    started = any(cue.start and cue.start <= today for cue in cues)
    return session.state == Session.State.CLOSED and not started


def others(found: Session, people: Iterable[Participant], person: Person) -> list[str]:
    """With whom the session is, for the one who reads."""
    names = [one.person.name for one in people if one.person_id != person.pk]
    if found.manager and found.manager_id != person.pk:
        return [found.manager.name, *names]
    return names


def cues(
    person: Person, found: Session, agreed: Sequence[AgreedCue], today: date
) -> tuple[list[CueView], list[CueView]]:
    """Cues one by one, or else (the second list) a group's together, without any figure."""
    if found.state == Session.State.CLOSED and not queries.figures_of(person, found):
        return [], shared_views(agreed, today)
    return [cue_view(cue, today) for cue in agreed], []


def shown(person: Person, situations: list[Any]) -> list[dict[str, Any]]:
    """Situations with the rule's name, what it says, and the conversation when it may be opened."""
    names = {rule.key: rule.name for rule in playbook_in_force().rules}
    visible = conversations.visible(person, [one.conversation_id for one in situations])
    return [
        {
            "situation": one,
            "name": names.get(one.rule, Text(fr=one.rule, en=one.rule)),
            "why": Text(**one.why),
            "dissect": reverse("coaching:dissect", args=[one.pk]),
            "url": _turn_url(one) if one.conversation_id in visible else "",
        }
        for one in situations
    ]


def _turn_url(situation: Any) -> str:
    page = reverse("conversations:conversation", args=[situation.conversation_id])
    return f"{page}#turn-{situation.turn}"
