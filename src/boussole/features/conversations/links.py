"""What later features offer on a conversation, and what they say of it; its page shows them.

A feature registers a function in its ``apps.py``; it is asked once a page and answers with links, whole or beside a
message. ``coaching.links`` does the same for situations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from boussole.features.organisation.models import Person


class Concerned(Protocol):
    """What is told of a conversation to whoever may link to it."""

    pk: int
    customer_id: int | None
    agent_id: int | None
    team_id: int | None
    status: str


@dataclass(frozen=True)
class Link:
    """One line in the reader's language: ``said`` is so already, ``leads`` to a page, ``does`` at one click (a POST).

    ``detail`` completes the label for whoever cannot see where it stands. A ``brief`` link is shown in lists too; the
    others only on the page of what they speak of. What is said may have no ``url``.
    """

    label: str
    kind: Literal["said", "leads", "does"]
    icon: str
    url: str = ""
    detail: str = ""
    brief: bool = True


@dataclass(frozen=True)
class OnConversation:
    """Links on the whole conversation, and those beside a message by its index; these are icons that lead somewhere."""

    whole: list[Link] = field(default_factory=list)
    turns: dict[int, list[Link]] = field(default_factory=dict)


# ``turns`` are the indices of the messages on the page.
Provider = Callable[[Person, Concerned, Sequence[int]], OnConversation]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Let a later feature add its links; called once, when the feature is ready."""
    if provider not in _providers:
        _providers.append(provider)


def links_for(person: Person, one: Concerned, turns: Sequence[int]) -> OnConversation:
    """What later features offer a person on a conversation they may open, in the order they were registered."""
    found = OnConversation()
    for provider in _providers:
        given = provider(person, one, turns)
        found.whole.extend(given.whole)
        for turn, links in given.turns.items():
            found.turns.setdefault(turn, []).extend(links)
    return found
