"""Saying who speaks, and what a mark of the time axis is."""

from __future__ import annotations

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from boussole.features.coaching.dissection.axis import Mark
from boussole.features.conversations.templatetags.thread import grade
from boussole.features.conversations.thread import ShownTurn

register = template.Library()

_LEVELS = (0.5, 1.5, 2.5)


@register.filter
def speaker(turn: ShownTurn) -> str:
    """Who wrote a message; the customer is not named here."""
    if not turn.public:
        return _("Note interne")
    return _role(turn.role) if turn.role != "agent" else turn.author or _("Conseiller")


def _role(role: str) -> str:
    names = {"customer": _("Client"), "agent": _("Réponse"), "bot": _("Assistant automatique")}
    return names.get(role, _("Système"))


@register.simple_tag
def axis_label(mark: Mark) -> str:
    """A mark in words: its number, who, when, the tension after it, and what it carries."""
    message = mark.message
    parts = [
        _("Message %(number)s") % {"number": message.turn + 1},
        _("Note interne") if not message.public else _role(message.role),
    ]
    if message.at:
        parts.append(date_format(localtime(message.at), "TIME_FORMAT"))
    level = sum(message.tension >= least for least in _LEVELS)
    if message.role == "customer" and level:
        parts.append(_("insatisfaction %(grade)s") % {"grade": grade(level)})
    if mark.moment:
        parts.append(mark.moment)
    return ", ".join(parts)
