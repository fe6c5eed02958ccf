"""The pages of the tree, as people use them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import Person
from boussole.features.reasons import queries, services
from tests.cast import Cast
from tests.stock import WORKSHOPS, noun, own_tree, store

pytestmark = pytest.mark.django_db
TREE = "/settings/reasons/"
NEW = "/settings/reasons/new/"
GIVEN = {
    "label_fr": "Carte cadeau",
    "label_en": "",
    "family": "billing",
    "step": "pay",
    "origin": "sales",
    "demand": "failure",
    "aliases": "chèque cadeau\n\n  chèque   cadeau \ncarte prépayée",
    "examples": "ma carte cadeau est vide",
}


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    """Claire's browser."""
    client.force_login(cast.claire)
    return client


def text(client: Client, url: str = TREE) -> str:
    return unescape(client.get(url).content.decode())


def speak_english(person: Person) -> None:
    organisation.change_profile(person, name=person.name, language="en", theme="system")


def test_a_manager_and_an_administrator_find_it_in_the_settings(cast: Cast, client: Client) -> None:
    for person, there in ((cast.claire, True), (cast.zoe, True), (cast.awa, False)):
        client.force_login(person)
        assert (f'href="{TREE}"' in text(client, "/settings/")) is there


def test_the_starter_tree_is_shown_and_said_to_be_it(manager: Client) -> None:
    page = text(manager)
    assert "C’est l’arbre fourni avec Boussole" in page
    assert "34 motifs, rangés en 9 familles." in page
    assert "Prélevé deux fois" in page


def test_contacts_are_counted_within_one_s_scope(cast: Cast, client: Client) -> None:
    from django.utils import timezone

    now = timezone.now()
    store(
        noun("a", at=now, reason="billing.double_charge"),
        noun("b", (("customer", WORKSHOPS[0]),), at=now),
        noun("c", at=now, agent="agent-nina", reason="billing.double_charge"),
    )
    client.force_login(cast.claire)
    assert "Sur 2 contacts en douze semaines, 50\u202f% restent sans motif connu." in text(client)
    client.force_login(cast.zoe)
    page = text(client)
    assert '<th scope="col" class="numeric">Contacts</th>' not in page
    assert "en douze semaines" not in page


def test_a_reason_is_added_changed_moved_archived_and_restored(manager: Client) -> None:
    answer = manager.post(NEW, GIVEN, follow=True)
    assert "Le motif « Carte cadeau » est ajouté." in unescape(answer.content.decode())
    key = "billing.carte_cadeau"
    reason = queries.tree_in_force()[key]
    assert (reason.label.fr, reason.label.en) == ("Carte cadeau", "Carte cadeau")
    assert reason.aliases == ("chèque cadeau", "carte prépayée")
    url = reverse("reasons:reason", args=[key])
    form = text(manager, url)
    assert re.search(r'name="label_en"[^>]*>', form)
    assert 'value="Carte cadeau"' not in re.findall(r'<input[^>]*name="label_en"[^>]*>', form)[0]
    manager.post(url, {**GIVEN, "label_en": "Gift card", "family": "service", "aliases": ""})
    tree = queries.tree_in_force()
    assert key in tree.keys_of("service")
    assert (tree[key].label.en, tree[key].aliases) == ("Gift card", ())
    manager.post(reverse("reasons:archive_reason", args=[key]))
    assert queries.tree_in_force()[key].archived
    assert reverse("reasons:restore_reason", args=[key]) in text(manager)
    manager.post(reverse("reasons:restore_reason", args=[key]))
    assert not queries.tree_in_force()[key].archived


def test_a_family_is_added_renamed_archived_and_restored(manager: Client) -> None:
    manager.post(reverse("reasons:new_family"), {"label_fr": "Fidélité", "label_en": "Loyalty"})
    page = text(manager)
    assert "Aucun motif dans cette famille" in page
    assert f"{NEW}?family=loyalty" in page
    url = reverse("reasons:family", args=["loyalty"])
    manager.post(url, {"label_fr": "Club", "label_en": ""})
    assert "Club" in text(manager)
    manager.post(reverse("reasons:archive_family", args=["loyalty"]))
    assert reverse("reasons:restore_family", args=["loyalty"]) in text(manager)
    manager.post(reverse("reasons:restore_family", args=["loyalty"]))
    assert reverse("reasons:restore_family", args=["loyalty"]) not in text(manager)


def test_the_last_change_says_who_made_it_and_is_undone(manager: Client, cast: Cast) -> None:
    own_tree(cast)
    page = text(manager)
    assert "Version 3" in page
    assert "Zoé Marchand a archivé une famille de motifs (Technicien et rendez-vous)" in page
    manager.post(reverse("reasons:undo", args=[3]))
    assert "La dernière modification est annulée." in text(manager)
    assert "technician" in {family.key for family in queries.tree_in_force().offered}
    manager.post(reverse("reasons:undo", args=[3]))
    assert "L’arbre a changé entre-temps" in text(manager)


def test_a_reader_of_english_is_asked_for_english_first(cast: Cast, client: Client) -> None:
    speak_english(cast.claire)
    client.force_login(cast.claire)
    form = text(client, NEW)
    assert form.index('name="label_en"') < form.index('name="label_fr"')
    client.post(NEW, {"label_en": "Gift card", "family": "billing"})
    assert queries.tree_in_force()["billing.gift_card"].label.fr == "Gift card"
    page = text(client)
    assert "Contact reasons" in page
    assert "Charged twice" in page


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"label_fr": " "}, "obligatoire"),
        ({"label_fr": "Prélevé deux fois"}, "est déjà un nom de"),
        ({"aliases": "prélevé deux fois"}, "est déjà un nom de"),
        ({"family": "moon"}, "field-error"),
        ({"origin": "moon"}, "field-error"),
        ({"examples": "a\n" + "b" * 400}, "La ligne 2 est trop longue"),
        ({"examples": "\n".join(map(str, range(100)))}, "Gardez 60 lignes au plus."),
    ],
)
def test_a_refusal_says_what_to_mend_and_keeps_what_was_typed(
    manager: Client, changes: dict[str, str], word: str
) -> None:
    page = unescape(manager.post(NEW, GIVEN | changes).content.decode())
    assert word in page
    assert "carte prépayée" in page or "aliases" in changes
    assert queries.version_in_force() is None


def test_where_everything_is_archived_the_page_says_what_to_do(manager: Client, cast: Cast) -> None:
    for family in queries.tree_in_force().families:
        services.archive_family(family.key, by=cast.zoe)
    assert "Aucun motif proposé" in text(manager)


@pytest.mark.parametrize("name", ["reason", "archive_reason", "restore_reason"])
def test_an_unknown_reason_is_not_found(manager: Client, name: str) -> None:
    url = reverse(f"reasons:{name}", args=["moon.landing"])
    ask = manager.get if name == "reason" else manager.post
    assert ask(url).status_code == 404


@pytest.mark.parametrize("name", ["family", "archive_family", "restore_family"])
def test_an_unknown_family_is_not_found(manager: Client, name: str) -> None:
    url = reverse(f"reasons:{name}", args=["moon"])
    ask = manager.get if name == "family" else manager.post
    assert ask(url).status_code == 404


def test_the_tree_costs_the_same_whatever_it_holds(
    manager: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    own_tree(cast)
    store(*(noun(f"c-{number}") for number in range(12)))
    manager.get(TREE)
    with django_assert_max_num_queries(16):
        manager.get(TREE)
