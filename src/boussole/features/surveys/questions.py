"""The questions of a survey as values, and the wording each type begins with."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boussole.core.surveys import Question, QuestionType
from boussole.core.text import Language, Text
from boussole.features.surveys.models import Invitation, Survey, Version

TYPE_NAMES: dict[QuestionType, str | Promise] = {
    "csat_5": _("Satisfaction, de 1 à 5 (CSAT)"),
    "ces_7": _("Facilité, de 1 à 7 (CES 2.0)"),
    "nps_11": _("Recommandation, de 0 à 10 (NPS)"),
    "free": _("Question libre"),
}
# What each type asks unless someone words it otherwise.
WORDINGS: dict[QuestionType, Text] = {
    "csat_5": Text(
        fr="Êtes-vous satisfait de la réponse apportée à votre demande ?",
        en="How satisfied are you with the answer to your request?",
    ),
    "ces_7": Text(
        fr="Êtes-vous d’accord pour dire qu’il a été facile de faire traiter votre demande ?",
        en="Do you agree that it was easy to have your request handled?",
    ),
    "nps_11": Text(
        fr="Quelle est la probabilité que vous nous recommandiez à un proche ?",
        en="How likely are you to recommend us to someone you know?",
    ),
    "free": Text(
        fr="Que devrions-nous savoir ou changer ?",
        en="What should we know or change?",
    ),
}


def read(version: Version) -> list[Question]:
    """The questions of a version, in their order."""
    return [Question.model_validate(one) for one in version.questions]


def write(questions: Iterable[Question]) -> list[object]:
    """The questions as a version keeps them."""
    return [one.model_dump(mode="json") for one in questions]


def current(survey: Survey) -> Version:
    """The version that the next invitations carry."""
    return survey.versions.order_by("-number")[:1].get()


def of(invitation: Invitation) -> list[Question]:
    """The questions that one person is asked."""
    return read(invitation.version)


def usual(types: Iterable[QuestionType]) -> list[Question]:
    """Questions of these types in their usual words."""
    return [
        Question(key=f"q{number}", type=type_, text=WORDINGS[type_])
        for number, type_ in enumerate(types, 1)
    ]


def language(invitation: Invitation) -> Language:
    """The language a person is written to in."""
    return "en" if invitation.language == "en" else "fr"
