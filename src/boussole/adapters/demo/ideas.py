"""What people at Alizé Télécom proposed, tried and told, and the commitments that they wrote and voted on together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from boussole.adapters.demo.chance import stream

Outcome = Literal["kept", "adapted", "dropped"]


@dataclass(frozen=True, slots=True)
class TrialPlan:
    """What is tried: announced in a week, from the Monday of another to the Sunday of a third."""

    announced: int
    starts: int
    ends: int
    what: str
    where: str
    will_tell: str
    metric: str = ""
    # Told in a week, what it taught and what becomes of it.
    told: int | None = None
    learnt: str = ""
    outcome: Outcome = "kept"


@dataclass(frozen=True, slots=True)
class Idea:
    """An initiative of someone, proposed in a week; those who are in, and a word from one of them."""

    person: str
    week: int
    line: str
    why: str
    whom: str
    with_them: tuple[str, ...] = ()
    word: tuple[str, str] | None = None
    trial: TrialPlan | None = None


IDEAS: tuple[Idea, ...] = (
    Idea(
        person="Antoine Lemoine",
        week=2,
        line="Rappeler nous-mêmes après un échange de box",
        why="Le client découvre seul que la nouvelle box ne s’active pas, et recommence tout avec quelqu’un d’autre.",
        whom="Les clients dont la box vient d’être échangée",
        with_them=("Sophie Guillou", "Linh Nguyen", "Bilal Amrani"),
        word=("Linh Nguyen", "Je prends les clients anglophones."),
        trial=TrialPlan(
            announced=2,
            starts=4,
            ends=7,
            what="Rappeler chaque client le lendemain d’un échange de box, cinq minutes au plus.",
            where="Les échanges de box faits du lundi au jeudi",
            will_tell="Si ces clients nous recontactent moins pour la même chose dans la semaine.",
            metric="repeat_contact",
            told=8,
            learnt=(
                "Les clients sont contents qu’on y pense. Le lendemain est souvent trop tôt : la box n’est pas encore branchée une "
                "fois sur trois. Le surlendemain convient mieux, et un message suffit quand tout marche."
            ),
            outcome="adapted",
        ),
    ),
    Idea(
        person="Fatou Ndiaye",
        week=9,
        line="Proposer le relais dès que le client demande un responsable",
        why="Sans l’historique ni la main pour décider, on garde l’échange trop longtemps. Le client s’épuise, et nous aussi.",
        whom="Les clients qui demandent à parler à quelqu’un d’autre",
        with_them=("Quentin Delattre", "Hugo Ferreira", "Béatrice Dewaele", "Samira Ouali"),
        word=("Hugo Ferreira", "D’accord, si l’on sait à qui passer l’échange le soir."),
        trial=TrialPlan(
            announced=10,
            starts=12,
            ends=15,
            what="À la première demande d’un responsable, dire à qui l’on passe l’échange et sous quel délai.",
            where="Le chat et le téléphone, de 9 h à 18 h",
            will_tell="Ce que ces clients écrivent ensuite, et ce que nous en disons entre nous chaque vendredi.",
        ),
    ),
    Idea(
        person="Lucie Fontaine",
        week=11,
        line="Une fiche des gestes que chacun peut accorder",
        why="On demande à un collègue, qui demande à un autre, et le client attend une réponse que nous avions le droit de donner.",
        whom="Toute l’équipe, et surtout les nouveaux",
        with_them=("Jean-Baptiste Morel", "Maëlle Gauthier", "Aurélie Blanchard"),
        word=("Maëlle Gauthier", "Je peux partir du mémo sur la facture."),
    ),
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment that someone proposes; ``liked`` is the share of voters who support it, before chance."""

    person: str
    sentence: str
    looks_like: str
    liked: float
    rules: tuple[str, ...] = ()


CONSULTED_IN, VOTED_IN, CLOSED_IN = 4, 6, 7
TITLE = "Nos engagements envers nos clients"
PURPOSE = "Dire en quelques phrases ce qu’un client peut attendre de chacun de nous, et à quoi on le reconnaît dans un échange."
VOTE_SHARE = 0.85

COMMITMENTS: tuple[Commitment, ...] = (
    Commitment(
        "Inès Bouaziz",
        "Nous disons ce que nous allons faire, et pour quand.",
        "« Je transmets à la facturation, vous avez une réponse jeudi avant midi », et non « on revient vers vous ».",
        0.88,
        ("broken_promise",),
    ),
    Commitment(
        "Sophie Guillou",
        "Nous redisons la demande avant d’y répondre.",
        "« Si je comprends bien, votre box redémarre le soir ? » avant la première manipulation.",
        0.78,
    ),
    Commitment(
        "Delphine Vandamme",
        "Quand nous n’avons pas la main, nous passons l’échange à qui l’a, sans que le client ait à insister.",
        "Le relais est proposé à la première demande, avec un nom et un délai.",
        0.82,
        ("late_escalation",),
    ),
    Commitment(
        "Hugo Ferreira",
        "Nous ne proposons rien à vendre tant que le problème n’est pas réglé.",
        "L’offre vient après « c’est réglé pour vous ? », ou ne vient pas.",
        0.74,
        ("intrusive_offer",),
    ),
    Commitment(
        "Gilles Vernay",
        "Nous répondons à tous les messages dans l’heure.",
        "Aucun message sans réponse au-delà d’une heure, week-end compris.",
        0.24,
    ),
)


def supported(seed: int, voters: Iterable[str]) -> dict[str, list[int]]:
    """Who votes, and the places of the commitments that each supports."""
    ballots: dict[str, list[int]] = {}
    for name in voters:
        chance = stream(seed, "ballot", name)
        if chance.random() < VOTE_SHARE:
            ballots[name] = [
                at for at, one in enumerate(COMMITMENTS) if chance.random() < one.liked
            ]
    return ballots
