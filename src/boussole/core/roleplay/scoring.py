"""Looking back on a play: what was seen in it, with the passages, and one cue to try next time.

The play is read as any conversation is, by ``core.facts.read`` and the playbook in force. Nothing here is a
grade or a figure for the person: acts are there or not, and tension is the customer's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from boussole.core import facts
from boussole.core.conversations import Conversation, Party, Turn
from boussole.core.playbook import Playbook, why
from boussole.core.roleplay.errors import RolePlayError
from boussole.core.roleplay.playing import Play
from boussole.core.roleplay.scenario import Ending
from boussole.core.roleplay.tension import Shift, ShiftCause
from boussole.core.signals.catalogue import BY_NAME
from boussole.core.text import Text
from boussole.core.wording import NBSP, within

# What to try when an act that the play was an occasion for was not found.
CUES: dict[str, Text] = {
    "acknowledgement": Text(
        fr="Nommez d’abord ce que vit le client.",
        en="First name what the customer is going through.",
    ),
    "reformulation": Text(
        fr="Redites la demande pour la vérifier.", en="Say the request back to check it."
    ),
    "apology": Text(
        fr="Présentez des excuses pour ce qui vient de nous.",
        en="Apologise for what was our doing.",
    ),
    "open_question": Text(
        fr="Posez une question ouverte avant de répondre.",
        en="Ask an open question before you answer.",
    ),
    "explanation": Text(
        fr="Dites pourquoi, en partant de sa situation.",
        en="Say why, starting from their situation.",
    ),
    "commitment": Text(
        fr="Dites qui fait quoi, et pour quand.", en="Say who does what, and by when."
    ),
    "offer": Text(
        fr="Répondez au besoin évoqué par une proposition.",
        en="Answer the need they mentioned with a proposal.",
    ),
    "refusal": Text(
        fr="Dites non clairement, avec la raison.", en="Say no clearly, with the reason."
    ),
    "handover": Text(
        fr="Passez le relais en disant à qui et pour quand.",
        en="Hand over, saying to whom and by when.",
    ),
    "closing_check": Text(
        fr="Vérifiez que tout est réglé avant de conclure.",
        en="Check that all is settled before you finish.",
    ),
}
# What to try after what made tension rise.
_AFTER: dict[ShiftCause, Text] = {
    "refused": CUES["explanation"],
    "explained": CUES["acknowledgement"],
    "offered": Text(
        fr="Réglez la demande avant de proposer quoi que ce soit.",
        en="Settle the request before you offer anything.",
    ),
    "blamed": Text(
        fr="Dites ce qui reste possible, sans chercher de faute.",
        en="Say what is still possible, without looking for fault.",
    ),
    "ignored": CUES["commitment"],
}


@dataclass(frozen=True, slots=True)
class Seen:
    """An act found in an answer: the message that holds it (from 0, the customer's opening), and its words."""

    act: str
    message: int
    passage: str

    @property
    def label(self) -> Text:
        """The act as people read it."""
        return BY_NAME[self.act].label


@dataclass(frozen=True, slots=True)
class Found:
    """A moment of the playbook found in the play.

    ``given``: it was there before the first answer, in what the customer came with.
    """

    rule: str
    name: Text
    success: bool
    message: int
    passage: str
    why: Text
    cue: Text
    given: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """One cue to try next time, and what in the play calls for it."""

    cue: Text
    because: Text


@dataclass(frozen=True, slots=True)
class LookBack:
    """What was seen in a play. ``course`` is tension at the start and after each answer."""

    ending: Ending
    course: tuple[int, ...]
    shifts: tuple[tuple[Shift, ...], ...]
    seen: tuple[Seen, ...]
    missing: tuple[str, ...]
    misplaced: tuple[Seen, ...]
    found: tuple[Found, ...]
    advice: Advice


def look_back(play: Play, frame: facts.Frame) -> LookBack:
    """Look back on a play that has ended, with the playbook and models of ``frame``."""
    ending = play.ending
    if ending is None:
        raise RolePlayError(f"{play.scenario.key} has not ended: there is nothing to look back on")
    acts = tuple(_acts(play))
    scenario = play.scenario
    found = _found(play, frame)
    missing = tuple(act for act in scenario.aims if act not in {one.act for one in acts})
    return LookBack(
        ending=ending,
        course=(scenario.start.tension, *(exchange.after for exchange in play.exchanges)),
        shifts=tuple(exchange.shifts for exchange in play.exchanges),
        seen=tuple(one for one in acts if one.act in scenario.aims),
        missing=missing,
        misplaced=tuple(one for one in acts if one.act in scenario.avoid),
        found=found,
        advice=_advice(play, frame.playbook, found, missing),
    )


def as_conversation(play: Play, key: str = "play") -> Conversation:
    """The play as a source would give it, under the id ``key``."""
    ending = play.ending
    return Conversation(
        id=key,
        turns=tuple(Turn(role=role, text=text) for role, text in play.messages),
        channel="chat",
        language=play.language,
        status="solved" if ending is not None and ending.resolved else "open",
        customer=Party(name=play.scenario.customer.in_(play.language)),
    )


def _acts(play: Play) -> Iterator[Seen]:
    for number, exchange in enumerate(play.exchanges):
        text = exchange.heard.text
        for act in exchange.heard.acts:
            yield Seen(act.name, message(number), text[act.span.start : act.span.end])


def message(exchange: int) -> int:
    """Where an answer stands among the messages of its play, from 0: the customer opens it."""
    return 2 * exchange + 1


def _found(play: Play, frame: facts.Frame) -> tuple[Found, ...]:
    moments = pl.DataFrame(pl.from_arrow(facts.read([as_conversation(play)], frame).moments))
    playbook = frame.playbook
    return tuple(
        Found(
            rule=row["rule"],
            name=playbook[row["rule"]].name,
            success=row["success"],
            message=row["turn"],
            passage=row["passage"],
            why=why(playbook, row["rule"], row["turn"], row["because"]),
            cue=playbook[row["rule"]].cue,
            given=max([row["turn"], *row["because"]]) == 0,
        )
        for row in moments.iter_rows(named=True)
    )


def _advice(
    play: Play, playbook: Playbook, found: tuple[Found, ...], missing: tuple[str, ...]
) -> Advice:
    """One thing: what the scenario works on, else what made tension rise, else what was not there."""
    failures = [one for one in found if not one.success and not one.given]
    failures.sort(key=lambda one: -playbook[one.rule].weight)
    for one in failures:
        if one.rule in play.scenario.works_on:
            return Advice(one.cue, one.why)
    risen = _risen(play)
    if risen is not None:
        return risen
    if failures and play.ending is not None and play.ending.quality != "good":
        return Advice(failures[0].cue, failures[0].why)
    if missing:
        label = BY_NAME[missing[0]].label
        because = Text(
            fr=f"Pas encore vu dans cet échange{NBSP}: {label.fr}.",
            en=f"Not seen yet in this conversation: {label.en}.",
        )
        return Advice(CUES[missing[0]], because)
    return _kept(play, playbook, found)


def _risen(play: Play) -> Advice | None:
    """What to try instead of what made tension rise first."""
    for number, exchange in enumerate(play.exchanges):
        for shift in exchange.shifts:
            if shift.change > 0 and shift.cause in _AFTER:
                place = message(number) + 1
                because = Text(
                    fr=f"Message {place}{NBSP}: {within(shift.text).fr}.",
                    en=f"Message {place}: {within(shift.text).en}.",
                )
                return Advice(_AFTER[shift.cause], because)
    return None


def _kept(play: Play, playbook: Playbook, found: tuple[Found, ...]) -> Advice:
    """What went well is worth doing again."""
    successes = [one for one in found if one.success]
    if successes:
        return Advice(successes[0].cue, successes[0].why)
    debrief = play.ending.debrief if play.ending else None
    said = Text(fr=debrief.fr, en=debrief.en) if debrief else Text(fr="", en="")
    rules = {rule.key: rule for rule in playbook.rules}
    key = next((key for key in play.scenario.works_on if key in rules), playbook.rules[0].key)
    return Advice(rules[key].cue, said)
