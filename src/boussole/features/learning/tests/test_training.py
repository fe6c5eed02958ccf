"""Own models: made aside of every correction, looked at, put in force, taken back."""

from __future__ import annotations

import json
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from boussole.core.signals import shipped_models
from boussole.features.conversations import models as conversations
from boussole.features.conversations import reading
from boussole.features.learning import queries, services, tasks, training
from boussole.features.learning.errors import TooFewCorrectionsError, TrainingRunningError
from boussole.features.learning.models import OwnModels
from boussole.features.metrics import services as metrics
from boussole.features.metrics.decisions import waiting_for
from boussole.features.organisation.models import AuditEntry
from tests.cast import Cast
from tests.stock import corrections_of_awa, noun, own_models, store

pytestmark = pytest.mark.django_db
HOPE = "Avez-vous la caisse azur ?"


def text_of(client: Client, name: str, *arguments: object) -> str:
    answer = client.get(reverse(f"learning:{name}", args=arguments))
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def test_a_manager_retrains_looks_puts_in_force_and_goes_back(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    (pk,) = store(noun("hope", (("customer", HOPE),)))
    corrections_of_awa(cast)
    metrics.rebuild_stale()
    client.force_login(cast.claire)
    assert "6 corrections attendent d’être apprises" in text_of(client, "figures")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("learning:train"))
    own = OwnModels.objects.get()
    assert (own.state, own.corrections, own.in_force) == ("ready", 6, False)
    assert own.right_after > own.right_before
    assert (
        reading.frame().models.title == shipped_models().title
    )  # nothing changes until someone decides
    assert "corrections sur 6" in text_of(client, "models", own.number)

    client.post(reverse("learning:put_in_force", args=[own.number]))
    assert reading.frame().models.version == f"{shipped_models().version}+own.1"
    assert reading.waiting() == conversations.Conversation.objects.count()
    assert metrics.stale_days()
    reading.refresh_waiting()
    assert " esg " in conversations.Reading.objects.get(pk=pk).signals
    assert queries.waiting() == 0

    client.post(reverse("learning:restore_shipped"))
    assert reading.frame().models.title == shipped_models().title
    reading.refresh_waiting()
    assert " esg " not in conversations.Reading.objects.get(pk=pk).signals
    trail = AuditEntry.objects.filter(action__startswith="learning").order_by("pk")
    assert list(trail.values_list("action", flat=True)) == [
        "learning.training_asked",
        "learning.models_put_in_force",
        "learning.shipped_models_restored",
    ]


def test_what_is_stored_reads_as_what_was_made(cast: Cast) -> None:
    """A file keeps whole numbers: what corrections taught survives it."""
    own_models(cast)
    own = OwnModels.objects.get()
    services.put_in_force(own, by=cast.claire)
    (pk,) = store(noun("hope", (("customer", HOPE),)))
    assert " esg " in conversations.Reading.objects.get(pk=pk).signals


def test_dropped_models_are_never_in_force(cast: Cast, client: Client) -> None:
    number = own_models(cast)["number"]
    client.force_login(cast.zoe)
    client.post(reverse("learning:drop", args=[number]))
    client.post(reverse("learning:put_in_force", args=[number]))
    assert OwnModels.objects.get().state == "dropped"
    assert queries.in_force() is None


def test_a_training_asks_for_enough_and_runs_alone(cast: Cast) -> None:
    with pytest.raises(TooFewCorrectionsError, match="au moins 5"):
        services.ask_training(cast.claire)
    corrections_of_awa(cast)
    services.ask_training(cast.claire)
    with pytest.raises(TrainingRunningError):
        services.ask_training(cast.claire)


def test_own_models_that_cannot_be_read_leave_the_shipped_ones(cast: Cast, client: Client) -> None:
    own_models(cast)
    OwnModels.objects.update(in_force=True, customer=b"of another age", decided_by=cast.zoe)
    assert reading.frame().models.title == shipped_models().title
    client.force_login(cast.claire)
    assert "ne peuvent pas être lus" in text_of(client, "figures")


def test_examples_and_exports_stay_within_what_one_may_see(cast: Cast, client: Client) -> None:
    number = own_models(cast)["number"]
    OwnModels.objects.update(
        examples=[
            {
                "conversation": conversations.Conversation.objects.earliest("pk").pk,
                "turn": 0,
                "gained": ["dissatisfaction:2"],
                "lost": [],
            }
        ]
    )
    for person, sees in ((cast.claire, True), (cast.malik, False), (cast.zoe, False)):
        client.force_login(person)
        text = text_of(client, "models", number)
        assert ("caisse azur pour ma commande" in text) is sees
        assert ("hors de ce que vous pouvez lire" in text) is not sees
    for person, lines in ((cast.claire, 6), (cast.malik, 0)):
        client.force_login(person)
        answer = client.get(reverse("learning:corrections"))
        said = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
        assert len(said) == lines
    client.force_login(cast.claire)
    answer = client.get(reverse("learning:corrections"))
    one = json.loads(b"".join(answer.streaming_content).decode().splitlines()[0])  # type: ignore[attr-defined]
    assert (one["name"], one["verdict"], one["grade"], one["person"]) == (
        "esg",
        "missing",
        None,
        "Awa Diop",
    )
    assert "caisse azur" in one["text"]


def test_the_figures_cost_the_same_whatever_was_judged(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.claire)
    client.get(reverse("learning:figures"))
    with django_assert_max_num_queries(24):
        client.get(reverse("learning:figures"))
    corrections_of_awa(cast)
    with django_assert_max_num_queries(24):
        client.get(reverse("learning:figures"))


def test_a_training_that_was_interrupted_can_be_asked_for_again(cast: Cast, client: Client) -> None:
    corrections_of_awa(cast)
    OwnModels.objects.create(number=1, state=OwnModels.State.RUNNING)
    tasks.say_what_was_interrupted()
    client.force_login(cast.claire)
    assert "n’a pas abouti" in text_of(client, "figures")
    assert services.ask_training(cast.claire).number == 2


def test_a_training_that_fails_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    corrections_of_awa(cast)
    own = OwnModels.objects.create(number=1)
    monkeypatch.setattr(training, "ANCHORS", -1)
    with pytest.raises(ValueError, match="negative"):
        training.train(own)
    assert OwnModels.objects.get().state == "failed"


def test_models_that_wait_for_a_decision_are_on_the_home_page(cast: Cast) -> None:
    number = own_models(cast)["number"]
    (one,) = waiting_for(cast.claire)
    assert one.url == reverse("learning:models", args=[number])
    assert list(waiting_for(cast.odile)) == []
    services.drop(OwnModels.objects.get(), by=cast.zoe)
    assert list(waiting_for(cast.claire)) == []
