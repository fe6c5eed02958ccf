"""Personal data: what the masking hides, on an open set. The one section that measures for itself."""

from __future__ import annotations

from benchmarks.accuracy.masking import LOOKED_FOR, MaskingScores, score_masking
from benchmarks.accuracy.report.words import percent, table
from benchmarks.accuracy.samples import SAMPLES

PERSONAL = "Presidio synthetic"
SEED = 20
HEAD = ("kind", "spans", "masked whole %", "masked in part or whole %", "whole, names known %")
MASKING = """
English sentences made from templates, with names and addresses of many countries; French addresses and numbers are not in
it. “Names known” gives the masking the people a record would know (its customer, its agents); without them only
greeted, titled, introduced or signed names can be found. A span counts as whole when each of its letters and figures is hidden.
The masking’s own tests keep a floor under its recall on this set, which is thus not unseen.
"""


def masking() -> str:
    """Measure and lay out the section. Raises DataMissingError."""
    lines = SAMPLES[PERSONAL].lines(SEED)
    return laid_out(score_masking(lines), score_masking(lines, with_names=True))


def laid_out(plain: MaskingScores, with_names: MaskingScores) -> str:
    """Lay out what was measured without and with known names."""
    rows = [
        (one.kind, f"{one.n:,}", percent(one.whole), percent(one.touched), percent(known.whole))
        for one, known in zip(plain.kinds, with_names.kinds, strict=True)
    ]
    return "\n\n".join(
        [
            "## Personal data",
            MASKING.strip(),
            f"{PERSONAL}: {SAMPLES[PERSONAL].about} ({SAMPLES[PERSONAL].licence}, {SAMPLES[PERSONAL].source}).",
            table((row for row in rows if row[0] in LOOKED_FOR), HEAD),
            f"Of the {plain.replaced:,} places masked without known names, {percent(plain.justified)} % touch personal data as the set marks it.",
            "Not looked for by design, shown for completeness:",
            table((row for row in rows if row[0] not in LOOKED_FOR), HEAD),
        ]
    )
