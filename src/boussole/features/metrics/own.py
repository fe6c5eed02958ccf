"""An agent's own page: their conversations, what customers expressed, and what the playbook says of it.

It is theirs alone. It shows no score, no rank and no comparison with anyone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from boussole.adapters.facts import Archive
from boussole.core.brief.models import Debrief, Period
from boussole.core.brief.situations import find_situations
from boussole.core.brief.view import View
from boussole.core.metrics import METRICS, Metric, estimate
from boussole.core.wording import days
from boussole.features.conversations import reading
from boussole.features.metrics import access
from boussole.features.metrics.facts import Facts
from boussole.features.metrics.presenting import honest_number, quote_url
from boussole.features.metrics.queries import instant, last_week
from boussole.features.organisation.models import Person

WEEKS = 4
# What customers expressed to them, and whether the solution held: nothing about how they type or sound.
SHOWN = ("dissatisfaction", "effort_expressed", "durability", "csat")


@dataclass(frozen=True)
class OwnRows:
    """The rows of one agent alone, in the shape the brief reads."""

    archive: Archive
    names: frozenset[str]

    def contacts(
        self, since: datetime | None, until: datetime | None, team: str | None = None
    ) -> pl.DataFrame:
        """Their contacts."""
        return self._own(self.archive.contacts(since, until, team))

    def moments(
        self, since: datetime | None, until: datetime | None, team: str | None = None
    ) -> pl.DataFrame:
        """The moments of their contacts."""
        return self._own(self.archive.moments(since, until, team))

    def counts(
        self,
        dimensions: Sequence[str],
        since: datetime | None,
        until: datetime | None,
        team: str | None = None,
    ) -> pl.DataFrame:
        """Nobody is counted here against others."""
        del dimensions, since, until, team
        return pl.DataFrame()

    def turns(self, conversation_ids: Sequence[str]) -> pl.DataFrame:
        """The turns of some of their conversations."""
        return self.archive.turns(conversation_ids)

    def _own(self, rows: pl.DataFrame) -> pl.DataFrame:
        return rows.filter(pl.col("agent_id").is_in(sorted(self.names)))


def page_of(facts: Facts, person: Person) -> dict[str, Any]:
    """What an agent's home shows of their last four weeks."""
    scope = access.scope_of(person)
    week = last_week(facts, scope)
    if week is None:
        return {"period": None}
    since = week - timedelta(weeks=WEEKS - 1)
    until = week + timedelta(days=6)
    period = Period(
        since=since, until=until, as_of=instant(week) + timedelta(weeks=1), label=days(since, until)
    )
    rows = OwnRows(facts.archive, frozenset(scope.choices()["agent_id"]))
    view = View(facts.engine, rows, reading.frame(), period)
    contacts = rows.contacts(period.begins, period.ends)
    found, _upstream = find_situations(view, contacts)
    return {
        "period": period,
        "conversations": contacts.height,
        "successes": [_situation(one) for one in found if one.success],
        "situations": [_situation(one) for one in found if not one.success],
        "numbers": _numbers(facts, person, period),
    }


def _situation(situation: Debrief) -> dict[str, Any]:
    return {"situation": situation, "url": quote_url(situation.quote)}


def _numbers(facts: Facts, person: Person, period: Period) -> list[dict[str, Any]]:
    metrics: list[Metric] = [METRICS[name] for name in SHOWN]
    scope = access.scope_of(person, period.begins, period.ends)
    found = facts.engine.statistics_many(metrics, scope, as_of=period.as_of)
    return [honest_number(metric, estimate(metric, found[metric.name][0])) for metric in metrics]
