"""Figures that look like somebody's and are nobody's: dates, amounts, versions, marks of time."""

from __future__ import annotations

import re

_DATE_OR_AMOUNT = (
    r"(?:19|20)\d\d(?:[/\-]\d{1,4})?|\d{1,2}\.\d\.\d+|\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?"
    r"|\d{4}-\d\d-\d\d(?: \d\d?)?"
)
# 8.5.53.827, but not 26.12.34.56, which is how some countries write a telephone.
_VERSION = r"(?!(?:\d\d\.){3}\d\d$)[1-9]\d?\.\d{1,2}\.\d{1,3}\.\d{1,6}"
# 20200404042659, as web archives and file names have it: one in ten passes for a SIRET.
_MARK_OF_TIME = (
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d"
)
_LOOKALIKE = re.compile(f"{_DATE_OR_AMOUNT}|{_VERSION}|{_MARK_OF_TIME}")


def is_nobodys(text: str) -> bool:
    """Say whether a run of figures is a date, an amount, a version or a mark of time."""
    return _LOOKALIKE.fullmatch(text) is not None
