"""What stands in a message and is nobody's words: quoted lines and web addresses.

They are blanked out, character for character, so that passages keep their place. An address holds
words of its page ("…/upgrade-to-premium"), which say nothing of what the person who sent it says.
"""

from __future__ import annotations

import re

import polars as pl

ADDRESS = r"(?:https?://|www\.)\S*[\w/]"
_UNREAD = rf"(?m)^[ \t]*[>|].*$|{ADDRESS}"
_FOUND = re.compile(_UNREAD)


def without_unread(folded: pl.Series) -> pl.Series:
    """Blank out the quoted lines and the web addresses of each folded text; null stays null."""
    holding = folded.str.contains(_UNREAD)
    if not holding.any():
        return folded
    blanked = [
        _FOUND.sub(lambda found: " " * len(found[0]), text) if holds else text
        for text, holds in zip(folded.to_list(), holding.to_list(), strict=True)
    ]
    return pl.Series(folded.name, blanked, dtype=pl.String)
