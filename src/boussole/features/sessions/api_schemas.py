"""What the API asks and answers about coaching sessions. Figures of a cue are read one cue at a time, without a name."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Field, Schema

from boussole.core.coaching.following import AFTER_WEEKS, SMALLEST_EFFECT
from boussole.core.metrics.effect.measuring import Verdict
from boussole.features.sessions.forms import LONGEST_AGREEMENT, LONGEST_CUE, LONGEST_NOTE
from boussole.features.sessions.models import Session


class CueInWordsOut(Schema):
    """A cue and what became of it, in words."""

    sentence: str
    status: str


class CoachingLineOut(Schema):
    """A session of the list."""

    id: int
    kind: Session.Kind
    state: Session.State
    planned_on: date
    held_on: date | None
    people: list[str] = Field(description="With whom it is")
    cues: list[CueInWordsOut] = Field(description="Its cues, a group's together; never a figure")
    late: bool = Field(description="Whether its day is past and it was neither held nor moved")


class MeetableOut(Schema):
    """An agent you manage."""

    id: int
    name: str


class PlanIn(Schema):
    """A session to plan."""

    kind: Session.Kind = Field(description="How people meet")
    participants: list[int] = Field(description="Ids of agents you manage")
    planned_on: date


class DayIn(Schema):
    """Another day."""

    planned_on: date


class TopicsIn(Schema):
    """The situations to talk about, and no other."""

    situations: list[int] = Field(description="Ids, among those kept or that may be chosen")


class HeldIn(Schema):
    """The day a session was held."""

    held_on: date = Field(description="In the last thirty days")


class TopicOut(Schema):
    """A situation to talk about."""

    id: int
    name: str = Field(description="Name of the rule that found it")
    success: bool
    passage: str = Field(description="Masked")
    why: str
    agent: str = Field(description="Whose it is")
    conversation: int
    turn: int
    week: date


class ParticipantOut(Schema):
    """An agent of the session, as far as you may read about them."""

    id: int = Field(description="Of the person")
    name: str
    remark: str = Field(description="What they think of it, in their own words")


class AgreedCueOut(Schema):
    """A cue agreed with one person; its figures are asked for one cue at a time."""

    id: int
    person: str
    key: str = Field(description="Of the catalogue")
    sentence: str = Field(description="In the words agreed")
    observed: str = Field(description="What is looked at in conversations")
    status: str
    declared: str = Field(description="What was written down before anything was counted")


class SharedCueOut(Schema):
    """A cue of a group whose figures are not yours to read: how many people, and nobody's name."""

    sentence: str
    observed: str
    status: str
    people: int
    declared: str


class SessionAgreementOut(Schema):
    """What someone will do."""

    id: int
    text: str
    person: str = Field(description="Empty when it is everyone's")
    due_on: date | None
    done_at: datetime | None


class SessionNoteOut(Schema):
    """What someone wrote for the others of the session: nobody else reads it."""

    id: int
    author: str
    yours: bool
    text: str
    written_at: datetime


class CoachingOut(Schema):
    """One session as you may read it."""

    id: int
    kind: Session.Kind
    state: Session.State
    planned_on: date
    held_on: date | None
    leads: bool = Field(description="Whether you lead it")
    names: list[str] = Field(description="With whom it is")
    participants: list[ParticipantOut]
    topics: list[TopicOut]
    hidden_topics: int = Field(description="Situations of colleagues, that the manager shows")
    why: str = Field(description="Why these situations were proposed")
    cues: list[AgreedCueOut]
    shared: list[SharedCueOut]
    agreements: list[SessionAgreementOut]
    notes: list[SessionNoteOut]
    late: bool
    may_reopen: bool


class CatalogueCueOut(Schema):
    """A cue that conversations show by themselves."""

    key: str
    sentence: str
    observed: str = Field(description="What is looked at, and where")


class CueIn(Schema):
    """A cue to agree on with a participant; two at most for each."""

    person: int = Field(description="Id of the participant")
    key: str = Field(description="Of the catalogue")
    sentence: str = Field(
        "", max_length=LONGEST_CUE, description="In your own words; empty, the catalogue's"
    )
    weeks: int = Field(AFTER_WEEKS, description="How long it is followed: 4, 6, 8 or 12")
    smallest: float = Field(
        SMALLEST_EFFECT, description="What would be worth seeing: 0.1, 0.2 or 0.3"
    )


class RateOut(Schema):
    """Of ``n`` conversations that offered the occasion, how many took it."""

    followed: int
    n: int
    value: float | None = Field(description="The share; empty under ten conversations")
    low: float | None = Field(description="Wilson's 95 % interval")
    high: float | None


class BoundsOut(Schema):
    """A difference of shares, and the interval it is known within."""

    value: float
    low: float | None
    high: float | None


class StepOut(Schema):
    """One line of how a cue is recognised."""

    said: str
    inside: list[StepOut] = Field(description="What stands under it")


class FiguresOut(Schema):
    """What conversations show of a cue."""

    before: RateOut
    after: RateOut
    others_before: RateOut = Field(description="Of colleagues who are not coached on it")
    others_after: RateOut
    verdict: Verdict
    difference: BoundsOut | None = Field(description="Read once, at the declared end")
    expected: float | None = Field(description="What a return to the usual would give by itself")
    beyond: BoundsOut | None = Field(description="The difference beyond that")
    missing: int | None = Field(description="About how many more conversations are needed")
    said: str = Field(description="All of it in words")
    as_of: date
    ends: date


class FollowUpOut(Schema):
    """One cue followed: no name stands here."""

    sentence: str
    status: str
    observed: str
    occasion: StepOut = Field(description="When a conversation offers the occasion")
    followed: StepOut = Field(description="When the cue was followed, at that message")
    declared: str = Field(description="What was written down before anything was counted")
    figures: FiguresOut | None = Field(description="Empty until it is counted")


class TeamFollowUpOut(Schema):
    """The people of a team on one cue, five of them at least, taken together."""

    team: str
    key: str
    sentence: str
    status: str
    people: int = Field(description="How many")
    figures: FiguresOut


class AgreementIn(Schema):
    """What someone will do, by when."""

    text: str = Field(max_length=LONGEST_AGREEMENT)
    person: int | None = Field(None, description="Id of someone of the session; none for everyone")
    due_on: date | None = None


class CoachingNoteIn(Schema):
    """A note for the others of the session."""

    text: str = Field(max_length=LONGEST_NOTE)


class RemarkIn(Schema):
    """What you think of a session; an empty text takes it back."""

    text: str = Field("", max_length=LONGEST_NOTE)
