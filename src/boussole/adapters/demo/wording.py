"""How a written line becomes this customer's and this agent's: alternatives, placeholders, hands.

``<<bonjour|bjr|>>`` is one of its parts, chosen by chance; ``{customer.first}`` is filled with the
conversation's own value. A customer's hand (without accents, in lower case, in SMS style, with slips)
then changes how it is typed, never what it says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from random import Random
from typing import Literal

Side = Literal["customer", "agent"]
SLIP_SHARE = 0.06

Gender = Literal["f", "m"]
Hand = Literal["neat", "bare", "lower", "sms", "hurried"]

PLACEHOLDERS = frozenset(
    {
        "customer.name",
        "customer.first",
        "agent.first",
        "agent2.first",
        "manager.first",
        "amount",
        "amount2",
        "date.short",
        "date.long",
        "plan",
        "plan2",
        "device",
        "order",
        "city",
        "phone",
        "email",
        "ref",
        "days",
    }
)
_PLACEHOLDER = re.compile(r"\{([a-z0-9.]+)\}")
_ALTERNATIVES = re.compile(r"<<([^<>]*)>>")
_SPACES = re.compile(r"[ \t]{2,}")
# What a reader must still recognise is never mistyped: numbers, addresses, references, capitals.
_PLAIN_WORD = re.compile(r"(?<![\w@.])[a-zàâçéèêëîïôûù]{5,}(?![\w@])")

_SMS = tuple(
    (re.compile(rf"(?<!\w){long}(?!\w)", re.IGNORECASE), short)
    for long, short in (
        ("est-ce que", "esk"),
        ("est ce que", "esk"),
        ("c['’]est", "c"),
        ("j['’]ai", "jai"),
        ("qu['’]est-ce que", "kesk"),
        ("bonjour", "bjr"),
        ("bonsoir", "bsr"),
        ("pourquoi", "pk"),
        ("parce que", "pcq"),
        ("beaucoup", "bcp"),
        ("toujours", "tjrs"),
        ("quelqu['’]un", "qqn"),
        ("quelque chose", "qqch"),
        ("aujourd['’]hui", "auj"),
        ("maintenant", "mtn"),
        ("vous", "vs"),
        ("quand", "qd"),
        ("avec", "ac"),
        ("pour", "pr"),
        ("dans", "ds"),
        ("merci", "mrc"),
        ("please", "pls"),
        ("you", "u"),
        ("are", "r"),
        ("because", "bc"),
        ("thanks", "thx"),
    )
)

# Said one way or the other.
_WAYS: dict[Side, tuple[tuple[str, ...], ...]] = {
    "agent": (
        ("je regarde", "je vérifie"),
        ("Je regarde", "Je vérifie"),
        ("D'accord.", "Entendu."),
        ("D'accord,", "Entendu,"),
        ("Parfait.", "Très bien."),
        ("Parfait,", "Très bien,"),
        ("Bonne journée", "Bonne fin de journée"),
        ("Un instant.", "Une petite minute.", "Un instant, je vous prie."),
        ("Pouvez-vous", "Pourriez-vous"),
        ("Merci pour", "Merci de"),
        ("Je vous envoie", "Je vous adresse"),
        ("je vous envoie", "je vous adresse"),
        ("One moment", "Just a moment"),
        ("I'm sorry", "I do apologise"),
    ),
    "customer": (
        ("franchement", "honnêtement"),
        ("inadmissible", "inacceptable"),
        ("scandaleux", "honteux"),
        ("c'est bon", "c'est ok"),
        ("ça marche pas", "ça fonctionne pas"),
        ("quand même", "tout de même"),
        ("appli", "application"),
        ("semaine derniere", "semaine passée"),
        ("thanks", "thank you"),
    ),
}

_WAY_OF = {side: {way: ways for ways in sets for way in ways} for side, sets in _WAYS.items()}
_WAY = {
    side: re.compile(
        "|".join(rf"(?<!\w){re.escape(way)}(?!\w)" for way in sorted(known, reverse=True))
    )
    for side, known in _WAY_OF.items()
}

_AGREES = (
    "déçu|désolé|ravi|navré|content|embêté|obligé|étonné|satisfait|certain|énervé|fatigué|dégoûté|scandalisé|"
    "passé|allé|venu|resté|tombé|arrivé|rentré|parti|client|abonné|seul|hospitalisé|perdu|bloqué|coincé|outré|"
    "épuisé|prélevé|engagé|retraité|décu|decu|desole|embete|oblige|etonne|enerve|fatigue|degoute|abonne|"
    "bloque|coince|epuise|preleve|retraite|surpris|sûr|inscrit"
)
_FIRST_PERSON = re.compile(
    rf"(?P<start>\b(?:je|j['’]?|me) ?(?:suis|étais|etais|reste|serais)\s+(?:\w+\s+)?)(?P<word>{_AGREES})(?P<e>e?)\b",
    re.IGNORECASE,
)


def unknown_placeholders(text: str) -> list[str]:
    """The placeholders of ``text`` that nothing fills."""
    return [name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]


def choose(text: str, chance: Random) -> str:
    """Replace each ``<<a|b>>`` by one of its parts, innermost first."""
    while True:
        text, count = _ALTERNATIVES.subn(lambda m: chance.choice(m[1].split("|")), text)
        if not count:
            return _SPACES.sub(" ", text).strip()


def fill(text: str, values: Mapping[str, str]) -> str:
    """Replace each placeholder by its value."""
    return _PLACEHOLDER.sub(lambda m: values[m[1]], text)


def said_otherwise(text: str, side: Side, chance: Random) -> str:
    """``text`` with its usual phrases said one way or another."""
    return _WAY[side].sub(lambda m: chance.choice(_WAY_OF[side][m[0]]), text)


def agree(text: str, gender: Gender) -> str:
    """Make the usual first-person French participles agree with who speaks."""
    return _FIRST_PERSON.sub(
        lambda m: m["start"] + m["word"] + ("e" if gender == "f" else ""),
        text,
    )


def typed(text: str, hand: Hand, chance: Random) -> str:
    """``text`` as this hand types it."""
    if hand == "bare":
        return without_accents(text)
    if hand == "lower":
        return text.lower()
    if hand == "sms":
        return _abbreviated(without_accents(text.lower()))
    if hand == "hurried":
        return _PLAIN_WORD.sub(lambda m: _slip(m[0], chance), text)
    return text


def without_accents(text: str) -> str:
    """``text`` as typed on a keyboard without accents; every other sign is kept."""
    decomposed = unicodedata.normalize("NFD", text)
    kept = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", kept).replace("œ", "oe").replace("Œ", "OE")


def _abbreviated(text: str) -> str:
    for long, short in _SMS:
        text = long.sub(short, text)
    return text


def _slip(word: str, chance: Random) -> str:
    if chance.random() > SLIP_SHARE:
        return word
    at = chance.randrange(1, len(word) - 2)
    if chance.choice((True, False)):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :]
