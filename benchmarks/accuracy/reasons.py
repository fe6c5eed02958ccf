"""How well contact reasons are learnt from examples, on open sets whose texts carry one.

Each set is learnt from its own examples, as a company's reasons are from its corrections; nothing of
it comes with the product.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np
import polars as pl

from benchmarks.accuracy.samples import find
from benchmarks.accuracy.scores import share
from boussole.core.folding import fold_column
from boussole.core.linear.learning import Recipe, counted, learn_margins
from boussole.core.metrics.intervals import Interval
from boussole.core.reasons.learning import LONGEST, ReasonModel, learn_reasons

SEED = 20
WORKERS = 2
FEW = (10, 20, 40)  # examples of each reason on the learning curve
BANKING = ("banking77/train.csv.gz", "banking77/test.csv.gz")
CLINC = "clinc150/data_full.json.gz"
CFPB = "cfpb/cfpb_2023_narratives.jsonl.gz"
FILES = (*BANKING, CLINC, CFPB)
OUTSIDE = "oos"

# The products of the letters, gathered under the five names of the published benchmark.
PRODUCTS = {
    "Credit reporting, credit repair services, or other personal consumer reports": "credit_reporting",
    "Debt collection": "debt_collection",
    "Credit card or prepaid card": "credit_card",
    "Checking or savings account": "retail_banking",
    "Money transfer, virtual currency, or money service": "retail_banking",
    "Mortgage": "mortgages_and_loans",
    "Payday loan, title loan, or personal loan": "mortgages_and_loans",
    "Student loan": "mortgages_and_loans",
    "Vehicle loan or lease": "mortgages_and_loans",
}

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Guessed:
    """Accuracy on test rows: ``forced`` names a reason for each, ``free`` may leave one unknown, which is wrong."""

    learnt_from: int
    reasons: int
    tested: int
    forced: Interval
    free: Interval
    unknown: Interval


@dataclass(frozen=True, slots=True)
class Outside:
    """Guesses on messages of a known reason, and how many messages of none are left unknown."""

    inside: Guessed
    outside: int
    recall: Interval


@dataclass(frozen=True, slots=True)
class Folded:
    """Accuracy of rows held out in turn; ``balanced`` is the mean over reasons, ``commonest`` the naive guess."""

    rows: int
    reasons: int
    right: Interval
    balanced: float
    commonest: float


@dataclass(frozen=True, slots=True)
class ReasonScores:
    """Everything measured on reasons; ``few`` has one entry for each size of ``FEW``."""

    banking: Guessed
    few: tuple[Guessed, ...]
    clinc: Outside
    cfpb: Folded


def score_reasons() -> ReasonScores:
    """Learn and measure each set, two at a time. Raises DataMissingError."""
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        clinc = pool.submit(score_clinc)
        cfpb = pool.submit(score_cfpb)
        banking = pool.submit(score_banking)
        few = [pool.submit(score_banking, each) for each in reversed(FEW)]
        return ReasonScores(
            banking=banking.result(),
            few=tuple(one.result() for one in reversed(few)),
            clinc=clinc.result(),
            cfpb=cfpb.result(),
        )


def score_banking(each: int | None = None) -> Guessed:
    """Learn the bank's questions, all of them or ``each`` of every reason."""
    learning, tested = (_banking(name) for name in BANKING)
    if each is not None:
        learning = few_of_each(learning, each, SEED)
    model = learn_reasons([text for text, _ in learning], [key for _, key in learning])
    return guessed(model, len(learning), tested)


def score_clinc() -> Outside:
    """Learn an assistant's requests, with the hundred examples of none of them."""
    with gzip.open(find(CLINC), "rt", encoding="utf-8") as file:
        splits = json.load(file)
    learning = [*splits["train"], *splits["oos_train"]]
    keys = [None if key == OUTSIDE else key for _, key in learning]
    model = learn_reasons([text for text, _ in learning], keys)
    outside = model.find(_column([text for text, _ in splits["oos_test"]]))
    return Outside(
        inside=guessed(model, len(learning), [(text, key) for text, key in splits["test"]]),
        outside=len(outside),
        recall=share(outside.is_null().to_numpy()),
    )


def score_cfpb() -> Folded:
    """Judge each letter by what the other four fifths teach."""
    with gzip.open(find(CFPB), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = _column([row["complaint_what_happened"] for row in rows])
    said = np.array([PRODUCTS[row["product"]] for row in rows])
    keys = tuple(sorted(set(said)))
    label = said[:, None] == np.array(keys)
    counts = counted(fold_column(texts.str.slice(0, LONGEST)))
    best = learn_margins(counts, label, keys, Recipe(families=1.0)).held_out.argmax(axis=1)
    right = np.array(keys)[best] == said
    return Folded(
        rows=len(rows),
        reasons=len(keys),
        right=share(right),
        balanced=balanced(right, said.tolist()),
        commonest=float(label.mean(axis=0).max()),
    )


def guessed(model: ReasonModel, learnt_from: int, tested: Sequence[Row]) -> Guessed:
    """Compare what a model finds with what the rows say."""
    texts, said = _column([text for text, _ in tested]), np.array([key for _, key in tested])
    forced = np.array(model.keys)[model.scores(texts).argmax(axis=1)]
    free = np.array([key or "" for key in model.find(texts)])
    return Guessed(
        learnt_from=learnt_from,
        reasons=len(model.keys),
        tested=len(tested),
        forced=share(forced == said),
        free=share(free == said),
        unknown=share(free == ""),
    )


def few_of_each(rows: Sequence[Row], each: int, seed: int) -> list[Row]:
    """Draw ``each`` rows of every reason, fewer where there are fewer."""
    taken: dict[str, int] = {}
    chosen = []
    for at in np.random.default_rng(seed).permutation(len(rows)):
        key = rows[at][1]
        taken[key] = taken.get(key, 0) + 1
        if taken[key] <= each:
            chosen.append(rows[at])
    return chosen


def balanced(right: np.ndarray[tuple[int], np.dtype[np.bool_]], said: Sequence[str]) -> float:
    """Mean over reasons of the share rightly found: a rare reason counts as much as a common one."""
    keys = np.array(said)
    return float(np.mean([right[keys == key].mean() for key in sorted(set(said))]))


def _banking(name: str) -> list[Row]:
    with gzip.open(find(name), "rt", encoding="utf-8", newline="") as rows:
        return [(row["text"], row["category"]) for row in csv.DictReader(rows)]


def _column(texts: Sequence[str]) -> pl.Series:
    return pl.Series("text", texts, dtype=pl.String)
