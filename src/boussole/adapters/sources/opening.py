"""Opens files as a stream of conversations, whatever their format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from boussole.adapters.sources.context import Context, Item, Options, check_encoding, find_zone
from boussole.adapters.sources.csv_file.guess import Guess
from boussole.adapters.sources.errors import SourceError, UnknownFormatError, UnknownSourceError
from boussole.adapters.sources.heads import Head, head_of
from boussole.adapters.sources.inputs import Input, Meter, Progress, find_inputs
from boussole.adapters.sources.limits import Limits
from boussole.adapters.sources.mapping import Mapping
from boussole.adapters.sources.notices import Notice, Notices
from boussole.adapters.sources.registry import SOURCES, SourceKind
from boussole.core.text import Text


@dataclass(frozen=True, slots=True)
class Detection:
    """Which source recognises a file, and how sure it is, 0 to 100."""

    kind: SourceKind
    confidence: int


class Source:
    """A stream of conversations and rejections. Iterate it once.

    ``names`` are the registry names of the sources that read it; ``warnings`` and ``progress()`` are up
    to date at any moment of the iteration.
    """

    def __init__(self, parts: Sequence[tuple[SourceKind, list[Input]]], context: Context) -> None:
        self._parts = parts
        self._context = context

    @property
    def names(self) -> tuple[str, ...]:
        """The registry names of the sources in use."""
        return tuple(dict.fromkeys(kind.name for kind, _ in self._parts))

    @property
    def warnings(self) -> tuple[Notice, ...]:
        """What was detected, repaired or left aside so far."""
        return tuple(self._context.notices)

    def progress(self) -> Progress:
        """Bytes read and bytes to read, as stored on disk."""
        return self._context.meter.progress()

    def __iter__(self) -> Iterator[Item]:
        for kind, inputs in self._parts:
            yield from kind.vendor().read(inputs, self._context)


def open_source(
    paths: Sequence[str | Path] | str | Path,
    source: str | None = None,
    mapping: Mapping | None = None,
    *,
    options: Options | None = None,
) -> Source:
    """Open files, folders or archives as one stream.

    ``source`` is a name of ``SOURCES`` (detected file by file when None). Raises ``SourceError`` when
    nothing can be read at all; what goes wrong afterwards is a ``Rejection``.
    """
    options = options or Options()
    notices = Notices()
    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    inputs = find_inputs(given, options.limits)
    zone = find_zone(options.timezone or (mapping.timezone if mapping else None))
    check_encoding(options.encoding or (mapping.encoding if mapping else None))
    kept = _recognised(inputs, source, mapping, options.limits, notices)
    parts = [
        (kind, [one for _, one in group]) for kind, group in groupby(kept, key=lambda pair: pair[0])
    ]
    meter = Meter(sum(one.size for _, one in kept))
    return Source(parts, Context(options, meter, notices, mapping, zone))


def detect(path: str | Path, *, limits: Limits | None = None) -> Detection:
    """Say which source reads ``path``; raises ``UnknownFormatError`` when none does."""
    limits = limits or Limits()
    found = [_detected(one, limits) for one in find_inputs([path], limits)]
    sure = [one for one in found if one is not None]
    if not sure:
        raise _unknown(str(path))
    return max(sure, key=lambda one: one.confidence)


def guess_columns(path: str | Path, *, options: Options | None = None) -> Guess:
    """Guess the mapping of a table, for a person to confirm."""
    from boussole.adapters.sources import csv_file

    options = options or Options()
    check_encoding(options.encoding)
    first = find_inputs([path], options.limits)[0]
    return csv_file.guess(first, Context(options, Meter(0), Notices()))


def _recognised(
    inputs: list[Input],
    source: str | None,
    mapping: Mapping | None,
    limits: Limits,
    notices: Notices,
) -> list[tuple[SourceKind, Input]]:
    if source is not None:
        kind = _kind_named(source)
        return [(kind, one) for one in inputs]
    kept: list[tuple[SourceKind, Input]] = []
    for one in inputs:
        found = _detected(one, limits)
        if found is not None:
            kept.append((_with_mapping(found.kind, mapping), one))
        elif one.asked:
            raise _unknown(one.name)
        else:
            notices.add("skipped_file", one.name, one.name)
    if not kept:
        raise _unknown(", ".join(one.name for one in inputs[:3]))
    return kept


def _with_mapping(kind: SourceKind, mapping: Mapping | None) -> SourceKind:
    """A mapping reads Boussole-like JSON as it says, not as it looks."""
    asked = mapping is not None and mapping.turns.list is not None
    return SOURCES["jsonl_file"] if asked and kind.name == "boussole_jsonl" else kind


def _detected(one: Input, limits: Limits) -> Detection | None:
    try:
        head = head_of(one, limits)
    except (OSError, EOFError, RuntimeError, SourceError) as error:
        raise _unknown(one.name) from error
    if not head.raw.strip():
        return None
    return max(
        (found for kind in SOURCES.values() if (found := _recognise(kind, head)) is not None),
        key=lambda found: found.confidence,
        default=None,
    )


def _recognise(kind: SourceKind, head: Head) -> Detection | None:
    confidence = kind.vendor().recognise(head)
    return Detection(kind, confidence) if confidence else None


def _kind_named(name: str) -> SourceKind:
    if name not in SOURCES:
        raise UnknownSourceError(
            Text(
                fr=f"La source «\u202f{name}\u202f» n’existe pas.",
                en=f"There is no source “{name}”.",
            ),
            mend=Text(
                fr=f"Sources connues\u00a0: {', '.join(SOURCES)}.",
                en=f"Known sources: {', '.join(SOURCES)}.",
            ),
        )
    return SOURCES[name]


def _unknown(where: str) -> UnknownFormatError:
    return UnknownFormatError(
        Text(
            fr="Aucune source ne reconnaît ce fichier.",
            en="No source recognises this file.",
        ),
        mend=Text(
            fr=f"Donnez --source ({', '.join(SOURCES)}), ou vérifiez l’export.",
            en=f"Give --source ({', '.join(SOURCES)}), or check the export.",
        ),
        where=where,
    )
