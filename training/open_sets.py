"""Open sets that the customers' model learns calm from: plain questions and requests, none of them a complaint.

They carry no label of ours. A share of each, drawn with a seed, weighs ``WEIGHT`` of a written line: enough to
teach what a plain request looks like, too little to teach what is right for their own domain.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SEED = 20_260
WEIGHT = 0.3


class OpenSetMissingError(Exception):
    """An open set is not where it is looked for: says where, and what to do."""


@dataclass(frozen=True)
class OpenSet:
    """A set: its name, licence, source, and how many of its texts are drawn."""

    name: str
    licence: str
    source: str
    files: tuple[str, ...]
    drawn: int
    read: Callable[[Path], Iterator[str]] = field(repr=False)

    def texts(self) -> list[str]:
        """Draw its texts, in a fixed order."""
        found = list(dict.fromkeys(text for name in self.files for text in self.read(_find(name))))
        chosen = np.random.default_rng(SEED).permutation(len(found))[: self.drawn]
        return [found[at] for at in sorted(chosen)]


def calm() -> list[str]:
    """Draw the texts of every set."""
    return [text for one in SETS for text in one.texts()]


def _find(name: str) -> Path:
    for folder in ROOT.parents:
        place = folder / "shared" / "data" / name
        if place.exists():
            return place
    raise OpenSetMissingError(
        f"{name} is looked for in shared/data, in a folder above the repository, and is not there."
        " docs/models/signals.md names each set and its source."
    )


def _clinc(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from (text for text, _ in json.load(file)["train"])


def _banking(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as rows:
        yield from (row["text"] for row in csv.DictReader(rows))


def _multidogo(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as rows:
        yield from (row["utterance"] for row in csv.DictReader(rows, delimiter="\t"))


SETS: tuple[OpenSet, ...] = (
    OpenSet(
        "CLINC150", "CC BY 3.0", "github.com/clinc/oos-eval (Larson et al., 2019)",
        ("clinc150/data_full.json.gz",), 2_000, _clinc,
    ),
    OpenSet(
        "Banking77", "CC BY 4.0", "github.com/PolyAI-LDN/task-specific-datasets (Casanueva et al., 2020)",
        ("banking77/train.csv.gz",), 1_500, _banking,
    ),
    OpenSet(
        "MultiDoGO", "CDLA-Permissive 1.0", "github.com/awslabs/multi-domain-goal-oriented-dialogues-dataset",
        tuple(f"multidogo/turn_{sector}_train.tsv.gz" for sector in ("finance", "software", "airline")), 2_500, _multidogo,
    ),
)  # fmt: skip
