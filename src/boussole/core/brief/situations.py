"""The concrete situations of the week, in the words of the playbook."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from boussole.core.brief.models import Debrief, Period
from boussole.core.brief.quotes import quote_of
from boussole.core.brief.rows import Rows
from boussole.core.playbook import Playbook, Situation, choose
from boussole.core.schemas import MOMENTS

PER_AGENT = 2
SHOWN = 5
SHOWN_UPSTREAM = 2


def find_situations(
    rows: Rows, playbook: Playbook, contacts: pl.DataFrame, period: Period, team: str | None
) -> tuple[tuple[Debrief, ...], tuple[Debrief, ...]]:
    """Return the situations to debrief, and apart those that were caused upstream."""
    moments = rows.moments(period.begins, period.ends, team).select(MOMENTS.names)
    chosen = choose(moments, contacts, playbook=playbook, per_agent=PER_AGENT, limit=SHOWN)
    whose = contacts.select("conversation_id", "agent_id", "team")
    upstream = [found for group in chosen.upstream.values() for found in group]
    return (
        _debriefs(rows, playbook, chosen.situations, whose),
        _debriefs(rows, playbook, upstream[:SHOWN_UPSTREAM], whose),
    )


def _debriefs(
    rows: Rows, playbook: Playbook, found: Sequence[Situation], whose: pl.DataFrame
) -> tuple[Debrief, ...]:
    dimensions = {row["conversation_id"]: row for row in whose.iter_rows(named=True)}
    debriefs = []
    for one in found:
        quote = quote_of(rows, one.conversation_id, one.turn, one.start, one.end)
        if quote is None:
            continue
        whom = dimensions[one.conversation_id]
        debriefs.append(
            Debrief(
                conversation_id=one.conversation_id,
                kind=one.kind,
                label=playbook[one.rule].name,
                success=one.success,
                turn=one.turn,
                agent=whom["agent_id"],
                team=whom["team"],
                passage=one.passage,
                quote=quote,
                why=one.why,
                cue=one.cue,
                because=one.because,
            )
        )
    return tuple(debriefs)
