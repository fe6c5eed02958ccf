"""The signals: what each is called, whose turns carry it, and what it means.

A signal is worded as what was *expressed*. Agents' turns carry observable acts only: there is no
emotion, sentiment or tone in this list and none may be added for an agent (see the tests).
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from boussole.core.text import Text


class Signal(BaseModel):
    """One thing a turn may express. ``maximum`` is the top of its strength scale."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    side: Literal["customer", "agent"]
    label: Text
    meaning: Text
    maximum: float = 1.0


def _customer(name: str, fr: str, en: str, meaning: tuple[str, str], top: float = 1.0) -> Signal:
    return Signal(
        name=name,
        side="customer",
        label=Text(fr=fr, en=en),
        meaning=Text(fr=meaning[0], en=meaning[1]),
        maximum=top,
    )


def _act(name: str, fr: str, en: str, meaning: tuple[str, str]) -> Signal:
    return Signal(
        name=name,
        side="agent",
        label=Text(fr=fr, en=en),
        meaning=Text(fr=meaning[0], en=meaning[1]),
    )


CUSTOMER_SIGNALS: tuple[Signal, ...] = (
    _customer(
        "dissatisfaction",
        "insatisfaction exprimée",
        "dissatisfaction expressed",
        (
            "agacement, déception, colère, mépris, ultimatum ou ironie aux dépens de l’entreprise",
            "annoyance, disappointment, anger, contempt, an ultimatum or irony at the company’s expense",
        ),
        top=3.0,
    ),
    _customer(
        "effort",
        "effort exprimé",
        "effort expressed",
        (
            "se plaint d’attendre, de répéter, d’enchaîner les démarches ou d’être renvoyé de l’un à l’autre",
            "complains of waiting, repeating, many steps or being passed around",
        ),
    ),
    _customer(
        "repeat_contact",
        "contact répété",
        "repeated contact",
        (
            "dit avoir déjà contacté, demandé ou expliqué la même chose",
            "says they already contacted, asked or explained this",
        ),
    ),
    _customer(
        "human_request",
        "demande d’un conseiller",
        "request for a person",
        ("veut parler à une personne, refuse le robot", "wants a person, refuses the bot"),
    ),
    _customer(
        "manager_request",
        "demande d’un responsable",
        "request for a manager",
        (
            "demande un responsable, le service réclamations ou une instance supérieure",
            "asks for a manager, a complaint department or a higher instance",
        ),
    ),
    _customer(
        "leaving_intent",
        "intention de partir",
        "intent to leave",
        (
            "annonce résilier, partir ou changer de fournisseur",
            "says they will cancel, leave or switch",
        ),
    ),
    _customer(
        "public_threat",
        "recours annoncé",
        "public or legal step announced",
        (
            "annonce un avocat, un tribunal, un régulateur, une association, la presse, un réseau social ou un avis négatif",
            "announces a lawyer, court, regulator, consumer body, the press, social network or a bad review",
        ),
    ),
    _customer(
        "praise",
        "satisfaction exprimée",
        "satisfaction expressed",
        (
            "remercie chaleureusement ou se dit satisfait",
            "thanks warmly or says they are satisfied",
        ),
    ),
    _customer(
        "need_expressed",
        "besoin exprimé",
        "need expressed",
        (
            "évoque un besoin, un projet ou un changement de vie ou d’activité qu’une offre pourrait servir",
            "states a need, a project or a change in life or business that an offer could serve",
        ),
    ),
    _customer(
        "esg",
        "préoccupation ESG",
        "ESG concern",
        (
            "soulève un sujet d’environnement, de conditions de travail, de diversité, d’éthique ou de gouvernance",
            "raises the environment, working conditions, diversity, ethics or governance",
        ),
    ),
    _customer(
        "privacy_request",
        "demande sur ses données",
        "personal data request",
        (
            "demande l’accès, l’effacement, l’opposition ou l’usage fait de ses données",
            "asks for access, erasure, objection or how data is used",
        ),
    ),
    _customer(
        "vulnerability",
        "situation fragile évoquée",
        "vulnerability mentioned",
        (
            "évoque un deuil, une maladie, un handicap, des difficultés ou une détresse",
            "mentions bereavement, illness, disability, hardship or distress",
        ),
    ),
    _customer(
        "urgency",
        "urgence exprimée",
        "urgency expressed",
        (
            "donne une échéance ou une conséquence pressante",
            "gives a deadline or a pressing consequence",
        ),
    ),
)

AGENT_ACTS: tuple[Signal, ...] = (
    _act(
        "acknowledgement",
        "reconnaissance",
        "acknowledgement",
        ("nomme la situation du client", "names the customer’s situation"),
    ),
    _act(
        "reformulation",
        "reformulation",
        "reformulation",
        ("redit la demande pour la vérifier", "restates the request to check it"),
    ),
    _act("apology", "excuses", "apology", ("présente des excuses", "apologises")),
    _act(
        "open_question",
        "question ouverte",
        "open question",
        ("pose une vraie question de découverte", "asks a real discovery question"),
    ),
    _act(
        "explanation",
        "explication",
        "explanation",
        ("explique une cause, une règle ou une étape", "explains a cause, a rule or a step"),
    ),
    _act(
        "commitment",
        "engagement",
        "commitment",
        ("dit qui fait quoi et pour quand", "says who does what by when"),
    ),
    _act(
        "offer",
        "proposition commerciale",
        "commercial offer",
        ("propose un produit, une option ou une offre", "proposes a product, an option or a plan"),
    ),
    _act(
        "refusal",
        "refus",
        "refusal",
        ("dit non à la demande du client", "says no to the customer’s request"),
    ),
    _act(
        "handover",
        "passage de relais",
        "hand-over",
        (
            "passe le client à une autre personne ou équipe",
            "passes the customer to another person or team",
        ),
    ),
    _act(
        "closing_check",
        "vérification finale",
        "closing check",
        (
            "vérifie avant de conclure que tout est réglé",
            "checks before closing that everything is settled",
        ),
    ),
)

SIGNALS: tuple[Signal, ...] = CUSTOMER_SIGNALS + AGENT_ACTS
BY_NAME: dict[str, Signal] = {signal.name: signal for signal in SIGNALS}
CUSTOMER_NAMES: tuple[str, ...] = tuple(signal.name for signal in CUSTOMER_SIGNALS)
ACT_NAMES: tuple[str, ...] = tuple(signal.name for signal in AGENT_ACTS)
SIGNAL_NAMES: tuple[str, ...] = CUSTOMER_NAMES + ACT_NAMES
