"""What reading costs: masking, language, signals, acts and reason, beside a reference pipeline.

The messages are the written lines of ``training/sentences``, each once, so that nothing is read twice;
they are laid out as conversations of eight turns. Both pipelines run in as many processes as there are
processors, one thread each.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

import polars as pl
import psutil

from benchmarks.measure import Bench, median_seconds, megabytes
from boussole.core import privacy, signals
from boussole.core.conversations import Conversation, Turn
from boussole.core.facts import Frame, read
from boussole.core.playbook import default_playbook
from boussole.core.reasons import default_tree
from boussole.core.schemas import TURNS_IN
from training.corpus import sentences

TURNS = 8
BATCH = 2_000
RUNS = 5
REFERENCE_TEXTS = 400  # for each process: the reference is slow
LIVE_TURNS = 20
_THREADS = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
_LOADING = (
    "import time; start = time.perf_counter();"
    "from boussole.core.signals import shipped_models; from boussole.core.terms.families import families;"
    "imported = time.perf_counter(); shipped_models(); families();"
    "print(time.perf_counter() - imported, imported - start)"
)


@cache
def messages() -> list[tuple[str, str]]:
    """Every written line once, as role and text, customers and agents mixed as they speak."""
    lines = [(side, line.text) for side in ("customer", "agent") for line in sentences(side)]
    order = pl.Series(range(len(lines))).shuffle(seed=1).to_list()
    return list(dict.fromkeys(lines[at] for at in order))


def batch(said: Sequence[tuple[str, str]]) -> pl.DataFrame:
    """Lay messages out as the turns of conversations."""
    rows = range(len(said))
    return pl.DataFrame(
        {
            "conversation_id": [str(row // TURNS) for row in rows],
            "turn": [row % TURNS for row in rows],
            "role": [role for role, _ in said],
            "text": [text for _, text in said],
            "names": pl.Series([["Camille Martin", "Léa"]]).new_from_index(0, len(said)),
        }
    )


def read_all(said: Sequence[tuple[str, str]]) -> int:
    """Mask and read messages as facts do, reason included; return how many."""
    frame = batch(said)
    masked = frame.with_columns(text_masked=privacy.mask_column(frame["text"], frame["names"]))
    turns = masked.select(
        pl.col("conversation_id"), pl.col("turn").cast(pl.Int32), "role", "text_masked",
        lang=pl.lit(None, dtype=pl.String),
    ).rechunk()  # fmt: skip
    arrow = turns.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(TURNS_IN)
    for part in arrow.to_batches():
        signals.read(part)
    first = masked.group_by("conversation_id", maintain_order=True).agg(
        pl.col("text_masked").filter(pl.col("role") == "customer").head(3).str.join("\n")
    )
    default_tree().find(first["text_masked"])
    return len(said)


def reference(said: Sequence[tuple[str, str]]) -> int:
    """Score, tell the language and mask with the usual libraries, one text at a time."""
    from langdetect import DetectorFactory, detect
    from langdetect.lang_detect_exception import LangDetectException
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    DetectorFactory.seed = 0
    analyser, presidio = SentimentIntensityAnalyzer(), _presidio()
    for _, text in said:
        analyser.polarity_scores(text)
        try:
            detect(text)
        except LangDetectException:
            continue
        finally:
            presidio(text)
    return len(said)


@cache
def _presidio() -> Callable[[str], object]:
    """Presidio's recognisers over a blank pipeline: no model is loaded or fetched."""
    import spacy
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Blank(SpacyNlpEngine):
        def __init__(self) -> None:
            super().__init__(models=[{"lang_code": "en", "model_name": "blank"}])
            self.nlp = {"en": spacy.blank("en")}

        def load(self) -> None:
            """Nothing to load."""

    engine = AnalyzerEngine(nlp_engine=Blank(), supported_languages=["en"])
    return lambda text: engine.analyze(text=text, language="en")


def rates(
    work: Callable[[Sequence[tuple[str, str]]], int], parts: list[list[tuple[str, str]]]
) -> list[float]:
    """Run ``work`` on every part with all processors, several times; return texts a second."""
    processes = os.cpu_count() or 1
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    found = []
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        list(pool.map(work, [parts[0][:200]] * (2 * processes)))
        for _ in range(RUNS):
            start = time.perf_counter()
            done = sum(pool.map(work, parts))
            found.append(done / (time.perf_counter() - start))
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)
    return found


def live() -> float:
    """Seconds to read and judge one conversation, playbook included."""
    said = messages()[:LIVE_TURNS]
    roles = ["customer", "agent"] * LIVE_TURNS
    turns = tuple(Turn(role=role, text=text) for role, (_, text) in zip(roles, said, strict=False))
    frame = Frame(default_playbook(), default_tree())
    return median_seconds(lambda: read([Conversation(id="live", turns=turns)], frame), times=25)


def loading() -> tuple[float, float]:
    """Seconds to load the models in a new process, and to import what reads."""
    runs = [
        subprocess.run([sys.executable, "-c", _LOADING], capture_output=True, text=True, check=True)
        for _ in range(RUNS)
    ]
    pairs = [tuple(map(float, run.stdout.split())) for run in runs]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def main() -> None:
    """Measure both pipelines in the same run."""
    bench = Bench("Reading messages", "python -m benchmarks reading")
    said = messages()
    parts = [said[at : at + BATCH] for at in range(0, len(said), BATCH)]
    ours = rates(read_all, parts)
    others = rates(reference, [part[:REFERENCE_TEXTS] for part in parts[: os.cpu_count() or 1]])
    rate, other = statistics.median(ours), statistics.median(others)
    characters = statistics.mean(len(text) for _, text in said)
    bench.add(
        "masking, language, signals, acts and reason",
        f"{rate:,.0f} turns/s",
        f"target 20,000; {rate / other:.0f} × the reference (target 15)",
        f"{len(said):,} distinct messages of {characters:.0f} characters, {min(ours):,.0f} to {max(ours):,.0f} over {RUNS} runs",
    )
    bench.add(
        "reference: vaderSentiment + langdetect + presidio (blank pipeline)",
        f"{other:,.0f} turns/s",
        note=f"the same messages, in part; {min(others):,.0f} to {max(others):,.0f}",
    )
    bench.add(
        f"one live conversation of {LIVE_TURNS} turns, read and judged",
        f"{1000 * live():.1f} ms",
        "target 10",
    )
    load, imported = loading()
    bench.add(
        "loading the models", f"{load:.2f} s", "target 0.5", f"after {imported:.2f} s of imports"
    )
    read_all(said)
    bench.add(
        "memory of one reading process",
        megabytes(psutil.Process().memory_info().rss),
        "target 600 MB",
    )
    bench.print()


if __name__ == "__main__":
    main()
