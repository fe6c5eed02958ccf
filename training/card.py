"""The model cards: what each shipped model learnt from, how, and what held-out lines give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from boussole.core.linear.learning import SEED, Flags, Learnt, Recipe
from boussole.core.linear.thresholds import probability
from boussole.core.signals.models import Side, columns
from training.corpus import VERSION
from training.lines import Labelled, flags
from training.open_sets import SETS, WEIGHT

CARD = Path(__file__).resolve().parents[1] / "docs" / "models" / "signals.md"
_HEAD = """# The models that read signals

Written by `make models`; nothing on this page is typed by hand. Version {version}, seed {seed}. How they read is told in
[signals.md](../signals.md), why they are what they are in [decision 0015](../decisions/0015-linear-models.md), and how well they do on
messages they never learnt from in [accuracy.md](../accuracy.md).

**For** reading what customers express and what agents do in written service conversations, French and English, so that people look at the right ones. **Not
for** judging a person, nor for any decision without someone who reads the conversation. No feeling of an agent is read.

**Learning.** One support vector machine a column (squared hinge, cost {cost:g}) over hashed terms held by at least {least} texts, families weighing {families:g}
words; five folds, Platt scaling on held-out scores, thresholds where held-out F1 is best. Weights are kept in one byte each. The same lines give the same file.

**Licence.** The sentences were written for this project and share its licence (Apache-2.0). The customers’ model also learns calm, at {weight:g} of a line each,
from shares of open sets, whose texts are not shipped:
"""


@dataclass(frozen=True)
class Trained:
    """One side, once learnt."""

    side: Side
    lines: Sequence[Labelled]
    learnt: Learnt
    thresholds: dict[str, float]
    size: int


def card(trained: Sequence[Trained], recipe: Recipe) -> str:
    """Write the card of both models."""
    head = _HEAD.format(
        version=VERSION, seed=SEED, cost=recipe.cost, least=recipe.least, families=recipe.families, weight=WEIGHT
    )  # fmt: skip
    sets = [f"- {one.name}, {one.licence}: {one.drawn:,} texts of {one.source}" for one in SETS]
    return "\n".join([head.rstrip(), "", *sets, *map(_section, trained)]) + "\n"


def _section(one: Trained) -> str:
    languages = Counter(line.language for line in one.lines)
    said = flags(one.lines, one.side)
    rows = [_row(one, at, name, said[:, at]) for at, name in enumerate(columns(one.side))]
    macro = np.mean([float(row[4]) for row in rows])
    return "\n".join(
        [
            "",
            f"## {'Customers' if one.side == 'customer' else 'Agents'}",
            "",
            (
                f"{len(one.lines):,} lines ({languages['fr']:,} French, {languages['en']:,} English), {len(one.learnt.model.buckets):,} terms, "
                f"{one.size / 1e6:.1f} MB. On lines held out, macro F1 {macro:.3f}. These lines are chosen to be hard and their labels are as frequent as we "
                "made them: read these figures one against another, not as an accuracy."
            ),
            "",
            "| column | lines | precision | recall | F1 | threshold |",
            "|---|---|---|---|---|---|",
            *(f"| {' | '.join(row)} |" for row in rows),
        ]
    )


def _row(one: Trained, at: int, name: str, said: Flags) -> tuple[str, ...]:
    threshold = one.thresholds[name]
    found = probability(one.learnt.held_out[:, at]) >= threshold
    both = (found & said).sum()
    precision, recall = both / max(1, found.sum()), both / max(1, said.sum())
    score = 2 * precision * recall / max(1e-9, precision + recall)
    figures = (f"{figure:.2f}" for figure in (precision, recall, score, threshold))
    return name, f"{said.sum():,}", *figures
