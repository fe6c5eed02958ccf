"""A quotation keeps its passage, whatever is cut around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.brief.quotes import LONGEST, customer_quotes, excerpt


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


class Kept:
    """Rows of facts kept in memory: the turns, and nothing else."""

    def __init__(self, turns: pl.DataFrame) -> None:
        self._turns = turns

    def turns(self, conversation_ids: Sequence[str]) -> pl.DataFrame:
        return self._turns.filter(pl.col("conversation_id").is_in(list(conversation_ids)))

    # A quotation asks for turns alone: anything else it asks for fails the test.
    def contacts(
        self, since: datetime | None, until: datetime | None, team: str | None = None
    ) -> pl.DataFrame:
        raise NotImplementedError

    moments = contacts

    def counts(
        self,
        dimensions: Sequence[str],
        since: datetime | None,
        until: datetime | None,
        team: str | None = None,
    ) -> pl.DataFrame:
        raise NotImplementedError


def test_a_doubt_is_not_quoted() -> None:
    """A label under its threshold is no evidence; dissatisfaction is there from 1."""
    said = {
        "sure": "C’est la troisième fois que je vous écris.",
        "effort in doubt": "Je regarde ma facture sur votre site depuis ce matin.",
        "dissatisfaction in doubt": "Ma facture est arrivée mardi dans la boîte aux lettres.",
    }
    read = {
        "sure": ("repeat_contact", 0.5),
        "effort in doubt": ("effort", 0.49),
        "dissatisfaction in doubt": ("dissatisfaction", 0.99),
    }
    turns = pl.DataFrame(
        {
            "conversation_id": list(said),
            "turn": [0] * len(said),
            "role": ["customer"] * len(said),
            "praise": [0.0] * len(said),
            "text_masked": list(said.values()),
            "labels": [
                [{"signal": read[name][0], "strength": read[name][1], "start": 0, "end": 10}]
                for name in said
            ],
        }
    )
    signals = ("dissatisfaction", "effort", "repeat_contact")
    quotes = customer_quotes(Kept(turns), list(said), signals, limit=3)
    assert [quote.conversation_id for quote in quotes] == ["sure"]
