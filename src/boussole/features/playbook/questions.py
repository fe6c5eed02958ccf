"""Questions about rules: asked by anyone, answered or become a change, and never silently left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.playbook import actions
from boussole.features.playbook.errors import AnsweredError, NoSuchRuleError
from boussole.features.playbook.models import Question
from boussole.features.playbook.queries import playbook_in_force

# A question older than this without an answer is late, and said to be.
DUE = timedelta(days=7)


@dataclass(frozen=True)
class About:
    """The message a question is about; ``passage`` is masked."""

    conversation: int
    turn: int
    passage: str


@transaction.atomic
def ask(rule: str, text: str, *, by: Person, about: About | None = None) -> Question:
    """Ask about a rule of the playbook in force. Raises ``NoSuchRuleError``."""
    found = next((one for one in playbook_in_force().rules if one.key == rule), None)
    if found is None:
        raise NoSuchRuleError(_("Cette règle n’est plus dans le playbook."))
    question = Question.objects.create(
        rule=rule,
        rule_version=found.version,
        text=text.strip(),
        conversation_id=about.conversation if about else None,
        turn=about.turn if about else None,
        passage=about.passage if about else "",
        asked_by=by,
    )
    record(by, actions.ASKED, question, rule=rule)
    return question


@transaction.atomic
def answer(question: Question, text: str, *, by: Person, changes_rule: bool = False) -> Question:
    """Answer a question, saying whether the rule will change for it. Raises ``AnsweredError``."""
    if question.answered_at is not None:
        raise AnsweredError(_("Cette question a déjà sa réponse."))
    question.answer = text.strip()
    question.answered_by = by
    question.answered_at = timezone.now()
    question.changes_rule = changes_rule
    question.save(update_fields=["answer", "answered_by", "answered_at", "changes_rule"])
    record(by, actions.ANSWERED, question, rule=question.rule, changes_rule=changes_rule)
    return question


@transaction.atomic
def withdraw(question: Question, *, by: Person) -> None:
    """Take back one's own question, while it waits. Raises ``AnsweredError``."""
    if question.answered_at is not None:
        raise AnsweredError(_("Cette question a déjà sa réponse."))
    record(by, actions.WITHDRAWN, question, rule=question.rule)
    question.delete()


def of_rule(rule: str) -> QuerySet[Question]:
    """The questions about a rule, the newest first."""
    found = Question.objects.filter(rule=rule).select_related(
        "asked_by", "answered_by", "answered_in"
    )
    return found.order_by("-asked_at")


def waiting() -> QuerySet[Question]:
    """Questions without an answer, the oldest first."""
    found = Question.objects.filter(answered_at=None).select_related("asked_by")
    return found.order_by("asked_at")


def answered(limit: int = 50) -> list[Question]:
    """The latest answers, whose change may still be to come."""
    found = Question.objects.exclude(answered_at=None).select_related(
        "asked_by", "answered_by", "answered_in"
    )
    return list(found.order_by("-answered_at")[:limit])


def promised() -> QuerySet[Question]:
    """Questions whose answer is a change of the rule that no version has brought yet."""
    return Question.objects.filter(Q(changes_rule=True) & Q(answered_in=None)).order_by("asked_at")


def is_late(question: Question, now: datetime) -> bool:
    """Whether a question has waited longer than it should."""
    return question.answered_at is None and now - question.asked_at > DUE
