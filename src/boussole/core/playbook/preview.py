"""What one rule would find in conversations already read, and how that differs from another version of it.

A batch is made ready once and then asked as often as a rule is changed: only the rule's own conditions are
computed each time, and no passage is looked for before someone wants to read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from boussole.core.playbook.columns import prepared
from boussole.core.playbook.compile import Plan
from boussole.core.playbook.conditions import CONVERSATION_COLUMNS
from boussole.core.playbook.explain import Columns
from boussole.core.playbook.moments import Batch, carrying
from boussole.core.playbook.rules import Rule
from boussole.core.playbook.sensitivity import shifted
from boussole.core.playbook.wordings import Distinct, distinct

# Beyond so many columns what was asked is forgotten: the first question after costs a little more.
MOST_COLUMNS = 600


@dataclass(frozen=True)
class Difference:
    """Conversations that two versions of a rule find: by the new one alone, by the old one alone, by both."""

    new: pl.Series
    gone: pl.Series
    same: pl.Series

    @property
    def found(self) -> int:
        """How many the new version finds."""
        return len(self.new) + len(self.same)


class Sample:
    """Conversations made ready once, and all that rules have asked of them since.

    ``turns`` are ``schemas.TURNS`` and ``conversations`` ``schemas.CONTACTS``. An editor changes a rule one
    piece at a time: what the other pieces found is kept.
    """

    def __init__(self, turns: pl.DataFrame, conversations: pl.DataFrame) -> None:
        self.conversations = conversations.height
        self._prepared = prepared(turns, conversations, CONVERSATION_COLUMNS)
        self._asked: dict[float, tuple[Plan, pl.DataFrame]] = {}

    @cached_property
    def _texts(self) -> Distinct:
        return distinct(self._prepared["text_masked"])

    def places(self, rule: Rule) -> pl.DataFrame:
        """Return ``conversation_id`` and ``turn`` of what a rule finds."""
        if rule.threshold not in self._asked:
            self._asked[rule.threshold] = Plan(), shifted(self._prepared, rule.threshold)
        plan, frame = self._asked.pop(rule.threshold)
        name = plan.column(rule.when)
        if name not in frame.columns:
            frame = plan.run(frame, self._texts if plan.wordings else None)
        if frame.width <= MOST_COLUMNS:
            self._asked[rule.threshold] = plan, frame
        rows = carrying(rule, Batch(Columns(frame), plan, service=()))
        return frame.select("conversation_id", "turn")[rows]


def difference(before: pl.DataFrame | None, after: pl.DataFrame) -> Difference:
    """Compare what two versions find; ``before`` is nothing for a rule that is new."""
    new = after["conversation_id"].unique(maintain_order=True)
    old = new.clear() if before is None else before["conversation_id"].unique(maintain_order=True)
    return Difference(
        new=new.filter(~new.is_in(old.implode())),
        gone=old.filter(~old.is_in(new.implode())),
        same=new.filter(new.is_in(old.implode())),
    )
