"""The values and the words of one conversation: what fills the placeholders, who says each line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from boussole.adapters.demo.clock import PARIS
from boussole.adapters.demo.dialogues import SERVED, Line
from boussole.adapters.demo.people import DEVICES, PLANS, Customer, Person
from boussole.adapters.demo.wording import agree, choose, fill, said_otherwise, typed
from boussole.core.conversations import Role
from boussole.core.text import Language

_MONTHS: dict[Language, tuple[str, ...]] = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks in a conversation."""

    customer: Customer
    agent: Person
    colleague: Person
    manager: Person


def values(cast: Cast, began: datetime, language: Language, chance: Random) -> dict[str, str]:
    """What fills the placeholders, the same through the whole conversation."""
    customer = cast.customer
    plan2 = chance.choice([plan for plan in PLANS if plan != customer.plan])
    day = (began - timedelta(days=chance.randrange(3, 21))).astimezone(PARIS)
    month = _MONTHS[language][day.month - 1]
    return {
        "customer.name": customer.name,
        "customer.first": customer.first,
        "agent.first": cast.agent.first,
        "agent2.first": cast.colleague.first,
        "manager.first": cast.manager.first,
        "amount": _amount(chance, 9, 75, language),
        "amount2": _amount(chance, 3, 40, language),
        "date.short": day.strftime("%d/%m"),
        "date.long": f"{day.day} {month}" if day.day > 1 or language == "en" else f"1er {month}",
        "plan": customer.plan,
        "plan2": plan2,
        "device": chance.choice([customer.device, chance.choice(DEVICES)]),
        "order": f"CMD{chance.randrange(10**7, 10**8)}",
        "city": customer.city,
        "phone": customer.phone,
        "email": customer.email,
        "ref": f"AT-{chance.randrange(1000, 10000)}-{chance.randrange(10, 100)}",
        "days": str(chance.randrange(3, 13)),
    }


def _amount(chance: Random, low: int, high: int, language: Language) -> str:
    euros, cents = chance.randrange(low, high), chance.choice((0, 0, 40, 49, 50, 80, 90, 99))
    if language == "en":
        return f"€{euros}.{cents:02d}" if cents else f"€{euros}"
    return f"{euros},{cents:02d} €" if cents else f"{euros} €"


def said(line: Line, cast: Cast, known: dict[str, str], chance: Random, *, chat: bool) -> str:
    """The words of one line as this speaker writes or says them."""
    text = choose(line.text, chance)
    if line.speaker == "customer":
        return _written(agree(fill(text, known), cast.customer.gender), cast, chance, chat=chat)
    text = said_otherwise(text, "agent", chance)
    formal = {} if line.speaker == "note" else {"customer.name": cast.customer.formal}
    text = fill(text, known | formal)
    speaker = author(line, cast)
    if speaker is None:
        return text
    other = cast.colleague if speaker == cast.agent else cast.agent
    return agree(_relations(text, cast.manager, other), speaker.gender)


def _relations(text: str, manager: Person, colleague: Person) -> str:
    """« mon responsable », « ma collègue, je vous la passe »: as the people of this conversation are."""
    for noun, person in (("responsable", manager), ("collègue", colleague)):
        if noun not in text:
            continue
        woman = person.gender == "f"
        text = re.sub(rf"\b([Mm])(?:on|a) {noun}\b", rf"\1{'a' if woman else 'on'} {noun}", text)
        text = re.sub(r"\b([Jj]e vous l)[ea] passe\b", rf"\1{'a' if woman else 'e'} passe", text)
    return text


def _written(text: str, cast: Cast, chance: Random, *, chat: bool) -> str:
    """A customer's own way of typing; letters and speech are left as they are."""
    if not chat:
        return text
    return typed(said_otherwise(text, "customer", chance), cast.customer.hand, chance)


def author(line: Line, cast: Cast) -> Person | None:
    """The person of the company who says this line, if it is one."""
    people = {"agent": cast.agent, "note": cast.agent, "agent2": cast.colleague}
    return people.get(line.speaker, cast.manager if line.speaker == "manager" else None)


def role(line: Line) -> Role:
    """The speaker as conversations name it."""
    if line.speaker in SERVED or line.speaker == "note":
        return "agent"
    return "bot" if line.speaker == "bot" else "system" if line.speaker == "system" else "customer"
