"""What one import may cost, declared in one place."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one import; whatever passes them is rejected with the reason, the rest is imported.

    ``record_bytes``: one conversation as written in a file; it is held in memory while it is read.
    ``text_chars``: the text of one message.
    ``turns``: the messages of one conversation.
    ``expanded_bytes``: one compressed file or archive member, once decompressed.
    ``expansion_ratio``: decompressed bytes per compressed byte, judged above ``expansion_floor`` bytes
    (gzip reaches 1,000 on a bomb; exports of text stay under 50).
    ``archive_members``: files in one .zip.
    """

    record_bytes: int = 32 * MIB
    text_chars: int = 1_000_000
    turns: int = 20_000
    expanded_bytes: int = 50 * GIB
    expansion_ratio: int = 200
    expansion_floor: int = 16 * MIB
    archive_members: int = 100_000
