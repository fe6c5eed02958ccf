"""A conversation as its page shows it: turns, passages, tension, moments, and one sentence for it all.

Composed from one conversation and its facts, whether they were stored or have just been read: values in, values out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from boussole.core import facts, privacy
from boussole.core.conversations import Conversation, Turn
from boussole.core.facts import Frame
from boussole.core.playbook import Rule, why
from boussole.core.readings.tension import with_tension
from boussole.core.readings.thresholds import is_there
from boussole.core.signals import BY_NAME, Signal
from boussole.core.text import Text
from boussole.features.conversations.passages import (
    Piece,
    Span,
    cut,
    quoted_from,
    text_hash,
    tokens,
    within,
)

# A silence worth telling between two turns.
SILENCE = timedelta(hours=1)


@dataclass(frozen=True)
class Label:
    """A signal found in a turn: how strongly, and the passage that shows it."""

    signal: Signal
    strength: float
    turn: int
    span: Span
    passage: str

    @property
    def key(self) -> str:
        """What marks its passage in the page."""
        return self.span.key

    @property
    def grade(self) -> int:
        """The grade of dissatisfaction it is read as; 0 for any other signal."""
        return int(self.strength) if self.is_tension else 0

    @property
    def is_tension(self) -> bool:
        """Whether it belongs to the course of tension."""
        return self.signal.name == "dissatisfaction"

    @property
    def of_customer(self) -> bool:
        """Whether the customer expressed it; otherwise it is something the agent did."""
        return self.signal.side == "customer"


@dataclass(frozen=True)
class Moment:
    """Where the playbook has something to say, by which rule, and because of which turns."""

    rule: Rule
    turn: int
    span: Span
    passage: str
    because: tuple[int, ...]
    strength: float
    upstream: bool
    why: Text

    @property
    def key(self) -> str:
        """What marks its passage in the page."""
        return self.span.key

    @property
    def judged_as(self) -> str:
        """What people's judgements of it go by."""
        return f"r{self.turn}-{self.rule.key}"

    @property
    def number(self) -> int:
        """Its turn's number as people count."""
        return self.turn + 1

    @property
    def success(self) -> bool:
        """Whether it deserves thanks rather than a debrief."""
        return self.rule.success


@dataclass(frozen=True)
class ShownTurn:
    """A turn with its text in pieces; ``quoted`` is what it repeats of an earlier message."""

    index: int
    role: str
    author: str
    at: datetime | None
    public: bool
    pieces: list[Piece]
    quoted: list[Piece]
    tension_before: float
    tension: float
    silence: timedelta | None = None
    labels: list[Label] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The turn's number as people count."""
        return self.index + 1


@dataclass(frozen=True)
class Thread:
    """A whole conversation, read. ``row`` is its row in the shape of ``schemas.CONVERSATIONS``."""

    turns: list[ShownTurn]
    moments: list[Moment]
    row: Mapping[str, Any]
    subject: str
    comments: list[str]
    model: str
    # The masked text of each turn, named: what people say of a message follows it.
    hashes: list[str]

    @property
    def labels(self) -> list[Label]:
        """Every label of every turn."""
        return [label for turn in self.turns for label in turn.labels]


def compose(
    noun: Conversation, found: facts.Facts, frame: Frame, *, unmasked: bool = False
) -> Thread:
    """Compose a conversation from its facts under ``frame``; ``unmasked`` shows its own words, every passage brought back to them."""
    courses = _courses(found.turns)
    names = facts.known_names(noun)
    moments = _moments(found, frame)
    turns = [
        _shown(turn, read_, _around(noun, courses, index), moments, names, unmasked=unmasked)
        for index, (turn, read_) in enumerate(zip(noun.turns, found.turns.to_pylist(), strict=True))
    ]
    row = found.conversations.to_pylist()[0]
    return Thread(
        turns=turns,
        moments=moments,
        row=row,
        subject=(noun.subject if unmasked else row["subject_masked"]) or "",
        comments=_comments(noun, found, unmasked=unmasked),
        model=frame.models.title,
        hashes=[text_hash(text) for text in found.turns["text_masked"].to_pylist()],
    )


