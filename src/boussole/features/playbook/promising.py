"""What the company promises its customers, and whether it holds in the latest weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from boussole.core.metrics import METRICS, Scope, estimate
from boussole.core.playbook import Commitment, Playbook, Standing, holds
from boussole.features.metrics import facts

WEEKS = 12


@dataclass(frozen=True)
class Promise:
    """A commitment, and how it stands; nothing before any conversation is dated."""

    commitment: Commitment
    standing: Standing | None


def promises(playbook: Playbook) -> list[Promise]:
    """Every commitment of a playbook, judged on the company's last ``WEEKS`` weeks."""
    standings = _standings(playbook)
    return [Promise(one, standings.get(one.key)) for one in playbook.commitments]


def _standings(playbook: Playbook) -> dict[str, Standing]:
    in_use = facts.in_use()
    span = in_use.archive.span() if in_use else None
    if in_use is None or span is None or not playbook.commitments:
        return {}
    until = span.last + timedelta(microseconds=1)
    scope = Scope(since=until - timedelta(weeks=WEEKS), until=until)
    metrics = [METRICS[one.metric] for one in playbook.commitments]
    found = in_use.engine.statistics_many(metrics, scope, as_of=until)
    return {
        one.key: holds(one, estimate(METRICS[one.metric], found[one.metric][0]))
        for one in playbook.commitments
        if found[one.metric]
    }
