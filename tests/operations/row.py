"""One row of the table: who gets an answer of an operation, and what is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.cast import Cast


def nothing(_cast: Cast) -> dict[str, Any]:
    """An operation whose address has no value."""
    return {}


@dataclass(frozen=True)
class Operation:
    """Who gets ``status`` (``ok``) and to whom the object does not exist (``hidden``: 404); the others get 403.

    ``body`` is what is sent, ``values`` makes what it is about and fills the address.
    """

    ok: tuple[str, ...]
    status: int = 200
    body: Mapping[str, Any] = field(default_factory=dict)
    values: Callable[[Cast], Mapping[str, Any]] = nothing
    hidden: tuple[str, ...] = ()
