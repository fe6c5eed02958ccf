"""What a customer answers when Alizé Télécom's own survey reaches them by mail: a pure plan, drawn from the seed.

Whoever already answered the surveys of the former tool, which are imported, is not asked to answer twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from boussole.adapters.demo.chance import stream
from boussole.adapters.demo.people import BILLING, RELATION, TECHNICAL
from boussole.adapters.demo.plan import Contact
from boussole.adapters.demo.stories import lets_down
from boussole.adapters.demo.surveys import LET_DOWN_SHARE, csat_range

# The survey is started on the Monday of this week, and draws so many contacts out of a hundred.
SURVEY_FROM, SURVEY_PERCENT = 9, 45
ANSWER_SHARE, STOP_SHARE, WORDS_SHARE = 0.48, 0.012, 0.45

# What they write when asked what the company should know or change, by mark.
_SAYS: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "fr": {
        1: (
            "Rien n'est réglé et on m'a fermé mon dossier sans me prévenir.",
            "J'ai passé ma pause de midi au téléphone pour rien",
            "on me dit une chose, on écrit le contraire. je ne sais plus qui croire",
            "Personne ne rappelle jamais.",
            "C'est la troisième fois que je demande la même chose",
        ),
        2: (
            "Il a fallu que je donne mon numéro de client quatre fois.",
            "réponse polie mais à côté, j'ai l'impression qu'on n'a pas lu mon message",
            "Le délai annoncé n'a pas été tenu, encore.",
            "on m'a renvoyé vers un lien qui ne marche pas",
        ),
        3: (
            "C'est réglé, mais j'aurais préféré qu'on me prévienne avant.",
            "Correct. Dites simplement combien de temps cela va prendre.",
            "ça a fini par marcher, sans qu'on m'explique pourquoi",
            "Réponse juste mais beaucoup de mots compliqués",
        ),
        4: (
            "Bien expliqué. Un message de confirmation aurait été utile.",
            "Efficace, je n'ai attendu que cinq minutes",
            "Très bien, à part la musique d'attente",
            "Le conseiller a pris le temps de vérifier, merci à lui",
            "ok pour moi. pensez à ceux qui n'ont pas de smartphone",
        ),
        5: (
            "Problème compris du premier coup, et rappelée comme promis.",
            "J'avais peur de devoir tout reprendre et pas du tout, bravo",
            "rapide, clair, humain",
            "Ne changez rien, la dame était adorable",
            "On m'a même prévenu d'une coupure à venir. Merci.",
            "Tout a été fait en un seul appel",
        ),
    },
    "en": {
        1: ("Two weeks and nobody has called back.", "I was told it was fixed. It is not."),
        2: ("I gave my customer number three times.", "The link you sent does not work."),
        3: ("Solved, but nobody told me why it broke.", "Fine, just tell us how long it takes."),
        4: ("Clear and friendly, five minutes on hold.", "Good. A confirmation e-mail would help."),
        5: ("Understood at once, and in English.", "One call and it was done. Thank you."),
    },
}
_LET_DOWN: Mapping[str, tuple[str, ...]] = {
    "fr": (
        "j'ai tout réexpliqué, la personne ne voyait pas mon premier appel",
        "Conseiller aimable mais qui ne pouvait rien décider, on m'a dit qu'on me rappellerait",
        "Il a fallu trois échanges pour qu'on me passe enfin quelqu'un qui puisse agir.",
        "pourquoi vous n'avez pas l'historique sous les yeux ??",
        "On m'a fait patienter trois fois pour chercher dans un autre écran",
        "la conseillère voulait m'aider mais n'avait pas le droit, c'est elle qui le disait",
    ),
    "en": (
        "The agent could not see my last call, so I started all over again.",
        "Kind, but she was not allowed to decide anything.",
    ),
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What someone does with the letter, ``after`` so long: answers, or asks for no more surveys."""

    after: timedelta
    mark: int = 0
    words: str = ""
    stops: bool = False


