"""A decision in sentences, from what the gates looked at when it was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.core import wording
from boussole.core.surveys import GATES
from boussole.features.conversations.forms import CHANNEL_NAMES, said
from boussole.features.surveys.models import Decision
from boussole.features.surveys.words import GATE_NAMES

GateState = Literal["open", "closed", "unseen"]


@dataclass(frozen=True)
class Passed:
    """One gate as it stood: opened, closed, or not reached."""

    name: str
    state: GateState
    fact: str


@dataclass(frozen=True)
class Explained:
    """One decision: the sentence, and every gate in its order."""

    decision: Decision
    sentence: str
    gates: list[Passed]


def explained(decision: Decision) -> Explained:
    """Say why someone was asked, or not, and what each gate looked at."""
    stop = GATES.index(decision.gate) if decision.gate in GATES else len(GATES)
    gates = [
        Passed(
            name=str(GATE_NAMES[gate]),
            state="open" if place < stop else "closed" if place == stop else "unseen",
            fact=_fact(gate, decision) if place <= stop else "",
        )
        for place, gate in enumerate(GATES)
    ]
    return Explained(decision, _sentence(decision), gates)


def _sentence(decision: Decision) -> str:
    if decision.outcome == Decision.Outcome.ASKED:
        return _("Interrogé : toutes les règles le permettaient.")
    fact = _fact(decision.gate, decision)
    if decision.outcome == Decision.Outcome.LATER and decision.retry_at:
        return _("Remis à plus tard : %(fact)s Nouvel essai le %(at)s.") % {
            "fact": fact,
            "at": _instant(decision.retry_at),
        }
    return _("Non interrogé : %(fact)s") % {"fact": fact}


def _fact(gate: str, decision: Decision) -> str:  # noqa: PLR0911 - one sentence for each gate
    """What one gate looked at, and what it compared it with."""
    seen: Mapping[str, Any] = decision.looked_at
    match gate:
        case "opt_out":
            return (
                _("a demandé à ne plus être interrogé.")
                if seen.get("opted_out")
                else _("n’a pas demandé à ne plus être interrogé.")
            )
        case "address":
            return _ADDRESSES[seen.get("address") or "missing"]()
        case "language":
            return _("langue %(language)s ; l’enquête parle %(spoken)s.") % {
                "language": seen.get("language") or _("inconnue"),
                "spoken": ", ".join(seen.get("languages") or ()),
            }
        case "channel":
            kept = [str(CHANNEL_NAMES.get(name, name)) for name in seen.get("channels") or ()]
            return _("canal %(channel)s ; l’enquête porte sur : %(kept)s.") % {
                "channel": CHANNEL_NAMES.get(seen.get("channel") or "", _("inconnu")),
                "kept": ", ".join(kept) or _("tous les canaux"),
            }
        case "survey_clock":
            return _clock(
                seen.get("asked_this_at"),
                seen.get("survey_clock_days") or 0,
                own=True,
                closed=decision.gate == gate,
            )
        case "overall_clock":
            return _clock(
                seen.get("asked_any_at"),
                seen.get("overall_clock_days") or 0,
                own=False,
                closed=decision.gate == gate,
            )
        case "sampling":
            return _("tirage %(draw)s ; sont retenus les tirages au-dessous de %(share)s.") % {
                "draw": said(wording.number(seen.get("draw") or 0.0, 3)),
                "share": said(wording.number(seen.get("share") or 0.0, 2)),
            }
        case _:
            return (
                _("on n’écrit pas à cette heure ou ce jour-là.")
                if decision.gate == "quiet"
                else _("l’heure permettait d’écrire.")
            )


_ADDRESSES = {
    "good": lambda: _("une adresse où écrire."),
    "missing": lambda: _("aucune adresse où écrire."),
    "bounced": lambda: _("un message précédent n’est pas arrivé."),
    "complained": lambda: _("a signalé un message comme indésirable."),
}


def _clock(last: str | None, days: int, *, own: bool, closed: bool) -> str:
    if not days:
        return _("aucun délai demandé.")
    wait = ngettext("%(n)d jour", "%(n)d jours", days) % {"n": days}
    if last is None:
        # Of several occasions of one person in one go, the first is asked and starts the clock for the others.
        return (
            _("interrogé au même moment pour une autre occasion ; délai de %(wait)s.")
            if closed
            else _("pas interrogé auparavant ; délai de %(wait)s.")
        ) % {"wait": wait}
    said_ = {"at": _instant(datetime.fromisoformat(last)), "wait": wait}
    if own:
        return _("déjà interrogé par cette enquête le %(at)s ; délai de %(wait)s.") % said_
    return _("déjà interrogé par une enquête le %(at)s ; délai de %(wait)s.") % said_


def _instant(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
