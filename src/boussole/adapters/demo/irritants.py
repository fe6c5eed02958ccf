"""What makes work harder at Alizé Télécom, who meets it, what became of it, and what agents hear customers say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from boussole.adapters.demo.stories import BOX_MENDED_WEEK

Kind = Literal["product", "process", "price", "competitor", "esg", "idea"]
Hurts = Literal["employee", "customer", "both"]


@dataclass(frozen=True, slots=True)
class Met:
    """Someone who meets it: so many times a week and minutes each time, or without saying; ``now`` is how often since the fix."""

    person: str
    times: float | None = None
    minutes: float | None = None
    now: float | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """Said to be fixed on a day (1 is Monday) of a week; its voices tell what it costs in the week ``told``."""

    week: int
    weekday: int
    how: str
    told: int


@dataclass(frozen=True, slots=True)
class Irritant:
    """One irritant: its author is the first who meets it. Its department is asked in week ``asked`` and answers in ``answered``.

    ``planted`` belongs to a story and is left out of the control copy.
    """

    key: str
    week: int
    what: str
    detail: str
    hurts: Hurts
    met: tuple[Met, ...]
    company: bool = False
    reasons: tuple[str, ...] = ()
    contact_minutes: int | None = None
    department: str = ""
    asked: int | None = None
    answered: int | None = None
    answer: str = ""
    fixed: Fixed | None = None
    planted: bool = False


@dataclass(frozen=True, slots=True)
class HeardLine:
    """What someone hears customers say, in one line; ``same_as`` is the place of an earlier line that says it too."""

    person: str
    kind: Kind
    line: str
    same_as: int | None = None
    department: str = ""
    answer: str = ""


BOX_FORM = Irritant(
    key="box_form",
    week=3,
    what="Remplir deux fois le formulaire d’échange de box",
    detail=(
        "Une fois dans l’outil technique, une fois dans celui des commandes, avec les mêmes champs. Quand les deux ne se "
        "ressemblent pas, l’échange se bloque et le client rappelle."
    ),
    hurts="both",
    met=(
        Met("Sophie Guillou", 6, 12, 0),
        Met("Camille Roussel", 5, 12, 0.5),
        Met("Mamadou Diallo", 5, 10, 0),
        Met("Antoine Lemoine", 4, 12, 0),
        Met("Enzo Marchetti", 6, 15, 1),
        Met("Gwenaëlle Rivoal", 8, 12, 0),
        Met("Bilal Amrani", 7, 12, 0.5),
        Met("Nathalie Chauvet", 4, 10),
        Met("Loïc Kermarrec"),
    ),
    company=True,
    reasons=("product.fault",),
    contact_minutes=9,
    department="product",
    asked=3,
    answered=4,
    answer=(
        "Oui. La prochaine version de la box transmet elle-même son numéro et sa panne, et le second formulaire disparaît avec "
        "elle. Mise en service prévue fin octobre ou début novembre."
    ),
    fixed=Fixed(
        week=BOX_MENDED_WEEK,
        weekday=5,
        how="La mise à jour de la box est passée. Un seul formulaire, prérempli, et bien moins d’échanges à faire.",
        told=12,
    ),
)

IRRITANTS: tuple[Irritant, ...] = (
    BOX_FORM,
    Irritant(
        key="refund_list",
        week=4,
        what="Choisir le motif d’un remboursement dans une liste de 140 lignes",
        detail="Elle n’est ni triée ni cherchable. On finit par prendre « Divers ».",
        hurts="employee",
        met=(
            Met("Thomas Perrin", 12, 2),
            Met("Lucie Fontaine", 10, 2),
            Met("Sandrine Mercier", 25, 1.5),
            Met("Paulo Teixeira"),
        ),
        department="billing",
        asked=4,
        answered=5,
        answer=(
            "Non pour cette année : chaque ligne sert à la déclaration comptable, nous ne pouvons pas en retirer. Un champ de "
            "recherche est inscrit au budget du printemps, et nous vous le montrerons avant."
        ),
    ),
    Irritant(
        key="lost_history",
        week=6,
        what="L’historique des contacts n’apparaît plus dans la fiche client",
        detail="Il faut ouvrir trois autres outils pour retrouver ce qui a été dit, et le client attend ou répète.",
        hurts="both",
        met=(
            Met("Fatou Ndiaye", 20, 4),
            Met("Quentin Delattre", 20, 3),
            Met("Manon Lecomte", 15, 5),
            Met("Hugo Ferreira", 20, 4),
            Met("Béatrice Dewaele", 10, 6),
            Met("Idriss Camara"),
            Met("Samira Ouali", 12, 4),
        ),
        company=True,
        department="it",
        asked=7,
        planted=True,
    ),
    Irritant(
        key="credit_notes",
        week=12,
        what="Saisir les avoirs dans l’outil de facturation, puis dans le tableau de suivi",
        detail="",
        hurts="employee",
        met=(Met("Yasmina Cherif", 9, 5), Met("Moussa Traoré", 8, 5), Met("Karim Haddad", 3, 4)),
        department="billing",
        asked=12,
    ),
    Irritant(
        key="technician_calendar",
        week=12,
        what="Le planning des techniciens se ferme tout seul au bout de deux minutes",
        detail="On perd le créneau que l’on était en train de proposer au client.",
        hurts="both",
        met=(Met("Linh Nguyen", 10, 3), Met("Thuy Tran", 15, 2)),
    ),
)

HEARD: tuple[HeardLine, ...] = (
    HeardLine(
        "Inès Bouaziz",
        "product",
        "Sur la nouvelle facture, le prorata arrive avant le montant à payer et personne ne le comprend",
        department="billing",
        answer="Le montant à payer passe en tête dès la facture de décembre. Le prorata aura sa ligne d’explication.",
    ),
    HeardLine(
        "Thomas Perrin",
        "product",
        "Le prorata de la nouvelle facture, personne ne le comprend avant le montant à payer",
        same_as=0,
    ),
    HeardLine(
        "Manon Lecomte",
        "competitor",
        "On leur propose ailleurs la reprise du préavis, et ils nous le disent en partant",
        department="marketing",
    ),
    HeardLine(
        "Sofiane Belkacem",
        "competitor",
        "Ailleurs on leur propose la reprise du préavis, ils le disent en partant de chez nous",
        same_as=2,
    ),
    HeardLine(
        "Camille Roussel", "idea", "Ils aimeraient un message la veille du passage du technicien"
    ),
    HeardLine(
        "Fatou Ndiaye", "process", "On leur demande deux fois la même pièce pour un déménagement"
    ),
    HeardLine(
        "Mamadou Diallo",
        "esg",
        "Beaucoup demandent ce que devient leur ancienne box une fois rendue",
    ),
)
