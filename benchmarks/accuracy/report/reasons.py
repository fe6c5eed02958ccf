"""Contact reasons learnt from examples."""

from __future__ import annotations

from benchmarks.accuracy.reasons import FEW, Guessed, ReasonScores
from benchmarks.accuracy.report.words import number, percent, table

ABOUT = """
A company teaches its own reasons, by correcting them; how well that works is measured here on open sets that carry a reason. English only: no
such open set is in French. Each is learnt from its own examples, on two cores, in a minute or two. “Always named” forces a reason on every
message; “unknown allowed” is what the product does: it leaves a message unknown rather than guess, and that counts as wrong here.

Sets: banking77, questions to a bank (CC BY 4.0, github.com/PolyAI-LDN/task-specific-datasets); CLINC150, requests to an assistant (CC BY 3.0,
github.com/clinc/oos-eval); CFPB letters, complaints to a regulator (public domain). Published figures are those of Casanueva et al. (2020) and Larson et
al. (2019), as the README of each set has them.
"""
CFPB = """
The 1,000-row benchmark on complaint letters, on which large language models reach 77.7 % without examples, is spoken of in the README of the open
data, but its file is not among them: it cannot be run. The letters that are there, with the product their author chose, are judged by five folds
instead, the products gathered under the benchmark’s five names (transfers of money with retail banking, loans with mortgages).
**The two are not comparable**: other rows, other shares, and here the reasons are learnt.
"""
HEAD = (
    "set", "learnt from", "reasons", "tested on", "always named: right %", "unknown allowed: right %", "left unknown %",
)  # fmt: skip
OUTSIDE_HEAD = ("reader", "right among known reasons %", "no known reason, left unknown %")
# From the READMEs of shared/data: Casanueva et al. 2020 and Larson et al. 2019.
PUBLISHED_BANKING = 93.7
PUBLISHED_CLINC = (
    ("BERT, published", "96.9", "40.3"),
    ("MLP, published", "93.5", "47.4"),
    ("SVM, published", "91.0", "14.5"),
)


def reasons(found: ReasonScores) -> str:
    """Lay out the section."""
    few = [
        _row(f"banking77, {each} of each reason", one)
        for each, one in zip(FEW, found.few, strict=True)
    ]
    clinc, letters = found.clinc, found.cfpb
    return "\n\n".join(
        [
            "## Contact reasons",
            ABOUT.strip(),
            table([*few, _row("banking77, all", found.banking)], HEAD),
            (f"Published on banking77, learnt from all of it: BERT {PUBLISHED_BANKING} %. Tens of examples of each reason"
                f" take Boussole from {number(found.few[0].forced.value)} % (with {FEW[0]}) to {number(found.few[-1].forced.value)} % (with {FEW[-1]})."),
            (f"CLINC150, {clinc.inside.reasons} reasons, learnt from {clinc.inside.learnt_from:,} examples, of which a hundred of none of them; tested on"
            f" {clinc.inside.tested:,} messages of a known reason and {clinc.outside:,} of none. Forced to name one, Boussole is right on"
            f" {percent(clinc.inside.forced)} % of the first."),
            table(
                [
                    ("**Boussole**, unknown counted as wrong", percent(clinc.inside.free), percent(clinc.recall)),
                    *PUBLISHED_CLINC,
                ],
                OUTSIDE_HEAD,
            ),
            CFPB.strip(),
            table(
                [
                    (
                        "CFPB letters, five folds",
                        f"{letters.rows:,}",
                        f"{letters.reasons}",
                        percent(letters.right),
                        number(letters.balanced),
                        number(letters.commonest),
                    )
                ],
                ("set", "letters", "products", "right %", "mean over products %", "always the commonest %"),
            ),
        ]
    )  # fmt: skip


def _row(name: str, one: Guessed) -> tuple[str, ...]:
    return (
        name,
        f"{one.learnt_from:,}",
        f"{one.reasons}",
        f"{one.tested:,}",
        percent(one.forced),
        percent(one.free),
        percent(one.unknown),
    )
