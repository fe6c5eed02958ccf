"""docs/accuracy.md: the figures of the run, and plain words on what they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.accuracy.layout import bounded, percent, table
from benchmarks.accuracy.masking import MaskingRun
from benchmarks.accuracy.masking_report import masking_section
from benchmarks.accuracy.measures import SEED, Answer, Share
from benchmarks.accuracy.samples import SAMPLES
from benchmarks.accuracy.scores import DRAWS, Scores
from boussole.core import signals
from boussole.core.metrics.intervals import Interval

TITLE = f"""# Accuracy

Written by `make accuracy`; nothing on this page is typed by hand. Model `{signals.MODEL}`, version {signals.VERSION}:
patterns and lexicons written by hand for this project; nothing was fitted to the rows of these sets. The
seed is {SEED}; intervals are at 95 %, by bootstrap ({DRAWS:,} draws) for precision, recall and F1, Wilson’s for shares.
Each text is masked first, then read as a customer’s only message, its language unknown: as in
production, and harder, since a real message has a conversation around it."""

HEAD = """## What these sets are, and are not

- None of them is what Boussole reads every day: a French customer writing to a company about an order. No open set of that kind,
  with labels and a free licence, was found. **These figures show where the reading stands on other people’s
  texts; they are not its accuracy on yours.**
- Forum comments and subtitle lines carry anger at anything: a politician, a team, a lover. Boussole looks for dissatisfaction *at
  a company*, in the words of customers, and stays silent on the rest on purpose. Low recall there is partly that choice, and partly misses.
- `disapproval` (“I don’t think so”) is wider than dissatisfaction, and `gratitude` wider than praise: a bare “thanks” is
  gratitude to the readers who labelled, and is not praise here (see the catalogue of signals).
- The labels of XED French were carried over from English lines by alignment: many are wrong for the French line that bears them.
- ToxiFrench marks insults and hate on a forum, which is neither necessary nor sufficient for a dissatisfied customer.
- Complaint letters, plain questions and customer messages have no labels: what is counted there is a share of rows, not an accuracy.
  Nearly all letters complain, so the share with dissatisfaction is close to a recall, although many are cold legal forms.
  Nearly all questions are neutral, so the same share is close to a false-alarm rate, although some do complain.
- Two sets are not unseen: the conversations of the IBM set are those the brief is tried on, and false alarms met there were
  mended; the masking’s own tests keep a floor under its recall on the Presidio set.
- The masking tells a name from a plain word by lists; single words met in XED, ToxiFrench, GoEmotions, Banking77 and the letters
  are in them ([models/masking.md](models/masking.md)). No label of these sets was used.
- Once a cue is corrected after reading the examples below, the set is no longer unseen; the page is then a check against getting worse.

## The data

