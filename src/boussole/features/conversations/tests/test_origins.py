"""An origin or a nature corrected apart from the reason: of one contact, at once, and taken back."""

from __future__ import annotations

from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from boussole.core import facts
from boussole.features.conversations import corrections, models, origins, queries, reading
from boussole.features.conversations.errors import (
    CorrectionNotPossibleError,
    UnknownOriginError,
)
from boussole.features.conversations.exporting import lines
from boussole.features.conversations.search import SearchIndex
from boussole.features.organisation.models import AuditEntry, Person
from tests.cast import Cast
from tests.stock import DAY, TALK, noun, store

pytestmark = pytest.mark.django_db
REFUND, TWICE = "billing.refund_awaited", "billing.double_charge"


def record(pk: int) -> models.Conversation:
    return models.Conversation.objects.get(pk=pk)


def in_facts() -> list[tuple[str | None, str | None, str | None]]:
    """The reason, origin and demand of each contact of the day as facts have them."""
    found = facts.read(list(queries.of_day(DAY)), reading.frame()).conversations.to_pylist()
    return [(row["reason"], row["origin"], row["demand"]) for row in found]


def test_an_origin_is_corrected_alone_at_once_and_is_audited(cast: Cast) -> None:
    (pk,) = store(noun(reason=TWICE))
    models.ChangedDay.objects.all().delete()
    origins.correct_origin(record(pk), "it", "", by=cast.awa, why="Le site a validé deux fois")
    assert in_facts() == [(TWICE, "it", "failure")]
    assert queries.changed_days() == {DAY: 1}
    assert reading.waiting() == 1
    entry = AuditEntry.objects.get(action="conversations.origin_corrected")
    assert (entry.person, entry.details) == (cast.awa, {"origin": "it", "demand": ""})
    reading.refresh_waiting()
    assert reading.waiting() == 0
    assert models.Reading.objects.get(pk=pk).reason == TWICE


def test_it_outlives_imports_readings_and_another_reason(cast: Cast) -> None:
    (pk,) = store(noun(reason=TWICE))
    origins.correct_origin(record(pk), "", "value", by=cast.claire)
    store(noun(talk=TALK[:2], reason=TWICE))
    reading.rebuild()
    assert in_facts() == [(TWICE, "billing", "value")]
    corrections.correct_reason(record(pk), "outage.slow", by=cast.claire)
    assert in_facts() == [("outage.slow", "network", "value")]


def test_an_unchanged_conversation_stays_unchanged(cast: Cast) -> None:
    (pk,) = store(noun())
    origins.correct_origin(record(pk), "it", "", by=cast.claire)
    reading.refresh_waiting()
    models.ChangedDay.objects.all().delete()
    store(noun())
    assert queries.changed_days() == {}


def test_corrections_are_taken_back_one_after_the_other(cast: Cast) -> None:
    (pk,) = store(noun(reason=TWICE))
    first = origins.correct_origin(record(pk), "it", "", by=cast.awa)
    second = origins.correct_origin(record(pk), "partner", "value", by=cast.claire)
    with pytest.raises(CorrectionNotPossibleError):
        origins.withdraw_origin(record(pk), first.pk, by=cast.awa)
    origins.withdraw_origin(record(pk), second.pk, by=cast.claire)
    assert in_facts() == [(TWICE, "it", "failure")]
    models.ChangedDay.objects.all().delete()
    origins.withdraw_origin(record(pk), first.pk, by=cast.claire)
    assert in_facts() == [(TWICE, "billing", "failure")]
    assert queries.changed_days() == {DAY: 1}
    with pytest.raises(CorrectionNotPossibleError):
        origins.withdraw_origin(record(pk), first.pk, by=cast.claire)
    withdrawn = AuditEntry.objects.filter(action="conversations.origin_correction_withdrawn")
    assert withdrawn.count() == 2


def test_saying_it_again_changes_nothing(cast: Cast) -> None:
    (pk,) = store(noun())
    first = origins.correct_origin(record(pk), "it", "failure", by=cast.awa)
    assert origins.correct_origin(record(pk), "it", "failure", by=cast.claire) == first
    assert models.OriginCorrection.objects.count() == 1


