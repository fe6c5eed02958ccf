"""The signals on the gold's messages: label by label, beside the baselines on the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.accuracy.baselines import VADER_EDGE, Plain, learn_plain, lexicon
from benchmarks.accuracy.examples import SEED, drawn
from benchmarks.accuracy.gold import GoldSet
from benchmarks.accuracy.ranking import (
    Floats,
    Reached,
    at_precision,
    auc,
    calibration_error,
    centred,
    interval,
    macro_f1,
    resampled,
)
from benchmarks.accuracy.readings import Reading, chances, read
from benchmarks.accuracy.scores import Flags, Scores, f1_gain, scores
from benchmarks.accuracy.subsets import Part, parts
from boussole.core.metrics.intervals import Interval
from boussole.core.readings.thresholds import PRESENT
from boussole.core.signals.models import GRADED, GRADES, Side, columns
from training.corpus import sentences
from training.lines import flags

STRONG_PRECISION = 0.70  # what an alert on strong dissatisfaction must at least hold
LONGEST_EXAMPLE = 160


@dataclass(frozen=True, slots=True)
class Asked:
    """A label of the gold: the column of the model, and what the reading must show for a yes."""

    column: str
    signal: str
    least: float

    @property
    def said(self) -> str:
        """How the page calls it."""
        if self.signal != GRADED:
            return self.signal
        return f"{self.signal}, {self.least:.0f}{' or more' if self.least < GRADES else ''}"


@dataclass(frozen=True, slots=True)
class LabelScores:
    """One label: Boussole's figures, the baselines', and lines where Boussole is wrong."""

    asked: Asked
    ours: Scores
    auc: Interval
    chance_auc: Interval
    calibration: Interval
    half: Scores
    best: Scores
    plain_auc: Interval
    false_alarms: tuple[str, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LexiconScores:
    """What a lexicon finds of one label, and Boussole's F1 less its own."""

    asked: Asked
    scores: Scores
    auc: Interval
    gain: Interval


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong dissatisfaction when a precision is asked for: the threshold, and what is then found."""

    threshold: float
    precision: float
    recall: Interval


@dataclass(frozen=True, slots=True)
class SetScores:
    """Everything measured on one set of messages; ``gain`` is over the best of the plain baseline."""

    gold: GoldSet
    n: int
    unlabelled: int
    tags: Mapping[str, int]
    labels: tuple[LabelScores, ...]
    macro: Interval
    half_macro: Interval
    best_macro: Interval
    gain: Interval
    calibration: Interval
    lexicon: tuple[LexiconScores, ...]
    strong: Strong | None
    parts: tuple[Part, ...]

    def label(self, column: str) -> LabelScores:
        """Return the scores of a column of the model."""
        return next(one for one in self.labels if one.asked.column == column)


def asked(side: Side) -> tuple[Asked, ...]:
    """List what is asked of a side's messages, in the order of its model's columns."""
    found = []
    for column in columns(side):
        signal, _, grade = column.partition(":")
        found.append(Asked(column, signal, float(grade) if grade else PRESENT))
    return tuple(found)


def learn_baseline(side: Side) -> Plain:
    """Learn the plain baseline from the very sentences that the side's model learns from."""
    lines = sentences(side)
    return learn_plain([line.text for line in lines], flags(lines, side))


def score_set(gold: GoldSet, plain: Plain) -> SetScores:
    """Measure one set."""
    lines = gold.lines()
    reading = read([line.text for line in lines], gold.side)
    label = flags(lines, gold.side)
    questions = asked(gold.side)
    found = np.array([reading.shows(one.signal, one.least) for one in questions]).T
    ours = chances(reading.texts, gold.side).astype(np.float64)
    theirs = plain.chances(reading.texts).astype(np.float64)
    half, best = theirs >= PRESENT, theirs >= plain.best
    weights = resampled(len(lines), SEED)
    macros = [macro_f1(label, answer, weights) for answer in (found, half, best)]
    errors = [
        calibration_error(column, chance, weights)
        for column, chance in zip(label.T, ours.T, strict=True)
    ]
    return SetScores(
        gold=gold,
        n=len(lines),
        unlabelled=sum(not line.labels for line in lines),
        tags=Counter(tag for line in lines for tag in sorted(line.tags)),
        labels=tuple(
            LabelScores(
                asked=one,
                ours=scores(label[:, at], found[:, at], SEED),
                auc=_auc(label[:, at], reading.strengths[one.signal], weights),
                chance_auc=_auc(label[:, at], ours[:, at], weights),
                calibration=interval(centred(errors[at])),
                half=scores(label[:, at], half[:, at], SEED),
                best=scores(label[:, at], best[:, at], SEED),
                plain_auc=_auc(label[:, at], theirs[:, at], weights),
                false_alarms=_examples(reading, found[:, at] & ~label[:, at]),
                missed=_examples(reading, label[:, at] & ~found[:, at]),
            )
            for at, one in enumerate(questions)
        ),
        macro=interval(macros[0]),
        half_macro=interval(macros[1]),
        best_macro=interval(macros[2]),
        gain=interval(macros[0] - macros[2]),
        calibration=interval(centred(np.mean(errors, axis=0))),
        lexicon=_lexicon(gold, reading, label, found) if gold.side == "customer" else (),
        strong=_strong(label, ours, weights) if gold.side == "customer" else None,
        parts=parts(lines, label, found) if gold.side == "customer" else (),
    )


def _auc(label: Flags, strength: object, weights: Floats) -> Interval:
    return interval(auc(label, np.asarray(strength, dtype=np.float64), weights))


def _examples(reading: Reading, wanted: Flags) -> tuple[str, ...]:
    return drawn(reading.texts, wanted, longest=LONGEST_EXAMPLE)


def _lexicon(
    gold: GoldSet, reading: Reading, label: Flags, found: Flags
) -> tuple[LexiconScores, ...]:
    """Ask the lexicon what it can answer: dissatisfaction of any grade, and praise."""
    compound = lexicon(gold.language)(reading.texts)
    weights = resampled(len(compound), SEED)
    answers = []
    for at, one in enumerate(asked(gold.side)):
        if one.signal not in {GRADED, "praise"}:
            continue
        towards = compound if one.signal == "praise" else -compound
        said = towards >= VADER_EDGE
        answers.append(
            LexiconScores(
                asked=one,
                scores=scores(label[:, at], said, SEED),
                auc=interval(auc(label[:, at], towards, weights)),
                gain=f1_gain(label[:, at], found[:, at], said, SEED),
            )
        )
    return tuple(answers)


def _strong(label: Flags, chance: Floats, weights: Floats) -> Strong:
    at = columns("customer").index(f"{GRADED}:{GRADES}")
    reached: Reached = at_precision(label[:, at], chance[:, at], weights, STRONG_PRECISION)
    return Strong(
        threshold=float(reached.threshold[0]),
        precision=float(reached.precision[0]),
        recall=interval(reached.recall),
    )
