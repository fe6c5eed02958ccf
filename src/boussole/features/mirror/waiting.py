"""What home says of the mirror: that in a team, one thing followed another."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from boussole.features.conversations.forms import said
from boussole.features.metrics.decisions import Decision
from boussole.features.mirror import access, queries
from boussole.features.mirror.reading import labels
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person


def decisions(person: Person) -> Iterable[Decision]:
    """One line for each team in which a fall of the pulse came before a fall for customers."""
    if not may(person, access.SEE):
        return
    named = labels()
    told: set[str] = set()
    for one in queries.sequences_for(person):
        if one.pulse.team not in told:
            told.add(one.pulse.team)
            detail = _(
                "« %(theme)s » a reculé dans l’équipe, puis « %(indicator)s » s’est dégradé chez ses clients."
            )
            yield Decision(
                title=_("À regarder dans le miroir : %(team)s") % {"team": one.pulse.team},
                detail=detail
                % {
                    "theme": said(named[one.pulse.theme]),
                    "indicator": said(named[one.customers.indicator]),
                },
                url=reverse("mirror:page"),
            )
