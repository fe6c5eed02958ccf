"""What later features offer on a situation, and what they say of it; both pages of situations show them.

A feature registers a function in its ``apps.py``, as it would with ``metrics.decisions.register``. It is asked once for
all the situations of a page, and answers for those it has something to offer to that person about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from boussole.features.conversations.links import Link
from boussole.features.organisation.models import Person


class Concerned(Protocol):
    """What is told of a situation to whoever may link to it."""

    pk: int
    conversation_id: int
    turn: int
    rule: str
    week: date
    status: str
    success: bool
    upstream: bool
    agent_id: int | None


Links = Mapping[int, Sequence[Link]]
Provider = Callable[[Person, Sequence[Concerned]], Links]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Let a later feature add its links, by key of situation; called once, when the feature is ready."""
    if provider not in _providers:
        _providers.append(provider)


def links_for(person: Person, situations: Iterable[Concerned]) -> dict[int, list[Link]]:
    """What later features offer a person on situations they may open, in the order they were registered."""
    asked = list(situations)
    found: dict[int, list[Link]] = {one.pk: [] for one in asked}
    if not asked:
        return found
    for provider in _providers:
        for pk, links in provider(person, asked).items():
            found[pk].extend(links)
    return found
