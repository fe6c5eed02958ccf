"""What a contact is about, as its page shows it: the reason, whose work caused it, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _

from boussole.core.reasons import DEMANDS, ORIGINS, Reason
from boussole.core.text import Text
from boussole.features.conversations import access, models, reading, records
from boussole.features.conversations.forms import CorrectionForm, OriginForm, reason_name, said
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person

By = Literal["person", "source", "reading"]


@dataclass(frozen=True)
class About:
    """One contact's reason in words; empty words where nobody knows. Forms are there for who may correct.

    ``settled`` is what a person said of the cause alone, ``follows`` the words of what it stands in for.
    """

    reason: str
    origin: str
    demand: str
    by: By
    correction: models.ReasonCorrection | None
    before: str
    settled: models.OriginCorrection | None
    follows: tuple[str, ...]
    form: CorrectionForm | None
    origin_form: OriginForm | None


def about(record: models.Conversation, row: Mapping[str, Any], person: Person) -> About:
    """Say what a contact is about; ``row`` is its row in the shape of ``schemas.CONVERSATIONS``."""
    tree = reading.tree()
    correction = records.standing_correction(record)
    settled = records.standing_origin(record)
    may_correct = may(person, access.CORRECT)
    given: By = "source" if row["reason_given"] else "reading"
    return About(
        reason=reason_name(row["reason"] or "", tree),
        origin=_words(ORIGINS, row["origin"]),
        demand=_words(DEMANDS, row["demand"]),
        by="person" if correction else given,
        correction=correction,
        before=reason_name(correction.before, tree) if correction else "",
        settled=settled,
        follows=_follows(tree[row["reason"] or ""], settled),
        form=CorrectionForm(tree=tree) if may_correct else None,
        origin_form=OriginForm(initial=_initial(settled)) if may_correct else None,
    )


def _follows(reason: Reason, settled: models.OriginCorrection | None) -> tuple[str, ...]:
    """What would follow from the reason, in words, of what a person settled apart from it."""
    if settled is None:
        return ()
    said_of = (
        _words(ORIGINS, reason.origin) or _("origine inconnue") if settled.origin else "",
        _words(DEMANDS, reason.demand) or _("nature inconnue") if settled.demand else "",
    )
    return tuple(one for one in said_of if one)


def _initial(settled: models.OriginCorrection | None) -> dict[str, str]:
    return {"origin": settled.origin, "demand": settled.demand} if settled else {}


def _words(names: Mapping[Any, Text], key: str | None) -> str:
    return said(names[key]) if key in names else ""
