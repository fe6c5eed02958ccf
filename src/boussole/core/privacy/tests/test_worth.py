"""A column says of each text what the text alone says: which searches are worth it."""

from __future__ import annotations

import json

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.folding import fold_column
from boussole.core.privacy import mask, mask_column
from boussole.core.privacy.masking import ALL_FINDERS, FEW
from boussole.core.privacy.worth import Worth
from tests.open_data import ROOT

WORTH = Worth(ALL_FINDERS)
PIECES = (
    "Mme Petit", "merci olivier", "Zoé", "cordialement\n", "12 rue", "69003 Lyon", "n° 4587412", "O’Neil", "(at)", "É", "Œuvre", "ß", "İ",
    "XXXX", "McDonald", "a", "06", "12", "34 56 78", "[NAME]", "Kaczmarek", "avec", ":", "\n", ".", "-", "'", "zéro six", "CODE", "Ǆ",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join),
        min_size=1,
        max_size=6,
    )
)
def test_a_column_and_a_text_agree_on_what_is_worth_it(texts: list[str]) -> None:
    column = pl.Series(texts, dtype=pl.String)
    assert WORTH.of_column(column, fold_column(column)).to_list() == list(map(WORTH.of_text, texts))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))
def test_masking_pieces_twice_changes_nothing_more(text: str) -> None:
    once = mask(text, ["Zoé Petit"]).text
    assert mask(once, ["Zoé Petit"]).text == once


@pytest.mark.parametrize("file", ["pii_fr", "pii_fr_later", "pii_fr_unread", "pii_en"])
def test_the_gold_is_masked_alike_alone_and_in_a_column(file: str) -> None:
    lines = (ROOT / "tests" / "gold" / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    many = texts * (1 + FEW // len(texts))  # more than the few rows that are masked one by one
    assert mask_column(pl.Series(many)).to_list() == [mask(text).text for text in many]
