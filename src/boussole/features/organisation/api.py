"""What every part of the API shares: who asks, how a refusal reads, and the pages' forms, which check what is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Field, Schema

from boussole.features.organisation.access import may, signed_in
from boussole.features.organisation.models import Person


class Refusal(Schema):
    """Why something was not done."""

    detail: str = Field(description="A sentence for whoever asked, in their language")
    problems: list[str] = Field([], description="The places to mend, each as `field: what`")


class UnfitError(Exception):
    """What was sent cannot be taken as it is; ``problems`` has the sentences of each field."""

    def __init__(self, problems: Mapping[str, Sequence[str]]) -> None:
        super().__init__(" ".join(said for each in problems.values() for said in each))
        self.problems = {name: list(each) for name, each in problems.items()}

    def facts(self) -> dict[str, Any]:
        """One line for each place to mend."""
        lines = [f"{name}: {said}" for name, each in self.problems.items() for said in each]
        return {"problems": lines}


def allowed(request: HttpRequest, ability: str) -> Person:
    """Whoever asks, when their role has the ability; 403 for the others."""
    person = signed_in(request)
    if not may(person, ability):
        raise PermissionDenied
    return person


def checked(form: forms.Form, within: str = "") -> dict[str, Any]:
    """What a page's form takes from what was sent, ``within`` naming its part. Raises ``UnfitError``."""
    if form.is_valid():
        return form.cleaned_data
    prefix = f"{within}." if within else ""
    raise UnfitError(
        {f"{prefix}{name}": [str(one) for one in found] for name, found in form.errors.items()}
    )
