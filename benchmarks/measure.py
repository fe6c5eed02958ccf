"""Time and memory of what runs here, and the rows a bench hands to the report."""

from __future__ import annotations

import json
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

import psutil

MEGABYTE = 1_000_000


@dataclass
class Row:
    """One line of the report: what, how much, and against which target or alternative."""

    what: str
    value: str
    against: str = ""
    note: str = ""


@dataclass
class Bench:
    """What one bench found."""

    title: str
    command: str
    rows: list[Row] = field(default_factory=list)

    def add(self, what: str, value: str, against: str = "", note: str = "") -> None:
        """Add a line."""
        self.rows.append(Row(what, value, against, note))

    def print(self) -> None:
        """Hand the result to the report on standard output."""
        json.dump(asdict(self), sys.stdout)


def median_seconds(run: Callable[[], object], times: int = 7) -> float:
    """Return the median duration of ``run`` after one warm-up."""
    run()
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        durations.append(time.perf_counter() - start)
    return statistics.median(durations)


def durations(run: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    """Return the seconds that ``run`` takes for each of ``asked``, once each."""
    found = []
    for one in asked:
        start = time.perf_counter()
        run(one)
        found.append(time.perf_counter() - start)
    return found


def quantile(seconds: Sequence[float], share: float) -> float:
    """Return the duration under which a share of them are: the nearest that was measured."""
    return sorted(seconds)[round(share * (len(seconds) - 1))]


@dataclass
class Memory:
    """Resident memory of this process and its children while something ran, in bytes."""

    samples: list[int] = field(default_factory=list)

    @property
    def peak(self) -> int:
        """The highest sample."""
        return max(self.samples)

    def quarters(self) -> list[int]:
        """Return the median of each quarter of the time: flat memory has them alike."""
        size = max(1, len(self.samples) // 4)
        return [
            int(statistics.median(self.samples[start : start + size]))
            for start in range(0, 4 * size, size)
            if self.samples[start : start + size]
        ]


@contextmanager
def watched(every: float = 0.05) -> Iterator[Memory]:
    """Sample resident memory while the block runs."""
    memory, process, stop = Memory(), psutil.Process(), threading.Event()

    def sample() -> None:
        while not stop.is_set():
            total = process.memory_info().rss
            for child in process.children(recursive=True):
                try:
                    total += child.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            memory.samples.append(total)
            stop.wait(every)

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield memory
    finally:
        stop.set()
        thread.join()


def megabytes(size: float) -> str:
    """Say a size."""
    return f"{size / MEGABYTE:,.0f} MB"
