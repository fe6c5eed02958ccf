"""What later features say on a manager's own page of practice; only that manager reads it.

A feature registers a function in its ``apps.py``, as it would with ``metrics.decisions.register``: alignment with the team, for
one, is a line of the feature that measures it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from boussole.features.organisation.models import Person


@dataclass(frozen=True)
class Line:
    """One thing about a manager's own practice: what, in words, and where to see it. Never a score."""

    title: str
    detail: str
    url: str = ""


Provider = Callable[[Person], Iterable[Line]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Let a later feature add its lines; called once, when the feature is ready."""
    if provider not in _providers:
        _providers.append(provider)


def lines_for(manager: Person) -> list[Line]:
    """What later features say to a manager of their practice, in the order they were registered."""
    return [line for provider in _providers for line in provider(manager)]
