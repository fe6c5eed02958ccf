"""Staying unlocked for a while: the private key travels in the listening person's browser, closed, and is stored nowhere.

The cookie holds it encrypted with a key derived from the server's secret and from their session. Whoever has the database, or the
cookie alone, or the secret alone, cannot open it; signing out or twenty minutes make it useless.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from boussole.core import sealing
from boussole.core.sealing import CannotOpenError
from boussole.features.confidential.models import Listener

COOKIE = "boussole_listening"
MINUTES = 20
_CONTEXT = b"boussole unlocked listening key"


def keep(request: HttpRequest, answer: HttpResponse, listener: Listener, private: bytes) -> None:
    """Let someone read for twenty minutes without typing their passphrase again."""
    closed = sealing.encrypt(
        _key(request, listener),
        private,
        nonce=secrets.token_bytes(sealing.NONCE),
        context=_CONTEXT,
    )
    answer.set_cookie(
        COOKIE,
        _signer().sign(b64encode(closed).decode()),
        max_age=MINUTES * 60,
        path=reverse("confidential:listening"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def kept(request: HttpRequest, listener: Listener) -> bytes | None:
    """The private key that was kept, or nothing: too old, of another session, of another key."""
    try:
        closed = _signer().unsign(request.COOKIES.get(COOKIE, ""), max_age=MINUTES * 60)
        private = sealing.decrypt(_key(request, listener), b64decode(closed), context=_CONTEXT)
    except (BadSignature, CannotOpenError, ValueError):
        return None
    return private if sealing.public_of(private) == bytes(listener.key.public) else None


def forget(answer: HttpResponse) -> None:
    """Lock at once."""
    answer.delete_cookie(COOKIE, path=reverse("confidential:listening"), samesite="Strict")


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="boussole.confidential.unlocked")


def _key(request: HttpRequest, listener: Listener) -> bytes:
    session = request.session.session_key or ""
    bound = f"{session} {listener.pk} {listener.key.pk}".encode()
    return sealing.derived(settings.SECRET_KEY.encode(), "unlocked", bound)
