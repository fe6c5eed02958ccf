"""What the playbook and the readings find in annotated conversations.

A situation is found when the same kind is found in the same conversation. An alert is raised live at
the first turn after which the kind is found, the rest of the conversation being unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.accuracy.conversations import CARRIED_BY, Annotated, Situation
from benchmarks.accuracy.ranking import clustered
from benchmarks.accuracy.scores import Scores, confusion, scores, share
from boussole.core.conversations import Conversation
from boussole.core.facts import Facts, Frame, read
from boussole.core.metrics.intervals import Interval, wilson
from boussole.core.playbook import default_playbook
from boussole.core.readings.thresholds import PRESENT
from boussole.core.reasons import default_tree

SEED = 20
# Kinds that call for stepping in; the others are successes, or seen once it is over.
ALERTS = ("late_escalation", "derailment", "intrusive_offer", "broken_promise")


@dataclass(frozen=True, slots=True)
class Moment:
    """A situation found: where, and the turns that explain it."""

    kind: str
    turn: int
    because: frozenset[int]


Found = Mapping[str, Sequence[Moment]]


@dataclass(frozen=True, slots=True)
class KindScores:
    """One kind; ``exact`` and ``near`` are shares of those rightly found."""

    kind: str
    scores: Scores
    exact: Interval
    near: Interval


@dataclass(frozen=True, slots=True)
class Lead:
    """What was left of conversations when the right alerts of a kind came: medians.

    ``turns`` and ``minutes`` run from the moment's turn; ``live_*`` from the turn at which the alert
    could be raised. ``in_time`` is the share raised before the last turn.
    """

    kind: str
    n: int
    turns: float
    minutes: float
    live_turns: float
    live_minutes: float
    in_time: Interval


@dataclass(frozen=True, slots=True)
class ReadingScores:
    """What the readings say of whole conversations, and of the turns that promise."""

    repeat: Scores
    demand_known: Interval
    demand_right: Interval
    promises: Scores


@dataclass(frozen=True, slots=True)
class SituationScores:
    """Everything measured on a set of conversations."""

    n: int
    situations: int
    without: int
    kinds: tuple[KindScores, ...]
    every: Scores
    false_alarms: Interval
    leads: tuple[Lead, ...]
    live_false_alarms: Interval
    readings: ReadingScores


def score_situations(annotated: Sequence[Annotated]) -> SituationScores:
    """Read the conversations with the default playbook and tree, whole and as they unfold."""
    frame = Frame(default_playbook(), default_tree())
    facts = read([one.conversation for one in annotated], frame)
    found = moments(facts)
    live = raised(annotated, frame)
    calm = [one for one in annotated if not one.situations]
    return SituationScores(
        n=len(annotated),
        situations=sum(len(one.situations) for one in annotated),
        without=len(calm),
        kinds=tuple(score_kind(kind, annotated, found) for kind in CARRIED_BY),
        every=_every(annotated, found),
        false_alarms=_false_alarms([found.get(one.conversation.id, ()) for one in calm]),
        leads=tuple(lead(kind, annotated, found, live) for kind in ALERTS),
        live_false_alarms=_live_false_alarms(annotated, live),
        readings=_readings(annotated, facts),
    )


def moments(facts: Facts) -> dict[str, list[Moment]]:
    """Gather what was found, by conversation."""
    found: dict[str, list[Moment]] = {}
    for row in facts.moments.select(["conversation_id", "kind", "turn", "because"]).to_pylist():
        moment = Moment(row["kind"], row["turn"], frozenset(row["because"]))
        found.setdefault(row["conversation_id"], []).append(moment)
    return found


def score_kind(kind: str, annotated: Sequence[Annotated], found: Found) -> KindScores:
    """Score one kind, a conversation counting once."""
    label = np.array([kind in one.kinds for one in annotated], dtype=np.bool_)
    said = np.array([bool(_of(kind, one, found)) for one in annotated], dtype=np.bool_)
    right = [one for one, both in zip(annotated, label & said, strict=True) if both]
    exact, near = [], []
    for one in right:
        wanted = _situation(kind, one)
        named = _of(kind, one, found)
        exact.append(any(moment.turn == wanted.turn for moment in named))
        near.append(any(wanted.turn in {moment.turn, *moment.because} for moment in named))
    return KindScores(
        kind=kind,
        scores=scores(label, said, SEED),
        exact=wilson(sum(exact), len(right)),
        near=wilson(sum(near), len(right)),
    )


def _of(kind: str, one: Annotated, found: Found) -> list[Moment]:
    return [moment for moment in found.get(one.conversation.id, ()) if moment.kind == kind]


def _situation(kind: str, one: Annotated) -> Situation:
    return next(situation for situation in one.situations if situation.kind == kind)


def _every(annotated: Sequence[Annotated], found: Found) -> Scores:
    """Score all kinds together, conversations resampled whole."""
    counts = []
    for one in annotated:
        label = np.array([kind in one.kinds for kind in CARRIED_BY], dtype=np.bool_)
        said = np.array([bool(_of(kind, one, found)) for kind in CARRIED_BY], dtype=np.bool_)
        counts.append(confusion(label, said))
    return clustered(np.array(counts), SEED)


def _false_alarms(found: Sequence[Sequence[Moment]]) -> Interval:
    return wilson(sum(bool(one) for one in found), len(found))


def raised(annotated: Sequence[Annotated], frame: Frame) -> dict[str, dict[str, int]]:
    """Say for each conversation at which turn each kind is first found, as the turns arrive."""
    prefixes = [
        _cut(one.conversation, length)
        for one in annotated
        for length in range(1, len(one.conversation.turns) + 1)
    ]
    first: dict[str, dict[str, int]] = {}
    for key, found in moments(read(prefixes, frame)).items():
        name, _, length = key.rpartition("#")
        kinds = first.setdefault(name, {})
        for moment in found:
            last = int(length) - 1
            kinds[moment.kind] = min(last, kinds.get(moment.kind, last))
    return first


def _cut(conversation: Conversation, length: int) -> Conversation:
    return conversation.model_copy(
        update={
            "id": f"{conversation.id}#{length}",
            "turns": conversation.turns[:length],
            "status": "open",
        }
    )


def lead(
    kind: str,
    annotated: Sequence[Annotated],
    found: Found,
    live: Mapping[str, Mapping[str, int]],
) -> Lead:
    """Measure what was left when the alerts of a kind came, where the situation is there."""
    after, later = [], []
    for one in annotated:
        named = _of(kind, one, found)
        if kind not in one.kinds or not named:
            continue
        after.append(_left(one.conversation, min(moment.turn for moment in named)))
        if (turn := live.get(one.conversation.id, {}).get(kind)) is not None:
            later.append(_left(one.conversation, turn))
    return Lead(
        kind,
        len(after),
        *_medians(after),
        *_medians(later),
        in_time=wilson(sum(turns > 0 for turns, _ in later), len(after)),
    )


def _left(conversation: Conversation, turn: int) -> tuple[int, float]:
    """Count the turns and minutes from a turn to the last one."""
    turns = conversation.turns
    begin, end = turns[turn].at, turns[-1].at
    minutes = (end - begin).total_seconds() / 60 if begin and end else np.nan
    return len(turns) - 1 - turn, minutes


def _medians(left: Sequence[tuple[int, float]]) -> tuple[float, float]:
    if not left:
        return np.nan, np.nan
    turns, minutes = np.median(np.array(left, dtype=np.float64), axis=0)
    return float(turns), float(minutes)


def _live_false_alarms(
    annotated: Sequence[Annotated], live: Mapping[str, Mapping[str, int]]
) -> Interval:
    """Share of conversations in which an alert is raised on the way for a kind that is not there."""
    wrong = [
        any(kind in ALERTS and kind not in one.kinds for kind in live.get(one.conversation.id, ()))
        for one in annotated
    ]
    return share(np.array(wrong, dtype=np.bool_))


def _readings(annotated: Sequence[Annotated], facts: Facts) -> ReadingScores:
    rows = {row["conversation_id"]: row for row in facts.conversations.to_pylist()}
    read_ = [rows[one.conversation.id] for one in annotated]
    demands = [(one.demand, row["demand"]) for one, row in zip(annotated, read_, strict=True)]
    tellable = [(said, found) for said, found in demands if said != "unknown"]
    known = [(said, found) for said, found in tellable if found is not None]
    return ReadingScores(
        repeat=scores(
            np.array([one.repeat for one in annotated], dtype=np.bool_),
            np.array([row["repeat_contact"] >= PRESENT for row in read_], dtype=np.bool_),
            SEED,
        ),
        demand_known=wilson(len(known), len(tellable)),
        demand_right=wilson(sum(said == found for said, found in known), len(known)),
        promises=_promises(annotated, facts),
    )


def _promises(annotated: Sequence[Annotated], facts: Facts) -> Scores:
    """Score the agents' turns that promise."""
    wanted = {(one.conversation.id, turn) for one in annotated for turn in one.promises}
    turns = facts.turns.select(["conversation_id", "turn", "role", "commitment"]).to_pylist()
    agents = [row for row in turns if row["role"] == "agent"]
    return scores(
        np.array(
            [(row["conversation_id"], row["turn"]) in wanted for row in agents], dtype=np.bool_
        ),
        np.array([row["commitment"] >= PRESENT for row in agents], dtype=np.bool_),
        SEED,
    )
