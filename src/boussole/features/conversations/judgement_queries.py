"""What others may ask about people's judgements: counts, what they teach, and messages to hold models in place.

Texts are masked before they leave. The latest judgement of a label or situation counts, whoever made it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import Count, Max

from boussole.core import facts, privacy
from boussole.core.signals.correcting import Correction
from boussole.core.signals.models import Side
from boussole.features.conversations import models, reading, records
from boussole.features.conversations.passages import text_hash

SEED = 20_260_302
# Messages are drawn among those of the newest conversations.
NEWEST = 5_000
Subject, Verdict = models.Judgement.Subject, models.Judgement.Verdict


@dataclass(frozen=True)
class Judgements:
    """How many labels of a signal, or situations of a rule, people said to be right, wrong, or missing."""

    right: int = 0
    wrong: int = 0
    missing: int = 0


@dataclass(frozen=True)
class JudgedSituation:
    """What people said last of a rule at a message."""

    conversation: int
    turn: int
    verdict: str


@dataclass(frozen=True)
class Message:
    """A masked message, the conversation it is in, and its place there."""

    conversation: int
    turn: int
    text: str


def counts(subject: str, since: datetime) -> dict[str, Judgements]:
    """Count what was said of each signal or rule since an instant."""
    found: dict[str, Counter[str]] = {}
    for one in _latest(subject):
        if one.at >= since:
            found.setdefault(one.name, Counter())[one.verdict] += 1
    return {name: Judgements(**said) for name, said in found.items()}


def judged_situations(rule: str) -> list[JudgedSituation]:
    """What people said of the situations of a rule, each message once."""
    said = (one for one in _latest(Subject.RULE) if one.name == rule)
    return [JudgedSituation(one.conversation_id, one.turn, one.verdict) for one in said]


def contested_situations(
    ids: Iterable[int] | None = None,
) -> dict[tuple[int, str, int], list[str]]:
    """Who contests the situations of these conversations, or of all, by conversation, rule and message.

    The latest word counts: a situation that someone confirmed since is not contested.
    """
    made = models.Judgement.objects.filter(subject=Subject.RULE)
    if ids is not None:
        made = made.filter(conversation__in=list(ids))
    found: dict[tuple[int, str, int], list[str]] = {}
    for one in made.select_related("person").order_by("at", "pk"):
        place = (one.conversation_id, one.name, one.turn)
        if one.verdict != Verdict.WRONG:
            found.pop(place, None)
        else:
            found.setdefault(place, []).append(one.person.name if one.person else "")
    return found


def state_of(rule: str) -> str:
    """Name what people said of a rule so far: another name as soon as anything is said or taken back."""
    said = models.Judgement.objects.filter(subject=Subject.RULE, name=rule)
    found = said.aggregate(count=Count("pk"), last=Max("at"))
    last = found["last"]
    return f"{found['count']}-{last.timestamp() if last else 0:.0f}"


def corrections_since(at: datetime | None) -> int:
    """How many labels were judged since an instant, or ever."""
    return sum(at is None or one.at > at for one in _latest(Subject.SIGNAL))


def corrections() -> list[Correction]:
    """What people's judgements of labels teach; those whose message is gone teach nothing."""
    return [made for _judgement, made in _with_corrections()]


@dataclass(frozen=True)
class Exported:
    """One judgement for an export, its message masked; ``text`` is empty when the message is gone."""

    judgement: models.Judgement
    text: str


def exported() -> Iterator[Exported]:
    """Every judgement, the oldest first, with its masked message."""
    made = list(models.Judgement.objects.select_related("person").order_by("at", "pk"))
    for first in range(0, len(made), reading.BATCH):
        batch = made[first : first + reading.BATCH]
        said = _texts({one.conversation_id for one in batch})
        for one in batch:
            found = _message(one, said.get(one.conversation_id, []))
            yield Exported(one, found[1] if found else "")


def recent_messages(side: Side, most: int) -> list[Message]:
    """Draw messages of a side at random among the newest conversations: the same ones for the same records."""
    newest = models.Reading.objects.order_by("-newest_key").values_list("pk", flat=True)[:NEWEST]
    turns = list(
        models.Turn.objects.filter(conversation__in=list(newest), role=side)
        .order_by("conversation", "index")
        .values_list("conversation", "index")
    )
    drawn = sorted(random.Random(SEED).sample(turns, min(most, len(turns))))  # noqa: S311 - a sample, no secret
    said = _texts({conversation for conversation, _index in drawn})
    return [
        Message(conversation, index, said[conversation][index][1])
        for conversation, index in drawn
        if conversation in said
    ]


def masked_messages(places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """The masked messages at these conversations and turns; those that are gone are left out."""
    wanted = list(places)
    said = _texts({conversation for conversation, _turn in wanted})
    return {
        (conversation, turn): said[conversation][turn][1]
        for conversation, turn in wanted
        if conversation in said and turn < len(said[conversation])
    }


def _latest(subject: str) -> list[models.Judgement]:
    """The last judgement of each label or situation, the oldest first."""
    made = models.Judgement.objects.filter(subject=subject).order_by("at", "pk")
    return list({(one.conversation_id, one.turn, one.name): one for one in made}.values())


def _with_corrections() -> Iterator[tuple[models.Judgement, Correction]]:
    made = _latest(Subject.SIGNAL)
    for first in range(0, len(made), reading.BATCH):
        batch = made[first : first + reading.BATCH]
        said = _texts({one.conversation_id for one in batch})
        for one in batch:
            found = _message(one, said.get(one.conversation_id, []))
            if found and found[0] in {"customer", "agent"}:
                side, text = cast("Side", found[0]), found[1]
                holds = one.verdict != Verdict.WRONG or bool(one.grade)
                yield one, Correction(text, side, one.name, holds, one.grade)


Said = Sequence[tuple[str, str]]


def _texts(ids: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """The role and masked text of every message of some conversations."""
    wanted = sorted(ids)
    found: dict[int, list[tuple[str, str]]] = {}
    for first in range(0, len(wanted), reading.BATCH):
        for record in reading.fetched(wanted[first : first + reading.BATCH]):
            noun = records.to_noun(record)
            names = facts.known_names(noun)
            found[record.pk] = [
                (turn.role, privacy.mask(turn.text, names).text) for turn in noun.turns
            ]
    return found


def _message(one: models.Judgement, said: Said) -> tuple[str, str] | None:
    """The message of a judgement: where it was, else where the same words are now."""
    if one.turn < len(said) and one.text_hash in {"", text_hash(said[one.turn][1])}:
        return said[one.turn]
    return next((turn for turn in said if text_hash(turn[1]) == one.text_hash), None)
