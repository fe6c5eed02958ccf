"""Writing one batch of conversations: what is new, what changed, what stays.

A batch costs a fixed number of statements, whatever its size. The caller holds the transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F

from boussole.core.conversations import Conversation, Party
from boussole.features.conversations import bulk, models, records
from boussole.features.organisation import queries as organisation

_CONVERSATION_FIELDS = [
    column.name
    for column in models.Conversation._meta.concrete_fields
    if column.name not in {"id", "source", "external_id"}
]


@dataclass(frozen=True)
class Directory:
    """Who the names in conversations are, as the organisation knows them at the start of an import."""

    people: dict[str, int]
    teams: dict[str, int]
    team_of_agent: dict[int, int]

    @classmethod
    def current(cls) -> Directory:
        """Read the organisation's names once."""
        return cls(
            people=organisation.people_by_external_name(),
            teams=organisation.teams_by_external_name(),
            team_of_agent=organisation.team_of_agent(),
        )

    def link(self, record: models.Conversation) -> None:
        """Link a record to the colleague and the team its names stand for, if they are known."""
        names = (
            record.agent_external_id,
            str(record.attributes.get("agent_email", "")),
            record.agent_name,
        )
        known = (self.people.get(name.casefold()) for name in names if name)
        record.agent_id = next((person for person in known if person), None)
        team = self.teams.get(record.team_name.casefold()) if record.team_name else None
        own = self.team_of_agent.get(record.agent_id) if record.agent_id else None
        record.team_id = team or own


# A record just written, and the noun it was made from.
Kept = tuple[models.Conversation, Conversation]


