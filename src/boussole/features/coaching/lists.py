"""A week of situations, composed for the page: grouped by rule, each with its conversation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from boussole.core.playbook import KINDS, Playbook
from boussole.core.reasons import ORIGINS
from boussole.core.text import Text
from boussole.features.coaching.models import Situation
from boussole.features.conversations import judgement_queries as judgements
from boussole.features.conversations import queries as conversations
from boussole.features.conversations.forms import said
from boussole.features.conversations.rows import Row, rows
from boussole.features.organisation.models import Person


@dataclass(frozen=True)
class Shown:
    """One situation with the conversation it is in."""

    situation: Situation
    row: Row
    name: Text
    # Who says in the conversation that it is no such situation.
    contested_by: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The conversation, opened at the message that carries the situation."""
        return f"{self.row.url}#turn-{self.situation.turn}"

    @property
    def number(self) -> int:
        """The message's number as people count."""
        return self.situation.turn + 1

    @property
    def why(self) -> Text:
        """Why it was proposed."""
        return Text(**self.situation.why)


@dataclass(frozen=True)
class Group:
    """Situations under one heading; ``cue`` and ``rule`` when they come from one rule."""

    name: str
    shown: tuple[Shown, ...]
    rule: str = ""
    cue: Text | None = None


@dataclass(frozen=True)
class Week:
    """A week as a page shows it."""

    failures: list[Group]
    successes: list[Group]
    upstream: list[Group]
    dismissed: list[Shown]

    @property
    def counts(self) -> tuple[int, int]:
        """How many to talk about, and how many to thank for."""
        return _count(self.failures), _count(self.successes)


def _count(groups: Iterable[Group]) -> int:
    return sum(len(group.shown) for group in groups)


def week(person: Person, situations: Iterable[Situation], playbook: Playbook) -> Week:
    """Compose a week for someone; a conversation they may not open is left out."""
    found = list(situations)
    opened = conversations.opened(person, (one.conversation_id for one in found))
    by_id = {row.id: row for row in rows(opened.values())}
    names = {rule.key: rule.name for rule in playbook.rules}
    contested = judgements.contested_situations(by_id)
    shown = [
        Shown(
            one,
            by_id[one.conversation_id],
            names.get(one.rule, Text(fr=one.rule, en=one.rule)),
            tuple(contested.get((one.conversation_id, one.rule, one.turn), ())),
        )
        for one in found
        if one.conversation_id in by_id
    ]
    dismissed = [one for one in shown if one.situation.status == Situation.Status.DISMISSED]
    kept = [one for one in shown if one.situation.status != Situation.Status.DISMISSED]
    own = [one for one in kept if not one.situation.upstream]
    return Week(
        failures=_by_rule(one for one in own if not one.situation.success),
        successes=_by_rule(one for one in own if one.situation.success),
        upstream=_by_origin(one for one in kept if one.situation.upstream),
        dismissed=dismissed,
    )


def _by_rule(shown: Iterable[Shown]) -> list[Group]:
    ordered = sorted(shown, key=lambda one: (KINDS.index(one.situation.kind), one.situation.rule))
    groups = []
    for rule, ones in groupby(ordered, key=lambda one: one.situation.rule):
        together = tuple(ones)
        first = together[0]
        groups.append(Group(said(first.name), together, rule, Text(**first.situation.cue)))
    return groups


def _by_origin(shown: Iterable[Shown]) -> list[Group]:
    ordered = sorted(shown, key=lambda one: one.situation.origin)
    names = {str(key): said(name) for key, name in ORIGINS.items()}
    return [
        Group(_capital(names.get(origin, origin)), tuple(ones))
        for origin, ones in groupby(ordered, key=lambda one: one.situation.origin)
    ]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
