"""Texts of other worlds: the questions asked of the open sets, and their answers.

Nothing the product ships learnt from these sets.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.accuracy.baselines import VADER_EDGE, lexicon, plain_held_out
from benchmarks.accuracy.readings import Reading, read
from benchmarks.accuracy.samples import SAMPLES, Line
from benchmarks.accuracy.scores import Flags, Scores, f1_gain, scores, share
from boussole.core.metrics.intervals import Interval
from boussole.core.readings.thresholds import PRESENT

SEED = 20
COST = 1.0  # of an error, for the baseline learnt there: these labels are noisy


@dataclass(frozen=True, slots=True)
class Question:
    """Does the signal, at ``least`` that strength, find the lines that carry one of ``labels``?

    Lines that carry only a label of ``aside`` are left out: they are neither right nor wrong.
    """

    sample: str
    signal: str
    labels: tuple[str, ...]
    least: float = PRESENT
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question found, beside the lexicon and what its own domain teaches to plain means."""

    question: Question
    ours: Scores
    lexicon: Scores
    learnt: Scores
    gain: Interval


@dataclass(frozen=True, slots=True)
class Share:
    """How many rows of a set without labels show something; the lexicon's share where it has one."""

    what: str
    ours: Interval
    lexicon: Interval | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What is read in a set without labels."""

    name: str
    n: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Transfer:
    """Everything measured on the open sets; ``languages`` gives the rows and the share recognised."""

    answers: tuple[Answer, ...]
    counted: tuple[Counted, ...]
    languages: tuple[tuple[str, int, Interval], ...]


CROSS = ("anger", "annoyance", "disappointment", "disapproval")
QUESTIONS = (
    Question("GoEmotions", "dissatisfaction", CROSS, 1),
    Question("GoEmotions", "dissatisfaction", CROSS, 2),
    Question("GoEmotions", "praise", ("gratitude",)),
    Question("XED English", "dissatisfaction", ("anger",), 1, aside=("disgust",)),
    Question("XED French", "dissatisfaction", ("anger",), 1, aside=("disgust",)),
    Question("XED French", "dissatisfaction", ("anger",), 2, aside=("disgust",)),
    Question("ToxiFrench", "dissatisfaction", ("insult",), 1),
    Question("ToxiFrench", "dissatisfaction", ("insult",), 3),
)
UNLABELLED = ("CFPB letters", "Banking77", "IBM customer care")
COUNTED = (
    ("dissatisfaction, 1 or more", "dissatisfaction", 1),
    ("dissatisfaction, 2 or more", "dissatisfaction", 2),
    ("dissatisfaction, 3", "dissatisfaction", 3),
    ("effort", "effort", PRESENT),
    ("repeat_contact", "repeat_contact", PRESENT),
    ("manager_request", "manager_request", PRESENT),
    ("leaving_intent", "leaving_intent", PRESENT),
    ("public_threat", "public_threat", PRESENT),
    ("vulnerability", "vulnerability", PRESENT),
    ("praise", "praise", PRESENT),
)


@dataclass(frozen=True, slots=True)
class Read:
    """A sample once read: its lines, what Boussole found, and the lexicon's scores."""

    lines: list[Line]
    reading: Reading
    compound: NDArray[np.float64]

    def lexicon(self, signal: str) -> Flags:
        """What the lexicon says of dissatisfaction or praise."""
        if signal == "praise":
            return np.asarray(self.compound >= VADER_EDGE)
        return np.asarray(self.compound <= -VADER_EDGE)

    def in_language(self, lang: str) -> Interval:
        """Share of the lines whose language was recognised."""
        return share(np.array([found == lang for found in self.reading.langs]))


def score_transfer() -> Transfer:
    """Read every set and answer every question. Raises DataMissingError, ReferenceMissingError."""
    labelled = dict.fromkeys(question.sample for question in QUESTIONS)
    read_ = {name: read_sample(name) for name in (*labelled, *UNLABELLED)}
    learnt = {}
    for question in QUESTIONS:
        key = (question.sample, question.labels)
        if key not in learnt:
            learnt[key] = in_domain(question, read_[question.sample])
    return Transfer(
        answers=tuple(
            answer(one, read_[one.sample], learnt[one.sample, one.labels]) for one in QUESTIONS
        ),
        counted=tuple(
            Counted(name, len(read_[name].lines), tuple(shares(read_[name]))) for name in UNLABELLED
        ),
        languages=tuple(
            (name, len(one.lines), one.in_language(SAMPLES[name].lang))
            for name, one in read_.items()
        ),
    )


def read_sample(name: str) -> Read:
    """Read a sample, with Boussole and with the lexicon of its language."""
    sample = SAMPLES[name]
    lines = sample.lines(SEED)
    texts = [line.text for line in lines]
    return Read(lines, read(texts), lexicon(sample.lang)(texts))


def in_domain(question: Question, sample: Read) -> Flags:
    """Say yes or no for each line as the other folds of the same set teach it."""
    label = carries(sample.lines, question.labels)[:, None]
    held_out = plain_held_out(sample.reading.texts, label, cost=COST, balanced=True)
    return np.asarray(held_out[:, 0] > 0)


def answer(question: Question, sample: Read, learnt: Flags) -> Answer:
    """Answer a question about a sample."""
    label = carries(sample.lines, question.labels)
    kept = label | ~carries(sample.lines, question.aside)
    label, learnt = label[kept], learnt[kept]
    found = sample.reading.shows(question.signal, question.least)[kept]
    other = sample.lexicon(question.signal)[kept]
    return Answer(
        question=question,
        ours=scores(label, found, SEED),
        lexicon=scores(label, other, SEED),
        learnt=scores(label, learnt, SEED),
        gain=f1_gain(label, found, other, SEED),
    )


def shares(sample: Read) -> list[Share]:
    """Count what is read in a set without labels."""
    return [
        Share(
            what,
            share(sample.reading.shows(signal, least)),
            share(sample.lexicon(signal))
            if signal in {"dissatisfaction", "praise"} and least <= 1
            else None,
        )
        for what, signal, least in COUNTED
    ]


def carries(lines: list[Line], labels: tuple[str, ...]) -> Flags:
    """Say which lines bear one of the labels."""
    return np.array([not line.labels.isdisjoint(labels) for line in lines], dtype=np.bool_)
