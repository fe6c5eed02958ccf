"""``python -m benchmarks.accuracy.curves``: writes the figures that come with Boussole.

On the gold conversations, what each rule finds at each threshold (``core/playbook/curves.json``); on the
gold messages, how often each signal is right (``core/signals/published.json``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from benchmarks.accuracy.conversations import Annotated, load
from benchmarks.accuracy.samples import ROOT
from boussole.core import schemas, signals
from boussole.core.facts import Frame, read
from boussole.core.playbook import Playbook, default_playbook
from boussole.core.playbook.curves import at_thresholds, curve
from boussole.core.readings.thresholds import is_there
from boussole.core.reasons import default_tree
from boussole.core.signals.models import SIDES, Side
from boussole.core.text import Language
from training import lines

GOLD = ROOT / "tests" / "gold"
CURVES = ROOT / "src/boussole/core/playbook/curves.json"
PUBLISHED = ROOT / "src/boussole/core/signals/published.json"
LANGUAGES: tuple[Language, ...] = ("fr", "en")


def curves(gold: Sequence[Annotated], playbook: Playbook) -> dict[str, Any]:
    """Measure every rule of a playbook at every threshold."""
    frame = Frame(playbook, default_tree())
    facts = read([one.conversation for one in gold], frame)
    turns, contacts = pl.DataFrame(facts.turns), pl.DataFrame(facts.conversations)
    measured = {}
    for rule in playbook.rules:
        having = [one.conversation.id for one in gold if rule.kind in one.kinds]
        without = [one.conversation.id for one in gold if rule.kind not in one.kinds]
        found = at_thresholds(playbook, rule.key, turns, contacts)
        points = curve(found, turns, having=having, without=without)
        measured[rule.key] = {
            "rule_version": rule.version,
            "model": frame.models.title,
            "conversations": len(gold),
            "points": [asdict(point) for point in points],
        }
    return measured


def published(folder: Path) -> dict[str, Any]:
    """Count, for each signal, the gold messages in which it is rightly found, wrongly found and missed."""
    counts: dict[str, dict[str, int]] = {}
    messages = 0
    for side in SIDES:
        told = [
            line
            for language in LANGUAGES
            for line in lines.read(folder / f"{side}_{language}.txt", side, language)
        ]
        messages += len(told)
        counts |= _counted(side, told)
    return {"model": signals.shipped_models().title, "messages": messages, "signals": counts}


def _counted(side: Side, told: Sequence[lines.Labelled]) -> dict[str, dict[str, int]]:
    read_ = signals.read(_batch(side, told)).to_pylist()
    found: dict[str, dict[str, int]] = {}
    for signal in signals.SIGNALS:
        if signal.side != side:
            continue
        pairs = [
            (
                is_there(signal.name, row[signal.name]),
                any(one.startswith(signal.name) for one in line.labels),
            )
            for row, line in zip(read_, told, strict=True)
        ]
        found[signal.name] = {
            "right": pairs.count((True, True)),
            "wrong": pairs.count((True, False)),
            "missed": pairs.count((False, True)),
        }
    return found


def _batch(side: Side, told: Iterable[lines.Labelled]) -> pa.RecordBatch:
    rows = [
        {
            "conversation_id": line.where,
            "turn": 0,
            "role": side,
            "text_masked": line.text,
            "lang": line.language,
        }
        for line in told
    ]
    return pa.RecordBatch.from_pylist(rows, schema=schemas.TURNS_IN)


def main() -> None:
    """Write both files."""
    gold = load(GOLD / "conversations")
    for path, figures in (
        (CURVES, curves(gold, default_playbook())),
        (PUBLISHED, published(GOLD)),
    ):
        path.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
