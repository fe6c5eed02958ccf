"""Reads a source on the command line: progress with rate and time left, rejects to a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn
from rich.progress import TimeRemainingColumn as TimeLeft

from boussole.adapters.sources import Rejection, Source
from boussole.adapters.sources.rejects import RejectsFile
from boussole.core.conversations import Conversation
from boussole.core.text import Language, Text
from boussole.core.wording import counted, number

_READING = Text(fr="Lecture", en="Reading")
_TURNS = Text(fr="{turns} messages", en="{turns} turns")
_RATE = Text(fr="{rate} messages/s", en="{rate} turns/s")
_LINE = Text(fr="ligne {line}\u00a0: ", en="line {line}: ")
_REJECTED = (
    ("enregistrement rejeté", "enregistrements rejetés"),
    ("record rejected", "records rejected"),
)
_SHOWN = 5


@dataclass
class Reading:
    """One source being read: yields conversations, keeps rejections, shows how far it is."""

    source: Source
    language: Language
    messages: Console
    rejects: RejectsFile | None = None
    conversations: int = 0
    turns: int = 0
    rejected: int = 0
    first: list[Rejection] = field(default_factory=list)

    def __iter__(self) -> Iterator[Conversation]:
        with self._progress() as progress:
            task = progress.add_task(_READING.in_(self.language), total=None, turns="", rate="")
            for item in self.source:
                if isinstance(item, Rejection):
                    self._reject(item)
                    continue
                self.conversations += 1
                self.turns += len(item.turns)
                if self.conversations % 50 == 1:
                    self._advance(progress, task)
                yield item
            self._advance(progress, task)

    def report(self) -> None:
        """Say what was detected and what was rejected, with what would mend it."""
        for notice in self.source.warnings:
            self.messages.print(notice.message.in_(self.language), style="bright_black")
        if not self.rejected:
            return
        said = counted(self.rejected, *_REJECTED).in_(self.language)
        place = f" → {self.rejects.path}" if self.rejects else ""
        self.messages.print(f"{said}{place}", style="bold yellow", soft_wrap=True)
        for one in self.first:
            line = _LINE.format(line=one.line).in_(self.language) if one.line else ""
            what, mend = one.message.in_(self.language), one.mend.in_(self.language)
            self.messages.print(f"  {line}{what} {mend}", soft_wrap=True)

    def _reject(self, item: Rejection) -> None:
        self.rejected += 1
        if len(self.first) < _SHOWN:
            self.first.append(item)
        if self.rejects is not None:
            self.rejects.write(item)

    def _advance(self, progress: Progress, task: TaskID) -> None:
        done, total = self.source.progress()
        elapsed = progress.tasks[task].elapsed or 0
        rate = number(self.turns / elapsed) if elapsed else Text(fr="…", en="…")
        progress.update(
            task,
            completed=done,
            total=total,
            turns=_TURNS.format(turns=number(self.turns)).in_(self.language),
            rate=_RATE.format(rate=rate).in_(self.language),
        )

    def _progress(self) -> Progress:
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[turns]}"),
            TextColumn("{task.fields[rate]}", style="bright_black"),
            TimeLeft(),
            console=self.messages,
            transient=True,
        )
