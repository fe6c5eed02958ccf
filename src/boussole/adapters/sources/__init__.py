"""Conversations from anywhere: ``open_source`` finds the format and yields them one at a time.

Iterating a ``Source`` yields ``Conversation`` or ``Rejection``; memory does not grow with the input. A
conversation whose identifier was already given replaces the earlier one.
"""

from __future__ import annotations

from boussole.adapters.sources.context import Item, Options
from boussole.adapters.sources.errors import (
    InputNotFoundError,
    MappingError,
    RemoteError,
    SourceError,
    UnknownFormatError,
    UnknownSourceError,
    UnsafeArchiveError,
)
from boussole.adapters.sources.inputs import Progress
from boussole.adapters.sources.limits import Limits
from boussole.adapters.sources.mapping import Mapping
from boussole.adapters.sources.notices import Notice
from boussole.adapters.sources.opening import Detection, Source, detect, guess_columns, open_source
from boussole.adapters.sources.registry import SOURCES, SourceKind
from boussole.adapters.sources.rejections import REASONS, Rejection
from boussole.adapters.sources.rejects import RejectsFile, write_rejects

__all__ = [
    "REASONS",
    "SOURCES",
    "Detection",
    "InputNotFoundError",
    "Item",
    "Limits",
    "Mapping",
    "MappingError",
    "Notice",
    "Options",
    "Progress",
    "Rejection",
    "RejectsFile",
    "RemoteError",
    "Source",
    "SourceError",
    "SourceKind",
    "UnknownFormatError",
    "UnknownSourceError",
    "UnsafeArchiveError",
    "detect",
    "guess_columns",
    "open_source",
    "write_rejects",
]
