"""Reading conversations: their facts become the row a list shows and the entry a search finds.

A reading is derived from records by ``core.facts.read`` under the frame in force; its version names
both, so that what was read under another frame is found and read again. The version is written
last: whatever a crash interrupts is still waiting to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from boussole.core import facts, privacy
from boussole.core.conversations import ROLES, Conversation, Turn
from boussole.core.facts import Frame
from boussole.core.playbook import default_playbook, example_turns
from boussole.core.reasons import ReasonTree, default_tree
from boussole.core.reasons.examples import shipped_reasons
from boussole.core.reasons.learning import ReasonModel
from boussole.core.schemas import SCHEMA_VERSION
from boussole.core.signals import Models, shipped_models
from boussole.features.conversations import models, records
from boussole.features.conversations.listed import (
    differing,
    entry_of,
    moments_of,
    reading_of,
    said_of,
    situations_of,
)
from boussole.features.conversations.search import SearchIndex
from boussole.features.conversations.storing import Kept

BATCH = 250
STATEMENT = 5_000
ROW_VERSION = (
    2  # raise it when a row comes to hold something else: every conversation is read again
)
# A version is schema.row.masking.models.reasons.tree-playbook (see ``version``); models are name-version.
_READ_BY = re.compile(r"\d+\.\d+\.mask\d+\.(.+)\.[^.]+\.[^.]+$")
Notify = Callable[[int], None]
_Any = TypeVar("_Any")


_CORRECTED: dict[str, type[models.ReasonCorrection | models.OriginCorrection]] = {
    "corrections": models.ReasonCorrection,
    "origin_corrections": models.OriginCorrection,
}


def _default_frame() -> Frame:
    return Frame(default_playbook(), tree(), models_in_force(), reasons_in_force())


_models_in_force: list[Callable[[], Models]] = [shipped_models]
_reasons_in_force: list[Callable[[], ReasonModel]] = [shipped_reasons]
_tree_in_force: list[Callable[[], ReasonTree]] = [default_tree]
_frame_in_force: list[Callable[[], Frame]] = [_default_frame]
StoredFacts = Callable[[int, date, str], facts.Facts | None]
_stored_facts: list[StoredFacts] = [lambda _pk, _day, _version: None]


def facts_of(record: models.Conversation, noun: Conversation, of: Frame) -> facts.Facts:
    """The facts of one conversation: those that are stored when they say what reading it would, else read now."""
    day = record.listed_at.astimezone(UTC).date()
    stored = _stored_facts[-1](record.pk, day, version(of))
    if stored is None or stored.turns.num_rows != len(noun.turns):
        return facts.read([noun], of)
    return stored


def frame() -> Frame:
    """The playbook and the tree of reasons in force."""
    return _frame_in_force[-1]()


def tree() -> ReasonTree:
    """The tree of reasons in force; asking costs one statement, so ask once for a list."""
    return _tree_in_force[-1]()


def models_in_force() -> Models:
    """The models that read signals in force: those shipped, or what the deployment made of them."""
    return _models_in_force[-1]()


def reasons_in_force() -> ReasonModel:
    """The model that tells reasons apart in force: the one shipped, or what corrections made of it."""
    return _reasons_in_force[-1]()


def use_frame(source: Callable[[], Frame]) -> None:
    """Let the feature that publishes playbooks say which one is in force; called once, at start."""
    _frame_in_force[:] = [source]


def use_tree(source: Callable[[], ReasonTree]) -> None:
    """Let the feature that keeps the tree say which one is in force; called once, at start."""
    _tree_in_force[:] = [source]


def use_models(source: Callable[[], Models]) -> None:
    """Let the feature that keeps a deployment's own models say which are in force; called once, at start."""
    _models_in_force[:] = [source]


def use_reasons(source: Callable[[], ReasonModel]) -> None:
    """Let the feature that learns reasons say which model is in force; called once, at start."""
    _reasons_in_force[:] = [source]


