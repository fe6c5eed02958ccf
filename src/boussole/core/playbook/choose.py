"""From moments to the few situations worth a debrief this week, chosen fairly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict

from boussole.core.playbook.rules import Kind, Playbook, default_playbook
from boussole.core.schemas import MOMENTS
from boussole.core.text import Text

# What a second situation of the same kind, reason or customer adds, against the first.
SAME_KIND = 0.6
SAME_REASON = 0.85
SAME_CUSTOMER = 0.5
# A second situation of the same colour for one agent: their list tells both sides where it can.
SAME_SIDE = 0.6
# A situation loses half its value in two weeks: people remember recent conversations.
HALF_LIFE_DAYS = 14.0


class Situation(BaseModel):
    """A moment put before people: what it shows, why, and the cue for the next conversation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    conversation_id: str
    rule: str
    kind: Kind
    success: bool
    turn: int
    start: int
    end: int
    passage: str
    why: Text
    cue: Text
    because: tuple[int, ...]
    upstream: bool


class Choice(BaseModel):
    """The situations of a week, and apart, by origin department, those another service caused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    situations: tuple[Situation, ...]
    upstream: dict[str, tuple[Situation, ...]]


@dataclass(frozen=True)
class _Candidate:
    row: dict[str, Any]
    worth: float

    @property
    def agent(self) -> str | None:
        agent: str | None = self.row["agent_id"]
        return agent

    @property
    def order(self) -> tuple[str, int, str]:
        """What decides between equals, so that the same moments always give the same choice."""
        return self.row["conversation_id"], self.row["turn"], self.row["rule"]


@dataclass
class _Chosen:
    """What has been taken so far, and what that makes of the next candidates."""

    per_agent: int
    failures: int
    taken: list[_Candidate] = field(default_factory=list)
    conversations: set[str] = field(default_factory=set)
    agents: Counter[str] = field(default_factory=Counter)
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def allows(self, candidate: _Candidate) -> bool:
        """One situation per conversation, so many per named agent, and so many failures at most."""
        if candidate.row["conversation_id"] in self.conversations:
            return False
        if not candidate.row["success"] and self.failures_taken() >= self.failures:
            return False
        return candidate.agent is None or self.agents[candidate.agent] < self.per_agent

    def worth(self, candidate: _Candidate) -> float:
        """The candidate's worth, less for what the list already shows."""
        worth = candidate.worth
        for name, share in (
            ("kind", SAME_KIND),
            ("reason", SAME_REASON),
            ("customer_id", SAME_CUSTOMER),
        ):
            worth *= share ** self.seen[name, str(candidate.row[name])]
        return worth * SAME_SIDE ** self.seen["side", _side(candidate)]

    def take(self, candidate: _Candidate) -> None:
        self.taken.append(candidate)
        self.conversations.add(candidate.row["conversation_id"])
        if candidate.agent is not None:
            self.agents[candidate.agent] += 1
        for name in ("kind", "reason", "customer_id"):
            if candidate.row[name] is not None:
                self.seen[name, str(candidate.row[name])] += 1
        if candidate.agent is not None:
            self.seen["side", _side(candidate)] += 1

    def failures_taken(self) -> int:
        return sum(not candidate.row["success"] for candidate in self.taken)

    def wants_success(self) -> bool:
        """As many successes as failures: the next place is a success's until they are ahead."""
        return 2 * self.failures_taken() >= len(self.taken)


def choose(
    moments: pl.DataFrame,
    conversations: pl.DataFrame,
    *,
    playbook: Playbook | None = None,
    per_agent: int = 2,
    limit: int = 10,
    failures: int | None = None,
) -> Choice:
    """Choose the situations of the given moments (one week's, usually) worth a debrief.

    ``moments`` are in ``schemas.MOMENTS``, ``conversations`` in ``schemas.CONVERSATIONS`` or
    ``CONTACTS``. A situation's worth is how marked it is, times what its rule weighs, how many
    customers the same thing touched, how recent it is and how much it differs from those already
    chosen. At most ``per_agent`` for one agent and one per conversation; a success is offered for
    each failure as long as there are successes, and ``failures`` bounds them where there are none. Moments caused upstream are never offered to the
    service's people: they come apart, by origin. The worth itself is not returned: it orders
    situations and says nothing of a person.
    """
    frame = playbook or default_playbook()
    rows = _candidates(moments, conversations, frame)
    own = [row for row in rows if not row.row["upstream"]]
    apart = [row for row in rows if row.row["upstream"]]
    most = limit if failures is None else failures
    picked = _picked(own, _Chosen(per_agent, most), limit)
    elsewhere = _picked(apart, _Chosen(len(apart), limit), limit)
    return Choice(
        situations=tuple(_situation(item.row, frame) for item in picked),
        upstream=_by_origin(elsewhere, frame),
    )


