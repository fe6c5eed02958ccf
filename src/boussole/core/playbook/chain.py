"""Why it came to a moment: the chain of messages that led there, each in one short sentence.

``chain`` tells what was expressed, how long nobody answered, and what each reply did or went without, in the
order of the conversation. It explains a moment that a rule has found; it finds none, and it judges nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from boussole.core.playbook.passages import LONGEST, passage
from boussole.core.playbook.rules import Kind
from boussole.core.playbook.saying import DONE, EXPRESSED, grade, without
from boussole.core.readings.thresholds import MILD
from boussole.core.text import Text
from boussole.core.wording import duration, listed, sentence

LinkKind = Literal["expressed", "rise", "wait", "answer", "unanswered"]
# A silence worth telling before an answer.
LONG_WAIT = timedelta(hours=1)
# Dissatisfaction rises when it is so much above the course of tension before the message.
RISE = 0.5
# A sentence up to so long says hello or goodbye.
GREETING = 24
_SENTENCE = re.compile(r"[^\s.!?…][^.!?…\n]*[.!?…]*")
_GRAVE = frozenset({"manager_request", "human_request", "leaving_intent", "public_threat"})
# What a rule of each kind looks for in the replies it names; what stands for it counts as well.
_EXPECTED: dict[str, tuple[str, ...]] = {
    "late_escalation": ("acknowledgement", "handover"),
    "derailment": ("acknowledgement",),
    "broken_promise": ("acknowledgement", "commitment"),
    "missed_opportunity": ("open_question",),
    "rushed_closing": ("closing_check",),
}
_STANDS_FOR: dict[str, frozenset[str]] = {
    "acknowledgement": frozenset({"acknowledgement", "reformulation", "apology"}),
    "open_question": frozenset({"open_question", "handover"}),
    "closing_check": frozenset({"closing_check", "handover"}),
}


@dataclass(frozen=True)
class Found:
    """A signal found in a message, and the characters of the masked text that show it."""

    signal: str
    strength: float
    start: int
    end: int


@dataclass(frozen=True)
class Message:
    """One message as read: ``text`` is masked, ``tension`` (0..3) is the course after it."""

    turn: int
    role: str
    text: str
    tension: float = 0.0
    at: datetime | None = None
    author: str = ""
    public: bool = True
    found: tuple[Found, ...] = ()

    @property
    def signals(self) -> frozenset[str]:
        """The names of what was found."""
        return frozenset(one.signal for one in self.found)

    def strength(self, signal: str) -> float:
        """How strongly a signal was found; 0 when it was not."""
        return max((one.strength for one in self.found if one.signal == signal), default=0.0)


@dataclass(frozen=True)
class Case:
    """The moment to explain: the kind of its rule, the message that carries it and those that explain it.

    ``upstream``: another department caused it, and replies are told by what they do, never by what they lack.
    """

    kind: Kind
    turn: int
    because: tuple[int, ...] = ()
    upstream: bool = False

    @property
    def witnesses(self) -> frozenset[int]:
        """Every message the rule leaned on."""
        return frozenset({self.turn, *self.because})


@dataclass(frozen=True)
class Link:
    """One step of a chain: at which message, in which words, shown by ``text[start:end]`` of that message.

    A wait has no passage: ``start`` and ``end`` are 0. ``carries`` marks the message that carries the moment.
    """

    turn: int
    kind: LinkKind
    said: Text
    start: int = 0
    end: int = 0
    carries: bool = False

    @property
    def number(self) -> int:
        """The message's number as people count."""
        return self.turn + 1


@dataclass(frozen=True)
class Answer:
    """Consecutive messages of one side, read as one."""

    role: str
    messages: tuple[Message, ...]

    @property
    def turns(self) -> tuple[int, ...]:
        """The messages it is made of."""
        return tuple(one.turn for one in self.messages)

    @property
    def signals(self) -> frozenset[str]:
        """The names of what was found in any of its messages."""
        return frozenset(name for one in self.messages for name in one.signals)


def answers(messages: Sequence[Message]) -> list[Answer]:
    """Group public messages by side, as rules do: notes and system lines are apart."""
    grouped: list[list[Message]] = []
    for one in messages:
        if not one.public or one.role == "system":
            continue
        if grouped and grouped[-1][0].role == one.role:
            grouped[-1].append(one)
        else:
            grouped.append([one])
    return [Answer(group[0].role, tuple(group)) for group in grouped]


def chain(messages: Sequence[Message], case: Case) -> tuple[Link, ...]:
    """Explain a moment: the links from the first that matters to the last message the rule leaned on.

    ``messages`` are a whole conversation in order. A message that the case names and the conversation no longer
    has is left out.
    """
    sides = answers(messages)
    last = max(case.witnesses)
    found: list[Link] = []
    for place, answer in enumerate(sides):
        if answer.turns[0] > last:
            break
        before = sides[place - 1] if place else None
        match answer.role:
            case "customer":
                found.extend(_expressed(answer, messages, case))
            case "agent":
                found.extend(_answered(answer, before, case, started=bool(found)))
            case _:
                continue
    found.extend(_unanswered(sides, case))
    return tuple(found)


