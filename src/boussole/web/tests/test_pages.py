"""What every page carries: its language, its theme, its headers, its place in the rail."""

from __future__ import annotations

import pytest
from django.test import Client

from boussole.features.organisation import services
from tests.cast import Cast


def _page(client: Client, url: str = "/settings/") -> str:
    return client.get(url).content.decode()


def test_pages_come_from_nowhere_else(client: Client, cast: Cast) -> None:
    client.force_login(cast.claire)
    answer = client.get("/settings/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_profile_decides_the_language(client: Client, cast: Cast) -> None:
    client.force_login(cast.claire)
    assert '<html lang="fr">' in _page(client)
    services.change_profile(cast.claire, name="Claire", language="en", theme="system")
    page = _page(client)
    assert '<html lang="en">' in page
    assert "Your profile" in page


def test_a_visitor_chooses_a_language(client: Client, db: None) -> None:
    assert "Se connecter" in _page(client, "/account/login/")
    client.post("/language/", {"language": "en", "next": "/account/login/"})
    assert "Forgotten password" in _page(client, "/account/login/")


@pytest.mark.parametrize(("theme", "said"), [("dark", ' data-theme="dark"'), ("system", "")])
def test_the_profile_decides_the_theme(client: Client, cast: Cast, theme: str, said: str) -> None:
    services.change_profile(cast.claire, name="Claire", language="fr", theme=theme)
    client.force_login(cast.claire)
    assert f'<html lang="fr"{said}>' in _page(client)


def test_the_rail_shows_what_a_role_uses(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    assert "/settings/audit/" not in _page(client)
    client.force_login(cast.paul)
    assert "/settings/audit/" in _page(client)


def test_the_rail_shows_where_one_is(client: Client, cast: Cast) -> None:
    client.force_login(cast.claire)
    for url in ("/settings/", "/account/password/change/"):
        page = _page(client, url)
        assert page.count('class="rail-link" href="/settings/" aria-current="page"') == 1
        assert 'href="/" aria-current' not in page


def test_a_foreign_page_says_no_more_than_a_missing_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.zoe)
    answer = client.get("/settings/people/999999/")
    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.content.decode()


def test_before_any_conversation_home_invites(client: Client, cast: Cast) -> None:
    client.force_login(cast.claire)
    assert "Choisir un fichier" in _page(client, "/")
    client.force_login(cast.awa)
    assert "Rien à lire pour l’instant" in _page(client, "/")
