"""What people say of labels and situations: the named actions, each one transaction and one audit row.

A judgement changes nothing that was read: figures stay those of the models and rules in force. It is shown
at once beside what it is about, and teaches the deployment's own models when someone asks for it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boussole.core import facts, privacy
from boussole.core.facts import Frame
from boussole.core.signals import BY_NAME
from boussole.features.conversations import actions, models, reading, records
from boussole.features.conversations.errors import JudgementNotPossibleError
from boussole.features.conversations.passages import text_hash
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person

logger = logging.getLogger(__name__)
Subject, Verdict = models.Judgement.Subject, models.Judgement.Verdict
_ACTIONS: Mapping[tuple[str, str], str] = {
    (Subject.SIGNAL, Verdict.WRONG): actions.LABEL_CONTESTED,
    (Subject.SIGNAL, Verdict.RIGHT): actions.LABEL_CONFIRMED,
    (Subject.SIGNAL, Verdict.MISSING): actions.LABEL_ADDED,
    (Subject.RULE, Verdict.WRONG): actions.SITUATION_CONTESTED,
    (Subject.RULE, Verdict.RIGHT): actions.SITUATION_CONFIRMED,
    (Subject.RULE, Verdict.MISSING): actions.SITUATION_ADDED,
}


@transaction.atomic
def judge(
    conversation: models.Conversation,
    turn: int,
    subject: str,
    name: str,
    verdict: str,
    *,
    by: Person,
    grade: int | None = None,
    why: str = "",
) -> models.Judgement:
    """Say that a label or a situation of a message is right, wrong or missing, in place of what ``by`` said before.

    ``name`` is a signal's name, on a message of its side, or a rule's key. Raises
    ``JudgementNotPossibleError`` when the message, the signal or the rule is not there to be judged.
    """
    said = _judged_turn(conversation, turn)
    frame = reading.frame()
    if subject == Subject.SIGNAL:
        _check_signal(name, said)
    rule_version = _rule_version(name, frame) if subject == Subject.RULE else None
    names = facts.known_names(records.to_noun(conversation))
    made, _created = models.Judgement.objects.update_or_create(
        conversation=conversation,
        turn=turn,
        subject=Subject(subject),
        name=name,
        person=by,
        defaults={
            "verdict": Verdict(verdict),
            "grade": grade,
            "why": why.strip(),
            "text_hash": text_hash(privacy.mask(said.text, names).text),
            "model": frame.models.title[:80],
            "playbook_version": frame.playbook.version,
            "rule_version": rule_version,
            "at": timezone.now(),
        },
    )
    record(by, _ACTIONS[made.subject, made.verdict], conversation, turn=turn, name=name)
    return made


@transaction.atomic
def explain(judgement: models.Judgement, why: str, *, by: Person) -> None:
    """Say why, after the fact."""
    judgement.why = why.strip()
    judgement.save(update_fields=["why"])
    _note(by, actions.JUDGEMENT_EXPLAINED, judgement)


@transaction.atomic
def withdraw(judgement: models.Judgement, *, by: Person) -> None:
    """Take a judgement back; the audit trail keeps that it was said."""
    _note(by, actions.JUDGEMENT_WITHDRAWN, judgement)
    judgement.delete()


def _note(by: Person, action: str, judgement: models.Judgement) -> None:
    record(by, action, judgement.conversation, turn=judgement.turn, name=judgement.name)


def judge_situation(conversation: int, turn: int, rule: str, verdict: str, *, by: Person) -> None:
    """Judge a situation that was proposed elsewhere; one whose message or rule is gone is left alone."""
    record_ = next(iter(reading.fetched([conversation])), None)
    if record_ is None:
        return
    try:
        judge(record_, turn, Subject.RULE, rule, verdict, by=by)
    except JudgementNotPossibleError:
        logger.info("rule %s cannot be judged in conversation %d any more", rule, conversation)


def withdraw_situation(conversation: int, turn: int, rule: str, *, by: Person) -> None:
    """Take back what ``by`` said of a situation that was proposed elsewhere."""
    said = {"conversation": conversation, "turn": turn, "subject": Subject.RULE, "name": rule}
    for one in models.Judgement.objects.filter(person=by, **said):
        withdraw(one, by=by)


def _judged_turn(conversation: models.Conversation, turn: int) -> models.Turn:
    found = next((one for one in conversation.turns.all() if one.index == turn), None)
    if found is None:
        raise JudgementNotPossibleError(_("Ce message n’est plus dans l’échange."))
    return found


def _check_signal(name: str, turn: models.Turn) -> None:
    if name not in BY_NAME or BY_NAME[name].side != turn.role:
        raise JudgementNotPossibleError(_("Ce signal ne se lit pas dans ce message."))


def _rule_version(key: str, frame: Frame) -> int:
    rule = next((one for one in frame.playbook.rules if one.key == key), None)
    if rule is None:
        raise JudgementNotPossibleError(_("Cette règle n’est plus dans le playbook."))
    return rule.version
