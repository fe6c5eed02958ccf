"""``make accuracy``: reads the open data and writes docs/accuracy.md."""

from __future__ import annotations

import sys

from benchmarks.accuracy.masking import score_masking
from benchmarks.accuracy.measures import (
    QUESTIONS,
    SEED,
    answer,
    by_label,
    read_sample,
    shares,
    shown,
)
from benchmarks.accuracy.report import page
from benchmarks.accuracy.samples import ROOT, SAMPLES, DataMissingError, find

REPORT = ROOT / "docs" / "accuracy.md"
LABELLED = ("GoEmotions", "XED French", "XED English", "ToxiFrench")
COUNTED = ("CFPB letters", "Banking77", "IBM customer care")
PERSONAL = "Presidio synthetic"


def measure() -> str:
    """Read everything and return the page."""
    for sample in SAMPLES.values():
        find(sample.file)
    read = {}
    for name in (*LABELLED, *COUNTED):
        print(f"{name}…", file=sys.stderr, flush=True)
        read[name] = read_sample(name)
    first = QUESTIONS[0]
    personal = SAMPLES[PERSONAL].lines(SEED)
    return page(
        answers=[answer(question, read[question.sample]) for question in QUESTIONS],
        recalls=by_label(first, read[first.sample]),
        counted={name: (len(read[name].lines), shares(read[name])) for name in COUNTED},
        masking=(score_masking(personal), score_masking(personal, with_names=True)),
        languages=[
            (name, len(one.lines), one.in_language(SAMPLES[name].lang))
            for name, one in read.items()
        ],
        on_questions=shown(read["Banking77"], "dissatisfaction", 2),
    )


def main() -> None:
    """Write the report, or say which data are missing and where they were looked for."""
    try:
        text = measure()
    except DataMissingError as missing:
        raise SystemExit(str(missing)) from None
    REPORT.write_text(text, encoding="utf-8")
    print(REPORT)


if __name__ == "__main__":
    main()
