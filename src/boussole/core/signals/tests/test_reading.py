"""What holds for every reading: rows, passages, sides, versions, determinism."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core import schemas
from boussole.core.signals import (
    ACT_NAMES,
    BY_NAME,
    CUSTOMER_NAMES,
    SIGNAL_NAMES,
    read,
    shipped_models,
)

SAID = [
    "J’en ai marre, passez-moi un responsable",
    "Merci beaucoup pour votre aide",
    "I've been on hold for 45 minutes, this is ridiculous",
    "Nous sommes désolés, je vous rappelle demain",
    "I understand your frustration, we will refund you within 5 days",
    "ok",
    "",
    "😡",
    "Je vais porter plainte et résilier",
    "please delete my data asap",
]
TEXTS = st.lists(
    st.one_of(
        st.text(max_size=80), st.sampled_from(SAID), st.text("aàeéï'’ .!?\n😡🙄İßœﬁ́", max_size=60)
    ),
    min_size=1,
    max_size=6,
)


def batch(texts: list[str], roles: Sequence[str] = ("customer", "agent")) -> pa.RecordBatch:
    """Conversations of three turns."""
    rows = [
        {
            "conversation_id": f"c{n // 3}",
            "turn": n,
            "role": roles[n % len(roles)],
            "text_masked": text,
            "lang": None,
        }
        for n, text in enumerate(texts)
    ]
    return pa.RecordBatch.from_pylist(rows, schema=schemas.TURNS_IN)


def test_the_shape_and_the_version_are_said() -> None:
    out = read(batch(SAID))
    assert out.schema.equals(schemas.SIGNALS_OUT)
    assert out.num_rows == len(SAID)
    assert out.schema.metadata == {
        b"signals.model": shipped_models().name.encode(),
        b"signals.version": shipped_models().version.encode(),
    }


def test_nothing_in_nothing_out() -> None:
    assert read(batch([])).num_rows == 0


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_every_strength_has_its_passage_and_every_passage_its_strength(texts: list[str]) -> None:
    for text, row in zip(texts, read(batch(texts)).to_pylist(), strict=True):
        strongest = dict.fromkeys(SIGNAL_NAMES, 0.0)
        for label in row["labels"]:
            assert 0 <= label["start"] < label["end"] <= len(text)
            assert text[label["start"] : label["end"]].strip()
            assert 0 < label["strength"] <= BY_NAME[label["signal"]].maximum
            strongest[label["signal"]] = max(strongest[label["signal"]], label["strength"])
        assert {name: row[name] for name in SIGNAL_NAMES} == strongest


@settings(max_examples=30, deadline=None)
@given(
    TEXTS, st.lists(st.sampled_from(["customer", "agent", "bot", "system"]), min_size=1, max_size=4)
)
def test_customers_carry_no_acts_and_agents_no_customer_signal(
    texts: list[str], roles: list[str]
) -> None:
    out = batch(texts, roles)
    for role, row in zip(out["role"].to_pylist(), read(out).to_pylist(), strict=True):
        said = {label["signal"] for label in row["labels"]}
        allowed = {"customer": set(CUSTOMER_NAMES), "agent": set(ACT_NAMES)}.get(role, set())
        assert said <= allowed


def test_bots_and_systems_carry_nothing() -> None:
    out = read(batch(SAID, ("bot", "system")))
    assert not any(out["labels"].to_pylist())


def test_the_same_conversations_in_other_batches_give_the_same_rows() -> None:
    texts = SAID * 6
    whole = batch(texts)
    rows = read(whole).to_pylist()
    cut = [
        row for start in range(0, len(texts), 3) for row in read(whole.slice(start, 3)).to_pylist()
    ]
    assert cut == rows
    order = reversed(range(0, len(texts), 3))
    shuffled = {start: read(whole.slice(start, 3)).to_pylist() for start in order}
    assert [row for start in sorted(shuffled) for row in shuffled[start]] == rows


def test_the_language_given_is_kept_and_a_short_turn_takes_its_conversation_s() -> None:
    rows = [
        {
            "conversation_id": "a",
            "turn": 0,
            "role": "customer",
            "text_masked": "I cannot log in to my account",
            "lang": None,
        },
        {
            "conversation_id": "a",
            "turn": 1,
            "role": "customer",
            "text_masked": "2478",
            "lang": None,
        },
        {
            "conversation_id": "b",
            "turn": 0,
            "role": "customer",
            "text_masked": "Je ne peux pas me connecter",
            "lang": None,
        },
        {
            "conversation_id": "b",
            "turn": 1,
            "role": "customer",
            "text_masked": "2478",
            "lang": None,
        },
        {
            "conversation_id": "c",
            "turn": 0,
            "role": "customer",
            "text_masked": "Je ne peux pas",
            "lang": "en-GB",
        },
    ]
    out = read(pa.RecordBatch.from_pylist(rows, schema=schemas.TURNS_IN))
    assert out["lang"].to_pylist() == ["en", "en", "fr", "fr", "en"]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 50_000,
        "pas de " * 8_000,
        "j'ai déjà appelé 3 fois. " * 2_000,
        "!" * 50_000,
        "merci " * 9_000,
    ],
)
def test_a_very_long_mail_is_read_in_reasonable_time(text: str) -> None:
    (row,) = read(batch([text])).to_pylist()
    assert all(label["end"] <= len(text) for label in row["labels"])
