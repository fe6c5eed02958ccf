"""Terms: the same for the same text wherever it stands, and always inside it."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.folding import fold
from boussole.core.terms import BUCKETS, FAMILIES_FROM, Terms, find_terms
from boussole.core.terms.families import load_words
from boussole.core.text import LANGUAGES, Language

TEXTS = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.text("aàeéï'’ .!?-\n😡🙄İßœ12€", max_size=40),
        st.sampled_from(["", " ", "j’ai déjà appelé 3 fois", "WTF!!!", "nuuuul 😡😡"]),
    ),
    min_size=1,
    max_size=6,
)


def buckets_of(terms: Terms, row: int) -> list[int]:
    """The buckets of one text, sorted."""
    return sorted(terms.bucket[terms.row == row].tolist())


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_text_has_the_same_terms_alone_and_among_others(texts: list[str]) -> None:
    together = find_terms(pl.Series(texts))
    for row, text in enumerate(texts):
        assert buckets_of(together, row) == buckets_of(find_terms(pl.Series([text])), 0)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_terms_stand_inside_their_text(texts: list[str]) -> None:
    terms = find_terms(pl.Series(texts))
    assert ((terms.bucket >= 0) & (terms.bucket < BUCKETS)).all()
    assert (terms.start < terms.end).all()
    assert (terms.end <= len(terms.buffer.data)).all()
    assert (terms.buffer.row[terms.start] == terms.row).all()
    longest = pl.Series(texts).str.len_chars().to_numpy()[terms.row]
    first = terms.buffer.first_character(terms.start.astype(np.intp), terms.row.astype(np.intp))
    assert ((first >= 0) & (first <= longest)).all()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J’en ai marre, c’est déjà la 3e fois", "j'en ai marre, c'est deja la 3e fois"),
        ("TOUJOURS RIEN REÇU", "toujours rien recu"),
        ("c’est nuuuuuul !!!!!", "c’est nuul !!"),
        ("deux   blancs\n\nou trois", "deux blancs ou trois"),
    ],
)
def test_case_accents_blanks_and_insistence_change_nothing(one: str, other: str) -> None:
    terms = find_terms(pl.Series([one, other]))
    assert buckets_of(terms, 0) == buckets_of(terms, 1)


def test_nothing_has_no_terms() -> None:
    assert len(find_terms(pl.Series(["", None, "   ", "\n"])).row) == 0
    assert find_terms(pl.Series([], dtype=pl.String)).rows == 0


def _families(text: str) -> set[int]:
    terms = find_terms(pl.Series([text]))
    return set(terms.bucket[terms.bucket >= FAMILIES_FROM].tolist())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("trois semaines", "dix jours"),
        ("trois semaines", "five days"),
        ("tjs", "toujours"),
    ],
)
def test_a_family_carries_over_to_its_other_words(one: str, other: str) -> None:
    assert _families(one) == _families(other) != set()


def test_a_word_after_a_negation_is_another_term() -> None:
    terms = find_terms(pl.Series(["jamais content", "toujours content"]))
    assert set(buckets_of(terms, 0)) - set(buckets_of(terms, 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_families_are_words_as_they_are_looked_up(language: Language) -> None:
    words = load_words(language)
    for members in words.families.values():
        for member in members:
            stem = member.removesuffix("*")
            assert fold(stem) == stem
            assert len(find_terms(pl.Series([stem])).row)
            assert stem.isalnum() or len(stem) <= 2, member
    twice = [member for members in words.families.values() for member in members]
    assert len(twice) == len(set(twice))


def test_both_languages_name_the_same_families() -> None:
    french, english = (set(load_words(language).families) for language in LANGUAGES)
    assert french == english
