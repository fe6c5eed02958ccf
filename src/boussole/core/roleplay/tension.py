"""How an agent's answer moves the customer's tension, and why.

One table of rules for every scenario, so that whoever trains learns one thing: what is found in an
answer, never how it was typed. Tension (0 to 3) rises by up to two steps in an answer and falls by one,
as the tension read in real conversations rises at once and fades (``core/readings/tension.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from boussole.core.roleplay.conditions import CALMEST, TENSEST
from boussole.core.roleplay.heard import Heard, Span
from boussole.core.text import Text

ShiftCause = Literal[
    "acknowledgement", "reformulation", "apology", "commitment", "handover", "point", "again", "question",
    "refused", "explained", "offered", "blamed", "ignored", "nothing",
]  # fmt: skip

TENSE = 2
STEEPEST_RISE, STEEPEST_FALL = 2, 1
# The acts that show a customer that they were heard.
HEARD: tuple[str, ...] = ("acknowledgement", "reformulation", "apology")
# How often an act eases the same customer: said again and again, it is a formula.
OFTEN: dict[ShiftCause, int] = {
    "acknowledgement": 2,
    "reformulation": 2,
    "apology": 1,
    "commitment": 2,
    "handover": 1,
}
PATIENCE = 2  # answers in a row without any act

_SAID: dict[ShiftCause, Text] = {
    "acknowledgement": Text(
        fr="Vous avez reconnu sa situation", en="You acknowledged their situation"
    ),
    "reformulation": Text(
        fr="Vous avez redit la demande pour la vérifier",
        en="You said the request back to check it",
    ),
    "apology": Text(fr="Vous avez présenté des excuses", en="You apologised"),
    "commitment": Text(
        fr="Vous avez dit qui fait quoi, et pour quand", en="You said who does what, and by when"
    ),
    "handover": Text(fr="Vous avez passé le relais", en="You handed over"),
    "point": Text(fr="Vous avez dit ce qui comptait", en="You said what mattered"),
    "again": Text(
        fr="Dit une fois de plus, cela n’apaise plus", en="Said once more, it eases nothing"
    ),
    "question": Text(fr="Vous avez posé une question ouverte", en="You asked an open question"),
    "refused": Text(fr="Vous avez refusé sans dire pourquoi", en="You refused without saying why"),
    "explained": Text(
        fr="Vous avez expliqué avant de reconnaître sa situation",
        en="You explained before acknowledging their situation",
    ),
    "offered": Text(
        fr="Vous avez fait une proposition avant que la demande soit réglée",
        en="You made an offer before the request was settled",
    ),
    "blamed": Text(
        fr="La réponse renvoie la faute au client", en="The reply puts the blame on the customer"
    ),
    "ignored": Text(
        fr="Deux réponses de suite sans rien qui fasse avancer",
        en="Two replies in a row with nothing that moves things on",
    ),
    "nothing": Text(
        fr="Rien n’a été trouvé dans cette réponse qui apaise ou fasse avancer",
        en="Nothing was found in this reply that eases or moves things on",
    ),
}


@dataclass(frozen=True, slots=True)
class Shift:
    """Why tension moved, or did not: ``change`` in steps, and the words of the answer that show it."""

    cause: ShiftCause
    change: int
    span: Span | None = None

    @property
    def text(self) -> Text:
        """What happened, in words."""
        return _SAID[self.cause]


@dataclass(frozen=True, slots=True)
class Before:
    """What the rules look at, before the answer: tension, the acts of each answer so far, and the state."""

    tension: int
    answers: Sequence[Heard]
    settled: bool


def shifts(heard: Heard, before: Before, calming_point: Span | None) -> tuple[Shift, ...]:
    """Why tension moves after ``heard``; the changes add up to the move, before 0 and 3 bound it."""
    found = [*_raising(heard, before), *_calming(heard, before, calming_point)]
    if not found:
        found = [Shift("nothing", 0)] if heard.empty else []
    return tuple(_bounded(found))


def moved(tension: int, why: Sequence[Shift]) -> int:
    """Tension after these shifts."""
    return min(max(tension + sum(one.change for one in why), CALMEST), TENSEST)


def _raising(heard: Heard, before: Before) -> Iterator[Shift]:
    names = heard.names
    heard_out = any(names_ & set(HEARD) for names_ in (names, *(a.names for a in before.answers)))
    if "refusal" in names and "explanation" not in names:
        yield Shift("refused", 1, heard.span("refusal"))
    elif "explanation" in names and before.tension >= TENSE and not heard_out:
        yield Shift("explained", 1, heard.span("explanation"))
    if "offer" in names and (before.tension >= TENSE or not before.settled):
        yield Shift("offered", 1, heard.span("offer"))
    if heard.blame is not None:
        yield Shift("blamed", 1, heard.blame)
    silent = [one.empty for one in (*before.answers, heard)][-PATIENCE:]
    if len(silent) == PATIENCE and all(silent):
        yield Shift("ignored", 1)


def _calming(heard: Heard, before: Before, calming_point: Span | None) -> Iterator[Shift]:
    names = heard.names
    bare_refusal = "refusal" in names and "explanation" not in names
    for act, most in OFTEN.items():
        # An apology that carries a bare refusal is a formula of politeness.
        if act not in names or (act == "apology" and bare_refusal):
            continue
        if act == "handover" and before.tension < TENSE:
            continue
        times = sum(act in one.names for one in before.answers)
        eases = times < most
        yield Shift(act if eases else "again", -1 if eases else 0, heard.span(act))
    if calming_point is not None:
        yield Shift("point", -1, calming_point)
    if "open_question" in names:
        yield Shift("question", 0, heard.span("open_question"))


def _bounded(found: Sequence[Shift]) -> Iterator[Shift]:
    """Beyond the steepest move, a shift is told and moves nothing more."""
    up = down = 0
    for one in found:
        if one.change > 0:
            up += 1
            yield one if up <= STEEPEST_RISE else replace(one, change=0)
        elif one.change < 0:
            down += 1
            yield one if down <= STEEPEST_FALL else replace(one, change=0)
        else:
            yield one