def use_stored_facts(source: StoredFacts) -> None:
    """Let the feature that keeps facts give those of a conversation of a day, read under a version, where they are up to date."""
    _stored_facts[:] = [source]


def warm_up() -> None:
    """Make ready what the first reading would otherwise wait for: cues are prepared when first met."""
    example_turns(frame().playbook)
    hello = tuple(Turn(role=role, text="Bonjour") for role in ROLES)
    facts.read([Conversation(id="warm-up", turns=hello)], frame())


def version(of: Frame) -> str:
    """Name everything a reading depends on besides the conversation itself."""
    return f"{ground(of)}-{of.playbook.fingerprint}"


def ground(of: Frame) -> str:
    """Name what the playbook judges from: two versions of one ground differ by the playbook alone."""
    rows = f"{SCHEMA_VERSION}.{ROW_VERSION}.mask{privacy.VERSION}"
    reasons = of.reasons.fingerprint if of.reasons else "cues"
    return f"{rows}.{of.models.name}-{of.models.version}.{reasons}.{of.tree.fingerprint}"


def ground_of(version_: str) -> str:
    """The ground that a reading's version names; nothing for one that waits to be read."""
    return version_.rpartition("-")[0]


def read_by(version_: str) -> str:
    """Name the models that a reading's version names; nothing for one that waits to be read."""
    named = _READ_BY.match(version_)
    return named[1].replace("-", " ") if named else ""


def index() -> SearchIndex:
    """The search index of this deployment."""
    return SearchIndex(Path(settings.DATA_DIR) / "search")


def refresh_stored(stored: Sequence[Kept]) -> None:
    """Read conversations that were just written, from the nouns they were made from."""
    if not stored:
        return
    kept = [record for record, _ in stored]
    prefetch_related_objects(kept, "customer", "agent", "team", *corrections())
    _read(kept, [records.in_house(record, noun) for record, noun in stored])


def refresh_waiting(notify: Notify = lambda _done: None) -> int:
    """Read every conversation that waits for it, or was read under another frame; return how many."""
    current, done, last = version(frame()), 0, 0
    while ids := list(islice(_waiting(current, last), BATCH)):
        _refresh(ids)
        done, last = done + len(ids), ids[-1]
        notify(done)
    return done


@dataclass(frozen=True)
class JudgedAgain:
    """Conversations judged with another playbook: their facts now, the moments they had, the version that found these."""

    facts: facts.Facts
    before: pa.Table
    version: str


def refresh_situations(judged: JudgedAgain, of: Frame) -> None:
    """Note what the playbook of ``of`` finds in conversations that were judged again, and nothing else of them.

    Only readings of the earlier version are touched; one that waits to be read, or was read otherwise, still waits.
    """
    current = version(of)
    earlier = models.Reading.objects.filter(version=judged.version)
    found = judged.facts.of(differing(judged.before, judged.facts.moments))
    situations = situations_of(found)
    changed = [one for ids in _cut(list(situations)) for one in earlier.filter(pk__in=ids)]
    for one in changed:
        one.situations, one.marks, one.version = *situations[one.pk], current
    if changed:
        said = said_of(found)
        index().add(entry_of(one, said[str(one.pk)].text) for one in changed)
    _save_situations(changed, earlier)
    others = {int(one) for one in judged.facts.conversations["conversation_id"].to_pylist()}
    for ids in _cut(sorted(others - situations.keys())):
        earlier.filter(pk__in=ids).update(version=current)


def _save_situations(changed: Sequence[models.Reading], earlier: QuerySet[models.Reading]) -> None:
    """Save those that nobody changed meanwhile: whatever changed has another version, and waits to be read."""
    for some in _cut(changed):
        with transaction.atomic():
            same = earlier.select_for_update().filter(pk__in=[one.pk for one in some])
            still = set(same.values_list("pk", flat=True))
            models.Reading.objects.bulk_create(
                [one for one in some if one.pk in still],
                update_conflicts=True,
                unique_fields=["conversation"],
                update_fields=["situations", "marks", "version"],
            )


