"""The exceptions of sources: each says what, where, and how to mend it, in both languages.

SourceError
├── InputNotFoundError   a path leads nowhere, or to nothing that can be read
├── UnknownSourceError   a name that is not in the registry
├── UnknownFormatError   no source recognises the file
├── MappingError         a mapping that is missing, incomplete or malformed
├── UnsafeArchiveError   a compressed file that swells beyond the declared limits
└── RemoteError          a helpdesk's API that refuses, or answers nonsense
"""

from __future__ import annotations

from boussole.adapters.explained import ExplainedError
from boussole.core.text import Text


class SourceError(ExplainedError):
    """A source cannot be read at all; a record that cannot be read is a ``Rejection`` instead."""


class InputNotFoundError(SourceError):
    """A path leads nowhere, or to nothing that can be read."""


class UnknownSourceError(SourceError):
    """A source's name that is not in the registry."""


class UnknownFormatError(SourceError):
    """No source recognises the file."""


class MappingError(SourceError):
    """A mapping that is missing, incomplete or malformed."""


class UnsafeArchiveError(SourceError):
    """A compressed file that swells beyond the declared limits; ``detail`` says how far."""

    def __init__(self, detail: str, *, where: str) -> None:
        self.detail = detail
        super().__init__(
            Text(
                fr=f"Le fichier compressé enfle au-delà de ce qui est permis ({detail}).",
                en=f"The compressed file swells beyond what is allowed ({detail}).",
            ),
            mend=Text(
                fr="Décompressez-le vous-même si vous en connaissez l’origine.",
                en="Decompress it yourself if you know where it comes from.",
            ),
            where=where,
        )


class RemoteError(SourceError):
    """A helpdesk's API that refuses, or answers nonsense."""
