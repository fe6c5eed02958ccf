"""Drawing a session's situations from recent facts: masked threads, and who handled them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from boussole.adapters.facts import Archive
from boussole.core.playbook import Playbook
from boussole.core.playbook.sampling import draw, gauge
from boussole.features.conversations import queries as conversations
from boussole.features.metrics import facts
from boussole.features.organisation import queries as organisation

RECENT = timedelta(weeks=6)
# A situation is read in a minute or two.
LEAST_MESSAGES, MOST_MESSAGES = 3, 24
# Judging a rule at three thresholds costs by the message: so many conversations are looked at, no more.
MOST_WITH, MOST_OTHERS = 400, 600


@dataclass(frozen=True)
class Drawn:
    """One conversation to judge, masked: its messages, those who handled it, and how near it is to each rule."""

    conversation: int
    lang: str
    channel: str
    subject: str
    messages: list[dict[str, Any]]
    handled: frozenset[int]
    readings: list[dict[str, Any]]


def draw_situations(
    playbook: Playbook, rules: Sequence[str], teams: Collection[str], *, count: int, seed: int
) -> list[Drawn]:
    """Draw at most ``count`` recent conversations of ``teams``, named as facts name them, in judging order."""
    in_use = facts.in_use()
    span = in_use.archive.span() if in_use else None
    if in_use is None or span is None:
        return []
    since = span.last - RECENT
    contacts = _candidates(in_use.archive, rules, teams, since, seed)
    if contacts.is_empty():
        return []
    turns = in_use.archive.turns(contacts["conversation_id"].to_list())
    gauged = gauge(playbook, rules, turns, contacts)
    agents = dict(contacts.select("conversation_id", "agent_id").iter_rows())
    chosen = draw(gauged, agents, count=count, seed=seed)
    return _copied(chosen, contacts, turns, gauged)


def _candidates(
    archive: Archive, rules: Sequence[str], teams: Collection[str], since: datetime, seed: int
) -> pl.DataFrame:
    """Recent contacts short enough to be judged; when many, those with a moment of the rules before others."""
    found = [archive.contacts(since, None, team) for team in sorted(teams)]
    contacts = pl.concat(found) if found else pl.DataFrame()
    if contacts.is_empty():
        return contacts
    kept = contacts.filter(
        pl.col("turns").is_between(LEAST_MESSAGES, MOST_MESSAGES)
        & (pl.col("customer_turns") > 0)
        & (pl.col("agent_turns") > 0)
    ).sort("conversation_id")
    lot = np.random.default_rng(seed).permutation(kept.height)
    shuffled = kept.with_columns(_lot=pl.Series(lot)).sort("_lot").drop("_lot")
    moments = pl.concat([archive.moments(since, None, team) for team in sorted(teams)])
    having = moments.filter(pl.col("rule").is_in(list(rules)))["conversation_id"].unique()
    has = pl.col("conversation_id").is_in(having.to_list())
    return _still_there(
        pl.concat([shuffled.filter(has).head(MOST_WITH), shuffled.filter(~has).head(MOST_OTHERS)])
    )


def _still_there(contacts: pl.DataFrame) -> pl.DataFrame:
    """Without those erased since facts were built."""
    known = conversations.owners(int(one) for one in contacts["conversation_id"])
    return contacts.filter(pl.col("conversation_id").is_in([str(pk) for pk in known]))


def _copied(
    chosen: Sequence[str], contacts: pl.DataFrame, turns: pl.DataFrame, gauged: pl.DataFrame
) -> list[Drawn]:
    owners = conversations.owners(int(one) for one in chosen)
    people = organisation.people_by_external_name()
    rows = {row["conversation_id"]: row for row in contacts.iter_rows(named=True)}
    said = _by_conversation(turns, chosen)
    near = _by_conversation(gauged, chosen)
    return [
        Drawn(
            conversation=int(one),
            lang=rows[one]["lang"],
            channel=rows[one]["channel"] or "",
            subject=rows[one]["subject_masked"] or "",
            messages=_messages(said[one]),
            handled=_handled(said[one], owners[int(one)][1], people),
            readings=near[one],
        )
        for one in chosen
    ]


def _by_conversation(frame: pl.DataFrame, ids: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {one: [] for one in ids}
    kept = frame.filter(pl.col("conversation_id").is_in(list(found)))
    for row in kept.iter_rows(named=True):
        found[row["conversation_id"]].append(row)
    return found


def _messages(turns: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The messages without their authors: who handled it is nobody's business here."""
    first = next((turn["at"] for turn in turns if turn["at"]), None)
    return [
        {
            "turn": turn["turn"],
            "role": turn["role"],
            "text": turn["text_masked"],
            "public": turn["public"],
            "minutes": round((turn["at"] - first).total_seconds() / 60) if turn["at"] else None,
        }
        for turn in turns
    ]


def _handled(
    turns: Sequence[Mapping[str, Any]], agent: int | None, people: Mapping[str, int]
) -> frozenset[int]:
    """The colleagues of a conversation: who it was given to, and who wrote in it."""
    authors = {
        people.get((turn["author"] or "").casefold()) for turn in turns if turn["role"] == "agent"
    }
    return frozenset(one for one in {*authors, agent} if one is not None)
