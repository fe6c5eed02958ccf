"""The signals on the gold, beside the baselines; the hard messages; where the reading is wrong."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.accuracy.baselines import VADER_EDGE
from benchmarks.accuracy.messages import STRONG_PRECISION, LabelScores, SetScores
from benchmarks.accuracy.report.words import number, percent, points, quoted, table, verdict
from benchmarks.accuracy.results import Results

TITLES = {
    "customer_fr": "Customers, French",
    "customer_en": "Customers, English",
    "agent_fr": "Agents, French",
    "agent_en": "Agents, English",
}
HEAD = (
    "label", "n", "precision %", "recall %", "F1 %", "AUC of the strength", "AUC of the probability",
    "calibration error",
)  # fmt: skip
PLAIN_HEAD = (
    "label", "Boussole F1 %", "plain words at one half: F1 %", "plain words at their best: F1 %",
    "plain words: AUC",
)  # fmt: skip
LEXICON_HEAD = (
    "label", "Boussole F1 %", "lexicon: precision %", "lexicon: recall %", "lexicon: F1 %",
    "F1 gain, points", "lexicon: AUC",
)  # fmt: skip

READING = f"""
Each message is masked, then read as the only message of its side, its language unknown: as in production, and harder, since a real
message has a conversation around it. Dissatisfaction is graded: “2 or more” asks whether clear or strong dissatisfaction is found. AUC
is the chance that a message with the label gets a higher figure than one without (50 is chance): of the **strength**, which the
product shows and which is 0 where it is under a quarter, and of the **probability** behind it. The calibration error (ECE) is that of the
probability of the whole message, in 10 bins of equal width.

Two baselines read the same masked messages:

- **plain words**: TF-IDF of words and pairs of words with logistic regression (scikit-learn), one for each label, learnt from the very
  sentences that Boussole’s models learn from, both languages together. “At one half” says yes from a probability of 0.5;
  “at their best” uses for each label the threshold that gave the best F1 on sentences held out in turn (five folds), found by the same
  rule as Boussole’s own thresholds: this is the fair comparison.
- **lexicon**: VADER in English (vaderSentiment), its adaptation in French (vaderSentiment-fr). It answers on dissatisfaction and praise
  only. As its authors advise, a text is negative at −{VADER_EDGE} of the compound score or below and positive at {VADER_EDGE} or
  above; they give no advice on grades, so that every grade is asked of the same edge.
"""


def messages(found: Results) -> str:
    """Lay out the section on labels."""
    parts = ["## Signals, label by label", READING.strip()]
    for name, one in found.sets.items():
        parts += [f"### {TITLES[name]}", *_set(one)]
    return "\n\n".join(parts)


def hard(found: Results) -> str:
    """Lay out what becomes of the messages that are hard on purpose."""
    fr, en = found.sets["customer_fr"].parts, found.sets["customer_en"].parts
    rows = [
        (
            f"`{one.tag}`",
            one.what,
            "high" if one.good else "low",
            f"{one.n}",
            percent(one.share),
            f"{other.n}",
            percent(other.share),
        )
        for one, other in zip(fr, en, strict=True)
    ]
    head = ("tag", "what", "better when", "n, French", "French %", "n, English", "English %")
    return "\n\n".join(
        [
            "### Messages that are hard on purpose",
            (
                "Irony, polite cold anger, neutral words that look angry (`#hard`), negations, praise beside a problem, and quoted text. Some are few:"
                " read the intervals. “Every label right” asks that no label at all be missing or in excess."
            ),
            table(rows, head),
        ]
    )


def wrong(found: Results) -> str:
    """Lay out examples of what is read wrongly."""
    parts = [
        "## Where it is wrong",
        (
            "Up to three of each, drawn with the seed among messages of at most 160 characters, masked, coarse ones left out. Once a model is mended after"
            " reading them, the gold is no longer unseen: it is then a check against getting worse."
        ),
    ]
    for name, one in found.sets.items():
        parts += [f"### {TITLES[name]}: examples", *_examples(one.labels)]
    return "\n\n".join(parts)


def _set(one: SetScores) -> Iterable[str]:
    yield (
        f"{one.n} messages. Macro F1 **{percent(one.macro)}**, {verdict(one.gain)} plain words at their best"
        f" ({percent(one.best_macro)}, a gain of {points(one.gain)} points) and at one half"
        f" ({percent(one.half_macro)}). Mean calibration error {percent(one.calibration)}."
    )
    yield table(map(_row, one.labels), HEAD)
    yield table(map(_plain_row, one.labels), PLAIN_HEAD)
    if one.lexicon:
        yield table(_lexicon_rows(one), LEXICON_HEAD)
    if one.strong:
        yield (
            f"Strong dissatisfaction, alerts right at least {100 * STRONG_PRECISION:.0f} times out of a hundred: from a probability of"
            f" {one.strong.threshold:.2f} on, {percent(one.strong.recall)} % is found with a precision of"
            f" {number(one.strong.precision)} % (threshold chosen on these messages)."
        )


def _row(one: LabelScores) -> tuple[str, ...]:
    return (
        one.asked.said,
        f"{one.ours.positives}",
        percent(one.ours.precision),
        percent(one.ours.recall),
        percent(one.ours.f1),
        percent(one.auc),
        percent(one.chance_auc),
        percent(one.calibration),
    )


def _plain_row(one: LabelScores) -> tuple[str, ...]:
    figures = (one.ours.f1, one.half.f1, one.best.f1, one.plain_auc)
    return (one.asked.said, *map(percent, figures))


def _lexicon_rows(one: SetScores) -> Iterable[tuple[str, ...]]:
    for answer in one.lexicon:
        found = answer.scores
        yield (
            answer.asked.said,
            percent(one.label(answer.asked.column).ours.f1),
            percent(found.precision),
            percent(found.recall),
            percent(found.f1),
            points(answer.gain),
            percent(answer.auc),
        )


def _examples(labels: Iterable[LabelScores]) -> Iterable[str]:
    for one in labels:
        if one.false_alarms:
            yield f"**{one.asked.said}**, read by mistake:"
            yield "\n\n".join(map(quoted, one.false_alarms))
        if one.missed:
            yield f"**{one.asked.said}**, missed:"
            yield "\n\n".join(map(quoted, one.missed))
