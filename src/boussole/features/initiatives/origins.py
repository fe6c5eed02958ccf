"""What an initiative may start from: a neutral reference ``kind:key``, said by whoever knows the kind.

The reference is kept as it is. Whoever may not read what it leads to sees none of it, and nothing breaks when it is gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from boussole.features.organisation.models import Person

_SHAPE = re.compile(r"([a-z_]{1,40}):(\d{1,18})")


@dataclass(frozen=True)
class Origin:
    """What it starts from, in words that this person may read, and its page when it has one."""

    reference: str
    words: str
    url: str = ""


Finder = Callable[[Person, int], Origin | None]
_finders: dict[str, Finder] = {}


def register(kind: str, finder: Finder) -> None:
    """Let a feature say one kind of origin; called once, when the feature is ready."""
    _finders[kind] = finder


def find(person: Person, reference: str) -> Origin | None:
    """What a reference leads to, for someone; nothing when nobody knows it or they may not read it."""
    shaped = _SHAPE.fullmatch(reference)
    finder = _finders.get(shaped[1]) if shaped else None
    return finder(person, int(shaped[2])) if shaped and finder else None
