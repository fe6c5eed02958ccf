"""Annotated conversations, as docs/labelling.md has them: what is said, and what there is to find.

A file holds a list of conversations. A turn is ``{customer: …}``, ``{agent: …}`` or ``{bot: …}``, with
``by`` when the source says who speaks and ``after`` the time since the turn before (``20m``, ``3h``, ``2d``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from boussole.core.conversations import Conversation, Role, Turn
from boussole.core.text import Language

BEGAN = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
USUAL_GAP = timedelta(minutes=4)  # between two turns when the file says nothing

SPEAKERS: tuple[Role, ...] = ("customer", "agent", "bot")
# Whose turn carries a situation.
CARRIED_BY: Mapping[str, Role] = {
    "late_escalation": "customer",
    "derailment": "agent",
    "missed_opportunity": "customer",
    "intrusive_offer": "agent",
    "broken_promise": "customer",
    "rushed_closing": "agent",
    "good_escalation": "agent",
    "recovery": "customer",
    "exemplary": "agent",
}
OUTCOMES = frozenset({"kept", "broken", "unknown"})
DEMANDS = frozenset({"failure", "value", "unknown"})

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DELAY = re.compile(r"(\d+(?:\.\d+)?)\s*([mhdw])")
_STATUS = {True: "solved", False: "open", None: None}


class ConversationFileError(ValueError):
    """A conversation that does not follow the format: says which file, which one, and why."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation to find: the turn that carries it, and those that explain it."""

    kind: str
    turn: int
    because: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A conversation and what is known of it. ``promises`` gives the outcome of each turn that commits."""

    conversation: Conversation
    language: Language
    demand: str
    repeat: bool
    promises: Mapping[int, str]
    situations: tuple[Situation, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The situations there are."""
        return frozenset(one.kind for one in self.situations)


def load(folder: Path) -> list[Annotated]:
    """Read every conversation of a folder, file after file. Raises ConversationFileError."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")) or ():
            try:
                found.append(annotated(entry))
            except (KeyError, TypeError, ValueError) as error:
                where = f"{path.name}, {entry.get('id', 'without id')}"
                raise ConversationFileError(f"{where}: {error!r}") from error
    return found


def annotated(entry: Mapping[str, Any]) -> Annotated:
    """Build a conversation from one entry of a file, and check what is said of it."""
    turns = _turns(entry["turns"])
    conversation = Conversation(
        id=entry["id"],
        turns=turns,
        channel=entry.get("channel"),
        status=_STATUS[entry.get("resolved")],
    )
    promises = {one["turn"]: one["outcome"] for one in entry.get("promises") or ()}
    situations = tuple(
        Situation(one["kind"], one["turn"], tuple(one.get("because") or ()))
        for one in entry.get("situations") or ()
    )
    found = Annotated(
        conversation=conversation,
        language=entry["lang"],
        demand=entry["demand"],
        repeat=bool(entry["repeat"]),
        promises=promises,
        situations=situations,
    )
    _check(found)
    return found


def _turns(said: list[Mapping[str, Any]]) -> tuple[Turn, ...]:
    at = BEGAN
    turns = []
    for number, one in enumerate(said):
        if number:
            at += delay(one["after"]) if "after" in one else USUAL_GAP
        speakers = [role for role in SPEAKERS if role in one]
        if len(speakers) != 1:
            raise ValueError(f"turn {number}: one of {', '.join(SPEAKERS)} is expected")
        turns.append(Turn(role=speakers[0], text=one[speakers[0]], at=at, author=one.get("by")))
    return tuple(turns)


def delay(said: str) -> timedelta:
    """Read ``20m``, ``3h``, ``2d`` or ``1w``. Raises ValueError."""
    found = _DELAY.fullmatch(str(said).strip())
    if not found:
        raise ValueError(f"{said!r} is no delay: write 20m, 3h, 2d or 1w")
    return timedelta(**{_UNITS[found[2]]: float(found[1])})


def _check(one: Annotated) -> None:
    turns = one.conversation.turns
    if one.demand not in DEMANDS:
        raise ValueError(f"demand is one of {', '.join(sorted(DEMANDS))}")
    if unknown := set(one.promises.values()) - OUTCOMES:
        raise ValueError(f"unknown outcome of a promise: {', '.join(sorted(unknown))}")
    for turn in one.promises:
        _carried(turns, turn, "agent", "a promise")
    for situation in one.situations:
        _carried(turns, situation.turn, CARRIED_BY[situation.kind], situation.kind)
        if not all(0 <= turn < len(turns) for turn in situation.because):
            raise ValueError(f"{situation.kind}: because names a turn that is not there")


def _carried(turns: tuple[Turn, ...], turn: int, role: Role, what: str) -> None:
    if not 0 <= turn < len(turns) or turns[turn].role not in {
        role,
        "bot" if role == "agent" else role,
    }:
        raise ValueError(f"{what}: turn {turn} is no turn of the {role}")
