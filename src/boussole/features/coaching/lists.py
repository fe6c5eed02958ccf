"""A week of situations, composed for the page: grouped by rule, each with its conversation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse

from boussole.core.playbook import KINDS, Playbook
from boussole.core.reasons import ORIGINS
from boussole.core.text import Text
from boussole.features.coaching.links import links_for
from boussole.features.coaching.models import Listening, Situation
from boussole.features.conversations import judgement_queries as judgements
from boussole.features.conversations import queries as conversations
from boussole.features.conversations.forms import said
from boussole.features.conversations.links import Link
from boussole.features.conversations.rows import Row, rows
from boussole.features.organisation.models import Person


@dataclass(frozen=True)
class Shown:
    """One situation with the conversation it is in."""

    situation: Situation
    row: Row
    name: Text
    # The key of the contact's reason, empty when nobody knows it.
    reason: str = ""
    # Who says in the conversation that it is no such situation.
    contested_by: tuple[str, ...] = ()
    # Until when its reader put it off.
    until: date | None = None
    # What later features offer on it, or say of it.
    links: tuple[Link, ...] = ()

    @property
    def url(self) -> str:
        """The conversation, opened at the message that carries the situation."""
        return f"{self.row.url}#turn-{self.situation.turn}"

    @property
    def dissected(self) -> str:
        """The page that dissects it."""
        return reverse("coaching:dissect", args=[self.situation.pk])

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
class Heard:
    """A conversation drawn at random, with the person who answered."""

    listening: Listening
    row: Row


@dataclass(frozen=True)
class Asked:
    """What a reader keeps of a list: a kind of situation and a contact reason; empty keeps all."""

    kind: str = ""
    reason: str = ""

    def keeps(self, one: Shown) -> bool:
        """Whether a situation is asked for."""
        return self.kind in {"", one.situation.kind} and self.reason in {"", one.reason}


@dataclass(frozen=True)
class Week:
    """A week as a page shows it; ``all`` is the whole of it, whatever is asked."""

    all: list[Shown]
    failures: list[Group]
    successes: list[Group]
    upstream: list[Group]
    returned: list[Shown]
    snoozed: list[Shown]
    dismissed: list[Shown]

    @property
    def counts(self) -> tuple[int, int]:
        """How many to talk about, and how many to thank for."""
        return _count(self.failures), _count(self.successes)

    @property
    def is_balanced(self) -> bool:
        """Whether as many successes as failures were proposed, whatever became of them."""
        own = [one.situation.success for one in self.all if not one.situation.upstream]
        return 2 * sum(own) >= len(own)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to show in the three lists."""
        return not (self.failures or self.successes or self.upstream)


def _count(groups: Iterable[Group]) -> int:
    return sum(len(group.shown) for group in groups)


def week(
    person: Person,
    situations: Iterable[Situation],
    playbook: Playbook,
    *,
    returned: Iterable[Situation] = (),
    snoozed: Mapping[int, date] | None = None,
    asked: Asked = Asked(),
) -> Week:
    """Compose a week for someone; a conversation they may not open is left out.

    ``returned`` are situations of other weeks whose day has come; ``snoozed`` says until when some are put off.
    """
    come_back = list(returned)
    back = {one.pk for one in come_back}
    found = _shown(person, [*situations, *come_back], playbook, snoozed or {})
    mine = [one for one in found if one.situation.pk not in back]
    dismissed = [one for one in mine if one.situation.status == Situation.Status.DISMISSED]
    kept = [one for one in mine if one.situation.status != Situation.Status.DISMISSED]
    listed = [one for one in kept if one.until is None and asked.keeps(one)]
    own = [one for one in listed if not one.situation.upstream]
    return Week(
        all=mine,
        failures=_by_rule(one for one in own if not one.situation.success),
        successes=_by_rule(one for one in own if one.situation.success),
        upstream=_by_origin(one for one in listed if one.situation.upstream),
        returned=[one for one in found if one.situation.pk in back and one.until is None],
        snoozed=[one for one in kept if one.until is not None],
        dismissed=dismissed,
    )


def _shown(
    person: Person,
    situations: list[Situation],
    playbook: Playbook,
    snoozed: Mapping[int, date],
) -> list[Shown]:
    opened = conversations.opened(person, (one.conversation_id for one in situations))
    by_id = {row.id: row for row in rows(opened.values())}
    names = {rule.key: rule.name for rule in playbook.rules}
    contested = judgements.contested_situations(by_id)
    links = links_for(person, (one for one in situations if one.conversation_id in by_id))
    return [
        Shown(
            one,
            by_id[one.conversation_id],
            names.get(one.rule, Text(fr=one.rule, en=one.rule)),
            opened[one.conversation_id].reason,
            tuple(contested.get((one.conversation_id, one.rule, one.turn), ())),
            snoozed.get(one.pk),
            tuple(link for link in links[one.pk] if link.brief),
        )
        for one in situations
        if one.conversation_id in by_id
    ]


def heard(person: Person, drawn: Iterable[Listening]) -> list[Heard]:
    """Compose the random listening of a week; a conversation someone may not open is left out."""
    found = list(drawn)
    opened = conversations.opened(person, (one.conversation_id for one in found))
    by_id = {row.id: row for row in rows(opened.values())}
    return [Heard(one, by_id[one.conversation_id]) for one in found if one.conversation_id in by_id]


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
