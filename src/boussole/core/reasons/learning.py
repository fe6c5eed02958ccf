"""Learning reasons from examples: what people who know the company said a message was about.

Each reason is learnt against all the others, and the cues of the tree (``finding.py``) speak beside what is
learnt. A message no reason stands out for is left unknown. What standing out means is read on examples
held out: the score from which ``PRECISION`` of the answers are right, and in any case the one under which
one known message in ``REFUSED`` falls, which is the price of not guessing.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from boussole.core.folding import fold_column
from boussole.core.linear import LinearModel, load, save
from boussole.core.linear.learning import Recipe, counted, learn_margins
from boussole.core.reasons.tree import ReasonTree
from boussole.core.terms import find_terms
from boussole.core.unread import without_unread

LONGEST = 4_000  # characters read: a reason is said early
FEWEST = 3  # examples without which a reason is not learnt
MANY = 80  # examples of a reason from which words alone say enough, and families add little
REFUSED = 40
PRECISION = 0.75
WEIGHT_OF_CUE = 0.125  # of a score, for each point of weight of the cues, up to MOST_CUES points
MOST_CUES = 8
ENOUGH_CUES = 2  # points of weight from which the cues of a reason without examples stand out alone
_BATCH = 2_000

Floats = NDArray[np.float32]


class Scored(NamedTuple):
    """What was learnt of some texts: ``[texts, keys]``."""

    values: Floats
    keys: tuple[str, ...]


class Cued(NamedTuple):
    """What cues weigh in some texts: int16 ``[texts, keys]``."""

    weights: NDArray[np.int16]
    keys: tuple[str, ...]


class TooFewExamplesError(ValueError):
    """There is nothing to tell apart: fewer than two reasons have enough examples."""


@dataclass(frozen=True)
class ReasonModel:
    """Tells reasons apart. ``least`` is the score under which a message is left unknown."""

    linear: LinearModel
    least: float

    @property
    def keys(self) -> tuple[str, ...]:
        """The reasons it tells apart."""
        return self.linear.labels

    @cached_property
    def fingerprint(self) -> str:
        """Eight characters that change with anything the model learnt."""
        seen = hashlib.blake2b(self.linear.weights.tobytes(), digest_size=4)
        seen.update(repr((self.keys, self.least)).encode())
        return seen.hexdigest()

    def scores(self, texts: pl.Series) -> Floats:
        """Return float32 ``[texts, keys]``: how far each reason stands out, 0 where its line is."""
        parts = [
            self.linear.scores(find_terms(_prepared(texts[at : at + _BATCH]), folded=True))
            for at in range(0, len(texts), _BATCH)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.keys)), np.float32)

    def find(self, texts: pl.Series, tree: ReasonTree | None = None) -> pl.Series:
        """Return the reason each text speaks of, null when none stands out.

        With a ``tree``, its cues speak too and only its active reasons are returned.
        """
        scored = Scored(self.scores(texts), self.keys)
        found = _found(scored, texts, tree, self.least)
        return pl.Series(texts.name, found, dtype=pl.String)


class Learnt(NamedTuple):
    """A model, and what each example is read as by one that learnt neither it nor its doubles."""

    model: ReasonModel
    found: list[str | None]


def learn_reasons(
    texts: Sequence[str], keys: Sequence[str | None], tree: ReasonTree | None = None
) -> ReasonModel:
    """Learn from examples; a null key is a message known to be of none of the reasons.

    With the ``tree`` whose cues will speak beside the model, they are reckoned with. Raises TooFewExamplesError when fewer than two reasons have ``FEWEST`` examples.
    """
    return _learn(texts, keys, tree, alike=None)[0]


def learn_held_out(texts: Sequence[str], keys: Sequence[str | None], tree: ReasonTree) -> Learnt:
    """Learn as :func:`learn_reasons` does, and say what each example is read as when held out.

    Held out in turn, an example is read as any message would be, with the cues of the ``tree``; one
    of a reason that is too rare to be learnt teaches nothing, and is read by the whole model.
    """
    asked = pl.Series("text", texts, dtype=pl.String)
    model, scores, kept = _learn(texts, keys, tree, alike=_doubles(asked))
    found: list[str | None] = model.find(asked, tree).to_list()
    again = _found(Scored(scores, model.keys), asked[kept], tree, model.least)
    for at, key in zip(kept, again, strict=True):
        found[at] = key
    return Learnt(model, found)


def _doubles(texts: pl.Series) -> list[int]:
    """Number the texts: those that say the same, whatever the case and accents, have the same number."""
    numbers: dict[str, int] = {}
    return [numbers.setdefault(text.strip(), len(numbers)) for text in _prepared(texts)]


def _found(
    scored: Scored, texts: pl.Series, tree: ReasonTree | None, least: float
) -> list[str | None]:
    """The reason that stands out in each text, among those of the ``tree`` when there is one."""
    scores, keys = scored
    if tree is not None:
        cues = Cued(tree.cues.weights(texts), tree.cues.keys)
        scores, keys = _with_cues(scored, cues, cues.keys, least), cues.keys
    best = scores.argmax(axis=1)
    sure = scores[np.arange(len(best)), best] >= least
    return [keys[at] if known else None for at, known in zip(best, sure, strict=True)]


def _learn(
    texts: Sequence[str],
    keys: Sequence[str | None],
    tree: ReasonTree | None,
    alike: Sequence[int] | None,
) -> tuple[ReasonModel, Floats, list[int]]:
    """Learn; also the scores that rows held out in turn were given, without cues, and which rows."""
    times = Counter(key for key in keys if key is not None)
    learnt = tuple(sorted(key for key, count in times.items() if count >= FEWEST))
    if len(learnt) < 2:  # noqa: PLR2004 - one reason alone cannot be told from another
        raise TooFewExamplesError(
            f"two reasons with at least {FEWEST} examples each are needed to tell reasons apart"
        )
    kept = [at for at, key in enumerate(keys) if key is None or times[key] >= FEWEST]
    told = pl.Series("text", [texts[at] for at in kept], dtype=pl.String)
    said = np.array([[keys[at] == key for key in learnt] for at in kept], dtype=np.bool_)
    many = len(kept) >= MANY * len(learnt)
    recipe = Recipe(families=1.0 if many else 2.0)
    groups = None if alike is None else [alike[at] for at in kept]
    model, scores = learn_margins(counted(_prepared(told)), said, learnt, recipe, alike=groups)
    held_out = scores
    if tree is not None:
        cues = Cued(tree.cues.weights(told), tree.cues.keys)
        held_out = _with_cues(Scored(scores, learnt), cues, learnt, least=0.0)
    return ReasonModel(model, _least(held_out, said)), scores, kept


def _with_cues(scores: Scored, cues: Cued, kept: tuple[str, ...], least: float) -> Floats:
    """Score the reasons ``kept``: what was learnt plus what their cues weigh, either one alone if need be.

    A reason without examples stands out once its cues weigh ``ENOUGH_CUES``.
    """
    points = WEIGHT_OF_CUE * np.minimum(cues.weights, MOST_CUES).astype(np.float32)
    joined = np.full(
        (len(scores.values), len(kept)), least - WEIGHT_OF_CUE * ENOUGH_CUES, np.float32
    )
    for at, key in enumerate(kept):
        if key in scores.keys:
            joined[:, at] = scores.values[:, scores.keys.index(key)]
        if key in cues.keys:
            joined[:, at] += points[:, cues.keys.index(key)]
    return joined


def _least(held_out: Floats, said: NDArray[np.bool_]) -> float:
    known = said.any(axis=1)
    best, right = held_out.max(axis=1), said[np.arange(len(said)), held_out.argmax(axis=1)]
    order = np.argsort(-best)
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(precision >= PRECISION)
    precise = best[order][enough[-1]] if len(enough) else best.max()
    return float(max(precise, np.quantile(best[known], 1 / REFUSED)))


def _prepared(texts: pl.Series) -> pl.Series:
    return without_unread(fold_column(texts.cast(pl.String).fill_null("").str.slice(0, LONGEST)))


def save_reasons(model: ReasonModel, about: dict[str, Any]) -> bytes:
    """Write a model to keep. The same model gives the same bytes."""
    return save(model.linear, {**about, "least": model.least})


def load_reasons(data: bytes) -> tuple[ReasonModel, dict[str, Any]]:
    """Read a kept model and what is said about it. Raises ModelFileError."""
    linear, about = load(data)
    return ReasonModel(linear, float(about["least"])), about