def _expressed(answer: Answer, messages: Sequence[Message], case: Case) -> Iterator[Link]:
    for one in answer.messages:
        before = _tension_before(one, messages)
        felt = one.strength("dissatisfaction")
        rises = felt >= MILD and felt >= before + RISE
        if not (rises or one.turn in case.witnesses or one.signals & _GRAVE):
            continue
        start, end = _shown(one, one.signals & set(EXPRESSED) | {"dissatisfaction"})
        yield Link(
            turn=one.turn,
            kind="rise" if rises and before >= MILD else "expressed",
            said=_customer_says(one, rising=rises and before >= MILD),
            start=start,
            end=end,
            carries=one.turn == case.turn,
        )


def _tension_before(one: Message, messages: Sequence[Message]) -> float:
    earlier = [other.tension for other in messages if other.turn < one.turn]
    return earlier[-1] if earlier else 0.0


def _customer_says(one: Message, *, rising: bool) -> Text:
    parts = []
    felt = one.strength("dissatisfaction")
    if felt >= MILD:
        level = grade(felt)
        more = Text(fr=", plus marquée qu’avant", en=", more than before") if rising else _NOTHING
        parts.append(
            Text(
                fr=f"exprime une insatisfaction {level.fr}{more.fr}",
                en=f"expresses {level.en} dissatisfaction{more.en}",
            )
        )
    parts += [said for name, said in EXPRESSED.items() if name in one.signals]
    did = listed(parts or [Text(fr="poursuit", en="goes on")])
    return Text(fr=f"Le client {did.fr}.", en=f"The customer {did.en}.")


_NOTHING = Text(fr="", en="")


def _answered(
    answer: Answer, before: Answer | None, case: Case, *, started: bool
) -> Iterator[Link]:
    """A reply after something was expressed: how long it took, what it does, what it goes without.

    One that the rule did not lean on, and in which no act is read, has nothing to tell.
    """
    named = [turn for turn in answer.turns if turn in case.witnesses]
    if not started and not named:
        return
    if (wait := _wait(before, answer)) is not None:
        yield Link(answer.turns[0], "wait", _waited(wait))
    if not named and not answer.signals & set(DONE):
        return
    told = next(one for one in answer.messages if one.turn == (named or answer.turns)[0])
    lacks = _lacked(answer, case) if named and not case.upstream else ()
    start, end = _shown(told, answer.signals)
    yield Link(
        turn=told.turn,
        kind="answer",
        said=_reply_does(answer, lacks),
        start=start,
        end=end,
        carries=case.turn in answer.turns,
    )


def _wait(before: Answer | None, answer: Answer) -> timedelta | None:
    """How long a customer waited for this reply, from their first message that was still open."""
    if before is None or before.role != "customer":
        return None
    asked, answered = before.messages[0].at, answer.messages[0].at
    waited = answered - asked if asked and answered else None
    return waited if waited is not None and waited >= LONG_WAIT else None


def _waited(wait: timedelta) -> Text:
    said = duration(wait.total_seconds())
    return Text(fr=f"Le client attend {said.fr}.", en=f"The customer waits {said.en}.")


def _lacked(answer: Answer, case: Case) -> tuple[str, ...]:
    return tuple(
        act
        for act in _EXPECTED.get(case.kind, ())
        if not answer.signals & _STANDS_FOR.get(act, frozenset({act}))
    )


def _reply_does(answer: Answer, lacks: Sequence[str]) -> Text:
    done = [said for name, said in DONE.items() if name in answer.signals]
    did = listed(done)
    if lacks:
        missing = without(lacks)
        join = ", " if done else " "
        did = Text(
            fr=f"{did.fr or 'poursuit'}{join if done else ' '}{missing.fr}",
            en=f"{did.en or 'goes on'}{join if done else ' '}{missing.en}",
        )
    elif not done:
        did = Text(fr="poursuit l’échange", en="goes on")
    return Text(fr=f"La réponse {did.fr}.", en=f"The reply {did.en}.")


def _unanswered(sides: Sequence[Answer], case: Case) -> Iterator[Link]:
    """The last word is the customer's, and the rule leaned on it."""
    if sides and sides[-1].role == "customer" and set(sides[-1].turns) & case.witnesses:
        if case.kind in {"recovery", "exemplary", "good_escalation"}:
            return
        said = Text(fr="aucune réponse ne suit.", en="no reply follows.")
        yield Link(sides[-1].turns[-1], "unanswered", sentence(said))


def _shown(one: Message, names: frozenset[str] | set[str]) -> tuple[int, int]:
    labels = [
        {"signal": label.signal, "strength": label.strength, "start": label.start, "end": label.end}
        for label in one.found
    ]
    if not labels:
        return _first_sentence(one.text)
    shown = passage(one.text, labels, names)
    return shown.start, shown.end


def _first_sentence(text: str) -> tuple[int, int]:
    """The first sentence that is more than a greeting; the message's beginning when none is."""
    spans = [found.span() for found in _SENTENCE.finditer(text)]
    telling = (span for span in spans if span[1] - span[0] > GREETING)
    start, end = next(telling, spans[0] if spans else (0, 0))
    return start, min(end, start + LONGEST)
