"""The concrete situations of the week, in the words of the playbook."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from boussole.core.brief.models import Debrief
from boussole.core.brief.quotes import quote_of
from boussole.core.brief.view import View
from boussole.core.playbook import Situation, choose
from boussole.core.schemas import MOMENTS

PER_AGENT = 2
SHOWN = 5
SHOWN_UPSTREAM = 2


def find_situations(
    view: View, contacts: pl.DataFrame
) -> tuple[tuple[Debrief, ...], tuple[Debrief, ...]]:
    """Return the situations to debrief, and apart those that were caused upstream."""
    period = view.period
    moments = view.moments(period.begins, period.ends, view.team).select(MOMENTS.names)
    chosen = choose(moments, contacts, playbook=view.playbook, per_agent=PER_AGENT, limit=SHOWN)
    whose = contacts.select("conversation_id", "agent_id", "team")
    upstream = [found for group in chosen.upstream.values() for found in group]
    return (
        _debriefs(view, chosen.situations, whose),
        _debriefs(view, upstream[:SHOWN_UPSTREAM], whose),
    )


def _debriefs(view: View, found: Sequence[Situation], whose: pl.DataFrame) -> tuple[Debrief, ...]:
    dimensions = {row["conversation_id"]: row for row in whose.iter_rows(named=True)}
    debriefs = []
    for one in found:
        quote = quote_of(view.rows, one.conversation_id, one.turn, one.start, one.end)
        if quote is None:
            continue
        whom = dimensions[one.conversation_id]
        debriefs.append(
            Debrief(
                conversation_id=one.conversation_id,
                rule=one.rule,
                kind=one.kind,
                label=view.playbook[one.rule].name,
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
