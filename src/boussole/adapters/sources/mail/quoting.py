"""Separates what a mail says from what it repeats: quoted history, forwarded mail, signature.

Works on lines, as mail programs write them. The wordings of each language are in ``wordings.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from boussole.adapters.sources.mail.wordings import (
    ATTRIBUTION_END,
    ATTRIBUTION_START,
    CLOSING,
    DISCLAIMER,
    FORWARDED,
    HEADER_LABELS,
    ORIGINAL,
    SENT_FROM,
)

ATTRIBUTION_LINES = 4
HEADER_LINES = 8
SIGNATURE_LINES = 12
LAST_LINES = 80
"""How far from the end a signature is looked for."""
LONGEST_LINE = 1_000
"""No header or introduction is longer; longer lines are prose."""
NAME_LINES = 7
NAME_WIDTH = 60

_QUOTED = re.compile(r"^\s{0,3}[>›»|]")
_ORIGINAL = re.compile(rf"^\W*(?:{ORIGINAL})\W*$", re.IGNORECASE)
_FORWARDED = re.compile(rf"^\W*(?:{FORWARDED})\W*$", re.IGNORECASE)
_HEADER = re.compile(rf"^\s*\*?(?:{HEADER_LABELS})\s?\*?\s?:\*?(?:\s|\S|$)", re.IGNORECASE)
_INNER_LABEL = re.compile(rf"\s(?:{HEADER_LABELS})\s?:", re.IGNORECASE)
_FROM = re.compile(
    r"^\s*\*?(?:from|de|von|da|van|fra|från|od|от|mittente|message du|expéditeur)\s?\*?\s?:\*?", re.IGNORECASE
)  # fmt: skip
_DATED = re.compile(r"^\s*\*?(?:date|sent|datum|fecha|data|дата)\s?\*?\s?:", re.IGNORECASE)
_START = re.compile(rf"^\W*(?:{ATTRIBUTION_START})\b", re.IGNORECASE)
_WROTE = re.compile(rf"(?<!\w)(?:{ATTRIBUTION_END})\s?(?:\(a\))?\s*:?[\s-]*$", re.IGNORECASE)
_WROTE_NAME = re.compile(
    rf"(?<!\w)(?:{ATTRIBUTION_END})\s.{{1,200}}:\s*$", re.IGNORECASE | re.DOTALL
)
_DATED_ADDRESS = re.compile(
    r"^(?=.*\d{1,2}[:.]\d{2})(?=.*(?:\d{4}|\d{1,2}[./]\d{1,2}[./])).{8,200}<[^<>\s]+@[^<>\s]+\s*>\s*:\s*$", re.DOTALL
)  # fmt: skip
_DATE_OR_ADDRESS = re.compile(r"\d|<[^>]*@|@")
_RULE = re.compile(r"^\s*(?:_{10,}|-{10,}|\*{10,}|={4,}|⁣{2,})\s*$")
_SIGNATURE = re.compile(r"^\s*(?:--|__+|—+|–{2,}|―+)\s*$")
_LIST_FOOTER = re.compile(r"^\s*_{10,}\s*$")
_SENT_FROM = re.compile(rf"^\s*[*_•-]?\s*(?:{SENT_FROM})", re.IGNORECASE)
_CLOSING = re.compile(rf"^\W*(?:{CLOSING})\W*$", re.IGNORECASE)
_DISCLAIMER = re.compile(rf"^\W*(?:{DISCLAIMER})", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n{3,}")
_LINK = re.compile(r"<?https?://\S+")


@dataclass(frozen=True, slots=True)
class Parts:
    """A mail's text in four: what its author says now, and what goes with it."""

    said: str
    quoted: str = ""
    forwarded: str = ""
    signature: str = ""


def split_mail(text: str) -> Parts:
    """Separate the parts of a mail's plain text; every line goes to exactly one of them."""
    lines = text.replace("\u200b", "").split("\n")
    cut, forwarded = _history(lines)
    before, after = lines[:cut], lines[cut:]
    said, quoted = _without_quotes(before)
    said, signature = _without_signature(said)
    said = _without_rules(said)
    history = _joined(after)
    return Parts(
        said=_joined(said),
        quoted=_joined([*quoted, *([] if forwarded else after)]),
        forwarded=history if forwarded else "",
        signature=_joined(signature),
    )


def _joined(lines: list[str]) -> str:
    text = "\n".join(line.rstrip() for line in lines).strip()
    return _BLANK_LINES.sub("\n\n", text)


def _history(lines: list[str]) -> tuple[int, bool]:
    """Where the history begins that runs to the end, and whether it is a forwarded mail."""
    for number, line in enumerate(lines):
        if len(line) > LONGEST_LINE or not line.strip() or _QUOTED.match(line):
            continue
        if _FORWARDED.match(line):
            return _with_rule(lines, number), True
        if _ORIGINAL.match(line) or _header_block(lines, number):
            return _with_rule(lines, number), False
        if (end := attribution_end(lines, number)) and not _quote_follows(lines, end):
            return number, False
        if _is_sent_from(line) and _text_follows(lines, number + 1):
            return number, False
    return len(lines), False


def _with_rule(lines: list[str], number: int) -> int:
    """Take along the rule that mail programs draw above a history, and any ``Sent from`` line."""
    start = number
    while start and (not lines[start - 1].strip() or _RULE.match(lines[start - 1])):
        start -= 1
    return start if any(_RULE.match(line) for line in lines[start:number]) else number


