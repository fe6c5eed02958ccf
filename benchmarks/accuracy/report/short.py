"""In short: the targets, what is reached, and the same in a few plain sentences."""

from __future__ import annotations

from benchmarks.accuracy.messages import STRONG_PRECISION
from benchmarks.accuracy.report.words import NOTHING, out_of_ten, percent, points, table
from benchmarks.accuracy.results import BOTH, Results
from benchmarks.accuracy.targets import CLEAR, TARGETS, Target
from boussole.core.metrics.intervals import Interval
from boussole.core.text import LANGUAGES, Language

HEAD = ("target", "wanted", "French", "reached", "English", "reached")
READ_ME = f"""
Precision: of what is pointed at, the share that is right. Recall: of what there is to find, the share found. F1: one figure for
both. Macro F1: the mean over labels, a rare one counting as much as a common one. Calibration error: when 70 % is announced,
how far from 70 % it is in truth. “Unsure” means that the interval also holds figures on the other side of the bar: with sets of
this size, another draw of messages might have said otherwise. For strong dissatisfaction the threshold is the one that
finds most while {100 * STRONG_PRECISION:.0f} % of alerts are right, chosen on the gold itself, which flatters it a little.

The bars on macro F1, clear and strong dissatisfaction, irony, hard messages, situations and reasons were set before anything was measured; the others (calibration, cold anger,
promises, false situations, gains over plain means) were written with first figures in sight and are floors not to fall under.
"""


def short(found: Results) -> str:
    """Lay out the first section."""
    return "\n\n".join(
        [
            "## In short",
            "\n".join(_sentences(found)),
            table((_row(target, found) for target in TARGETS), HEAD),
            READ_ME.strip(),
        ]
    )


def _sentences(found: Results) -> list[str]:
    fr, en = (found.sets[f"customer_{lang}"].label(CLEAR).ours for lang in LANGUAGES)
    irony = [_irony(found, lang) for lang in LANGUAGES]
    every, calm = found.situations[BOTH].every, found.situations[BOTH].false_alarms
    return [
        (
            f"- Of ten messages that clearly express dissatisfaction, {out_of_ten(fr.recall)} are found in French and"
            f" {out_of_ten(en.recall)} in English; of ten that are pointed at, {out_of_ten(fr.precision)} and"
            f" {out_of_ten(en.precision)} are right."
        ),
        (
            f"- Of ten ironical ones, {out_of_ten(irony[0])} are found in French and"
            f" {out_of_ten(irony[1])} in English."
        ),
        (
            f"- Of ten situations worth a debrief, {out_of_ten(every.recall)} are found; of ten that are proposed,"
            f" {out_of_ten(every.precision)} are right. Of ten conversations where there is nothing to"
            f" see, {out_of_ten(calm)} are proposed all the same."
        ),
        "- Every label can be wrong: it shows its passage, proposes, and decides nothing.",
    ]


def _irony(found: Results, lang: Language) -> Interval:
    parts = found.sets[f"customer_{lang}"].parts
    return next(one.share for one in parts if one.tag == "#irony" and "2 or more" in one.what)


def _row(target: Target, found: Results) -> tuple[str, ...]:
    cells = [target.what, _wanted(target)]
    for lang in LANGUAGES:
        figure = target.figure(found, lang)
        cells += [points(figure) if target.points else percent(figure), _said(target, figure)]
    return tuple(cells)


def _wanted(target: Target) -> str:
    sign = "at most" if target.ceiling else "at least"
    return f"{sign} {100 * target.bar:.4g}"


def _said(target: Target, figure: Interval) -> str:
    reached = target.reached(figure)
    if reached is None:
        return NOTHING
    return ("yes" if reached else "no") + ("" if target.sure(figure) else ", unsure")
