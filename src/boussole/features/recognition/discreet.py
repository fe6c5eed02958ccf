"""What someone writes about a colleague's success, without the customer's personal data."""

from __future__ import annotations

from collections.abc import Iterable

from boussole.core import privacy
from boussole.core.folding import fold


def discreet(text: str, colleagues: Iterable[str]) -> str:
    """Mask a sentence, and leave in it the names of ``colleagues``: one thanks someone by their name."""
    known = {fold(word) for name in colleagues for word in name.split()}
    masked = privacy.mask(text)
    pieces, done = [], 0
    for one in masked.replacements:
        said = text[one.start : one.end]
        own = one.kind == "NAME" and {fold(word) for word in said.split()} <= known
        pieces += [text[done : one.start], said if own else f"[{one.kind}]"]
        done = one.end
    return "".join([*pieces, text[done:]])
