"""What the API asks and answers about role-play: tension is the customer's, and nothing here grades a person."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from boussole.core.text import Language
from boussole.features.roleplay.playing import LONGEST_ANSWER


class ScenarioLineOut(Schema):
    """A scenario that can be played."""

    key: str
    name: str
    sector: str
    level: int = Field(description="How demanding it is, 1 to 3")
    languages: list[Language]
    own: bool = Field(description="Whether the company wrote it")
    works_on: list[str] = Field(description="Names of the rules it works on")


class KnownOut(Schema):
    """Something the trainee knows."""

    name: str
    value: str


class ScenarioOut(ScenarioLineOut):
    """A scenario, with what the trainee is told before a play."""

    situation: str
    known: list[KnownOut]
    may: list[str] = Field(description="What one may say or do")
    may_not: list[str] = Field(description="What one may not")
    aims: list[str] = Field(description="The acts it is an occasion for")
    answers: int = Field(description="How many answers a play has at most")


class BeginIn(Schema):
    """How to play."""

    language: str = Field("", description="fr or en; yours, when the scenario speaks it, else")


class PlayLineOut(Schema):
    """A play in a list."""

    id: UUID
    scenario: str = Field(description="Key of the scenario")
    name: str = Field(description="Name of the scenario")
    state: Literal["going_on", "ended", "given_up"]
    ending: str = Field(description="How it ended, in words")
    changed_at: datetime
    shared: bool


class SharedPlayOut(Schema):
    """A play that an agent chose to show you."""

    id: UUID
    person: str
    scenario: str
    name: str
    ending: str
    shared_at: datetime


class PlaysOut(Schema):
    """Your latest plays, and those shown to you, twenty at most of each as on the page."""

    own: list[PlayLineOut]
    shared: list[SharedPlayOut]


class ShiftOut(Schema):
    """Why tension moved with an answer, or did not."""

    text: str
    change: int = Field(description="By how much, on the scale of 0 to 3")
    passage: str = Field(description="The words that show it")


class PlayMessageOut(Schema):
    """One message of a play."""

    number: int = Field(description="As people count")
    role: Literal["customer", "agent"]
    text: str
    before: int = Field(description="The customer's tension before it, 0 to 3")
    after: int = Field(description="And after it")
    reasons: list[ShiftOut] = Field(description="Empty unless explained")


class EndingOut(Schema):
    """How a play ended."""

    key: str
    kind: str
    quality: Literal["good", "mixed", "bad"] = Field(description="For the customer")
    resolved: bool
    name: str
    debrief: str = Field(description="What to talk about")


class PlayOut(Schema):
    """A play as it stands."""

    id: UUID
    scenario: str
    language: Language
    customer: str
    state: Literal["going_on", "ended", "given_up"]
    place: str = Field(description="The state, or the ending, where the customer is")
    tension: int = Field(description="The customer's tension now, 0 to 3")
    messages: list[PlayMessageOut]
    answered: int = Field(description="How many answers it has: what `after` counts")
    left: int = Field(description="How many answers are left at most")
    draft: str = Field(description="An answer typed and not sent, or taken back")
    explained: bool = Field(description="Whether reasons are shown as it goes")
    ending: EndingOut | None


class ReplyIn(Schema):
    """An answer to the customer."""

    text: str = Field(max_length=LONGEST_ANSWER)
    after: int = Field(ge=0, description="How many answers you know of")


class CountIn(Schema):
    """How many answers you know of."""

    after: int = Field(ge=0)


class MovedOut(Schema):
    """Where the play is, and whether what was asked was taken: it is not when the play went on elsewhere."""

    taken: bool
    play: PlayOut


class ExplainedIn(Schema):
    """Whether to show why tension moves as the play goes."""

    explained: bool


class SeenActOut(Schema):
    """An act found in an answer."""

    act: str = Field(description="As people read it")
    message: int = Field(description="The message, from 0, that the customer opens")
    passage: str


class FoundInPlayOut(Schema):
    """What a rule of the playbook finds in the play."""

    rule: str
    name: str
    success: bool
    given: bool = Field(description="Whether the customer came with it: not the trainee's doing")
    passage: str
    why: str


class LookBackOut(Schema):
    """A play looked back on with the playbook: acts are there or not, and one cue for the next time."""

    play: PlayOut
    person: str = Field(description="Who played, when they shared it; empty for yourself")
    course: list[int] = Field(
        description="The customer's tension at the start and after each answer"
    )
    seen: list[SeenActOut]
    missing: list[str] = Field(description="Acts not seen yet")
    misplaced: list[SeenActOut]
    found: list[FoundInPlayOut]
    cue: str = Field(description="One thing to try next time; empty when it was given up")
    because: str = Field(description="What in the play calls for it")
    works_on: list[str]
    managers: list[str] = Field(description="Whom you may share it with")
