"""Who works at Alizé Télécom and who calls it. Everyone here is invented."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Literal

import yaml

from boussole.adapters.demo.wording import Gender, Hand, without_accents
from boussole.core.text import Language, Text

Job = Literal[
    "agent", "manager", "leader", "privacy_officer", "administrator", "department_contact"
]


@dataclass(frozen=True, slots=True)
class Team:
    """A team of the customer service. ``key`` is what conversations name."""

    key: str
    name: str
    city: str
    families: frozenset[str]
    share: float


@dataclass(frozen=True, slots=True)
class Department:
    """A department whose work can cause contacts; ``key`` is an origin of the reason tree."""

    key: str
    name: Text
    contact: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who works at Alizé Télécom. ``team`` is a team's key, or None.

    Whoever works in the back office (files, refunds, orders) is an agent of a team like the others, and answers no contact.
    """

    id: str
    name: str
    gender: Gender
    job: Job
    team: str | None
    languages: tuple[Language, ...] = ("fr",)
    back_office: bool = False

    @property
    def first(self) -> str:
        return self.name.split(" ", 1)[0]

    @property
    def email(self) -> str:
        return address(self.name, "alize-telecom.example")


@dataclass(frozen=True, slots=True)
class Customer:
    """Someone who is, or was, a customer; ``since`` is the year they joined."""

    id: str
    first: str
    last: str
    gender: Gender
    language: Language
    city: str
    phone: str
    plan: str
    device: str
    hand: Hand
    since: int

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def email(self) -> str:
        return address(self.name, "messagerie.example")

    @property
    def formal(self) -> str:
        """How an agent addresses them."""
        titles = {"fr": ("Madame", "Monsieur"), "en": ("Ms", "Mr")}[self.language]
        return f"{titles[self.gender == 'm']} {self.last}"


def address(name: str, domain: str) -> str:
    """The e-mail address of a name, under a domain reserved for examples."""
    local = without_accents(name).lower().replace("'", "").replace("’", "").replace(" ", ".")
    return f"{local}@{domain}"


BILLING, TECHNICAL, RELATION = "Facturation", "Technique", "Relation client"

TEAMS: tuple[Team, ...] = (
    Team(BILLING, "Facturation – Lyon", "Lyon", frozenset({"billing"}), 0.30),
    Team(TECHNICAL, "Technique – Nantes", "Nantes", frozenset({"technical"}), 0.36),
    Team(RELATION, "Relation client – Lille", "Lille", frozenset(), 0.34),
)

DEPARTMENTS: tuple[Department, ...] = (
    Department("billing", Text(fr="Facturation", en="Billing"), "Hélène Marchand"),
    Department("product", Text(fr="Produit", en="Product"), "Romain Teyssier"),
    Department("logistics", Text(fr="Logistique", en="Logistics"), "Pascal Nowak"),
    Department("network", Text(fr="Réseau", en="Network"), "Anaïs Kerbrat"),
    Department("it", Text(fr="Informatique", en="IT"), "Vincent Aubry"),
    Department("marketing", Text(fr="Marketing", en="Marketing"), "Chloé Desmoulins"),
    Department("sales", Text(fr="Ventes", en="Sales"), "Stéphane Riou"),
)

_STAFF: tuple[tuple[str, Gender, Job, str | None, bool], ...] = (
    ("Nadia Ferhat", "f", "manager", BILLING, True),
    ("Inès Bouaziz", "f", "agent", BILLING, True),
    ("Thomas Perrin", "m", "agent", BILLING, False),
    ("Maëlle Gauthier", "f", "agent", BILLING, False),
    ("Karim Haddad", "m", "agent", BILLING, True),
    ("Lucie Fontaine", "f", "agent", BILLING, False),
    ("Jean-Baptiste Morel", "m", "agent", BILLING, False),
    ("Yann Le Goff", "m", "manager", TECHNICAL, True),
    ("Camille Roussel", "f", "agent", TECHNICAL, False),
    ("Mamadou Diallo", "m", "agent", TECHNICAL, True),
    ("Sophie Guillou", "f", "agent", TECHNICAL, False),
    ("Antoine Lemoine", "m", "agent", TECHNICAL, False),
    ("Linh Nguyen", "f", "agent", TECHNICAL, True),
    ("Enzo Marchetti", "m", "agent", TECHNICAL, False),
    ("Delphine Vandamme", "f", "manager", RELATION, False),
    ("Quentin Delattre", "m", "agent", RELATION, False),
    ("Fatou Ndiaye", "f", "agent", RELATION, True),
    ("Manon Lecomte", "f", "agent", RELATION, False),
    ("Sofiane Belkacem", "m", "agent", RELATION, True),
    ("Agnès Wattelet", "f", "agent", RELATION, False),
    ("Hugo Ferreira", "m", "agent", RELATION, False),
    ("Claire Montagnier", "f", "leader", None, True),
    ("Bertrand Salomé", "m", "privacy_officer", None, False),
    ("Julie Arnoux", "f", "administrator", None, True),
)

