"""The past read again with a version: beside what was found then, compared, and forgotten in time."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from boussole.core.playbook import dump
from boussole.core.playbook.editing import beginning
from boussole.features.metrics import facts
from boussole.features.metrics import services as metrics
from boussole.features.playbook import questions, rereading, services, waiting
from boussole.features.playbook.models import Question, Rereading
from boussole.features.playbook.queries import playbook_in_force, version_in_force
from tests.cast import Cast
from tests.stock import LATE_TALK, noun, store

pytestmark = pytest.mark.django_db
LATE = "late_escalation"


def test_the_past_is_read_again_beside_what_was_found(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    first = services.ensure_default_published()
    store(*(noun(f"late-{n}", LATE_TALK, team="team-lyon") for n in range(3)), noun("calm"))
    metrics.rebuild_stale()
    in_use = facts.in_use()
    assert in_use is not None
    before = in_use.archive.moments(None, None)
    client.force_login(cast.claire)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("playbook:ask_reread", args=[first.number]))
    done = Rereading.objects.get()
    assert done.state == Rereading.State.DONE
    counts = {one["rule"]: one for one in done.counts}
    late = {"rule": LATE, "found": 3, "then": 3, "new": 0, "gone": 0}
    assert (done.conversations, counts[LATE]) == (4, late)
    kept = pl.read_parquet(rereading.path_of(done))
    assert kept.filter(pl.col("rule") == LATE)["conversation_id"].n_unique() == 3
    again = facts.in_use()
    assert again is not None
    assert again.archive.moments(None, None).equals(before)
    page = client.get(reverse("playbook:reread", args=[first.number])).content.decode()
    assert "4 conversations" in page


def test_another_version_says_what_it_would_have_found(cast: Cast) -> None:
    services.ensure_default_published()
    store(noun("late", LATE_TALK, team="team-lyon"), noun("calm"))
    metrics.rebuild_stale()
    version = version_in_force()
    assert version is not None
    playbook = playbook_in_force()
    everyone = playbook[LATE].model_copy(update={"when": beginning("role")})
    rules = tuple(everyone if rule.key == LATE else rule for rule in playbook.rules)
    version.text = dump(playbook.model_copy(update={"rules": rules}))
    asked = Rereading(version=version, asked_by=cast.claire)
    version.save()
    asked.save()
    rereading.reread(asked)
    counts = {one["rule"]: one for one in asked.counts}
    assert counts[LATE] == {"rule": LATE, "found": 2, "then": 1, "new": 1, "gone": 0}


def test_without_facts_there_is_no_past(cast: Cast) -> None:
    asked = rereading.ask(services.ensure_default_published(), by=cast.claire)
    assert rereading.ask(asked.version, by=cast.malik) == asked
    rereading.reread(asked)
    assert (asked.state, asked.counts) == (Rereading.State.DONE, [])


def test_an_old_rereading_is_forgotten_with_its_file(cast: Cast) -> None:
    store(noun("late", LATE_TALK))
    metrics.rebuild_stale()
    asked = rereading.ask(services.ensure_default_published(), by=cast.claire)
    rereading.reread(asked)
    path = rereading.path_of(asked)
    assert path.exists()
    assert rereading.forget_old() == 0
    Rereading.objects.update(asked_at=timezone.now() - rereading.KEPT - timedelta(days=1))
    assert rereading.forget_old() == 1
    assert not path.exists()


def test_home_says_what_waits(cast: Cast) -> None:
    services.ensure_default_published()
    assert [one.title for one in waiting.decisions(cast.awa)] == [
        "La version 1 du playbook est à lire"
    ]
    asked = questions.ask(LATE, "Et la nuit ?", by=cast.awa)
    Question.objects.update(asked_at=timezone.now() - questions.DUE - timedelta(days=1))
    titles = {one.title: one.detail for one in waiting.decisions(cast.odile)}
    assert titles == {
        "1 question sur le playbook attend une réponse": "1 depuis plus de sept jours."
    }
    questions.answer(asked, "Oui.", by=cast.odile, changes_rule=True)
    assert [one.title for one in waiting.decisions(cast.odile)] == [
        "1 règle doit changer, d’après une réponse donnée"
    ]
