"""What a rule being written would find in the latest weeks, and how that differs from the one in force."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

import polars as pl

from boussole.adapters.facts import Archive
from boussole.core.playbook import Playbook, Rule, evaluate
from boussole.core.playbook.preview import Difference, Sample, difference
from boussole.features.conversations import queries as conversations
from boussole.features.conversations.rows import Row, rows
from boussole.features.metrics import facts
from boussole.features.organisation.models import Person

WEEKS = 4
SHOWN = 5


@dataclass(frozen=True)
class Found:
    """One conversation a rule finds, with the passage; ``where`` is new, same or gone."""

    row: Row
    turn: int
    passage: str
    where: str

    @property
    def url(self) -> str:
        """The conversation, opened at the message."""
        return f"{self.row.url}#turn-{self.turn}"


@dataclass(frozen=True)
class Preview:
    """What a rule finds among ``conversations`` begun from ``since`` until ``until``."""

    since: datetime
    until: datetime
    conversations: int
    found: int
    new: int
    gone: int
    same: int
    shown: tuple[Found, ...]


@dataclass(frozen=True)
class _Latest:
    """The latest weeks of one state of the facts, made ready."""

    key: str
    since: datetime
    until: datetime
    sample: Sample


# One process keeps the latest weeks ready: a rule is changed many times in a row, its conversations are not.
_ready: list[_Latest] = []
_preparing = threading.Lock()


def preview(rule: Rule, before: Rule | None, playbook: Playbook, person: Person) -> Preview | None:
    """Preview a rule against the one in force (nothing for a new rule); nothing without dated facts.

    Figures are the company's; conversations shown are drawn at random among those the person may see.
    """
    latest, in_use = _latest(), facts.in_use()
    if latest is None or in_use is None:
        return None
    places = latest.sample.places(rule)
    old = latest.sample.places(before) if before else None
    found = difference(old, places)
    return Preview(
        since=latest.since,
        until=latest.until,
        conversations=latest.sample.conversations,
        found=found.found,
        new=len(found.new),
        gone=len(found.gone),
        same=len(found.same),
        shown=_shown(found, (rule, before), playbook, person, in_use.archive),
    )


def _latest() -> _Latest | None:
    in_use = facts.in_use()
    span = in_use.archive.span() if in_use else None
    if in_use is None or span is None:
        return None
    with _preparing:
        if not _ready or _ready[0].key != in_use.key:
            _ready.clear()  # two states at once would weigh twice
            _ready.append(_prepare(in_use.key, in_use.archive, span.last))
        return _ready[0]


def _prepare(key: str, archive: Archive, last: datetime) -> _Latest:
    until = last + timedelta(microseconds=1)
    since = until - timedelta(weeks=WEEKS)
    contacts = archive.contacts(since, until)
    return _Latest(key, since, until, Sample(archive.turns_between(since, until), contacts))


def _shown(
    found: Difference,
    rules: tuple[Rule, Rule | None],
    playbook: Playbook,
    person: Person,
    archive: Archive,
) -> tuple[Found, ...]:
    """Draw what differs first, then what stays, and look the passages up."""
    after, before = rules
    where = {
        **dict.fromkeys(found.same, "same"),
        **dict.fromkeys(found.gone, "gone"),
        **dict.fromkeys(found.new, "new"),
    }
    chosen = _drawn(where, person)
    if not chosen:
        return ()
    by_id = {
        str(row.id): row for row in rows(conversations.opened(person, map(int, chosen)).values())
    }
    turns, contacts = archive.turns(chosen), archive.contacts_of(chosen)
    moments = pl.concat(
        evaluate(playbook.model_copy(update={"rules": (rule,)}), turns, contacts)
        for rule in (after, before)
        if rule is not None
    ).unique("conversation_id", keep="first", maintain_order=True)
    places = {row["conversation_id"]: row for row in moments.iter_rows(named=True)}
    return tuple(
        Found(by_id[one], places[one]["turn"], places[one]["passage"], where[one])
        for one in chosen
        if one in by_id and one in places
    )


def _drawn(where: dict[str, str], person: Person) -> list[str]:
    """Up to ``SHOWN`` conversations someone may see; the same ones as long as the same are found."""
    order = {"new": 0, "gone": 1, "same": 2}
    drawn = sorted(where)
    random.Random(len(where)).shuffle(drawn)  # noqa: S311 - a fair draw, not a secret
    drawn.sort(key=lambda one: order[where[one]])
    chosen: list[str] = []
    for start in range(0, len(drawn), 200):
        part = drawn[start : start + 200]
        seen = conversations.visible(person, map(int, part))
        chosen += [one for one in part if int(one) in seen]
        if len(chosen) >= SHOWN:
            break
    return chosen[:SHOWN]
