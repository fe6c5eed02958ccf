"""A rule's examples as short threads, with the passage their moment stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from boussole.core.playbook import Example, ExampleTurn, Playbook, Rule, example_moments


@dataclass(frozen=True)
class ShownTurn:
    """One message: who speaks, its text around the passage, and its part in the moment."""

    turn: ExampleTurn
    number: int
    before: str
    passage: str
    after: str
    carries: bool
    explains: bool


@dataclass(frozen=True)
class Thread:
    """One example, ready to be shown."""

    example: Example
    turns: tuple[ShownTurn, ...]


def threads(playbook: Playbook, rule: Rule) -> tuple[Thread, ...]:
    """Every example of a rule, its moment found as in any conversation."""
    found = _moments(playbook, rule.key)
    return tuple(_thread(example, found.get(place)) for place, example in enumerate(rule.examples))


@lru_cache(maxsize=64)
def _moments(playbook: Playbook, key: str) -> Mapping[int, Mapping[str, Any]]:
    """Find them once per version and rule: neither ever changes."""
    return example_moments(playbook, key)


def _thread(example: Example, moment: Mapping[str, Any] | None) -> Thread:
    turns = (_turn(turn, place, moment) for place, turn in enumerate(example.turns))
    return Thread(example=example, turns=tuple(turns))


def _turn(turn: ExampleTurn, place: int, moment: Mapping[str, Any] | None) -> ShownTurn:
    carries = moment is not None and moment["turn"] == place
    start, end = (moment["start"], moment["end"]) if moment and carries else (0, 0)
    return ShownTurn(
        turn=turn,
        number=place + 1,
        before=turn.text[:start],
        passage=turn.text[start:end],
        after=turn.text[end:],
        carries=carries,
        explains=moment is not None and place in moment["because"],
    )
