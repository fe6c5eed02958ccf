"""Random facts in the shape of the schemas, with unknown values everywhere they are allowed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa

from boussole.core import schemas

START = datetime(2025, 12, 29, tzinfo=UTC)
WEEKS = 6
AS_OF = START + timedelta(weeks=WEEKS)

_WORDS = {
    "customer_id": [f"client-{n}" for n in range(120)],
    "agent_id": ["a1", "a2", "a3"],
    "team": ["Lyon", "Lille", "Nantes"],
    "channel": ["chat", "email", "phone"],
    "lang": ["fr", "en"],
    "reason": ["invoice_wrong", "delivery_late", "how_to"],
    "step": ["pay", "receive", "use"],
    "origin": ["billing", "logistics"],
    "demand": ["failure", "value"],
    "status": ["open", "solved"],
}
_RANGES = {"dissatisfaction": 3.0, "customer_turns": 3, "agent_turns": 2, "transfers": 3}
_MISSING = 0.15


def contacts(n: int, seed: int) -> pa.Table:
    """``n`` contacts over ``WEEKS`` weeks from ``START``."""
    rng = np.random.default_rng(seed)
    begun = _microseconds(START) + rng.integers(0, WEEKS * 7 * 86_400, n) * 1_000_000
    columns = [_column(field, n, begun, rng) for field in schemas.CONTACTS]
    return pa.table(columns, schema=schemas.CONTACTS)


def answers(of: pa.Table, seed: int) -> pa.Table:
    """Answers to every kind of survey, on scales with and without a declared reading."""
    rng = np.random.default_rng(seed)
    rows = of.take(pa.array(rng.integers(0, of.num_rows, of.num_rows)))
    n = rows.num_rows
    kinds = rng.choice(["csat", "nps", "ces"], n)
    scales = np.where(kinds == "nps", rng.choice([11, 10], n), rng.choice([2, 3, 4, 5, 7, 10], n))
    lowest = np.where(np.isin(scales, [2, 11]), 0, 1)
    given = {
        "kind": pa.array(kinds),
        "scale": pa.array(scales.astype("int32")),
        "value": pa.array(np.floor(rng.random(n) * scales) + lowest),
        "at": _instants(_microseconds(AS_OF) - rng.integers(0, 10**12, n), n, rng),
        "comment_masked": pa.nulls(n, pa.string()),
        "follow_up": pa.array(rng.choice([None, "open", "in_time", "late"], n), pa.string()),
    }
    columns = [
        given[field.name] if field.name in given else rows.column(field.name)
        for field in schemas.ANSWERS
    ]
    return pa.table(columns, schema=schemas.ANSWERS)


def _microseconds(at: datetime) -> int:
    return int(at.timestamp()) * 1_000_000


def _missing(n: int, rng: np.random.Generator) -> np.ndarray:
    return rng.random(n) < _MISSING


def _instants(values: np.ndarray, n: int, rng: np.random.Generator) -> pa.Array:
    return pa.array(values, mask=_missing(n, rng)).cast(schemas.INSTANT)


def _column(field: pa.Field, n: int, begun: np.ndarray, rng: np.random.Generator) -> pa.Array:
    if field.name == "conversation_id":
        return pa.array([f"conversation-{number:05d}" for number in range(n)])
    if pa.types.is_timestamp(field.type):
        after = 0 if field.name == "started_at" else rng.integers(-14, 14, n) * 43_200_000_000
        return _instants(begun + after, n, rng)
    if pa.types.is_list(field.type):
        return pa.array([[0.0, 1.0]] * n, type=field.type)
    mask = _missing(n, rng) if field.nullable else None
    return pa.array(_values(field, n, rng), mask=mask).cast(field.type)


def _values(field: pa.Field, n: int, rng: np.random.Generator) -> np.ndarray:
    top = _RANGES.get(field.name, 1.0)
    if pa.types.is_string(field.type):
        return rng.choice(_WORDS.get(field.name, ["sujet"]), n)
    if pa.types.is_boolean(field.type):
        return rng.random(n) < 0.5
    if pa.types.is_int32(field.type):
        return rng.integers(0, _RANGES.get(field.name, 5), n)
    if pa.types.is_float64(field.type):
        return rng.exponential(7_200, n).round(3)
    return (rng.random(n) * top).round(1)
