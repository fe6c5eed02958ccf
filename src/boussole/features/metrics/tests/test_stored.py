"""A conversation is shown from the facts kept of it where they are up to date: the same page, without reading it again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from boussole.core import facts as core_facts
from boussole.core import privacy
from boussole.features.conversations import corrections, models, opening, reading, records
from boussole.features.conversations.thread import compose
from boussole.features.metrics import services
from tests.cast import Cast
from tests.stock import LATE_TALK, TALK, noun, store

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(cast: Cast) -> list[int]:
    """Two of Awa's conversations, with their facts."""
    ids = store(noun("late", LATE_TALK), noun("good", TALK))
    services.rebuild_stale()
    return ids


@pytest.fixture
def read_live(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The conversations that were read from their texts."""
    found: list[str] = []
    read = core_facts.read

    def watched(nouns: Any, frame: core_facts.Frame) -> core_facts.Facts:
        found.extend(one.id for one in nouns)
        return read(nouns, frame)

    monkeypatch.setattr(core_facts, "read", watched)
    return found


def test_what_is_kept_is_what_reading_it_now_gives(
    cast: Cast, kept: list[int], read_live: list[str]
) -> None:
    for pk in kept:
        (record,) = reading.fetched([pk])
        told, frame = records.to_noun(record), reading.frame()
        stored = reading.facts_of(record, told, frame)
        assert read_live == []
        live = core_facts.read([told], frame)
        read_live.clear()
        assert stored.tables() == live.tables()
        for unmasked in (False, True):
            shown = compose(told, stored, frame, unmasked=unmasked)
            assert shown == compose(told, live, frame, unmasked=unmasked)


def test_one_that_changed_is_read_now(cast: Cast, kept: list[int], read_live: list[str]) -> None:
    late, good = kept
    corrections.correct_reason(
        models.Conversation.objects.get(pk=late), "product.fault", by=cast.awa
    )
    read_live.clear()
    opened = opening.opened(cast.awa, late)
    assert opened is not None
    assert opened.thread.row["reason"] == "product.fault"
    assert read_live == [str(late)]
    services.rebuild_stale()
    read_live.clear()
    opening.opened(cast.awa, late)
    opening.opened(cast.awa, good)
    assert read_live == []


def test_another_version_is_read_now(
    cast: Cast, kept: list[int], read_live: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(privacy, "VERSION", privacy.VERSION + 1)
    opening.opened(cast.awa, kept[0])
    assert read_live == [str(kept[0])]


@pytest.mark.parametrize("gone", ["manifest.json", "conversations.parquet"])
def test_facts_that_are_gone_are_done_without(
    cast: Cast, kept: list[int], read_live: list[str], gone: str
) -> None:
    for path in Path(settings.FACTS_DIR).rglob(gone):
        path.unlink()
    assert opening.opened(cast.awa, kept[0]) is not None
    assert read_live == [str(kept[0])]


def test_facts_open_nothing_outside_a_scope(cast: Cast, kept: list[int]) -> None:
    assert opening.opened(cast.claire, kept[0]) is not None
    assert opening.opened(cast.nina, kept[0]) is None
    assert opening.opened(cast.malik, kept[0]) is None
