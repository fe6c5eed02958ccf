"""Many conversations and many contacts: distinct, valid, and of the size asked for."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pyarrow as pa

from boussole.adapters.demo import scale
from boussole.core.conversations import Conversation
from boussole.core.schemas import CONTACTS

SUNDAY = date(2026, 11, 15)


def test_copies_are_valid_distinct_conversations_of_about_ten_turns(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    written = scale.write(path, 2_000, 7, SUNDAY, takes=500)
    found = [
        Conversation.model_validate(json.loads(line))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert written > 0
    assert len({one.id for one in found}) == 2_000
    assert 9 <= sum(len(one.turns) for one in found) / 2_000 <= 12
    assert max(one.began for one in found if one.began) <= datetime.fromisoformat(
        "2026-11-15T23:00Z"
    )


def test_a_copy_names_its_own_customer(tmp_path: Path) -> None:
    lines = scale.conversations(400, 7, SUNDAY, takes=3)
    named = [Conversation.model_validate(json.loads(line)).customer for line in lines]
    # three takes may share gender and language: 400 draws among 220 people then name about 183
    assert len({party.name for party in named if party}) > 150


def test_contacts_reach_the_number_asked_with_ids_of_their_own() -> None:
    columns = ("conversation_id", "customer_id", "started_at", "next_contact_at")
    schema = pa.schema([CONTACTS.field(name) for name in columns])
    at = datetime.fromisoformat("2026-11-11T10:00Z")
    rows = {"conversation_id": ["a", "b", "c"], "customer_id": ["x", None, "y"]}
    dates = {"started_at": [at] * 3, "next_contact_at": [None, at, None]}
    sample = pl.from_arrow(pa.table(rows | dates, schema=schema))
    assert isinstance(sample, pl.DataFrame)
    found = pl.concat(scale.contacts(sample, 10))
    assert found.height == 10
    assert found["conversation_id"].n_unique() == 10
    assert found["started_at"].n_unique() == 4
    assert found["customer_id"].null_count() == 3
