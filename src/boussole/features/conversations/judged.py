"""What people said of the labels and situations of one conversation, as its page shows it.

A judgement follows its message by the masked text when an import moved it, and counts no more when the
message itself is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from boussole.core.playbook import Rule
from boussole.core.signals import BY_NAME, SIGNALS, Signal
from boussole.features.conversations.models import Judgement
from boussole.features.conversations.thread import ShownTurn, Thread
from boussole.features.organisation.models import Person

Subject, Verdict = Judgement.Subject, Judgement.Verdict


@dataclass
class Opinions:
    """What everyone says of one label or situation; ``mine`` is what the reader says."""

    wrong: list[Judgement] = field(default_factory=list)
    right: list[Judgement] = field(default_factory=list)
    mine: Judgement | None = None

    @property
    def wrong_grades(self) -> list[int]:
        """The grades that people put in place of the one read."""
        return [one.grade for one in self.wrong if one.grade is not None]


@dataclass(frozen=True)
class AddedLabel:
    """A signal that someone sees in a message where none was read."""

    signal: Signal
    judgement: Judgement


@dataclass(frozen=True)
class AddedMoment:
    """A situation that someone sees at a message where none was found."""

    rule: Rule
    judgement: Judgement
    turn: int

    @property
    def number(self) -> int:
        """Its message's number as people count."""
        return self.turn + 1


@dataclass(frozen=True)
class Judged:
    """A conversation's judgements, by what they are about.

    ``of`` goes by a label's key (``t3-effort``) or a moment's (``r3-late_escalation``).
    """

    of: Mapping[str, Opinions]
    labels: Mapping[int, Sequence[AddedLabel]]
    moments: Sequence[AddedMoment]
    offered: Mapping[int, Sequence[Signal]]


def judged(
    judgements: Iterable[Judgement], thread: Thread, rules: Sequence[Rule], reader: Person
) -> Judged:
    """Sort what was said of a conversation by what it is about."""
    of: dict[str, Opinions] = defaultdict(Opinions)
    labels: dict[int, list[AddedLabel]] = defaultdict(list)
    moments: list[AddedMoment] = []
    read = {f"t{one.turn}-{one.signal.name}" for one in thread.labels}
    read |= {_moment_key(one.turn, one.rule.key) for one in thread.moments}
    by_key = {rule.key: rule for rule in rules}
    for one in judgements:
        turn = _place(one, thread.hashes)
        if turn is None:
            continue
        if _key(one, turn) in read:
            _tell(of[_key(one, turn)], one, reader)
        elif one.verdict == Verdict.WRONG:
            continue  # it is not read any more: nothing is left to strike
        elif one.subject == Subject.RULE and one.name in by_key:
            moments.append(AddedMoment(by_key[one.name], one, turn))
        elif one.name in BY_NAME:
            labels[turn].append(AddedLabel(BY_NAME[one.name], one))
    return Judged(of, labels, moments, {turn.index: _offered(turn) for turn in thread.turns})


def _tell(opinions: Opinions, one: Judgement, reader: Person) -> None:
    (opinions.wrong if one.verdict == Verdict.WRONG else opinions.right).append(one)
    if one.person_id == reader.pk:
        opinions.mine = one


def _offered(turn: ShownTurn) -> list[Signal]:
    """The signals that may be said to be missing in a message: those of its side that are not read there."""
    found = {label.signal.name for label in turn.labels}
    return [one for one in SIGNALS if one.side == turn.role and one.name not in found]


def _key(one: Judgement, turn: int) -> str:
    return f"t{turn}-{one.name}" if one.subject == Subject.SIGNAL else _moment_key(turn, one.name)


def _moment_key(turn: int, rule: str) -> str:
    return f"r{turn}-{rule}"


def _place(one: Judgement, hashes: Sequence[str]) -> int | None:
    """Where the message of a judgement is now: where it was, else where the same words are."""
    here = one.turn < len(hashes)
    if here and one.text_hash in {"", hashes[one.turn]}:
        return one.turn
    same = [turn for turn, text in enumerate(hashes) if text == one.text_hash]
    return min(same, key=lambda turn: abs(turn - one.turn), default=None)
