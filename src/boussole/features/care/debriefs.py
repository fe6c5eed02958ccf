"""Two people who talk: asked, agreed, held, noted, erased. None of it is traced, since a row would say who asked for help."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from boussole.features.care import access, offering
from boussole.features.care.errors import DayError, PartnerError, StateError
from boussole.features.care.models import Debrief, DebriefNote
from boussole.features.organisation.models import Person

State = Debrief.State
FURTHEST = timedelta(days=60)


@transaction.atomic
def ask(
    person: Person, partner: Person, planned_on: date, *, today: date, wish: str = ""
) -> Debrief:
    """Ask someone to talk; an offer that waited is put away. Raises ``PartnerError`` and ``DayError``."""
    if not access.partners(person).filter(pk=partner.pk).exists():
        raise PartnerError(_("Choisissez quelqu’un de la liste."))
    _check_day(planned_on, today)
    offering.close(person)
    return Debrief.objects.create(
        person=person,
        partner=partner,
        proposed_by=person,
        planned_on=planned_on,
        wish=" ".join(wish.split()),
    )


@transaction.atomic
def agree(debrief: Debrief, *, by: Person) -> None:
    """Say yes to the day that the other proposed. Raises ``StateError``."""
    found = _locked(debrief, State.ASKED)
    if found.proposed_by_id == by.pk:
        raise StateError(_("L’autre personne doit encore répondre."))
    _become(found, State.AGREED)


@transaction.atomic
def move(debrief: Debrief, planned_on: date, *, by: Person, today: date) -> None:
    """Propose another day, to which the other agrees. Raises ``StateError`` and ``DayError``."""
    found = _locked(debrief, State.ASKED, State.AGREED)
    _check_day(planned_on, today)
    found.planned_on, found.proposed_by, found.state = planned_on, by, State.ASKED.value
    found.save(update_fields=["planned_on", "proposed_by", "state"])


@transaction.atomic
def decline(debrief: Debrief, *, by: Person) -> None:
    """Not be available: the person may choose someone else. Raises ``StateError``."""
    found = _locked(debrief, State.ASKED, State.AGREED)
    if found.partner_id != by.pk:
        raise StateError(_("Vous pouvez effacer cet échange."))
    _become(found, State.DECLINED)


@transaction.atomic
def hold(debrief: Debrief, *, today: date) -> None:
    """Say that it took place. Raises ``StateError`` and ``DayError``."""
    found = _locked(debrief, State.ASKED, State.AGREED)
    if found.planned_on > today:
        raise DayError(_("Ce jour n’est pas encore venu."))
    _become(found, State.HELD)


@transaction.atomic
def write_note(debrief: Debrief, text: str, *, by: Person) -> DebriefNote:
    """Write something for the two. Raises ``StateError``."""
    found = _locked(debrief, State.ASKED, State.AGREED, State.HELD)
    return DebriefNote.objects.create(debrief=found, author=by, text=text.strip())


@transaction.atomic
def erase_note(note: DebriefNote) -> None:
    """Erase a note for both; either may."""
    note.delete()


@transaction.atomic
def erase(debrief: Debrief) -> None:
    """Erase the whole of it, notes included, for both; either may."""
    debrief.delete()


def _locked(debrief: Debrief, *states: State) -> Debrief:
    found = Debrief.objects.select_for_update().get(pk=debrief.pk)
    if found.state not in states:
        raise StateError(_("Cet échange n’en est plus là."))
    return found


def _become(debrief: Debrief, state: State) -> None:
    debrief.state = state.value
    debrief.save(update_fields=["state"])


def _check_day(day: date, today: date) -> None:
    if not today <= day <= today + FURTHEST:
        raise DayError(_("Choisissez un jour dans les deux mois qui viennent."))
