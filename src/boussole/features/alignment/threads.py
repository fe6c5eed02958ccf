"""A situation as a thread: its messages in words, and once a session closed, the passages people chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from boussole.features.alignment.models import Answer, Item, JudgedRule, Participant
from boussole.features.alignment.presenting import name_of
from boussole.features.alignment.results import People, people_of
from boussole.features.conversations.passages import Piece, Span, cut, tokens

Group = Participant.Group


@dataclass(frozen=True)
class Chosen:
    """A passage of a message: by how many people, for which rule, or by the software.

    ``words`` are its first ones, empty for a whole message.
    """

    key: str
    rule: str
    people: int
    software: bool
    words: str = ""


@dataclass(frozen=True)
class Message:
    """One message, cut where passages begin and end."""

    turn: int
    role: str
    public: bool
    silence: int | None
    pieces: Sequence[Piece]
    chosen: Sequence[Chosen] = ()

    @property
    def number(self) -> int:
        """Its number as people count."""
        return self.turn + 1


def messages(
    item: Item, spans: Mapping[int, list[tuple[Span, Chosen]]] | None = None
) -> list[Message]:
    """The messages of a situation; ``spans`` are the passages to mark in each."""
    shown, before = [], None
    for one in item.messages:
        marked = (spans or {}).get(one["turn"], [])
        text = one["text"]
        shown.append(
            Message(
                turn=one["turn"],
                role=one["role"],
                public=one["public"],
                silence=_silence(before, one["minutes"]),
                pieces=cut(text, [span for span, _ in marked], tokens(text)),
                chosen=[chosen for _, chosen in marked],
            )
        )
        before = one["minutes"] if one["minutes"] is not None else before
    return shown


def _silence(before: int | None, now: int | None) -> int | None:
    """Minutes of a silence worth telling, an hour or more."""
    if before is None or now is None:
        return None
    return now - before if now - before >= 60 else None  # noqa: PLR2004 - an hour


@dataclass(frozen=True)
class Count:
    """How many gave each answer, and how many of all hesitated; ``label`` is a group, or empty for everyone."""

    label: str
    met: int
    not_met: int
    not_applicable: int
    hesitating: int


@dataclass(frozen=True)
class Remark:
    """What someone wrote; ``author`` only when they signed."""

    text: str
    says: str
    author: str = ""


@dataclass(frozen=True)
class Opinion:
    """What people, and the software, said of one rule in a situation; ``counts`` is empty when they would point at someone."""

    judged: JudgedRule
    found: bool
    counts: list[Count] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def divided(self) -> bool:
        """Whether people gave different answers."""
        totals = Counter[str]()
        for count in self.counts:
            totals.update(met=count.met, not_met=count.not_met, other=count.not_applicable)
        return sum(number > 0 for number in totals.values()) > 1


def opinions(item: Item, judged: Sequence[JudgedRule], answers: Sequence[Answer]) -> list[Opinion]:
    """What was said of each rule in a situation, without names but those who signed a remark.

    What may be counted depends on who judged this situation: those who handled it did not.
    """
    return [_opinion(item, one, answers) for one in judged]


def _opinion(item: Item, judged: JudgedRule, answers: Sequence[Answer]) -> Opinion:
    mine = [one for one in answers if one.item_id == item.pk and one.rule == judged.rule]
    found = any(one.found for one in item.readings.all() if one.rule == judged.rule)
    return Opinion(judged, found, _counts(mine, people_of(mine)), _remarks(mine))


def _counts(answers: Sequence[Answer], people: People) -> list[Count]:
    if not people.shows_counts:
        return []
    if not people.shows_groups:
        return [_count("", answers)]
    return [
        _count(str(group.label), [one for one in answers if one.participant.group == group])
        for group in Group
    ]


def _count(label: str, answers: Sequence[Answer]) -> Count:
    said = Counter(one.says for one in answers)
    return Count(
        label,
        met=said[Answer.Says.MET],
        not_met=said[Answer.Says.NOT_MET],
        not_applicable=said[Answer.Says.NOT_APPLICABLE],
        hesitating=sum(not one.sure for one in answers),
    )


def _remarks(answers: Iterable[Answer]) -> list[Remark]:
    """In the order of their words: that of people would tell who wrote several."""
    found = [
        Remark(
            one.remark,
            str(Answer.Says(one.says).label),
            one.participant.person.name if one.signed else "",
        )
        for one in answers
        if one.remark
    ]
    return sorted(found, key=lambda one: one.text)


def passages(
    item: Item, judged: Sequence[JudgedRule], answers: Sequence[Answer]
) -> dict[int, list[tuple[Span, Chosen]]]:
    """The passages that people chose and the software stands on, by message, each said once for its rule."""
    names = {one.rule: name_of(one) for one in judged}
    texts = {one["turn"]: one["text"] for one in item.messages}
    chosen: Counter[tuple[int, int, int, str, bool]] = Counter()
    mine = [one for one in answers if one.item_id == item.pk]
    for one in mine if people_of(mine).shows_counts else ():
        if one.turn in texts:
            chosen[(*_bounds(one, texts[one.turn]), one.rule, False)] += 1
    for reading in item.readings.all():
        if reading.found and reading.turn in texts and reading.rule in names:
            chosen[(*_bounds(reading, texts[reading.turn]), reading.rule, True)] += 1
    found: dict[int, list[tuple[Span, Chosen]]] = {}
    for place, ((turn, start, end, rule, software), number) in enumerate(sorted(chosen.items())):
        key = f"p{item.place}-{place}"
        tone = "software" if software else "people"
        whole = (start, end) == (0, len(texts[turn]))
        words = "" if whole else _first_words(texts[turn][start:end])
        said = Chosen(key, names[rule], 0 if software else number, software, words)
        found.setdefault(turn, []).append((Span(key, start, end, tone), said))
    return found


def _bounds(placed: Any, text: str) -> tuple[int, int, int]:
    start, end = placed.start, placed.end
    return (placed.turn, start, end) if start is not None else (placed.turn, 0, len(text))


def _first_words(text: str, most: int = 40) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + "…"
