"""Weeks and dissections in the shapes of ``api_schemas``, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from boussole.core.text import Text
from boussole.features.coaching import queries
from boussole.features.coaching.api_schemas import (
    AxisMessageOut,
    ChainLinkOut,
    DissectionOut,
    HeardOut,
    OwnReadingOut,
    PhrasingOut,
    QueueLineOut,
    QueueOut,
    ReadingsOut,
    SituationNoteOut,
    SpanOut,
    TurningPointOut,
)
from boussole.features.coaching.dissection.anchors import sentences
from boussole.features.coaching.dissection.colleagues import examples
from boussole.features.coaching.dissection.compose import Dissection, dissect
from boussole.features.coaching.lists import Group, Heard, Shown, Week
from boussole.features.coaching.models import Note, OwnReading, Situation
from boussole.features.coaching.presenting import (
    contested_by,
    how_chosen,
    origin_name,
    sentence,
)
from boussole.features.conversations.forms import said
from boussole.features.organisation.models import Person, Role
from boussole.features.playbook.queries import playbook_in_force

if TYPE_CHECKING:
    from boussole.features.conversations.opening import Opened


def queue(
    person: Person, monday: date, weeks: list[date], shown: Week, drawn: Iterable[Heard]
) -> QueueOut:
    """A week as its page shows it."""
    own = person.role == Role.AGENT
    return QueueOut(
        week=monday,
        weeks=weeks,
        sentence=sentence(shown),
        chosen=how_chosen(shown, own=own),
        failures=_lines(_flat(shown.failures), own=own),
        successes=_lines(_flat(shown.successes), own=own),
        upstream=_lines(_flat(shown.upstream), own=own),
        returned=_lines(shown.returned, own=own),
        snoozed=_lines(shown.snoozed, own=own),
        dismissed=_lines(shown.dismissed, own=own),
        heard=[_heard(one, own=own) for one in drawn],
    )


def no_week() -> QueueOut:
    """Nothing was proposed yet."""
    lists = ("failures", "successes", "upstream", "returned", "snoozed", "dismissed", "heard")
    return QueueOut(week=None, weeks=[], sentence="", chosen="", **{name: [] for name in lists})


def _flat(groups: Iterable[Group]) -> list[Shown]:
    return [one for group in groups for one in group.shown]


def _lines(shown: Iterable[Shown], *, own: bool) -> list[QueueLineOut]:
    return [_line(one, own=own) for one in shown]


def _line(one: Shown, *, own: bool) -> QueueLineOut:
    situation = one.situation
    return QueueLineOut(
        id=situation.pk,
        rule=situation.rule,
        name=said(one.name),
        kind=situation.kind,
        success=situation.success,
        upstream=situation.upstream,
        origin=origin_name(situation),
        agent=_agent(situation, own=own),
        customer=one.row.customer,
        reason=one.row.reason,
        conversation=situation.conversation_id,
        turn=situation.turn,
        at=one.row.at,
        passage=situation.passage,
        why=said(one.why),
        status=situation.status,
        contested_by=list(one.contested_by),
        until=one.until,
        playbook_version=situation.playbook_version,
    )


def _agent(situation: Situation, *, own: bool) -> str:
    """As on the pages: an agent reads their own, and what is upstream is nobody's."""
    if own or situation.upstream or situation.agent is None:
        return ""
    return situation.agent.name


def _heard(one: Heard, *, own: bool) -> HeardOut:
    agent = one.listening.agent
    return HeardOut(
        conversation=one.row.id,
        agent="" if own else agent.name,
        customer=one.row.customer,
        reason=one.row.reason,
        at=one.row.at,
    )


def dissection(person: Person, situation: Situation, conversation: Opened) -> DissectionOut:
    """A situation as its page shows it to someone."""
    notes = queries.notes(person, situation)
    found = dissect(situation, conversation.thread, playbook_in_force(), notes)
    shared = [] if situation.upstream else examples(person, situation)
    point = found.point
    return DissectionOut(
        id=situation.pk,
        name=said(found.name),
        why=said(Text(**situation.why)),
        cue=said(Text(**situation.cue)),
        status=situation.status,
        success=situation.success,
        agent=_agent(situation, own=person.role == Role.AGENT),
        customer=conversation.customer,
        conversation=conversation.pk,
        origin=origin_name(situation),
        moved=found.moved,
        messages=_messages(found),
        dated=found.axis.dated,
        chain=_chain(found),
        turning_point=TurningPointOut(turn=point.turn, why=said(point.why)) if point else None,
        phrasings=_phrasings(found),
        colleagues=[one.passage for one in shared],
        notes=_notes(person, found),
        readings=readings(queries.readings(person, situation)),
        contested_by=contested_by(situation),
        playbook_version=situation.playbook_version,
        model=conversation.thread.model,
    )


def _messages(found: Dissection) -> list[AxisMessageOut]:
    return [
        AxisMessageOut(
            turn=mark.message.turn,
            role=mark.message.role,
            public=mark.message.public,
            at=mark.message.at,
            tension=mark.message.tension,
            moment=mark.moment,
            carries=mark.carries,
            turning=mark.turning,
            text=mark.message.text,
            sentences=[
                SpanOut(start=start, end=end) for start, end in sentences(mark.message.text)
            ],
        )
        for mark in found.axis.marks
    ]


def _chain(found: Dissection) -> list[ChainLinkOut]:
    return [
        ChainLinkOut(
            turn=one.link.turn,
            kind=one.link.kind,
            said=said(one.link.said),
            passage=one.passage,
            carries=one.link.carries,
        )
        for one in found.links
    ]


def _phrasings(found: Dissection) -> list[PhrasingOut]:
    if found.point is None or found.rule is None:
        return []
    return [PhrasingOut(when=said(one.when), say=said(one.say)) for one in found.rule.phrasings]


def _notes(person: Person, found: Dissection) -> list[SituationNoteOut]:
    placed = [
        note(person, one.note, read.turn.index, one.passage)
        for read in found.turns
        for one in read.notes
    ]
    return [*placed, *(note(person, one, None) for one in found.lost)]


def note(person: Person, one: Note, turn: int | None, passage: str = "") -> SituationNoteOut:
    """A note where it stands now, for its reader."""
    return SituationNoteOut(
        id=one.pk,
        situation=one.situation_id,
        turn=turn,
        passage=passage,
        text=one.text,
        author=one.author.name if one.author else "",
        yours=one.author_id == person.pk,
        written_at=one.written_at,
    )


def readings(found: queries.Readings) -> ReadingsOut:
    """The readings of a situation that one person may read."""
    return ReadingsOut(
        mine=reading(found.mine) if found.mine else None,
        others=[reading(one) for one in found.others],
        waiting=found.waiting,
    )


def reading(one: OwnReading) -> OwnReadingOut:
    """One reading, for whoever may read it."""
    return OwnReadingOut(
        situation=one.situation_id,
        author=one.author.name,
        happened=one.happened,
        turned=one.turned,
        would_try=one.would_try,
        submitted_at=one.submitted_at,
        shown_early=one.shown_early,
        informed=one.informed,
    )
