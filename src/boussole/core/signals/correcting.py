"""What people said a reading got wrong, and the models a deployment makes of it.

A deployment's own models are those shipped, moved by its own corrections (``linear/adapting.py``). They
stay in the deployment; what they changed is measured on corrections they did not learn from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from boussole.core.folding import fold_column
from boussole.core.linear.adapting import adapted
from boussole.core.linear.learning import SEED, counted
from boussole.core.linear.model import Floats
from boussole.core.linear.thresholds import probability
from boussole.core.readings.thresholds import is_there, least
from boussole.core.signals.models import GRADED, GRADES, SIDES, Models, Side, SignalModel
from boussole.core.signals.scoring import strengths
from boussole.core.terms import find_terms
from boussole.core.unread import without_unread

FOLDS = 5


@dataclass(frozen=True)
class Correction:
    """What someone said of a signal in a message: whether it holds; for dissatisfaction, which grade (0 to 3)."""

    text_masked: str
    side: Side
    signal: str
    holds: bool
    grade: int | None = None


@dataclass(frozen=True)
class Adapted:
    """New models, and what they are worth.

    ``right_before`` and ``right_after`` count the corrections that the models agree with, read each time
    by models that did not learn them; ``anchors_changed`` the share of other messages whose signals change.
    """

    models: Models
    corrections: int
    right_before: int
    right_after: int
    anchors_changed: float


def adapt(
    base: Models,
    corrections: Sequence[Correction],
    anchors: Mapping[Side, Sequence[str]],
    version: str,
) -> Adapted:
    """Move ``base`` by corrections, held in place by ``anchors`` (other messages of each side).

    ``version`` names the result, beside the version shipped.
    """
    models, before, after, changed, seen = base, 0, 0, 0, 0
    for side in SIDES:
        own = [one for one in corrections if one.side == side]
        model, held = base.of(side), _folded(anchors.get(side, ()))
        before += _right(model, own)
        after += _right_held_out(model, own, held)
        moved = replace(_moved(model, own, held), version=f"{model.version}+{version}")
        changed += _changed(model, moved, held)
        seen += len(held)
        models = replace(models, **{side: moved})
    return Adapted(models, len(corrections), before, after, changed / max(1, seen))


def _moved(model: SignalModel, own: Sequence[Correction], anchors: pl.Series) -> SignalModel:
    if not own:
        return model
    counts = counted(_texts(own))
    linear = adapted(model.linear, counts, _wanted(model, own), counted(anchors))
    return replace(model, linear=linear)


def _wanted(model: SignalModel, own: Sequence[Correction]) -> Floats:
    """Say for each correction which columns must hold, which must not, and which it says nothing of."""
    labels = model.linear.labels
    wanted = np.full((len(own), len(labels)), np.nan, dtype=np.float32)
    for row, one in enumerate(own):
        if one.signal != GRADED:
            wanted[row, labels.index(one.signal)] = one.holds
            continue
        grade = (one.grade if one.grade is not None else 1) if one.holds else 0
        for at in range(1, GRADES + 1):
            wanted[row, labels.index(f"{GRADED}:{at}")] = grade >= at
    return wanted


def _right_held_out(model: SignalModel, own: Sequence[Correction], anchors: pl.Series) -> int:
    fold = np.random.default_rng(SEED).permutation(len(own)) % min(FOLDS, max(2, len(own)))
    right = 0
    for which in np.unique(fold):
        taught = [one for one, at in zip(own, fold, strict=True) if at != which]
        asked = [one for one, at in zip(own, fold, strict=True) if at == which]
        right += _right(_moved(model, taught, anchors), asked)
    return right


def _right(model: SignalModel, asked: Sequence[Correction]) -> int:
    """Count the corrections a model agrees with."""
    read = _strengths(model, _texts(asked))
    names = _signals(model)
    return sum(
        _agrees(one, float(read[row, names.index(one.signal)])) for row, one in enumerate(asked)
    )


def _agrees(one: Correction, strength: float) -> bool:
    if one.signal != GRADED:
        return is_there(one.signal, strength) == one.holds
    if one.grade is not None and one.holds:
        return int(strength) == one.grade
    return is_there(one.signal, strength) == one.holds


def _changed(model: SignalModel, moved: SignalModel, anchors: pl.Series) -> int:
    if not len(anchors):
        return 0
    before, after = (_there(one, anchors) for one in (model, moved))
    return int((before != after).any(axis=1).sum())


def _there(model: SignalModel, texts: pl.Series) -> np.ndarray:
    read = _strengths(model, texts)
    return np.asarray(read >= np.array([least(name) for name in _signals(model)]))


def _signals(model: SignalModel) -> list[str]:
    return list(dict.fromkeys(label.partition(":")[0] for label in model.linear.labels))


def _strengths(model: SignalModel, texts: pl.Series) -> Floats:
    return strengths(probability(model.linear.scores(find_terms(texts, folded=True))), model)


def _texts(own: Sequence[Correction]) -> pl.Series:
    return _folded([one.text_masked for one in own])


def _folded(texts: Sequence[str]) -> pl.Series:
    return without_unread(fold_column(pl.Series("text", list(texts), dtype=pl.String)))
