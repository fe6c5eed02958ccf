"""What colleagues did well where a situation went otherwise: their own passages, shown because they agree to it.

Found among the successes that were proposed to teams and stored, never by searching conversations. No name is
shown; the passage is masked, as it was when it was proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import cast

from boussole.core.playbook import Kind
from boussole.core.playbook.turning import shown_by
from boussole.features.coaching import queries
from boussole.features.coaching.models import Situation
from boussole.features.conversations import extracts
from boussole.features.conversations import judgement_queries as judgements
from boussole.features.organisation.models import Person

MOST = 2
# Looked at in order to find two: some are contested, or the same person's.
LOOKED_AT = 20
# A shorter passage says nothing out of its conversation.
SHORTEST = 24


@dataclass(frozen=True)
class Example:
    """A passage of a colleague's, and the rule whose success it shows."""

    passage: str
    rule: str
    kind: str


def examples(person: Person, situation: Situation, most: int = MOST) -> list[Example]:
    """At most ``most`` passages, by as many colleagues: neither the situation's agent nor who reads."""
    kinds = shown_by(cast("Kind", situation.kind))
    found = queries.successes_to_share(kinds, most=LOOKED_AT)
    candidates = [one for kind in kinds for one in found[kind]]
    others = {situation.agent_id, person.pk}
    fit = [one for one in candidates if one.agent_id not in others and len(one.passage) >= SHORTEST]
    chosen = islice(_distinct(_sound(fit)), most) if fit else ()
    return [Example(one.passage, one.rule, one.kind) for one in chosen]


def _sound(candidates: Sequence[Situation]) -> Iterator[Situation]:
    """Leave out what someone contests, and what is not an agent's own words."""
    places = {(one.conversation_id, one.turn) for one in candidates}
    contested = judgements.contested_situations({conversation for conversation, _turn in places})
    said = extracts.said_by_agents(places)
    for one in candidates:
        own_words = (one.conversation_id, one.turn) in said
        if own_words and (one.conversation_id, one.rule, one.turn) not in contested:
            yield one


def _distinct(candidates: Iterator[Situation]) -> Iterator[Situation]:
    seen: set[int | None] = set()
    for one in candidates:
        if one.agent_id not in seen:
            seen.add(one.agent_id)
            yield one
