"""What the API asks and answers about initiatives: words and days, and a trial's metric in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from boussole.features.initiatives.models import Initiative, Telling


class InitiativesAsked(Schema):
    """Which initiatives, and from where on."""

    list: Literal["under_way", "told", "own"] = "under_way"
    before: int | None = Field(
        None, ge=1, lt=1 << 63, description="Older than this one: `next` of the page before"
    )


class ObjectionOut(Schema):
    """An objection to a trial; lifted, it no longer stands."""

    id: int
    by: str = Field(description="Empty for a former colleague")
    reason: str
    counter_proposal: str
    lifted: bool


class TellingOut(Schema):
    """What a trial taught."""

    learnt: str
    outcome: Telling.Outcome
    told_at: datetime


class TrialOut(Schema):
    """What is tried, where, until when, and what will tell."""

    what: str
    where: str
    teams: list[str]
    starts_on: date
    ends_on: date
    will_tell: str
    metric: str = Field(description="Name of the metric it looks at; empty without one")
    objections_until: date | None = Field(description="Empty when nobody could object")
    started_on: date | None
    measured: str = Field(
        description="What may be said of the metric, in words; empty for whoever may not read it yet"
    )
    objections: list[ObjectionOut]
    telling: TellingOut | None


class InitiativeOut(Schema):
    """An initiative in a list."""

    id: int
    line: str
    state: Initiative.State
    sentence: str = Field(description="Where it stands, in words")
    by: str = Field(description="Empty for a former colleague")
    team: str
    supporters: list[str] = Field(description="Who is in, by name")
    supported: bool = Field(description="Whether you are in")


class InitiativesOut(Schema):
    """One page of initiatives, the newest first."""

    shown: list[InitiativeOut]
    next: int | None = Field(description="Ask `before` it for older ones; empty on the last page")


class InitiativeCommentOut(Schema):
    """A short word of a colleague."""

    id: int
    by: str
    text: str
    written_at: datetime


class InitiativeStepOut(Schema):
    """An initiative came to a state."""

    state: Initiative.State
    at: datetime


class WholeInitiativeOut(InitiativeOut):
    """An initiative with its trials and its history."""

    why: str
    whom: str
    trials: list[TrialOut] = Field(description="The one in question comes last")
    comments: list[InitiativeCommentOut]
    steps: list[InitiativeStepOut]


class InitiativeIn(Schema):
    """An idea: in one line, why, and for whom."""

    line: str = Field(max_length=160)
    why: str = Field(max_length=600)
    whom: str = Field(max_length=160)
    origin: str = Field(
        "", max_length=60, description="What it starts from, as `kind:key`; kept if you may read it"
    )


class TrialIn(Schema):
    """The scope of a trial."""

    what: str = Field(max_length=400)
    where: str = Field(max_length=200)
    teams: list[int]
    starts_on: date
    ends_on: date
    will_tell: str = Field(max_length=400)
    metric: str = ""


class ObjectionIn(Schema):
    """A reason, and what could be tried instead: both are needed."""

    reason: str = Field(max_length=400)
    counter_proposal: str = Field(max_length=400)


class TellingIn(Schema):
    """What a trial taught, and what becomes of it."""

    learnt: str = Field(max_length=1200)
    outcome: Telling.Outcome


class InitiativeCommentIn(Schema):
    """A short word."""

    text: str = Field(max_length=300)
