"""The weekly letter: counts and links, in the person's language, once a week, never anyone's words or figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person, Role
from boussole.features.sessions import actions, queries
from boussole.features.sessions.models import Reminders


@dataclass(frozen=True)
class Counts:
    """What the letter says: how many, of what."""

    coming: int
    overdue: int
    to_read: int
    unlooked: int

    @property
    def total(self) -> int:
        """Whether there is anything to write about."""
        return self.coming + self.overdue + self.to_read + self.unlooked


def send_all(today: date) -> int:
    """Write to everyone who has something this week and was not written to yet; return how many letters."""
    monday = today - timedelta(days=today.weekday())
    people = Person.objects.filter(is_active=True, role__in=[Role.AGENT, Role.MANAGER])
    sent = sum(_send(person, today, monday) for person in people.order_by("pk"))
    if sent:
        record(None, actions.REMINDED, f"week:{monday.isoformat()}", count=sent)
    return sent


def wants_letter(person: Person) -> bool:
    """Whether someone receives the letter; yes until they say no."""
    return not Reminders.objects.filter(person=person, weekly=False).exists()


def counts_of(person: Person, today: date) -> Counts:
    """What waits for someone this week."""
    cues = queries.watched(person)
    return Counts(
        coming=len(queries.coming(person, today)),
        overdue=len(queries.overdue(person, today)),
        to_read=len(queries.to_read(person, today, cues)),
        unlooked=len(queries.unlooked(person, timezone.now(), cues)),
    )


def _send(person: Person, today: date, monday: date) -> bool:
    counts = counts_of(person, today)
    if not counts.total or not _claim(person, monday):
        return False
    _letter(person, counts).send()
    return True


@transaction.atomic
def _claim(person: Person, monday: date) -> bool:
    """Take the week for this letter: of two workers, one writes. A letter that fails is not sent twice."""
    Reminders.objects.get_or_create(person=person)
    free = Q(sent_for=None) | Q(sent_for__lt=monday)
    mine = Reminders.objects.filter(free, person=person, weekly=True)
    return mine.update(sent_for=monday) == 1


def _letter(person: Person, counts: Counts) -> EmailMultiAlternatives:
    with translation.override(person.language):
        known = {
            "person": person,
            "counts": counts,
            "sessions_url": _address("sessions:list"),
            "reminders_url": _address("sessions:reminders"),
        }
        letter = EmailMultiAlternatives(
            subject=_("Vos séances et repères de la semaine"),
            body=render_to_string("sessions/mail/digest.txt", known),
            to=[person.email],
        )
        letter.attach_alternative(render_to_string("sessions/mail/digest.html", known), "text/html")
    return letter


def _address(name: str) -> str:
    """A page's whole address; empty when nobody said where Boussole is reached."""
    return f"{settings.PUBLIC_URL}{reverse(name)}" if settings.PUBLIC_URL else ""
