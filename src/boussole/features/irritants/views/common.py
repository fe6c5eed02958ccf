"""What the pages of irritants share."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from boussole.features.irritants import access, queries
from boussole.features.irritants.models import Irritant
from boussole.features.organisation.access import found_or_404, may
from boussole.features.organisation.models import Person

# No identifier has more digits than a database holds.
LONGEST_NUMBER = 17


@dataclass(frozen=True)
class Tab:
    """One of the pages of irritants."""

    label: str
    url: str
    current: bool
    count: int | None = None


def number(text: str) -> int:
    """A whole number of an address or a form; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0


def tabs(person: Person, current: str) -> list[Tab]:
    """The lists a person may read: what is open, what is over, and what they are asked to answer."""
    index = reverse("irritants:index")
    found = []
    if may(person, access.SEE):
        found.append(Tab(_("Ouverts"), index, current == "open"))
        found.append(Tab(_("Répondus et résolus"), f"{index}?list=over", current == "over"))
    asked = len(queries.owed(person))
    if asked or current == "asked" or access.answers_for(person).exists():
        found.append(
            Tab(_("Ce qu’on vous demande"), reverse("irritants:asked"), current == "asked", asked)
        )
    return found


def readable(person: Person, pk: int) -> Irritant:
    """An irritant a person reads, and those counted with it; others do not exist."""
    scoped = access.irritants(person).select_related(
        "by", "team", "owner", "department__contact", "same_as"
    )
    return found_or_404(scoped.distinct(), pk=pk)


def to(pk: int, part: str = "") -> HttpResponse:
    """Back to one irritant."""
    address = reverse("irritants:irritant", args=[pk])
    return redirect(f"{address}#{part}" if part else address)


def undoable(request: HttpRequest, pk: int, step: int, words: str) -> HttpResponse:
    """Say what was done, with a way back."""
    undo = reverse("irritants:undo", args=[pk, step])
    messages.success(request, words, extra_tags=undo)
    return to(pk)


def refused(request: HttpRequest, form: Form) -> None:
    """Say what is to be mended in a short form, which has no page of its own."""
    found = [str(error) for errors in form.errors.values() for error in errors]
    messages.error(request, " ".join(found))
