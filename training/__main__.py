"""Learn the shipped models again: ``python -m training`` (or ``make models``)."""

from __future__ import annotations

import sys

import numpy as np
import polars as pl

from boussole.core.linear import save
from boussole.core.linear.learning import Learnt, Recipe, counted, learn
from boussole.core.linear.thresholds import best_threshold, probability
from boussole.core.reasons import default_tree
from boussole.core.reasons.examples import learn_tree
from boussole.core.reasons.learning import save_reasons
from boussole.core.signals.models import SIDES, Side, columns
from training.corpus import REASONS, SHIPPED, VERSION, sentences
from training.lines import Labelled, flags
from training.open_sets import WEIGHT, OpenSetMissingError, calm

RECIPE = Recipe(least=3)


def main() -> None:
    """Learn each side's model, write it where the package ships it, and say what held-out lines give."""
    for side in SIDES:
        lines = sentences(side)
        learnt = _learnt(lines, side)
        said = flags(lines, side)
        thresholds = {
            name: best_threshold(learnt.held_out[:, at], said[:, at])
            for at, name in enumerate(columns(side))
        }
        about = {"name": f"boussole.{side}", "version": VERSION, "thresholds": thresholds}
        data = save(learnt.model, about)
        (SHIPPED / f"{side}.npz").write_bytes(data)
        _report(side, lines, learnt, thresholds, len(data))
    _learn_reasons()


def _learn_reasons() -> None:
    """Learn the starter tree from its examples."""
    model = learn_tree(default_tree())
    data = save_reasons(model, {"name": "boussole.reasons", "version": VERSION})
    (REASONS / "starter.npz").write_bytes(data)
    sys.stdout.write(f"reasons: {len(model.keys)} reasons, {len(data):,} bytes\n")


def _learnt(lines: list[Labelled], side: Side) -> Learnt:
    """Learn a side's lines, and for customers the calm of the open sets, which measures nothing."""
    said = flags(lines, side)
    more = calm() if side == "customer" else []
    counts = counted(pl.Series([line.text for line in lines] + more))
    nothing = np.zeros((len(more), said.shape[1]), dtype=np.bool_)
    weight = np.array([1.0] * len(lines) + [WEIGHT] * len(more), dtype=np.float32)
    judged = np.arange(len(lines) + len(more)) < len(lines)
    learnt = learn(
        counts, np.vstack([said, nothing]), columns(side), RECIPE, weight=weight, judged=judged
    )
    return Learnt(learnt.model, learnt.held_out[: len(lines)])


def _report(
    side: Side, lines: list[Labelled], learnt: Learnt, thresholds: dict[str, float], size: int
) -> None:
    said = flags(lines, side)
    write = sys.stdout.write
    write(f"{side}: {len(lines):,} lines, {len(learnt.model.buckets):,} terms, {size:,} bytes\n")
    scores = []
    for at, name in enumerate(columns(side)):
        found = probability(learnt.held_out[:, at]) >= thresholds[name]
        both = (found & said[:, at]).sum()
        precision, recall = both / max(1, found.sum()), both / max(1, said[:, at].sum())
        scores.append(2 * precision * recall / max(1e-9, precision + recall))
        write(
            f"  {name:20} {said[:, at].sum():5} lines  precision {precision:.2f}  recall {recall:.2f}"
            f"  F1 {scores[-1]:.2f}  threshold {thresholds[name]:.2f}\n"
        )
    write(f"  macro F1 on lines held out {np.mean(scores):.3f}\n")


if __name__ == "__main__":
    try:
        main()
    except OpenSetMissingError as missing:
        sys.exit(str(missing))
