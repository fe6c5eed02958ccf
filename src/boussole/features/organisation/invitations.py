"""The page where someone chooses their first password."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse

from boussole.features.organisation.models import Person


def invitation_url(request: HttpRequest, person: Person) -> str:
    """Return an address that works once, for ``PASSWORD_RESET_TIMEOUT`` seconds."""
    key = {
        "uidb36": user_pk_to_url_str(person),
        "key": default_token_generator.make_token(person),
    }
    return request.build_absolute_uri(reverse("account_reset_password_from_key", kwargs=key))
