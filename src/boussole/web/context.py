"""What every page's template knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from boussole.web.navigation import navigation

THEMES = ("light", "dark")
THEME_COOKIE = "boussole_theme"


def page(request: HttpRequest) -> dict[str, Any]:
    """The rail, the theme and the company's name."""
    return {
        "navigation": navigation(request),
        "theme": theme_of(request),
        "company": settings.COMPANY,
    }


def theme_of(request: HttpRequest) -> str:
    """``light``, ``dark``, or nothing when the device decides."""
    chosen = getattr(request.user, "theme", None) or request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""
