"""Arriving: signing in, choosing a language and a theme, moving by the keyboard."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

import pytest
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD, Cast
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey


def test_claire_signs_in_and_out(cast: Cast, visit: Visit) -> None:
    page = visit(None, "/settings/")
    page.get_by_label("Adresse e-mail").fill("claire@example.com")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", name="Réglages")).to_be_visible()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("heading", name="Connexion")).to_be_visible()


def test_a_mistake_is_said_and_what_was_typed_is_kept(cast: Cast, visit: Visit) -> None:
    page = visit(None, "/account/login/")
    page.get_by_label("Adresse e-mail").fill("claire@example.com")
    page.get_by_label("Mot de passe").fill("faux")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Adresse e-mail")).to_have_value("claire@example.com")


def test_language_and_theme_follow_the_profile(cast: Cast, visit: Visit) -> None:
    page = visit(cast.claire, "/settings/")
    page.get_by_label("Langue").select_option("en")
    page.get_by_label("Apparence").select_option("dark")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_contain_text("Your profile is saved.")
    assert _ground(page) == "rgb(15, 21, 20)"


def _ground(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def test_the_keyboard_leads_everywhere(cast: Cast, visit: Visit) -> None:
    page = visit(cast.zoe, "/settings/people/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Bruno Lefèvre")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Raccourcis clavier")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url("**/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_shortcut_is_not_taken_while_typing(cast: Cast, visit: Visit) -> None:
    page = visit(cast.claire, "/settings/")
    name = page.get_by_label("Nom affiché")
    name.fill("")
    name.press_sequentially("gb?j/")
    expect(name).to_have_value("gb?j/")
    assert page.url.endswith("/settings/")


def test_a_filter_applies_at_once(cast: Cast, visit: Visit) -> None:
    page = visit(cast.paul, "/settings/audit/")
    page.get_by_label("Qui", exact=True).select_option(label="Zoé Marchand")
    page.wait_for_url("**/settings/audit/?person=*")
    expect(page.locator("#entries tbody tr")).to_have_count(1)


def _code(secret: str) -> str:
    """The six digits an authenticator app would show now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(key, counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"


def test_a_second_factor_is_added_then_asked_for(cast: Cast, visit: Visit) -> None:
    page = visit(cast.claire, "/account/security/totp/activate/")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Confirmer").click()
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("input[name=code]").fill(_code(secret))
    page.get_by_role("button", name="Activer").click()
    expect(page.locator("main")).to_contain_text("codes de récupération")
    again = visit(None, "/account/login/")
    again.get_by_label("Adresse e-mail").fill("claire@example.com")
    again.get_by_label("Mot de passe").fill(PASSWORD)
    again.get_by_role("button", name="Se connecter").click()
    again.wait_for_url("**/account/security/authenticate/")
    expect(again.locator("input[name=code]")).to_be_visible()
