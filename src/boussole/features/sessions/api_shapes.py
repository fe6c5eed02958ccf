"""Sessions and cues in the shapes of ``api_schemas``, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from boussole.core.coaching import CUES
from boussole.core.coaching.following import MINIMUM_N, Bounds, Rate, Result
from boussole.features.conversations.forms import said
from boussole.features.organisation.models import Person
from boussole.features.sessions import access, composing, queries
from boussole.features.sessions.api_schemas import (
    AgreedCueOut,
    BoundsOut,
    CatalogueCueOut,
    CoachingLineOut,
    CoachingOut,
    CueInWordsOut,
    FiguresOut,
    FollowUpOut,
    ParticipantOut,
    RateOut,
    SessionAgreementOut,
    SessionNoteOut,
    SharedCueOut,
    StepOut,
    TeamFollowUpOut,
    TopicOut,
)
from boussole.features.sessions.models import (
    AgreedCue,
    Agreement,
    Session,
    SessionNote,
    TeamFollowUp,
)
from boussole.features.sessions.presenting import CueView, Step, cue_view, team_view, why_these


def line(session: Session, person: Person, today: date) -> CoachingLineOut:
    """A session of the list."""
    found = composing.line(session, person, today)
    return CoachingLineOut(
        id=session.pk,
        kind=Session.Kind(session.kind),
        state=Session.State(session.state),
        planned_on=session.planned_on,
        held_on=session.held_on,
        people=list(found.people),
        cues=[CueInWordsOut(sentence=one, status=status) for one, status in found.cues],
        late=found.late,
    )


def whole(person: Person, found: Session, today: date) -> CoachingOut:
    """One session as someone may read it."""
    people = queries.people_of(person, found)
    agreed = queries.cues_of(person, found)
    alone, shared = composing.cues(person, found, agreed, today)
    shown = topics(person, queries.topics(person, found))
    notes = access.notes(person).filter(session=found).select_related("author").order_by("pk")
    return CoachingOut(
        id=found.pk,
        kind=Session.Kind(found.kind),
        state=Session.State(found.state),
        planned_on=found.planned_on,
        held_on=found.held_on,
        leads=found.manager_id == person.pk,
        names=composing.others(found, people, person),
        participants=[
            ParticipantOut(id=one.person_id, name=one.person.name, remark=one.remark)
            for one in people
        ],
        topics=shown,
        hidden_topics=queries.topics_count(found) - len(shown),
        why=why_these(found),
        cues=[_cue(view, view.cue) for view in alone if view.cue],
        shared=[_shared(view) for view in shared],
        agreements=[agreement(one) for one in queries.agreements_of(person, found)],
        notes=[note(person, one) for one in notes],
        late=composing.is_late(found, today),
        may_reopen=composing.may_reopen(found, agreed, today),
    )


def topics(person: Person, situations: list[Any]) -> list[TopicOut]:
    """Situations to talk about, for whoever may see them."""
    return [
        TopicOut(
            id=one["situation"].pk,
            name=said(one["name"]),
            success=one["situation"].success,
            passage=one["situation"].passage,
            why=said(one["why"]),
            agent=one["situation"].agent.name if one["situation"].agent else "",
            conversation=one["situation"].conversation_id,
            turn=one["situation"].turn,
            week=one["situation"].week,
        )
        for one in composing.shown(person, situations)
    ]


def agreed_cue(cue: AgreedCue, today: date) -> AgreedCueOut:
    """A cue agreed with one person, without its figures."""
    return _cue(cue_view(cue, today), cue)


def _cue(view: CueView, cue: AgreedCue) -> AgreedCueOut:
    return AgreedCueOut(
        id=cue.pk,
        person=cue.person.name,
        key=cue.key,
        sentence=view.sentence,
        observed=view.observed,
        status=view.status,
        declared=view.declared,
    )


def _shared(view: CueView) -> SharedCueOut:
    return SharedCueOut(
        sentence=view.sentence,
        observed=view.observed,
        status=view.status,
        people=view.people,
        declared=view.declared,
    )


def agreement(one: Agreement) -> SessionAgreementOut:
    """What someone will do."""
    return SessionAgreementOut(
        id=one.pk,
        text=one.text,
        person=one.person.name if one.person else "",
        due_on=one.due_on,
        done_at=one.done_at,
    )


def note(person: Person, one: SessionNote) -> SessionNoteOut:
    """A note, for someone of the session."""
    return SessionNoteOut(
        id=one.pk,
        author=one.author.name,
        yours=one.author_id == person.pk,
        text=one.text,
        written_at=one.written_at,
    )


def catalogue() -> list[CatalogueCueOut]:
    """The cues that may be agreed on."""
    return [
        CatalogueCueOut(key=one.key, sentence=said(one.sentence), observed=said(one.observed))
        for one in CUES.values()
    ]


def follow_up(cue: AgreedCue, today: date) -> FollowUpOut:
    """One cue followed."""
    view, counted = cue_view(cue, today), getattr(cue, "follow_up", None)
    return FollowUpOut(
        sentence=view.sentence,
        status=view.status,
        observed=view.observed,
        occasion=_step(view.occasion),
        followed=_step(view.followed),
        declared=view.declared,
        figures=_figures(counted.read) if counted else None,
    )


def team_follow_ups(found: Iterable[TeamFollowUp]) -> list[TeamFollowUpOut]:
    """Teams' people on their cues, each team taken together."""
    return [_team(one, team_view(one)) for one in found]


def _team(one: TeamFollowUp, view: CueView) -> TeamFollowUpOut:
    return TeamFollowUpOut(
        team=view.team,
        key=one.cue_key,
        sentence=view.sentence,
        status=view.status,
        people=view.people,
        figures=_figures(one.read),
    )


def _step(one: Step) -> StepOut:
    return StepOut(said=one.said, inside=[_step(inner) for inner in one.inside])


def _figures(result: Result) -> FiguresOut:
    return FiguresOut(
        before=_rate(result.before),
        after=_rate(result.after),
        others_before=_rate(result.others_before),
        others_after=_rate(result.others_after),
        verdict=result.verdict,
        difference=_bounds(result.difference),
        expected=result.expected,
        beyond=_bounds(result.beyond),
        missing=result.missing,
        said=said(result.said),
        as_of=result.as_of,
        ends=result.ends,
    )


def _rate(one: Rate) -> RateOut:
    """As on the pages, no share under ``MINIMUM_N`` conversations."""
    if one.n < MINIMUM_N:
        return RateOut(followed=one.followed, n=one.n, value=None, low=None, high=None)
    return RateOut(followed=one.followed, n=one.n, value=one.value, low=one.low, high=one.high)


def _bounds(one: Bounds | None) -> BoundsOut | None:
    return BoundsOut(value=one.value, low=one.low, high=one.high) if one else None
