"""How often each signal was right on the gold messages: figures that come with the models shipped.

Written by ``benchmarks/accuracy/curves.py`` into ``published.json``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Counts:
    """How many gold messages a signal was rightly found in, wrongly found in, and missed in."""

    right: int
    wrong: int
    missed: int


@dataclass(frozen=True, slots=True)
class Published:
    """The models measured, the number of gold messages, and the counts of each signal."""

    model: str
    messages: int
    signals: Mapping[str, Counts]


@cache
def published() -> Published:
    """Return the figures that come with Boussole."""
    text = files(__package__).joinpath("published.json").read_text("utf-8")
    found = json.loads(text)
    signals = {name: Counts(**counts) for name, counts in found["signals"].items()}
    return Published(found["model"], found["messages"], signals)
