"""The questions asked of open sets and how their samples are read, on a few lines written here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.accuracy import samples
from benchmarks.accuracy.baselines import lexicon
from benchmarks.accuracy.readings import read
from benchmarks.accuracy.samples import SAMPLES, DataMissingError, Line
from benchmarks.accuracy.transfer import QUESTIONS, UNLABELLED, Question, Read, answer, shares

LINES = [
    Line("This is unacceptable, I am furious with you.", frozenset({"anger"})),
    Line("Would Tuesday suit you?", frozenset({"disapproval"})),
    Line("Where do I find my card?"),
    Line("It really stinks in here, what is it?", frozenset({"disgust"})),
]
QUESTION = Question(
    "GoEmotions", "dissatisfaction", ("anger", "disapproval"), 1, aside=("disgust",)
)


@pytest.fixture(scope="module")
def sample() -> Read:
    texts = [line.text for line in LINES]
    return Read(LINES, read(texts), lexicon("en")(texts))


def test_lines_put_aside_count_neither_way(sample: Read) -> None:
    learnt = np.array([True, True, True, False])
    answered = answer(QUESTION, sample, learnt)
    assert (answered.ours.n, answered.ours.positives) == (3, 2)
    assert (answered.ours.precision.value, answered.ours.recall.value) == (1, 0.5)
    assert answered.learnt.f1.value == pytest.approx(4 / 5)
    assert answered.lexicon.n == 3


def test_the_lexicon_is_counted_where_it_answers(sample: Read) -> None:
    told = {one.what: one for one in shares(sample)}
    assert told["dissatisfaction, 1 or more"].lexicon is not None
    assert told["dissatisfaction, 2 or more"].lexicon is None
    assert told["effort"].lexicon is None
    assert told["praise"].ours.value == 0


def test_every_question_asks_of_a_known_set() -> None:
    assert {question.sample for question in QUESTIONS} | set(UNLABELLED) <= set(SAMPLES)


def test_missing_data_say_where_they_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "ROOT", tmp_path / "repository")
    with pytest.raises(DataMissingError, match=str(tmp_path / "shared" / "data")):
        SAMPLES["GoEmotions"].lines(seed=1)


def test_a_sample_is_drawn_alike_with_the_same_seed() -> None:
    many = samples.Sample(
        "many", "en", "", "", "", "", lambda _: (Line(str(n % 50)) for n in range(100)), at_most=10
    )
    found = [line.text for line in _without_file(many)]
    assert len(set(found)) == 10
    assert found == [line.text for line in _without_file(many)]


def _without_file(sample: samples.Sample) -> list[Line]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(samples, "find", Path)
        return sample.lines(seed=1)
