"""Playing a scenario: values in, values out.

``begin`` opens a play, ``answer`` gives the play after one more answer. The same scenario, language, seed
and answers give the same play, so a play is kept as its seed and the agent's texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from boussole.core.conversations import Role
from boussole.core.roleplay import tension
from boussole.core.roleplay.conditions import Past, holds
from boussole.core.roleplay.errors import PlayOverError, RolePlayError
from boussole.core.roleplay.heard import Heard, Span
from boussole.core.roleplay.lines import pick, reaction
from boussole.core.roleplay.scenario import Ending, Scenario, State
from boussole.core.roleplay.tension import Shift
from boussole.core.text import Language


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the customer says: the scripted words, and those said when a language model reworded them."""

    scripted: str
    reworded: str | None = None

    @property
    def text(self) -> str:
        """The words said."""
        return self.scripted if self.reworded is None else self.reworded


@dataclass(frozen=True, slots=True)
class Exchange:
    """One answer and what came of it. ``place`` is where it led: a state or an ending."""

    heard: Heard
    shifts: tuple[Shift, ...]
    before: int
    after: int
    place: str
    given: str | None
    spoken: Spoken


@dataclass(frozen=True)
class Play:
    """A play so far. Nothing in it changes: each answer gives a new one."""

    scenario: Scenario
    language: Language
    seed: int
    opening: Spoken
    exchanges: tuple[Exchange, ...] = ()

    @property
    def place(self) -> str:
        """The state or ending where the customer is."""
        return self.exchanges[-1].place if self.exchanges else self.scenario.start.state

    @property
    def tension(self) -> int:
        """Tension now, 0 to 3."""
        return self.exchanges[-1].after if self.exchanges else self.scenario.start.tension

    @property
    def ending(self) -> Ending | None:
        """How it ended; None while it goes on."""
        return self.scenario.ending(self.place)

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.ending is not None

    @cached_property
    def heard(self) -> tuple[Heard, ...]:
        """The answers so far."""
        return tuple(exchange.heard for exchange in self.exchanges)

    @cached_property
    def given(self) -> tuple[str, ...]:
        """The facts that the customer has told."""
        return tuple(exchange.given for exchange in self.exchanges if exchange.given)

    @property
    def messages(self) -> Iterator[tuple[Role, str]]:
        """What was said, in order."""
        yield "customer", self.opening.text
        for exchange in self.exchanges:
            yield "agent", exchange.heard.text
            yield "customer", exchange.spoken.text


def begin(scenario: Scenario, language: Language, seed: int) -> Play:
    """Open a play: the customer speaks first."""
    if language not in scenario.languages:
        raise RolePlayError(f"{scenario.key} is not written in {language!r}")
    start = _state(scenario, scenario.start.state)
    line = pick(start.lines.in_(language), (), seed, scenario.key, "opening")
    return Play(scenario, language, seed, Spoken(line))


def answer(play: Play, heard: Heard) -> Play:
    """The play after one more answer. Raises PlayOverError when it has ended."""
    if play.over:
        raise PlayOverError(f"{play.scenario.key} has ended ({play.place}): begin another play")
    state = _state(play.scenario, play.place)
    before = tension.Before(play.tension, play.heard, state.settled)
    why = tension.shifts(heard, before, _calming_point(play, heard))
    after = tension.moved(play.tension, why)
    given = _given(play, state, heard)
    place = _next(play, state, heard, given, after)
    exchange = Exchange(heard, why, play.tension, after, place, given, Spoken(""))
    said = _said(play, state, exchange)
    return replace(play, exchanges=(*play.exchanges, replace(exchange, spoken=Spoken(said))))


def replay(scenario: Scenario, language: Language, seed: int, answers: Iterable[Heard]) -> Play:
    """The play that these answers give, up to its ending: what comes after it is not read."""
    play = begin(scenario, language, seed)
    for heard in answers:
        if play.over:
            break
        play = answer(play, heard)
    return play


def _state(scenario: Scenario, key: str) -> State:
    state = scenario.state(key)
    if state is None:
        raise RolePlayError(f"{scenario.key} has no state {key!r}")
    return state


def _points(play: Play) -> frozenset[str]:
    return frozenset(point.name for heard in play.heard for point in heard.points)


def _calming_point(play: Play, heard: Heard) -> Span | None:
    """Where the answer makes a point that eases, for the first time."""
    easing = {point.key for point in play.scenario.points if point.calms} - _points(play)
    return next((made.span for made in heard.points if made.name in easing), None)


def _given(play: Play, state: State, heard: Heard) -> str | None:
    """The fact told in return for an open question: the one asked for, or the next."""
    if "open_question" not in heard.names:
        return None
    left = [key for key in state.gives if key not in play.given]
    return next((key for key in left if key in heard.asks), left[0] if left else None)


def _next(play: Play, state: State, heard: Heard, given: str | None, after: int) -> str:
    past = Past(
        acts=heard.names,
        done=heard.names.union(*(one.names for one in play.heard)),
        points=_points(play) | {point.name for point in heard.points},
        facts=frozenset(play.given) | ({given} if given else set()),
        tensions=(*(exchange.after for exchange in play.exchanges), after),
    )
    moves = (*play.scenario.anywhere, *state.moves)
    place = next((move.to for move in moves if holds(move.when, past)), state.key)
    late = len(play.exchanges) + 1 >= play.scenario.limit.answers
    if late and play.scenario.ending(place) is None:
        return play.scenario.limit.to
    return place


def _said(play: Play, state: State, exchange: Exchange) -> str:
    """What the customer answers: an ending is said alone, a fact may stand for the line of the state."""
    scenario, language = play.scenario, play.language
    if ending := scenario.ending(exchange.place):
        return _pick(play, ending.lines.in_(language), exchange.place)
    parts: list[str] = []
    if exchange.given:
        fact = next(one for one in scenario.facts if one.key == exchange.given)
        parts.append(_pick(play, fact.lines.in_(language), exchange.given))
    if exchange.place != state.key:
        came_to = _state(scenario, exchange.place)
        parts.append(_pick(play, came_to.lines.in_(language), exchange.place))
    elif not exchange.given:
        insisting = state.insists.in_(language) or state.lines.in_(language)
        parts.append(_pick(play, insisting, exchange.place))
    reacts = reaction(scenario, language, exchange.before, exchange.after, exchange.shifts)
    if reacts:
        parts.insert(0, _pick(play, _not_said_twice(reacts, parts[0]), "reaction"))
    return " ".join(parts)


def _not_said_twice(reacts: tuple[str, ...], line: str) -> tuple[str, ...]:
    """The reactions that do not begin as the line after them does."""
    first = _first_word(line)
    others = tuple(one for one in reacts if _first_word(one) != first)
    return others or reacts


def _first_word(line: str) -> str:
    return line.partition(" ")[0].strip(",.")


def _pick(play: Play, lines: tuple[str, ...], place: str) -> str:
    """A line not heard yet in this play, if there is one."""
    spoken = "\n".join([play.opening.scripted, *(one.spoken.scripted for one in play.exchanges)])
    said = {line for line in lines if line in spoken}
    return pick(lines, said, play.seed, play.scenario.key, len(play.exchanges), place)
