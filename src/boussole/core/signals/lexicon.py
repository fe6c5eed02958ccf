"""Lexicons: what people type when they express a signal, as data, one file per language and signal.

A file holds ``levels``, each a strength with its cues, and what makes a cue count for nothing:
``before`` (just before it in the sentence), ``after`` (just after it), ``sentence`` (anywhere in
it). Negation of the language applies to every level that does not say ``negatable: false``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from boussole.core.cue_index import CueIndex, compile_cues
from boussole.core.cues import CueError, compiled, cue_pattern
from boussole.core.signals.catalogue import BY_NAME, SIGNAL_NAMES
from boussole.core.text import LANGUAGES, Language

Side = Literal["customer", "agent"]


class LexiconError(ValueError):
    """A lexicon that cannot be read: names the file, the field and what is wrong."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Level(_Data):
    """Cues of one strength; ``in_request`` is false when a request in the turn undoes them."""

    strength: float = Field(gt=0)
    cues: tuple[str, ...] = Field(min_length=1)
    negatable: bool = True
    in_request: bool = True


class NotWhen(_Data):
    """What makes a cue count for nothing, by where it stands in the sentence."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    sentence: tuple[str, ...] = ()


class Entry(_Data):
    """The content of one file."""

    signal: str
    language: Language
    levels: tuple[Level, ...] = Field(min_length=1)
    not_when: NotWhen = NotWhen()


class Manners(_Data):
    """What a language brings to every signal: negation, requests, and how words are shortened."""

    negation: tuple[str, ...]
    request: tuple[str, ...] = ()
    variants: dict[str, tuple[str, ...]]


class Reader:
    """One entry, compiled: whether a cue counts, given the sentence around it."""

    def __init__(self, entry: Entry, manners: Manners) -> None:
        self.signal = entry.signal
        self.levels = sorted(entry.levels, key=lambda level: -level.strength)
        self._manners = manners
        self._not_when = entry.not_when

    def _patterns(self, cues: tuple[str, ...]) -> list[str]:
        return [cue_pattern(cue, self._manners.variants) for cue in cues]

    @cached_property
    def _negated(self) -> re.Pattern[str]:
        return _ending(self._patterns(self._manners.negation))

    @cached_property
    def _before(self) -> re.Pattern[str] | None:
        return _ending(self._patterns(self._not_when.before)) if self._not_when.before else None

    @cached_property
    def _after(self) -> re.Pattern[str] | None:
        return _starting(self._patterns(self._not_when.after)) if self._not_when.after else None

    @cached_property
    def _sentence(self) -> re.Pattern[str] | None:
        found = self._not_when.sentence
        return _within(self._patterns(found)) if found else None

    @cached_property
    def _request(self) -> re.Pattern[str] | None:
        found = self._manners.request
        return _within(self._patterns(found)) if found else None

    def in_a_request(self, turn: str) -> bool:
        """Say whether a whole turn (folded) asks for something."""
        return bool(self._request and self._request.search(turn))

    def holds(self, before: str, after: str, passage: str, *, negatable: bool) -> bool:
        """Say whether a cue counts, given what surrounds it in its sentence (folded)."""
        if negatable and self._negated.search(before):
            return False
        if self._before and self._before.search(before):
            return False
        if self._after and self._after.match(after):
            return False
        return not (self._sentence and self._sentence.search(before + passage + after))


def _ending(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{compiled(patterns).pattern})[\s',\-:]*$", re.ASCII)


def _starting(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"[\s',\-:]*(?:{compiled(patterns).pattern})(?![a-z0-9])", re.ASCII)


def _within(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:{compiled(patterns).pattern})(?![a-z0-9])", re.ASCII)


def parse_entry(text: str, *, source: str) -> Entry:
    """Read one file's content. Raises LexiconError, which says where and what is wrong."""
    try:
        entry = Entry.model_validate(yaml.safe_load(text))
    except (yaml.YAMLError, ValidationError) as error:
        raise LexiconError(f"{source}: {error}") from error
    if entry.signal not in BY_NAME:
        raise LexiconError(f"{source}: signal {entry.signal!r} is not in the catalogue")
    top = BY_NAME[entry.signal].maximum
    for level in entry.levels:
        if level.strength > top:
            raise LexiconError(f"{source}: strength {level.strength} is over the maximum, {top:g}")
    return entry


def _shipped(language: Language) -> Iterator[tuple[str, str]]:
    folder = files("boussole.core.signals").joinpath("lexicons", language)
    for file in sorted(folder.iterdir(), key=lambda found: found.name):
        if file.name.endswith(".yaml") and file.name != "manners.yaml":
            yield f"{language}/{file.name}", file.read_text(encoding="utf-8")


@cache
def manners(language: Language) -> Manners:
    """Return the shipped manners of a language."""
    file = files("boussole.core.signals").joinpath("lexicons", language, "manners.yaml")
    return Manners.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


@cache
def entries() -> tuple[Entry, ...]:
    """Return every shipped entry, both languages."""
    return tuple(
        parse_entry(text, source=source)
        for language in LANGUAGES
        for source, text in _shipped(language)
    )


class Lexicon:
    """Everything one side of a conversation may express in one language, ready to be looked for.

    ``groups`` says, for each group of the index, whose reader it is and how strong it is: signals
    in the order of the catalogue, the strongest level of each first.
    """

    def __init__(self, language: Language, side: Side) -> None:
        own = [e for e in entries() if e.language == language and BY_NAME[e.signal].side == side]
        own.sort(key=lambda entry: SIGNAL_NAMES.index(entry.signal))
        self.groups: list[tuple[Reader, Level]] = [
            (reader, level)
            for reader in (Reader(entry, manners(language)) for entry in own)
            for level in reader.levels
        ]
        variants = manners(language).variants
        self.index = CueIndex(
            cue
            for group, (_, level) in enumerate(self.groups)
            for cue in compile_cues(group, level.cues, variants)
        )


@cache
def lexicon(language: Language, side: Side) -> Lexicon:
    """Return a shipped lexicon. Raises LexiconError on a cue that is ill formed."""
    try:
        return Lexicon(language, side)
    except CueError as error:
        raise LexiconError(f"{language}, {side}: {error}") from error
