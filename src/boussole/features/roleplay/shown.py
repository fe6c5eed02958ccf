"""A play as its page shows it: messages with the ribbon beside them, and why tension moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from boussole.core import roleplay as core
from boussole.core.playbook import Playbook
from boussole.core.roleplay import Scenario, Shift
from boussole.core.roleplay.scenario import Words
from boussole.core.signals import BY_NAME
from boussole.core.text import LANGUAGES, Language, Text
from boussole.features.conversations.forms import language
from boussole.features.conversations.passages import Piece, Span, cut


@dataclass(frozen=True)
class Reason:
    """Why tension moved with an answer, or did not; ``key`` marks the words that show it."""

    key: str
    text: Text
    change: int
    passage: str


@dataclass(frozen=True)
class Message:
    """One message: its text in pieces, tension before and after it, and what an answer changed."""

    number: int
    role: str
    pieces: tuple[Piece, ...]
    before: int
    after: int
    reasons: tuple[Reason, ...] = ()


def messages(play: core.Play, *, explained: bool) -> list[Message]:
    """The messages of a play; with ``explained``, each answer has the reasons it moved tension for."""
    start = play.scenario.start.tension
    shown = [Message(1, "customer", (Piece(play.opening.text),), start, start)]
    for place, exchange in enumerate(play.exchanges):
        number = 2 * place + 2
        text = exchange.heard.text
        reasons = _reasons(number, text, exchange.shifts) if explained else ()
        marked = _spans(number, exchange.shifts) if explained else []
        pieces = tuple(cut(text, marked))
        shown.append(Message(number, "agent", pieces, exchange.before, exchange.before, reasons))
        said = (Piece(exchange.spoken.text),)
        shown.append(Message(number + 1, "customer", said, exchange.before, exchange.after))
    return shown


def _key(number: int, place: int) -> str:
    return f"m{number}-{place}"


def _reasons(number: int, text: str, shifts: tuple[Shift, ...]) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            _key(number, place),
            shift.text,
            shift.change,
            text[shift.span.start : shift.span.end] if shift.span else "",
        )
        for place, shift in enumerate(shifts)
    )


def _spans(number: int, shifts: tuple[Shift, ...]) -> list[Span]:
    return [
        Span(_key(number, place), shift.span.start, shift.span.end, _tone(shift))
        for place, shift in enumerate(shifts)
        if shift.span is not None
    ]


def _tone(shift: Shift) -> str:
    if shift.change > 0:
        return "tension"
    return "expressed" if shift.change < 0 else "act"


def problem_lines(problems: Sequence[core.Problem]) -> list[str]:
    """What stops a scenario, a line each, in the reader's language."""
    return [problem.in_(language()) for problem in problems]


def reader_language(scenario: Scenario) -> Language:
    """The reader's language when the scenario speaks it, else the one it speaks."""
    own = language()
    return own if own in scenario.languages else scenario.languages[0]


def asked_language(asked: str, scenario: Scenario) -> Language:
    """The language asked for, when the scenario speaks it; else the reader's."""
    wanted = next((one for one in LANGUAGES if one == asked), None)
    return wanted if wanted in scenario.languages else reader_language(scenario)


def in_reader_language(words: Words, scenario: Scenario) -> str:
    """A scenario's text for the reader."""
    return words.in_(reader_language(scenario))


def act_label(name: str) -> Text:
    """An act as people read it."""
    return BY_NAME[name].label


@dataclass(frozen=True)
class WorkedOn:
    """A rule of the playbook in force that a scenario works on."""

    key: str
    name: Text


def works_on(scenario: Scenario, playbook: Playbook) -> list[WorkedOn]:
    """The rules a scenario works on, as the playbook names them; one it does not have is left out."""
    names = {rule.key: rule.name for rule in playbook.rules}
    return [WorkedOn(key, names[key]) for key in scenario.works_on if key in names]
