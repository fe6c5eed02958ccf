"""Strengths and passages of a column of distinct texts, by one side's model."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from boussole.core.linear.evidence import passages
from boussole.core.linear.model import Known
from boussole.core.linear.thresholds import probability
from boussole.core.signals.models import GRADED, GRADES, SignalModel
from boussole.core.signals.pieces import Pieces, pieces
from boussole.core.terms import Terms, find_terms

FLOOR = (
    0.3  # strengths under it are noise, and no rule can look under it (core.playbook.sensitivity)
)
BATCH = 600  # texts read at once: the arrays of one batch stay in the processor’s cache

Floats = NDArray[np.float32]
Indexes = NDArray[np.intp]


class Found(NamedTuple):
    """Labels of a column: text ``row[i]`` carries signal ``signal[i]``, shown by ``start[i]:end[i]``."""

    row: Indexes
    signal: Indexes
    strength: Floats
    start: NDArray[np.int32]
    end: NDArray[np.int32]


def found(texts: pl.Series, model: SignalModel) -> Found:
    """Find the labels of each folded text; ``signal`` counts the signals of the model's side."""
    parts = [_batch(texts[at : at + BATCH], at, model) for at in range(0, len(texts), BATCH)]
    if not parts:
        return _joined([_batch(texts, 0, model)])
    return _joined(parts)


def _joined(parts: list[Found]) -> Found:
    return Found(*(np.concatenate([part[at] for part in parts]) for at in range(5)))


def _batch(texts: pl.Series, shift: int, model: SignalModel) -> Found:
    cut = pieces(texts)
    terms = find_terms(pl.concat([texts, cut.text.alias(texts.name)]), folded=True)
    known = model.linear.known(terms)
    scores = model.linear.scores_of(known)
    chances, shown = _with_pieces(probability(scores), cut, len(texts))
    strength = strengths(chances, model)
    row, signal = np.nonzero(strength >= FLOOR)
    strength = strength[row, signal]
    column = _columns(signal, strength, model)
    start, end = _passages(model, (terms, known), cut, shown[row, column], column)
    return Found(row + shift, signal, strength, start, end)


def _with_pieces(chances: Floats, cut: Pieces, texts: int) -> tuple[Floats, Indexes]:
    """Join what is read in whole texts and in their pieces: the mean of the whole and of the best piece.

    Also say which row shows each label: the best piece of a long text, the text itself otherwise.
    """
    whole = chances[:texts].copy()
    shown = np.repeat(np.arange(texts)[:, None], chances.shape[1], axis=1)
    if not len(cut.owner):
        return whole, shown
    firsts = np.flatnonzero(np.diff(cut.owner, prepend=-1))
    best = np.maximum.reduceat(chances[texts:], firsts, axis=0)
    owners = cut.owner[firsts]
    whole[owners] = (whole[owners] + best) / 2
    ends = np.append(firsts[1:], len(cut.owner))
    for owner, first, end in zip(owners, firsts, ends, strict=True):
        shown[owner] = texts + first + chances[texts + first : texts + end].argmax(axis=0)
    return whole, shown


def strengths(chances: Floats, model: SignalModel) -> Floats:
    """Bring probabilities, ``[texts, columns]``, to strengths, ``[texts, signals of the side]``.

    A strength is one half at the threshold of its column; dissatisfaction goes by its grades.
    """
    at = model.thresholds
    lower = chances / (2 * at)
    upper = 0.5 + (chances - at) / (2 * (1 - at))
    strength = np.where(chances < at, lower, upper).astype(np.float32)
    if not model.linear.labels[0].startswith(GRADED):
        return strength
    graded = _graded(strength[:, :GRADES])
    return np.concatenate([graded[:, None], strength[:, GRADES:]], axis=1)


def _graded(strength: Floats) -> Floats:
    """Put three strengths on one scale: the highest grade there is, then how near the next one is."""
    there = strength >= 0.5  # noqa: PLR2004 - the threshold of every strength
    grade = np.where(there.any(axis=1), GRADES - there[:, ::-1].argmax(axis=1), 0)
    nxt = np.minimum(grade, GRADES - 1)
    near = np.minimum(2 * strength[np.arange(len(strength)), nxt], 0.99)
    return np.where(grade == GRADES, np.float32(GRADES), (grade + near).astype(np.float32))


def _columns(signal: Indexes, strength: Floats, model: SignalModel) -> Indexes:
    """Say which column of the model shows each label."""
    if not model.linear.labels[0].startswith(GRADED):
        return signal
    grade = np.clip(strength.astype(np.intp), 1, GRADES) - 1
    return np.where(signal == 0, grade, signal + GRADES - 1)


def _passages(
    model: SignalModel, read: tuple[Terms, Known], cut: Pieces, shown: Indexes, column: Indexes
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    terms, known = read
    order = np.lexsort((shown, column))
    places = passages(model.linear, terms, known, shown[order], column[order])
    start, end = np.empty_like(places.start), np.empty_like(places.end)
    start[order], end[order] = places.start, places.end
    texts = terms.rows - len(cut.owner)
    inside = np.flatnonzero(shown >= texts)
    offset = cut.offset[shown[inside] - texts]
    start[inside] += offset
    end[inside] += offset
    return start, end