@dataclass(frozen=True)
class _Around:
    """What a turn is shown with that it does not hold itself."""

    index: int
    tension_before: float
    tension: float
    silence: timedelta | None


def _around(noun: Conversation, courses: Sequence[float], index: int) -> _Around:
    before = courses[index - 1] if index else 0.0
    earlier = next((turn.at for turn in reversed(noun.turns[:index]) if turn.at), None)
    at = noun.turns[index].at
    silence = at - earlier if at and earlier else None
    long = silence is not None and silence >= SILENCE
    return _Around(index, before, courses[index], silence if long else None)


def _shown(
    turn: Turn,
    read_: Mapping[str, Any],
    around: _Around,
    moments: Sequence[Moment],
    names: Sequence[str],
    *,
    unmasked: bool,
) -> ShownTurn:
    labels = _labels(read_, around.index)
    here = [moment for moment in moments if moment.turn == around.index]
    spans = [*(label.span for label in labels), *(moment.span for moment in here)]
    pieces = _pieces(turn.text, read_["text_masked"], spans, names, unmasked=unmasked)
    text = "".join(piece.text for piece in pieces)
    body = quoted_from(text)
    return ShownTurn(
        index=around.index,
        role=turn.role,
        author=turn.author or "",
        at=turn.at,
        public=turn.public,
        pieces=within(pieces, 0, body),
        quoted=within(pieces, body, len(text)),
        tension_before=around.tension_before,
        tension=around.tension,
        silence=around.silence,
        labels=labels,
        moments=here,
    )


def _courses(turns: Any) -> list[float]:
    frame = pl.from_arrow(turns)
    if not isinstance(frame, pl.DataFrame):
        raise TypeError("a table of turns gives a frame")
    return [float(value) for value in with_tension(frame)["tension"]]


def _labels(read_: Mapping[str, Any], index: int) -> list[Label]:
    """What was found in a turn, the surest first: one label per signal, its strongest passage."""
    surest = sorted(
        (label for label in read_["labels"] if is_there(label["signal"], label["strength"])),
        key=lambda label: -label["strength"] / BY_NAME[label["signal"]].maximum,
    )
    kept = {label["signal"]: label for label in reversed(surest)}
    return [
        Label(
            signal=BY_NAME[label["signal"]],
            strength=label["strength"],
            turn=index,
            span=_span(index, label),
            passage=read_["text_masked"][label["start"] : label["end"]],
        )
        for label in surest
        if kept[label["signal"]] is label
    ]


def _span(index: int, label: Mapping[str, Any]) -> Span:
    signal = BY_NAME[label["signal"]]
    tone = "act" if signal.side == "agent" else "expressed"
    tone = "tension" if signal.name == "dissatisfaction" else tone
    return Span(f"t{index}-{signal.name}", label["start"], label["end"], tone)


def _moments(found: facts.Facts, frame: Frame) -> list[Moment]:
    return [
        Moment(
            rule=frame.playbook[row["rule"]],
            turn=row["turn"],
            span=Span(f"m{place}", row["start"], row["end"], "moment"),
            passage=row["passage"],
            because=tuple(row["because"]),
            strength=row["strength"],
            upstream=row["upstream"],
            why=why(frame.playbook, row["rule"], row["turn"], row["because"]),
        )
        for place, row in enumerate(found.moments.to_pylist(), start=1)
    ]


def _pieces(
    original: str, masked: str, spans: Sequence[Span], names: Sequence[str], *, unmasked: bool
) -> list[Piece]:
    if not unmasked:
        return cut(masked, spans, tokens(masked))
    known = privacy.mask(original, names)
    return cut(original, [_in_original(span, known) for span in spans])


def _in_original(span: Span, known: privacy.Masked) -> Span:
    start, end = known.original_span(span.start, span.end)
    return Span(span.key, start, end, span.tone)


def _comments(noun: Conversation, found: facts.Facts, *, unmasked: bool) -> list[str]:
    if unmasked:
        return [answer.comment or "" for answer in noun.answers]
    return [row["comment_masked"] or "" for row in found.answers.to_pylist()]