@pytest.mark.parametrize("said", [("moon", ""), ("", "moon"), ("", "")])
def test_only_departments_and_natures_of_the_tree_are_accepted(
    cast: Cast, said: tuple[str, str]
) -> None:
    (pk,) = store(noun())
    with pytest.raises(UnknownOriginError):
        origins.correct_origin(record(pk), *said, by=cast.awa)
    assert not models.OriginCorrection.objects.exists()


def test_the_database_holds_to_one_in_force_that_says_something(cast: Cast) -> None:
    (pk,) = store(noun())
    origins.correct_origin(record(pk), "it", "", by=cast.awa)
    for fields in ({"origin": "sales"}, {"in_force": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            models.OriginCorrection.objects.create(conversation_id=pk, **fields)


def test_what_was_read_before_a_correction_does_not_undo_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The correction comes between the reading of a conversation and the writing of what was read."""
    (pk,) = store(noun(), read=False)
    add = SearchIndex.add

    def meanwhile(*args: object, **more: object) -> None:
        monkeypatch.setattr(SearchIndex, "add", add)
        origins.correct_origin(record(pk), "it", "", by=cast.awa)

    monkeypatch.setattr(SearchIndex, "add", meanwhile)
    reading.refresh_waiting()
    assert reading.waiting() == 1
    reading.refresh_waiting()
    assert reading.waiting() == 0


def test_an_export_and_an_import_leave_it_to_people(cast: Cast) -> None:
    (pk,) = store(noun())
    origins.correct_origin(record(pk), "it", "value", by=cast.awa)
    (line,) = lines([pk])
    assert b"settled" not in line


def page(client: Client, person: Person, pk: int) -> str:
    client.force_login(person)
    return unescape(client.get(reverse("conversations:conversation", args=[pk])).content.decode())


def test_the_page_says_who_corrected_it_when_and_what_it_stands_in_for(
    cast: Cast, client: Client
) -> None:
    (pk,) = store(noun(reason=TWICE))
    origins.correct_origin(record(pk), "it", "", by=cast.awa, why="Le site")
    text = page(client, cast.claire, pk)
    assert "<dd>Informatique</dd>" in text
    assert "corrigé par Awa Diop le " in text
    assert "d’après le motif\u00a0: facturation." in text
    assert "<q>Le site</q>" in text
    withdraw = reverse(
        "conversations:withdraw_origin", args=[pk, models.OriginCorrection.objects.get().pk]
    )
    assert withdraw in text
    address = reverse("conversations:correct_origin", args=[pk])
    assert address in text
    read_only = page(client, cast.paul, pk)
    assert address not in read_only
    assert withdraw not in read_only
    assert "corrigé par Awa Diop le " in read_only


def test_an_origin_is_corrected_by_hand_and_undone(cast: Cast, client: Client) -> None:
    (pk,) = store(noun(reason=TWICE))
    client.force_login(cast.awa)
    address = reverse("conversations:correct_origin", args=[pk])
    answer = client.post(address, {"origin": "it", "demand": "", "why": "oui"}, follow=True)
    made = models.OriginCorrection.objects.get(in_force=True)
    assert (made.origin, made.demand, made.why, made.person) == ("it", "", "oui", cast.awa)
    undo = reverse("conversations:withdraw_origin", args=[pk, made.pk])
    assert undo in answer.content.decode()
    client.post(undo)
    assert "La correction est retirée." in page(client, cast.awa, pk)
    assert not models.OriginCorrection.objects.filter(in_force=True).exists()
    client.post(undo)
    assert "Cette correction ne compte plus" in page(client, cast.awa, pk)


@pytest.mark.parametrize("said", [{}, {"origin": "moon"}])
def test_a_correction_that_says_nothing_is_refused_beside_its_field(
    cast: Cast, client: Client, said: dict[str, str]
) -> None:
    (pk,) = store(noun())
    client.force_login(cast.awa)
    answer = client.post(reverse("conversations:correct_origin", args=[pk]), said)
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    assert not models.OriginCorrection.objects.exists()
