"""What every part of a brief looks at."""

from __future__ import annotations

from dataclasses import dataclass

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
