"""What customers express in the conversation itself, and what is done with the needs they state."""

from __future__ import annotations

from boussole.core.metrics.conditions import (
    Compare,
    Condition,
    Known,
    Not,
    at_least,
    every,
    is_true,
)
from boussole.core.metrics.declarations import Metric
from boussole.core.text import Text

# Dissatisfaction runs from 0 to 3; 2 is clear, 3 is strong. Other signals are there from one half.
CLEAR = 2.0
PRESENT = 0.5

_BY_CUSTOMER = at_least("customer_turns", 1)


def _expressed(
    name: str, numerator: Condition, label: Text, description: Text, reading: Text
) -> Metric:
    return Metric(
        name=name,
        kind="share",
        table="contacts",
        population=_BY_CUSTOMER,
        numerator=numerator,
        direction="lower",
        unit="share",
        interval="wilson",
        label=label,
        description=description,
        reading=reading,
    )


EFFORT = _expressed(
    "effort_expressed",
    is_true("effort_expressed"),
    Text(fr="Effort exprimé", en="Effort expressed"),
    Text(
        fr="Part des conversations où le client se plaint d’attendre, de répéter, d’être renvoyé, ou dit avoir déjà demandé.",
        en="Share of conversations where the customer complains of waiting, repeating or being passed around, or says they already asked.",
    ),
    Text(
        fr="Lu dans le texte du client, avec le passage qui le montre ; ouvrez les conversations pour juger vous-même.",
        en="Read in the customer’s own words, with the passage that shows it; open the conversations and judge for yourself.",
    ),
)

DISSATISFACTION = _expressed(
    "dissatisfaction",
    at_least("dissatisfaction", CLEAR),
    Text(fr="Insatisfaction exprimée", en="Dissatisfaction expressed"),
    Text(
        fr="Part des conversations où le client exprime une insatisfaction nette ou forte (2 ou 3 sur 3).",
        en="Share of conversations where the customer expresses clear or strong dissatisfaction (2 or 3 out of 3).",
    ),
    Text(
        fr="Ce que le client écrit, pas ce qu’il est ; un agacement léger n’est pas compté.",
        en="What the customer writes, not what they are; mild annoyance is not counted.",
    ),
)

LEAVING_INTENT = _expressed(
    "leaving_intent",
    at_least("leaving_intent", PRESENT),
    Text(fr="Intention de partir", en="Intent to leave"),
    Text(
        fr="Part des conversations où le client annonce résilier ou changer de fournisseur.",
        en="Share of conversations where the customer says they will cancel or switch.",
    ),
    Text(
        fr="Une intention dite, pas un départ : le taux de départ demande de savoir qui est encore client.",
        en="An intent stated, not a departure: churn needs to know who is still a customer.",
    ),
)

OPPORTUNITY_EXPLORED = Metric(
    name="opportunity_explored",
    kind="share",
    table="contacts",
    population=every(
        Known(column="need_explored"),
        Not(of=Compare(column="resolved", operator="eq", value=False)),
    ),
    numerator=is_true("need_explored"),
    direction="higher",
    unit="share",
    interval="wilson",
    label=Text(fr="Besoins explorés", en="Needs explored"),
    description=Text(
        fr="Parmi les besoins exprimés dans une conversation calme dont la demande n’est pas restée sans solution, part de ceux que le conseiller a explorés.",
        en="Among needs expressed in a calm conversation whose request was not left unsolved, the share the agent explored.",
    ),
    reading=Text(
        fr="Toujours à lire avec les propositions trop tôt : explorer n’est pas forcer.",
        en="Always read with offers made too early: exploring is not pushing.",
    ),
)

OFFERS_TOO_EARLY = Metric(
    name="offers_too_early",
    kind="share",
    table="contacts",
    population=is_true("offer_made"),
    numerator=is_true("offer_early"),
    direction="lower",
    unit="share",
    interval="wilson",
    label=Text(fr="Propositions trop tôt", en="Offers made too early"),
    description=Text(
        fr="Parmi les conversations avec une proposition commerciale, part de celles où elle arrive alors que le client est encore tendu.",
        en="Among conversations with a commercial offer, the share where it comes while the customer is still tense.",
    ),
    reading=Text(
        fr="L’autre face des besoins explorés : les deux se lisent ensemble.",
        en="The other side of needs explored: read the two together.",
    ),
)

DECLARED = (EFFORT, DISSATISFACTION, LEAVING_INTENT, OPPORTUNITY_EXPLORED, OFFERS_TOO_EARLY)
