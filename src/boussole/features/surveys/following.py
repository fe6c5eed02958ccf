"""The closed loop: a low answer has an owner and a due date, and the customer is told what was done."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from smtplib import SMTPException
from typing import cast

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from boussole.core.conversations import FollowUp as FollowUpState
from boussole.core.surveys import QuestionType, is_low
from boussole.features.conversations import answering
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Membership, Person
from boussole.features.surveys import actions, addresses, links
from boussole.features.surveys.errors import FollowUpClosedError
from boussole.features.surveys.models import FollowUp, Invitation
from boussole.features.surveys.words import company

logger = logging.getLogger(__name__)
_SUNDAY = 7


def open_follow_up(invitation: Invitation, now: datetime) -> FollowUp:
    """Give a low answer an owner and a due date, once per invitation."""
    found = FollowUp.objects.filter(invitation=invitation).first()
    if found:
        return found
    due = timezone.localdate(now) + timedelta(days=invitation.survey.follow_up_days)
    if due.isoweekday() == _SUNDAY:
        due += timedelta(days=1)
    made = FollowUp.objects.create(
        invitation=invitation, owner=_owner(invitation), due_on=due, opened_at=now
    )
    record(None, actions.FOLLOW_UP_OPENED, made)
    return made


def _owner(invitation: Invitation) -> Person | None:
    """A manager of the team that served the customer, else whoever made the survey."""
    places = Membership.objects.filter(
        team=invitation.team_id, kind=Membership.Kind.MANAGER, person__is_active=True
    )
    place = places.select_related("person").order_by("person__name", "person_id").first()
    return place.person if place else invitation.survey.made_by


def state_of(invitation: Invitation) -> FollowUpState | None:
    """What facts say of a follow-up: open while there is time, then in time or late."""
    found = FollowUp.objects.filter(invitation=invitation).first()
    if found is None:
        return None
    if found.late:
        return "late"
    return "in_time" if found.closed_at else "open"


@transaction.atomic
def take(follow_up: FollowUp, *, by: Person) -> FollowUp:
    """Become the owner of a follow-up. Raises ``FollowUpClosedError``."""
    locked = _open(follow_up)
    locked.owner = by
    locked.save(update_fields=["owner"])
    record(by, actions.FOLLOW_UP_TAKEN, locked)
    return locked


@transaction.atomic
def close(
    follow_up: FollowUp, what_was_done: str, *, by: Person, now: datetime, told: str = ""
) -> FollowUp:
    """Say what was done, and tell the customer in the words of ``told`` when there are any.

    Raises ``FollowUpClosedError``. The letter leaves once all is written; one that could not be sent is tried again.
    """
    locked = _open(follow_up)
    locked.closed_at, locked.closed_by = now, by
    locked.what_was_done, locked.told = what_was_done.strip(), told.strip()
    locked.late = timezone.localdate(now) > locked.due_on
    locked.save()
    _tell_facts(locked)
    record(by, actions.FOLLOW_UP_CLOSED, locked, late=locked.late)
    return locked


def mark_late(today: date) -> int:
    """Note the follow-ups whose due date has passed; return how many."""
    late = FollowUp.objects.filter(closed_at=None, late=False, due_on__lt=today)
    count = 0
    for found in late.select_related("invitation"):
        with transaction.atomic():
            found.late = True
            found.save(update_fields=["late"])
            _tell_facts(found)
            count += 1
    return count


def tell_customers(now: datetime) -> int:
    """Send what customers are to be told; return how many letters left."""
    waiting = FollowUp.objects.exclude(told="").filter(told_at=None)
    return sum(_tell(one, now) for one in waiting.select_related("invitation__survey", "closed_by"))


def _tell(one: FollowUp, now: datetime) -> bool:
    invitation = one.invitation
    # Whoever no longer wants surveys is told what was done all the same: it is an answer to their own words.
    whys = addresses.stopped([invitation.email]).get(invitation.email, set())
    if addresses.state(invitation.email, whys) != "good":
        FollowUp.objects.filter(pk=one.pk).update(told="")
        return False
    if not FollowUp.objects.filter(pk=one.pk, told_at=None).update(told_at=now):
        return False
    try:
        _letter(one).send()
    except (OSError, SMTPException):
        logger.exception("the letter of follow-up %d could not be sent", one.pk)
        FollowUp.objects.filter(pk=one.pk).update(told_at=None)
        return False
    record(one.closed_by, actions.CUSTOMER_TOLD, one)
    return True


def _letter(one: FollowUp) -> EmailMessage:
    with translation.override(one.invitation.language):
        known = {"follow_up": one, "invitation": one.invitation, "company": company()}
        return EmailMessage(
            subject=_("Ce que nous avons fait de votre réponse – %(company)s")
            % {"company": company()},
            body=render_to_string("surveys/mail/told.txt", known),
            to=[one.invitation.email],
            headers={
                "Message-ID": links.message_id(one.invitation),
                "Auto-Submitted": "auto-generated",
            },
        )


def _open(follow_up: FollowUp) -> FollowUp:
    locked = FollowUp.objects.select_for_update(of=("self",)).select_related("invitation__survey")
    found = locked.get(pk=follow_up.pk)
    if found.closed_at:
        raise FollowUpClosedError(_("Ce suivi est déjà clos."))
    return found


def _tell_facts(one: FollowUp) -> None:
    invitation = one.invitation
    state = state_of(invitation)
    if invitation.conversation_id is None or state is None:
        return
    low = [
        given.asked_as
        for given in invitation.answers.all()
        if given.value is not None and is_low(cast("QuestionType", given.type), given.value)
    ]
    answering.note_follow_up(invitation.conversation_id, low, state)
