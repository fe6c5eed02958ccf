"""A conversation in one sentence: what the customer expressed, how it ended, what the playbook found."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boussole.core.readings.thresholds import CLEAR, STRONG
from boussole.features.conversations.thread import Thread

_MILD = 1.0
# What matters even without a word of dissatisfaction, the gravest first.
_GRAVE = {
    "public_threat": gettext_lazy("Le client annonce un recours, en des termes calmes."),
    "leaving_intent": gettext_lazy("Le client annonce son départ, en des termes calmes."),
    "manager_request": gettext_lazy("Le client demande un responsable, en des termes calmes."),
}


def sentence(thread: Thread) -> str:
    """Say the course of a conversation, for someone who has two seconds."""
    return " ".join(part for part in (_course(thread), _found(thread)) if part)


def _course(thread: Thread) -> str:
    row = thread.row
    peak = row["tension_peak"]
    if peak < _MILD:
        return _without_dissatisfaction(thread)
    place = _first_place(thread, min(peak, STRONG))
    return _end(row["tension_end"], peak) % {"level": _level(peak), "place": place}


def _without_dissatisfaction(thread: Thread) -> str:
    """Someone can ask for a manager in the calmest words: what they ask for is then what counts."""
    expressed = {label.signal.name for label in thread.labels}
    for name, said in _GRAVE.items():
        if name in expressed:
            return str(said)
    if "praise" in expressed:
        return _("Le client se dit satisfait et n’exprime aucune insatisfaction.")
    return _("Le client n’exprime aucune insatisfaction.")


def _level(peak: float) -> str:
    if peak >= STRONG:
        return _("une forte insatisfaction")
    if peak >= CLEAR:
        return _("une insatisfaction nette")
    return _("une légère insatisfaction")


def _first_place(thread: Thread, level: float) -> str:
    """Where the customer first expressed this much, counted as the page counts messages."""
    own = [turn for turn in thread.turns if turn.role == "customer"]
    place = next((turn for turn in own if turn.tension >= level), own[0])
    if place is own[0]:
        return _("dès son premier message")
    return _("au message %(number)s") % {"number": place.number}


def _end(end: float, peak: float) -> str:
    if end < _MILD:
        return _("Le client exprime %(level)s %(place)s, puis l’échange s’apaise.")
    if end >= peak:
        return _("Le client exprime %(level)s %(place)s, et rien ne l’apaise ensuite.")
    return _("Le client exprime %(level)s %(place)s ; la tension baisse sans disparaître.")


def _found(thread: Thread) -> str:
    debrief = sum(not moment.success for moment in thread.moments)
    thanks = sum(moment.success for moment in thread.moments)
    said = []
    if debrief:
        said.append(
            ngettext(
                "%(count)s situation à revoir ensemble.",
                "%(count)s situations à revoir ensemble.",
                debrief,
            )
            % {"count": debrief}
        )
    if thanks:
        said.append(
            ngettext("%(count)s réussite à saluer.", "%(count)s réussites à saluer.", thanks)
            % {"count": thanks}
        )
    return " ".join(said)
