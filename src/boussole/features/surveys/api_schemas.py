"""What the operations of surveys take and answer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from boussole.features.surveys.models import Decision, Survey


class OccasionIn(Schema):
    """Whom to ask, and about what: an address, a conversation, or both."""

    email: str = Field("", max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+$")
    name: str = Field("", max_length=120)
    language: str = Field(
        "", max_length=20, description="“fr” or “en”; the last contact’s by default"
    )
    conversation: int | None = None
    happened_at: datetime | None = Field(
        None, description="When the event happened; now by default"
    )
    key: str = Field("", max_length=120, description="The same key again is the same occasion")


class OccasionOut(Schema):
    """What is waiting to be decided, and from when on."""

    key: str
    due_at: datetime


class SurveyOut(Schema):
    """A survey, with how many were asked and how many answered within one’s scope."""

    id: int
    name: str
    trigger: Survey.Trigger
    state: Survey.State
    sent: int
    answered: int


class ShareOut(Schema):
    """A share with its 95 % interval; no value when nobody was asked."""

    value: float | None
    low: float | None
    high: float | None
    n: int


class ScoreOut(ShareOut):
    """A metric in its unit; no value below ten. ``unknown_n`` stands beside ``n``, not in it."""

    metric: str
    label: str
    state: Literal["ok", "insufficient", "immature"]
    unknown_n: int


class GroupOut(Schema):
    """People who share one value: how many were asked, how many answered, and whether they stand apart."""

    value: str
    asked: int
    answered: int
    verdict: Literal["more", "less", "alike", "unknown"]


class BiasOut(Schema):
    """Who answers against who was asked, along one dimension."""

    dimension: Literal["channel", "language", "reason", "heard"]
    groups: list[GroupOut]


class CommentOut(Schema):
    """What a customer wrote, masked, with what was read in it."""

    at: datetime
    text: str
    signals: list[str]
    reason: str
    conversation: int | None = Field(description="When you may open it")


class ResultsOut(Schema):
    """What the answers to one survey say, and how far to trust them."""

    sent: int
    answered: int
    response_rate: ShareOut
    scores: list[ScoreOut]
    followed_up_in_time: ScoreOut | None
    who_answers: list[BiasOut]
    comments: list[CommentOut] = Field(description="The latest ones; ``said`` counts them all")
    said: int


class WhyIn(Schema):
    """A person, by their address or the number of a conversation of theirs, and a day."""

    who: str = Field(min_length=1, max_length=254)
    until: date | None = Field(None, description="The last day looked at; now by default")


class GateOut(Schema):
    """One gate as it stood, in its order."""

    name: str
    state: Literal["open", "closed", "unseen"]
    fact: str


class DecisionOut(Schema):
    """Why someone was asked or not, from what was kept when it was decided."""

    survey: int
    at: datetime
    outcome: Decision.Outcome
    gate: str
    sentence: str
    gates: list[GateOut]


class RatingOut(Schema):
    """A question and its answer, such as ``2/5``."""

    question: str
    answer: str


class SurveyFollowUpOut(Schema):
    """Someone to call back after a low answer; the customer is not named."""

    id: int
    survey: int
    conversation: int | None = Field(description="When you may open it")
    owner: int | None
    due_on: date
    opened_at: datetime
    closed_at: datetime | None
    late: bool
    ratings: list[RatingOut]
    comment: str = Field(description="Masked")
    what_was_done: str
    told_at: datetime | None


class ClosingIn(Schema):
    """What was done, for the team; what the customer is told by mail, in these words, if anything."""

    what_was_done: str
    told: str = ""


class UnsubscribeIn(Schema):
    """An address that asked for no more surveys."""

    email: str = Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")
