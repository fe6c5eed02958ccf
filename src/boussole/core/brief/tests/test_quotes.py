"""A quotation keeps its passage, whatever is cut around it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.brief.quotes import LONGEST, excerpt


@settings(max_examples=50)
@given(st.text(alphabet="ab .!\n", min_size=1, max_size=900), st.data())
def test_the_passage_is_in_the_excerpt(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 60)))
    piece, first, last = excerpt(text, start, end)
    assert piece[first:last].strip() == text[start:end].replace("\n", " ").strip()


def test_a_long_mail_is_cut_at_its_sentences() -> None:
    text = (
        "Bonjour Madame. "
        + "Je vous écris encore. " * 20
        + "C’est la troisième fois. "
        + "Merci. " * 30
    )
    start = text.index("troisième")
    piece, first, last = excerpt(text, start, start + len("troisième fois"))
    assert piece[first:last] == "troisième fois"
    assert piece.startswith("… ")
    assert len(piece) <= LONGEST + 4
