"""What the API asks and answers about coaching: masked passages, words, and no figure of a person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from boussole.features.coaching.models.dissection import LONGEST
from boussole.features.coaching.models.situation import Situation


class QueueAsked(Schema):
    """Which situations of which week."""

    week: str = Field("", description="A Monday that has situations; else the latest")
    kind: str = Field("", max_length=30, description="One sort of situation alone")
    reason: str = Field("", max_length=100, description="One contact reason alone, by its key")


class QueueLineOut(Schema):
    """A situation of the list."""

    id: int
    rule: str = Field(description="Key of the rule that found it")
    name: str = Field(description="The rule's name")
    kind: str = Field(description="The sort of situation")
    success: bool
    upstream: bool = Field(description="Whether another department caused it")
    origin: str = Field(description="Where its cause is, when it is upstream")
    agent: str = Field(description="Whose conversation it is, for their manager; else empty")
    customer: str = Field(description="The customer, discreetly")
    reason: str = Field(description="Why the customer came")
    conversation: int
    turn: int = Field(description="The message that carries it, from 0")
    at: datetime | None
    passage: str = Field(description="The masked passage")
    why: str = Field(description="Why it is proposed")
    status: str = Field(description="proposed, seen or dismissed")
    contested_by: list[str] = Field(description="Who says that it is no such situation")
    until: date | None = Field(description="Until when you put it off")
    playbook_version: int


class HeardOut(Schema):
    """A conversation that chance drew, to listen to: no rule chose it."""

    conversation: int
    agent: str = Field(description="Who answered, for their manager; else empty")
    customer: str
    reason: str
    at: datetime | None


class QueueOut(Schema):
    """A week of situations: an agent's own, or those of a manager's teams."""

    week: date | None = Field(description="Its Monday; empty while there is none")
    weeks: list[date] = Field(description="The Mondays that have situations, the latest first")
    sentence: str = Field(description="The week in words")
    chosen: str = Field(description="How the list was chosen, and what it leaves out")
    failures: list[QueueLineOut] = Field(description="What to talk about")
    successes: list[QueueLineOut] = Field(description="Whom to thank")
    upstream: list[QueueLineOut] = Field(description="What to hand upstream; never an agent's")
    returned: list[QueueLineOut] = Field(description="Put off in other weeks, and back")
    snoozed: list[QueueLineOut] = Field(description="Put off for now")
    dismissed: list[QueueLineOut] = Field(description="Set aside")
    heard: list[HeardOut] = Field(description="Drawn at random, to listen to")


class DismissIn(Schema):
    """Why a situation is set aside."""

    reason: Situation.Reason = Field(description="The rule is questioned by it, not the person")


class SnoozeIn(Schema):
    """Until when a situation is put off."""

    until: date = Field(description="A day to come, within three months")


class SituationOut(Schema):
    """What became of a situation."""

    id: int
    status: str = Field(description="proposed, seen or dismissed")
    dismissed_for: str = Field(description="Why it was set aside, when it was")


class SpanOut(Schema):
    """Characters of a masked message, from 0, the end left out."""

    start: int
    end: int


class AxisMessageOut(Schema):
    """A message of the conversation, masked, in time."""

    turn: int = Field(description="From 0")
    role: str = Field(description="Who wrote it: customer, agent, bot or system")
    public: bool = Field(description="False for an internal note")
    at: datetime | None
    tension: float = Field(description="The customer's tension after it, 0 to 3")
    moment: str = Field(description="What a rule found in it, in words")
    carries: bool = Field(description="Whether it carries the situation")
    turning: bool = Field(description="Whether it is the point to talk about")
    text: str
    sentences: list[SpanOut] = Field(description="What a note may be about, beside all of it")


class ChainLinkOut(Schema):
    """One step of the chain that led there."""

    turn: int
    kind: str = Field(description="expressed, rise, wait, answer or unanswered")
    said: str
    passage: str = Field(description="What shows it; empty for a wait")
    carries: bool


class TurningPointOut(Schema):
    """The message at which it could have gone otherwise, or went well."""

    turn: int
    why: str = Field(description="The rule by which it was chosen")


class PhrasingOut(Schema):
    """What the playbook offers to say."""

    when: str
    say: str


class SituationNoteOut(Schema):
    """A note, read by the situation's agent and their managers alone."""

    id: int
    situation: int
    turn: int | None = Field(description="Its message; empty when that is gone")
    passage: str = Field(description="What it is about; empty for the whole message")
    text: str
    author: str
    yours: bool
    written_at: datetime


class OwnReadingOut(Schema):
    """How one person reads a situation, in three answers."""

    situation: int
    author: str
    happened: str
    turned: str
    would_try: str
    submitted_at: datetime | None
    shown_early: bool
    informed: bool = Field(description="Whether its author had read another before")


class ReadingsOut(Schema):
    """The readings you may read: sealed until you have handed yours in."""

    mine: OwnReadingOut | None
    others: list[OwnReadingOut] = Field(description="Those you may read now")
    waiting: list[str] = Field(description="Who handed in a reading that you cannot read yet")


class DissectionOut(Schema):
    """A situation dissected: in time, why it came to this, what else could be said, what people write."""

    id: int
    name: str
    why: str
    cue: str = Field(description="One short sentence for the next time")
    status: str
    success: bool
    agent: str = Field(description="Whose conversation it is, for their manager; else empty")
    customer: str
    conversation: int
    origin: str = Field(description="Where its cause is, when it is upstream")
    moved: bool = Field(description="Whether the passage is no longer where it was")
    messages: list[AxisMessageOut] = Field(description="The axis and the exchange, in one")
    dated: bool = Field(description="Whether every message has its instant")
    chain: list[ChainLinkOut]
    turning_point: TurningPointOut | None
    phrasings: list[PhrasingOut] = Field(description="Of the playbook in force, at that point")
    colleagues: list[str] = Field(
        description="Masked passages of colleagues who agreed to it, without a name"
    )
    notes: list[SituationNoteOut]
    readings: ReadingsOut
    contested_by: list[str]
    playbook_version: int
    model: str = Field(description="What read the signals")


class SituationNoteIn(Schema):
    """A note on a message, or on one of its sentences."""

    text: str = Field(max_length=LONGEST)
    start: int = Field(0, description="Where the sentence begins; 0 and 0 for the whole message")
    end: int = Field(0, description="Where it ends")


class NewSituationNoteIn(SituationNoteIn):
    """A note to write."""

    turn: int = Field(ge=0, description="The message, from 0")


class ReadingIn(Schema):
    """Your reading of a situation; kept for yourself, or handed in."""

    happened: str = Field("", max_length=LONGEST, description="What happened, for you")
    turned: str = Field("", max_length=LONGEST, description="The moment when it turned")
    would_try: str = Field("", max_length=LONGEST, description="What you would try next time")
    do: Literal["keep", "submit"] = Field("keep", description="`submit` hands it in for good")


class SharingBody(Schema):
    """Whether your passages that went well may be shown to colleagues, without your name."""

    share: bool


class KeptOut(Schema):
    """What is kept in writing: for an agent, all that is about them; for a manager, what they wrote."""

    notes: list[SituationNoteOut]
    readings: list[OwnReadingOut]
    kept_days: int = Field(description="Days after which they are erased, from their last change")
