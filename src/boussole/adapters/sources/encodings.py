"""Which encoding a file is written in."""

from __future__ import annotations

import codecs
import io
import re
import zlib
from contextlib import suppress

from boussole.adapters.sources.context import Context
from boussole.adapters.sources.errors import UnsafeArchiveError
from boussole.adapters.sources.inputs import Input

HEAD = 64 * 1024
LOOKED_THROUGH = 64 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What exports in French and English are written in when it is not Unicode; latin-1 is within cp1252.
_STRAY = re.compile("[\udc80-\udcff]")
_CANDIDATES = ["cp1252", "mac_roman", "cp850"]


def find_encoding(source: Input, context: Context) -> str:
    """Return the encoding to read ``source`` with, and report it when it is not UTF-8."""
    given = context.options.encoding or (context.mapping.encoding if context.mapping else None)
    if given:
        return given
    with source.open(context.limits) as stream:
        found = guess_encoding(_telling_part(stream))
    if found not in {"utf-8", "utf-8-sig"}:
        context.notices.add("encoding", source.name, found)
    return found


def _telling_part(stream: io.BufferedReader) -> bytes:
    """The head of the file, or its first part that is not plain ASCII."""
    head = part = stream.read1(HEAD)
    looked = len(head)
    # A file that turns out to be damaged further on is told where it is read, not here.
    with suppress(EOFError, OSError, zlib.error, UnsafeArchiveError):
        while part and part.isascii() and looked < LOOKED_THROUGH:
            part = stream.read1(HEAD * 4)
            looked += len(part)
    return head if part is head or not part else head[:1024] + part


def guess_encoding(sample: bytes) -> str:
    """Guess from a sample that may stop in the middle of a character."""
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    if (wide := _wide(sample)) is not None:
        return wide
    return "utf-8" if _mostly_utf8(sample) else _legacy(sample)


def _mostly_utf8(sample: bytes) -> bool:
    """True when stray bytes are no more than the characters that read well: then they are faults."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    beyond_ascii = re.sub(r"[\x00-\x7f]+", "", decoder.decode(sample, final=False))
    stray = len(_STRAY.findall(beyond_ascii))
    return stray == 0 or 2 * stray <= len(beyond_ascii)


def _wide(sample: bytes) -> str | None:
    """UTF-16 without its mark shows a zero in every other byte."""
    for name, part in (("utf-16-le", sample[1:2000:2]), ("utf-16-be", sample[:2000:2])):
        if len(part) > 1 and part.count(0) > 0.6 * len(part):
            return name
    return None


def _legacy(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES, preemptive_behaviour=False).best()
    return best.encoding if best is not None else "cp1252"
