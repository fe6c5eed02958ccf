"""Two short mails: a trial was announced in one's team, a trial that is over waits to be told. Never anyone's words."""

from __future__ import annotations

import logging
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from boussole.features.initiatives import access, actions
from boussole.features.initiatives.models import Initiative, Trial
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person

logger = logging.getLogger(__name__)


def tell_managers(pk: int) -> int:
    """Write to those who may object that a trial is announced; home says it too. Return how many were written to."""
    trial = Trial.objects.select_related("initiative").filter(pk=pk).first()
    if trial is None:
        return 0
    sent = sum(_send(person, trial, "announced") for person in access.managers_to_tell(trial))
    if sent:
        record(None, actions.MANAGERS_TOLD, trial, count=sent)
    return sent


def remind(today: date) -> int:
    """Write once to the author of each trial past its end that nobody told; return how many were written to."""
    over = Trial.objects.filter(
        initiative__state=Initiative.State.TRIED, ends_on__lt=today, reminded_at=None
    ).exclude(initiative__by=None)
    found = access.latest(over).select_related("initiative__by").order_by("pk")
    sent = sum(_remind(trial) for trial in found if trial.initiative.by is not None)
    if sent:
        record(None, actions.REMINDED, f"day:{today.isoformat()}", count=sent)
    return sent


def _remind(trial: Trial) -> bool:
    author = trial.initiative.by
    if author is None or not author.is_active or not _claim(trial):
        return False
    return _send(author, trial, "over")


@transaction.atomic
def _claim(trial: Trial) -> bool:
    """Take the reminder: of two workers, one writes. One that fails is not sent twice; home says it meanwhile."""
    mine = Trial.objects.filter(pk=trial.pk, reminded_at=None)
    return mine.update(reminded_at=timezone.now()) == 1


def _send(person: Person, trial: Trial, what: str) -> bool:
    with translation.override(person.language):
        known = {"person": person, "trial": trial, "url": _address(trial)}
        subject = (
            _("Un essai est annoncé dans votre équipe")
            if what == "announced"
            else _("Votre essai est terminé : qu’a-t-il appris ?")
        )
        body = render_to_string(f"initiatives/mail/{what}.txt", known)
        try:
            send_mail(subject, body, None, [person.email])
        except (OSError, SMTPException):
            logger.exception("mail on trial %d to person %d was not sent", trial.pk, person.pk)
            return False
    return True


def _address(trial: Trial) -> str:
    """The page's whole address; empty when nobody said where Boussole is reached."""
    page = reverse("initiatives:initiative", args=[trial.initiative_id])
    return f"{settings.PUBLIC_URL}{page}" if settings.PUBLIC_URL else ""
