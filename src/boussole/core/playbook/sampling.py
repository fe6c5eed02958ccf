"""Situations to be judged together: some where a rule surely applies, some at its edge, some without.

``gauge`` says how near each conversation is to a rule; ``draw`` takes a few of them by lot. The same
conversations, rules and seed give the same situations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import polars as pl

from boussole.core.playbook.evaluate import evaluate
from boussole.core.playbook.rules import Playbook
from boussole.core.playbook.sensitivity import HIGHEST, LOWEST

Nearness = Literal["sure", "borderline", "without"]

# A rule that finds a situation only when its threshold moves by this much is at its edge.
MARGIN = 0.15
# Below this strength one weak sign carries the moment.
CLEAR = 0.5
_MOMENT = ("turn", "start", "end", "strength")


def gauge(
    playbook: Playbook, rules: Sequence[str], turns: pl.DataFrame, conversations: pl.DataFrame
) -> pl.DataFrame:
    """Say of each conversation and rule whether it is ``sure``, ``borderline`` or ``without``.

    ``turns`` and ``conversations`` are in the shapes of ``schemas``. Columns: conversation_id, rule,
    nearness, found (by the rule as it is), and the turn, start, end and strength of its moment, null
    without one. Borderline is what another threshold would change, or what one weak sign carries.
    """
    looser, here, stricter = (
        evaluate(_only(playbook, rules, by), turns, conversations) for by in (-MARGIN, 0.0, MARGIN)
    )
    keys = ["conversation_id", "rule"]
    moments = here.sort("strength", descending=True).unique(keys, keep="first", maintain_order=True)
    pairs = conversations.select("conversation_id").join(
        pl.DataFrame({"rule": list(rules)}, schema={"rule": pl.String}), how="cross"
    )
    known = pairs.join(moments.select(*keys, *_MOMENT), on=keys, how="left")
    for name, other in (("_looser", looser), ("_stricter", stricter)):
        held = other.select(keys).unique().with_columns(pl.lit(True).alias(name))
        known = known.join(held, on=keys, how="left")
    found, sure = pl.col("strength").is_not_null(), _sure()
    edge = found | pl.col("_looser").is_not_null() | pl.col("_stricter").is_not_null()
    nearness = (
        pl.when(sure)
        .then(pl.lit("sure"))
        .when(edge)
        .then(pl.lit("borderline"))
        .otherwise(pl.lit("without"))
    )
    said = known.with_columns(nearness=nearness, found=found)
    return said.select(*keys, "nearness", "found", *_MOMENT).sort(keys)


def _sure() -> pl.Expr:
    everywhere = pl.col("_looser").is_not_null() & pl.col("_stricter").is_not_null()
    return (everywhere & (pl.col("strength") >= CLEAR)).fill_null(value=False)


def _only(playbook: Playbook, keys: Sequence[str], by: float) -> Playbook:
    """The playbook with some of its rules alone, their thresholds moved as far as they may be."""
    rules = tuple(
        rule.model_copy(update={"threshold": _moved(rule.threshold, by)})
        for rule in playbook.rules
        if rule.key in keys
    )
    return playbook.model_copy(update={"rules": rules})


def _moved(threshold: float, by: float) -> float:
    return round(min(HIGHEST, max(LOWEST, threshold + by)), 3)


def shares(count: int) -> dict[Nearness, int]:
    """How many of ``count`` situations are wanted of each sort: a third each, the edge takes what is left."""
    third = count // 3
    return {"borderline": count - 2 * third, "sure": third, "without": third}


def draw(
    gauged: pl.DataFrame, agents: Mapping[str, str | None], *, count: int, seed: int
) -> tuple[str, ...]:
    """Draw at most ``count`` conversations by lot, in the order in which they are to be judged.

    Rules take turns; what one sort lacks is made up from the others, the edge first. No agent has more
    than a fair share while others have some: ``agents`` names who handled each conversation.
    """
    ids = sorted(set(gauged["conversation_id"].to_list()))
    lot = np.random.default_rng(seed)
    shuffled = [ids[place] for place in lot.permutation(len(ids))]
    bag = _Bag(_piles(gauged, shuffled), agents, _most_each(ids, agents, count))
    for sort, wanted in shares(count).items():
        bag.take(sort, wanted)
    for fair in (True, False):
        for sort in shares(count):
            bag.take(sort, count - len(bag.taken), fair=fair)
    return tuple(bag.taken[place] for place in lot.permutation(len(bag.taken)))


Piles = Mapping[Nearness, Sequence[Sequence[str]]]


def _piles(gauged: pl.DataFrame, order: Sequence[str]) -> Piles:
    """For each sort, one pile per rule; a conversation is without when it is so for every rule."""
    rules = sorted(set(gauged["rule"].to_list()))
    near: dict[tuple[str, str], set[str]] = {}
    for conversation, rule, nearness in gauged.select(
        "conversation_id", "rule", "nearness"
    ).iter_rows():
        near.setdefault((rule, nearness), set()).add(conversation)
    some = {
        one for (_, sort), found in near.items() if sort in {"sure", "borderline"} for one in found
    }

    def pile(rule: str, sort: Nearness) -> list[str]:
        kept = near.get((rule, sort), set())
        return [one for one in order if one in kept]

    return {
        "sure": [pile(rule, "sure") for rule in rules],
        "borderline": [pile(rule, "borderline") for rule in rules],
        "without": [[one for one in order if one not in some]],
    }


def _most_each(ids: Iterable[str], agents: Mapping[str, str | None], count: int) -> int:
    """How many situations one agent may have handled: twice an equal share, two at least."""
    known = len({agents.get(one) for one in ids} - {None})
    return max(2, -(-2 * count // max(1, known)))


@dataclass
class _Bag:
    """What was drawn so far, and from where."""

    piles: Piles
    agents: Mapping[str, str | None]
    most_each: int
    taken: list[str] = field(default_factory=list)
    handled: Counter[str] = field(default_factory=Counter)

    def take(self, sort: Nearness, wanted: int, *, fair: bool = True) -> None:
        """Draw ``wanted`` more of a sort, as far as there are any."""
        for one in self._in_turn(self.piles[sort]):
            if wanted <= 0:
                return
            agent = self.agents.get(one)
            if one in self.taken or (fair and agent and self.handled[agent] >= self.most_each):
                continue
            self.taken.append(one)
            self.handled.update([agent] if agent else [])
            wanted -= 1

    @staticmethod
    def _in_turn(piles: Sequence[Sequence[str]]) -> Iterator[str]:
        """The first of each pile, then the second of each."""
        longest = max((len(pile) for pile in piles), default=0)
        for place in range(longest):
            yield from (pile[place] for pile in piles if place < len(pile))