@dataclass
class Stored:
    """What became of a batch. ``changed`` holds the conversations to read again."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    turns: int = 0
    changed: list[Kept] = field(default_factory=list)
    days: set[date] = field(default_factory=set)


@dataclass
class _Sorted:
    """A batch set against what is stored."""

    new: list[Conversation] = field(default_factory=list)
    newer: list[Conversation] = field(default_factory=list)
    same: int = 0
    known: dict[str, _Known] = field(default_factory=dict)


@dataclass(frozen=True)
class _Known:
    pk: int
    content_hash: str
    updated_at: datetime | None
    listed_at: datetime


def store(
    source: models.SourceAccount,
    batch: Sequence[Conversation],
    directory: Directory,
    run: models.ImportRun | None = None,
) -> Stored:
    """Store a batch: new conversations are created, newer versions replace, the rest is left alone."""
    sorted_ = _sort(source, batch)
    writing = [*sorted_.new, *sorted_.newer]
    customers = _store_customers(source, writing)
    kept = _store_conversations(source, writing, customers, directory, run)
    _replace_turns(kept, {known.pk for known in sorted_.known.values()})
    store_stubs([record for record, _ in kept])
    days = {record.listed_at.date() for record, _ in kept}
    days |= {sorted_.known[noun.id].listed_at.date() for noun in sorted_.newer}
    mark_days(days)
    return Stored(
        created=len(sorted_.new),
        updated=len(sorted_.newer),
        unchanged=sorted_.same,
        turns=sum(len(noun.turns) for _, noun in kept),
        changed=kept,
        days=days,
    )


def compare(source: models.SourceAccount | None, batch: Sequence[Conversation]) -> Stored:
    """Tell what ``store`` would do, and write nothing."""
    sorted_ = _sort(source, batch)
    return Stored(
        created=len(sorted_.new),
        updated=len(sorted_.newer),
        unchanged=sorted_.same,
        turns=sum(len(noun.turns) for noun in [*sorted_.new, *sorted_.newer]),
    )


def mark_days(days: Iterable[date]) -> None:
    """Note that days changed, so that facts are built again from them."""
    wanted = set(days)
    models.ChangedDay.objects.filter(day__in=wanted).update(revision=F("revision") + 1)
    models.ChangedDay.objects.bulk_create(
        [models.ChangedDay(day=day) for day in sorted(wanted)], ignore_conflicts=True
    )


def _sort(source: models.SourceAccount | None, batch: Sequence[Conversation]) -> _Sorted:
    latest = _latest(batch)
    known = _known(source, list(latest))
    found = _Sorted(known=known, same=len(batch) - len(latest))
    for noun in latest.values():
        stored = known.get(noun.id)
        if stored is None:
            found.new.append(noun)
        elif _replaces(noun, stored):
            found.newer.append(noun)
        else:
            found.same += 1
    return found


def _latest(batch: Sequence[Conversation]) -> dict[str, Conversation]:
    """Keep one version per id: the one the source updated last, else the last read."""
    latest: dict[str, Conversation] = {}
    for noun in batch:
        other = latest.get(noun.id)
        if other and other.updated_at and noun.updated_at and noun.updated_at < other.updated_at:
            continue
        latest[noun.id] = noun
    return latest


def _known(source: models.SourceAccount | None, ids: list[str]) -> dict[str, _Known]:
    if source is None:
        return {}
    rows = models.Conversation.objects.filter(source=source, external_id__in=ids).only(
        "external_id", "content_hash", "source_updated_at", "listed_at"
    )
    return {
        row.external_id: _Known(row.pk, row.content_hash, row.source_updated_at, row.listed_at)
        for row in rows
    }


def _replaces(noun: Conversation, stored: _Known) -> bool:
    if noun.updated_at and stored.updated_at and noun.updated_at < stored.updated_at:
        return False
    return records.content_hash(noun) != stored.content_hash


def _store_customers(source: models.SourceAccount, nouns: Sequence[Conversation]) -> dict[str, int]:
    parties: dict[str, Party] = {}
    for noun in nouns:
        key = records.customer_key(noun)
        if key and noun.customer:
            parties[key] = _merged(noun.customer, parties.get(key))
    known = models.Customer.objects.filter(source=source, external_id__in=list(parties))
    for customer in known:
        stored = Party(name=customer.name or None, email=customer.email or None)
        parties[customer.external_id] = _merged(parties[customer.external_id], stored)
    saved = models.Customer.objects.bulk_create(
        [_customer(source, key, party) for key, party in parties.items()],
        update_conflicts=True,
        unique_fields=["source", "external_id"],
        update_fields=["name", "email", "identity"],
    )
    return {customer.external_id: customer.pk for customer in saved}


def _merged(newer: Party, older: Party | None) -> Party:
    """What a newer record leaves out is still known from an older one."""
    if older is None:
        return newer
    return Party(id=newer.id, name=newer.name or older.name, email=newer.email or older.email)


def _customer(source: models.SourceAccount, key: str, party: Party) -> models.Customer:
    email = party.email or ""
    return models.Customer(
        source=source,
        external_id=key,
        name=party.name or "",
        email=email,
        identity=records.identity(source.pk, key, email)[:350],
    )


def _store_conversations(
    source: models.SourceAccount,
    nouns: Sequence[Conversation],
    customers: dict[str, int],
    directory: Directory,
    run: models.ImportRun | None,
) -> list[Kept]:
    filled = []
    for noun in nouns:
        record = records.fill(models.Conversation(source=source, external_id=noun.id), noun)
        record.customer_id = customers.get(records.customer_key(noun) or "")
        record.imported_by = run
        directory.link(record)
        filled.append(record)
    saved = models.Conversation.objects.bulk_create(
        filled,
        update_conflicts=True,
        unique_fields=["source", "external_id"],
        update_fields=_CONVERSATION_FIELDS,
    )
    return list(zip(saved, nouns, strict=True))


def _replace_turns(kept: Sequence[Kept], known: set[int]) -> None:
    replaced = [record.pk for record, _ in kept if record.pk in known]
    if replaced:
        models.Turn.objects.filter(conversation__in=replaced).delete()
        models.Answer.objects.filter(conversation__in=replaced, asked_as="").delete()
    rows = (row for record, noun in kept for row in records.turns(record, noun))
    bulk.insert(models.Turn, records.TURN_COLUMNS, rows)
    models.Answer.objects.bulk_create(
        [answer for record, noun in kept for answer in records.answers(record, noun)]
    )


def store_stubs(stored: Sequence[models.Conversation]) -> None:
    """Place conversations in lists at once; ``reading`` fills in what they say."""
    stubs = []
    for record in stored:
        stub = models.Reading(
            conversation=record,
            team_id=record.team_id,
            agent_id=record.agent_id,
            channel=record.channel,
        )
        stub.place(record.listed_at)
        stubs.append(stub)
    models.Reading.objects.bulk_create(
        stubs,
        update_conflicts=True,
        unique_fields=["conversation"],
        update_fields=["newest_key", "tension_key", "team", "agent", "channel", "version"],
    )
