"""What people choose for themselves, volunteering, and asking to catch one's breath; debriefs are in ``debriefs``."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from boussole.features.care import access, actions, offering
from boussole.features.care.errors import BreatherError
from boussole.features.care.models import Breather, Choice, Offer, Relay
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Membership, Person


@transaction.atomic
def choose(person: Person, *, exposure: bool, offers: bool) -> None:
    """Have one's exposure computed or not, and be offered to talk or not. No row says so: it is nobody's business."""
    offers = offers and exposure
    Choice.objects.update_or_create(
        person=person, defaults={"exposure": exposure, "offers": offers}
    )
    if not offers:
        Offer.objects.filter(person=person).delete()


def put_away(person: Person) -> None:
    """Not now. Nothing says that there was an offer."""
    offering.close(person)


@transaction.atomic
def volunteer(person: Person, today: date) -> None:
    """Be one of those whom colleagues may choose to talk with."""
    _relay, new = Relay.objects.get_or_create(person=person, defaults={"since": today})
    if new:
        record(person, actions.VOLUNTEERED, person)


@transaction.atomic
def step_down(person: Person) -> None:
    """Not be one of them any more; what was agreed already stands."""
    if Relay.objects.filter(person=person).delete()[0]:
        record(person, actions.STEPPED_DOWN, person)


@transaction.atomic
def ask_breather(person: Person, text: str, today: date) -> Breather:
    """Ask one's manager to catch one's breath. Raises ``BreatherError``."""
    places = Membership.objects.filter(
        person=person, kind=Membership.Kind.AGENT, team__archived_at=None
    )
    home = places.order_by("team__name", "team").first()
    if home is None or not access.own_managers(person).exists():
        raise BreatherError(_("Personne ne manage votre équipe pour l’instant."))
    if Breather.objects.filter(person=person, answer="").exists():
        raise BreatherError(_("Votre demande attend déjà une réponse."))
    made = Breather.objects.create(
        person=person, team_id=home.team_id, asked_on=today, text=text.strip()
    )
    record(None, actions.BREATHER_ASKED, f"organisation.team:{home.team_id}")
    return made


@transaction.atomic
def take_back_breather(asked: Breather) -> None:
    """Take a request back, answered or not: nothing is left of it."""
    asked.delete()


@transaction.atomic
def answer_breather(asked: Breather, text: str, *, by: Person) -> None:
    """Say what is arranged. Raises ``BreatherError`` when somebody did already."""
    found = Breather.objects.select_for_update().get(pk=asked.pk)
    if found.answer:
        raise BreatherError(_("Cette demande a déjà sa réponse."))
    found.answer, found.answered_by = text.strip(), by
    found.save(update_fields=["answer", "answered_by"])
    record(by, actions.BREATHER_ANSWERED, f"organisation.team:{found.team_id}")
