"""What a brief is made of. Every sentence is in both languages; every claim names its conversations.

``brief.json`` is this model, so its names are an interface that others script against.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Literal

from pydantic import BaseModel, ConfigDict

from boussole.core.text import Text

BRIEF_VERSION = 1


class Part(BaseModel):
    """A frozen part of a brief."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Period(Part):
    """The days a brief speaks of, both included, and the instant it looks back from."""

    since: date
    until: date
    as_of: datetime
    whole: bool = False
    label: Text

    @property
    def begins(self) -> datetime | None:
        """The first instant of the period; none when all there is is read, dated or not."""
        return None if self.whole else datetime.combine(self.since, time(), tzinfo=UTC)

    @property
    def ends(self) -> datetime | None:
        """The instant the period ends, excluded; none when all there is is read."""
        return None if self.whole else self.as_of


class Quote(Part):
    """A passage in its turn: ``text[start:end]`` is what shows the label. Masked."""

    conversation_id: str
    turn: int
    text: str
    start: int
    end: int


class Uncertain(Part):
    """A value with its interval and sample; ``value`` is null when there is not enough data."""

    value: float | None
    low: float | None
    high: float | None
    n: int


class Point(Part):
    """One week of a series."""

    week: date
    value: float | None
    n: int


class Change(Part):
    """Something that moved beyond its usual variation, this week."""

    about: str
    label: Text
    sentence: Text
    direction: Literal["up", "down"]
    better: bool | None
    now: Uncertain
    usual: Uncertain
    since: date
    series: tuple[Point, ...]
    conversation_ids: tuple[str, ...]


class Pattern(Part):
    """A rule that finds more in one team than in the others."""

    rule: str
    kind: str
    success: bool
    team: str
    sentence: Text
    here: Uncertain
    elsewhere: Uncertain
    conversation_ids: tuple[str, ...]


class Friction(Part):
    """Where customers struggle, with what they say."""

    reason: str
    label: Text
    step: str | None
    origin: str | None
    contacts: int
    customers: int
    effort: Uncertain
    tense: Uncertain
    sentence: Text
    quotes: tuple[Quote, ...]
    conversation_ids: tuple[str, ...]


class Debrief(Part):
    """A concrete situation worth a debrief, success or not."""

    conversation_id: str
    rule: str
    kind: str
    label: Text
    success: bool
    turn: int
    agent: str | None
    team: str | None
    passage: str
    quote: Quote
    why: Text
    cue: Text
    because: tuple[int, ...]


class Thanks(Part):
    """Someone to thank, and for what exactly."""

    agent: str
    team: str | None
    kinds: dict[str, int]
    sentence: Text
    quotes: tuple[Quote, ...]


class Cause(Part):
    """What a department's work caused: contacts that a failure created."""

    origin: str
    label: Text
    contacts: int
    customers: int
    share: Uncertain
    sentence: Text
    reasons: dict[str, int]
    quotes: tuple[Quote, ...]
    conversation_ids: tuple[str, ...]


class Indicator(Part):
    """A metric over the period, and whether it moved."""

    metric: str
    version: int
    label: Text
    unit: str
    estimate: Uncertain
    shown: Text
    state: Literal["ok", "insufficient", "immature"]
    change: Literal["real", "usual", "not_enough"]
    words: Text
    series: tuple[Point, ...] = ()


class Coverage(Part):
    """What was read, and what could not be said for want of data."""

    conversations: int
    in_period: int
    customers: int
    rejected: int
    languages: dict[str, int]
    reason_known: Uncertain
    notes: tuple[Text, ...]


class Brief(Part):
    """Monday's brief."""

    version: int = BRIEF_VERSION
    period: Period
    team: str | None
    headline: Text
    changes: tuple[Change, ...]
    patterns: tuple[Pattern, ...]
    frictions: tuple[Friction, ...]
    situations: tuple[Debrief, ...]
    upstream: tuple[Debrief, ...]
    thanks: tuple[Thanks, ...]
    causes: tuple[Cause, ...]
    indicators: tuple[Indicator, ...]
    false_alarms: Text
    coverage: Coverage
    made_with: dict[str, str]
