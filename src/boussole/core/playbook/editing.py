"""Changing a condition piece by piece, as the editor of rules does.

A piece is named by its path: the places to follow from the whole condition, the n-th of the conditions
directly inside each time; the empty path is the whole. Nothing is changed in place: each function returns
the new condition.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from pydantic import TypeAdapter

from boussole.core.playbook.conditions import (
    All,
    AnyOf,
    Condition,
    Count,
    FollowedBy,
    InAnswer,
    Not,
    PrecededBy,
    parts,
)

Path = tuple[int, ...]
Group = Literal["all", "any"]
Change = Callable[[Condition], Condition | None]

_CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
_WRAPPERS: dict[type[Condition], str] = {
    Not: "not_",
    InAnswer: "in_answer",
    FollowedBy: "followed_by",
    PrecededBy: "preceded_by",
    Count: "count",
}
# What a piece of each kind says when it is added, ready to be changed.
_BEGINNINGS: dict[str, dict[str, Any]] = {
    "signal": {"signal": "dissatisfaction", "at_least": 2},
    "act": {"act": "acknowledgement"},
    "role": {"role": "customer"},
    "new_author": {"new_author": "agent"},
    "tension": {"tension": "at_least", "level": 1.5},
    "says": {
        "says": {"fr": ["à compléter"], "en": ["to be completed"]},
        "named": {"fr": "une tournure", "en": "a wording"},
    },
    "all": {"all": [{"role": "customer"}]},
    "any": {"any": [{"signal": "dissatisfaction", "at_least": 2}, {"signal": "manager_request"}]},
    "in_answer": {"in_answer": {"act": "acknowledgement"}},
    "followed_by": {"followed_by": {"act": "handover"}, "within": {"turns": 2, "of": "agent"}},
    "preceded_by": {"preceded_by": {"act": "commitment"}, "within": {"turns": 2, "of": "agent"}},
    "count": {"count": {"signal": "effort"}, "where": "before", "at_least": 2},
    "wait_for": {"wait_for": "agent", "at_least": 60},
    "rises": {"rises": "dissatisfaction", "by": 1},
    "conversation": {"conversation": "resolved", "is": True},
}
BEGINNINGS: tuple[str, ...] = tuple(_BEGINNINGS)


class NoSuchPieceError(LookupError):
    """The condition has nothing at this path: it was changed meanwhile."""


class LastPieceError(ValueError):
    """A rule must look for something: its only condition is changed, not removed."""


def beginning(kind: str) -> Condition:
    """A condition of a kind, to begin with. Raises ``NoSuchPieceError`` for a kind there is not."""
    if kind not in _BEGINNINGS:
        raise NoSuchPieceError(kind)
    return _CONDITION.validate_python(_BEGINNINGS[kind])


def read_path(written: str) -> Path:
    """Read ``0.1``; raises ``NoSuchPieceError`` when it is no path."""
    steps = written.split(".") if written else []
    if not all(step.isdecimal() for step in steps):
        raise NoSuchPieceError(written)
    return tuple(map(int, steps))


def write_path(path: Path) -> str:
    """Write a path as ``read_path`` reads it."""
    return ".".join(map(str, path))


def piece(condition: Condition, path: Path) -> Condition:
    """The piece at a path. Raises ``NoSuchPieceError``."""
    for step in path:
        inside = parts(condition)
        if step >= len(inside):
            raise NoSuchPieceError(write_path(path))
        condition = inside[step]
    return condition


def put(condition: Condition, path: Path, new: Condition) -> Condition:
    """Put another piece at a path. Raises ``NoSuchPieceError``."""
    return _whole(_changed(condition, path, lambda _: new))


def take_out(condition: Condition, path: Path) -> Condition:
    """Remove the piece at a path, and with it what held nothing else.

    Raises ``NoSuchPieceError``, and ``LastPieceError`` when nothing would be left.
    """
    return _whole(_changed(condition, path, lambda _: None))


def add(condition: Condition, path: Path, new: Condition) -> Condition:
    """Add a piece: to the list at a path, or beside what is there, both being then asked for."""
    return put(condition, path, _with(piece(condition, path), new))


def negate(condition: Condition, path: Path) -> Condition:
    """Ask for the contrary of the piece at a path."""
    found = piece(condition, path)
    return put(condition, path, found.not_ if isinstance(found, Not) else Not(**{"not": found}))


def gather(condition: Condition, path: Path, group: Group) -> Condition:
    """Ask for all, or for any, of the pieces of the list at a path; a lone piece becomes a list of one."""
    found = piece(condition, path)
    inside = parts(found) if isinstance(found, All | AnyOf) else (found,)
    return put(condition, path, All(all=inside) if group == "all" else AnyOf(any=inside))


def _with(found: Condition, new: Condition) -> Condition:
    match found:
        case All(all=inside):
            return All(all=(*inside, new))
        case AnyOf(any=inside):
            return AnyOf(any=(*inside, new))
        case _:
            return All(all=(found, new))


def _whole(condition: Condition | None) -> Condition:
    if condition is None:
        raise LastPieceError
    return condition


def _changed(condition: Condition, path: Path, change: Change) -> Condition | None:
    if not path:
        return change(condition)
    step, *rest = path
    inside = list(parts(condition))
    if step >= len(inside):
        raise NoSuchPieceError(write_path(path))
    changed = _changed(inside[step], tuple(rest), change)
    if isinstance(condition, All | AnyOf):
        inside[step : step + 1] = [] if changed is None else [changed]
        return _list(condition, tuple(inside))
    # What says something of another condition says nothing without it.
    field = _WRAPPERS[type(condition)]
    return None if changed is None else condition.model_copy(update={field: changed})


def _list(condition: All | AnyOf, inside: tuple[Condition, ...]) -> Condition | None:
    if not inside:
        return None
    return All(all=inside) if isinstance(condition, All) else AnyOf(any=inside)
