"""The open data: where each set is, its licence, and its rows."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from boussole.core.text import Language

ROOT = Path(__file__).resolve().parents[2]
LETTERS = 1_500  # of the complaint letters, drawn once with the seed of the run
SUBTITLES = 7_500  # of the English subtitle lines, as many as there are French ones


class DataMissingError(Exception):
    """An open data set is not where it is looked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text and the labels its data set gives it; ``spans`` are its personal data."""

    text: str
    labels: frozenset[str] = frozenset()
    spans: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A set: what it is called, its licence and source, and how its lines are read."""

    name: str
    lang: Language
    about: str
    source: str
    licence: str
    file: str
    read: Callable[[Path], Iterator[Line]] = field(repr=False)
    at_most: int | None = None

    def lines(self, seed: int) -> list[Line]:
        """Return its lines, all of them or ``at_most`` drawn with ``seed``; none twice."""
        found = list(dict.fromkeys(self.read(find(self.file))))
        if self.at_most is None or len(found) <= self.at_most:
            return found
        chosen = np.random.default_rng(seed).choice(len(found), self.at_most, replace=False)
        return [found[number] for number in sorted(chosen)]


def find(name: str) -> Path:
    """Return the file ``name`` of the open data, or say where it is looked for."""
    places = [parent / "shared" / "data" / name for parent in ROOT.parents]
    for place in places:
        if place.is_file():
            return place
    raise DataMissingError(
        f"Open data missing: {name}. It is looked for in shared/data, in a folder above the"
        f" repository: {', '.join(map(str, places))}. docs/accuracy.md names each set and its source."
    )


def _jsonl(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _goemotions(path: Path) -> Iterator[Line]:
    names = (path.parent / "goemotions_labels.txt").read_text(encoding="utf-8").split()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as rows:
        for text, labels, _ in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Line(text, frozenset(names[int(number)] for number in labels.split(",")))


def _xed(path: Path) -> Iterator[Line]:
    for row in _jsonl(path):
        yield Line(row["text"], frozenset(row["labels"]))


def _toxifrench(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["label"] in {"0", "1"}:  # the last record is cut short in this half
                yield Line(row["content"], frozenset({"insult"} if row["label"] == "1" else ()))


def _cfpb(path: Path) -> Iterator[Line]:
    for row in _jsonl(path):
        yield Line(row["complaint_what_happened"])


def _banking(path: Path) -> Iterator[Line]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield Line(row["text"])


def _care(path: Path) -> Iterator[Line]:
    for conversation in _jsonl(path):
        for turn in conversation["turns"]:
            if turn["role"] == "customer":
                yield Line(turn["text"])


def _personal_data(path: Path) -> Iterator[Line]:
    for row in _jsonl(path):
        spans = (
            (span["entity_type"], span["start_position"], span["end_position"])
            for span in row["spans"]
        )
        # Even templates were read while the masking was written, odd ones only measured.
        part = "only measured" if row["template_id"] % 2 else "read while writing"
        yield Line(row["full_text"], frozenset({part}), tuple(spans))


SAMPLES = {
    sample.name: sample
    for sample in (
        Sample(
            "GoEmotions", "en", "forum comments, 27 emotions chosen by readers; the test split",
            "github.com/monologg/GoEmotions-pytorch", "Apache 2.0, data CC BY 4.0",
            "goemotions/goemotions_test.tsv.gz", _goemotions,
        ),
        Sample(
            "XED French", "fr", "film subtitle lines; labels carried over from the aligned English lines",
            "github.com/Helsinki-NLP/XED", "CC BY 4.0", "xed_emotion/fr.jsonl.gz", _xed,
        ),
        Sample(
            "XED English", "en", "film subtitle lines, 8 emotions chosen by readers",
            "github.com/Helsinki-NLP/XED", "CC BY 4.0", "xed_emotion/en.jsonl.gz", _xed, SUBTITLES,
        ),
        Sample(
            "ToxiFrench", "fr", "forum comments, insulting or not",
            "github.com/AxelDlv00/ToxiFrench", "MIT", "toxifrench/development_half.csv", _toxifrench,
        ),
        Sample(
            "CFPB letters", "en", "real complaint letters to a regulator, names redacted",
            "github.com/SuyodhanJ6/Consumer-Complaint-Dispute-Prediction", "public domain",
            "cfpb/cfpb_2023_narratives.jsonl.gz", _cfpb, LETTERS,
        ),
        Sample(
            "Banking77", "en", "plain questions to a bank; the test split",
            "github.com/PolyAI-LDN/task-specific-datasets", "CC BY 4.0",
            "banking77/test.csv.gz", _banking,
        ),
        Sample(
            "IBM customer care", "en", "real messages of customers to 24 companies on a social network",
            "github.com/IBM/twitter-customer-care-document-prediction", "Apache 2.0",
            "ibm_twitter_care_docs/dev.jsonl.gz", _care,
        ),
        Sample(
            "Presidio synthetic", "en", "made-up sentences holding personal data of known places and kinds",
            "github.com/microsoft/presidio-research", "MIT",
            "pii/presidio_synth_v2.jsonl.gz", _personal_data,
        ),
    )
}  # fmt: skip
