"""Customers' words that show a point: short, in place, one per customer."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

import polars as pl

from boussole.core.brief.models import Quote
from boussole.core.brief.rows import Rows
from boussole.core.readings.thresholds import PRESENT, label_is_there

# A quotation is read at a glance; beyond this it is cut at sentences around its passage.
LONGEST = 240
# What a struggling customer expresses.
EXPRESSED = ("dissatisfaction", "effort", "repeat_contact")
_CANDIDATES = 60
_ALIKE = 0.7
_COMFORTABLE = (30, 220)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_LINES = re.compile(r"\s")


def excerpt(text: str, start: int, end: int, longest: int = LONGEST) -> tuple[str, int, int]:
    """Cut ``text`` to the sentences around ``text[start:end]``, on one line; return it with the new span."""
    text = _LINES.sub(" ", text)
    if len(text) <= longest:
        return _stripped(text, start, end)
    bounds = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    low = max(bound for bound in bounds if bound <= start)
    high = min(bound for bound in bounds if bound >= end)
    if high - low > longest:
        low = max(low, _word_start(text, min(start, (start + end - longest) // 2)))
        high = min(high, max(end, text.rfind(" ", 0, low + longest)))
    before, after = ("… " if low else ""), (" …" if high < len(text) else "")
    piece, first, last = _stripped(text[low:high], start - low, end - low)
    return f"{before}{piece}{after}", first + len(before), last + len(before)


def _word_start(text: str, place: int) -> int:
    """The beginning of the word at ``place``, so that no word is cut in two."""
    return text.rfind(" ", 0, max(place, 0) + 1) + 1


def customer_quotes(
    rows: Rows,
    conversation_ids: Sequence[str],
    signals: Sequence[str],
    *,
    limit: int = 2,
    but: Collection[str] = (),
) -> tuple[Quote, ...]:
    """Quote customers where they express one of ``signals``, the plainest and earliest passages first:
    customers say what is wrong at once, and how they feel about the answer later.

    Conversations in ``but`` are already quoted elsewhere: a page does not say the same thing twice.
    """
    wanted = [one for one in dict.fromkeys(conversation_ids) if one not in but][:_CANDIDATES]
    if not wanted:
        return ()
    labels = (
        rows.turns(wanted)
        # What they say when they are satisfied again is no evidence of a struggle.
        .filter(pl.col("role") == "customer", pl.col("praise") < PRESENT)
        .select("conversation_id", "turn", "text_masked", "labels")
        .explode("labels")
        .unnest("labels")
        .filter(pl.col("signal").is_in(signals), label_is_there())
    )
    low, high = _COMFORTABLE
    length = pl.col("text_masked").str.len_chars()
    chosen = (
        labels.with_columns(
            passage=pl.col("text_masked")
            .str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
            .str.to_lowercase(),
            comfortable=length.is_between(low, high),
            worth=pl.col("strength") - pl.col("turn") / 10 - length / 4000,
        )
        .sort(
            ["comfortable", "worth", "conversation_id", "turn"],
            descending=[True, True, False, False],
        )
        .unique("conversation_id", keep="first", maintain_order=True)
        .unique("passage", keep="first", maintain_order=True)
    )
    quotes: list[Quote] = []
    for row in chosen.head(_CANDIDATES).iter_rows(named=True):
        quote = _quote(row)
        if len(quotes) < limit and not any(_alike(quote.text, one.text) for one in quotes):
            quotes.append(quote)
    return tuple(quotes)


def quote_of(rows: Rows, conversation_id: str, turn: int, start: int, end: int) -> Quote | None:
    """Quote one passage; None when the turn is not there."""
    found = rows.turns([conversation_id]).filter(pl.col("turn") == turn)
    if found.is_empty():
        return None
    text = found["text_masked"].item()
    piece, first, last = excerpt(text, start, end)
    return Quote(conversation_id=conversation_id, turn=turn, text=piece, start=first, end=last)


def _alike(one: str, other: str) -> bool:
    """Say whether two quotations say the same thing in nearly the same words."""
    return SequenceMatcher(None, one.lower(), other.lower()).ratio() > _ALIKE


def _quote(row: dict[str, object]) -> Quote:
    text, start, end = str(row["text_masked"]), int(str(row["start"])), int(str(row["end"]))
    piece, first, last = excerpt(text, start, end)
    return Quote(
        conversation_id=str(row["conversation_id"]),
        turn=int(str(row["turn"])),
        text=piece,
        start=first,
        end=last,
    )


def _stripped(text: str, start: int, end: int) -> tuple[str, int, int]:
    left = len(text) - len(text.lstrip())
    piece = text.strip()
    first = max(0, start - left)
    return piece, first, min(len(piece), max(first, end - left))
