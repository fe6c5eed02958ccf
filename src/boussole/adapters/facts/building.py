"""From a stream of conversations to facts on disk, in batches: memory does not grow with the input.

The first batch is read here; when there are more, processes share the rest, so that a small file
starts at once and a large one uses the whole machine.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self

from boussole.adapters.facts.store import FactStore
from boussole.core import facts
from boussole.core.conversations import Conversation
from boussole.core.facts import Frame, Gathered

BATCH = 2_000
# A batch of very long mails is cut earlier, so that its memory stays bounded too.
BATCH_CHARACTERS = 8_000_000
_THREADS = "POLARS_MAX_THREADS"


@dataclass
class Built:
    """What went through so far."""

    conversations: int = 0
    turns: int = 0
    batches: int = 0


def build(
    conversations: Iterable[Conversation],
    store: FactStore,
    frame: Frame,
    *,
    processes: int | None = None,
    on_batch: Callable[[Built], None] = lambda _: None,
) -> Built:
    """Read every conversation into ``store``, one partition per batch, then link contacts.

    Nothing is in use before all is read. A conversation id given twice keeps the last one within a
    batch; sources report duplicates. ``processes`` defaults to one for each processor.
    """
    built, generation = Built(), store.next_generation()
    keys: list[str] = []
    with _Crew(store.root, generation, frame, processes or os.cpu_count() or 1) as crew:
        for batch in _batches(conversations):
            keys.append(f"batch-{len(keys):06d}")
            crew.give(keys[-1], facts.gather(batch))
            built.batches += 1
            built.conversations += len(batch)
            built.turns += sum(len(one.turns) for one in batch)
            on_batch(built)
    store.adopt(dict.fromkeys(keys, generation))
    store.consolidate()
    return built


class _Crew(AbstractContextManager["_Crew"]):
    """Reads batches: the first one here, the next ones in processes of one thread each."""

    def __init__(self, root: Path, generation: int, frame: Frame, processes: int) -> None:
        self._root = root
        self._generation = generation
        self._frame = frame
        self._processes = processes
        self._given = 0
        self._pool: ProcessPoolExecutor | None = None
        self._pending: deque[Future[None]] = deque()

    def give(self, key: str, gathered: Gathered) -> None:
        """Have a batch read; waits when as many as there are processes are under way."""
        self._given += 1
        if self._given == 1 or self._processes == 1:
            _lay_down(self._root, key, self._generation, gathered, self._frame)
            return
        if self._pool is None:
            self._pool = self._hire()
        if len(self._pending) > self._processes:
            self._pending.popleft().result()
        self._pending.append(self._pool.submit(_work, self._root, key, self._generation, gathered))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for what is under way; after an error, give the rest up."""
        if self._pool is None:
            return
        try:
            while self._pending and kind is None:
                self._pending.popleft().result()
        finally:
            self._pool.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def _hire(self) -> ProcessPoolExecutor:
        before = os.environ.get(_THREADS)
        # Read when a process starts: together they have one thread for each processor.
        os.environ[_THREADS] = "1"
        try:
            pool = ProcessPoolExecutor(
                self._processes, get_context("spawn"), _remember, (self._frame,)
            )
            for _ in range(self._processes):
                pool.submit(os.getpid)
        finally:
            if before is None:
                del os.environ[_THREADS]
            else:
                os.environ[_THREADS] = before
        return pool


_remembered: list[Frame] = []


def _remember(frame: Frame) -> None:
    _remembered[:] = [frame]


def _work(root: Path, key: str, generation: int, gathered: Gathered) -> None:
    _lay_down(root, key, generation, gathered, _remembered[0])


def _lay_down(root: Path, key: str, generation: int, gathered: Gathered, frame: Frame) -> None:
    FactStore(root).lay_down(key, generation, facts.read_gathered(gathered, frame))


def _batches(conversations: Iterable[Conversation]) -> Iterator[list[Conversation]]:
    batch: dict[str, Conversation] = {}
    size = 0
    for one in conversations:
        batch[one.id] = one
        size += sum(len(turn.text) for turn in one.turns)
        if len(batch) >= BATCH or size >= BATCH_CHARACTERS:
            yield list(batch.values())
            batch, size = {}, 0
    if batch:
        yield list(batch.values())
