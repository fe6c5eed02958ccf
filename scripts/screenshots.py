"""Shoot pages as several people, wide and narrow, light and dark, in French and English.

Against a running Boussole (``boussole serve``)::

    python -m scripts.screenshots --at http://127.0.0.1:8000 --out var/shots \\
        --person manager=claire@example.com:PASSWORD --person agent=awa@example.com:PASSWORD \\
        / /conversations/

Each file is named after the person, the page and the variant.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ViewportSize

from tests.browser import NARROW, WIDE, chromium

VARIANTS = {
    "wide-fr": (WIDE, "light", "fr"),
    "wide-dark-fr": (WIDE, "dark", "fr"),
    "narrow-fr": (NARROW, "light", "fr"),
    "wide-en": (WIDE, "light", "en"),
    "narrow-dark-en": (NARROW, "dark", "en"),
}


def _context(browser: Browser, variant: str, base_url: str) -> BrowserContext:
    size, theme, language = VARIANTS[variant]
    context = browser.new_context(
        viewport=ViewportSize(**size),
        color_scheme="dark" if theme == "dark" else "light",
        locale="en-GB" if language == "en" else "fr-FR",
        base_url=base_url,
        device_scale_factor=1,
    )
    url = f"{base_url}/"
    context.add_cookies([{"name": "boussole_language", "value": language, "url": url}])
    return context


def _sign_in(context: BrowserContext, credentials: str) -> None:
    email, password = credentials.split(":", 1)
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "/account/login" not in url)
    page.close()


def _speak(context: BrowserContext, language: str) -> None:
    """Signed-in people are spoken to in the language of their profile."""
    page = context.new_page()
    page.goto("/settings/")
    page.select_option("select[name=language]", language)
    page.click("main form button[type=submit]")
    page.close()


def main() -> None:
    """Shoot everything asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--at", default="http://127.0.0.1:8000")
    asked.add_argument("--out", type=Path, default=Path("var/shots"))
    asked.add_argument("--person", action="append", default=[], metavar="NAME=EMAIL:PASSWORD")
    asked.add_argument("--variant", action="append", choices=[*VARIANTS])
    asked.add_argument("--fold", action="store_true", help="only what is seen without scrolling")
    asked.add_argument("urls", nargs="+")
    options = asked.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    people = dict(person.split("=", 1) for person in options.person) or {"stranger": ""}
    with chromium() as browser:
        for who, credentials in people.items():
            for variant in options.variant or VARIANTS:
                context = _context(browser, variant, options.at)
                if credentials:
                    _sign_in(context, credentials)
                    _speak(context, VARIANTS[variant][2])
                for url in options.urls:
                    page = context.new_page()
                    page.goto(url, wait_until="networkidle")
                    name = url.strip("/").replace("/", "_").replace("?", "_") or "home"
                    page.screenshot(
                        path=options.out / f"{who}-{name}-{variant}.png", full_page=not options.fold
                    )
                    page.close()
                context.close()


if __name__ == "__main__":
    main()
