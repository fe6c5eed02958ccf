"""Hand-made turns: what each says is given, so that conditions are tested without any reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from boussole.core.schemas import CONVERSATIONS, TURNS
from boussole.core.signals import SIGNAL_NAMES

START = datetime(2024, 3, 4, 9, 0, tzinfo=UTC)
TURN_COLUMNS = pl.DataFrame(TURNS.empty_table()).schema
CONVERSATION_COLUMNS = pl.DataFrame(CONVERSATIONS.empty_table()).schema

Said = tuple[str, dict[str, Any]]
Talk = Callable[..., pl.DataFrame]


def _row(name: str, place: int, role: str, said: dict[str, Any]) -> dict[str, Any]:
    strengths = {signal: float(said.get(signal, 0.0)) for signal in SIGNAL_NAMES}
    text = said.get("text", f"message {place}")
    minutes = said.get("minutes")
    start, end = said.get("span", (0, len(text)))
    return {
        "conversation_id": name,
        "turn": place,
        "role": role,
        "at": None if minutes is None else START + timedelta(minutes=minutes),
        "public": said.get("public", True),
        "author": said.get("author"),
        "text_masked": text,
        "lang": "fr",
        **strengths,
        "labels": [
            {"signal": signal, "strength": strength, "start": start, "end": end}
            for signal, strength in strengths.items()
            if strength
        ],
    }


@pytest.fixture
def talk() -> Talk:
    """Build turns: ``talk(a=[("customer", {"dissatisfaction": 2}), ("agent", {})])``."""

    def build(**conversations: list[Said]) -> pl.DataFrame:
        rows = [
            _row(name, place, role, said)
            for name, turns in conversations.items()
            for place, (role, said) in enumerate(turns)
        ]
        return pl.DataFrame(rows, schema=TURN_COLUMNS)

    return build


@pytest.fixture
def outcomes() -> Talk:
    """Build conversations: ``outcomes(a={"resolved": True})``; the rest is unknown."""

    def build(**conversations: dict[str, Any]) -> pl.DataFrame:
        rows = [{"conversation_id": name, **known} for name, known in conversations.items()]
        return pl.DataFrame(rows, schema=CONVERSATION_COLUMNS)

    return build
