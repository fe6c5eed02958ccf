"""A folded text has the length of the original, whatever is in it."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.folding import fold, fold_column, folding_table


def test_case_accents_and_apostrophes_go() -> None:
    assert fold("Ça m’A COÛTÉ l’œil") == "ca m'a coute l'œil"


def test_every_change_is_one_character_for_one() -> None:
    assert all(len(before) == len(after) == 1 for before, after in folding_table().items())


@settings(max_examples=50)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_the_length_is_kept_and_the_column_agrees(texts: list[str]) -> None:
    assert [len(fold(text)) for text in texts] == [len(text) for text in texts]
    assert fold_column(pl.Series(texts, dtype=pl.String)).to_list() == [
        fold(text) for text in texts
    ]


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
