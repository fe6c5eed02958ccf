"""A conversation comes back from its records as it went in; an export holds no personal data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from boussole.adapters import sources
from boussole.core.conversations import Answer, Conversation, Party, Turn
from boussole.features.conversations import exporting, models, reading, records, storing
from tests.cast import Cast
from tests.stock import MONDAY, noun, store

pytestmark = pytest.mark.django_db

FULL = Conversation(
    id="full-1",
    turns=(
        Turn(role="customer", text="Bonjour\x00 l’été", at=MONDAY, author="Jeanne Moulin"),
        Turn(role="bot", text="Je cherche.", attributes={"confidence": 0.5}),
        Turn(role="agent", text="Note", public=False, at=MONDAY + timedelta(hours=1)),
    ),
    channel="email",
    subject="Facture de mars",
    started_at=MONDAY - timedelta(minutes=5),
    updated_at=MONDAY + timedelta(days=2, microseconds=5),
    status="solved",
    first_solved_at=MONDAY + timedelta(hours=2),
    solved_at=MONDAY + timedelta(days=1),
    reopened=True,
    customer=Party(id="42", name="Jeanne Moulin", email="jeanne@example.com"),
    agent=Party(id="agent-awa", name="Awa"),
    team="team-lyon",
    reason="billing",
    language="fr",
    tags=("vip", "relance"),
    answers=(Answer(kind="csat", scale=5, value=2, at=MONDAY, comment="Trop long"),),
    attributes={"priority": None, "order": {"id": 7}},
)
BARE = Conversation(id="bare-1", turns=(Turn(role="system", text=""),))


@pytest.mark.parametrize("said", [FULL, BARE])
def test_a_conversation_comes_back_as_it_went_in(said: Conversation) -> None:
    (pk,) = store(said, read=False)
    (record,) = reading.fetched([pk])
    assert records.to_noun(record, as_in_source=True) == said


def test_facts_know_people_by_the_company_s_own_names(cast: Cast) -> None:
    (pk,) = store(FULL, read=False)
    (record,) = reading.fetched([pk])
    read = records.to_noun(record)
    assert (read.id, read.team) == (str(pk), "Lyon")
    assert read.agent == Party(id="Awa Diop", name="Awa Diop")
    assert read.customer is not None
    assert read.customer.id == "jeanne@example.com"


@pytest.mark.parametrize("said", [FULL, BARE])
def test_what_was_just_written_reads_as_what_is_read_back(cast: Cast, said: Conversation) -> None:
    source = models.SourceAccount.objects.create(source="boussole_jsonl")
    ((record, noun_),) = storing.store(source, [said], storing.Directory.current()).changed
    (fetched,) = reading.fetched([record.pk])
    assert records.in_house(record, noun_) == records.to_noun(fetched)


def test_an_undated_conversation_has_a_place_and_no_date() -> None:
    (pk,) = store(BARE)
    row = models.Conversation.objects.get(pk=pk)
    assert row.started_at is None
    assert row.listed_at == datetime(1990, 1, 1, tzinfo=UTC)


def test_an_export_holds_no_personal_data_and_reads_back(tmp_path: Path) -> None:
    said = noun(attributes={"phone": "06 12 34 56 78"}, subject="Jeanne Moulin, ma facture")
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"".join(exporting.lines(store(said, FULL, read=False))))
    written = path.read_text(encoding="utf-8")
    for secret in ("Jeanne", "Moulin", "example.com", "06 12 34 56 78"):
        assert secret not in written
    back = [one for one in sources.open_source(path) if isinstance(one, Conversation)]
    assert [len(one.turns) for one in back] == [5, 3]
    assert back[1].answers == FULL.answers
    assert back[1].turns[2].public is False
