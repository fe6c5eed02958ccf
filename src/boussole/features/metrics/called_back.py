"""What surveys leave to decide, on home: surveys come before metrics, so metrics asks them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.features.metrics.decisions import Decision
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person
from boussole.features.surveys import access, queries


def decisions(person: Person) -> Iterable[Decision]:
    """One line for all the customers who wait to be called back after a low answer."""
    if not may(person, access.FOLLOW_UP):
        return
    waiting, overdue = queries.waiting_follow_ups(person, timezone.localdate())
    if waiting:
        yield Decision(
            title=ngettext(
                "Un client attend d’être rappelé après une réponse basse",
                "%(n)d clients attendent d’être rappelés après une réponse basse",
                waiting,
            )
            % {"n": waiting},
            detail=ngettext("%(n)d échéance est passée.", "%(n)d échéances sont passées.", overdue)
            % {"n": overdue}
            if overdue
            else _("Aucune échéance n’est passée."),
            url=reverse("surveys:follow_ups"),
        )
