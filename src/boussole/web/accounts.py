"""How allauth's pages behave here: accounts are opened by an administrator, never by visitors."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm as BaseLoginForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no stubs
    """Sign-up is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth names it
        """Nobody opens their own account."""
        return False


class LoginForm(BaseLoginForm):  # type: ignore[misc]  # allauth has no stubs
    """E-mail and password with our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Adresse e-mail")
        self.fields["password"].help_text = ""


def display(person: Person) -> str:
    """How allauth's sentences name someone."""
    return str(person)