def reply(seed: int, number: int, contact: Contact, *, stories: bool) -> Reply | None:
    """What the customer of the ``number``-th contact does with a letter about it; None when nothing."""
    chance = stream(seed, "asked", number)
    does = chance.random()
    after = timedelta(seconds=round(3600 * chance.lognormvariate(1.6, 1.1)))
    if does < STOP_SHARE:
        return Reply(after, stops=True)
    if does >= STOP_SHARE + ANSWER_SHARE:
        return None
    mark = round(chance.uniform(*csat_range(contact.dialogue)))
    disappointed = chance.random() < LET_DOWN_SHARE and mark > 1
    says = chance.random() < WORDS_SHARE
    lang = contact.dialogue.lang
    usual, instead = chance.choice(_SAYS[lang][mark]), chance.choice(_LET_DOWN[lang])
    if stories and disappointed and lets_down(contact.team, contact.week):
        return Reply(after, mark - 1, instead if says else "")
    return Reply(after, mark, usual if says else "")


@dataclass(frozen=True, slots=True)
class CalledBack:
    """What a team's manager writes when a low answer is closed, and what the customer is told."""

    done: str
    told: str


CALLED_BACK: Mapping[str, tuple[CalledBack, ...]] = {
    BILLING: (
        CalledBack(
            "Appel passé : l’explication n’était pas claire. Repris ligne par ligne, et le détail envoyé par mail.",
            "Vous nous avez écrit que notre réponse n’était pas claire. Nous avons repris votre facture ligne par ligne et vous "
            "en avons envoyé le détail. La présentation des factures est signalée à l’équipe qui les conçoit.",
        ),
        CalledBack(
            "Message laissé, puis rappel le soir : le dossier attendait une pièce que nous avions déjà. Débloqué dans la journée.",
            "Votre dossier attendait une pièce que nous avions déjà. Il est débloqué, et nous avons revu avec l’équipe comment "
            "éviter cette attente.",
        ),
        CalledBack(
            "Appel passé : deux réponses différentes avaient été données. La bonne est confirmée par écrit, et l’équipe prévenue.",
            "Nous vous avions donné deux réponses différentes, et nous vous présentons nos excuses. La bonne vous est confirmée "
            "par écrit.",
        ),
    ),
    TECHNICAL: (
        CalledBack(
            "Appel passé : le problème revenait le soir. Nouvelle vérification à l’heure où il se produit, suivi gardé par la même personne.",
            "Vous nous avez écrit que le problème revenait. La même personne suit désormais votre dossier et vérifie votre ligne "
            "aux heures où il se produit.",
        ),
        CalledBack(
            "Rappel avec le conseiller présent : les manipulations avaient déjà été faites deux fois. Passage direct au niveau 2.",
            "Nous vous avions fait recommencer des manipulations déjà faites. Votre dossier est passé directement aux techniciens.",
        ),
        CalledBack(
            "Appel passé : le rendez-vous n’avait pas été confirmé. Nouveau créneau pris au téléphone, message envoyé la veille.",
            "Votre rendez-vous n’avait pas été confirmé. Un nouveau créneau est pris avec vous, et un message vous le rappellera.",
        ),
    ),
    RELATION: (
        CalledBack(
            "Appel passé : tout avait dû être répété. Excuses présentées, dossier confié à une seule personne jusqu’au bout.",
            "Vous avez dû répéter votre demande, et nous vous présentons nos excuses. Une seule personne suit maintenant votre "
            "dossier, et sa réponse vous parviendra sous deux jours.",
        ),
        CalledBack(
            "Appel passé : la décision n’appartenait pas au conseiller. Geste accordé, et le cas ajouté à la liste pour l’informatique.",
            "La décision tardait parce qu’elle ne pouvait pas être prise pendant l’échange. Elle est prise, et le geste paraîtra "
            "sur votre prochaine facture.",
        ),
        CalledBack(
            "Appel passé : une promesse faite au premier contact n’était visible nulle part. Tenue aujourd’hui.",
            "Ce qui vous avait été promis au premier contact n’avait pas été transmis. C’est fait.",
        ),
        CalledBack(
            "Rappel après lecture de l’échange avec l’équipe : il fallait passer le relais dès le deuxième message. Demande réglée au téléphone.",
            "Nous aurions dû vous passer plus tôt quelqu’un qui pouvait décider. Votre demande est réglée, et l’équipe l’a relue avec nous.",
        ),
    ),
}
# Of the one low answer that was called back late.
FORGOTTEN = CalledBack(
    "Rappel tardif : le suivi attendait dans ma liste pendant mon absence, personne ne l’avait repris. Demande réglée, excuses présentées.",
    "",
)
