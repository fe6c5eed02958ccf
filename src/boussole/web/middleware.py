"""What happens around every page."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import add_never_cache_headers

Answer = Callable[[HttpRequest], HttpResponseBase]

# What can be seen without an account, or tells strangers apart by itself; everything else asks to sign in first.
PUBLIC_PATHS = (
    "/account/",
    "/static/",
    "/language/",
    "/health/",
    "/favicon.ico",
    "/api/",
    "/survey/",
)


def sign_in_required(answer: Answer) -> Answer:
    """Send strangers to the sign-in page, whatever page they ask for."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated or request.path.startswith(PUBLIC_PATHS):
            return answer(request)
        return redirect_to_login(request.get_full_path(), str(settings.LOGIN_URL))

    return middleware


def own_language(answer: Answer) -> Answer:
    """Speak the language of the signed-in person's profile, on every device."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        language = getattr(request.user, "language", None)
        if language:
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return answer(request)

    return middleware


def private_pages(answer: Answer) -> Answer:
    """Keep pages that show people's words out of every cache, and devices' sensors out of reach."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        response.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"
        )
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return middleware
