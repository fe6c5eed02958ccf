"""The company's tree: each change is a version, audited, taken back by one action, and read at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from boussole.core.reasons import default_tree
from boussole.core.reasons.editing import Draft
from boussole.core.text import Text
from boussole.features.conversations import corrections, models, reading, tasks
from boussole.features.conversations import queries as conversations
from boussole.features.conversations.errors import UnknownReasonError
from boussole.features.conversations.filters import Filter
from boussole.features.organisation.models import AuditEntry
from boussole.features.reasons import queries, services
from boussole.features.reasons.errors import NameTakenError, TreeChangedError
from boussole.features.reasons.models import TreeVersion
from tests.cast import Cast
from tests.stock import TALK, WORKSHOPS, noun, store

pytestmark = pytest.mark.django_db
SEWING = Draft(
    Text(fr="Atelier couture", en="Sewing workshop"),
    "pay",
    "sales",
    "value",
    (),
    ("atelier couture",),
)
TWICE = "billing.double_charge"
TALK_OF_SEWING = (("customer", WORKSHOPS[0]), TALK[1])
Change = Callable[[Cast], object]

CHANGES: dict[str, Change] = {
    "family_added": lambda cast: services.add_family(Text(fr="Été", en="Summer"), by=cast.claire),
    "family_changed": lambda cast: services.rename_family(
        "billing", Text(fr="Argent", en="Money"), by=cast.claire
    ),
    "family_archived": lambda cast: services.archive_family("billing", by=cast.claire),
    "reason_added": lambda cast: services.add_reason("billing", SEWING, by=cast.claire),
    "reason_changed": lambda cast: services.change_reason(TWICE, "billing", SEWING, by=cast.claire),
    "reason_moved": lambda cast: services.change_reason(
        TWICE, "service", Draft.of(default_tree()[TWICE]), by=cast.claire
    ),
    "reason_archived": lambda cast: services.archive_reason(TWICE, by=cast.claire),
}


def test_a_company_begins_with_the_starter_tree(db: None) -> None:
    assert queries.tree_in_force() is default_tree()
    assert queries.version_in_force() is None


@pytest.mark.parametrize("action", CHANGES)
def test_each_change_is_a_version_that_is_audited_and_undone(cast: Cast, action: str) -> None:
    CHANGES[action](cast)
    last = queries.version_in_force()
    assert last is not None
    assert (last.number, last.change, last.changed_by) == (1, f"reasons.{action}", cast.claire)
    entry = AuditEntry.objects.get(action=f"reasons.{action}")
    assert (entry.person, entry.details) == (cast.claire, {"version": 1})
    assert reading.tree() == queries.tree_in_force() != default_tree()
    services.undo(1, by=cast.malik)
    assert queries.tree_in_force() == default_tree()
    assert AuditEntry.objects.get(action="reasons.change_undone").person == cast.malik


def test_what_was_undone_is_done_again_by_undoing_that(cast: Cast) -> None:
    services.archive_reason(TWICE, by=cast.claire)
    archived = queries.tree_in_force()
    services.undo(1, by=cast.claire)
    services.undo(2, by=cast.claire)
    assert queries.tree_in_force() == archived
    assert list(TreeVersion.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_only_the_last_change_is_undone(cast: Cast) -> None:
    services.archive_reason(TWICE, by=cast.claire)
    services.archive_reason("billing.payment_terms", by=cast.malik)
    for number in (1, 3):
        with pytest.raises(TreeChangedError):
            services.undo(number, by=cast.claire)
    assert TreeVersion.objects.count() == 2


def test_a_change_of_nothing_is_no_version(cast: Cast) -> None:
    services.change_reason(TWICE, "billing", Draft.of(default_tree()[TWICE]), by=cast.claire)
    services.restore_reason(TWICE, by=cast.claire)
    services.restore_family("billing", by=cast.claire)
    assert not TreeVersion.objects.exists()
    assert not AuditEntry.objects.filter(action__startswith="reasons.").exists()


def test_a_taken_name_is_said_with_whose_it_is(cast: Cast) -> None:
    taken = Draft(Text(fr="Prélevé deux fois", en="New"))
    with pytest.raises(NameTakenError, match="Prélevé deux fois"):
        services.add_reason("service", taken, by=cast.claire)
    services.archive_reason(TWICE, by=cast.claire)
    with pytest.raises(NameTakenError, match="dans les archives"):
        services.add_reason("service", taken, by=cast.claire)
    with pytest.raises(NameTakenError, match="Facturation"):
        services.add_family(Text(fr="Factures", en="BILLING"), by=cast.claire)


def test_contacts_are_read_again_with_the_new_tree(cast: Cast) -> None:
    (pk,) = store(noun(talk=TALK_OF_SEWING))
    assert models.Reading.objects.get(pk=pk).reason == ""
    key = services.add_reason("service", SEWING, by=cast.claire)
    assert reading.waiting() == 1
    reading.refresh_waiting()
    row = models.Reading.objects.get(pk=pk)
    assert (row.reason, row.step) == (key, "pay")
    services.archive_reason(key, by=cast.claire)
    reading.refresh_waiting()
    assert models.Reading.objects.get(pk=pk).reason == ""


@pytest.mark.parametrize("words", ["", "couture"])
def test_a_reason_that_moved_is_listed_under_its_new_family(cast: Cast, words: str) -> None:
    key = services.add_reason("service", SEWING, by=cast.claire)
    (pk,) = store(noun(talk=TALK_OF_SEWING))
    services.change_reason(key, "billing", SEWING, by=cast.claire)
    reading.refresh_waiting()
    for about, ids in (("billing", [pk]), ("service", []), (key, [pk])):
        page = conversations.page(cast.awa, Filter(about=about, words=words))
        assert [row.pk for row in page.rows] == ids


def test_undoing_an_addition_keeps_what_a_contact_was_corrected_to(cast: Cast) -> None:
    key = services.add_reason("service", SEWING, by=cast.claire)
    (pk,) = store(noun())
    corrections.correct_reason(models.Conversation.objects.get(pk=pk), key, by=cast.awa)
    services.undo(1, by=cast.claire)
    tree = queries.tree_in_force()
    assert tree[key].archived
    assert tree[key].label.fr == "Atelier couture"
    reading.refresh_waiting()
    assert models.Reading.objects.get(pk=pk).reason == key


def test_a_worker_reads_again_after_several_changes_at_once(cast: Cast) -> None:
    (pk,) = store(noun(talk=TALK_OF_SEWING))
    key = services.add_reason("service", SEWING, by=cast.claire)
    services.archive_reason(TWICE, by=cast.claire)
    tasks.read_what_changed.call_local()
    assert reading.waiting() == 0
    assert models.Reading.objects.get(pk=pk).reason == key


def test_an_archived_reason_is_offered_to_no_correction(cast: Cast) -> None:
    services.archive_reason(TWICE, by=cast.claire)
    (pk,) = store(noun())
    with pytest.raises(UnknownReasonError):
        corrections.correct_reason(models.Conversation.objects.get(pk=pk), TWICE, by=cast.awa)
