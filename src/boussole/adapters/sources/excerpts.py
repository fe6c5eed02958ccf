"""A glimpse of a rejected record, without what people wrote in it.

A rejects file travels: it is mailed to the person who made the export. Keys, punctuation and the shape
of values are enough to find the record; letters and digits inside values are not shown.
"""

from __future__ import annotations

import re

from boussole.adapters.sources.rejections import EXCERPT_CHARS

_KEY_OR_WORD = re.compile(r'"[A-Za-z_][\w.-]{0,40}"\s*:|[^\W_]+')


def excerpt(raw: bytes | str) -> str:
    """Return the beginning of ``raw`` with its words hidden, JSON keys kept."""
    size = EXCERPT_CHARS * 4
    text = raw[:size].decode("utf-8", "replace") if isinstance(raw, bytes) else raw[:size]
    hidden = _KEY_OR_WORD.sub(_hide, " ".join(text.replace("\x00", "").split()))
    return hidden if len(hidden) <= EXCERPT_CHARS else hidden[: EXCERPT_CHARS - 1] + "…"


def _hide(found: re.Match[str]) -> str:
    return found[0] if found[0].endswith(":") else "•" * min(len(found[0]), 3)
