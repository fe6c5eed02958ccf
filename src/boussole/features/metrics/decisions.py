"""What waits for someone's decision. Later features add theirs; home shows them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from boussole.features.organisation.models import Person


@dataclass(frozen=True)
class Decision:
    """One thing to decide: what, why it waits, and where to decide it. Texts are in the reader's language."""

    title: str
    detail: str
    url: str


Provider = Callable[[Person], Iterable[Decision]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Let a feature say what waits for a person; called once, when the feature is ready."""
    if provider not in _providers:
        _providers.append(provider)


def waiting_for(person: Person) -> list[Decision]:
    """Everything that waits for a person, in the order features were registered."""
    return [decision for provider in _providers for decision in provider(person)]
