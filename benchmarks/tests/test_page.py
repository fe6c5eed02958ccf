"""The page holds every section, in order, with the figures and their limits; what is missing stops it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.accuracy import __main__, samples
from benchmarks.accuracy.baselines import LEXICONS, learn_plain, lexicon
from benchmarks.accuracy.conversations import load
from benchmarks.accuracy.gold import CONVERSATIONS, SETS
from benchmarks.accuracy.masking import ALL, MaskingRun, score_masking
from benchmarks.accuracy.messages import SetScores, score_set
from benchmarks.accuracy.readings import read
from benchmarks.accuracy.reasons import Folded, Guessed, Outside, ReasonScores
from benchmarks.accuracy.report import page
from benchmarks.accuracy.report.masking import masking_section
from benchmarks.accuracy.report.words import number, out_of_ten, points, quoted, verdict
from benchmarks.accuracy.results import BOTH, Results
from benchmarks.accuracy.samples import Line
from benchmarks.accuracy.situations import score_situations
from benchmarks.accuracy.targets import TARGETS
from benchmarks.accuracy.transfer import QUESTIONS, Counted, Read, Transfer, answer, shares
from boussole.core.metrics.intervals import Interval
from boussole.core.signals.models import SIDES, Side
from training.corpus import sentences
from training.lines import flags

SOME = Interval(0.5, 0.4, 0.6)
SECTIONS = (
    "## In short",
    "## How the gold was made",
    "## Signals, label by label",
    "### Customers, French",
    "### Agents, English",
    "### Messages that are hard on purpose",
    "## Where it is wrong",
    "## Situations, in whole conversations",
    "## Contact reasons",
    "## Personal data",
    "## Texts of other worlds",
    "## Doing it again",
)


def _sets(side: Side) -> dict[str, SetScores]:
    lines = sentences(side)[::8]
    plain = learn_plain([line.text for line in lines], flags(lines, side))
    return {name: score_set(one, plain) for name, one in SETS.items() if one.side == side}


def _transfer() -> Transfer:
    lines = [Line("I am furious with you.", frozenset({"anger"})), Line("Where is my card?")]
    texts = [line.text for line in lines]
    sample = Read(lines, read(texts), lexicon("en")(texts))
    return Transfer(
        answers=(answer(QUESTIONS[0], sample, np.array([True, False])),),
        counted=(Counted("Banking77", 2, tuple(shares(sample))),),
        languages=(("GoEmotions", 2, SOME),),
    )


@pytest.fixture(scope="module")
def results() -> Results:
    guess = Guessed(100, 7, 50, SOME, SOME, SOME)
    some = score_situations(load(CONVERSATIONS)[::4])
    with pytest.MonkeyPatch.context() as patch:
        # The French lexicon is a reference that only `make accuracy` installs.
        patch.setitem(LEXICONS, "fr", LEXICONS["en"])
        sets = {name: one for side in SIDES for name, one in _sets(side).items()}
    return Results(
        sets=sets,
        situations={BOTH: some, "fr": some, "en": some},
        reasons=ReasonScores(
            guess, (guess, guess, guess), Outside(guess, 10, SOME), Folded(9, 5, SOME, 0.4, 0.7)
        ),
        transfer=_transfer(),
    )


@pytest.fixture(scope="module")
def text(results: Results) -> str:
    scored = score_masking([Line("a.b@example.org", spans=(("EMAIL_ADDRESS", 0, 15),))])
    return page(results, masking_section([MaskingRun("French messages", ALL, 1, scored, scored)]))


def test_sections_come_in_order(text: str) -> None:
    places = [text.find(f"\n{section}\n") for section in SECTIONS]
    assert -1 not in places
    assert places == sorted(places)


def test_every_target_is_answered_in_the_first_table(text: str) -> None:
    first = text[: text.index("## How the gold")]
    assert [one.what for one in TARGETS if f"\n| {one.what} | " not in first] == []
    assert (
        "| contact reasons, banking77: right, a reason always named (published BERT 93.7) | at least 91 | – | – | 50.0"
        in first
    )


def test_figures_are_those_measured(text: str, results: Results) -> None:
    french = results.sets["customer_fr"]
    assert f"| customer_fr | {french.n} | {french.unlabelled} |" in text
    urgency = french.label("urgency")
    assert (
        f"| urgency | {urgency.ours.positives} | {number(urgency.ours.precision.value)} [" in text
    )
    assert "| EMAIL_ADDRESS | 1 | 100.0" in text


def test_limits_are_said(text: str) -> None:
    for said in (
        "It is never learnt from",
        "Base rates are not those of",
        "One author wrote each set",
        "its file is not among them",
        "**are not its accuracy on yours**",
    ):
        assert said in text


def test_personal_data_never_reach_the_page(text: str) -> None:
    assert "@" not in text.replace("a.b@example.org", "")


def test_missing_data_stop_it_with_a_clear_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "ROOT", tmp_path / "repository")
    with pytest.raises(SystemExit, match="missing") as stopped:
        __main__.main()
    assert isinstance(stopped.value.code, str)  # printed, and the exit code is then 1


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0.01, 0.05, "above"), (-0.05, -0.01, "below"), (-0.01, 0.05, "not distinguishable from")],
)
def test_a_verdict_follows_the_interval(low: float, high: float, said: str) -> None:
    assert verdict(Interval((low + high) / 2, low, high)) == said


def test_how_figures_are_written() -> None:
    assert points(Interval(-0.02, -0.04, 0.01)) == "−2.0 [−4.0; +1.0]"
    assert (number(0.1234), number(None), number(float("nan"))) == ("12.3", "–", "–")
    assert out_of_ten(Interval(0.86, None, None)) == "9"
    assert quoted("a | b * c_d <e>") == "> a \\| b \\* c\\_d &lt;e>"
