"""``make accuracy``: measures the reader on gold and on open data, and writes docs/accuracy.md.

``python -m benchmarks.accuracy masking`` measures the section on personal data alone.
"""

from __future__ import annotations

import sys

from benchmarks.accuracy.baselines import ReferenceMissingError
from benchmarks.accuracy.masking import measure_masking
from benchmarks.accuracy.report import page
from benchmarks.accuracy.report.masking import HEADING, masking_section
from benchmarks.accuracy.results import measure
from benchmarks.accuracy.samples import ROOT, DataMissingError

REPORT = ROOT / "docs" / "accuracy.md"
_NEXT = "\n## "


def masking_alone(before: str) -> str:
    """Return the page as it stands with its section on personal data measured again."""
    head, _, rest = before.partition(f"{HEADING}\n")
    _, mark, after = rest.partition(_NEXT)
    return f"{head}{masking_section(measure_masking())}\n{mark}{after}"


def main() -> None:
    """Write the page, or say which data or reference is missing and where it is looked for."""
    try:
        if sys.argv[1:] == ["masking"]:
            text = masking_alone(REPORT.read_text(encoding="utf-8"))
        else:
            text = page(measure(), masking_section(measure_masking()))
    except (DataMissingError, ReferenceMissingError) as missing:
        raise SystemExit(str(missing)) from None
    REPORT.write_text(text, encoding="utf-8")
    print(REPORT)


if __name__ == "__main__":
    main()
