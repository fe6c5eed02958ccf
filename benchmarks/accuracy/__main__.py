"""``make accuracy``: measures the reader on gold and on open data, and writes docs/accuracy.md."""

from __future__ import annotations

from benchmarks.accuracy.baselines import ReferenceMissingError
from benchmarks.accuracy.report import page
from benchmarks.accuracy.report.masking import masking
from benchmarks.accuracy.results import measure
from benchmarks.accuracy.samples import ROOT, DataMissingError

REPORT = ROOT / "docs" / "accuracy.md"


def main() -> None:
    """Write the page, or say which data or reference is missing and where it is looked for."""
    try:
        text = page(measure(), masking())
    except (DataMissingError, ReferenceMissingError) as missing:
        raise SystemExit(str(missing)) from None
    REPORT.write_text(text, encoding="utf-8")
    print(REPORT)


if __name__ == "__main__":
    main()