def _header_block(lines: list[str], number: int) -> bool:
    """True at a ``From:`` line that two other labels follow at once, or at the label above it."""
    if not _FROM.match(lines[number]):
        dated = bool(_DATED.match(lines[number]))
        below = lines[number + 1 : number + 2]
        return dated and bool(below and _FROM.match(below[0])) and _header_block(lines, number + 1)
    labels = 0
    for line in lines[number + 1 : number + HEADER_LINES]:
        if len(line) <= LONGEST_LINE and _HEADER.match(line):
            labels += 1 + len(_INNER_LABEL.findall(line))
        elif not line.strip() and labels:
            break
    return labels >= 2  # noqa: PLR2004  # From: and two others make a header, fewer make a sentence


def attribution_end(lines: list[str], number: int) -> int:
    """The line after an ``On ..., someone wrote:`` that starts at ``number``; 0 when none does."""
    whole = ""
    for offset, line in enumerate(lines[number : number + ATTRIBUTION_LINES]):
        if not line.strip() or (offset and _QUOTED.match(line) and line.strip() != ">:"):
            return 0
        whole = f"{whole} {line.strip()}".strip()
        if len(whole) > LONGEST_LINE:
            return 0
        if _is_attribution(whole):
            return number + offset + 1
        if not offset and not _may_open(whole):
            return 0
    return 0


def _may_open(line: str) -> bool:
    return bool(_START.match(line) or re.match(r"^\W*\w{0,12}[.,]?\s?\d", line))


def _is_attribution(whole: str) -> bool:
    if _DATED_ADDRESS.match(whole):
        return True
    if not _DATE_OR_ADDRESS.search(whole):
        return False
    if _START.match(whole):
        return bool(_WROTE.search(whole) or _WROTE_NAME.search(whole))
    dated = re.search(r"\d{1,2}[:.]\d{2}|\d{4}", whole)
    return bool(
        dated and "@" in whole and (_WROTE.search(whole) or _WROTE_NAME.search(whole))
    ) or bool(dated and re.match(r"^\W*\d", whole) and _WROTE.search(whole))


def _quote_follows(lines: list[str], start: int) -> bool:
    for line in lines[start:]:
        if line.strip():
            return bool(_QUOTED.match(line))
    return True


def _text_follows(lines: list[str], start: int) -> bool:
    """True when plain text, neither quoted nor a header of history, comes after line ``start``."""
    first = next((number for number in range(start, len(lines)) if lines[number].strip()), None)
    if first is None:
        return False
    marked = (
        _QUOTED.match(lines[first]) or _RULE.match(lines[first]) or _SIGNATURE.match(lines[first])
    )
    return not marked and not attribution_end(lines, first) and not _header_block(lines, first)


def _without_quotes(lines: list[str]) -> tuple[list[str], list[str]]:
    """Take out ``>`` lines, the line that introduces them, and the overflow of their wrapping."""
    said: list[str] = []
    quoted: list[str] = []
    number = 0
    while number < len(lines):
        end = attribution_end(lines, number) if not _QUOTED.match(lines[number]) else 0
        if end:
            quoted.extend(lines[number:end])
            number = end
        elif _QUOTED.match(lines[number]) or _overflows(lines, number):
            quoted.append(lines[number])
            number += 1
        else:
            said.append(lines[number])
            number += 1
    return said, quoted


def _overflows(lines: list[str], number: int) -> bool:
    """A quoted line that a mail program wrapped: text with quoted lines right above and below."""
    if not 0 < number < len(lines) - 1 or not lines[number].strip():
        return False
    above, below = lines[number - 1], lines[number + 1]
    long_enough = len(above) > NAME_WIDTH
    return bool(_QUOTED.match(above) and _QUOTED.match(below) and long_enough)


def _without_rules(lines: list[str]) -> list[str]:
    """Leave the rules that only frame a text."""
    framed = [number for number, line in enumerate(lines) if line.strip() and not _RULE.match(line)]
    return lines[framed[0] : framed[-1] + 1] if framed else []


def _without_signature(lines: list[str]) -> tuple[list[str], list[str]]:
    start = _signature_start(lines)
    return lines[:start], lines[start:]


def _signature_start(lines: list[str]) -> int:
    last = max((number for number, line in enumerate(lines) if line.strip()), default=-1)
    for number in range(max(0, last - LAST_LINES), last + 1):
        below = [line for line in lines[number + 1 : last + 1] if line.strip()]
        if _opens_signature(lines[number], below):
            return number
        if _CLOSING.match(lines[number]) and below and _is_name_block(below):
            return number + 1
    return last + 1


def _opens_signature(line: str, below: list[str]) -> bool:
    if _SIGNATURE.match(line) or _LIST_FOOTER.match(line):
        prose = sum(len(one) > NAME_WIDTH * 2 for one in below)
        return bool(below) and len(below) <= SIGNATURE_LINES and prose <= 1
    return (_is_sent_from(line) and not below) or bool(_DISCLAIMER.match(line))


def _is_name_block(below: list[str]) -> bool:
    return len(below) <= NAME_LINES and all(len(line) <= NAME_WIDTH for line in below)


def _is_sent_from(line: str) -> bool:
    bare = _LINK.sub("", line).strip()
    return bool(_SENT_FROM.match(line)) and len(bare) <= NAME_WIDTH and ", " not in bare
