"""Turns to read, made from plain texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa
import pytest

from boussole.core.schemas import TURNS_IN
from boussole.core.signals import read

Rows = list[dict[str, Any]]


def turns(
    texts: Sequence[str], *, role: str = "customer", lang: str | None = None
) -> pa.RecordBatch:
    """One conversation per text, one turn each."""
    return pa.RecordBatch.from_pylist(
        [
            {"conversation_id": f"c{n}", "turn": 0, "role": role, "text_masked": text, "lang": lang}
            for n, text in enumerate(texts)
        ],
        schema=TURNS_IN,
    )


@pytest.fixture
def read_texts() -> Callable[..., Rows]:
    """Read plain texts; one row of signals for each."""

    def _read(texts: Sequence[str], *, role: str = "customer", lang: str | None = None) -> Rows:
        rows: Rows = read(turns(texts, role=role, lang=lang)).to_pylist()
        return rows

    return _read
