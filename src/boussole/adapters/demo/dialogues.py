"""The written dialogues: their shape, and their loading from the files beside this module.

One file is one dialogue, ``dialogues/<lang>/<family>/<slug>.yaml``. A turn is a mapping with one key, who
speaks: ``customer``, ``agent``, ``agent2`` (the colleague who takes over), ``manager``, ``bot``,
``system`` or ``note`` (an internal note); ``wait`` is a pause before the next turn, as ``40s``, ``4m``,
``3h`` or ``2d``. Texts hold placeholders and alternatives, see ``wording``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from boussole.adapters.demo.errors import DialogueError
from boussole.adapters.demo.wording import unknown_placeholders
from boussole.core.text import Language

Speaker = Literal["customer", "agent", "agent2", "manager", "bot", "system", "note"]
DemoChannel = Literal["chat", "email", "phone"]
Hook = Literal[
    "angry",
    "box_update",
    "broken_promise",
    "calm",
    "derailment",
    "early_offer",
    "esg",
    "exemplary",
    "good_escalation",
    "invoice_change",
    "late_escalation",
    "leaving",
    "need",
    "need_explored",
    "need_missed",
    "praise",
    "privacy",
    "recovery",
    "repeat",
    "rushed_closing",
    "tense",
    "transfer",
    "vulnerable",
]
SPEAKERS: tuple[str, ...] = get_args(Speaker)
# Who speaks for the service; a note is theirs too, but the customer does not see it.
SERVED = frozenset({"agent", "agent2", "manager"})
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True, slots=True)
class Line:
    """One turn as written. ``wait`` is the pause before it in seconds, None for the channel's own."""

    speaker: Speaker
    text: str
    wait: int | None = None


class Dialogue(BaseModel):
    """One dialogue as written. ``voice`` is the customer's gender where the words need it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    lang: Language
    channel: DemoChannel
    reason: str = Field(pattern=r"^[a-z_]+\.[a-z_]+$")
    tags: frozenset[Hook] = frozenset()
    resolved: bool = True
    subject: str | None = None
    voice: Literal["f", "m"] | None = None
    csat: tuple[int, int] | None = None
    turns: tuple[Line, ...] = Field(min_length=2)

    @field_validator("turns", mode="before")
    @classmethod
    def _lines(cls, value: Any) -> Any:
        return tuple(_read_lines(value)) if isinstance(value, list) else value

    @property
    def family(self) -> str:
        """The first part of the reason."""
        return self.reason.split(".", 1)[0]


def seconds(written: str) -> int:
    """``4m`` as 240; raises ``ValueError`` with the accepted form."""
    unit = written[-1:]
    if unit not in SECONDS or not written[:-1].isdigit():
        raise ValueError(f"a pause is a number and s, m, h or d, as 4m; found {written!r}")
    return int(written[:-1]) * SECONDS[unit]


def _read_lines(items: list[Any]) -> list[Line]:
    lines: list[Line] = []
    wait: int | None = None
    for item in items:
        if not isinstance(item, dict) or len(item) != 1:
            raise ValueError(f"a turn is one mapping with one key, who speaks; found {item!r}")
        ((key, value),) = item.items()
        if key == "wait":
            wait = seconds(str(value))
        elif key in SPEAKERS:
            lines.append(Line(key, _text(value), wait))
            wait = None
        else:
            raise ValueError(f"{key!r} is none of {', '.join(SPEAKERS)}, wait")
    return lines


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"a turn is a text; put it in quotes; found {value!r}")
    unknown = unknown_placeholders(value)
    if unknown:
        raise ValueError(f"unknown placeholder {{{unknown[0]}}}")
    return value.strip()


def parse(file: str, text: str) -> Dialogue:
    """The dialogue of one file; raises ``DialogueError`` naming the file and the field."""
    try:
        return Dialogue.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError as error:
        raise DialogueError(file, "YAML", str(error).replace("\n", " ")) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise DialogueError(file, ".".join(map(str, first["loc"])), first["msg"]) from error


@cache
def load() -> tuple[Dialogue, ...]:
    """Every dialogue, in the order of their files; raises ``DialogueError`` at the first bad one."""
    found: dict[str, Dialogue] = {}
    for path, file in _walk(files("boussole.adapters.demo") / "dialogues", ""):
        dialogue = parse(path, file.read_text(encoding="utf-8"))
        if dialogue.id in found:
            raise DialogueError(path, "id", f"{dialogue.id!r} is already another dialogue’s")
        if dialogue.reason not in tree_reasons():
            raise DialogueError(path, "reason", f"add {dialogue.reason!r} to reasons.yaml")
        found[dialogue.id] = dialogue
    return tuple(found.values())


@cache
def tree_reasons() -> dict[str, str]:
    """The reason of the starter tree for each reason the dialogues name."""
    text = (files("boussole.adapters.demo") / "reasons.yaml").read_text(encoding="utf-8")
    known: dict[str, str] = yaml.safe_load(text)
    return known


def _walk(folder: Traversable, under: str) -> list[tuple[str, Traversable]]:
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return [
        pair
        for entry in entries
        for pair in (
            _walk(entry, f"{under}{entry.name}/")
            if entry.is_dir()
            else [(f"{under}{entry.name}", entry)] * entry.name.endswith(".yaml")
        )
    ]
