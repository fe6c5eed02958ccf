"""Publishing a playbook: numbered, checked by its own examples, never changed afterwards."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from boussole.core.playbook import default_playbook, dump
from boussole.features.conversations import reading
from boussole.features.organisation.models import AuditEntry
from boussole.features.playbook import queries, services
from boussole.features.playbook.errors import FailingExamplesError, UnreadablePlaybookError
from boussole.features.playbook.models import PlaybookVersion
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_before_the_first_publication_the_shipped_playbook_is_in_force() -> None:
    assert queries.version_in_force() is None
    assert queries.playbook_in_force() == default_playbook()


def test_the_default_is_published_once() -> None:
    first = services.ensure_default_published()
    assert services.ensure_default_published() == first
    assert PlaybookVersion.objects.count() == 1
    assert queries.playbook_in_force() == default_playbook()


def test_publishing_numbers_the_version_and_puts_it_in_force(cast: Cast) -> None:
    services.ensure_default_published()
    published = services.publish(dump(default_playbook()), by=cast.claire, note=" Premier jet ")
    assert (published.number, published.note) == (2, "Premier jet")
    assert queries.version_in_force() == published
    assert queries.playbook_in_force().version == 2
    entry = AuditEntry.objects.get(action="playbook.version_published", person=cast.claire)
    assert entry.details == {"number": 2}


def test_conversations_are_read_with_the_version_in_force(cast: Cast) -> None:
    before = reading.version(reading.frame())
    services.publish(dump(default_playbook()), by=cast.claire)
    services.publish(dump(default_playbook()), by=cast.claire)
    assert reading.frame().playbook.version == 2
    assert reading.version(reading.frame()) != before


def test_a_text_that_is_no_playbook_says_where(cast: Cast) -> None:
    text = dump(default_playbook()).replace("signal: manager_request", "signal: manager_wish")
    with pytest.raises(UnreadablePlaybookError) as caught:
        services.publish(text, by=cast.claire)
    assert any("late_escalation" in problem for problem in caught.value.problems)
    assert "manager_wish" in caught.value.problems[0]
    assert PlaybookVersion.objects.count() == 0


def test_a_failing_example_blocks_and_says_which(cast: Cast) -> None:
    playbook = default_playbook()
    rule = playbook["broken_promise"]
    wrong = rule.examples[0].model_copy(update={"turn": 0})
    changed = rule.model_copy(update={"examples": (wrong, *rule.examples[1:])})
    rules = tuple(changed if one is rule else one for one in playbook.rules)
    text = dump(playbook.model_copy(update={"rules": rules}))
    with pytest.raises(FailingExamplesError) as caught:
        services.publish(text, by=cast.claire)
    (failure,) = caught.value.failures
    assert (failure.rule, failure.number) == ("broken_promise", 0)
    assert PlaybookVersion.objects.count() == 0


def test_two_versions_cannot_be_in_force() -> None:
    services.ensure_default_published()
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaybookVersion.objects.create(number=9, text="", in_force=True)
