"""Conversations by hand and by sentence, read or made as if they had been."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from boussole.core.conversations import Conversation, Turn
from boussole.core.facts import Frame, read
from boussole.core.playbook import default_playbook
from boussole.core.reasons import default_tree
from boussole.core.schemas import CONTACTS, TURNS
from boussole.core.signals import SIGNAL_NAMES

Said = tuple[str, dict[str, Any]]
Talk = Callable[..., pl.DataFrame]
TURN_COLUMNS = {
    name: kind
    for name, kind in pl.DataFrame(TURNS.empty_table()).schema.items()
    if name != "labels"
}
NO_CONTACTS = pl.DataFrame(CONTACTS.empty_table())


def row(name: str, place: int, role: str, said: dict[str, Any]) -> dict[str, Any]:
    return {
        "conversation_id": name,
        "turn": place,
        "role": role,
        "at": None,
        "public": said.get("public", True),
        "author": said.get("author"),
        "text_masked": said.get("text", f"message {place}"),
        "lang": "fr",
        **{signal: float(said.get(signal, 0.0)) for signal in SIGNAL_NAMES},
    }


@pytest.fixture
def talk() -> Talk:
    """Build turns: ``talk(a=[("customer", {"dissatisfaction": 2}), ("agent", {})])``."""

    def build(**conversations: list[Said]) -> pl.DataFrame:
        rows = [
            row(name, place, role, said)
            for name, turns in conversations.items()
            for place, (role, said) in enumerate(turns)
        ]
        return pl.DataFrame(rows, schema=TURN_COLUMNS)

    return build


@pytest.fixture
def heard() -> Talk:
    """Read sentences with the shipped models: ``heard(a=[("customer", "Bonjour…"), ("agent", "…")])``."""

    def build(**conversations: list[tuple[str, str]]) -> pl.DataFrame:
        start = datetime(2026, 3, 2, 9, tzinfo=UTC)
        nouns = [
            Conversation(
                id=name,
                turns=tuple(
                    Turn.model_validate(
                        {"role": role, "text": text, "at": start + timedelta(minutes=3 * place)}
                    )
                    for place, (role, text) in enumerate(turns)
                ),
            )
            for name, turns in conversations.items()
        ]
        return pl.DataFrame(read(nouns, Frame(default_playbook(), default_tree())).turns)

    return build
