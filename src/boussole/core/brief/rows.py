"""What the brief reads besides metrics, as a port; ``adapters.facts.Archive`` answers it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import polars as pl


class Rows(Protocol):
    """Rows of facts by date; ``[since, until)``, both None for everything, dated or not."""

    def contacts(
        self, since: datetime | None, until: datetime | None, team: str | None = None
    ) -> pl.DataFrame:
        """Return rows of ``schemas.CONTACTS``."""
        ...

    def moments(
        self, since: datetime | None, until: datetime | None, team: str | None = None
    ) -> pl.DataFrame:
        """Return rows of ``schemas.MOMENTS`` with the dimensions of their contact."""
        ...

    def counts(
        self,
        dimensions: Sequence[str],
        since: datetime | None,
        until: datetime | None,
        team: str | None = None,
    ) -> pl.DataFrame:
        """Return contacts per Monday (``week``) and ``dimensions``: ``contacts``, ``customers``,
        ``effort``, ``tense``, ``needs`` (calm), ``offers``."""
        ...

    def turns(self, conversation_ids: Sequence[str]) -> pl.DataFrame:
        """Return rows of ``schemas.TURNS``, each conversation's together and in order."""
        ...