def _cut(everything: Sequence[_Any]) -> Iterator[Sequence[_Any]]:
    """As many at a time as one statement takes."""
    for first in range(0, len(everything), STATEMENT):
        yield everything[first : first + STATEMENT]


def waiting() -> int:
    """How many conversations wait to be read."""
    return models.Reading.objects.exclude(version=version(frame())).count()


def rebuild(notify: Notify = lambda _done: None) -> int:
    """Empty the search index and read every conversation again; return how many."""
    index().clear()
    models.Reading.objects.update(version="")
    return refresh_waiting(notify)


def _waiting(current: str, last: int) -> Iterable[int]:
    return (
        models.Reading.objects.exclude(version=current)
        .filter(pk__gt=last)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def fetched(ids: Iterable[int]) -> list[models.Conversation]:
    """Conversations with everything a noun is made of, in the order of their ids."""
    return list(
        models.Conversation.objects.filter(pk__in=list(ids))
        .select_related("customer", "agent", "team")
        .prefetch_related("turns", "answers", *corrections())
        .order_by("pk")
    )


def corrections() -> tuple[Prefetch[Any], ...]:
    """The corrections that count, of reasons and of origins, to be fetched with conversations."""
    return tuple(
        Prefetch(name, made.objects.filter(in_force=True)) for name, made in _CORRECTED.items()
    )


def _refresh(ids: Sequence[int]) -> None:
    kept = fetched(ids)
    if kept:
        _read(kept, [records.to_noun(record) for record in kept])


def _read(kept: Sequence[models.Conversation], nouns: Sequence[Conversation]) -> None:
    """Read, put in the search index, then note that it is done: in this order, for a crash's sake."""
    current = frame()
    found = facts.read(nouns, current)
    said = said_of(found)
    rows = {row["conversation_id"]: row for row in found.conversations.to_pylist()}
    moments = moments_of(found)
    readings = [
        reading_of(record, rows[str(record.pk)], moments[str(record.pk)], said[str(record.pk)])
        for record in kept
    ]
    index().add(entry_of(reading, said[str(reading.pk)].text) for reading in readings)
    _save(readings, kept, version(current))


_FIELDS = [column.name for column in models.Reading._meta.concrete_fields if not column.primary_key]


Standing = dict[int, tuple[int | None, int | None]]


def _standing(record: models.Conversation) -> tuple[int | None, int | None]:
    """The corrections of the reason and of the origin that a conversation was read with."""
    reason, origin = records.standing_correction(record), records.standing_origin(record)
    return (reason.pk if reason else None, origin.pk if origin else None)


def _standing_now(ids: Iterable[int]) -> Standing:
    reasons, origins = (
        dict(
            made.objects.filter(conversation__in=list(ids), in_force=True).values_list(
                "conversation", "pk"
            )
        )
        for made in _CORRECTED.values()
    )
    return {pk: (reasons.get(pk), origins.get(pk)) for pk in ids}


def _save(
    readings: Sequence[models.Reading], kept: Sequence[models.Conversation], current: str
) -> None:
    for reading in readings:
        reading.version = current
    read = {record.pk: (record.content_hash, _standing(record)) for record in kept}
    with transaction.atomic():
        # One that was erased meanwhile stays erased; one that changed, or that someone corrected, still
        # waits to be read.
        same = models.Conversation.objects.select_for_update().filter(pk__in=read)
        stored = dict(same.values_list("pk", "content_hash"))
        standing = _standing_now(stored)
        current_ids = {pk for pk, content in stored.items() if read[pk] == (content, standing[pk])}
        models.Reading.objects.bulk_create(
            [reading for reading in readings if reading.pk in current_ids],
            update_conflicts=True,
            unique_fields=["conversation"],
            update_fields=_FIELDS,
        )
