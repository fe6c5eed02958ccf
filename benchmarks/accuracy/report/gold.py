"""How the gold was made, and what that means for the figures."""

from __future__ import annotations

from benchmarks.accuracy.report.words import table
from benchmarks.accuracy.results import BOTH, Results
from boussole.core.text import LANGUAGES

MADE = """
The gold was written for this project, because no open set holds what Boussole reads every day: customers writing to a company, in
French as it is typed, with labels and a free licence. It is in `tests/gold`, labelled by [one guide](labelling.md).

- It is never learnt from. It was written before the models were tuned, and a test refuses any line that is also, or nearly, in
  the sentences they learn from.
- Its totals were looked at a dozen times while the models and the rules were made, which flatters them a little; no line, family of words or rule was
  changed after reading one of its texts.
- It was read twice. The table says how often the second reading gave the very same labels as the first, and their mean agreement
  beyond chance (kappa); differences were then looked at and corrected. The first reading is not kept: these two figures
  are noted by hand, as are published ones further down; everything else on this page is computed.
- It was written to quotas: each label, each hard case (irony, cold anger, negation) has a set number of lines. **Base rates are not those of
  a real service**, where most messages express nothing: precision, which depends on them, will differ on yours. Recall and the
  false-alarm rates of neutral messages carry over better.
- One author wrote each set, and the labels of both readings follow one guide. Agreement is therefore high, and says that the
  guide is applied evenly, not that any two people would agree so well. Variety is that of one pen: real messages will surprise more.
- The sentences learnt from were written by the same guide. A gap between this page and your own conversations is to be expected; the
  corrections your team makes are the way to know it.
"""


def gold(found: Results) -> str:
    """Lay out the section."""
    rows = [
        (
            name,
            f"{one.n:,}",
            f"{one.unlabelled:,}",
            ", ".join(f"{tag} {n}" for tag, n in sorted(one.tags.items())) or "–",
            f"{100 * one.gold.exact:.1f}",
            f"{one.gold.kappa:.3f}",
        )
        for name, one in found.sets.items()
    ]
    head = ("set", "messages", "with no label", "tags", "same labels in both readings %", "kappa")
    talks = found.situations
    counts = " and ".join(
        f"{talks[lang].n} in {'French' if lang == 'fr' else 'English'}" for lang in LANGUAGES
    )
    both = talks[BOTH]
    return "\n\n".join(
        [
            "## How the gold was made",
            MADE.strip(),
            table(rows, head),
            f"Conversations: {both.n} ({counts}), with {both.situations} situations; {both.without} have none.",
        ]
    )
