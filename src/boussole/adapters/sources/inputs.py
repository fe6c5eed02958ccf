"""Files given to an import, opened as plain bytes: folders, .gz and .zip are seen through.

Reading counts compressed bytes for progress, and stops a file that swells beyond the limits.
"""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from boussole.adapters.sources.errors import InputNotFoundError, UnsafeArchiveError
from boussole.adapters.sources.limits import Limits
from boussole.core.text import Text

BUFFER = 256 * 1024
GZIP_MAGIC = b"\x1f\x8b"
HIDDEN = (".", "__MACOSX")


class Progress(NamedTuple):
    """Bytes read and bytes to read, as stored (compressed inputs count compressed bytes)."""

    done: int
    total: int


class Meter:
    """Counts what was read; ``total`` grows when a source announces another pass."""

    def __init__(self, total: int) -> None:
        self.done = 0.0
        self.total = total

    def add(self, size: float) -> None:
        """Count ``size`` more bytes read."""
        self.done += size

    def progress(self) -> Progress:
        """Where the reading stands."""
        return Progress(min(int(self.done), self.total), self.total)


@dataclass(frozen=True, slots=True)
class Input:
    """One file, or one member of a .zip; ``size`` is what it takes on disk."""

    path: Path
    member: str | None = None
    size: int = 0
    asked: bool = True

    @property
    def name(self) -> str:
        """How people name it: ``path``, or ``archive.zip/member``."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    @property
    def suffix(self) -> str:
        """The extension under any ``.gz``, in lower case."""
        name = Path(self.member or self.path.name)
        return Path(name.stem if name.suffix.lower() == ".gz" else name.name).suffix.lower()

    def open(self, limits: Limits, meter: Meter | None = None) -> io.BufferedReader:
        """Open for reading bytes, decompressed; raises ``UnsafeArchiveError`` while reading a bomb."""
        counted = (meter or Meter(0)).add
        if self.member is None:
            return self._open_file(limits, counted)
        return _open_member(self, limits, counted)

    def _open_file(self, limits: Limits, counted: Callable[[float], None]) -> io.BufferedReader:
        raw = _Counted(self.path.open("rb", buffering=0), counted)
        plain: io.BufferedReader = io.BufferedReader(raw, BUFFER)
        if plain.peek(2)[:2] != GZIP_MAGIC:
            return plain
        expanded = gzip.GzipFile(fileobj=plain, mode="rb")
        return io.BufferedReader(_Guarded(expanded, self, limits, lambda: raw.read_bytes), BUFFER)


def _open_member(
    member: Input, limits: Limits, counted: Callable[[float], None]
) -> io.BufferedReader:
    archive = zipfile.ZipFile(member.path)
    info = archive.getinfo(member.member or "")
    share = info.compress_size / max(info.file_size, 1)
    stream = _Counted(archive.open(info), lambda size: counted(size * share), archive)
    guarded = _Guarded(stream, member, limits, lambda: info.compress_size)
    plain: io.BufferedReader = io.BufferedReader(guarded, BUFFER)
    if plain.peek(2)[:2] != GZIP_MAGIC:
        return plain
    expanded = gzip.GzipFile(fileobj=plain, mode="rb")
    return io.BufferedReader(_Guarded(expanded, member, limits, lambda: info.compress_size), BUFFER)


class _Counted(io.RawIOBase):
    """Passes bytes through and counts them."""

    def __init__(
        self,
        inner: io.FileIO | IO[bytes],
        counted: Callable[[float], None],
        owner: zipfile.ZipFile | None = None,
    ) -> None:
        self.inner = inner
        self._read = getattr(inner, "read1", inner.read)
        self.counted = counted
        self.owner = owner
        self.read_bytes = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self.inner.seekable()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self.inner.seek(offset, whence)

    def tell(self) -> int:
        return self.inner.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # io's own stub takes any buffer
        # One read at a time: what comes before a fault in a damaged archive is not lost.
        data = self._read(len(buffer))
        size = len(data)
        buffer[:size] = data
        self.read_bytes += size
        self.counted(size)
        return size

    def close(self) -> None:
        self.inner.close()
        if self.owner is not None:
            self.owner.close()
        super().close()


class _Guarded(io.RawIOBase):
    """Decompressed bytes, stopped when they pass the declared size or ratio."""

    def __init__(
        self,
        inner: gzip.GzipFile | _Counted,
        source: Input,
        limits: Limits,
        stored: Callable[[], int],
    ) -> None:
        self.inner = inner
        self._read = getattr(inner, "read1", inner.read)
        self.source = source
        self.limits = limits
        self.stored = stored
        self.expanded = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # io's own stub takes any buffer
        data = self._read(len(buffer))
        size = len(data)
        buffer[:size] = data
        self.expanded += size
        if self.expanded > self.limits.expansion_floor:
            self._judge()
        return size

    def _judge(self) -> None:
        ratio = self.expanded / max(self.stored(), 1)
        if self.expanded > self.limits.expanded_bytes:
            raise UnsafeArchiveError(
                f"> {self.limits.expanded_bytes:,} bytes", where=self.source.name
            )
        if ratio > self.limits.expansion_ratio:
            raise UnsafeArchiveError(f"× {ratio:.0f}", where=self.source.name)

    def close(self) -> None:
        self.inner.close()
        super().close()


def find_inputs(paths: Sequence[str | Path], limits: Limits) -> list[Input]:
    """List the files behind ``paths``: folders and .zip archives are looked into, in name order."""
    found = [one for path in paths for one in _inputs_of(Path(path), limits, asked=True)]
    if not found:
        raise InputNotFoundError(
            Text(fr="Rien à importer.", en="Nothing to import."),
            mend=Text(
                fr="Donnez au moins un fichier de conversations.",
                en="Give at least one file of conversations.",
            ),
            where=", ".join(map(str, paths)),
        )
    return found


def _inputs_of(path: Path, limits: Limits, *, asked: bool) -> Iterator[Input]:
    if path.is_dir():
        for inside in sorted(path.rglob("*")):
            if inside.is_file() and not inside.name.startswith(HIDDEN):
                yield from _inputs_of(inside, limits, asked=False)
    elif not path.is_file():
        raise InputNotFoundError(
            Text(fr="Ce fichier est introuvable.", en="This file cannot be found."),
            mend=Text(fr="Vérifiez le chemin.", en="Check the path."),
            where=str(path),
        )
    elif path.suffix.lower() == ".zip" and zipfile.is_zipfile(path):
        yield from _members_of(path, limits)
    else:
        yield Input(path, size=path.stat().st_size, asked=asked)


def _members_of(path: Path, limits: Limits) -> Iterator[Input]:
    with zipfile.ZipFile(path) as archive:
        members = [one for one in archive.infolist() if _is_content(one)]
    if len(members) > limits.archive_members:
        raise UnsafeArchiveError(f"{len(members):,} > {limits.archive_members:,}", where=str(path))
    for one in sorted(members, key=lambda info: info.filename):
        yield Input(path, member=one.filename, size=one.compress_size, asked=False)


def _is_content(info: zipfile.ZipInfo) -> bool:
    parts = Path(info.filename).parts
    return not info.is_dir() and not any(part.startswith(HIDDEN) for part in parts)
