"""Which endings and states a play can reach, and by which acts: whoever writes a scenario sees it at once."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from boussole.core.roleplay.conditions import (
    All,
    AnswersGiven,
    DoesAct,
    HasDone,
    PointMade,
    TensionIs,
    walk,
)
from boussole.core.roleplay.heard import Act, Heard, Span
from boussole.core.roleplay.playing import Play, answer, begin
from boussole.core.roleplay.scenario import Move, Scenario
from boussole.core.roleplay.tension import HEARD, OFTEN, PATIENCE
from boussole.core.signals.catalogue import ACT_NAMES

_NOWHERE = Span(0, 0)
# A good answer does several things at once, and a poor one refuses or sells beside them.
_PAIRS = (
    *((("acknowledgement", other)) for other in ACT_NAMES if other != "acknowledgement"),
    ("refusal", "explanation"),
    ("reformulation", "open_question"),
    ("commitment", "closing_check"),
)

Key = tuple[object, ...]


@dataclass
class Reached:
    """The shortest answers found that lead to each place (state or ending), and the plays they give."""

    plays: dict[str, Play] = field(default_factory=dict)

    def missing(self, scenario: Scenario) -> list[str]:
        """The states and endings that no play was found to reach."""
        keys = [one.key for one in scenario.places]
        return [key for key in keys if key not in self.plays]


def reach(scenario: Scenario, *, most: int = 60_000) -> Reached:
    """Try answers, shortest plays first, until every place is reached or ``most`` plays were tried."""
    reached, answers = Reached(), list(_answers(scenario))
    first = begin(scenario, scenario.languages[0], 0)
    reached.plays[first.place] = first
    wanted = {one.key for one in scenario.places} - {scenario.limit.to}
    watched = _Watched.of(scenario)
    waiting, known, tried = deque([first]), {watched.key(first)}, 0
    while waiting and not wanted <= set(reached.plays) and tried < most:
        play = waiting.popleft()
        for heard in answers:
            tried += 1
            after = answer(play, heard)
            reached.plays.setdefault(after.place, after)
            if not after.over and (key := watched.key(after)) not in known:
                known.add(key)
                waiting.append(after)
    if late := _lasting(first, answers):
        reached.plays.setdefault(late.place, late)
    return reached


def _lasting(first: Play, answers: Sequence[Heard]) -> Play | None:
    """A play that lasts until its limit: two answers in turn that lead to no other ending."""
    for one, other in product(answers, answers):
        play = first
        while not play.over:
            play = answer(play, (one, other)[len(play.exchanges) % 2])
        if (
            len(play.exchanges) == first.scenario.limit.answers
            and play.place == first.scenario.limit.to
        ):
            return play
    return None


def heard_of(*acts: str, points: tuple[str, ...] = ()) -> Heard:
    """An answer that holds these acts and makes these points, whatever its words."""
    return Heard(
        text=" ".join((*acts, *points)),
        acts=tuple(Act(name, _NOWHERE) for name in acts),
        points=tuple(Act(name, _NOWHERE) for name in points),
    )


def _answers(scenario: Scenario) -> Iterator[Heard]:
    yield heard_of()
    yield from (heard_of(name) for name in ACT_NAMES)
    yield from (heard_of(*pair) for pair in _PAIRS)
    yield from _asked(scenario)
    for point in scenario.points:
        yield heard_of(points=(point.key,))
        yield heard_of("acknowledgement", "commitment", points=(point.key,))


def _asked(scenario: Scenario) -> Iterator[Heard]:
    """The answers that a condition asks for whole: one of each of its acts and points."""
    for move in _moves(scenario):
        for condition in walk(move.when):
            if isinstance(condition, All):
                acts = [p.act[0] for p in condition.all if isinstance(p, DoesAct)]
                acts += [p.done[0] for p in condition.all if isinstance(p, HasDone)]
                points = tuple(p.point[0] for p in condition.all if isinstance(p, PointMade))
                yield heard_of(*dict.fromkeys(acts), points=points)


def _moves(scenario: Scenario) -> Iterator[Move]:
    yield from scenario.anywhere
    for state in scenario.states:
        yield from state.moves


@dataclass(frozen=True)
class _Watched:
    """What the conditions of a scenario look at, of all that happened: plays alike in it have one future."""

    done: frozenset[str]
    answers: int
    lasting: int

    @classmethod
    def of(cls, scenario: Scenario) -> _Watched:
        """Everything that a condition of the scenario asks about the past."""
        conditions = [part for move in _moves(scenario) for part in walk(move.when)]
        return cls(
            done=frozenset(n for one in conditions if isinstance(one, HasDone) for n in one.done),
            answers=max((c.answers for c in conditions if isinstance(c, AnswersGiven)), default=0),
            lasting=max((c.for_ for c in conditions if isinstance(c, TensionIs)), default=1),
        )

    def key(self, play: Play) -> Key:
        """Plays with the same key are followed once."""
        done = Counter(name for heard in play.heard for name in heard.names)
        return (
            play.place,
            tuple(exchange.after for exchange in play.exchanges[-self.lasting :]),
            frozenset(self.done & done.keys()),
            any(act in done for act in HEARD),
            tuple(min(done[act], most) for act, most in OFTEN.items()),
            frozenset(point.name for heard in play.heard for point in heard.points),
            play.given,
            tuple(heard.empty for heard in play.heard[-PATIENCE + 1 :]),
            min(len(play.exchanges), self.answers),
        )
