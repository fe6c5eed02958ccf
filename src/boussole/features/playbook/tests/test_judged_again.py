"""Publishing judges the past again from what was read: the same bytes as reading everything again, much sooner."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from boussole.adapters.facts import FactStore
from boussole.core import facts as core_facts
from boussole.core import privacy
from boussole.core.playbook import dump
from boussole.features.conversations import corrections, models, reading
from boussole.features.conversations import queries as conversations
from boussole.features.conversations.filters import Filter
from boussole.features.metrics import services as metrics
from boussole.features.metrics.models import FactDay
from boussole.features.playbook import services
from boussole.features.playbook.queries import playbook_in_force
from boussole.features.reasons import services as reasons
from tests.cast import Cast
from tests.stock import LATE_TALK, MONDAY, TALK, noun, store

pytestmark = pytest.mark.django_db
LATE = "late_escalation"


@pytest.fixture
def built(cast: Cast) -> Cast:
    """Three days of facts under the playbook that comes with Boussole."""
    services.ensure_default_published()
    talks = (LATE_TALK, TALK, LATE_TALK[:4])
    store(
        *(
            noun(f"{day}-{number}", talks[number % 3], at=MONDAY + timedelta(days=day))
            for day in range(3)
            for number in range(12)
        )
    )
    metrics.rebuild_stale()
    return cast


def publish_without(rule: str) -> None:
    current = playbook_in_force()
    rules = tuple(one for one in current.rules if one.key != rule)
    services.publish(dump(current.model_copy(update={"rules": rules})), by=None)


def publish_again() -> None:
    services.publish(dump(playbook_in_force()), by=None)


def partitions() -> dict[str, bytes]:
    """The bytes of every file in use, by day and table."""
    tables = metrics.fact_store().tables()
    days = {path.parents[1].name: path.parent for path in tables.turns}
    kept = {
        f"{day}/{path.name}": path.read_bytes()
        for day, folder in days.items()
        for path in sorted(folder.iterdir())
    }
    whole = (tables.contacts, tables.answers, tables.moments)
    return kept | {path.name: path.read_bytes() for path in whole}


def shown() -> list[dict[str, Any]]:
    return [dict(row) for row in models.Reading.objects.order_by("pk").values()]


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many conversations each batch read from their texts."""
    batches: list[int] = []
    read = core_facts.read

    def watched(nouns: Any, frame: core_facts.Frame) -> core_facts.Facts:
        batches.append(len(nouns))
        return read(nouns, frame)

    monkeypatch.setattr(core_facts, "read", watched)
    return batches


def test_the_bytes_are_those_of_reading_everything_again(
    built: Cast, read_again: list[int]
) -> None:
    before = partitions()
    publish_without(LATE)
    assert metrics.rebuild_stale() == 3
    assert read_again == []
    quick = partitions()
    metrics.mark_stale(conversations.days())
    metrics.rebuild_stale()
    assert sum(read_again) == 36
    assert quick == partitions()
    assert {name for name in quick if quick[name] != before[name]} == {
        "moments.parquet",
        *(f"{day.isoformat()}/moments.parquet" for day in conversations.days()),
    }


def test_batches_leave_no_trace_in_facts(built: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day that is cut between two batches has the bytes it has when it is read at once."""
    whole = partitions()
    monkeypatch.setattr(metrics, "BATCH", 7)
    metrics.mark_stale(conversations.days())
    metrics.rebuild_stale()
    assert partitions() == whole


def test_lists_and_search_show_what_the_new_version_finds(
    built: Cast, read_again: list[int]
) -> None:
    assert all(f" {LATE} " in row["situations"] for row in shown() if row["turns"] == 7)
    publish_without(LATE)
    metrics.rebuild_stale()
    assert reading.waiting() == 0
    quick = shown()
    assert read_again == []
    reading.rebuild()
    assert shown() == quick
    assert not any(f" {LATE} " in row["situations"] for row in quick)


def test_a_rule_published_is_searched_for_at_once(built: Cast, read_again: list[int]) -> None:
    whole = dump(playbook_in_force())
    asked = Filter(words="responsable", situation=LATE)
    found = [row.pk for row in conversations.page(built.odile, asked).rows]
    assert len(found) == 12
    publish_without(LATE)
    metrics.rebuild_stale()
    assert conversations.page(built.odile, asked).rows == []
    services.publish(whole, by=None)
    metrics.rebuild_stale()
    assert [row.pk for row in conversations.page(built.odile, asked).rows] == found
    assert read_again == []


def test_what_a_crash_interrupts_is_done_the_next_time(
    built: Cast, read_again: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_without(LATE)
    with monkeypatch.context() as crashing:
        crashing.setattr(FactStore, "replace_moments", _crash)
        with pytest.raises(InterruptedError):
            metrics.rebuild_stale()
    with monkeypatch.context() as crashing:
        crashing.setattr(reading, "_save_situations", _crash)
        with pytest.raises(InterruptedError):
            metrics.rebuild_stale()
    metrics.rebuild_stale()
    assert read_again == []
    quick, quick_lists = partitions(), shown()
    assert reading.waiting() == 0
    metrics.mark_stale(conversations.days())
    metrics.rebuild_stale()
    reading.rebuild()
    assert (partitions(), shown()) == (quick, quick_lists)


def _crash(*_args: object) -> None:
    raise InterruptedError


def test_progress_tells_every_day_whatever_its_road(built: Cast) -> None:
    publish_again()
    store(noun("new", at=MONDAY + timedelta(days=5)))
    told: list[metrics.Progress] = []
    metrics.rebuild_stale(told.append)
    assert told == [metrics.Progress(3, 4), metrics.Progress(4, 4)]
    assert metrics.stale_days() == []


def test_another_text_is_read_from_its_messages(built: Cast, read_again: list[int]) -> None:
    publish_again()
    store(noun("0-0", TALK[:3]), read=False)
    metrics.rebuild_stale()
    assert read_again == [12]
    assert metrics.stale_days() == []
    assert reading.waiting() == 12  # whatever lists show of that day is read again too


def test_a_correction_is_read_from_its_messages(built: Cast, read_again: list[int]) -> None:
    publish_again()
    record = models.Conversation.objects.order_by("pk")[0]
    corrections.correct_reason(record, "product.fault", by=built.awa)
    metrics.rebuild_stale()
    assert read_again[-1] == 12


def test_another_masking_or_tree_is_read_from_messages(
    built: Cast, read_again: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_again()
    monkeypatch.setattr(privacy, "VERSION", privacy.VERSION + 1)
    assert metrics.rebuild_stale() == 3
    assert read_again == [36]
    publish_again()
    reasons.archive_reason("billing.payment_terms", by=built.claire)
    assert metrics.rebuild_stale() == 3
    assert read_again == [36, 36]


def test_another_model_is_read_from_messages(
    built: Cast, read_again: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_again()
    now = reading.frame()
    own = replace(now.models, customer=replace(now.models.customer, version="own"))
    monkeypatch.setattr(reading, "_models_in_force", [lambda: own])
    assert metrics.rebuild_stale() == 3
    assert read_again == [36]


def test_a_day_whose_files_are_gone_is_read_from_its_messages(
    built: Cast, read_again: list[int]
) -> None:
    Path(settings.FACTS_DIR, "manifest.json").unlink()
    publish_again()
    metrics.rebuild_stale()
    assert read_again == [36]
    assert FactDay.objects.filter(state=FactDay.State.BUILT).count() == 3
