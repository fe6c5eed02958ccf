"""What surrounds a dialogue without being its subject: the bot's welcome, who joins, how one parts.

Twenty conversations made from one dialogue differ by this too. Nothing here expresses anything about
the customer's request.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from boussole.adapters.demo.dialogues import SERVED, Dialogue, Line, Speaker
from boussole.core.text import Language

WELCOME_SHARE, JOIN_SHARE, PARTING_SHARE, PICK_UP_SHARE = 0.3, 0.45, 0.35, 0.8

# After these, one more courtesy would ring false.
_NO_PARTING = frozenset(
    {"late_escalation", "derailment", "broken_promise", "rushed_closing", "need_missed", "angry"}
)

_WELCOME: Mapping[Language, tuple[str, ...]] = {
    "fr": (
        "Bonjour, je suis l'assistant d'Alizé Télécom. Dites-moi en quelques mots ce qui vous amène, je cherche la bonne personne.",
        "Bonjour et bienvenue chez Alizé Télécom. Je suis un assistant automatique ; un conseiller lit votre message dès qu'il est disponible.",
        "Assistant Alizé : décrivez votre demande, un conseiller vous répond d'ici quelques minutes.",
    ),
    "en": (
        "Hello, I'm Alizé Télécom's assistant. Tell me in a few words what you need and I'll find the right person.",
        "Welcome to Alizé Télécom. This is an automatic assistant; an adviser will read your message shortly.",
    ),
}
_JOIN: Mapping[Language, tuple[str, ...]] = {
    "fr": ("{agent.first} a rejoint la conversation.",),
    "en": ("{agent.first} has joined the conversation.",),
}
_PARTING: Mapping[Language, tuple[str, ...]] = {
    "fr": (
        "Bonne journée à vous.",
        "Merci à vous, bonne journée {customer.name}.",
        "Avec plaisir. Bonne fin de journée.",
        "Je vous en prie, à bientôt.",
        "Bonne continuation, {customer.name}.",
        "Très bien. Belle journée à vous.",
    ),
    "en": (
        "You're welcome. Have a good day.",
        "Thanks for your patience, {customer.name}. Take care.",
        "My pleasure, have a good one.",
    ),
}
_PICK_UP: Mapping[Language, tuple[str, ...]] = {
    "fr": (
        "Alizé Télécom, {agent.first}, bonjour.",
        "Alizé Télécom, bonjour, {agent.first} à l'appareil.",
        "Service client Alizé, {agent.first}, je vous écoute.",
        "Bonjour, {agent.first} d'Alizé Télécom.",
    ),
    "en": (
        "Alizé Télécom, {agent.first} speaking.",
        "Good morning, Alizé Télécom, this is {agent.first}.",
    ),
}


def framed(dialogue: Dialogue, chance: Random) -> tuple[Line, ...]:
    """The dialogue's lines with what this channel puts around them, by chance."""
    if dialogue.channel == "phone":
        return _picked_up(dialogue, chance)
    if dialogue.channel == "chat":
        return _chatted(dialogue, chance)
    return dialogue.turns


def _picked_up(dialogue: Dialogue, chance: Random) -> tuple[Line, ...]:
    """On the phone the agent speaks first, unless they give their name in their first line."""
    first = next((line for line in dialogue.turns if line.speaker == "agent"), None)
    named = first is not None and "{agent.first}" in first.text
    begun = dialogue.turns[0].speaker != "customer"
    if begun or named or chance.random() > PICK_UP_SHARE:
        return dialogue.turns
    return (Line("agent", chance.choice(_PICK_UP[dialogue.lang])), *dialogue.turns)


def _chatted(dialogue: Dialogue, chance: Random) -> tuple[Line, ...]:
    lines = list(dialogue.turns)
    bot = any(line.speaker == "bot" for line in lines)
    welcome, joins, parts = (chance.random() for _ in range(3))
    if parts < PARTING_SHARE and _parts_well(dialogue):
        lines.append(Line(_last_served(lines), chance.choice(_PARTING[dialogue.lang])))
    if joins < JOIN_SHARE:
        _join(lines, chance.choice(_JOIN[dialogue.lang]))
    if welcome < WELCOME_SHARE and not bot:
        lines.insert(0, Line("bot", chance.choice(_WELCOME[dialogue.lang])))
        lines[1] = Line(lines[1].speaker, lines[1].text, 20)
    return tuple(lines)


def _parts_well(dialogue: Dialogue) -> bool:
    last = dialogue.turns[-1].speaker == "customer"
    return last and dialogue.resolved and not dialogue.tags & _NO_PARTING


def _last_served(lines: list[Line]) -> Speaker:
    """Who of the service spoke last: they say goodbye."""
    served = (line.speaker for line in reversed(lines) if line.speaker in SERVED)
    return next(served, "agent")


def _join(lines: list[Line], text: str) -> None:
    """The system says who joins, just before the agent's first message."""
    at = next((place for place, line in enumerate(lines) if line.speaker == "agent"), 0)
    if at and lines[at - 1].speaker != "system":
        lines.insert(at, Line("system", text))
