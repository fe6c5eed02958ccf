"""One row of the table: who gets a page, and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.cast import Cast


def nothing(_cast: Cast) -> dict[str, Any]:
    """A page whose address has no value."""
    return {}


@dataclass(frozen=True)
class Page:
    """One row: who gets ``status``, who gets 404; the others get 403."""

    ok: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    arguments: Callable[[Cast], Mapping[str, Any]] = nothing
    method: str = "get"
    data: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    # Without an account: redirected to the sign-in page unless said otherwise.
    stranger: int = 302
    # Drawn as a whole page for people, so that the browser journeys look at it.
    drawn: bool = True


def action(*ok: str, hidden: tuple[str, ...] = (), status: int = 302, **more: Any) -> Page:
    """A row for an address that is posted to."""
    return Page(ok=ok, hidden=hidden, method="post", status=status, drawn=False, **more)
