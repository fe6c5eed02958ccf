"""The pure road from conversations to facts: mask, read signals, read conversations, judge.

``read`` is the only way facts are made: the command line, the web application and the benchmark all
call it, so the same conversations under the same frame give the same rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from boussole.core import privacy, signals
from boussole.core.conversations import Conversation
from boussole.core.playbook import Playbook, evaluate
from boussole.core.readings.conversation import read_conversations
from boussole.core.reasons import ReasonTree
from boussole.core.reasons.examples import shipped_reasons
from boussole.core.reasons.learning import ReasonModel
from boussole.core.schemas import ANSWERS, CONVERSATIONS, MOMENTS, SIGNALS_OUT, TURNS

# How much of a conversation is read to guess its reason: customers say why they write at once.
REASON_TURNS = 3

_INSTANT = pl.Datetime("us", "UTC")
_SPOKEN: dict[str, Any] = {
    "conversation_id": pl.String,
    "turn": pl.Int32,
    "role": pl.String,
    "at": _INSTANT,
    "public": pl.Boolean,
    "author": pl.String,
    "text": pl.String,
    "lang_given": pl.String,
}
_ANSWERED: dict[str, Any] = {
    "conversation_id": pl.String,
    "kind": pl.String,
    "scale": pl.Int32,
    "value": pl.Float64,
    "at": _INSTANT,
    "comment": pl.String,
    "of_company": pl.Boolean,
    "follow_up": pl.String,
}
# What an answer about the company as a whole is not said of.
_OF_THE_CONTACT = ("channel", "agent_id", "team", "reason", "step", "origin", "demand")
# What a source may know of a conversation as a whole.
SAID: dict[str, Any] = {
    "conversation_id": pl.String,
    "channel": pl.String,
    "subject": pl.String,
    "names": pl.List(pl.String),
    "started_at": _INSTANT,
    "status": pl.String,
    "first_solved_at": _INSTANT,
    "solved_at": _INSTANT,
    "reopened": pl.Boolean,
    "customer_id": pl.String,
    "agent_id": pl.String,
    "team": pl.String,
    "said_reason": pl.String,
    "reason_settled": pl.Boolean,
    "settled_origin": pl.String,
    "settled_demand": pl.String,
}


@dataclass(frozen=True)
class Frame:
    """What conversations are judged with: the playbook in force, the tree of reasons, the models."""

    playbook: Playbook
    tree: ReasonTree
    models: signals.Models = field(default_factory=signals.shipped_models)
    reasons: ReasonModel | None = field(default_factory=shipped_reasons)


@dataclass(frozen=True)
class Facts:
    """Four tables in the shapes of ``core.schemas``."""

    turns: pa.Table
    conversations: pa.Table
    answers: pa.Table
    moments: pa.Table

    def tables(self) -> dict[str, pa.Table]:
        """Return the tables by name."""
        return {
            "turns": self.turns,
            "conversations": self.conversations,
            "answers": self.answers,
            "moments": self.moments,
        }

    @classmethod
    def of_frames(
        cls,
        turns: pl.DataFrame,
        conversations: pl.DataFrame,
        answers: pl.DataFrame,
        moments: pl.DataFrame,
    ) -> Facts:
        """Make facts of frames that hold at least the columns of each schema."""
        return cls(
            turns=_shaped(turns, TURNS),
            conversations=_shaped(conversations, CONVERSATIONS),
            answers=_shaped(answers, ANSWERS),
            moments=_shaped(moments, MOMENTS),
        )

    def of(self, ids: Iterable[str]) -> Facts:
        """Return the facts of some conversations, in their order."""
        wanted = list(ids)
        kept = {name: of_conversations(table, wanted) for name, table in self.tables().items()}
        return Facts(**kept)


def joined(parts: Sequence[Facts]) -> Facts:
    """Put batches together; their moments stand in the order in which a single batch would have them."""
    tables = [one.tables() for one in parts]
    whole = {name: pa.concat_tables([one[name] for one in tables]) for name in tables[0]}
    order = [(name, "ascending") for name in ("conversation_id", "turn", "rule")]
    return Facts(**{**whole, "moments": whole["moments"].sort_by(order)})


def of_conversations(table: pa.Table, ids: Iterable[str]) -> pa.Table:
    """Keep the rows of some conversations, in their order."""
    return table.filter(pc.is_in(table["conversation_id"], pa.array(ids, pa.string())))


@dataclass(frozen=True)
class Gathered:
    """A batch of conversations laid out in columns: what is said, what is known, what was answered."""

    spoken: pl.DataFrame
    said: pl.DataFrame
    answers: pl.DataFrame


def gather(conversations: Sequence[Conversation]) -> Gathered:
    """Lay conversations out in columns; ids are unique within the batch."""
    return Gathered(_spoken(conversations), _said(conversations), _answered(conversations))


def read(conversations: Sequence[Conversation], frame: Frame) -> Facts:
    """Read a batch of conversations with ``frame``; ids are unique within the batch."""
    return read_gathered(gather(conversations), frame)


def read_gathered(gathered: Gathered, frame: Frame) -> Facts:
    """Read what was gathered: mask, find signals, read conversations, judge them."""
    names = gathered.said.select("conversation_id", "names")
    turns = _read_turns(gathered.spoken, names, frame.models)
    said = _with_reason(_masked_subject(gathered.said), turns, frame)
    read_ = read_conversations(turns, said, frame.tree)
    moments = evaluate(frame.playbook, turns, read_)
    answers = _answers(gathered.answers, names, read_)
    return Facts.of_frames(turns, read_, answers, moments)


def judge(turns: pa.Table, conversations: pa.Table, playbook: Playbook) -> pa.Table:
    """Judge what was read already: the moments that ``read`` would give with this playbook.

    ``turns`` and ``conversations`` are those of ``Facts``; a playbook changes neither of them.
    """
    return _shaped(evaluate(playbook, _from_arrow(turns), _from_arrow(conversations)), MOMENTS)


def _read_turns(spoken: pl.DataFrame, names: pl.DataFrame, models: signals.Models) -> pl.DataFrame:
    masked = spoken.with_columns(text_masked=_masked(spoken, "text", names)).drop("text")
    batch = (
        masked.select("conversation_id", "turn", "role", "text_masked", lang="lang_given")
        .rechunk()
        .to_arrow(compat_level=pl.CompatLevel.oldest())
        .to_batches()
    )
    read_ = pa.Table.from_batches([signals.read(one, models) for one in batch], schema=SIGNALS_OUT)
    return pl.concat([masked.drop("lang_given"), _from_arrow(read_)], how="horizontal")


def _masked(rows: pl.DataFrame, column: str, names: pl.DataFrame) -> pl.Series:
    """Mask a column with the names that each row's conversation knows."""
    known = rows.select("conversation_id").join(
        names, on="conversation_id", how="left", maintain_order="left"
    )
    return privacy.mask_column(rows[column], known["names"])


