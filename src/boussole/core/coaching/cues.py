"""A small catalogue of cues that conversations show by themselves, as data in the playbook's condition language.

Each cue has an *occasion* (the first message of a conversation where a condition is true) and says whether it
was *followed* (another condition, true of that same message). What is counted is therefore: of the
conversations that offered the occasion, how many took it; never how often someone does something.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import Any, Literal

import polars as pl
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from boussole.core.playbook.columns import prepared
from boussole.core.playbook.compile import Plan
from boussole.core.playbook.conditions import CONVERSATION_COLUMNS, KEY, Condition
from boussole.core.playbook.words import in_words
from boussole.core.signals.catalogue import BY_NAME
from boussole.core.text import Text

Direction = Literal["more", "less"]

_OBSERVED = {
    "conversation_id": pl.String,
    "cue": pl.String,
    "turn": pl.Int32,
    "followed": pl.Boolean,
}
_SAYS: dict[Direction, Text] = {
    "more": Text(fr="{watched} {place}", en="{watched} {place}"),
    "less": Text(fr="pas de {watched} {place}", en="no {watched} {place}"),
}


class CueFormatError(ValueError):
    """The catalogue of cues cannot be read; the message says which cue and why."""


class ObservableCue(BaseModel):
    """One short sentence, and what can be observed of it: an act or signal, more or less of it, and where."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(pattern=KEY)
    sentence: Text
    watched: str
    direction: Direction
    place: Text
    occasion: Condition
    followed: Condition

    @field_validator("watched")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in BY_NAME:
            raise ValueError(f"{name!r} is no act or signal; one of: {', '.join(BY_NAME)}")
        return name

    @property
    def observed(self) -> Text:
        """What is looked at, in words: the act, and where."""
        return _SAYS[self.direction].format(watched=BY_NAME[self.watched].label, place=self.place)

    @property
    def subject(self) -> Literal["act", "signal"]:
        """Whether the agent's act or the customer's signal is watched."""
        return "act" if BY_NAME[self.watched].side == "agent" else "signal"

    def conditions(self) -> tuple[Any, Any]:
        """The occasion and what follows it, in plain words, made from the conditions that run."""
        return in_words(self.occasion), in_words(self.followed)


def observe(
    cues: Iterable[ObservableCue], turns: pl.DataFrame, conversations: pl.DataFrame
) -> pl.DataFrame:
    """Return ``conversation_id``, ``cue``, ``turn`` (where the occasion lies) and ``followed``.

    One row for each cue and each conversation that offered its occasion. ``turns`` are
    ``schemas.TURNS``, with or without labels, and ``conversations`` ``schemas.CONTACTS``.
    """
    plan, asked = Plan(), list(cues)
    columns = [(cue.key, plan.column(cue.occasion), plan.column(cue.followed)) for cue in asked]
    if not columns or turns.is_empty():
        return pl.DataFrame(schema=_OBSERVED)
    frame = plan.run(prepared(turns, conversations, CONVERSATION_COLUMNS))
    return pl.concat(_observed(frame, *names) for names in columns)


def _observed(frame: pl.DataFrame, key: str, occasion: str, followed: str) -> pl.DataFrame:
    """The first occasion of each conversation; what is done in an internal note is no occasion."""
    return (
        frame.lazy()
        .filter(pl.col(occasion) & (pl.col("_role") != "note"))
        .unique("conversation_id", keep="first", maintain_order=True)
        .select(
            "conversation_id",
            pl.lit(key).alias("cue"),
            pl.col("turn").cast(pl.Int32),
            pl.col(followed).alias("followed"),
        )
        .collect()
    )


def read_cues(source: str) -> dict[str, ObservableCue]:
    """Read a catalogue of cues from YAML. Raises ``CueFormatError``."""
    try:
        cues = [ObservableCue.model_validate(one) for one in yaml.safe_load(source)]
    except ValidationError as error:
        problem = error.errors()[0]
        place = ".".join(map(str, problem["loc"]))
        raise CueFormatError(f"{problem['input']!r}: {place}: {problem['msg']}") from error
    found = {cue.key: cue for cue in cues}
    if len(found) < len(cues):
        raise CueFormatError("two cues have the same key; keys are for life and name one cue each")
    return found


CUES: dict[str, ObservableCue] = read_cues(
    files(__package__).joinpath("cues.yaml").read_text(encoding="utf-8")
)
