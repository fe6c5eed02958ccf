"""What the coaching pages share: the situation asked for, and its conversation as its reader may see it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from boussole.features.coaching import access
from boussole.features.coaching.models import Situation
from boussole.features.conversations import opening
from boussole.features.organisation.access import found_or_404, signed_in
from boussole.features.organisation.models import Person


def proposed(request: HttpRequest, pk: int) -> Situation:
    """A situation of one's list; 404 for any other."""
    return found_or_404(access.situations(signed_in(request)), pk=pk)


def dissected(request: HttpRequest, pk: int) -> Situation:
    """A situation one may dissect; 404 for any other."""
    scoped = access.dissected(signed_in(request)).select_related("agent", "team", "decided_by")
    return found_or_404(scoped, pk=pk)


def conversation_of(person: Person, situation: Situation) -> opening.Opened:
    """The conversation of a situation; 404 when it is out of its reader's scope, or empty."""
    found = opening.opened(person, situation.conversation_id)
    if found is None:
        raise Http404
    return found


def to_dissection(pk: int, anchor: str = "") -> HttpResponse:
    """Go back to a situation's page, at a place of it."""
    return redirect(f"{reverse('coaching:dissect', args=[pk])}{anchor and f'#{anchor}'}")