_BACK_OFFICE: tuple[tuple[str, Gender, str], ...] = (
    ("Sandrine Mercier", "f", BILLING),
    ("Moussa Traoré", "m", BILLING),
    ("Aurélie Blanchard", "f", BILLING),
    ("Paulo Teixeira", "m", BILLING),
    ("Yasmina Cherif", "f", BILLING),
    ("Gilles Vernay", "m", BILLING),
    ("Gwenaëlle Rivoal", "f", TECHNICAL),
    ("Bilal Amrani", "m", TECHNICAL),
    ("Nathalie Chauvet", "f", TECHNICAL),
    ("Kévin Rakotomalala", "m", TECHNICAL),
    ("Thuy Tran", "f", TECHNICAL),
    ("Loïc Kermarrec", "m", TECHNICAL),
    ("Béatrice Dewaele", "f", RELATION),
    ("Idriss Camara", "m", RELATION),
    ("Magali Lefebvre", "f", RELATION),
    ("Tomasz Kaczmarek", "m", RELATION),
    ("Samira Ouali", "f", RELATION),
    ("Benoît Deschamps", "m", RELATION),
)


def staff() -> tuple[Person, ...]:
    """Managers, agents, the people of other roles and those of the back office, always the same."""
    served = tuple(
        Person(f"at-{at:02d}", name, gender, job, team, ("fr", "en") if english else ("fr",))
        for at, (name, gender, job, team, english) in enumerate(_STAFF, start=1)
    )
    contacts = tuple(
        Person(f"at-{at:02d}", department.contact, "f", "department_contact", None)
        for at, department in enumerate(DEPARTMENTS, start=len(served) + 1)
    )
    behind = tuple(
        Person(f"at-{at:02d}", name, gender, "agent", team, back_office=True)
        for at, (name, gender, team) in enumerate(
            _BACK_OFFICE, start=len(served) + len(contacts) + 1
        )
    )
    return served + contacts + behind


def team_of(family: str) -> Team:
    """The team that answers a family of reasons; customer relations answers what no other does."""
    return next((team for team in TEAMS if family in team.families), TEAMS[-1])


PLANS = (
    "Fibre Brise",
    "Fibre Mistral",
    "Fibre Tramontane",
    "Mobile 20 Go",
    "Mobile 80 Go",
    "Mobile 200 Go",
)
DEVICES = (
    "iPhone 15",
    "Galaxy A55",
    "Pixel 8a",
    "Redmi Note 13",
    "Fairphone 5",
    "Galaxy S24",
    "iPhone 13",
)

WOMEN_SHARE = 0.52

# How people type, and how many of them do.
_HANDS: tuple[tuple[Hand, int], ...] = (
    ("neat", 58),
    ("bare", 17),
    ("lower", 12),
    ("hurried", 8),
    ("sms", 5),
)


def draw_customer(
    number: int, language: Language, gender: Gender | None, chance: Random
) -> Customer:
    """A new customer; numbers called are those reserved for fiction."""
    known: Gender = gender or ("f" if chance.random() < WOMEN_SHARE else "m")
    firsts, lasts = _names(language, known)
    hands, weights = zip(*_HANDS, strict=True)
    return Customer(
        id=f"C{100000 + number}",
        first=chance.choice(firsts),
        last=chance.choice(lasts),
        gender=known,
        language=language,
        city=chance.choice(_directory()["cities"]),
        phone=f"06 39 98 {chance.randrange(100):02d} {chance.randrange(100):02d}",
        plan=chance.choice(PLANS),
        device=chance.choice(DEVICES),
        hand=chance.choices(hands, weights)[0],
        since=chance.randrange(2016, 2026),
    )


def _names(language: Language, gender: Gender) -> tuple[list[str], list[str]]:
    known = _directory()
    women = gender == "f"
    if language == "en":
        return known["english_women" if women else "english_men"], known["english_names"]
    return known["women" if women else "men"], known["names"]


@cache
def _directory() -> dict[str, list[str]]:
    text = (files("boussole.adapters.demo") / "directory.yaml").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = yaml.safe_load(text)
    return lists
