"""Cells that a spreadsheet shows as text, never runs as a formula."""

from __future__ import annotations

# What opens a formula in Excel, LibreOffice or Sheets, full-width forms included.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutralised(value: object) -> str:
    """Return ``value`` as a cell; what could start a formula is led by an apostrophe.

    A plain negative number stays itself.
    """
    text = "" if value is None else str(value)
    if text.startswith(_STARTS) and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("-", "", 1).isdecimal() and text.isascii()
