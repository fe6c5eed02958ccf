"""A situation dissected, composed for its page: values in, values out, from one conversation read live."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from boussole.core.playbook import Kind, Playbook, Rule
from boussole.core.playbook.chain import Case, Found, Link, Message, chain
from boussole.core.playbook.turning import TurningPoint, turning_point
from boussole.core.text import Text
from boussole.features.coaching.dissection.anchors import place
from boussole.features.coaching.dissection.axis import Axis, axis
from boussole.features.coaching.models import Note, Situation
from boussole.features.conversations.forms import said
from boussole.features.conversations.passages import Piece, Span, cut, quoted_from, tokens, within
from boussole.features.conversations.thread import ShownTurn, Thread

PASSAGE = "situation"


@dataclass(frozen=True)
class ShownLink:
    """A step of the chain with the passage that shows it."""

    link: Link
    passage: str

    @property
    def is_message(self) -> bool:
        """Whether a message shows it; a silence has no passage."""
        return bool(self.passage)


@dataclass(frozen=True)
class ShownNote:
    """A note where it stands now; ``passage`` is empty for the whole message."""

    note: Note
    passage: str
    key: str


@dataclass(frozen=True)
class ReadTurn:
    """A message of the thread, cut where this page quotes it."""

    turn: ShownTurn
    pieces: list[Piece]
    quoted: list[Piece]
    notes: list[ShownNote]
    carries: bool
    turning: bool


@dataclass(frozen=True)
class Dissection:
    """Everything the page shows of the conversation.

    ``rule`` is none when the playbook in force no longer has it; ``moved`` when the conversation no longer holds the
    passage where it was. ``lost`` are notes whose message is gone.
    """

    name: Text
    rule: Rule | None
    messages: list[Message]
    links: list[ShownLink]
    point: TurningPoint | None
    axis: Axis
    turns: list[ReadTurn]
    lost: list[Note]
    moved: bool


def dissect(
    situation: Situation, thread: Thread, playbook: Playbook, notes: Iterable[Note]
) -> Dissection:
    """Compose a situation, with its conversation and the notes that its reader may read."""
    rule = next((one for one in playbook.rules if one.key == situation.rule), None)
    messages = [_message(turn) for turn in thread.turns]
    case = _case(situation, len(messages))
    moved = not _still_there(situation, messages)
    links = chain(messages, case)
    point = None if situation.upstream else turning_point(messages, case)
    focus = _Focus(situation, case.turn, point.turn if point else None)
    placed, lost = _placed(notes, messages, thread.hashes)
    names = playbook_names(playbook)
    moments = {one.turn: said(names[one.rule.key]) for one in thread.moments}
    moments[case.turn] = said(names.get(situation.rule, _as_is(situation.rule)))
    return Dissection(
        name=names.get(situation.rule, _as_is(situation.rule)),
        rule=rule,
        messages=messages,
        links=[ShownLink(one, messages[one.turn].text[one.start : one.end]) for one in links],
        point=point,
        axis=axis(messages, carrying=case.turn, turning=focus.turning, moments=moments),
        turns=[
            _read(turn, messages[turn.index], placed.get(turn.index, []), focus)
            for turn in thread.turns
        ],
        lost=lost,
        moved=moved,
    )


def playbook_names(playbook: Playbook) -> dict[str, Text]:
    """The name of each rule."""
    return {rule.key: rule.name for rule in playbook.rules}


def _as_is(name: str) -> Text:
    return Text(fr=name, en=name)


def _message(turn: ShownTurn) -> Message:
    return Message(
        turn=turn.index,
        role=turn.role,
        text="".join(piece.text for piece in (*turn.pieces, *turn.quoted)),
        tension=turn.tension,
        at=turn.at,
        author=turn.author,
        public=turn.public,
        found=tuple(
            Found(label.signal.name, label.strength, label.span.start, label.span.end)
            for label in turn.labels
        ),
    )


def _case(situation: Situation, count: int) -> Case:
    """The moment as it was proposed; a message that an import took away since is left out."""
    turn = min(situation.turn, count - 1)
    because = tuple(int(one) for one in situation.because if int(one) < count)
    return Case(cast("Kind", situation.kind), turn, because, situation.upstream)


def _still_there(situation: Situation, messages: Sequence[Message]) -> bool:
    if situation.turn >= len(messages):
        return False
    return _passage_at(situation, messages[situation.turn])


def _placed(
    notes: Iterable[Note], messages: Sequence[Message], hashes: Sequence[str]
) -> tuple[Mapping[int, list[ShownNote]], list[Note]]:
    placed: dict[int, list[ShownNote]] = {}
    lost = []
    for note in notes:
        turn = place(note.turn, note.text_hash, hashes)
        if turn is None:
            lost.append(note)
            continue
        passage = messages[turn].text[note.start : note.end]
        placed.setdefault(turn, []).append(ShownNote(note, passage, f"note-{note.pk}"))
    return placed, lost


@dataclass(frozen=True)
class _Focus:
    """What the page points at: the message that carries the situation, and the one to talk about."""

    situation: Situation
    carrying: int
    turning: int | None


def _read(
    turn: ShownTurn,
    message: Message,
    notes: list[ShownNote],
    focus: _Focus,
) -> ReadTurn:
    spans = [label.span for label in turn.labels]
    carries = turn.index == focus.carrying
    if carries and _passage_at(focus.situation, message):
        spans.append(Span(PASSAGE, focus.situation.start, focus.situation.end, "moment"))
    spans += [Span(one.key, one.note.start, one.note.end, "note") for one in notes if one.passage]
    pieces = cut(message.text, spans, tokens(message.text))
    body = quoted_from(message.text)
    return ReadTurn(
        turn=turn,
        pieces=within(pieces, 0, body),
        quoted=within(pieces, body, len(message.text)),
        notes=notes,
        carries=carries,
        turning=turn.index == focus.turning,
    )


def _passage_at(situation: Situation, message: Message) -> bool:
    return message.text[situation.start : situation.end] == situation.passage
