"""What waits on home: a trial to tell, an objection to answer, a trial announced in one's team."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boussole.features.initiatives import access, queries
from boussole.features.initiatives.models import Initiative, Trial
from boussole.features.metrics.decisions import Decision
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person

# Home is read in two minutes: more of the same is on the page of initiatives.
MOST = 3


def decisions(person: Person) -> Iterable[Decision]:
    """What waits for someone who proposes, or who may object."""
    if not may(person, access.TAKE_PART):
        return
    today = timezone.localdate()
    to_tell, objected = queries.for_the_author(person, today)
    yield from (_to_tell(one) for one in to_tell[:MOST])
    yield from (_objected(one.initiative) for one in objected[:MOST])
    if may(person, access.OBJECT):
        yield from (_announced(one) for one in queries.to_look_at(person, today)[:MOST])


def _to_tell(trial: Trial) -> Decision:
    return Decision(
        title=_("Votre essai est terminé : qu’a-t-il appris ?"),
        detail=trial.initiative.line,
        url=reverse("initiatives:tell", args=[trial.initiative_id]),
    )


def _objected(initiative: Initiative) -> Decision:
    return Decision(
        title=_("Un manager propose d’essayer autrement"),
        detail=initiative.line,
        url=_page(initiative.pk),
    )


def _announced(trial: Trial) -> Decision:
    until = trial.objections_until
    day = date_format(until, "SHORT_DATE_FORMAT") if until else ""
    return Decision(
        title=_("Un essai est annoncé dans votre équipe"),
        detail=_("%(line)s. Sans objection de votre part d’ici le %(day)s, il a lieu.")
        % {"line": trial.initiative.line.rstrip("."), "day": day},
        url=_page(trial.initiative_id),
    )


def _page(pk: int) -> str:
    return reverse("initiatives:initiative", args=[pk])
