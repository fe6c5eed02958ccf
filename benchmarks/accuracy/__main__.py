"""``make accuracy``: reads the open data and writes docs/accuracy.md; ``masking`` its last section only."""

from __future__ import annotations

import sys

from benchmarks.accuracy.masking import measure_masking
from benchmarks.accuracy.masking_report import HEADING, masking_section
from benchmarks.accuracy.measures import (
    QUESTIONS,
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


def measure() -> str:
    """Read everything and return the page."""
    for sample in SAMPLES.values():
        find(sample.file)
    read = {}
    for name in (*LABELLED, *COUNTED):
        print(f"{name}…", file=sys.stderr, flush=True)
        read[name] = read_sample(name)
    first = QUESTIONS[0]
    return page(
        answers=[answer(question, read[question.sample]) for question in QUESTIONS],
        recalls=by_label(first, read[first.sample]),
        counted={name: (len(read[name].lines), shares(read[name])) for name in COUNTED},
        masking=measure_masking(),
        languages=[
            (name, len(one.lines), one.in_language(SAMPLES[name].lang))
            for name, one in read.items()
        ],
        on_questions=shown(read["Banking77"], "dissatisfaction", 2),
    )


def measure_masking_alone() -> str:
    """Return the page as it stands with its last section measured again."""
    before = REPORT.read_text(encoding="utf-8").split(f"\n{HEADING}\n")[0]
    return f"{before}\n{masking_section(measure_masking())}\n"


def main() -> None:
    """Write the report, or say which data are missing and where they were looked for."""
    alone = sys.argv[1:] == ["masking"]
    try:
        text = measure_masking_alone() if alone else measure()
    except DataMissingError as missing:
        raise SystemExit(str(missing)) from None
    REPORT.write_text(text, encoding="utf-8")
    print(REPORT)


if __name__ == "__main__":
    main()
