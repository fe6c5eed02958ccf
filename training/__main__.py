"""Learn the shipped models again: ``python -m training`` (or ``make models``)."""

from __future__ import annotations

import sys

import numpy as np
import polars as pl

from boussole.core.linear import save
from boussole.core.linear.learning import Learnt, Recipe, counted, learn
from boussole.core.linear.thresholds import best_threshold, probability
from boussole.core.signals.models import SIDES, Side, columns
from training.corpus import SHIPPED, VERSION, sentences
from training.lines import Labelled, flags

RECIPE = Recipe()


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


def _learnt(lines: list[Labelled], side: Side) -> Learnt:
    counts = counted(pl.Series([line.text for line in lines]))
    return learn(counts, flags(lines, side), columns(side), RECIPE)


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
    main()