def _spoken(conversations: Sequence[Conversation]) -> pl.DataFrame:
    rows = [
        (
            conversation.id,
            index,
            turn.role,
            turn.at,
            turn.public,
            # Facts know a customer by a key: a source may well sign their turns with a name or an address.
            turn.author if turn.role != "customer" else None,
            turn.text,
            conversation.language,
        )
        for conversation in conversations
        for index, turn in enumerate(conversation.turns)
    ]
    return pl.DataFrame(rows, schema=_SPOKEN, orient="row")


def known_names(conversation: Conversation) -> list[str]:
    """List the names the record knows, which are masked wherever they are said."""
    parties = (conversation.customer, conversation.agent)
    names = {party.name for party in parties if party and party.name}
    names |= {turn.author for turn in conversation.turns if turn.author}
    return sorted(names)


def _said(conversations: Sequence[Conversation]) -> pl.DataFrame:
    rows = [
        (
            one.id,
            one.channel,
            one.subject,
            known_names(one),
            one.began,
            one.status,
            one.first_solved_at,
            one.solved_at,
            one.reopened,
            customer_key(one),
            _agent_key(one),
            one.team,
            one.reason,
            one.reason_settled,
            one.settled_origin,
            one.settled_demand,
        )
        for one in conversations
    ]
    return pl.DataFrame(rows, schema=SAID, orient="row")


def _masked_subject(said: pl.DataFrame) -> pl.DataFrame:
    subject_masked = privacy.mask_column(said["subject"].fill_null(""), said["names"])
    return said.with_columns(
        subject_masked=pl.when(said["subject"].is_not_null()).then(subject_masked)
    ).drop("names", "subject")


def customer_key(conversation: Conversation) -> str | None:
    """Tell one customer from another without naming them: facts hold this key only."""
    customer = conversation.customer
    if customer is None:
        return None
    known = customer.id or (customer.email or "").strip().lower() or None
    return hashlib.blake2b(known.encode(), digest_size=10).hexdigest() if known else None


