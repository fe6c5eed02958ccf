"""Which finders are worth trying on a text: the same answer for one text and for a column of them.

The answer is a number, a bit for each finder. In a column it costs a few passes of polars; most texts
then have no finder to run at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from boussole.core.folding import fold
from boussole.core.privacy.finding import Finder, WordTest

# What Python and polars read differently in a mark, and the form that both read alike: an edge of a
# word counts plain letters and figures only, and a letter is no combining accent.
_ALIKE = ((r"\b", r"(?a:\b)", r"(?-u:\b)"), (r"[^\W\d_]", r"[^\W\d_]", r"[\p{L}\p{Nl}\p{No}]"))


def _for_python(mark: str) -> str:
    for written, python, _ in _ALIKE:
        mark = mark.replace(written, python)
    return mark


def _for_polars(mark: str) -> str:
    for written, _, polars in _ALIKE:
        mark = mark.replace(written, polars)
    return mark


class Worth:
    """What each of ``finders`` needs, ready to be read in a text or in a column."""

    def __init__(self, finders: Sequence[Finder]) -> None:
        self._finders = tuple(finders)
        self._marks = [
            re.compile(_for_python(finder.mark)) if finder.mark else None for finder in finders
        ]
        self._words = {
            one.word.pattern: re.compile(one.word.pattern) for one in finders if one.word
        }

    def of_text(self, text: str) -> int:
        """Return, a bit for each finder, which of them may find something in ``text``."""
        figures = sum(map(str.isdecimal, text))
        folded = fold(text)
        words: dict[str, set[str]] = {}
        return sum(
            1 << place
            for place, finder in enumerate(self._finders)
            if figures >= finder.figures
            and self._passes(finder, self._marks[place], text, folded, words)
        )

    def _passes(
        self,
        finder: Finder,
        mark: re.Pattern[str] | None,
        text: str,
        folded: str,
        words: dict[str, set[str]],
    ) -> bool:
        """Whether a finder's mark and words are there; ``words`` keeps what several finders look at."""
        if mark is not None and mark.search(folded if finder.folded else text) is None:
            return False
        if finder.word is None:
            return True
        pattern = finder.word.pattern
        if pattern not in words:
            words[pattern] = set(self._words[pattern].findall(text))
        return any(map(finder.word.wanted, words[pattern]))

    def of_column(self, texts: pl.Series, folded: pl.Series) -> pl.Series:
        """Return :meth:`of_text` for each text; what needs figures is tried where there are some."""
        rows = (
            pl.DataFrame({"text": texts, "folded": folded})
            .with_row_index()
            .with_columns(figures=pl.col("text").str.count_matches(r"\d"))
        )
        places = range(len(self._finders))
        anywhere = [place for place in places if not self._finders[place].figures]
        with_figures = [place for place in places if self._finders[place].figures]
        some = rows.filter(pl.col("figures") > 0).select("index", more=self._bits(with_figures))
        worth = (
            rows.select("index", worth=self._bits(anywhere))
            .join(some, on="index", how="left", maintain_order="left")
            .select(pl.col("worth") + pl.col("more").fill_null(0))
            .to_series()
        )
        for place, finder in enumerate(self._finders):
            if finder.word is not None:
                worth = _without_lacking(worth, place, texts, finder.word)
        return worth

    def _bits(self, places: Sequence[int]) -> pl.Expr:
        figures = pl.col("figures")
        worth = pl.lit(0, pl.UInt64)
        for place in places:
            finder = self._finders[place]
            tried = figures >= finder.figures
            if finder.mark:
                tried &= pl.col("folded" if finder.folded else "text").str.contains(
                    _for_polars(finder.mark)
                )
            worth += pl.when(tried).then(1 << place).otherwise(0).cast(pl.UInt64)
        return worth


def _without_lacking(worth: pl.Series, place: int, texts: pl.Series, test: WordTest) -> pl.Series:
    """Take the bit at ``place`` from the texts none of whose words pass ``test``."""
    bit = pl.lit(1 << place, pl.UInt64)
    rows = pl.DataFrame({"worth": worth, "text": texts}).with_row_index()
    words = (
        rows.lazy()
        .filter(pl.col("worth") & bit != 0)
        .select("index", word=pl.col("text").str.extract_all(test.pattern))
        .explode("word")
        .drop_nulls()
        .collect()
    )
    distinct = words["word"].unique()
    wanted = distinct.filter(pl.Series(map(test.wanted, distinct), dtype=pl.Boolean))
    kept = words.filter(pl.col("word").is_in(wanted.implode()))["index"].unique()
    lacking = (pl.col("worth") & bit != 0) & ~pl.col("index").is_in(kept.implode())
    return rows.select(
        pl.when(lacking).then(pl.col("worth") - bit).otherwise(pl.col("worth")).alias("worth")
    )["worth"]
