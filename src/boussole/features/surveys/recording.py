"""What customers answer: kept at once, question by question, and sent where every answer lives.

A link is good until the survey is finished, expires or is stopped. Nothing that was answered is ever shown to
whoever holds it.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from boussole.core.conversations import Answer as Heard
from boussole.core.surveys import Question, is_low
from boussole.core.surveys.questions import LONGEST_COMMENT
from boussole.features.conversations import answering
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.surveys import actions, addresses, following, questions
from boussole.features.surveys.errors import ClosedInvitationError
from boussole.features.surveys.models import Address, Answer, Invitation, Survey

State = Invitation.State
_OPEN = {State.SENT, State.ANSWERED}


def is_open(invitation: Invitation, now: datetime) -> bool:
    """Whether answers are still taken."""
    return invitation.state in _OPEN and now < invitation.expires_at


@transaction.atomic
def rate(invitation: Invitation, question: Question, value: int, now: datetime) -> None:
    """Keep a rating; a low one opens a follow-up. Raises ``ClosedInvitationError``; ``ValueError`` off the scale."""
    if not question.accepts(value):
        raise ValueError(f"{value} is not on the scale of {question.key}")
    invitation = _locked(invitation, now)
    _keep(invitation, question, now, value=value)
    if is_low(question.type, value) and invitation.survey.follows_up:
        following.open_follow_up(invitation, now)
    _tell_facts(invitation)
    _note(invitation, now, State.ANSWERED)


@transaction.atomic
def comment(invitation: Invitation, question: Question, text: str, now: datetime) -> None:
    """Keep a customer's own words, and have them read. Nothing written is no answer."""
    from boussole.features.surveys import tasks

    invitation = _locked(invitation, now)
    said = text.replace("\x00", "").strip()[:LONGEST_COMMENT]
    if not said:
        return
    kept = _keep(invitation, question, now, text=said)
    _tell_facts(invitation)
    _note(invitation, now, State.ANSWERED)
    transaction.on_commit(partial(tasks.read_comment, kept.pk))


@transaction.atomic
def finish(invitation: Invitation, now: datetime) -> None:
    """Close the survey after its last question: its link takes nothing more."""
    _note(_locked(invitation, now), now, State.FINISHED)
    record(None, actions.FINISHED, invitation)


@transaction.atomic
def opt_out(invitation: Invitation, now: datetime, how: str) -> None:
    """Never survey this address again, whichever survey asks; what was not sent yet never leaves."""
    if _stop(invitation.email, now, how):
        record(None, actions.OPTED_OUT, invitation, how=how)


@transaction.atomic
def stop_address(email: str, *, by: Person, now: datetime) -> None:
    """The same, for someone who asked otherwise than by a letter's link."""
    if _stop(email, now, "told"):
        record(by, actions.OPTED_OUT, "surveys:addresses", how="told")


def _stop(email: str, now: datetime, how: str) -> bool:
    new = addresses.stop(email, Address.Why.OPTED_OUT, now, how)
    written = {email, email.strip().lower()}
    waiting = Invitation.objects.filter(email__in=written, state__in=[State.PLANNED, State.SENT])
    waiting.update(state=State.STOPPED)
    return new


def _locked(invitation: Invitation, now: datetime) -> Invitation:
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("survey", "version")
    found = locked.get(pk=invitation.pk)
    if not is_open(found, now):
        raise ClosedInvitationError(_("Ce lien ne permet plus de répondre."))
    return found


def _keep(
    invitation: Invitation,
    question: Question,
    now: datetime,
    *,
    value: int | None = None,
    text: str = "",
) -> Answer:
    kept, _new = Answer.objects.update_or_create(
        invitation=invitation,
        question=question.key,
        defaults={
            "type": question.type, "value": value, "text": text, "at": now,
            "masked": "", "signals": [], "reason": "",
        },
    )  # fmt: skip
    return kept


def _note(invitation: Invitation, now: datetime, state: Invitation.State) -> None:
    if invitation.answered_at is None:
        record(None, actions.ANSWERED, invitation)
    invitation.state = state
    invitation.answered_at = invitation.answered_at or now
    invitation.save(update_fields=["state", "answered_at"])


def _tell_facts(invitation: Invitation) -> None:
    """Put the ratings beside imported answers; what was said in words goes with the first of them."""
    if invitation.conversation_id is None:
        return
    given = {one.question: one for one in invitation.answers.all()}
    rated = [one for one in questions.of(invitation) if one.scale and one.key in given]
    said = "\n".join(one.text for one in given.values() if one.text)
    company = invitation.survey.trigger == Survey.Trigger.RELATIONAL
    state = following.state_of(invitation)
    heard = {}
    for place, one in enumerate(rated):
        answer = given[one.key]
        heard[answer.asked_as] = Heard(
            kind=one.scale.kind,  # type: ignore[union-attr]  # rated questions have a scale
            scale=one.scale.count,  # type: ignore[union-attr]
            value=answer.value or 0,
            at=answer.at,
            comment=(said or None) if place == 0 else None,
            of_company=company,
            follow_up=state if is_low(one.type, answer.value or 0) else None,
        )
    answering.keep_answers(invitation.conversation_id, heard)
