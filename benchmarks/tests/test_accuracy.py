"""The questions, the masking and the page, on a few lines written here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.accuracy import samples
from benchmarks.accuracy.masking import ALL, GOLD, LOOKED_FOR, MaskingRun, gold_lines, score_masking
from benchmarks.accuracy.measures import (
    QUESTIONS,
    Answer,
    Question,
    Read,
    answer,
    by_label,
    shares,
    shown,
)
from benchmarks.accuracy.readings import read, vader
from benchmarks.accuracy.report import page, points, verdict
from benchmarks.accuracy.samples import SAMPLES, DataMissingError, Line
from boussole.core.metrics.intervals import Interval

LINES = [
    Line("This is unacceptable, I am furious with you.", frozenset({"anger"})),
    Line("I cannot say I like how this was handled.", frozenset({"disapproval"})),
    Line("Where do I find my card?"),
    Line("It really stinks in here, what is it?", frozenset({"disgust"})),
]
QUESTION = Question(
    "GoEmotions", "dissatisfaction", ("anger", "disapproval"), 1, aside=("disgust",), examples=True
)


@pytest.fixture(scope="module")
def sample() -> Read:
    texts = [line.text for line in LINES]
    return Read(LINES, read(texts), vader(texts))


@pytest.fixture(scope="module")
def answered(sample: Read) -> Answer:
    return answer(QUESTION, sample)


def test_lines_put_aside_count_neither_way(answered: Answer) -> None:
    assert (answered.ours.n, answered.ours.positives) == (3, 2)
    assert answered.ours.precision.value == 1
    assert answered.ours.recall.value == 0.5


def test_the_baselines_read_the_same_lines(answered: Answer) -> None:
    assert answered.lexicon is not None
    assert answered.lexicon.n == 3
    assert answered.every_line == pytest.approx(4 / 5)


def test_examples_show_where_it_is_wrong(answered: Answer) -> None:
    assert answered.false_alarms == ()
    assert answered.missed == (LINES[1].text,)


def test_french_has_no_lexicon_to_compare_with(sample: Read) -> None:
    found = answer(QUESTION, Read(sample.lines, sample.reading, None))
    assert found.lexicon is None
    assert found.gain is None


def test_personal_data_never_reaches_an_example() -> None:
    lines = [Line("You can write to camille.durand@example.org about it.", frozenset({"anger"}))]
    found = answer(QUESTION, Read(lines, read([line.text for line in lines]), None))
    assert found.missed == ("You can write to [EMAIL] about it.",)


@pytest.mark.parametrize(
    "line", ["What the hell is this supposed to be?", "A CAPTION NAMES SOMEONE"]
)
def test_what_is_not_fit_for_the_page_is_not_drawn(line: str) -> None:
    lines = [Line(line, frozenset({"disapproval"}))]
    assert answer(QUESTION, Read(lines, read([line]), None)).missed == ()


def test_every_question_asks_of_a_known_set() -> None:
    assert {question.sample for question in QUESTIONS} <= set(SAMPLES)


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


def test_masking_is_scored_by_letters_hidden() -> None:
    text = "Write to a.b@example.org or ask zebulon, in Paris."
    spans = tuple(
        (kind, text.index(said), text.index(said) + len(said))
        for kind, said in (("EMAIL_ADDRESS", "a.b@example.org"), ("PERSON", "zebulon"))
    )
    plain = score_masking([Line(text, spans=spans)])
    assert {one.kind: one.whole.value for one in plain.kinds} == {"EMAIL_ADDRESS": 1, "PERSON": 0}
    assert (plain.replaced, plain.justified.value) == (1, 1)
    known = score_masking([Line(text, spans=spans)], with_names=True)
    assert {one.kind: one.whole.value for one in known.kinds} == {"EMAIL_ADDRESS": 1, "PERSON": 1}


def test_a_town_masked_as_a_name_is_no_right_place() -> None:
    text = "Write to a.b@example.org, my name is Kowalski."
    spans = (("EMAIL_ADDRESS", 9, 24), ("GPE", 37, 45))
    scored = score_masking([Line(text, spans=spans)])
    assert (scored.replaced, scored.precise.value, scored.justified.value) == (2, 0.5, 1.0)


def test_the_gold_is_read_with_its_spans() -> None:
    for file in GOLD.values():
        lines = gold_lines(file)
        assert {kind for line in lines for kind, _, _ in line.spans} <= LOOKED_FOR
        assert all(line.text[start:end].strip() for line in lines for _, start, end in line.spans)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0.01, 0.05, "above"), (-0.05, -0.01, "below"), (-0.01, 0.05, "not distinguishable from")],
)
def test_a_verdict_follows_the_interval(low: float, high: float, said: str) -> None:
    assert verdict(Interval((low + high) / 2, low, high)) == said


def test_a_difference_carries_its_sign() -> None:
    assert points(Interval(-0.02, -0.04, 0.01)) == "−2.0 [−4.0; +1.0]"


def test_the_page_holds_the_figures_and_their_limits(sample: Read, answered: Answer) -> None:
    scored = score_masking([Line("a.b@example.org", spans=(("EMAIL_ADDRESS", 0, 15),))])
    text = page(
        answers=[answered],
        recalls=by_label(QUESTION, sample),
        counted={"Banking77": (len(LINES), shares(sample))},
        masking=[MaskingRun("French messages", ALL, 1, scored, scored)],
        languages=[("GoEmotions", len(LINES), sample.in_language("en"))],
        on_questions=shown(sample, "dissatisfaction", 2),
    )
    assert "None of them is what Boussole reads every day" in text
    assert "| GoEmotions | dissatisfaction, 1 or more | anger, disapproval | 3 (2) |" in text
    assert "| EMAIL_ADDRESS | 1 | 100.0" in text
    assert f"> {LINES[1].text}" in text
    assert np.all([f"| {name} | " in text for name in SAMPLES])
