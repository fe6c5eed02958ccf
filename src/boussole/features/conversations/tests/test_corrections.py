"""A corrected reason: it counts at once, outlives imports and readings, and can be taken back."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from boussole.core import facts
from boussole.features.conversations import (
    correction_queries,
    corrections,
    models,
    queries,
    reading,
)
from boussole.features.conversations.errors import (
    CorrectionNotPossibleError,
    UnknownReasonError,
)
from boussole.features.conversations.search import SearchIndex
from boussole.features.organisation.models import AuditEntry, Person
from tests.cast import Cast
from tests.stock import DAY, TALK, noun, store

pytestmark = pytest.mark.django_db
REFUND, TWICE = "billing.refund_awaited", "billing.double_charge"


def record(pk: int) -> models.Conversation:
    return models.Conversation.objects.get(pk=pk)


def in_facts() -> list[tuple[str | None, str | None, bool]]:
    """The reason, origin and whether it was given, of each contact of the day as facts have it."""
    found = facts.read(list(queries.of_day(DAY)), reading.frame()).conversations.to_pylist()
    return [(row["reason"], row["origin"], row["reason_given"]) for row in found]


def listed(pk: int) -> tuple[str, str]:
    row = models.Reading.objects.get(pk=pk)
    return row.reason, row.step


def forget_changes() -> None:
    models.ChangedDay.objects.all().delete()


def test_a_correction_counts_at_once_and_is_audited_without_its_words(cast: Cast) -> None:
    (pk,) = store(noun())
    read = listed(pk)[0]
    forget_changes()
    corrections.correct_reason(record(pk), REFUND, by=cast.awa, why="Elle attend son argent")
    assert listed(pk) == (REFUND, "pay")
    assert in_facts() == [(REFUND, "billing", True)]
    assert queries.changed_days() == {DAY: 1}
    entry = AuditEntry.objects.get(action="conversations.reason_corrected")
    assert (entry.person, entry.details) == (cast.awa, {"reason": REFUND, "before": read})
    reading.refresh_waiting()
    assert listed(pk) == (REFUND, "pay")
    assert reading.waiting() == 0


@pytest.mark.parametrize("given", [None, TWICE])
def test_none_of_the_reasons_may_fit(cast: Cast, given: str | None) -> None:
    (pk,) = store(noun(reason=given))
    corrections.correct_reason(record(pk), "", by=cast.awa)
    assert in_facts() == [(None, None, True)]
    reading.refresh_waiting()
    assert listed(pk) == ("", "")


def test_a_correction_outlives_imports_and_readings(cast: Cast) -> None:
    (pk,) = store(noun(reason=TWICE))
    corrections.correct_reason(record(pk), REFUND, by=cast.claire)
    assert store(noun(talk=TALK[:2], reason="product.fault")) == [pk]
    assert listed(pk)[0] == REFUND
    assert in_facts() == [(REFUND, "billing", True)]
    reading.rebuild()
    assert listed(pk)[0] == REFUND
    assert record(pk).reason == "product.fault"


def test_an_unchanged_conversation_stays_unchanged(cast: Cast) -> None:
    (pk,) = store(noun())
    corrections.correct_reason(record(pk), REFUND, by=cast.claire)
    reading.refresh_waiting()
    forget_changes()
    store(noun())
    assert queries.changed_days() == {}


def test_corrections_are_taken_back_one_after_the_other(cast: Cast) -> None:
    (pk,) = store(noun(reason=TWICE))
    first = corrections.correct_reason(record(pk), REFUND, by=cast.awa)
    second = corrections.correct_reason(record(pk), "", by=cast.claire)
    assert (first.before, second.before) == (TWICE, REFUND)
    with pytest.raises(CorrectionNotPossibleError):
        corrections.withdraw_correction(record(pk), first.pk, by=cast.awa)
    corrections.withdraw_correction(record(pk), second.pk, by=cast.claire)
    assert in_facts() == [(REFUND, "billing", True)]
    corrections.withdraw_correction(record(pk), first.pk, by=cast.claire)
    assert in_facts() == [(TWICE, "billing", True)]
    assert listed(pk)[0] == TWICE
    with pytest.raises(CorrectionNotPossibleError):
        corrections.withdraw_correction(record(pk), first.pk, by=cast.claire)
    assert AuditEntry.objects.filter(action="conversations.correction_withdrawn").count() == 2


def test_saying_it_again_changes_nothing(cast: Cast) -> None:
    (pk,) = store(noun())
    first = corrections.correct_reason(record(pk), REFUND, by=cast.awa)
    assert corrections.correct_reason(record(pk), REFUND, by=cast.claire) == first
    assert models.ReasonCorrection.objects.count() == 1


@pytest.mark.parametrize("key", ["moon.landing", "billing", "sujet_a_nous"])
def test_only_a_reason_of_the_tree_is_accepted(cast: Cast, key: str) -> None:
    (pk,) = store(noun())
    with pytest.raises(UnknownReasonError):
        corrections.correct_reason(record(pk), key, by=cast.awa)
    assert not models.ReasonCorrection.objects.exists()


def test_what_was_read_before_a_correction_does_not_undo_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The correction comes between the reading of a conversation and the writing of what was read."""
    (pk,) = store(noun(), read=False)
    add = SearchIndex.add

    def meanwhile(*args: object, **more: object) -> None:
        monkeypatch.setattr(SearchIndex, "add", add)
        corrections.correct_reason(record(pk), REFUND, by=cast.awa)

    monkeypatch.setattr(SearchIndex, "add", meanwhile)
    reading.refresh_waiting()
    assert listed(pk)[0] == REFUND
    assert reading.waiting() == 1
    reading.refresh_waiting()
    assert (listed(pk)[0], reading.waiting()) == (REFUND, 0)


