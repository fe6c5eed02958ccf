"""The named actions on surveys themselves: each is one transaction and leaves one audit row."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boussole.core.surveys import Question, SurveyFormatError, check_questions
from boussole.features.conversations import contacts
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.surveys import actions, addresses, questions
from boussole.features.surveys.errors import (
    NobodyToAskError,
    NotRunningError,
    UnfinishedSurveyError,
    UnreachableError,
)
from boussole.features.surveys.models import (
    Decision,
    FollowUp,
    HouseRules,
    Invitation,
    Occasion,
    Survey,
    Version,
)
from boussole.features.surveys.words import why_not_ready

# Decisions, invitations and answers are erased after this long; figures stay in facts.
KEPT_FOR = timedelta(days=730)


def house_rules() -> HouseRules:
    """What holds for all surveys together."""
    return HouseRules.objects.get_or_create(pk=1)[0]


@transaction.atomic
def create_survey(by: Person | None, asked: Sequence[Question], **fields: Any) -> Survey:
    """Write a survey down; it asks nobody before it is started. Its ``seed`` decides whom a sample draws.

    Raises ``UnfinishedSurveyError`` when its questions cannot be asked.
    """
    _check(asked)
    survey = Survey.objects.create(made_by=by, **({"seed": secrets.token_hex(8)} | fields))
    Version.objects.create(survey=survey, number=1, questions=questions.write(asked), by=by)
    record(by, actions.CREATED, survey, trigger=survey.trigger)
    return survey


@transaction.atomic
def change_survey(survey: Survey, *, by: Person, **fields: Any) -> Survey:
    """Change when and whom a survey asks; those already asked are not concerned."""
    for name, value in fields.items():
        setattr(survey, name, value)
    survey.save()
    record(by, actions.CHANGED, survey, fields=" ".join(sorted(fields)))
    return survey


@transaction.atomic
def change_questions(survey: Survey, asked: Sequence[Question], *, by: Person) -> Version:
    """Ask other questions from now on; whoever was asked before keeps the questions they were sent.

    The same questions again are no new version. Raises ``UnfinishedSurveyError`` for questions that cannot be asked.
    """
    _check(asked)
    last = questions.current(survey)
    if questions.read(last) == list(asked):
        return last
    made = Version.objects.create(
        survey=survey, number=last.number + 1, questions=questions.write(asked), by=by
    )
    record(by, actions.QUESTIONS_CHANGED, survey, version=made.number)
    return made


def _check(asked: Sequence[Question]) -> None:
    try:
        check_questions(asked)
    except SurveyFormatError as problem:
        raise UnfinishedSurveyError(why_not_ready(problem.reason)) from problem


@transaction.atomic
def start_survey(survey: Survey, *, by: Person, now: datetime | None = None) -> Survey:
    """Let a survey ask, about what happens from now on: nobody is written to about the past.

    Raises ``UnreachableError`` when the deployment does not say at which address customers reach it.
    """
    if not settings.PUBLIC_URL:
        raise UnreachableError(
            _(
                "Personne ne pourrait répondre : l’adresse publique de Boussole n’est pas renseignée. "
                "Demandez à l’administrateur de fixer BOUSSOLE_PUBLIC_URL."
            )
        )
    survey.state = Survey.State.ACTIVE
    survey.started_at = now or timezone.now()
    survey.save(update_fields=["state", "started_at"])
    record(by, actions.STARTED, survey)
    return survey


@transaction.atomic
def pause_survey(survey: Survey, *, by: Person) -> Survey:
    """Ask nobody any more, and send nothing that is still waiting; links already sent stay good."""
    survey.state = Survey.State.PAUSED
    survey.save(update_fields=["state"])
    waiting = survey.invitations.filter(state=Invitation.State.PLANNED)
    stopped = waiting.update(state=Invitation.State.STOPPED)
    record(by, actions.PAUSED, survey, stopped=stopped)
    return survey


@transaction.atomic
def change_house_rules(*, by: Person, **fields: Any) -> HouseRules:
    """Change what holds for all surveys together."""
    rules = house_rules()
    for name, value in fields.items():
        setattr(rules, name, value)
    rules.save()
    record(by, actions.RULES_CHANGED, rules, fields=" ".join(sorted(fields)))
    return rules


@transaction.atomic
def announce(
    survey: Survey,
    *,
    by: Person,
    email: str = "",
    name: str = "",
    language: str = "",
    conversation: int | None = None,
    happened_at: datetime | None = None,
    key: str = "",
) -> Occasion:
    """Say that someone should be asked: the gates decide when the occasion is due.

    Whoever is not told of is taken from the contact, or from the last contact of that address. The same
    ``key`` again is the same occasion. Raises ``NotRunningError``, ``NobodyToAskError``.
    """
    if survey.state != Survey.State.ACTIVE:
        raise NotRunningError(_("Cette enquête n’est pas active : elle n’interroge personne."))
    about = contacts.contact(conversation) if conversation else contacts.last_contact_of(email)
    if about is None and addresses.state(email.strip(), set()) != "good":
        raise NobodyToAskError(_("Aucun client connu à interroger pour ce contact."))
    at = happened_at or timezone.now()
    due = at + timedelta(days=survey.delay_days if survey.trigger == survey.Trigger.EVENT else 0)
    address = (email or (about.email if about else "")).strip().lower()
    occasion, new = Occasion.objects.get_or_create(
        survey=survey,
        key=(key or f"{survey.trigger}:{conversation or address}:{at.isoformat()}")[:120],
        defaults={
            "identity": address or (about.identity if about else ""),
            "email": address,
            "name": name or (about.name if about else ""),
            "language": language or (about.language if about else ""),
            "channel": about.channel if about else "",
            "conversation_id": about.id if about else None,
            "due_at": due,
        },
    )
    if new:
        record(by, actions.ANNOUNCED, survey, occasion=occasion.pk)
    return occasion


@transaction.atomic
def forget(now: datetime) -> int:
    """Erase decisions, invitations and answers that served their time; return how many invitations."""
    old = now - KEPT_FOR
    decisions = Decision.objects.filter(at__lt=old).delete()[0]
    invitations = Invitation.objects.filter(planned_at__lt=old)
    FollowUp.objects.filter(invitation__in=invitations).delete()
    gone = invitations.count()
    invitations.delete()
    Occasion.objects.filter(due_at__lt=old).delete()
    if gone or decisions:
        record(None, actions.FORGOTTEN, "surveys:old", invitations=gone, decisions=decisions)
    return gone
