"""Readers see the old facts or the new ones, and a customer's contacts are linked over partitions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from boussole.adapters.facts import Archive, FactsMissingError, FactStore, build
from boussole.core.conversations import Conversation, Party, Turn
from boussole.core.facts import Frame, read
from boussole.core.playbook import default_playbook
from boussole.core.reasons import default_tree

START = datetime(2026, 11, 16, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def frame() -> Frame:
    return Frame(default_playbook(), default_tree())


def conversation(number: int, *, day: int = 0, customer: str = "c1") -> Conversation:
    at = START + timedelta(days=day, minutes=number)
    return Conversation(
        id=f"conv-{number}",
        started_at=at,
        customer=Party(id=customer, name="Julie Martin"),
        team="Lyon",
        reason="billing.amount_disputed",
        turns=(
            Turn(
                role="customer", text="Bonjour, ma facture est encore fausse, j’en ai assez", at=at
            ),
            Turn(role="agent", text="Je regarde cela.", at=at + timedelta(minutes=3), author="Léa"),
        ),
    )


def contacts(store: FactStore) -> pl.DataFrame:
    return pl.read_parquet(store.tables().contacts)


def test_nothing_is_readable_before_it_is_whole(tmp_path: Path, frame: Frame) -> None:
    store = FactStore(tmp_path)
    store.write("a", read([conversation(1)], frame))
    with pytest.raises(FactsMissingError):
        store.tables()
    store.consolidate()
    assert contacts(store).height == 1


def test_contacts_of_a_customer_are_linked_over_partitions(tmp_path: Path, frame: Frame) -> None:
    store = FactStore(tmp_path)
    for day in range(3):
        store.write(f"day-{day}", read([conversation(day, day=day)], frame))
    store.consolidate()
    rows = contacts(store).sort("started_at")
    starts = rows["started_at"].to_list()
    assert rows["next_same_reason_at"].to_list() == [starts[1], starts[2], None]
    assert rows["previous_contact_at"].to_list() == [None, starts[0], starts[1]]


def test_unknown_customers_are_never_linked(tmp_path: Path, frame: Frame) -> None:
    store = FactStore(tmp_path)
    strangers = [conversation(n).model_copy(update={"customer": None}) for n in range(3)]
    store.write("a", read(strangers, frame))
    store.consolidate()
    assert contacts(store)["next_contact_at"].null_count() == 3


def test_a_partition_rewritten_replaces_the_old_one(tmp_path: Path, frame: Frame) -> None:
    store = FactStore(tmp_path)
    store.write("a", read([conversation(1), conversation(2)], frame))
    store.write("a", read([conversation(1)], frame))
    store.consolidate()
    assert contacts(store)["conversation_id"].to_list() == ["conv-1"]
    store.sweep()
    assert len(list(tmp_path.glob("partitions/a/*"))) == 1
    assert contacts(store).height == 1


def test_the_same_facts_give_the_same_bytes(tmp_path: Path, frame: Frame) -> None:
    written = []
    for name in ("one", "two"):
        store = FactStore(tmp_path / name)
        store.write("a", read([conversation(n, day=n % 3) for n in range(20)], frame))
        store.consolidate()
        written.append([path.read_bytes() for path in sorted((tmp_path / name).rglob("*.parquet"))])
    assert written[0] == written[1]


def test_a_stream_becomes_facts_in_batches(
    tmp_path: Path, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("boussole.adapters.facts.building.BATCH", 4)
    store = FactStore(tmp_path)
    built = build((conversation(n) for n in range(10)), store, frame)
    assert (built.conversations, built.turns, built.batches) == (10, 20, 3)
    span = Archive(store.tables()).span()
    assert span is not None
    assert span.weeks == {START.date(): 10}


def test_rows_are_asked_by_date_and_team(tmp_path: Path, frame: Frame) -> None:
    store = FactStore(tmp_path)
    build((conversation(n, day=n) for n in range(4)), store, frame)
    archive = Archive(store.tables())
    assert archive.contacts(START + timedelta(days=2), None).height == 2
    assert archive.contacts(None, None, "Nantes").is_empty()
    assert archive.turns(["conv-1"])["turn"].to_list() == [0, 1]
    counts = archive.counts(["team"], None, None)
    assert counts.select("team", "contacts", "customers").row(0) == ("Lyon", 4, 1)


def test_names_known_from_the_record_are_not_in_facts(tmp_path: Path, frame: Frame) -> None:
    said = Turn(
        role="customer", text="Bonjour, Julie Martin à l’appareil, je vous rappelle", at=START
    )
    one = conversation(1).model_copy(update={"turns": (said,)})
    texts = " ".join(read([one], frame).turns["text_masked"].to_pylist())
    assert "Martin" not in texts
