"""A citation is the message's own words, or it is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.signals.review.citations import find_citation

TEXT = "C’est  vraiment\ninadmissible… Mon œuvre, déjà [NAME] ! 😡"


@pytest.mark.parametrize(
    ("cited", "passage"),
    [
        ("C’est  vraiment\ninadmissible", "C’est  vraiment\ninadmissible"),
        ("c'est vraiment inadmissible...", "C’est  vraiment\ninadmissible"),
        ("« c'est vraiment »", "C’est  vraiment"),
        ("inadmissible... mon oeuvre", "inadmissible… Mon œuvre"),
        ("deja [NAME]", "déjà [NAME]"),
        ("de\u0301ja\u0300", "déjà"),
        ("😡", "😡"),
    ],
)
def test_white_space_and_typography_do_not_matter(cited: str, passage: str) -> None:
    span = find_citation(cited, TEXT)
    assert span is not None
    assert TEXT[slice(*span)] == passage


@pytest.mark.parametrize(
    "cited",
    [
        "admissible",
        "inadmissibl",
        "vraiment C’est",
        "c’est inadmissible",
        "inacceptable",
        "...",
        " ",
        "",
        "[",
    ],
)
def test_other_words_pieces_of_words_and_bare_marks_are_not_found(cited: str) -> None:
    assert find_citation(cited, TEXT) is None


def test_an_accent_written_apart_is_the_same_letter() -> None:
    text = "c'est de\u0301ja\u0300 fait"
    span = find_citation("déjà", text)
    assert span is not None
    assert find_citation("déjà fait", text) == (span[0], len(text))


def test_of_several_places_the_closest_is_taken() -> None:
    text = "non. oui. non. oui. non."
    assert find_citation("non", text, near=11) == (10, 13)
    assert find_citation("non", text, near=23) == (20, 23)


@given(st.text(), st.data())
def test_a_span_is_within_the_text_and_says_what_was_cited(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = find_citation(text[start:end], text, near=start)
    if span is not None:
        assert 0 <= span[0] < span[1] <= len(text)
        assert find_citation(text[slice(*span)], text, near=span[0]) is not None


@given(st.lists(st.from_regex(r"[a-zé]{1,8}", fullmatch=True), min_size=1, max_size=8), st.data())
def test_whole_words_of_a_text_are_always_found(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    assert find_citation(" ".join(words[first : last + 1]), "\n".join(words)) is not None
