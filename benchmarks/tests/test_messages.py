"""What is asked of the gold's messages, the subsets, and the baselines."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from benchmarks.accuracy.baselines import (
    ReferenceMissingError,
    learn_plain,
    lexicon,
    plain_held_out,
)
from benchmarks.accuracy.examples import drawn, worth_showing
from benchmarks.accuracy.messages import asked
from benchmarks.accuracy.readings import chances, read
from benchmarks.accuracy.subsets import parts
from boussole.core.signals.models import columns
from training.lines import Labelled

TEXTS = [f"{said} number {n}" for n in range(60) for said in ("terrible service", "kind reply")]
LABEL = np.array([True, False] * 60)[:, None]


def test_every_column_of_a_model_is_asked_once() -> None:
    questions = asked("customer")
    assert tuple(one.column for one in questions) == columns("customer")
    assert [one.said for one in questions[:4]] == [
        "dissatisfaction, 1 or more",
        "dissatisfaction, 2 or more",
        "dissatisfaction, 3",
        "effort",
    ]
    assert [one.least for one in questions[:4]] == [1, 2, 3, 0.5]


def test_texts_are_masked_and_read_by_the_model_of_their_side() -> None:
    angry = "C’est inadmissible, je suis furieux. Écrivez à camille.durand@example.org."
    found = read([angry, "Bonjour, quels sont vos horaires ?"])
    assert "[EMAIL]" in found.texts[0]
    assert found.shows("dissatisfaction", 2).tolist() == [True, False]
    assert found.langs == ["fr", "fr"]
    sure = chances(found.texts, "customer")[:, columns("customer").index("dissatisfaction:2")]
    assert sure[0] > 0.5 > sure[1]
    acts = read(["Je vous prie de nous excuser pour ce retard."], "agent")
    assert acts.shows("apology").tolist() == [True]
    assert acts.shows("dissatisfaction", 1).tolist() == [False]


def line(labels: str, tags: str) -> Labelled:
    """Write a labelled line."""
    return Labelled(
        "text", frozenset(labels.split()), frozenset(tags.split()), "customer", "en", ""
    )


def test_subsets_count_the_rows_that_their_question_is_about() -> None:
    names = columns("customer")
    lines = [
        line("", "#hard"),
        line("", "#hard"),
        line("", "#irony"),
        line("", "#irony"),
        line("", ""),
    ]
    label, found = (np.zeros((5, len(names)), dtype=np.bool_) for _ in range(2))
    any_, clear = names.index("dissatisfaction:1"), names.index("dissatisfaction:2")
    label[2:, [any_, clear]] = True
    found[1:3, any_] = found[2, clear] = True
    told = {(one.tag, one.what): (one.n, one.share.value) for one in parts(lines, label, found)}
    assert told["#irony", "dissatisfaction, 2 or more: found"] == (2, 0.5)
    assert told["#hard", "dissatisfaction, 1 or more: false alarms"] == (2, 0.5)
    assert told["#hard", "dissatisfaction, 2 or more: false alarms"] == (2, 0)
    assert told["#hard", "every label right"] == (2, 0.5)
    assert told["#cold", "dissatisfaction, 1 or more: found"] == (0, None)


def test_plain_words_learn_what_tells() -> None:
    plain = learn_plain(TEXTS, LABEL)
    sure = plain.chances(["terrible service indeed", "a kind reply"])
    assert sure[0, 0] > 0.5 > sure[1, 0]
    assert 0 < plain.best[0] < 1


def test_held_out_lines_are_not_learnt_from() -> None:
    rng = np.random.default_rng(2)
    texts = [f"word{n % 40} other{n % 31}" for n in range(200)]
    label = rng.random(200)[:, None] < 0.5
    said = plain_held_out(texts, label) > 0
    assert np.mean(said == label) == pytest.approx(0.5, abs=0.12)
    assert ((plain_held_out(TEXTS, LABEL) > 0) == LABEL).all()


def test_the_lexicon_has_a_direction() -> None:
    bad, good = lexicon("en")(["This is horrible.", "This is wonderful."])
    assert bad < -0.05
    assert good > 0.05


def test_a_missing_reference_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vaderSentiment_fr", None)
    monkeypatch.delitem(sys.modules, "vaderSentiment_fr.vaderSentiment", raising=False)
    with pytest.raises(ReferenceMissingError, match=r"vaderSentiment-fr is missing.*requirements"):
        lexicon("fr")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Three weeks without a single word from you.", True),
        ("Habituellement je suis situé au quatrième.", True),
        ("What the hell is this supposed to be?", False),
        ("A CAPTION NAMES SOMEONE, IN CAPITALS", False),
        ("Too short.", False),
    ],
)
def test_what_is_not_fit_for_the_page_is_not_drawn(text: str, shown: bool) -> None:
    assert worth_showing(text) == shown
    assert drawn([text], np.array([True])) == ((text,) if shown else ())
