"""The cues agreed in one-to-ones, and the planted effect: who restates the request more often, from when on.

A person's conversations change by their words: before the first answer the agent restates the request, and the
customer says that it is so. What is then measured is found in these words, like anything else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from boussole.adapters.demo.dialogues import Dialogue, Line
from boussole.core.text import Language

RESTATE = "reformulate_before_explaining"


@dataclass(frozen=True, slots=True)
class Coached:
    """A cue agreed with someone in a one-to-one, held on a day (1 is Monday) of a week counted from 1.

    ``weeks`` is how long it is followed. ``taken`` is the share of the conversations after it in which they
    begin to do it; 0 plants nothing.
    """

    person: str
    cue: str
    week: int
    weekday: int
    weeks: int
    taken: float = 0.0

    def held_on(self, first_monday: date) -> date:
        """The day of the session; the cue is followed from the next day on."""
        return first_monday + timedelta(weeks=self.week - 1, days=self.weekday - 1)


COACHED: tuple[Coached, ...] = (
    Coached("Camille Roussel", RESTATE, week=4, weekday=4, weeks=6, taken=0.55),
    Coached("Mamadou Diallo", RESTATE, week=5, weekday=2, weeks=6, taken=0.45),
    Coached("Sophie Guillou", RESTATE, week=5, weekday=4, weeks=6, taken=0.5),
    Coached("Linh Nguyen", RESTATE, week=6, weekday=2, weeks=6, taken=0.55),
    Coached("Antoine Lemoine", RESTATE, week=6, weekday=4, weeks=6, taken=0.5),
    # Nothing planted: one that shows no effect, one with too few occasions, one that is not over.
    Coached("Lucie Fontaine", "check_before_leaving", week=8, weekday=2, weeks=4),
    Coached("Manon Lecomte", "acknowledge_before_refusing", week=8, weekday=2, weeks=4),
    Coached("Sofiane Belkacem", "acknowledge_at_first_reply", week=10, weekday=4, weeks=6),
)

# Where the conversation goes wrong from its first answer on, nobody took the time to restate.
_UNLIKELY = frozenset({"late_escalation", "derailment", "broken_promise"})
_RESTATED = re.compile(
    r"si je (?:comprends|résume|récapitule|vous suis)|if i(?:'ve)? underst", re.IGNORECASE
)
_GREETING = re.compile(
    r"(?P<hello>(?:Bonjour|Bonsoir|Hello|Hi|Good afternoon)(?: \{customer\.(?:name|first)\})?) ?[.,!:] *(?P<rest>.+)",
    re.DOTALL,
)
_SAYS: Mapping[Language, tuple[str, str, str]] = {
    "fr": (
        "<<Si je comprends bien, {what}, c'est bien cela ?|Si je vous suis bien, {what}, c'est bien ça ?>>",
        "Si je comprends bien, {what}. Dites-moi si ce n'est pas cela.",
        "<<Oui, c'est ça.|C'est bien ça.|Oui, exactement.|Oui>>",
    ),
    "en": (
        "<<If I understand correctly, {what}, is that right?|So, to be sure I understand, {what}, is that right?>>",
        "If I understand correctly, {what}. Please tell me if that isn't it.",
        "<<Yes, that's it.|Yes, exactly.|That's right.>>",
    ),
}
# What the request is, by contact reason; for other reasons nothing is restated.
_WHAT: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "technical.box_activation": "votre nouvelle box est branchée mais elle ne s'active pas, et vous voulez savoir quand elle marchera",
        "technical.box_restarts": "votre box redémarre toute seule et vous perdez la connexion à chaque fois",
        "technical.device_fault": "votre appareil est en panne et vous voulez savoir ce que prend la garantie",
        "technical.email": "votre messagerie ne fonctionne plus comme avant et vous avez besoin de vos messages",
        "technical.esim": "vous voulez mettre votre ligne sur une eSIM",
        "technical.how_to": "vous souhaitez faire ce réglage vous-même et vous cherchez où il se trouve",
        "technical.landline": "votre téléphone fixe ne marche plus et vous voulez qu'il soit rétabli",
        "technical.mobile_network": "votre mobile capte mal et vous voulez savoir d'où cela vient",
        "technical.outage": "vous n'avez plus de connexion et vous voulez savoir quand elle reviendra",
        "technical.sim_card": "votre carte SIM n'est plus reconnue et votre ligne ne sert plus à rien",
        "technical.slow_internet": "votre connexion est trop lente et vous voulez comprendre pourquoi",
        "technical.technician_missed": "vous avez attendu le technicien et personne n'est venu",
        "technical.technician_visit": "vous voulez préparer la venue du technicien",
        "technical.tv": "la télévision ne marche pas comme elle devrait et vous voulez la retrouver",
        "technical.voicemail": "votre messagerie vocale n'est plus comme vous l'aviez réglée",
        "technical.wifi": "le wifi passe mal chez vous et vous voulez qu'il tienne dans tout le logement",
    },
    "en": {
        "technical.box_activation": "your new box is plugged in but won't activate, and you need to know when it will work",
        "technical.device_fault": "your device is faulty and you want to know what the warranty covers",
        "technical.esim": "you want your line on an eSIM and it isn't working yet",
        "technical.how_to": "you would like to set this up yourself and need to know where it is",
        "technical.mobile_network": "your mobile has no proper signal and you want to know why",
        "technical.outage": "your connection is down and you want to know when it comes back",
        "technical.slow_internet": "your connection is too slow and you want to know why",
        "technical.technician_missed": "you waited for the technician and nobody came",
        "technical.tv": "the television isn't working as it should and you want it back",
    },
}


def takes_up(one: Coached, on: date, first_monday: date, chance: Random) -> bool:
    """Whether a conversation begun ``on`` a day is one in which the person restates the request."""
    return on > one.held_on(first_monday) and chance.random() < one.taken


def restated(lines: tuple[Line, ...], dialogue: Dialogue) -> tuple[Line, ...]:
    """The lines with the request restated before the first answer, where that is natural; else as they are."""
    what = _WHAT[dialogue.lang].get(dialogue.reason)
    at = _first_answer(lines)
    said = any(line.speaker == "agent" and _RESTATED.search(line.text) for line in lines)
    if what is None or at is None or said or dialogue.tags & _UNLIKELY:
        return lines
    asks, writes, agrees = _SAYS[dialogue.lang]
    answer = lines[at]
    if dialogue.channel == "email":
        hello, gap, rest = answer.text.partition("\n\n")
        text = f"{hello}\n\n{writes.replace('{what}', what)}\n\n{rest}"
        return (
            (*lines[:at], Line(answer.speaker, text, answer.wait), *lines[at + 1 :])
            if gap
            else lines
        )
    first, rest = _greeted(answer.text, asks.replace("{what}", what))
    exchange = (
        Line(answer.speaker, first, answer.wait),
        Line("customer", agrees),
        Line(answer.speaker, rest),
    )
    return (*lines[:at], *exchange, *lines[at + 1 :])


def _first_answer(lines: tuple[Line, ...]) -> int | None:
    """The agent's first message after the customer's first one."""
    asked = next((at for at, line in enumerate(lines) if line.speaker == "customer"), len(lines))
    return next(
        (at for at, line in enumerate(lines) if at > asked and line.speaker == "agent"), None
    )


def _greeted(text: str, asks: str) -> tuple[str, str]:
    """The greeting with the request restated, and what is left of the answer."""
    found = _GREETING.fullmatch(text)
    if found is None:
        return asks, text
    rest = found["rest"]
    return f"{found['hello']}. {asks}", rest[:1].upper() + rest[1:]
