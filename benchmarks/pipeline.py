"""A million turns from JSONL to facts: import, masking, signals, playbook, readings, Parquet."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from benchmarks.measure import Bench, megabytes, watched
from boussole.adapters.demo.scale import write
from boussole.adapters.facts import FactStore, build
from boussole.adapters.sources import Rejection, open_source
from boussole.core.conversations import Conversation
from boussole.core.facts import Frame
from boussole.core.playbook import default_playbook
from boussole.core.reasons import default_tree

CONVERSATIONS = 100_000
SEED, UNTIL = 1, date(2026, 11, 15)
# The alternative is slow: it is timed on a part of the same texts.
PLAIN_TURNS = 20_000


def plain_rate(path: Path) -> float:
    """Time the plain alternative: pandas, and vaderSentiment on each text."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, PLAIN_TURNS // 8)]
    start = time.perf_counter()
    frame = pd.json_normalize(records, record_path="turns", meta=["id"]).head(PLAIN_TURNS)
    analyser = SentimentIntensityAnalyzer()
    frame["score"] = [analyser.polarity_scores(text)["compound"] for text in frame["text"]]
    frame.groupby("id")["score"].min()
    return len(frame) / (time.perf_counter() - start)


def texts(path: Path) -> tuple[int, int]:
    """Count the turns of a file, and their distinct texts."""
    turns, seen = 0, set[int]()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            for turn in json.loads(line)["turns"]:
                turns += 1
                seen.add(hash(turn["text"]))
    return turns, len(seen)


def main() -> None:
    """Generate, build, compare."""
    bench = Bench("From a file to facts", "python -m benchmarks pipeline")
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "conversations.jsonl"
        start = time.perf_counter()
        size = megabytes(write(path, CONVERSATIONS, SEED, UNTIL))
        generated = time.perf_counter() - start
        bench.add(
            f"generate {CONVERSATIONS:,} conversations ({size})",
            f"{CONVERSATIONS / generated:,.0f} conversations/s",
        )
        turns, distinct = texts(path)
        bench.add(
            "distinct texts among its turns",
            f"{distinct:,} of {turns:,}",
            note="a text is read once a batch: a service where nobody repeats themselves is slower",
        )
        frame = Frame(default_playbook(), default_tree())
        rejected: list[Rejection] = []

        def stream() -> Iterator[Conversation]:
            for item in open_source(path):
                if isinstance(item, Conversation):
                    yield item
                else:
                    rejected.append(item)

        with watched() as memory:
            start = time.perf_counter()
            built = build(stream(), FactStore(Path(scratch) / "facts"), frame)
            elapsed = time.perf_counter() - start
        rate = built.turns / elapsed
        plain = plain_rate(path)
    bench.add(
        "import + masking + signals + playbook + facts",
        f"{rate:,.0f} turns/s",
        f"target 10,000; {rate / plain:.1f} × pandas + vaderSentiment ({plain:,.0f} turns/s)",
        f"{built.conversations:,} conversations, {len(rejected)} rejected, {elapsed:.0f} s",
    )
    quarters = ", ".join(megabytes(part) for part in memory.quarters())
    bench.add("peak memory", megabytes(memory.peak), "target 1,500 MB", f"by quarter: {quarters}")
    bench.print()


if __name__ == "__main__":
    main()
