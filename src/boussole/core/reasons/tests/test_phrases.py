"""Phrases as people type them are found as they are said, and break nothing."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.cue_index import CueIndex, compile_cues
from boussole.core.folding import fold_column
from boussole.core.reasons import Reason, ReasonFamily, ReasonTree
from boussole.core.reasons.phrases import MOST_WORDS, as_cue
from boussole.core.text import Text


def tree_of(*examples: str) -> ReasonTree:
    """A tree with one reason, known by its examples alone."""
    text = Text(fr="Carte cadeau", en="Gift card")
    reason = Reason(key="gift.card", label=text, examples=examples)
    return ReasonTree(families=(ReasonFamily(key="gift", label=text, reasons=(reason,)),))


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("carte cadeau", "Bonjour, ma CARTE CADEAU ne marche pas"),
        ("l’œuf à la coque", "je voudrais l'oeuf a la coque svp"),
        ("C'est périmé !", "vraiment c’est perime"),
        ("bon d'achat, expiré", "mon bon d’achat expiré hier"),
        ("coûte 12 € par mois", "ça coute 12€ par mois maintenant"),
        ("parrainage", "et mon parrainage ?"),
    ],
)
def test_a_phrase_is_found_whatever_its_case_accents_and_marks(phrase: str, said: str) -> None:
    assert tree_of(phrase).find(pl.Series([said])).to_list() == ["gift.card"]


@pytest.mark.parametrize(
    ("phrase", "said"),
    [("carte cadeau", "ma carte bancaire, en cadeau"), ("port", "un rapport important")],
)
def test_a_phrase_is_found_as_whole_words_together(phrase: str, said: str) -> None:
    assert tree_of(phrase).find(pl.Series([said])).to_list() == [None]


@pytest.mark.parametrize(
    "phrase", ["", "?!", "je", "Bonjour. Ma carte est vide.", "mot " * (MOST_WORDS + 1)]
)
def test_what_would_be_in_every_message_or_in_none_is_no_cue(phrase: str) -> None:
    assert as_cue(phrase) is None
    assert tree_of(phrase).find(pl.Series(["je mot ? bonjour"])).to_list() == [None]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_phrase_compiles_and_finds_itself(phrase: str) -> None:
    cue = as_cue(phrase)
    if cue is None:
        return
    index = CueIndex(compile_cues(0, [cue], {}))
    plain = " ".join(cue.replace("…", " ").split())
    assert {hit.row for hit in index.hits(fold_column(pl.Series([f"Alors, {plain} !"])))} == {0}
