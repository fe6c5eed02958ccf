"""Conditions as data: what must be true at the turn that carries a moment.

A condition is a small tree. Each kind is recognised by its first key, so that YAML stays readable::

    all:
      - signal: manager_request
      - not:
          followed_by: {act: handover}
          within: {turns: 2, of: agent}

Consecutive messages of one side are one *answer*: "within 2 turns of the agent" means two answers,
however many messages each was typed in. Internal notes are nobody's turn, but what is done in them
(a hand-over, say) is seen. A condition about something unknown (a time, an outcome) is not true; to
ask that something is known to be false, write ``is: false`` rather than ``not``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    field_validator,
    model_validator,
)

from boussole.core.cues import cue_pattern
from boussole.core.signals.catalogue import ACT_NAMES, BY_NAME, CUSTOMER_NAMES
from boussole.core.text import Text

Side = Literal["customer", "agent"]
Bounded = TypeVar("Bounded", bound="Part")
PRESENT = 0.5
# The keys of rules are kept with each conversation they are found in: short ones leave room for others.
KEY = r"^[a-z][a-z0-9_]{0,39}$"

# The columns of a conversation that a rule may ask about, and what each holds.
FLAGS = ("resolved", "reopened", "need_calm", "need_explored", "offer_made", "offer_early")
NUMBERS = ("transfers", "turns", "customer_turns", "agent_turns", "tension_peak", "tension_end")
NAMES = ("channel", "lang", "reason", "step", "origin", "demand", "status", "team")
CONVERSATION_COLUMNS = (*FLAGS, *NUMBERS, *NAMES)


class Part(BaseModel):
    """A frozen piece of a rule; a key that means nothing is an error, not a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Span(Part):
    """A distance: answers of one side, minutes, or both."""

    turns: int | None = Field(default=None, ge=1, le=50)
    of: Side = "agent"
    minutes: float | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _says_something(self) -> Span:
        if self.turns is None and self.minutes is None:
            raise ValueError("give a number of turns, of minutes, or both")
        return self


class Reach(Part):
    """How far away a search begins: after so many answers of one side."""

    turns: int = Field(ge=1, le=50)
    of: Side = "agent"


class SignalIs(Part):
    """The customer expresses ``signal`` with a strength of at least / below a bound."""

    signal: str
    at_least: float | None = None
    below: float | None = None

    @field_validator("signal")
    @classmethod
    def _known(cls, name: str) -> str:
        return _one_of(name, CUSTOMER_NAMES)

    @model_validator(mode="after")
    def _within_its_scale(self) -> SignalIs:
        top = BY_NAME[self.signal].maximum
        for bound in (self.at_least, self.below):
            if bound is not None and not 0 < bound <= top:
                raise ValueError(f"{self.signal} goes from 0 to {top:g}; {bound:g} is outside")
        return self


class ActIs(Part):
    """The agent does ``act`` in this message."""

    act: str
    at_least: float = Field(default=PRESENT, gt=0, le=1)

    @field_validator("act")
    @classmethod
    def _known(cls, name: str) -> str:
        return _one_of(name, ACT_NAMES)


class RoleIs(Part):
    """Who speaks."""

    role: Literal["customer", "agent", "bot"]


class NewAuthor(Part):
    """Another colleague answers than the one who last did; unknown names are not new."""

    new_author: Literal["agent"]


class TensionIs(Part):
    """The course of tension so far, 0 to 3: what the agent has before them at this turn."""

    tension: Literal["at_least", "below"]
    level: float = Field(gt=0, le=3)


class Wordings(Part):
    """Wordings to look for, by language; both are looked for in every message."""

    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    @field_validator("fr", "en")
    @classmethod
    def _readable(cls, wordings: tuple[str, ...]) -> tuple[str, ...]:
        for wording in wordings:
            if any(character.isalnum() for character in wording):
                cue_pattern(wording)
        return wordings

    @model_validator(mode="after")
    def _says_something(self) -> Wordings:
        if not self.fr + self.en:
            raise ValueError("give at least one wording, under fr or en")
        return self


class Says(Part):
    """The message contains one of these wordings; ``named`` says in words what they have in common.

    They are written as cues are (see ``core.cues``): case, accents and apostrophes do not matter,
    ``*`` ends a word, ``(a|b)`` is one or the other. A wording without a letter is looked for as it is.
    """

    says: Wordings
    named: Text


class All(Part):
    """Every one of these is true."""

    all: tuple[Condition, ...] = Field(min_length=1)


class AnyOf(Part):
    """At least one of these is true."""

    any: tuple[Condition, ...] = Field(min_length=1)


class Not(Part):
    """This is not true."""

    not_: Condition = Field(alias="not")


class InAnswer(Part):
    """True of a message of the same answer: this one, or those typed in a row with it."""

    in_answer: Condition


