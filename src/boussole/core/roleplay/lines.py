"""Which words the customer says: a reaction to what was just done, then the line of where they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files

import yaml

from boussole.core.roleplay.scenario import Lines, Scenario
from boussole.core.roleplay.tension import TENSE, Shift
from boussole.core.text import Language

# What a customer reacts to before anything else; ``reactions.yaml`` has words for each.
CAUSES: tuple[str, ...] = (
    "calmed",
    "calmer",
    "refused",
    "explained",
    "offered",
    "blamed",
    "ignored",
)


@cache
def shared_reactions() -> dict[str, Lines]:
    """The reactions of every customer whose scenario has none of its own."""
    text = (files(__package__) / "reactions.yaml").read_text("utf-8")
    return {cause: Lines.model_validate(lines) for cause, lines in yaml.safe_load(text).items()}


def reaction(
    scenario: Scenario, language: Language, before: int, after: int, why: Sequence[Shift]
) -> tuple[str, ...]:
    """The ways this customer reacts to a move of tension; none when it did not move."""
    cause = _cause(before, after, why)
    if cause is None:
        return ()
    own = scenario.reactions.get(cause)
    return (own or shared_reactions()[cause]).in_(language)


def _cause(before: int, after: int, why: Sequence[Shift]) -> str | None:
    """``calmer`` is still tense, ``calmed`` no more so. At its highest, tension is still reacted to."""
    rose = next((one.cause for one in why if one.change > 0), None)
    if rose is not None and after >= before:
        return rose
    if after < before:
        return "calmer" if after >= TENSE else "calmed"
    return None


def pick(lines: Sequence[str], said: Collection[str], *place: object) -> str:
    """One of ``lines``, not yet ``said`` if possible; the same place gives the same line."""
    fresh = [line for line in lines if line not in said] or list(lines)
    key = "\x1f".join(map(str, place)).encode()
    number = int.from_bytes(hashlib.blake2b(key, digest_size=8).digest())
    return fresh[number % len(fresh)]
