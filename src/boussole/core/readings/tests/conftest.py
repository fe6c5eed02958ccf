"""Turns made by hand: only what a test speaks of is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from boussole.core.schemas import TURNS
from boussole.core.signals.catalogue import SIGNAL_NAMES

START = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)

MakeTurns = Callable[..., pl.DataFrame]


def make_turns(*turns: Mapping[str, object], conversation_id: str = "c1") -> pl.DataFrame:
    """Build rows of ``schemas.TURNS``; ``minute`` dates a turn, other keys are columns."""
    rows = []
    for index, given in enumerate(turns):
        said = dict(given)
        minute = said.pop("minute", None)
        row: dict[str, object] = {
            "conversation_id": conversation_id,
            "turn": index,
            "role": "customer",
            "at": START + timedelta(minutes=float(str(minute))) if minute is not None else None,
            "public": True,
            "author": None,
            "text_masked": "…",
            "lang": "fr",
            "labels": [],
        }
        rows.append(row | dict.fromkeys(SIGNAL_NAMES, 0.0) | said)
    return pl.DataFrame(rows, schema=pl.DataFrame(TURNS.empty_table()).schema)


@pytest.fixture
def turns() -> MakeTurns:
    """Return the builder of turns."""
    return make_turns
