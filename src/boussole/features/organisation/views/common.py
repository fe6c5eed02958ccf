"""What the settings pages share, and what any feature's pages say alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boussole.features.organisation import access


@dataclass(frozen=True)
class Tab:
    """One page among those beside it; ``count`` is what it holds."""

    label: str
    url: str
    current: bool
    count: int | None = None


_PLACES: list[tuple[str | Promise, str, str]] = [
    (_("Profil"), "organisation:settings", access.SIGN_IN),
    (_("Personnes"), "organisation:people", access.ADMINISTER),
    (_("Équipes"), "organisation:teams", access.ADMINISTER),
    (_("Services"), "organisation:departments", access.ADMINISTER),
]


def add_place(label: str | Promise, url_name: str, ability: str) -> None:
    """Add a later feature's page to the settings' tabs; called once, at start."""
    _PLACES.append((label, url_name, ability))


def tabs(request: HttpRequest) -> list[Tab]:
    """The settings this person may change."""
    mine = [
        (str(label), reverse(name))
        for label, name, ability in _PLACES
        if access.may(request.user, ability)
    ]
    current = max(url for _label, url in mine if request.path.startswith(url))
    return [Tab(label, url, url == current) for label, url in mine]


def page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Draw a settings page with its tabs."""
    return render(
        request, f"organisation/{template}", {"tabs": tabs(request), **context}, status=status
    )


def done(request: HttpRequest, text: str, undo: str = "") -> None:
    """Say what was done, and offer to take it back by posting to ``undo``."""
    messages.success(request, text, extra_tags=undo)


@contextmanager
def told(
    request: HttpRequest, refusal: type[Exception], text: str, undo: str = ""
) -> Iterator[None]:
    """Do what is inside, then say so as ``done`` does; a ``refusal`` is said instead."""
    try:
        yield
    except refusal as problem:
        messages.error(request, str(problem))
    else:
        done(request, text, undo)


def wrong(form: forms.BaseForm, problem: Exception, field: str | None = None) -> None:
    """Put a refusal of the organisation's beside the field it is about."""
    form.add_error(field, str(problem))
