"""Learnt reasons: made aside of the tree and of every correction, in force at once, undone by one action."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from boussole.core.reasons.editing import Draft
from boussole.core.reasons.examples import shipped_reasons
from boussole.core.reasons.learning import Learnt
from boussole.core.text import Text
from boussole.features.conversations import corrections, reading
from boussole.features.conversations import models as conversations
from boussole.features.metrics import services as metrics
from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import AuditEntry, Person
from boussole.features.reasons import learning, learnt, queries, services, tasks
from boussole.features.reasons.errors import NothingToLearnError, NotInForceError
from boussole.features.reasons.models import LearntReasons
from tests.cast import Cast
from tests.stock import TALK, learnt_reasons, noun, store, workshops_corrected

pytestmark = pytest.mark.django_db
OWN = "outage.workshops"
UNSEEN = "Où se tient l’atelier couture de mardi ?"


def page(client: Client) -> str:
    return " ".join(unescape(client.get(reverse("reasons:tree")).content.decode()).split())


def unseen(identifier: str = "unseen") -> int:
    """A contact about a workshop that nobody corrected."""
    (pk,) = store(noun(identifier, (("customer", UNSEEN), TALK[1])))
    return pk


def read(pk: int) -> str:
    return conversations.Reading.objects.get(pk=pk).reason


def correct_one_more(cast: Cast, identifier: str = "more") -> int:
    (pk,) = store(noun(identifier, (("customer", "L’atelier couture de juin est loin."), TALK[1])))
    record = conversations.Conversation.objects.get(pk=pk)
    return corrections.correct_reason(record, OWN, by=cast.awa).pk


def test_corrections_move_an_unknown_reason_to_the_right_one_and_back(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    workshops_corrected(cast)
    pk = unseen()
    reading.refresh_waiting()
    metrics.rebuild_stale()
    assert read(pk) == ""
    client.force_login(cast.claire)
    assert "8 corrections attendent d’être apprises." in page(client)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("reasons:learn"))
    made = LearntReasons.objects.get()
    assert (made.state, made.in_force, made.corrections, made.asked_by) == (
        "ready",
        True,
        8,
        cast.claire,
    )
    assert made.right > made.right_before
    assert made.by_reason == [{"reason": OWN, "n": 8, "right": made.right, "unknown": made.unknown}]

    # Another frame: everything waits to be read again, and days are stale, with nobody marking them.
    assert reading.frame().reasons == learnt.model_in_force()
    assert made.fingerprint in reading.version(reading.frame())
    assert reading.waiting() == conversations.Conversation.objects.count()
    assert metrics.stale_days()
    reading.refresh_waiting()
    assert read(pk) == OWN
    assert read(unseen("imported since")) == OWN

    text = page(client)
    assert "Votre modèle, version 1, appris le" in text
    assert "à la demande de Claire Morel, de 8 corrections." in text
    client.post(reverse("reasons:undo_learning", args=[1]))
    assert reading.frame().reasons == shipped_reasons()
    reading.refresh_waiting()
    assert read(pk) == ""
    trail = AuditEntry.objects.filter(action__startswith="reasons.learn").order_by("pk")
    assert list(trail.values_list("action", "person")) == [
        ("reasons.learning_asked", cast.claire.pk),
        ("reasons.learnt", None),
        ("reasons.learning_undone", cast.claire.pk),
    ]


def test_a_reason_that_is_archived_since_is_given_no_more(cast: Cast) -> None:
    learnt_reasons(cast)
    pk = unseen()
    assert read(pk) == OWN
    services.archive_reason(OWN, by=cast.claire)
    reading.refresh_waiting()
    assert read(pk) != OWN
    assert LearntReasons.objects.get().in_force


def test_undoing_goes_back_one_model_at_a_time_and_can_be_undone(
    cast: Cast, client: Client
) -> None:
    learnt_reasons(cast)
    first = reading.version(reading.frame())
    correct_one_more(cast)
    learning.learn(learning.ask_learning(cast.zoe))
    second = reading.version(reading.frame())
    assert second != first
    client.force_login(cast.claire)
    assert "Revenir à la version 1" in page(client)
    client.post(reverse("reasons:undo_learning", args=[2]))
    assert reading.version(reading.frame()) == first
    text = page(client)
    assert "La version 2 n’est plus en service." in text
    assert "Mettre la version 2 en service" in text
    client.post(reverse("reasons:put_back_learnt", args=[2]))
    assert reading.version(reading.frame()) == second
    assert "Remis en service par Claire Morel le" in page(client)
    for number in (2, 1):
        learning.undo(number, by=cast.claire)
    assert learnt.in_force() is None
    with pytest.raises(NotInForceError):
        learning.undo(1, by=cast.claire)
    with pytest.raises(NotInForceError):
        learning.put_back(1, by=cast.claire)


def test_the_night_learns_what_is_new_and_leaves_decisions_to_people(cast: Cast) -> None:
    workshops_corrected(cast)
    tasks.learn_reasons_of_the_night.call_local()
    made = LearntReasons.objects.get()
    assert (made.in_force, made.asked_by) == (True, None)
    tasks.learn_reasons_of_the_night.call_local()
    assert LearntReasons.objects.count() == 1

    services.rename_family("outage", Text(fr="Pannes", en="Outages"), by=cast.claire)
    tasks.learn_reasons_of_the_night.call_local()
    assert LearntReasons.objects.count() == 1

    correct_one_more(cast)
    tasks.learn_reasons_of_the_night.call_local()
    assert learnt.newest() == learnt.in_force()
    assert LearntReasons.objects.count() == 2

    learning.undo(2, by=cast.claire)
    correct_one_more(cast, "and more")
    tasks.learn_reasons_of_the_night.call_local()
    assert LearntReasons.objects.count() == 2
    learning.put_back(2, by=cast.claire)
    tasks.learn_reasons_of_the_night.call_local()
    assert LearntReasons.objects.count() == 3


def test_a_changed_tree_and_a_withdrawn_correction_are_news(cast: Cast, client: Client) -> None:
    learnt_reasons(cast)
    client.force_login(cast.claire)
    assert "Rien de nouveau depuis" in page(client)
    services.archive_reason("technician.no_show", by=cast.claire)
    text = page(client)
    assert "L’arbre a changé depuis." in text
    assert "Rien de nouveau depuis" not in text
    services.restore_reason("technician.no_show", by=cast.claire)
    assert "Rien de nouveau depuis" in page(client)
    one = conversations.ReasonCorrection.objects.filter(in_force=True)[0]
    corrections.withdraw_correction(one.conversation, one.pk, by=cast.awa)
    assert "ont été retirées ou remplacées depuis" in page(client)


def test_too_little_is_not_learnt_and_says_how_much_is_needed(cast: Cast, client: Client) -> None:
    workshops_corrected(cast, most=3)
    with pytest.raises(NothingToLearnError, match=r"au moins 5 .* il y en a 3"):
        learning.ask_learning(cast.claire)
    tasks.learn_reasons_of_the_night.call_local()
    assert not LearntReasons.objects.exists()
    client.force_login(cast.claire)
    text = page(client)
    assert "Il faut au moins 5 corrections ou phrases d’exemple ; il y en a 3." in text
    assert 'disabled aria-describedby="learnt-obstacle"' in text


def test_nothing_taught_yet_is_said_with_where_to_begin(cast: Cast, client: Client) -> None:
    client.force_login(cast.zoe)
    text = page(client)
    assert "Le modèle livré avec Boussole, et les phrases de vos motifs." in text
    assert "Un motif se corrige sur la page d’une conversation" in text
    assert "il y en a 0." in text
    assert "Motif par motif" not in text


def test_phrases_of_the_tree_teach_and_nothing_is_measured_of_them(
    cast: Cast, client: Client
) -> None:
    ids = workshops_corrected(cast, most=0)
    tree = queries.tree_in_force()
    phrases = tuple(f"je voudrais m’inscrire au stage de peinture numéro {n}" for n in range(6))
    draft = Draft(label=tree[OWN].label, examples=phrases)
    services.change_reason(OWN, "outage", draft, by=cast.claire)
    learning.learn(learning.ask_learning(cast.claire))
    made = LearntReasons.objects.get()
    assert (ids, made.corrections, made.phrases, made.in_force) == ([], 0, 6, True)
    client.force_login(cast.claire)
    text = page(client)
    assert "et de 6 phrases de l’arbre" in text
    assert "Motif par motif" not in text


def test_no_reason_teaches_until_one_is_offered(cast: Cast) -> None:
    """Contacts that fitted none may fit the reason that was added for them."""
    workshops_corrected(cast)
    record = conversations.Conversation.objects.get(pk=unseen())
    corrections.correct_reason(record, "", by=cast.awa)
    assert len(learnt.material(queries.tree_in_force()).corrected) == 9
    draft = Draft(label=Text(fr="Stages", en="Courses"))
    services.add_reason("outage", draft, by=cast.claire)
    assert len(learnt.material(queries.tree_in_force()).corrected) == 8


def test_a_model_that_reads_corrections_worse_waits_for_a_person(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshops_corrected(cast)
    asked = learning.ask_learning(cast.claire)
    # The shipped model, had it known the company's reason already.
    found = shipped_reasons().find
    monkeypatch.setattr(
        type(shipped_reasons()),
        "find",
        lambda _self, texts, tree: found(texts, tree).fill_null(OWN),
    )
    monkeypatch.setattr(
        learning,
        "learn_corrections",
        lambda _tree, corrected: Learnt(shipped_reasons(), [None] * len(corrected)),
    )
    learning.learn(asked)
    made = LearntReasons.objects.get()
    assert (made.state, made.in_force, made.right, made.unknown) == ("ready", False, 0, 8)
    assert made.right_before > 0
    client.force_login(cast.claire)
    assert "elle relit moins bien vos corrections que le modèle livré" in page(client)
    learning.put_back(made.number, by=cast.claire)
    assert learnt.in_force() == made


def test_one_at_a_time_and_an_interrupted_one_can_be_asked_for_again(
    cast: Cast, client: Client
) -> None:
    workshops_corrected(cast)
    asked = learning.ask_learning(cast.claire)
    with pytest.raises(NothingToLearnError, match="déjà en cours"):
        learning.ask_learning(cast.zoe)
    tasks.learn_reasons_of_the_night.call_local()
    assert LearntReasons.objects.count() == 1
    client.force_login(cast.claire)
    text = page(client)
    assert "Apprentissage en cours." in text
    assert 'hx-trigger="every 3s"' in text
    LearntReasons.objects.filter(pk=asked.pk).update(state="running")
    tasks.say_what_was_interrupted()
    assert "Le dernier apprentissage n’a pas abouti" in page(client)
    learning.learn(learning.ask_learning(cast.claire))
    assert list(LearntReasons.objects.values_list("number", flat=True)) == [2]
    assert "n’a pas abouti" not in page(client)


def test_a_learning_that_fails_says_so_and_leaves_the_reading_alone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshops_corrected(cast)
    asked = learning.ask_learning(cast.claire)

    def broken(*_given: object) -> bytes:
        raise OSError("no room left")

    monkeypatch.setattr(learning, "save_reasons", broken)
    with pytest.raises(OSError, match="no room"):
        learning.learn(asked)
    assert LearntReasons.objects.get().state == "failed"
    assert reading.frame().reasons == shipped_reasons()


def test_a_model_that_cannot_be_read_leaves_the_shipped_one(cast: Cast, client: Client) -> None:
    learnt_reasons(cast)
    LearntReasons.objects.update(file=b"of another age", finished_at="2026-01-01T00:00:00Z")
    assert reading.frame().reasons == shipped_reasons()
    client.force_login(cast.claire)
    assert "ne peut pas être lu par cette version de Boussole" in page(client)


def test_only_some_models_are_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "KEPT", 2)
    learnt_reasons(cast)
    for number in range(3):
        correct_one_more(cast, f"more-{number}")
        learning.learn(learning.ask_learning(cast.claire))
    assert sorted(LearntReasons.objects.values_list("number", flat=True)) == [3, 4]
    learning.undo(4, by=cast.claire)
    learning.undo(3, by=cast.claire)
    assert reading.frame().reasons == shipped_reasons()


def test_the_page_gives_figures_in_both_languages(cast: Cast, client: Client) -> None:
    learnt_reasons(cast)
    for person, language, words in (
        (
            cast.claire,
            "fr",
            ("Motif par motif", "8 corrections ont été relues", "Ateliers couture"),
        ),
        (cast.zoe, "en", ("Reason by reason", "8 corrections were read again", "Workshops")),
    ):
        speak(person, language)
        client.force_login(person)
        text = page(client)
        for word in words:
            assert word in text


def speak(person: Person, language: str) -> None:
    organisation.change_profile(person, name=person.name, language=language, theme="system")


def test_the_page_costs_the_same_whatever_was_corrected(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.claire)
    for taught in (lambda: workshops_corrected(cast, most=2), lambda: learnt_reasons(cast)):
        taught()
        client.get(reverse("reasons:tree"))
        with django_assert_max_num_queries(15):
            client.get(reverse("reasons:tree"))