| set | language | what | licence | source |
|---|---|---|---|---|
"""

BASELINES = """
The plain baselines run on the same rows. **VADER**: an English lexicon with rules; negative at −0.05 or below, positive at
0.05 or above; it does not exist for French. **Learnt**: TF-IDF of words and pairs of words with logistic regression, both classes
weighing the same, each row judged by a model that learnt from the labels of the other four fifths of the same set. It learns the set’s own
domain and its annotators’ habits, which Boussole does not; it shows what the set allows to plain means.
**Every line**: the F1 of always saying yes. The gain is Boussole’s F1 less VADER’s.
"""


def page(
    *,
    answers: Sequence[Answer],
    recalls: Sequence[tuple[str, Scores]],
    counted: dict[str, tuple[int, list[Share]]],
    masking: Sequence[MaskingRun],
    languages: Sequence[tuple[str, int, Interval]],
    on_questions: Sequence[str],
) -> str:
    """Lay out the whole page."""
    parts = [
        TITLE,
        "## In short",
        _in_short(answers),
        HEAD + "\n".join(_sources()),
        "## Signals against labels",
        BASELINES.strip(),
        table(_answer_rows(answers), ANSWER_HEAD),
        "Recall of dissatisfaction (1 or more) label by label, in GoEmotions:",
        table(_recall_rows(recalls), ("label", "rows", "recall")),
        "## Where it is wrong",
        "Drawn with the seed among short lines, masked, coarse ones left out.",
        *(_examples(one) for one in answers if one.question.examples),
        "## Customers’ texts without labels",
        *(_shares(name, *found) for name, found in counted.items()),
        "A few of the plain questions in which dissatisfaction (2 or more) is read:",
        "\n\n".join(f"> {_quoted(text)}" for text in on_questions),
        "## Language",
        "Share of single lines whose language (French or English) is recognised.",
        table(
            ((name, f"{n:,}", percent(share)) for name, n, share in languages),
            ("set", "rows", "recognised"),
        ),
        masking_section(masking),
    ]
    return "\n\n".join(parts) + "\n"


def points(interval: Interval) -> str:
    """Say a difference of shares with its bounds, in points, signs written."""
    return bounded(interval, "+.1f").replace("-", "−")


def verdict(gain: Interval) -> str:
    """Say whether an F1 is above another, as far as the interval of their difference tells."""
    if gain.low is not None and gain.low > 0:
        return "above"
    if gain.high is not None and gain.high < 0:
        return "below"
    return "not distinguishable from"


def _in_short(answers: Iterable[Answer]) -> str:
    lines = []
    for one in answers:
        what = f"- {one.question.sample}, {_asked(one)}: F1 {percent(one.ours.f1)}"
        if one.lexicon and one.gain:
            what += f", {verdict(one.gain)} VADER’s {percent(one.lexicon.f1)}"
        lines.append(f"{what}; learnt in its domain {percent(one.learnt.f1)}.")
    return "\n".join(lines)


def _asked(one: Answer) -> str:
    least = f", {one.question.least:.0f} or more" if one.question.least else ""
    return f"{one.question.signal}{least}"


ANSWER_HEAD = (
    "set", "signal read", "labels meant", "rows (with a label)", "reader", "precision %", "recall %", "F1 %",
    "F1 gain, points",
)  # fmt: skip


def _sources() -> Iterable[str]:
    for one in SAMPLES.values():
        yield f"| {one.name} | {one.lang} | {one.about} | {one.licence} | {one.source} |"


def _answer_rows(answers: Iterable[Answer]) -> Iterable[tuple[str, ...]]:
    for one in answers:
        asked = one.question
        yield (
            asked.sample,
            _asked(one),
            ", ".join(asked.labels),
            f"{one.ours.n:,} ({one.ours.positives:,})",
            "**Boussole**",
            *_triple(one.ours),
            points(one.gain) if one.gain else "",
        )
        if one.lexicon:
            yield ("", "", "", "", "VADER", *_triple(one.lexicon), "")
        yield ("", "", "", "", "learnt", *_triple(one.learnt), "")
        yield ("", "", "", "", "every line", "", "", f"{100 * one.every_line:.1f}", "")


def _triple(scores: Scores) -> tuple[str, str, str]:
    return percent(scores.precision), percent(scores.recall), percent(scores.f1)


def _recall_rows(recalls: Iterable[tuple[str, Scores]]) -> Iterable[tuple[str, ...]]:
    for name, scores in recalls:
        yield name, f"{scores.positives:,}", percent(scores.recall)


def _examples(one: Answer) -> str:
    asked = one.question
    lines = [
        f"**{asked.sample}, {asked.signal}.** Read, but not labelled {', '.join(asked.labels)}:",
        "",
    ]
    lines += [f"> {_quoted(text)}\n" for text in one.false_alarms]
    lines += ["Labelled, but not read:", ""]
    lines += [f"> {_quoted(text)}\n" for text in one.missed]
    return "\n".join(lines).rstrip()


def _quoted(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")


def _shares(name: str, n: int, counted: Iterable[Share]) -> str:
    rows = (
        (one.what, percent(one.ours), percent(one.lexicon) if one.lexicon else "")
        for one in counted
    )
    return f"**{name}**: {n:,} rows, {SAMPLES[name].about}.\n\n" + table(
        rows, ("read", "share of rows %", "VADER %")
    )
