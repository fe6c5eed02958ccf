"""Starters: playbooks to begin with in a sector, written as what they change in the shipped one.

A starter is a folder. ``playbook.yaml`` names it, lists its rules in order and its commitments. A rule listed
without a file is the shipped one as it is. A file that begins with ``like: late_escalation`` is that rule with
the fields given instead of its own, and those under ``more`` added to its lists::

    like: broken_promise
    sentence: {fr: ..., en: ...}
    more:
      examples:
        - ...

Any other file is a rule of the sector's own. Commitments are written in the same two ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from boussole.core.playbook.conditions import Part
from boussole.core.playbook.errors import NoSuchStarterError, PlaybookFormatError
from boussole.core.playbook.rules import Playbook, default_playbook, read_yaml, validated

# In the order in which they are offered.
STARTERS = ("ecommerce", "telecom_energy", "b2b_software")


@dataclass(frozen=True)
class Starter:
    """A playbook to begin with, and how it differs from the shipped one.

    ``own`` are the keys of its own rules; ``adapted`` the fields it writes anew or adds to, by shipped rule.
    """

    key: str
    playbook: Playbook
    own: tuple[str, ...]
    adapted: Mapping[str, tuple[str, ...]]


def starters() -> tuple[Starter, ...]:
    """Every starter, in the order in which they are offered."""
    return tuple(_starter(key) for key in STARTERS)


def starter(key: str) -> Playbook:
    """The whole playbook of a starter, with its name and description. Raises NoSuchStarterError."""
    if key not in STARTERS:
        raise NoSuchStarterError(f"{key!r} is no starter; one of: {', '.join(STARTERS)}")
    return _starter(key).playbook


@cache
def _starter(key: str) -> Starter:
    folder = files(__package__) / key
    data = _read(folder / "playbook.yaml")
    written = {name: _read(folder / f"{name}.yaml") for name in _files(folder, data["rules"])}
    shipped = {rule.key: _dumped(rule) for rule in default_playbook().rules}
    promised = {promise.key: _dumped(promise) for promise in default_playbook().commitments}
    rules = [overlaid(written.get(name, {"like": name}), shipped) for name in data["rules"]]
    commitments = [overlaid(one, promised) for one in data["commitments"]]
    return Starter(
        key=key,
        playbook=validated({**data, "rules": rules, "commitments": commitments}),
        own=tuple(name for name, changes in written.items() if "like" not in changes),
        adapted={
            changes["like"]: fields_changed(changes)
            for changes in written.values()
            if "like" in changes
        },
    )


def overlaid(
    changes: Mapping[str, Any], shipped: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """What ``changes`` make of the shipped part they are like; themselves when they are like none.

    Raises PlaybookFormatError when there is no such part, or when what is added to is not a list.
    """
    if "like" not in changes:
        return dict(changes)
    like = changes["like"]
    if like not in shipped:
        raise PlaybookFormatError([f"like: {like!r} is not shipped; one of: {', '.join(shipped)}"])
    rest = {name: value for name, value in changes.items() if name not in {"like", "more"}}
    merged = {**shipped[like], **rest}
    for name, added in changes.get("more", {}).items():
        known = merged.get(name, [])
        if not isinstance(known, list) or not isinstance(added, list):
            raise PlaybookFormatError([f"{like}, more.{name}: only lists are added to"])
        merged[name] = [*known, *added]
    return merged


def fields_changed(changes: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields an overlay writes anew, then those it adds to."""
    return (*(name for name in changes if name not in {"like", "more"}), *changes.get("more", {}))


def _dumped(part: Part) -> dict[str, Any]:
    return part.model_dump(mode="json", by_alias=True, exclude_none=True)


def _files(folder: Traversable, rules: list[str]) -> list[str]:
    return [name for name in rules if (folder / f"{name}.yaml").is_file()]


def _read(path: Traversable) -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(path.read_text("utf-8"))
    return found
