"""What gates, refusals and states say to people."""

from __future__ import annotations

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_NOT_READY: dict[str, str | Promise] = {
    "empty": gettext_lazy("Une enquête pose au moins une question."),
    "too_many": gettext_lazy("Cinq questions au plus : au-delà, peu de clients vont au bout."),
    "first_is_free": gettext_lazy(
        "La première question est une note : on peut alors y répondre depuis le message."
    ),
    "same_key": gettext_lazy("Deux questions portent le même nom."),
    "same_metric": gettext_lazy("Le même indicateur est demandé deux fois."),
    "no_words": gettext_lazy("Chaque question s’écrit en français et en anglais."),
    "too_long": gettext_lazy("Une question tient en deux cents caractères."),
}
GATE_NAMES: dict[str, str | Promise] = {
    "opt_out": gettext_lazy("Refus d’être interrogé"),
    "address": gettext_lazy("Adresse"),
    "language": gettext_lazy("Langue"),
    "channel": gettext_lazy("Canal"),
    "survey_clock": gettext_lazy("Délai propre à l’enquête"),
    "overall_clock": gettext_lazy("Délai commun à toutes les enquêtes"),
    "sampling": gettext_lazy("Tirage"),
    "quiet": gettext_lazy("Heures de repos"),
}


def why_not_ready(reason: str) -> str:
    """Why a survey cannot be asked, in a sentence."""
    return str(_NOT_READY.get(reason, _("Cette enquête ne peut pas être posée telle quelle.")))


def company() -> str:
    """How the company is called in what customers read."""
    return str(settings.COMPANY) or _("Notre service client")
