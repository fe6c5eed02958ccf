"""Other people's texts: what is read in open sets of other worlds."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.accuracy.report.words import percent, points, table
from benchmarks.accuracy.samples import SAMPLES
from benchmarks.accuracy.scores import Scores
from benchmarks.accuracy.transfer import Answer, Counted, Transfer

ABOUT = """
The models learnt nothing from these sets. They say how the reading carries to texts it was not made for, and **are not its accuracy on yours**:

- Forum comments and subtitle lines carry anger at anything: a politician, a team, a lover. Boussole looks for dissatisfaction *at
  a company*, in the words of customers. Low figures there are partly that choice, and partly misses.
- `disapproval` (“I don’t think so”) is wider than dissatisfaction, and `gratitude` wider than praise: a bare “thanks” is
  gratitude to the readers who labelled, and is not praise here.
- The labels of XED French were carried over from English lines by alignment: many are wrong for the French line that bears them.
- ToxiFrench marks insults and hate on a forum, which is neither necessary nor sufficient for a dissatisfied customer.
- Complaint letters, plain questions and customers’ messages have no labels: what is counted there is a share of rows. Nearly all letters complain,
  so the share with dissatisfaction is close to a recall, although many are cold legal forms. Nearly all questions are neutral, so the same
  share is close to a false-alarm rate, although some do complain.
- The IBM conversations are those the brief is tried on: they are not unseen.
"""
BASELINES = """
**Lexicon**: VADER, in the language of the set, at the edges of its authors. **Learnt there**: TF-IDF with logistic regression, both classes weighing the
same, each row judged by what the other four fifths of the same set teach: it learns the set’s own domain, which Boussole does not. The gain is over the lexicon.
"""
HEAD = (
    "set", "signal read", "labels meant", "rows (with a label)", "precision %", "recall %", "F1 %",
    "lexicon F1 %", "gain, points", "learnt there F1 %",
)  # fmt: skip


def transfer(found: Transfer) -> str:
    """Lay out the section."""
    return "\n\n".join(
        [
            "## Texts of other worlds",
            ABOUT.strip(),
            BASELINES.strip(),
            table(map(_answer, found.answers), HEAD),
            *(_counted(one) for one in found.counted),
            "The sets, and the share of single lines whose language is recognised:",
            table(
                _sources(found),
                ("set", "language", "what", "licence", "source", "rows", "language recognised %"),
            ),
        ]
    )


def _answer(one: Answer) -> tuple[str, ...]:
    asked = one.question
    least = f", {asked.least:.0f} or more" if asked.signal == "dissatisfaction" else ""
    return (
        asked.sample,
        f"{asked.signal}{least}",
        ", ".join(asked.labels),
        f"{one.ours.n:,} ({one.ours.positives:,})",
        *_triple(one.ours),
        percent(one.lexicon.f1),
        points(one.gain),
        percent(one.learnt.f1),
    )


def _triple(one: Scores) -> tuple[str, str, str]:
    return percent(one.precision), percent(one.recall), percent(one.f1)


def _counted(one: Counted) -> str:
    rows = (
        (share.what, percent(share.ours), percent(share.lexicon) if share.lexicon else "")
        for share in one.shares
    )
    return f"**{one.name}**: {one.n:,} rows, {SAMPLES[one.name].about}.\n\n" + table(
        rows, ("read", "share of rows %", "lexicon %")
    )


def _sources(found: Transfer) -> Iterable[tuple[str, ...]]:
    for name, n, share in found.languages:
        one = SAMPLES[name]
        yield (name, one.lang, one.about, one.licence, one.source, f"{n:,}", percent(share))