class FollowedBy(Part):
    """A later message of the conversation; ``after`` skips answers, ``within`` bounds the search."""

    followed_by: Condition
    after: Reach | None = None
    within: Span | None = None


class PrecededBy(Part):
    """An earlier message of the conversation; the mirror of FollowedBy."""

    preceded_by: Condition
    after: Reach | None = None
    within: Span | None = None


class Count(Part):
    """How many messages satisfy a condition, in the whole conversation or before or after."""

    count: Condition
    where: Literal["conversation", "before", "after"] = "conversation"
    at_least: int | None = Field(default=None, ge=1)
    at_most: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _is_bounded(self) -> Count:
        return _bounded(self, self.at_least, self.at_most)


class Wait(Part):
    """Minutes from this message to the next answer of a side."""

    wait_for: Side
    at_least: float | None = Field(default=None, ge=0)
    at_most: float | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _is_bounded(self) -> Wait:
        return _bounded(self, self.at_least, self.at_most)


class Rises(Part):
    """A customer signal goes up from the customer's last answer to their next one."""

    rises: str
    by: float = Field(default=1.0, gt=0, le=3)

    @field_validator("rises")
    @classmethod
    def _known(cls, name: str) -> str:
        return _one_of(name, CUSTOMER_NAMES)


class ConversationIs(Part):
    """What is known of the whole conversation."""

    conversation: str
    is_: bool | str | None = Field(default=None, alias="is")
    one_of: tuple[str, ...] | None = None
    none_of: tuple[str, ...] | None = None
    at_least: float | None = None
    at_most: float | None = None

    @field_validator("conversation")
    @classmethod
    def _known(cls, name: str) -> str:
        return _one_of(name, CONVERSATION_COLUMNS)

    @model_validator(mode="after")
    def _fits_its_column(self) -> ConversationIs:
        numeric = self.at_least is not None or self.at_most is not None
        listed = self.one_of is not None or self.none_of is not None
        column, given = self.conversation, [self.is_ is not None, numeric, listed]
        if sum(given) != 1:
            raise ValueError("say one thing: is, one_of / none_of, or at_least / at_most")
        if numeric != (column in NUMBERS):
            raise ValueError(f"{column} is {'not ' if numeric else ''}a number")
        if (column in FLAGS) != isinstance(self.is_, bool) and not numeric:
            raise ValueError(f"{column}: give is: true or false only for {', '.join(FLAGS)}")
        return self


_KINDS: dict[str, type[Part]] = {
    "signal": SignalIs,
    "act": ActIs,
    "role": RoleIs,
    "new_author": NewAuthor,
    "tension": TensionIs,
    "says": Says,
    "all": All,
    "any": AnyOf,
    "not": Not,
    "in_answer": InAnswer,
    "followed_by": FollowedBy,
    "preceded_by": PrecededBy,
    "count": Count,
    "wait_for": Wait,
    "rises": Rises,
    "conversation": ConversationIs,
}
CONDITION_KINDS: tuple[str, ...] = tuple(_KINDS)
_KEY_OF = {kind: key for key, kind in _KINDS.items()}


def _key(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((key for key in _KINDS if key in value), None)
    return _KEY_OF.get(type(value))


Condition = Annotated[
    Annotated[SignalIs, Tag("signal")]
    | Annotated[ActIs, Tag("act")]
    | Annotated[RoleIs, Tag("role")]
    | Annotated[NewAuthor, Tag("new_author")]
    | Annotated[TensionIs, Tag("tension")]
    | Annotated[Says, Tag("says")]
    | Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[InAnswer, Tag("in_answer")]
    | Annotated[FollowedBy, Tag("followed_by")]
    | Annotated[PrecededBy, Tag("preceded_by")]
    | Annotated[Count, Tag("count")]
    | Annotated[Wait, Tag("wait_for")]
    | Annotated[Rises, Tag("rises")]
    | Annotated[ConversationIs, Tag("conversation")],
    Discriminator(
        _key,
        custom_error_type="unknown_condition",
        custom_error_message="a condition begins with one of: " + ", ".join(_KINDS),
    ),
]

for _kind in (All, AnyOf, Not, InAnswer, FollowedBy, PrecededBy, Count):
    _kind.model_rebuild()


def parts(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside one."""
    match condition:
        case All(all=inside) | AnyOf(any=inside):
            return inside
        case (
            Not(not_=inner)
            | InAnswer(in_answer=inner)
            | FollowedBy(followed_by=inner)
            | PrecededBy(preceded_by=inner)
            | Count(count=inner)
        ):
            return (inner,)
        case _:
            return ()


def _one_of(name: str, names: tuple[str, ...]) -> str:
    if name not in names:
        raise ValueError(f"{name!r} is not known; one of: {', '.join(names)}")
    return name


def _bounded(part: Bounded, at_least: float | None, at_most: float | None) -> Bounded:
    if at_least is None and at_most is None:
        raise ValueError("give at_least, at_most, or both")
    return part