def _agent_key(conversation: Conversation) -> str | None:
    """Name the agent as people do, so that thanks can be said; an id when there is no name."""
    agent = conversation.agent
    if agent and (agent.name or agent.id):
        return agent.name or agent.id
    return next((t.author for t in conversation.turns if t.role == "agent" and t.author), None)


def first_words(conversations: Sequence[Conversation]) -> pl.DataFrame:
    """What ``ReasonTree.find`` reads of conversations, masked: ``conversation_id`` and ``words``, in order."""
    gathered = gather(conversations)
    names = gathered.said.select("conversation_id", "names")
    early = (
        gathered.spoken.filter(pl.col("role") == "customer")
        .group_by("conversation_id", maintain_order=True)
        .head(REASON_TURNS)
    )
    turns = early.with_columns(text_masked=_masked(early, "text", names))
    return _words(_masked_subject(gathered.said), turns)


def _words(said: pl.DataFrame, turns: pl.DataFrame) -> pl.DataFrame:
    """The masked subject and the customer's first messages of each conversation."""
    customer = turns.filter(pl.col("role") == "customer")
    messages = customer.group_by("conversation_id", maintain_order=True).agg(
        words=pl.col("text_masked").head(REASON_TURNS).str.join("\n")
    )
    return said.join(messages, on="conversation_id", how="left", maintain_order="left").select(
        "conversation_id",
        words=pl.concat_str(
            pl.col("subject_masked").fill_null(""), pl.col("words").fill_null(""), separator="\n"
        ),
    )


def _with_reason(said: pl.DataFrame, turns: pl.DataFrame, frame: Frame) -> pl.DataFrame:
    """Take the reason a person settled, else the one the source gave, else find it in the first words."""
    tree, words = frame.tree, _words(said, turns)["words"]
    settled = said["reason_settled"]
    given = pl.select(
        pl.when(settled).then(said["said_reason"]).otherwise(tree.resolve(said["said_reason"]))
    ).to_series()
    sought = given.is_null() & ~settled
    asked = words.filter(sought)
    read_ = frame.reasons.find(asked, tree) if frame.reasons else tree.find(asked)
    found = said.filter(sought).select("conversation_id", found=read_)
    return (
        said.with_columns(given=given)
        .join(found, on="conversation_id", how="left", maintain_order="left")
        .with_columns(
            reason=pl.coalesce("given", "found"),
            reason_given=pl.col("given").is_not_null() | pl.col("reason_settled"),
        )
        .drop("said_reason", "given", "found", "reason_settled")
    )


def _answered(conversations: Sequence[Conversation]) -> pl.DataFrame:
    rows = [
        (
            one.id,
            answer.kind,
            answer.scale,
            answer.value,
            answer.at,
            answer.comment or "",
            answer.of_company,
            answer.follow_up,
        )
        for one in conversations
        for answer in one.answers
    ]
    return pl.DataFrame(rows, schema=_ANSWERED, orient="row")


def _answers(answers: pl.DataFrame, names: pl.DataFrame, read_: pl.DataFrame) -> pl.DataFrame:
    masked = _masked(answers, "comment", names)
    dimensions = [name for name in ANSWERS.names if name in read_.columns]
    joined = answers.with_columns(
        comment_masked=pl.when(answers["comment"] != "").then(masked)
    ).join(read_.select(dimensions), on="conversation_id", how="left", maintain_order="left")
    return joined.with_columns(
        pl.when(~pl.col("of_company")).then(pl.col(name)).alias(name) for name in _OF_THE_CONTACT
    )


def _from_arrow(table: pa.Table) -> pl.DataFrame:
    frame = pl.from_arrow(table)
    if not isinstance(frame, pl.DataFrame):
        raise TypeError("an Arrow table gives a frame")
    return frame


def _shaped(frame: pl.DataFrame, schema: pa.Schema) -> pa.Table:
    table = frame.select(schema.names).to_arrow(compat_level=pl.CompatLevel.oldest())
    return table.cast(_nullable(schema)).cast(schema)


def _nullable(schema: pa.Schema) -> pa.Schema:
    return pa.schema([field.with_nullable(nullable=True) for field in schema])


__all__ = [
    "SAID",
    "Facts",
    "Frame",
    "Gathered",
    "customer_key",
    "first_words",
    "gather",
    "joined",
    "judge",
    "known_names",
    "of_conversations",
    "read",
    "read_gathered",
]
