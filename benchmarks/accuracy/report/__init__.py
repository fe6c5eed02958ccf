"""docs/accuracy.md: the figures of the run, and plain words on what they are."""

from __future__ import annotations

from benchmarks.accuracy.examples import SEED
from benchmarks.accuracy.report.gold import gold
from benchmarks.accuracy.report.messages import hard, messages, wrong
from benchmarks.accuracy.report.reasons import reasons
from benchmarks.accuracy.report.short import short
from benchmarks.accuracy.report.situations import situations
from benchmarks.accuracy.report.transfer import transfer
from benchmarks.accuracy.results import Results
from benchmarks.accuracy.scores import DRAWS
from boussole.core.signals.models import SIDES, shipped

TITLE = f"""
# Accuracy

Written by `make accuracy` for the models {{models}}. The seed is {SEED}; intervals, in brackets, are at 95 %: by bootstrap ({DRAWS:,} draws) for precision,
recall, F1, AUC and calibration (its draws brought back around the figure, since resampling alone raises that error), Wilson’s for shares and where
none or all are right. Figures are in per cent.
"""
AGAIN = """
## Doing it again

`make accuracy` writes this page; it needs the open data in `shared/data`, in a folder above the repository, and takes five to ten minutes on two
cores. `python -m training` learns the shipped models again from `training/sentences`: the same sentences give the same bytes, so
that `git diff --stat src/boussole/core/signals/models` stays empty when nothing was changed. It is not among the tests, being slow.
"""


def page(found: Results, masking: str) -> str:
    """Lay out the whole page; ``masking`` is the section on personal data."""
    models = " and ".join(
        f"`{model.name}` version {model.version}" for model in map(shipped, SIDES)
    )
    sections = [
        TITLE.strip().format(models=models),
        short(found),
        gold(found),
        messages(found),
        hard(found),
        wrong(found),
        situations(found),
        reasons(found.reasons),
        masking,
        transfer(found.transfer),
        AGAIN.strip(),
    ]
    return "\n\n".join(sections) + "\n"
