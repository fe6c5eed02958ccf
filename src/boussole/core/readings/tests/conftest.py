"""Turns made by hand: only what a test speaks of is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from boussole.core.schemas import TURNS
from boussole.core.signals.catalogue import SIGNAL_NAMES

START = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)

MakeTurns = Callable[..., pl.DataFrame]


def make_turns(*turns: dict[str, object], conversation_id: str = "c1") -> pl.DataFrame:
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
    empty = pl.DataFrame(schema=pl.Schema(pl.from_arrow(TURNS.empty_table()).schema))
    return pl.DataFrame(rows, schema=empty.schema)


@pytest.fixture
def turns() -> MakeTurns:
    """Return the builder of turns."""
    return make_turns
