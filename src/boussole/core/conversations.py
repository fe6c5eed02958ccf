"""The nouns of Boussole: a conversation, its turns, the customer's answers.

Every source produces these; records, signals, facts and exports are made from them. Instants are
aware and in UTC. Unknown keys of an input are kept in ``attributes``, never lost.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue

Role = Literal["customer", "agent", "bot", "system"]
Channel = Literal["chat", "email", "phone", "web", "social", "api"]
Status = Literal["open", "pending", "solved", "closed"]
AnswerKind = Literal["csat", "nps", "ces"]
FollowUp = Literal["open", "in_time", "late"]

ROLES: tuple[Role, ...] = ("customer", "agent", "bot", "system")
CHANNELS: tuple[Channel, ...] = ("chat", "email", "phone", "web", "social", "api")

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
# What people settle in Boussole, and no source may say.
SETTLED = frozenset({"reason_settled", "settled_origin", "settled_demand"})
# What only Boussole's own surveys know of an answer.
OWN_OF_ANSWERS = frozenset({"of_company", "follow_up"})


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("naive_datetime")
    value = value.astimezone(UTC)
    if value < EARLIEST:
        raise ValueError("impossible_datetime")
    return value


def _no_nul(value: str) -> str:
    return value.replace("\x00", "")


Instant = Annotated[datetime, AfterValidator(_utc)]
CleanText = Annotated[str, AfterValidator(_no_nul)]
Identifier = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_no_nul)]


class Noun(BaseModel):
    """A frozen value; sources put what they do not know into ``attributes`` beforehand."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Party(Noun):
    """Someone in a conversation, as the source names them."""

    id: Identifier | None = None
    name: CleanText | None = None
    email: CleanText | None = None


class Turn(Noun):
    """One message. ``public`` is false for an internal note the customer never saw."""

    role: Role
    text: CleanText
    at: Instant | None = None
    author: CleanText | None = None
    public: bool = True
    attributes: dict[str, JsonValue] = Field(default_factory=dict)


class Answer(Noun):
    """A customer's answer to a survey.

    ``scale`` is the number of points offered (5 for 1-5, 11 for 0-10, 2 for the source's own
    good/bad where good is 1 and bad is 0); ``value`` is the point chosen. ``of_company`` is true when the
    customer was asked about the company as a whole, and not about this contact. ``follow_up`` says what
    became of a low answer; no source says either (``OWN_OF_ANSWERS``).
    """

    kind: AnswerKind
    scale: int = Field(ge=2, le=101)
    value: float = Field(allow_inf_nan=False)
    at: Instant | None = None
    comment: CleanText | None = None
    of_company: bool = False
    follow_up: FollowUp | None = None


class Conversation(Noun):
    """Everything said with one customer about one contact, in order.

    ``reason_settled`` is true when someone settled ``reason`` after reading: it is then a key of the tree,
    or null when none fits, and is not looked for. ``settled_origin`` and ``settled_demand`` are what someone
    settled apart from the reason; null, they follow it. No source says any of these (``SETTLED``).
    """

    id: Identifier
    turns: tuple[Turn, ...] = Field(min_length=1)
    channel: Channel | None = None
    subject: CleanText | None = None
    started_at: Instant | None = None
    updated_at: Instant | None = None
    status: Status | None = None
    first_solved_at: Instant | None = None
    solved_at: Instant | None = None
    reopened: bool | None = None
    customer: Party | None = None
    agent: Party | None = None
    team: CleanText | None = None
    reason: CleanText | None = None
    reason_settled: bool = False
    settled_origin: CleanText | None = None
    settled_demand: CleanText | None = None
    language: str | None = None
    tags: tuple[CleanText, ...] = ()
    answers: tuple[Answer, ...] = ()
    attributes: dict[str, JsonValue] = Field(default_factory=dict)

    @property
    def began(self) -> datetime | None:
        """``started_at``, or the first dated turn."""
        return self.started_at or next((turn.at for turn in self.turns if turn.at), None)
