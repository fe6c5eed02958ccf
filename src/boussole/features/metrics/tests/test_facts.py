"""Facts follow records: what changes is rebuilt, what is gone is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from boussole.core.metrics import METRICS, Scope
from boussole.features.conversations import corrections
from boussole.features.conversations import models as conversations
from boussole.features.metrics import briefs, facts, services
from boussole.features.metrics.models import FactDay
from boussole.features.organisation.models import AuditEntry
from boussole.features.reasons import services as reasons
from tests.cast import Cast
from tests.stock import MONDAY, noun, store, weeks_of_facts

NEXT = MONDAY + timedelta(days=1)


def contacts() -> int:
    found = facts.in_use()
    return found.engine.totals(Scope()).contacts if found else 0


def test_days_are_built_once_and_again_when_they_change(cast: Cast) -> None:
    store(noun("a"), noun("b", at=NEXT))
    assert services.rebuild_stale() == 2
    assert services.rebuild_stale() == 0
    store(noun("c", at=NEXT))
    assert services.stale_days() == [NEXT.date()]
    assert services.rebuild_stale() == 1
    assert contacts() == 3
    assert [day.conversations for day in FactDay.objects.order_by("day")] == [1, 2]


def test_progress_is_told(cast: Cast) -> None:
    store(noun("a"), noun("b", at=NEXT))
    told: list[services.Progress] = []
    services.rebuild_stale(told.append)
    assert told[-1] == services.Progress(2, 2)


def test_a_day_without_conversations_left_is_forgotten(cast: Cast) -> None:
    first, second = store(noun("a"), noun("b", at=NEXT))
    services.rebuild_stale()
    conversations.Conversation.objects.filter(pk=second).delete()
    assert services.rebuild_stale() == 1
    assert contacts() == 1
    conversations.Conversation.objects.filter(pk=first).delete()
    services.rebuild_stale()
    assert facts.in_use() is None
    assert not FactDay.objects.exists()


def test_another_playbook_makes_every_day_stale(cast: Cast) -> None:
    store(noun("a"))
    services.rebuild_stale()
    FactDay.objects.update(version="an earlier one")
    assert services.stale_days() == [MONDAY.date()]


def test_another_tree_of_reasons_makes_every_day_stale(cast: Cast) -> None:
    store(noun("a"), noun("b", at=NEXT))
    services.rebuild_stale()
    reasons.archive_reason("billing.payment_terms", by=cast.claire)
    assert services.stale_days() == [MONDAY.date(), NEXT.date()]
    services.rebuild_stale()
    assert services.stale_days() == []


def test_a_corrected_reason_makes_its_day_stale(cast: Cast) -> None:
    first, _second = store(noun("a"), noun("b", at=NEXT))
    services.rebuild_stale()
    record = conversations.Conversation.objects.get(pk=first)
    corrections.correct_reason(record, "product.fault", by=cast.awa)
    assert services.stale_days() == [MONDAY.date()]
    services.rebuild_stale()
    found = facts.in_use()
    assert found is not None
    (whole,) = found.engine.statistics(
        METRICS["contacts"], Scope(reason="product.fault"), as_of=NEXT + timedelta(days=1)
    )
    assert whole.n == 1


def test_marking_a_day_makes_it_stale(cast: Cast) -> None:
    store(noun("a"))
    services.rebuild_stale()
    services.mark_stale([MONDAY.date()])
    assert services.stale_days() == [MONDAY.date()]


def test_facts_name_people_and_teams_as_scopes_do(cast: Cast) -> None:
    store(noun("a", team="team-lyon"), noun("b", team="team-nantes", agent="agent-nina"))
    services.rebuild_stale()
    found = facts.in_use()
    assert found is not None
    for scope in (Scope(team="Lyon"), Scope(agent="Awa Diop")):
        (whole,) = found.engine.statistics(METRICS["contacts"], scope, as_of=MONDAY)
        assert whole.n == 1


def test_readers_see_the_new_facts_at_once(cast: Cast) -> None:
    store(noun("a"))
    services.rebuild_stale()
    before = facts.in_use()
    assert before is facts.in_use()
    store(noun("b"))
    services.rebuild_stale()
    after = facts.in_use()
    assert before is not None
    assert after is not None
    assert before.key != after.key


def test_a_brief_is_composed_once_per_state_of_the_facts(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    weeks_of_facts(cast)
    found = facts.in_use()
    assert found is not None
    first = briefs.brief_of(found, None, "Lyon")
    monkeypatch.setattr(briefs, "compose", lambda *_args, **_more: pytest.fail("composed again"))
    assert briefs.brief_of(found, None, "Lyon") == first
    assert first is not None
    assert first.team == "Lyon"


def test_briefs_are_ready_before_monday(cast: Cast) -> None:
    assert briefs.prepare() == 0
    weeks_of_facts(cast)
    assert briefs.prepare() == 3


def test_an_administrator_asks_for_a_rebuild(cast: Cast, client: Client) -> None:
    store(noun("a"))
    client.force_login(cast.zoe)
    client.post("/facts/rebuild/")
    entry = AuditEntry.objects.get(action=services.REBUILD_ASKED)
    assert entry.person == cast.zoe
