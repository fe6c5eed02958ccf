"""The point where a conversation could have gone otherwise, and where it went well: chosen by a rule that is said.

One message is named, the agent's, and with it why that one. It is a place to talk about, not a fault: what to say
there is the playbook's, and the people who were there know more than any rule.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from boussole.core.playbook.chain import Answer, Case, Message, answers
from boussole.core.playbook.rules import SUCCESSES, Kind
from boussole.core.readings.thresholds import CLEAR
from boussole.core.text import Text


@dataclass(frozen=True)
class TurningPoint:
    """An agent's message, and in words the rule by which it was chosen."""

    turn: int
    why: Text

    @property
    def number(self) -> int:
        """The message's number as people count."""
        return self.turn + 1


# For each kind that deserves a debrief, the kinds of success that show what else can be done there, best first.
SHOWN_BY: dict[Kind, tuple[Kind, ...]] = {
    "late_escalation": ("good_escalation", "recovery"),
    "derailment": ("recovery", "exemplary"),
    "broken_promise": ("recovery",),
    "missed_opportunity": ("exemplary",),
    "intrusive_offer": ("exemplary",),
    "rushed_closing": ("exemplary",),
    "to_debrief": ("to_thank", "exemplary"),
}


def shown_by(kind: Kind) -> tuple[Kind, ...]:
    """The kinds of success in which the same thing was done well; for a success, its own kind."""
    return SHOWN_BY.get(kind, (kind,))


def turning_point(messages: Sequence[Message], case: Case) -> TurningPoint | None:
    """Choose the agent's message a debrief of this moment can stop at; nothing when no reply is there.

    - late escalation: the first reply after the customer first makes it clear, which may be before the message that
      carries the moment;
    - missed opportunity: the first reply after the need;
    - broken promise: the last commitment before the customer came back, else the first reply after;
    - any other: the reply that carries the moment, else the first one after it.
    """
    sides = answers(messages)
    return _CHOSEN.get(case.kind, _own)(sides, case)


def _late(sides: Sequence[Answer], case: Case) -> TurningPoint | None:
    clear = [
        one.turn
        for side in sides
        if side.role == "customer"
        for one in side.messages
        if one.turn <= case.turn and _makes_it_clear(one)
    ]
    return _first_after(
        sides,
        replace(case, turn=clear[0] if clear else case.turn),
        Text(
            fr="C’est la première réponse après le message {number}, où le client le dit clairement pour la première fois.",
            en="It is the first reply after message {number}, in which the customer first makes it clear.",
        ),
    )


def _makes_it_clear(message: Message) -> bool:
    asks = message.signals & {"manager_request", "public_threat"}
    return bool(asks) or message.strength("dissatisfaction") >= CLEAR


def _need(sides: Sequence[Answer], case: Case) -> TurningPoint | None:
    return _first_after(
        sides,
        case,
        Text(
            fr="C’est la première réponse après le message {number}, où le client évoque un besoin.",
            en="It is the first reply after message {number}, in which the customer mentions a need.",
        ),
    )


def _promise(sides: Sequence[Answer], case: Case) -> TurningPoint | None:
    promised = [
        one.turn
        for answer in sides
        if answer.role == "agent"
        for one in answer.messages
        if one.turn < case.turn and "commitment" in one.signals
    ]
    if promised:
        why = Text(
            fr="C’est le dernier engagement pris avant le message {number}, où le client revient.",
            en="It is the last commitment made before message {number}, in which the customer comes back.",
        )
        return TurningPoint(promised[-1], why.format(number=case.turn + 1))
    return _first_after(
        sides,
        case,
        Text(
            fr="C’est la première réponse après le message {number}, où le client rappelle ce qui lui avait été dit.",
            en="It is the first reply after message {number}, in which the customer recalls what they were told.",
        ),
    )


def _own(sides: Sequence[Answer], case: Case) -> TurningPoint | None:
    carrying = [a for a in sides if a.role == "agent" and case.turn in a.turns]
    if not carrying:
        return _first_after(
            sides,
            case,
            Text(
                fr="C’est la première réponse après le message {number}, qui porte la situation.",
                en="It is the first reply after message {number}, which carries the situation.",
            ),
        )
    return TurningPoint(case.turn, _WHY_OWN.get(case.kind, _CARRIES))


def _first_after(sides: Sequence[Answer], case: Case, why: Text) -> TurningPoint | None:
    later = (a.turns[0] for a in sides if a.role == "agent" and a.turns[0] > case.turn)
    turn = next(later, None)
    return None if turn is None else TurningPoint(turn, why.format(number=case.turn + 1))


_CARRIES = Text(
    fr="C’est la réponse qui porte la situation.", en="It is the reply that carries the situation."
)
_WHY_OWN: dict[Kind, Text] = {
    "derailment": Text(
        fr="C’est la réponse après laquelle l’insatisfaction exprimée monte, sans que la situation y soit reconnue.",
        en="It is the reply after which the dissatisfaction expressed rises, the situation not being acknowledged in it.",
    ),
    "intrusive_offer": Text(
        fr="C’est le message qui propose une offre alors que le problème est encore ouvert.",
        en="It is the message that makes an offer while the problem is still open.",
    ),
    "rushed_closing": Text(
        fr="C’est le message qui prend congé alors que le client attend encore quelque chose.",
        en="It is the message that says goodbye while the customer still expects something.",
    ),
    **dict.fromkeys(
        SUCCESSES,
        Text(
            fr="C’est la réponse après laquelle la suite s’est bien passée.",
            en="It is the reply after which things went well.",
        ),
    ),
}
_CHOSEN: dict[Kind, Callable[[Sequence[Answer], Case], TurningPoint | None]] = {
    "late_escalation": _late,
    "missed_opportunity": _need,
    "broken_promise": _promise,
}
