"""What pages and programs say of a week and of a situation, in the reader's language."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.core.reasons import ORIGINS
from boussole.features.coaching import queries
from boussole.features.coaching.lists import Asked, Week, week
from boussole.features.coaching.models import Situation
from boussole.features.conversations import judgement_queries as judgements
from boussole.features.conversations.forms import said
from boussole.features.organisation.models import Person
from boussole.features.playbook.queries import playbook_in_force


def asked_week(said_week: str, weeks: list[date]) -> date:
    """The week asked for, when it has situations; else the latest."""
    return next((monday for monday in weeks if monday.isoformat() == said_week), weeks[0])


def composed(person: Person, monday: date, weeks: list[date], today: date, asked: Asked) -> Week:
    """A week for someone, with what they had put off until today when it is the latest of ``weeks``."""
    return week(
        person,
        queries.of_week(person, monday),
        playbook_in_force(),
        returned=queries.returned(person, monday, today) if monday == weeks[0] else (),
        snoozed=queries.snoozed(person, today),
        asked=asked,
    )


def sentence(shown: Week) -> str:
    """The week in words: what to talk about, what to thank for."""
    failures, successes = shown.counts
    parts = []
    if failures:
        text = ngettext(
            "%(count)d situation à reprendre ensemble",
            "%(count)d situations à reprendre ensemble",
            failures,
        )
        parts.append(text % {"count": failures})
    if successes:
        text = ngettext("%(count)d réussite à saluer", "%(count)d réussites à saluer", successes)
        parts.append(text % {"count": successes})
    return ", ".join(parts) + "." if parts else _("Rien de particulier à reprendre cette semaine.")


def how_chosen(shown: Week, *, own: bool) -> str:
    """How the list was chosen, in a sentence: whoever reads it can tell what it leaves out."""
    rule = _(
        "Par équipe et par semaine : une réussite pour chaque situation à reprendre, cinq à reprendre au plus, deux par "
        "conseiller ; d’abord les plus nettes, celles qui touchent plusieurs clients, et des sujets différents."
    )
    if own or shown.is_balanced:
        return rule
    return f"{rule} {_('Cette semaine, il n’y avait pas plus de réussites à proposer.')}"


def origin_name(situation: Situation) -> str:
    """Where a situation's cause is, when it is upstream."""
    names = {str(key): said(name) for key, name in ORIGINS.items()}
    return names.get(situation.origin, situation.origin) if situation.upstream else ""


def contested_by(situation: Situation) -> list[str]:
    """Who says in the conversation that it is no such situation."""
    contested = judgements.contested_situations([situation.conversation_id])
    return contested.get((situation.conversation_id, situation.rule, situation.turn), [])
