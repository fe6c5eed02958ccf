"""Initiatives and their trials for tests, made through services."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from boussole.core.working_days import working_days_after
from boussole.features.initiatives import services, trying
from boussole.features.initiatives.models import Initiative
from boussole.features.organisation.models import Team
from tests.cast import Cast


def idea_of_awa(cast: Cast) -> Initiative:
    """Awa proposes something."""
    return services.propose(
        "Rappeler le client la veille du passage du technicien",
        "Un client sur trois appelle pour savoir à quelle heure il vient.",
        "Les clients qui attendent un technicien",
        by=cast.awa,
    )


def scope_in(team: Team, today: date, **changed: Any) -> trying.Scope:
    """Four weeks in one team, once the five working days to object have gone by."""
    starts_on = changed.get("starts_on") or working_days_after(today, 6)
    given: dict[str, Any] = {
        "what": "Un appel la veille, entre 17 h et 19 h.",
        "where": "Les rendez-vous du technicien",
        "teams": [team],
        "starts_on": starts_on,
        "ends_on": starts_on + timedelta(days=27),
        "will_tell": "Moins d’appels le jour même.",
    }
    return trying.Scope(**{**given, **changed})


def days_ago(days: int) -> datetime:
    """Noon, so many days ago."""
    day = timezone.localdate() - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(12)))


def proposed(cast: Cast) -> dict[str, Any]:
    """Awa's idea, for a page's address."""
    return {"pk": idea_of_awa(cast).pk}


def withdrawn(cast: Cast) -> dict[str, Any]:
    """Awa's idea, withdrawn."""
    idea = idea_of_awa(cast)
    services.withdraw(idea, by=cast.awa)
    return {"pk": idea.pk}


def announced(cast: Cast) -> dict[str, Any]:
    """Awa announces a trial in Lyon; Claire may object."""
    idea = idea_of_awa(cast)
    trying.announce(idea, scope_in(cast.lyon, timezone.localdate()), by=cast.awa)
    return {"pk": idea.pk}


def objected(cast: Cast) -> dict[str, Any]:
    """Claire objects to Awa's trial, for the objection's address."""
    idea = Initiative.objects.get(**announced(cast))
    trial = idea.trials.get()
    made = trying.make_objection(trial, "Trop large.", "Le matin seulement.", by=cast.claire)
    return {"pk": made.pk}


def tried(cast: Cast) -> dict[str, Any]:
    """Awa's trial is over and waits to be told."""
    idea = idea_of_awa(cast)
    past = days_ago(60)
    trying.announce(idea, scope_in(cast.lyon, past.date()), by=cast.awa, now=past)
    trying.start_due(days_ago(50))
    return {"pk": idea.pk}


def told(cast: Cast) -> dict[str, Any]:
    """Awa's trial is told, with a colleague who is in and what he says of it."""
    idea = Initiative.objects.get(**tried(cast))
    services.support(idea, by=cast.bruno)
    services.comment(idea, "Les clients m’en parlent.", by=cast.bruno)
    learnt = "Un SMS suffit : l’appel dérange plus qu’il n’aide."
    trying.tell(idea, learnt, "adapted", by=cast.awa)
    return {"pk": idea.pk}


def commented(cast: Cast) -> dict[str, Any]:
    """Bruno comments Awa's idea, for the comment's address."""
    return {"pk": services.comment(idea_of_awa(cast), "J’en suis.", by=cast.bruno).pk}