def test_corrections_teach_with_masked_words(cast: Cast) -> None:
    said = (("customer", "Je suis Jeanne Moulin, où est mon argent ?"), TALK[1])
    first, second, third = store(noun("a", said), noun("b"), noun("c"))
    corrections.correct_reason(record(first), TWICE, by=cast.awa)
    corrections.correct_reason(record(first), REFUND, by=cast.awa)
    corrections.correct_reason(record(second), "", by=cast.awa)
    withdrawn = corrections.correct_reason(record(third), TWICE, by=cast.awa)
    corrections.withdraw_correction(record(third), withdrawn.pk, by=cast.awa)
    (words, key), (_other, none) = correction_queries.examples(correction_queries.corrected())
    assert (key, none) == (REFUND, None)
    assert "où est mon argent" in words
    assert "Moulin" not in words


def test_the_newest_corrections_teach(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for pk in store(noun("a"), noun("b"), noun("c")):
        corrections.correct_reason(record(pk), REFUND, by=cast.awa)
    last = models.ReasonCorrection.objects.latest("pk")
    monkeypatch.setattr(correction_queries, "MOST", 1)
    assert [one.id for one in correction_queries.corrected()] == [last.pk]


def page(client: Client, person: Person, pk: int) -> str:
    client.force_login(person)
    return unescape(client.get(reverse("conversations:conversation", args=[pk])).content.decode())


def test_the_page_says_who_says_so(cast: Cast, client: Client) -> None:
    given, read, unknown = store(
        noun("a", reason=TWICE), noun("b"), noun("c", (("customer", "Bonjour"),))
    )
    assert "donné par la source" in page(client, cast.awa, given)
    assert "lu dans les premiers messages du client" in page(client, cast.awa, read)
    assert "Motif inconnu" in page(client, cast.awa, unknown)
    corrections.correct_reason(record(given), REFUND, by=cast.awa, why="<b>Remboursement</b>")
    text = page(client, cast.claire, given)
    assert "corrigé par Awa Diop" in text
    assert "Avant\u00a0: Prélevé deux fois." in text
    assert "Facturation" in text
    client.force_login(cast.claire)
    raw = client.get(reverse("conversations:conversation", args=[given])).content
    assert b"&lt;b&gt;Remboursement" in raw


def test_who_watches_over_personal_data_reads_and_does_not_correct(
    cast: Cast, client: Client
) -> None:
    (pk,) = store(noun())
    address = reverse("conversations:correct_reason", args=[pk])
    assert address in page(client, cast.odile, pk)
    assert address not in page(client, cast.paul, pk)


def test_a_reason_is_corrected_by_hand_and_undone(cast: Cast, client: Client) -> None:
    (pk,) = store(noun())
    client.force_login(cast.awa)
    address = reverse("conversations:correct_reason", args=[pk])
    answer = client.post(address, {"reason": REFUND, "why": "oui"}, follow=True)
    made = models.ReasonCorrection.objects.get(in_force=True)
    undo = reverse("conversations:withdraw_correction", args=[pk, made.pk])
    assert undo in answer.content.decode()
    client.post(undo)
    assert "La correction est retirée." in page(client, cast.awa, pk)
    assert not models.ReasonCorrection.objects.filter(in_force=True).exists()
    client.post(undo)
    assert "Cette correction ne compte plus" in page(client, cast.awa, pk)
    client.post(address, {"reason": "none"})
    assert models.ReasonCorrection.objects.get(in_force=True).reason == ""


def test_a_correction_without_a_reason_is_refused_beside_its_field(
    cast: Cast, client: Client
) -> None:
    (pk,) = store(noun())
    client.force_login(cast.awa)
    answer = client.post(reverse("conversations:correct_reason", args=[pk]), {"reason": "moon"})
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
