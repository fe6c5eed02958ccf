"""The questions asked of the data, and their answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.accuracy.learnt import cross_fitted
from benchmarks.accuracy.readings import VADER_EDGE, Reading, read, vader
from benchmarks.accuracy.samples import SAMPLES, Line
from benchmarks.accuracy.scores import Flags, Scores, confusion, f1, f1_gain, scores, share
from boussole.core.metrics.intervals import Interval

SEED = 20
EXAMPLES = 3
SHORT, LONG = 25, 110  # characters of a line worth showing

# Lines with these are left out of the examples: the page is read at work.
_COARSE = re.compile(
    r"(?i)f+u+c?k|sh[i1]t|bitch|cunt|dick|cock|\bass(?:hole)?s?\b|bastard|whore|slut|\brap(?:e|ist)|porn|sex|nazi|"
    r"\bjews?\b|muslim|black|white|gay|suicid|kill|murder|dead|\bdie\b|retard|nigg|faggot|damn|\bhell\b|\bguns?\b|"
    r"blood|get(?:s|ting)? (?:her|him|me) off|idiot|moron|stupid|troll|pimp|drug|autis|blow me|"
    r"merde|\bput(?:e|ain)|\bcon(?:ne|nard|nasse)?s?\b|salop|encul|chier|bordel|bite\b|\bcul\b|p[ée]d[ée]|tue|imb[ée]cile|"
    r"\bmort|mourir|\bsang\b|viol|juif|arabe|noir|n[èe]gre|rital|flic|cam[ée]|crétin|drogue"
)


@dataclass(frozen=True, slots=True)
class Question:
    """Does the signal, at ``least`` that strength, find the lines that carry one of ``labels``?

    Lines that carry only a label of ``aside`` are left out: they are neither right nor wrong.
    """

    sample: str
    signal: str
    labels: tuple[str, ...]
    least: float = 0.0
    aside: tuple[str, ...] = ()
    examples: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question found, beside the baselines."""

    question: Question
    ours: Scores
    lexicon: Scores | None
    learnt: Scores
    gain: Interval | None
    every_line: float
    false_alarms: tuple[str, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many rows of a set without labels show something."""

    what: str
    ours: Interval
    lexicon: Interval | None = None


CROSS = ("anger", "annoyance", "disappointment", "disapproval")
QUESTIONS = (
    Question("GoEmotions", "dissatisfaction", CROSS, 1, examples=True),
    Question("GoEmotions", "dissatisfaction", CROSS, 2),
    Question("GoEmotions", "praise", ("gratitude",), examples=True),
    Question("XED English", "dissatisfaction", ("anger",), 1, aside=("disgust",)),
    Question("XED French", "dissatisfaction", ("anger",), 1, aside=("disgust",), examples=True),
    Question("XED French", "dissatisfaction", ("anger",), 2, aside=("disgust",)),
    Question("ToxiFrench", "dissatisfaction", ("insult",), 1),
    Question("ToxiFrench", "dissatisfaction", ("insult",), 3),
)
COUNTED = (
    ("dissatisfaction, 1 or more", "dissatisfaction", 1),
    ("dissatisfaction, 2 or more", "dissatisfaction", 2),
    ("dissatisfaction, 3", "dissatisfaction", 3),
    ("effort", "effort", 0),
    ("repeat_contact", "repeat_contact", 0),
    ("manager_request", "manager_request", 0),
    ("leaving_intent", "leaving_intent", 0),
    ("public_threat", "public_threat", 0),
    ("vulnerability", "vulnerability", 0),
    ("praise", "praise", 0),
)


@dataclass(frozen=True, slots=True)
class Read:
    """A sample once read: its lines, what Boussole found, and VADER's scores when it is English."""

    lines: list[Line]
    reading: Reading
    compound: np.ndarray[tuple[int], np.dtype[np.float64]] | None

    def lexicon(self, signal: str) -> Flags | None:
        """What the baseline says of dissatisfaction or praise; None for any other or in French."""
        if self.compound is None or signal not in {"dissatisfaction", "praise"}:
            return None
        return self.compound >= VADER_EDGE if signal == "praise" else self.compound <= -VADER_EDGE

    def in_language(self, lang: str) -> Interval:
        """Share of the lines whose language was recognised."""
        return share(np.array([found == lang for found in self.reading.langs]))


def read_sample(name: str) -> Read:
    """Read a sample, and score it with VADER when it is in English."""
    sample = SAMPLES[name]
    lines = sample.lines(SEED)
    texts = [line.text for line in lines]
    return Read(lines, read(texts), vader(texts) if sample.lang == "en" else None)


def answer(question: Question, sample: Read) -> Answer:
    """Answer a question about a sample."""
    label = _carries(sample.lines, question.labels)
    kept = label | ~_carries(sample.lines, question.aside)
    found = sample.reading.shows(question.signal, question.least)
    lexicon = sample.lexicon(question.signal)
    texts = [text for text, keep in zip(sample.reading.texts, kept, strict=True) if keep]
    label, found = label[kept], found[kept]
    other = None if lexicon is None else lexicon[kept]
    draw = _examples(texts) if question.examples else _no_examples
    return Answer(
        question=question,
        ours=scores(label, found, SEED),
        lexicon=None if other is None else scores(label, other, SEED),
        learnt=scores(label, cross_fitted(texts, label, SEED), SEED),
        gain=None if other is None else f1_gain(label, found, other, SEED),
        every_line=float(f1(confusion(label, np.ones_like(label)))),
        false_alarms=draw(found & ~label),
        missed=draw(label & ~found),
    )


def by_label(question: Question, sample: Read) -> list[tuple[str, Scores]]:
    """Score each label of a question alone, for its recall: precision means nothing there."""
    found = sample.reading.shows(question.signal, question.least)
    return [
        (name, scores(_carries(sample.lines, (name,)), found, SEED)) for name in question.labels
    ]


def shares(sample: Read) -> list[Share]:
    """Count what is read in a set without labels."""
    counted = []
    for what, signal, least in COUNTED:
        lexicon = sample.lexicon(signal) if least <= 1 else None
        counted.append(
            Share(
                what,
                share(sample.reading.shows(signal, least)),
                None if lexicon is None else share(lexicon),
            )
        )
    return counted


def shown(sample: Read, signal: str, least: float) -> tuple[str, ...]:
    """Draw a few rows that show a signal in a set without labels."""
    return _examples(sample.reading.texts)(sample.reading.shows(signal, least))


def _carries(lines: list[Line], labels: tuple[str, ...]) -> Flags:
    return np.array([not line.labels.isdisjoint(labels) for line in lines], dtype=np.bool_)


def _no_examples(chosen: Flags) -> tuple[str, ...]:  # noqa: ARG001 - the same shape as _examples
    return ()


def _worth_showing(text: str) -> bool:
    """Short and decent; capitals alone are captions, which name people."""
    return SHORT <= len(text) <= LONG and not text.isupper() and not _COARSE.search(text)


def _examples(texts: list[str]) -> Callable[[Flags], tuple[str, ...]]:
    """Draw a few short, decent lines among those chosen."""

    def draw(chosen: Flags) -> tuple[str, ...]:
        fit = [
            " ".join(text.split())
            for text, wanted in zip(texts, chosen, strict=True)
            if wanted and _worth_showing(text)
        ]
        order = np.random.default_rng(SEED).permutation(len(fit))[:EXAMPLES]
        return tuple(fit[number] for number in order)

    return draw
