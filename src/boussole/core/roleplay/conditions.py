"""When a simulated customer moves on: conditions on what the agent did, as data.

A condition is a small tree, recognised by its first key as those of the playbook are::

    all:
      - act: [acknowledgement, reformulation]
      - {tension: below, level: 3}

``act`` looks at the answer just given; ``done``, ``point`` and ``fact`` at the whole play up to it.
Tension is what it has become after the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag

from boussole.core.playbook.conditions import Part
from boussole.core.signals.catalogue import ACT_NAMES

CALMEST, TENSEST = 0, 3


def _several(value: Any) -> Any:
    """Accept one name where several may be given."""
    return (value,) if isinstance(value, str) else value


def known_acts(names: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse a name that is no act of the catalogue."""
    for name in names:
        if name not in ACT_NAMES:
            raise ValueError(f"{name!r} is no act; one of: {', '.join(ACT_NAMES)}")
    return names


Names = Annotated[tuple[str, ...], BeforeValidator(_several), Field(min_length=1)]
Acts = Annotated[Names, AfterValidator(known_acts)]


class DoesAct(Part):
    """The answer just given holds one of these acts."""

    act: Acts


class HasDone(Part):
    """One of these acts was in the answer just given or in an earlier one."""

    done: Acts


class PointMade(Part):
    """The agent made one of these points of the scenario, now or earlier."""

    point: Names


class FactGiven(Part):
    """The customer has told one of these facts, now or earlier."""

    fact: Names


class TensionIs(Part):
    """Tension after the answer, and so at the end of each of the last ``for`` answers."""

    tension: Literal["at_least", "below"]
    level: int = Field(gt=CALMEST, le=TENSEST)
    for_: int = Field(default=1, ge=1, le=10, alias="for")


class AnswersGiven(Part):
    """The agent has answered at least so many times, this answer included."""

    answers: int = Field(ge=1)


class All(Part):
    """Every one of these is true."""

    all: tuple[Condition, ...] = Field(min_length=1)


class AnyOf(Part):
    """At least one of these is true."""

    any: tuple[Condition, ...] = Field(min_length=1)


class Not(Part):
    """This is not true."""

    not_: Condition = Field(alias="not")


_KINDS: dict[str, type[Part]] = {
    "act": DoesAct,
    "done": HasDone,
    "point": PointMade,
    "fact": FactGiven,
    "tension": TensionIs,
    "answers": AnswersGiven,
    "all": All,
    "any": AnyOf,
    "not": Not,
}
CONDITION_KINDS: tuple[str, ...] = tuple(_KINDS)
_KEY_OF = {kind: key for key, kind in _KINDS.items()}


def _key(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((key for key in _KINDS if key in value), None)
    return _KEY_OF.get(type(value))


Condition = Annotated[
    Annotated[DoesAct, Tag("act")]
    | Annotated[HasDone, Tag("done")]
    | Annotated[PointMade, Tag("point")]
    | Annotated[FactGiven, Tag("fact")]
    | Annotated[TensionIs, Tag("tension")]
    | Annotated[AnswersGiven, Tag("answers")]
    | Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(
        _key,
        custom_error_type="unknown_condition",
        custom_error_message="a condition begins with one of: " + ", ".join(_KINDS),
    ),
]

for _kind in (All, AnyOf, Not):
    _kind.model_rebuild()


@dataclass(frozen=True, slots=True)
class Past:
    """What conditions look at: a play just after an answer. ``tensions`` has one figure per answer."""

    acts: frozenset[str]
    done: frozenset[str]
    points: frozenset[str]
    facts: frozenset[str]
    tensions: tuple[int, ...]


def holds(condition: Condition, past: Past) -> bool:
    """Tell whether a condition is true of ``past``."""
    match condition:
        case All(all=inside):
            return all(holds(one, past) for one in inside)
        case AnyOf(any=inside):
            return any(holds(one, past) for one in inside)
        case Not(not_=inner):
            return not holds(inner, past)
        case _:
            return _holds_alone(condition, past)


def _holds_alone(
    condition: DoesAct | HasDone | PointMade | FactGiven | TensionIs | AnswersGiven, past: Past
) -> bool:
    match condition:
        case DoesAct(act=names):
            return not past.acts.isdisjoint(names)
        case HasDone(done=names):
            return not past.done.isdisjoint(names)
        case PointMade(point=names):
            return not past.points.isdisjoint(names)
        case FactGiven(fact=names):
            return not past.facts.isdisjoint(names)
        case AnswersGiven(answers=least):
            return len(past.tensions) >= least
        case TensionIs():
            return _tense(condition, past.tensions)


def _tense(condition: TensionIs, tensions: tuple[int, ...]) -> bool:
    last = tensions[-condition.for_ :]
    if len(last) < condition.for_:
        return False
    if condition.tension == "at_least":
        return min(last) >= condition.level
    return max(last) < condition.level


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and everything inside it."""
    yield condition
    match condition:
        case All(all=inside) | AnyOf(any=inside):
            for part in inside:
                yield from walk(part)
        case Not(not_=inner):
            yield from walk(inner)
