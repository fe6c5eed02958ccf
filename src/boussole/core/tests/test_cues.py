"""The language of cues, and the index that looks for many of them at once."""

from __future__ import annotations

import re

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.cue_index import FEW, CueIndex, compile_cues, expression
from boussole.core.cue_pieces import cue_pieces
from boussole.core.cues import CueError, cue_pattern
from boussole.core.folding import fold

VARIANTS = {"toujours": ("tjs", "tjrs"), "j'ai": ("jai", "g"), "pas": ("pa",)}
CUES = (
    "toujours pas … (reçue?|livré)",
    "j'en ai (vraiment |plus que )*marre",
    "(très )?déçue?s?",
    "{n} (jours|semaines) d'attente",
    "dece* … cher",
    "wi-fi",
    "j'ai attendu",
    "(qui|quoi) … \\?",
    "[0-9]+ ?(h|heures)",
    "😡",
    "(re|dé)marche",
    "coeur",
    "(un|deux) euros",
)


def found(cue: str, text: str) -> bool:
    return bool(expression(cue_pattern(cue, VARIANTS)).search(fold(text)))


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("j'en ai marre", "J’EN AI MARRE"),
        ("j'en ai marre", "jen ai marre"),
        ("j'en ai marre", "j en ai, marre"),
        ("toujours pas … reçu", "tjs pas encore vraiment recu"),
        ("toujours pas", "tjrs pa"),
        ("{n} jours", "trois jours"),
        ("{n} jours", "12 jours"),
        ("déç*", "decevant"),
        ("déçue?s?", "Déçus"),
        ("wi-fi", "wifi"),
        ("wi-fi", "wi fi"),
        ("coeur", "cœur"),
        ("qui … \\?", "qui est là ?"),
        ("3 ?h", "3h"),
        ("3 ?h", "3 h"),
    ],
)
def test_a_cue_meets_what_people_type(cue: str, text: str) -> None:
    assert found(cue, text)


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("nul", "annuler"),
        ("toujours pas … reçu", "toujours pas. Reçu"),
        ("déçue?", "décès"),
        ("{n} jours", "ces jours"),
        ("pas cher", "pascher"),
    ],
)
def test_a_cue_does_not_meet_what_only_looks_like_it(cue: str, text: str) -> None:
    assert not found(cue, text)


@pytest.mark.parametrize("cue", ["(ouvert", "", "(a|b)?", "[a-z]+"])
def test_a_bad_cue_is_refused_and_named(cue: str) -> None:
    with pytest.raises(CueError, match=re.escape(repr(cue))):
        list(compile_cues(0, [cue], {}))


def test_the_pieces_looked_for_are_rare() -> None:
    assert cue_pieces("je ne suis pas du tout content")[0] == {" content "}
    assert cue_pieces("(bravo|chapeau) les artistes")[0] in (
        {" artistes "},
        {" bravo ", " chapeau "},
    )


WORDS = [
    "toujours", "tjs", "pas", "pa", "reçu", "livré", "j'en", "jen", "ai", "marre", "vraiment", "déçue", "3", "jours", "deux",
    "semaines", "d'attente", "decevant", "cher", "wifi", "wi-fi", "jai", "g", "attendu", "qui", "quoi", "?", "12h", "😡",
    "remarche", "cœur", "coeur", "euros", "un", ".", "\n", ",", "MARRE",
]  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), max_size=6))
def test_the_index_finds_all_that_trying_every_cue_would_find(texts: list[str]) -> None:
    folded = [fold(text) for text in texts]
    compiled = [
        made for group, cue in enumerate(CUES) for made in compile_cues(group, [cue], VARIANTS)
    ]
    wanted = {
        (made.group, row, match.start(), match.end())
        for made in compiled
        for row, text in enumerate(folded)
        for match in expression(made.pattern).finditer(text)
    }
    index = CueIndex(compiled)
    assert set(index.hits(pl.Series(folded, dtype=pl.String))) == wanted
    # Enough texts to be read as a column, whatever the few would be.
    many = pl.Series(folded + [""] * FEW, dtype=pl.String)
    assert set(index.hits(many)) == wanted
