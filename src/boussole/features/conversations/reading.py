"""Reading conversations: their facts become the row a list shows and the entry a search finds.

A reading is derived from records by ``core.facts.read`` under the frame in force; its version names
both, so that what was read under another frame is found and read again. The version is written
last: whatever a crash interrupts is still waiting to be read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.compute as pc
from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects

from boussole.core import facts, privacy
from boussole.core.conversations import ROLES, Conversation, Turn
from boussole.core.facts import Frame
from boussole.core.playbook import default_playbook, example_turns
from boussole.core.readings.thresholds import is_there
from boussole.core.reasons import ReasonTree, default_tree
from boussole.core.reasons.examples import shipped_reasons
from boussole.core.reasons.learning import ReasonModel
from boussole.core.schemas import SCHEMA_VERSION
from boussole.core.signals import CUSTOMER_NAMES, Models, shipped_models
from boussole.features.conversations import models, records
from boussole.features.conversations.search import Entry, SearchIndex
from boussole.features.conversations.storing import Kept

BATCH = 250
SITUATIONS_BATCH = 5_000
ROW_VERSION = (
    2  # raise it when a row comes to hold something else: every conversation is read again
)
# A version is schema.row.masking.models.reasons.tree-playbook (see ``version``); models are name-version.
_READ_BY = re.compile(r"\d+\.\d+\.mask\d+\.(.+)\.[^.]+\.[^.]+$")
OPENING_CHARS = 200
RIBBON_POINTS = 24
Notify = Callable[[int], None]


_CORRECTED: dict[str, type[models.ReasonCorrection | models.OriginCorrection]] = {
    "corrections": models.ReasonCorrection,
    "origin_corrections": models.OriginCorrection,
}


class Situations(NamedTuple):
    """What a list shows of the moments of a conversation: their rules, and their marks on its course."""

    rules: str
    marks: list[list[int]]


def _default_frame() -> Frame:
    return Frame(default_playbook(), tree(), models_in_force(), reasons_in_force())


_models_in_force: list[Callable[[], Models]] = [shipped_models]
_reasons_in_force: list[Callable[[], ReasonModel]] = [shipped_reasons]
_tree_in_force: list[Callable[[], ReasonTree]] = [default_tree]
_frame_in_force: list[Callable[[], Frame]] = [_default_frame]


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


def refresh_situations(found: facts.Facts, of: Frame) -> None:
    """Note what another playbook finds in conversations, given their facts judged with it.

    Only readings of the same ground are touched; one that waits to be read, or was read otherwise, still waits.
    """
    situations = _situations(found)
    for first in range(0, len(situations), SITUATIONS_BATCH):
        _refresh_situations(
            dict(islice(situations.items(), first, first + SITUATIONS_BATCH)), found, of
        )


def _refresh_situations(now: Mapping[int, Situations], found: facts.Facts, of: Frame) -> None:
    current = version(of)
    earlier = models.Reading.objects.filter(version__startswith=f"{ground(of)}-", pk__in=list(now))
    kept = earlier.exclude(version=current).values_list("pk", "situations", "marks")
    differing = [pk for pk, *shown in kept if Situations(*shown) != now[pk]]
    changed = list(earlier.filter(pk__in=differing))
    for one in changed:
        one.situations, one.marks, one.version = *now[one.pk], current
    if changed:
        said = _said(found.of(str(one.pk) for one in changed))
        index().add(_entry(one, said[str(one.pk)].text) for one in changed)
    with transaction.atomic():
        # One that changed meanwhile waits to be read: its version says so, and it is left alone.
        still = set(earlier.select_for_update().values_list("pk", flat=True))
        models.Reading.objects.bulk_create(
            [one for one in changed if one.pk in still],
            update_conflicts=True,
            unique_fields=["conversation"],
            update_fields=["situations", "marks", "version"],
        )
        earlier.update(version=current)


def _situations(found: facts.Facts) -> dict[int, Situations]:
    moments, spoken = _moments(found), _customer_turns(found)
    rows = found.conversations.select(["conversation_id", "tension"]).to_pylist()
    return {
        int(one): Situations(
            _names(moments[one].rules), moments[one].on_course(course, spoken[one])
        )
        for one, course in ((row["conversation_id"], row["tension"]) for row in rows)
    }


def _customer_turns(found: facts.Facts) -> dict[str, list[int]]:
    """When the customer spoke, in each conversation."""
    turns: dict[str, list[int]] = defaultdict(list)
    spoken = found.turns.filter(pc.equal(found.turns["role"], "customer"))
    for one, turn in zip(
        spoken["conversation_id"].to_pylist(), spoken["turn"].to_pylist(), strict=True
    ):
        turns[one].append(turn)
    return turns


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
    said = _said(found)
    rows = {row["conversation_id"]: row for row in found.conversations.to_pylist()}
    moments = _moments(found)
    readings = [
        _reading(record, rows[str(record.pk)], moments[str(record.pk)], said[str(record.pk)])
        for record in kept
    ]
    index().add(_entry(reading, said[str(reading.pk)].text) for reading in readings)
    _save(readings, kept, version(current))


def _reading(
    record: models.Conversation, row: Mapping[str, Any], moments: _Moments, said: _Said
) -> models.Reading:
    reading = models.Reading(
        conversation_id=record.pk,
        team_id=record.team_id,
        agent_id=record.agent_id,
        channel=record.channel,
        reason=row["reason"] or "",
        step=row["step"] or "",
        lang=row["lang"],
        signals=_names(name for name in CUSTOMER_NAMES if is_there(name, row[name])),
        situations=_names(moments.rules),
        tension=thinned(row["tension"]),
        tension_peak=row["tension_peak"],
        marks=moments.on_course(row["tension"], said.customer_turns),
        opening=said.opening,
        turns=row["turns"],
    )
    reading.place(record.listed_at)
    return reading


def _names(names: Iterable[str]) -> str:
    """Names between spaces, as many as the column holds: a playbook has as many rules as people write."""
    kept = " "
    for name in dict.fromkeys(names):
        if len(kept) + len(name) + 1 <= models.NAMES_LENGTH:
            kept += f"{name} "
    return kept


def thinned(course: Sequence[float], points: int = RIBBON_POINTS) -> list[float]:
    """Keep at most ``points`` of a course, each the highest of those it stands for."""
    size = _stride(course, points)
    return [round(max(course[start : start + size]), 1) for start in range(0, len(course), size)]


def _stride(course: Sequence[float], points: int) -> int:
    """How many values of a course each point of its ribbon stands for."""
    return max(1, -(-len(course) // points))


@dataclass(frozen=True)
class _Moments:
    """The moments of one conversation: their rules, and where they stand among its turns."""

    rules: list[str] = field(default_factory=list)
    turns: list[tuple[int, bool]] = field(default_factory=list)

    def on_course(self, course: Sequence[float], customer_turns: Sequence[int]) -> list[list[int]]:
        """Each as a place on the thinned course, after the customer's turn it follows, and 1 for a success."""
        if not course:
            return []
        size = _stride(course, RIBBON_POINTS)
        places = [
            (max(0, bisect_right(customer_turns, turn) - 1) // size, int(success))
            for turn, success in self.turns
        ]
        return [list(place) for place in dict.fromkeys(places)]


def _moments(found: facts.Facts) -> dict[str, _Moments]:
    moments: dict[str, _Moments] = defaultdict(_Moments)
    columns = ["conversation_id", "rule", "turn", "success"]
    for moment in found.moments.select(columns).to_pylist():
        one = moments[moment["conversation_id"]]
        one.rules.append(moment["rule"])
        one.turns.append((moment["turn"], moment["success"]))
    return moments


@dataclass
class _Said:
    """What was said in one conversation, masked: everything, how the customer began, and when they spoke."""

    text: str
    opening: str = ""
    customer_turns: list[int] = field(default_factory=list)


def _said(found: facts.Facts) -> dict[str, _Said]:
    subjects = found.conversations.select(["conversation_id", "subject_masked"]).to_pylist()
    said = {row["conversation_id"]: _Said(row["subject_masked"] or "") for row in subjects}
    columns = ["conversation_id", "turn", "role", "text_masked"]
    for turn in found.turns.select(columns).to_pylist():
        one, text = said[turn["conversation_id"]], turn["text_masked"]
        one.text += "\n" + text
        if turn["role"] == "customer":
            one.customer_turns.append(turn["turn"])
            if not one.opening and text.strip():
                one.opening = _shortened(text)
    return said


def _shortened(said: str) -> str:
    words = " ".join(said.split())
    if len(words) <= OPENING_CHARS:
        return words
    return words[:OPENING_CHARS].rsplit(" ", 1)[0] + "…"


def _entry(reading: models.Reading, text: str) -> Entry:
    return Entry(
        id=reading.pk,
        text=text,
        lang=reading.lang,
        newest_key=reading.newest_key,
        tension_key=reading.tension_key,
        team=reading.team_id,
        agent=reading.agent_id,
        channel=reading.channel,
        reason=reading.reason,
        step=reading.step,
        signals=reading.signals.split(),
        situations=reading.situations.split(),
    )


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
