"""A text in pieces is the same text, and every piece knows its passages."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boussole.features.conversations.passages import Span, cut, quoted_from, tokens, within

TEXTS = st.text(alphabet="abc é\n", max_size=40)
PLACES = st.integers(min_value=-2, max_value=45)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.lists(st.tuples(PLACES, PLACES), max_size=5))
def test_pieces_joined_are_the_text(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(f"s{n}", start, end) for n, (start, end) in enumerate(places)]
    pieces = cut(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    for span in spans:
        if 0 <= span.start < span.end <= len(text):
            marked = "".join(piece.text for piece in pieces if span.key in piece.keys)
            assert marked == text[span.start : span.end]
            assert sum(span.key in piece.first for piece in pieces) == 1


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, PLACES, PLACES, PLACES)
def test_pieces_can_be_cut_again(text: str, start: int, end: int, place: int) -> None:
    pieces = cut(text, [Span("s", start, end)])
    middle = max(0, min(place, len(text)))
    halves = [*within(pieces, 0, middle), *within(pieces, middle, len(text))]
    assert "".join(piece.text for piece in halves) == text
    assert [piece.keys for piece in halves if not piece.keys] == [
        () for piece in halves if not piece.keys
    ]


def test_masked_tokens_stand_apart() -> None:
    text = "Écrivez à [EMAIL] ou [PHONE], pas [AUTRE]."
    pieces = cut(text, [], tokens(text))
    assert [piece.text for piece in pieces if piece.token] == ["[EMAIL]", "[PHONE]"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Merci.\n> Bonjour\n> oui", "Merci.\n"),
        ("Merci.\n\nLe 3 mars 2026 à 10:02, Service a écrit :\nBonjour", "Merci.\n\n"),
        ("Thanks.\nOn Tue, 3 Mar 2026, Service wrote:\nHello", "Thanks.\n"),
        ("Voir ci-dessous\n-- Message d’origine --\nBonjour", "Voir ci-dessous\n"),
        ("De : a@b.fr\nEnvoyé : lundi\nObjet : facture\nBonjour", None),
        ("> tout est cité", None),
        ("2 > 1 et rien d’autre", None),
    ],
)
def test_what_a_message_quotes_is_found(text: str, kept: str | None) -> None:
    assert text[: quoted_from(text)] == (text if kept is None else kept)
