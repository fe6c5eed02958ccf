"""What every part of a brief looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from boussole.core.brief.models import Period
from boussole.core.brief.rows import Rows
from boussole.core.facts import Frame
from boussole.core.metrics import Engine
from boussole.core.playbook import Playbook
from boussole.core.reasons import ReasonTree


@dataclass(frozen=True)
class View:
    """One period of one team, or of all when ``team`` is None, judged with one frame."""

    engine: Engine
    rows: Rows
    frame: Frame
    period: Period
    team: str | None = None

    @property
    def tree(self) -> ReasonTree:
        """The tree of contact reasons."""
        return self.frame.tree

    @property
    def playbook(self) -> Playbook:
        """The playbook in force."""
        return self.frame.playbook

    def moments(
        self, since: datetime | None, until: datetime | None, team: str | None = None
    ) -> pl.DataFrame:
        """Return what the rules in force found, with the dimensions of the contact.

        A day that was not read again still holds what a rule since withdrawn found: nothing names it any more.
        """
        known = [rule.key for rule in self.playbook.rules]
        return self.rows.moments(since, until, team).filter(pl.col("rule").is_in(known))
