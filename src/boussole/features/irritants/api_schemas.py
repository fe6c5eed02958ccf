"""What the API asks and answers about irritants and what people hear. Hours are those of an irritant, never of a person."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Field, Schema

from boussole.core.irritants.contacts import Verdict
from boussole.features.irritants.forms import MOST_MINUTES, MOST_TIMES
from boussole.features.irritants.models import Heard, Irritant, Step
from boussole.features.irritants.models.irritant import (
    LONGEST_DETAIL,
    LONGEST_NOTE,
    LONGEST_WHAT,
)


class IrritantsAsked(Schema):
    """Which irritants, and what they are listed by."""

    state: Literal["open", "over"] = Field("open", description="Open, or answered and resolved")
    by: Literal["hours", "contacts"] = Field("hours", description="What comes first")
    after: int | None = Field(None, description="The last irritant of the page before")


class IrritantLineOut(Schema):
    """An irritant of a list; nobody is named."""

    id: int
    what: str = Field(description="Masked")
    state: Irritant.State
    hurts: Irritant.Hurts
    hours: float | None = Field(description="Lost a week, by those who told; empty when nobody did")
    told: int = Field(description="How many people said what it costs")
    unknown: int = Field(description="How many others meet it")
    contacts: int | None = Field(
        description="Of its contact reasons in the last four whole weeks; empty when none is linked"
    )
    department: str = Field(
        description="Which one is asked for an answer; empty when it is a person, or nobody"
    )
    has_owner: bool
    due_on: date | None = Field(description="Last day to answer")
    late: bool
    yours: bool = Field(description="Whether you said that you meet it")


class IrritantsOut(Schema):
    """One page of irritants."""

    irritants: list[IrritantLineOut]
    total: int
    next: int | None = Field(description="What to ask the next page after; empty at the end")


class CostIn(Schema):
    """What an irritant costs you, as far as you know."""

    times: float | None = Field(None, ge=0, le=MOST_TIMES, description="Times a week")
    minutes: float | None = Field(None, ge=0, le=MOST_MINUTES, description="Minutes each time")


class CostNowIn(Schema):
    """What a resolved irritant costs you now."""

    times: float = Field(
        ge=0, le=MOST_TIMES, description="Times a week; 0 when you no longer meet it"
    )
    minutes: float | None = Field(None, ge=0, le=MOST_MINUTES, description="Minutes each time")


class DeclareIn(CostIn):
    """An irritant to declare."""

    what: str = Field(max_length=LONGEST_WHAT, description="In one line; masked when it is written")
    detail: str = Field("", max_length=LONGEST_DETAIL)
    hurts: Irritant.Hurts = Irritant.Hurts.EMPLOYEE
    reach: Irritant.Reach = Field(Irritant.Reach.TEAM, description="Who may read it")
    signed: bool = Field(False, description="Whether your name is shown")


class StoryStepOut(Schema):
    """One step of what became of an irritant."""

    id: int
    kind: Step.Kind
    on: date
    to: str = Field(description="To whom it was given")
    note: str
    by: str = Field(description="Who acted for the company; empty when they left")


class IrritantOut(Schema):
    """One irritant as you may read it."""

    id: int
    what: str
    detail: str
    state: Irritant.State
    hurts: Irritant.Hurts
    reach: Irritant.Reach
    author: str = Field(description="When they chose to show their name")
    owner: str = Field(description="The person or the department asked for an answer")
    declared_on: date
    due_on: date | None
    late: bool
    answer: str
    answered_on: date | None
    resolved_on: date | None
    hours: float | None = Field(description="Lost a week, by those who told; empty when nobody did")
    told: int
    unknown: int
    reasons: list[str] = Field(description="Keys of the contact reasons it causes")
    contact_minutes: int | None = Field(description="How long one of these contacts takes, as told")
    counted_with: list[int] = Field(description="Irritants counted with it")
    similar: list[int] = Field(
        description="Irritants that may be the same, for whoever may merge it"
    )
    steps: list[StoryStepOut]


class OwnerIn(Schema):
    """Who is asked for an answer: a person or a department, not both."""

    person: int | None = None
    department: int | None = None


class AskableOut(Schema):
    """A person or a department."""

    id: int
    name: str


class AskablesOut(Schema):
    """Who may be asked for an answer."""

    people: list[AskableOut]
    departments: list[AskableOut]


class OwnerAnswerIn(Schema):
    """What the owner answers."""

    answer: str = Field(max_length=LONGEST_NOTE)
    fixing: bool = Field(description="Whether it will be fixed; otherwise the answer says why not")


class ResolveIn(Schema):
    """Since when it is fixed."""

    on: date = Field(description="In the last sixty days")
    how: str = Field("", max_length=LONGEST_NOTE)


class ReopenIn(Schema):
    """Why it is opened again."""

    why: str = Field("", max_length=LONGEST_NOTE)


class ReasonsIn(Schema):
    """The contact reasons it causes, and no other."""

    reasons: list[str] = Field(description="Keys of the tree in force")
    contact_minutes: int | None = Field(None, ge=1, le=MOST_MINUTES)


class SavedHoursOut(Schema):
    """Hours a week before and now, over the same people."""

    before: float
    now: float
    compared: int = Field(description="People who told both")
    silent: int = Field(description="People who have not said what it costs now")
    unmatched: int = Field(description="People who answered without a figure to compare")
    said: str


class ContactsChangeOut(Schema):
    """Contacts of the linked reasons, before and after the fix."""

    before: int
    before_weeks: int
    after: int
    after_weeks: int
    verdict: Verdict
    compared: bool = Field(
        description="Against the other reasons; otherwise before and after alone, not causal"
    )
    change: float | None = Field(
        description="As a share of the contacts before: -0.4 is 40 % fewer"
    )
    low: float | None
    high: float | None
    said: str


class SavingOut(Schema):
    """What fixing an irritant saved; empty parts cannot be measured."""

    hours: SavedHoursOut
    contacts: ContactsChangeOut | None
    failure: ContactsChangeOut | None = Field(description="Those of them that a failure caused")


class HeardIn(Schema):
    """What you hear from customers, in one line."""

    kind: Heard.Kind
    line: str = Field(max_length=240, description="Masked when it is written")
    conversation: int | None = Field(None, description="A conversation you may read")
    turn: int | None = Field(None, description="The message to join, masked")


class HeardLineOut(Schema):
    """A line of yours, and what became of it."""

    id: int
    kind: Heard.Kind
    line: str
    department: str = Field(description="Where it was sent; empty while it was not")
    answer: str
