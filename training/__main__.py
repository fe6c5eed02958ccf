"""Learn the shipped models again: ``python -m training`` (or ``make models``)."""

from __future__ import annotations

import sys

import numpy as np
import polars as pl

from boussole.core.linear import save
from boussole.core.linear.learning import Learnt, Recipe, counted, learn
from boussole.core.linear.thresholds import best_threshold
from boussole.core.reasons import default_tree
from boussole.core.reasons.examples import learn_tree
from boussole.core.reasons.learning import save_reasons
from boussole.core.signals.models import SIDES, Side, columns
from training.card import CARD, Trained, card
from training.corpus import REASONS, SHIPPED, VERSION, sentences
from training.lines import Labelled, flags
from training.open_sets import WEIGHT, OpenSetMissingError, calm

RECIPE = Recipe(least=3)


def main() -> None:
    """Learn every model, write it where the package ships it, and write the card."""
    trained = [_train(side) for side in SIDES]
    CARD.write_text(card(trained, RECIPE), encoding="utf-8")
    reasons = learn_tree(default_tree())
    data = save_reasons(reasons, {"name": "boussole.reasons", "version": VERSION})
    (REASONS / "starter.npz").write_bytes(data)
    sys.stdout.write(f"{CARD}\n{len(reasons.keys)} reasons, {len(data):,} bytes\n")


def _train(side: Side) -> Trained:
    lines = sentences(side)
    learnt, said = _learnt(lines, side), flags(lines, side)
    thresholds = {
        name: best_threshold(learnt.held_out[:, at], said[:, at])
        for at, name in enumerate(columns(side))
    }
    about = {"name": f"boussole.{side}", "version": VERSION, "thresholds": thresholds}
    data = save(learnt.model, about)
    (SHIPPED / f"{side}.npz").write_bytes(data)
    sys.stdout.write(f"{side}: {len(lines):,} lines, {len(data):,} bytes\n")
    return Trained(side, lines, learnt, thresholds, len(data))


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


if __name__ == "__main__":
    try:
        main()
    except OpenSetMissingError as missing:
        sys.exit(str(missing))