def _side(candidate: _Candidate) -> str:
    return f"{candidate.agent}/{candidate.row['success']}"


def _picked(candidates: list[_Candidate], chosen: _Chosen, limit: int) -> list[_Candidate]:
    while len(chosen.taken) < limit:
        allowed = [candidate for candidate in candidates if chosen.allows(candidate)]
        successes = [candidate for candidate in allowed if candidate.row["success"]]
        offered = successes if chosen.wants_success() and successes else allowed
        if not offered:
            break
        best = min(offered, key=lambda item: (-round(chosen.worth(item), 9), item.order))
        chosen.take(best)
    return chosen.taken


def _by_origin(
    candidates: Iterable[_Candidate], playbook: Playbook
) -> dict[str, tuple[Situation, ...]]:
    grouped: dict[str, tuple[Situation, ...]] = {}
    for candidate in candidates:
        origin = candidate.row["origin"]
        grouped[origin] = (*grouped.get(origin, ()), _situation(candidate.row, playbook))
    return grouped


def _candidates(
    moments: pl.DataFrame, conversations: pl.DataFrame, playbook: Playbook
) -> list[_Candidate]:
    known = ("conversation_id", "agent_id", "customer_id", "started_at", "reason", "origin")
    weights = pl.DataFrame(
        {
            "rule": [rule.key for rule in playbook.rules],
            "_weight": [r.weight for r in playbook.rules],
        }
    )
    rows = (
        moments.select(MOMENTS.names)
        .join(weights, on="rule")
        .join(conversations.select(known), on="conversation_id", how="left")
        .with_columns(_touched=_customers_touched(), _recent=_recency())
        .with_columns(
            _worth=pl.col("strength") * pl.col("_weight") * pl.col("_touched") * pl.col("_recent")
        )
    )
    return [_Candidate(row, row["_worth"]) for row in rows.iter_rows(named=True)]


def _customers_touched() -> pl.Expr:
    """Grows slowly with the customers whom the same rule found for the same reason."""
    someone = pl.coalesce("customer_id", "conversation_id")
    return 1 + someone.n_unique().over("rule", "reason").log(2) / 4


def _recency() -> pl.Expr:
    """1 for the latest conversation, half after ``HALF_LIFE_DAYS``; a date unknown counts as old."""
    age = (pl.col("started_at").max() - pl.col("started_at")).dt.total_seconds() / 86_400
    return (0.5 ** (age / HALF_LIFE_DAYS)).fill_null(0.5)


def _situation(row: dict[str, Any], playbook: Playbook) -> Situation:
    rule = playbook[row["rule"]]
    return Situation(
        conversation_id=row["conversation_id"],
        rule=rule.key,
        kind=rule.kind,
        success=rule.success,
        turn=row["turn"],
        start=row["start"],
        end=row["end"],
        passage=row["passage"],
        why=why(playbook, row["rule"], row["turn"], row["because"]),
        cue=rule.cue,
        because=tuple(row["because"]),
        upstream=row["upstream"],
    )


def why(playbook: Playbook, rule: str, turn: int, because: Iterable[int]) -> Text:
    """The sentence that explains a moment, its messages counted from 1 as people read them."""
    others = sorted(because)
    later = [place for place in others if place > turn]
    earlier = [place for place in others if place < turn]
    return playbook[rule].why.format(
        message=turn + 1,
        before=_places(earlier),
        after=_places(later),
        others=_places(others),
    )


def _places(turns: list[int]) -> Text:
    """Messages as people count and list them: 2, 4 et 6."""
    *head, last = [str(turn + 1) for turn in turns] or ["–"]
    if not head:
        return Text(fr=last, en=last)
    return Text(fr=f"{', '.join(head)} et {last}", en=f"{', '.join(head)} and {last}")
