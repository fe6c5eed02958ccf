"""What the API asks and answers about recognition: words and passages, never a number of anyone's."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from boussole.features.recognition.models import Reach


class WallAsked(Schema):
    """Which wall, and from where on."""

    reach: Literal["team", "company"] = Field(
        "team", description="The company's for whoever is in no team"
    )
    before: int | None = Field(
        None, ge=1, lt=1 << 63, description="Older than this recognition: `next` of the page before"
    )


class SharedSuccessOut(Schema):
    """A recognition that the person concerned chose to share."""

    id: int
    recipient: str
    by: str = Field(description="Who thanked them; empty for a former colleague")
    team: str
    rule: str = Field(description="Key of the rule it illustrates; empty without one")
    name: str = Field(description="The rule's name, as it was then")
    sentence: str
    passage: str = Field(description="Masked")
    given_at: datetime
    own: bool = Field(description="Whether it is yours")
    thanked: bool = Field(description="Whether you thanked too")
    thanks: list[str] = Field(description="Who thanked too: for the person concerned alone")


class WallOut(Schema):
    """One page of what people chose to share, the newest first; never an order of people."""

    reach: Literal["team", "company"]
    shown: list[SharedSuccessOut]
    next: int | None = Field(description="Ask `before` it for older ones; empty on the last page")


class OwnSuccessOut(SharedSuccessOut):
    """A recognition of your own, with who else reads it."""

    reach: Reach


class ToThankOut(Schema):
    """A success of the week that nobody has thanked for."""

    situation: int = Field(description="What to accept")
    recipient: str
    rule: str
    passage: str = Field(description="Masked")
    conversation: int
    turn: int


class ColleagueOut(Schema):
    """Someone you may thank."""

    id: int
    name: str


class ThankIn(Schema):
    """A success to name: by a rule, in a sentence, or both."""

    recipient: int = Field(description="Id of a colleague")
    sentence: str = Field("", max_length=300, description="What they did, without the customer")
    rule: str = Field("", description="Key of a rule of success of the playbook")
    conversation: int | None = Field(None, ge=1, description="A conversation that shows it")
    turn: int = Field(0, ge=0, description="Its message that shows it, from 0")


class GivenOut(Schema):
    """What you just said; yours to take back while it is not shared."""

    id: int
    recipient: str
    sentence: str = Field(description="As it is kept: masked")
    passage: str


class ReachIn(Schema):
    """Who reads a success of yours."""

    reach: Reach


class DigestIn(Schema):
    """Whether you receive the week's mail."""

    wanted: bool


class WeekLookedOut(Schema):
    """What you made of one week's situations."""

    week: date
    proposed: int
    seen: int = Field(description="By you")
    dismissed: int = Field(description="By you")
    reasons: list[str]


class PracticeLineOut(Schema):
    """One thing of your practice, in words."""

    title: str
    detail: str


class StatementOut(Schema):
    """What your team said of one statement, in words."""

    name: str
    statement: str
    words: str


class ConsultationOut(Schema):
    """A consultation that is over: rounded words from five answers on, or nothing."""

    dates: str
    shown: bool = Field(description="Whether enough people answered for each to stay anonymous")
    at_least: int = Field(description="At least so many answered: 5, 10, 20 or 50")
    statements: list[StatementOut]
    comments: list[str] = Field(description="In disorder, from ten answers on")


class RoundOut(Schema):
    """A consultation under way: nothing of it is shown, not even how many answered."""

    id: int
    opened_on: date
    closes_on: date


class PracticeOut(Schema):
    """Your own practice as a manager: for you alone, and no score."""

    weeks: list[WeekLookedOut]
    rhythm: str
    balance: list[str]
    answered: list[str]
    lines: list[PracticeLineOut] = Field(description="Such as your alignment with the team")
    under_way: RoundOut | None
    consultations: list[ConsultationOut]
