"""The masking section of docs/accuracy.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.accuracy.masking import ALL, LOOKED_FOR, ONLY_MEASURED, MaskingRun, MaskingScores
from benchmarks.accuracy.report.words import percent, table

HEADING = "## Personal data"
ABOUT = f"""{HEADING}

`python -m benchmarks.accuracy masking` measures this section alone. A span counts as whole when each of its letters and figures is hidden;
“names known” gives the masking the people a record would know (its customer, its agents). A place masked is right when it
touches personal data of a kind that is looked for.

- **French messages** and **English messages** (`tests/gold`): written for this project before the finders, of many sectors, with all
  their personal data marked, a good part of them without any and full of traps. They were then read miss by miss: they say what the
  finders were made for, and guard against getting worse. **They are not an estimate on unseen text.**
- **French messages written later**: seventy more, written once the finders were done and before they were tried on them. On that first
  try 58 of the 61 spans were whole and 58 of the 61 places masked were right; what failed was mended since, and the table shows today’s figures. Fifty-four others,
  once never read, have joined them since.
- **French messages, misses never read**: ninety written by someone who had not seen the finders, and measured as those stood. Their totals were
  then seen, and dates of birth looked for in more forms; no text was read, and what they miss was not looked at. With the odd half of the open set, they
  are what comes nearest to unseen text.
- **Presidio synthetic** (open): English sentences made from templates, with names and addresses of many countries, some invented. Those of even
  template number were read while the finders were written; those of odd number were only measured: **their text is unseen.** Towns, companies and nationalities
  are not looked for; where one is masked as a name it counts as wrong.
- On both, who wrote the texts and who wrote the finders share a language and a country. Real messages will do worse; a masked text remains personal data."""


def masking_section(runs: Sequence[MaskingRun]) -> str:
    """Lay out the section: the sets in short, then kind by kind, and what is not looked for."""
    whole = [run for run in runs if run.part in {ALL, ONLY_MEASURED}]
    return "\n\n".join([ABOUT, _in_short(runs), *map(_kinds, whole), _left_alone(runs)])


def _in_short(runs: Iterable[MaskingRun]) -> str:
    rows = (
        (
            _called(run),
            f"{run.texts:,}",
            f"{run.plain.replaced:,}",
            percent(run.plain.precise),
            percent(run.plain.justified),
        )
        for run in runs
    )
    head = ("set", "texts", "places masked", "right %", "right, or a town, company… %")
    return table(rows, head)


def _called(run: MaskingRun) -> str:
    return run.name if run.part == ALL else f"{run.name}, {run.part}"


def _kinds(run: MaskingRun) -> str:
    head = ("kind", "spans", "masked whole %", "masked in part or whole %", "whole, names known %")
    return f"**{_called(run)}**\n\n" + table(_rows(run, looked_for=True), head)


def _left_alone(runs: Sequence[MaskingRun]) -> str:
    head = ("kind", "spans", "masked whole %", "masked in part or whole %", "whole, names known %")
    rows = [row for run in runs if run.part == ALL for row in _rows(run, looked_for=False)]
    return "Not looked for by design, shown for completeness:\n\n" + table(rows, head)


def _rows(run: MaskingRun, *, looked_for: bool) -> Iterable[tuple[str, ...]]:
    known: MaskingScores = run.with_names
    for one, same in zip(run.plain.kinds, known.kinds, strict=True):
        if (one.kind in LOOKED_FOR) == looked_for:
            yield (
                one.kind,
                f"{one.n:,}",
                percent(one.whole),
                percent(one.touched),
                percent(same.whole),
            )
