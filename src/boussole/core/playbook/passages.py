"""The passage that shows a moment: the sentence in which its strongest label stands."""

from __future__ import annotations

import polars as pl

LONGEST = 320
_SIDE = 160

# A sentence too long is cut between words.
_BEFORE = rf"(?:\b|^)[^.!?…\n]{{0,{_SIDE}}}$"
_AFTER = rf"^[^.!?…\n]{{0,{_SIDE}}}(?:[.!?…]+|\b|$)"


def with_passage(moments: pl.DataFrame, names: tuple[str, ...]) -> pl.DataFrame:
    """Add ``start``, ``end`` and ``passage`` to rows with ``text_masked`` and ``labels``.

    The label of one of ``names`` is preferred, then the strongest, then the earliest; without any
    label the message's beginning stands for it. Offsets count characters of ``text_masked``.
    """
    labelled = moments.with_columns(_label=_best_label(names))
    label, text = pl.col("_label").struct, pl.col("text_masked")
    inside = labelled.with_columns(
        _start=label.field("start").fill_null(0), _end=label.field("end").fill_null(0)
    )
    before = text.str.slice(0, pl.col("_start")).str.extract(f"({_BEFORE})", 1)
    after = text.str.slice(pl.col("_end")).str.extract(f"({_AFTER})", 1)
    sentence = inside.with_columns(
        _start=pl.col("_start") - _length(before), _end=pl.col("_end") + _length(after)
    )
    return _trimmed(sentence).drop("_label", "_start", "_end", "_raw")


def _best_label(names: tuple[str, ...]) -> pl.Expr:
    element = pl.element().struct
    order = [
        ~element.field("signal").is_in(names),
        -element.field("strength"),
        element.field("start"),
    ]
    return pl.col("labels").list.eval(pl.element().sort_by(order)).list.first()


def _length(text: pl.Expr) -> pl.Expr:
    return text.str.len_chars().fill_null(0).cast(pl.Int32)


def _trimmed(moments: pl.DataFrame) -> pl.DataFrame:
    """Cut at ``LONGEST`` and leave out the blanks around, moving the offsets with them."""
    raw = pl.col("text_masked").str.slice(
        pl.col("_start"), pl.min_horizontal(pl.col("_end") - pl.col("_start"), LONGEST)
    )
    return (
        moments.with_columns(_raw=raw)
        .with_columns(passage=pl.col("_raw").str.strip_chars())
        .with_columns(
            start=(
                pl.col("_start")
                + _length(pl.col("_raw"))
                - _length(pl.col("_raw").str.strip_chars_start())
            ).cast(pl.Int32)
        )
        .with_columns(end=(pl.col("start") + _length(pl.col("passage"))).cast(pl.Int32))
    )
