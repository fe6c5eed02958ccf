"""What waits for a manager's decision here: models that were made and are neither in force nor dropped."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from boussole.features.learning import access, queries
from boussole.features.learning.models import OwnModels
from boussole.features.metrics.decisions import Decision
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person


def decisions(person: Person) -> Iterable[Decision]:
    """The newest models, when nobody has decided about them yet."""
    if not may(person, access.TRAIN):
        return
    newest = queries.versions().first()
    if newest and newest.state == OwnModels.State.READY and newest.decided_at is None:
        yield Decision(
            title=_("Des modèles réentraînés attendent votre décision"),
            detail=_("Regardez ce qu’ils changent, puis mettez-les en service ou écartez-les."),
            url=reverse("learning:models", args=[newest.number]),
        )
