"""The settings pages, as people use them."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from boussole.features.organisation import actions, audit, queries, services
from boussole.features.organisation.models import Membership, Person
from tests.cast import Cast

QUERIES = DjangoAssertNumQueries


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    """Zoé's browser."""
    client.force_login(cast.zoe)
    return client


def _undo(page: str) -> str:
    found = re.search(
        r'<form method="post" action="([^"]+)">[^<]*<input[^>]+><button[^>]*>.*?Annuler', page
    )
    assert found, page
    return found[1]


def test_an_account_is_opened_then_invited_and_its_owner_signs_in(
    admin: Client, cast: Cast
) -> None:
    answer = admin.post(
        "/settings/people/new/",
        {
            "name": "Léa Roux",
            "email": "lea@example.com",
            "role": "agent",
            "language": "fr",
            "team": cast.lyon.pk,
            "external_names": "agent-7\nLéa R.",
        },
        follow=True,
    )
    person = Person.objects.get(email="lea@example.com")
    assert person.external_names == ["agent-7", "Léa R."]
    assert list(person.teams.all()) == [cast.lyon]
    assert "Le compte de Léa Roux est ouvert." in answer.content.decode()
    invited = admin.post(f"/settings/people/{person.pk}/invite/").content.decode()
    url = re.search(r'value="http://testserver([^"]+)"', invited)
    assert url
    newcomer = Client()
    form = newcomer.get(url[1], follow=True)
    chosen = {"password1": "une-autre-phrase-de-passe", "password2": "une-autre-phrase-de-passe"}
    newcomer.post(form.redirect_chain[-1][0], chosen)
    assert newcomer.get("/settings/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_an_invitation_leaves_by_mail(admin: Client, cast: Cast) -> None:
    admin.post(f"/settings/people/{cast.awa.pk}/invite/")
    assert [message.to for message in mail.outbox] == [["awa@example.com"]]


def test_a_taken_address_is_said_beside_its_field(admin: Client, cast: Cast) -> None:
    asked = {"name": "Autre", "email": "awa@example.com", "role": "agent", "language": "fr"}
    page = admin.post("/settings/people/new/", asked).content.decode()
    assert 'id="id_email_error"' in page
    assert "Cette adresse a déjà un compte" in page


def test_closing_an_account_can_be_undone(admin: Client, cast: Cast) -> None:
    page = admin.post(f"/settings/people/{cast.awa.pk}/deactivate/", follow=True).content.decode()
    assert not Person.objects.get(pk=cast.awa.pk).is_active
    admin.post(_undo(page))
    assert Person.objects.get(pk=cast.awa.pk).is_active


def test_the_last_administrator_stays(admin: Client, cast: Cast) -> None:
    answer = admin.post(f"/settings/people/{cast.zoe.pk}/deactivate/")
    assert answer.status_code == 409
    assert "Il doit rester un administrateur" in answer.content.decode()


def test_leaving_a_team_can_be_undone(admin: Client, cast: Cast) -> None:
    url = f"/settings/teams/{cast.lyon.pk}/people/{cast.claire.pk}/leave/"
    page = admin.post(url, follow=True).content.decode()
    assert not Membership.objects.filter(person=cast.claire).exists()
    admin.post(_undo(page))
    assert Membership.objects.get(person=cast.claire).kind == Membership.Kind.MANAGER


def test_a_team_is_archived_and_restored(admin: Client, cast: Cast) -> None:
    page = admin.post(f"/settings/teams/{cast.lyon.pk}/archive/", follow=True).content.decode()
    assert "Équipes archivées" in page
    admin.post(_undo(page))
    assert "Équipes archivées" not in admin.get("/settings/teams/").content.decode()


def test_the_profile_is_one_s_own(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    asked = {"name": "Awa D.", "language": "en", "theme": "dark", "role": "administrator"}
    page = client.post("/settings/", asked, follow=True).content.decode()
    assert "Your profile is saved." in page
    awa = Person.objects.get(pk=cast.awa.pk)
    assert (awa.name, awa.language, awa.theme, awa.role) == ("Awa D.", "en", "dark", "agent")


def test_the_number_of_questions_does_not_grow(
    admin: Client, cast: Cast, django_assert_max_num_queries: QUERIES
) -> None:
    for number in range(30):
        person = services.create_person(by=None, email=f"p{number}@example.com", name=f"P{number}")
        services.join_team(person, cast.lyon, by=None, kind="agent")
    for url in ("/settings/people/", "/settings/teams/", f"/settings/teams/{cast.lyon.pk}/"):
        with django_assert_max_num_queries(8):
            assert admin.get(url).status_code == 200


@pytest.fixture
def trail(cast: Cast) -> Cast:
    """A long audit trail."""
    for number in range(120):
        audit.record(cast.claire, actions.PROFILE_CHANGED, f"conversation:{number}")
    return cast


def _rows(page: str) -> list[str]:
    return re.findall(r"<td>n°\u00a0(\d+)</td>", page)


def test_the_trail_is_read_page_by_page(client: Client, trail: Cast) -> None:
    client.force_login(trail.paul)
    first = client.get("/settings/audit/").content.decode()
    assert _rows(first)[:2] == ["119", "118"]
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    second = client.get("/settings/audit/" + following[1].replace("&amp;", "&")).content.decode()
    assert _rows(second)[0] == "69"
    previous = re.search(r'rel="prev" href="([^"]+)"', second)
    assert previous
    back = client.get("/settings/audit/" + previous[1].replace("&amp;", "&")).content.decode()
    assert _rows(back) == _rows(first)


def test_the_trail_is_filtered(client: Client, trail: Cast) -> None:
    client.force_login(trail.paul)
    asked = {"person": str(trail.zoe.pk), "action": "", "period": "7"}
    page = client.get("/settings/audit/", asked).content.decode()
    assert _rows(page) == []
    assert "a fermé un compte" in page


def test_the_trail_asks_few_questions(
    client: Client, trail: Cast, django_assert_max_num_queries: QUERIES
) -> None:
    client.force_login(trail.paul)
    with django_assert_max_num_queries(8):
        client.get("/settings/audit/")


def test_a_page_of_the_trail_is_never_longer_than_asked(trail: Cast) -> None:
    found = queries.audit_page(size=10)
    assert len(found.rows) == 10
    assert found.before == found.rows[-1].pk
    assert found.after is None
    newer = queries.audit_page(after=found.rows[-1].pk, size=5)
    assert [row.pk for row in newer.rows] == [row.pk for row in found.rows[4:9]]


def test_an_action_that_nobody_declared_is_refused(cast: Cast) -> None:
    with pytest.raises(LookupError, match="person_teleported"):
        audit.record(cast.zoe, "organisation.person_teleported", cast.awa)
