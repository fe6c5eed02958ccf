"""How long masking takes on texts that are all different, with names known on each row."""

from __future__ import annotations

import re
import time
from itertools import cycle, islice

import polars as pl

from benchmarks.accuracy.samples import SAMPLES
from benchmarks.measure import Bench
from boussole.core.privacy import mask_column

ROWS = 8_000
TARGET = "25 µs"
SETS = ("Banking77", "XED French", "CFPB letters")
NAMES = (["Julie Martin", "Karim Benali"], ["Zoé Lefèvre", "Tom O’Neil"], ["Sarah Connor"], None)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LENGTHS = range(20, 300)


def texts(name: str) -> list[str]:
    """Return distinct short texts of a set; letters are cut into sentences."""
    lines = (line.text for line in SAMPLES[name].lines(0))
    if name == "CFPB letters":
        lines = (part for line in lines for part in _SENTENCE.split(line) if len(part) in _LENGTHS)
    return list(islice(dict.fromkeys(lines), ROWS))


def microseconds(column: pl.Series, names: pl.Series) -> float:
    """Return the processor time of a row, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        mask_column(column, names)
        best = min(best, time.process_time() - start)
    return best / len(column) * 1e6


def main() -> None:
    """Measure each set."""
    bench = Bench("Masking distinct texts", "python -m benchmarks masking")
    for name in SETS:
        column = pl.Series("text", texts(name))
        names = pl.Series(islice(cycle(NAMES), len(column)), dtype=pl.List(pl.String))
        changed = (mask_column(column, names) != column).sum() / len(column)
        length = int(column.str.len_chars().median() or 0)  # type: ignore[arg-type]
        bench.add(
            f"{name}, {len(column):,} rows of {length} characters (median)",
            f"{microseconds(column, names):.1f} µs of one core",
            TARGET,
            f"{100 * changed:.1f} % hold personal data",
        )
    bench.print()


if __name__ == "__main__":
    main()
