"""What a message expresses or does, as a verb: the words that a chain of messages is told with.

The customer *expresses* something; a reply *does* something, or goes without it. Nothing is said of who wrote it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from boussole.core.readings.thresholds import CLEAR, STRONG
from boussole.core.text import Text

EXPRESSED: dict[str, Text] = {
    "effort": Text(fr="dit l’effort que cela demande", en="says how much effort this takes"),
    "repeat_contact": Text(
        fr="rappelle une demande déjà faite", en="points out that they already asked"
    ),
    "human_request": Text(fr="demande à parler à une personne", en="asks to speak to a person"),
    "manager_request": Text(fr="demande un responsable", en="asks for a manager"),
    "leaving_intent": Text(fr="annonce vouloir partir", en="says they want to leave"),
    "public_threat": Text(fr="annonce un recours", en="announces a public or legal step"),
    "praise": Text(fr="dit sa satisfaction", en="says they are satisfied"),
    "need_expressed": Text(fr="évoque un besoin", en="mentions a need"),
    "esg": Text(fr="soulève une préoccupation ESG", en="raises an ESG concern"),
    "privacy_request": Text(
        fr="fait une demande sur ses données", en="makes a request about their data"
    ),
    "vulnerability": Text(fr="évoque une situation fragile", en="mentions a fragile situation"),
    "urgency": Text(fr="dit que c’est urgent", en="says it is urgent"),
}
DONE: dict[str, Text] = {
    "acknowledgement": Text(fr="reconnaît la situation", en="acknowledges the situation"),
    "reformulation": Text(fr="reformule la demande", en="restates the request"),
    "apology": Text(fr="présente des excuses", en="apologises"),
    "open_question": Text(fr="pose une question ouverte", en="asks an open question"),
    "explanation": Text(fr="explique", en="explains"),
    "commitment": Text(fr="prend un engagement", en="makes a commitment"),
    "offer": Text(fr="propose une offre", en="makes an offer"),
    "refusal": Text(fr="refuse", en="refuses"),
    "handover": Text(fr="passe le relais", en="hands over"),
    "closing_check": Text(fr="vérifie que tout est réglé", en="checks that everything is settled"),
}
# After “sans” and “without”.
LACKED: dict[str, Text] = {
    "acknowledgement": Text(fr="reconnaître la situation", en="acknowledging the situation"),
    "reformulation": Text(fr="reformuler la demande", en="restating the request"),
    "apology": Text(fr="présenter d’excuses", en="apologising"),
    "open_question": Text(fr="poser de question ouverte", en="asking an open question"),
    "explanation": Text(fr="expliquer", en="explaining"),
    "commitment": Text(fr="prendre d’engagement", en="making a commitment"),
    "offer": Text(fr="proposer d’offre", en="making an offer"),
    "refusal": Text(fr="refuser", en="refusing"),
    "handover": Text(fr="passer le relais", en="handing over"),
    "closing_check": Text(
        fr="vérifier que tout est réglé", en="checking that everything is settled"
    ),
}
_GRADES: dict[Literal[1, 2, 3], Text] = {
    1: Text(fr="légère", en="mild"),
    2: Text(fr="nette", en="clear"),
    3: Text(fr="forte", en="strong"),
}


def grade(strength: float) -> Text:
    """Name a dissatisfaction of 1..3."""
    if strength >= STRONG:
        return _GRADES[3]
    return _GRADES[2] if strength >= CLEAR else _GRADES[1]


def without(acts: Sequence[str]) -> Text:
    """Say what a reply goes without: ``sans reconnaître la situation ni passer le relais``."""
    return Text(
        fr="sans " + " ni ".join(LACKED[act].fr for act in acts),
        en="without " + " or ".join(LACKED[act].en for act in acts),
    )
