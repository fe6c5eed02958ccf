"""Quoted lines and web addresses are not read, and what is read keeps its place."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.unread import without_unread


def _blanked(text: str) -> str:
    return str(without_unread(pl.Series([text]))[0])


def test_a_quoted_line_is_not_read() -> None:
    assert _blanked("d'accord\n> je resilie\nmerci") == "d'accord\n            \nmerci"


def test_a_web_address_is_not_read_and_the_sentence_keeps_its_end() -> None:
    said = "voyez https://aide.example/passez-au-premium?x=1. bonne journee"
    assert _blanked(said) == "voyez " + " " * 42 + ". bonne journee"


def test_an_address_without_its_protocol_is_known_by_its_www() -> None:
    assert _blanked("www.example.org/offres et ensuite").strip() == "et ensuite"


def test_an_ordinary_text_is_left_alone() -> None:
    assert _blanked("je compare : 3 > 2") == "je compare : 3 > 2"


@settings(max_examples=80)
@given(st.lists(st.sampled_from(["> ", "http://", "www.", "mot", " ", "\n", "/", "é", "."])))
def test_every_character_keeps_its_place(parts: list[str]) -> None:
    text = "".join(parts)
    blanked = _blanked(text)
    assert len(blanked) == len(text)
    assert all(now in (before, " ") for before, now in zip(text, blanked, strict=True))
