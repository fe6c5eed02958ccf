"""What customers answer when they are asked: CSAT after a contact, sometimes CES, and NPS now and then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from boussole.adapters.demo.dialogues import Dialogue
from boussole.core.conversations import Answer
from boussole.core.text import Language

CSAT_SHARE, CES_SHARE, NPS_SHARE = 0.34, 0.14, 0.09
COMMENT_SHARE = 0.3
# Of the customers whom a team without means lets down, how many say so, by one point.
LET_DOWN_SHARE = 0.5

# The range a dialogue's tags suggest when the author gave none; the first that is there counts.
_RANGES: tuple[tuple[str, tuple[int, int]], ...] = (
    ("recovery", (4, 5)),
    ("exemplary", (4, 5)),
    ("late_escalation", (1, 2)),
    ("derailment", (1, 2)),
    ("broken_promise", (1, 3)),
    ("rushed_closing", (1, 3)),
    ("good_escalation", (3, 5)),
    ("praise", (4, 5)),
    ("early_offer", (2, 3)),
    ("angry", (1, 3)),
    ("tense", (2, 4)),
    ("repeat", (2, 4)),
)
_HARD = frozenset(
    {"repeat", "transfer", "late_escalation", "derailment", "broken_promise", "invoice_change"}
)

_COMMENTS: dict[str, dict[int, tuple[str, ...]]] = {
    "fr": {
        1: (
            "Aucune solution, je cherche ailleurs",
            "on m'a fait perdre une matinée",
            "Toujours rien de réglé à ce jour.",
            "nul. et encore je suis poli",
            "3 personnes 3 réponses différentes",
        ),
        2: (
            "Conseiller correct mais mon problème reste entier",
            "trop long pour pas grand chose",
            "j'ai dû réexpliquer depuis le début",
            "réponse à côté de la question",
        ),
        3: (
            "ça va, mais il a fallu insister",
            "Problème réglé, attente trop longue",
            "moyen",
            "Correct sans plus. La facture reste incompréhensible.",
        ),
        4: (
            "Rapide et clair, merci",
            "bien reçu, j'attends de voir sur la prochaine facture",
            "Conseillère à l'écoute",
            "bonne réponse, un peu d'attente",
        ),
        5: (
            "Enfin quelqu'un qui lit ce qu'on écrit",
            "réglé en 5 min top",
            "Merci à la personne que j'ai eue, très patiente avec moi",
            "Parfait, rien à redire.",
            "service au top pour une fois",
        ),
    },
    "en": {
        1: ("Nobody seems to own the problem.", "still not fixed, moving on"),
        2: ("Polite, but I had to explain it all again.", "Too slow for a simple question."),
        3: ("Sorted in the end.", "OK, but the wait was long."),
        4: ("Clear answer, thanks", "Good, just a bit of a wait."),
        5: ("Really helpful, in English too!", "Someone finally read my message. Thank you."),
    },
}


def csat_range(dialogue: Dialogue) -> tuple[int, int]:
    """The marks this dialogue can earn, on 1-5."""
    if dialogue.csat:
        return dialogue.csat
    tagged = next((marks for tag, marks in _RANGES if tag in dialogue.tags), None)
    return tagged or ((4, 5) if dialogue.resolved else (2, 3))


def answers(dialogue: Dialogue, solved_at: datetime, chance: Random) -> Iterator[Answer]:
    """The answers this customer gives after the conversation, if any."""
    low, high = csat_range(dialogue)
    mood = chance.uniform(low, high)
    at = solved_at + timedelta(seconds=round(60 * chance.lognormvariate(3.5, 1.4)))
    if chance.random() < CSAT_SHARE:
        mark = round(mood)
        comment = _comment(dialogue, mark, chance)
        yield Answer(kind="csat", scale=5, value=mark, at=at, comment=comment)
    if chance.random() < CES_SHARE:
        yield Answer(kind="ces", scale=7, value=_ease(dialogue, mood, chance), at=at)
    if chance.random() < NPS_SHARE:
        yield Answer(kind="nps", scale=11, value=_promotes(mood, chance), at=at)


def let_down(given: Answer, language: Language, chance: Random) -> Answer:
    """A CSAT answer of a customer who may have been let down: one point less for about half of them; others as they are."""
    if given.kind != "csat" or given.value == 1 or chance.random() >= LET_DOWN_SHARE:
        return given
    mark = round(given.value) - 1
    comment = usual_comment(language, mark, chance) if given.comment else None
    return given.model_copy(update={"value": mark, "comment": comment})


def _comment(dialogue: Dialogue, mark: int, chance: Random) -> str | None:
    if chance.random() > COMMENT_SHARE:
        return None
    return usual_comment(dialogue.lang, mark, chance)


def usual_comment(language: Language, mark: int, chance: Random) -> str:
    """What customers write beside a mark."""
    return chance.choice(_COMMENTS[language][mark])


def _ease(dialogue: Dialogue, mood: float, chance: Random) -> int:
    hard = 2.0 if dialogue.tags & _HARD else 0.0
    return max(1, min(7, round(1 + mood * 1.25 - hard + chance.gauss(0, 0.8))))


def _promotes(mood: float, chance: Random) -> int:
    return max(0, min(10, round(mood * 1.9 + chance.gauss(0.3, 1.4))))
