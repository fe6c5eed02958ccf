"""Which passage a score comes from: the stretch of words whose terms add most to it.

Each term's part of a score is spread over the characters it covers and gathered word by word; the
passage is the stretch with the greatest sum (Kadane's maximum subarray), for all labels at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from boussole.core.linear.model import Known, LinearModel, Places
from boussole.core.terms import Terms
from boussole.core.terms.buffer import BLANK

Doubles = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indexes = NDArray[np.intp]
Span = tuple[Indexes, Indexes]
_APART = 1e5  # keeps the sums of one sentence under those of the one before: parts are far smaller
_TOLERANCE = (
    0.6  # times the mean evidence of a word, spent on each word, so that passages stay short
)
_FEWEST_WORDS = 3


class Passages(NamedTuple):
    """For each item, ``start`` and ``end`` in characters of its text."""

    start: Places
    end: Places


def passages(
    model: LinearModel, terms: Terms, known: Known, row: Indexes, label: Indexes
) -> Passages:
    """Find the passage of each item, text ``row[i]`` said to carry ``label[i]``.

    Items of one label are best given together: its weights are then near each other in memory.

    Items whose text has no term that speaks for the label get the whole text.
    """
    if not len(row):
        empty = np.zeros(0, dtype=np.int32)
        return Passages(empty, empty)
    first, length = _extents(terms, row)
    base = np.concatenate([[0], np.cumsum(length)])
    parts = _spread(model, terms, known, (row, label), (first, base))
    item, word_start, word_end = _words(terms, row, first, base)
    sums = np.concatenate([[0.0], np.cumsum(parts)])
    value = sums[word_end] - sums[word_start]
    shift = first - base[:-1]
    ends = terms.buffer.ends_sentence(word_end - 1 + shift[item])
    new = np.concatenate([[True], ends[:-1] | (np.diff(item) > 0)])
    sentence = np.cumsum(new)
    elided = terms.buffer.follows_apostrophe(word_start + shift[item])
    begin, finish = _readable(_greatest(value, item, sentence, len(row)), sentence, elided)
    return Passages(
        start=terms.buffer.first_character(word_start[begin] + shift, row),
        end=terms.buffer.last_character(word_end[finish] - 1 + shift, row),
    )


def _extents(terms: Terms, row: Indexes) -> tuple[Indexes, Indexes]:
    owner = terms.buffer.row
    first = np.searchsorted(owner, row, side="left")
    last = np.searchsorted(owner, row, side="right")
    return first, last - first


def _spread(
    model: LinearModel,
    terms: Terms,
    known: Known,
    items: tuple[Indexes, Indexes],
    places: tuple[Indexes, Indexes],
) -> Doubles:
    """Lay each term's part of the score evenly over the places it covers, item after item."""
    row, label = items
    first, base = places
    shift = (base[:-1] - first).astype(np.int32)
    size = int(base[-1]) + 1
    steps = np.zeros(size)
    weights, terms_known = model.by_label.ravel(), len(model.buckets)
    own = _Own(known.row, known.term, terms.start.take(known.which), terms.end.take(known.which))
    for item_of in _one_for_each_row(row, terms.rows):
        item = item_of.take(own.row)
        kept = np.flatnonzero(item >= 0)
        item, own = item.take(kept), _Own(*(column.take(kept) for column in own))
        weight = weights.take(label.take(item) * terms_known + own.term)
        part = weight / (own.end - own.start)
        moved = shift.take(item)
        steps += np.bincount(own.start + moved, weights=part, minlength=size)
        steps -= np.bincount(own.end + moved, weights=part, minlength=size)[:size]
    return np.cumsum(steps[:-1])


class _Own(NamedTuple):
    """Terms known to the model: whose, which, and where they stand."""

    row: Places
    term: Places
    start: Places
    end: Places


def _one_for_each_row(row: Indexes, rows: int) -> Iterator[Places]:
    """Say the first item of each row, then the second, as long as there are any; -1 for none."""
    order = np.argsort(row, kind="stable")
    ordered = row[order]
    rank = np.arange(len(row)) - np.searchsorted(ordered, ordered, side="left")
    for nth in range(int(rank.max(initial=-1)) + 1):
        chosen = order[rank == nth]
        item_of = np.full(rows, -1, dtype=np.int32)
        item_of[row[chosen]] = chosen
        yield item_of


def _words(
    terms: Terms, row: Indexes, first: Indexes, base: Indexes
) -> tuple[Indexes, Indexes, Indexes]:
    """List the words of each item's text, as places in the items' own space."""
    length = np.diff(base)
    place = np.arange(int(base[-1])) + np.repeat(first - base[:-1], length)
    said = terms.buffer.kind[place] != BLANK
    item = np.repeat(np.arange(len(row)), length)
    before = np.concatenate([[False], said[:-1]]) & (np.concatenate([[-1], item[:-1]]) == item)
    start = np.flatnonzero(said & ~before)
    after = np.concatenate([said[1:], [False]]) & (np.concatenate([item[1:], [-1]]) == item)
    end = np.flatnonzero(said & ~after) + 1
    return item[start], start, end


def _greatest(value: Doubles, item: Indexes, sentence: Indexes, items: int) -> Span:
    """Find for each item the words between which the sum is greatest, inside one sentence."""
    counts = np.bincount(item, minlength=items)
    whole = np.bincount(item, weights=np.maximum(value, 0), minlength=items)
    value = value - _TOLERANCE * (whole / np.maximum(counts, 1))[item]
    sums = np.cumsum(value)
    before = np.concatenate([[0.0], sums[:-1]]) - sentence * _APART
    lowest = np.minimum.accumulate(before)
    gain = sums - sentence * _APART - lowest
    last = np.cumsum(counts)
    finish = np.array(
        [at + int(gain[at:to].argmax()) for at, to in zip(last - counts, last, strict=True)],
        dtype=np.intp,
    )
    turned = np.flatnonzero(np.concatenate([[True], before[1:] <= lowest[:-1]]))
    begin = turned[np.searchsorted(turned, finish, side="right") - 1]
    return begin, finish


def _readable(span: Span, sentence: Indexes, elided: Flags) -> Span:
    """Take in a neighbouring word or two of the sentence, and what an apostrophe ties to the first."""
    begin, finish = span
    last = len(sentence) - 1
    for _ in range(_FEWEST_WORDS - 1):
        left, right = np.maximum(begin - 1, 0), np.minimum(finish + 1, last)
        grows = (finish - begin + 1 < _FEWEST_WORDS) & (sentence[left] == sentence[begin])
        begin = np.where(grows, left, begin)
        grows = (finish - begin + 1 < _FEWEST_WORDS) & (sentence[right] == sentence[finish])
        finish = np.where(grows, right, finish)
    left = np.maximum(begin - 1, 0)
    return np.where(elided[begin] & (sentence[left] == sentence[begin]), left, begin), finish
