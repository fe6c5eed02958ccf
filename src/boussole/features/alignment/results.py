"""What a closed session says of its rules, and of each person to themselves.

The statistics are those of ``core.metrics.agreement``; here rows become tables of ratings, and what would
point at someone is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from boussole.core.metrics.agreement import (
    Agreement,
    Coefficient,
    Gap,
    Priority,
    Ratings,
    Severity,
    Software,
    Verdict,
    agreement,
    gap,
    rewrite_first,
    severities,
    software,
    verdict,
)
from boussole.features.alignment.models import Answer, Item, JudgedRule, Participant, Session

MET = Answer.Says.MET.value
NOT_MET = Answer.Says.NOT_MET.value
CATEGORIES = tuple(Answer.Says.values)
# Fewer agents than this, and what a group says points at people.
LEAST_FOR_GROUPS = 5
# Fewer agents than this, and the answers to one situation point at people, groups or not.
LEAST_FOR_COUNTS = 3
Group = Participant.Group


@dataclass(frozen=True)
class People:
    """How many agents and managers handed their answers in, and what may be shown of so many."""

    agents: int
    managers: int

    @property
    def shows_groups(self) -> bool:
        """Whether managers and agents may be set side by side."""
        return self.agents >= LEAST_FOR_GROUPS and self.managers > 0

    @property
    def shows_counts(self) -> bool:
        """Whether the answers to one situation may be counted."""
        return self.agents >= LEAST_FOR_COUNTS


@dataclass(frozen=True)
class RuleResult:
    """What people made of one rule; ``gap`` is managers minus agents, only where groups may be shown."""

    judged: JudgedRule
    agreement: Agreement
    verdict: Verdict
    software: Software | None
    gap: Gap | None


@dataclass(frozen=True)
class Results:
    """A closed session: its rules in their order, which to rewrite first, and how many people answered."""

    session: Session
    rules: list[RuleResult]
    rewrite_first: list[Priority]
    people: People


def people_of(answers: Iterable[Answer]) -> People:
    """Count those who handed answers in, by group."""
    groups = {one.participant_id: one.participant.group for one in answers}
    managers = sum(group == Group.MANAGER for group in groups.values())
    return People(agents=len(groups) - managers, managers=managers)


def results_of(
    session: Session, judged: Sequence[JudgedRule], answers: Sequence[Answer], items: Sequence[Item]
) -> Results:
    """Everything a results page says; once answers are forgotten, what was kept of each rule."""
    people = people_of(answers)
    rules = [
        _kept(one) if session.forgotten_at else _result(session, one, answers, items, people)
        for one in judged
    ]
    found = {one.judged.rule: one.agreement for one in rules}
    return Results(session, rules, list(rewrite_first(found)), people)


def _result(
    session: Session,
    judged: JudgedRule,
    answers: Sequence[Answer],
    items: Sequence[Item],
    people: People,
) -> RuleResult:
    ratings = ratings_of(answers, judged.rule)
    found = agreement(ratings, seed=session.seed)
    groups = {str(one.participant_id): one.participant.group for one in answers}
    managers = [one for one, group in groups.items() if group == Group.MANAGER]
    agents = [one for one, group in groups.items() if group == Group.AGENT]
    return RuleResult(
        judged,
        found,
        verdict(found),
        software(ratings, _read(items, judged.rule), seed=session.seed),
        gap(ratings, managers, agents, MET, seed=session.seed) if people.shows_groups else None,
    )


def _kept(judged: JudgedRule) -> RuleResult:
    found = from_json(judged.figures)
    return RuleResult(judged, found, verdict(found), None, None)


def _read(items: Iterable[Item], rule: str) -> dict[str, str]:
    """What the software says of each situation, as one more rater."""
    return {
        str(item.pk): MET if reading.found else NOT_MET
        for item in items
        for reading in item.readings.all()
        if reading.rule == rule
    }


def ratings_of(answers: Iterable[Answer], rule: str) -> Ratings:
    """The answers about a rule as a table of people by situations."""
    rows = (
        (str(one.participant_id), str(one.item_id), one.says) for one in answers if one.rule == rule
    )
    return Ratings.of(rows, CATEGORIES)


def agreement_of(answers: Iterable[Answer], rule: str, *, seed: int) -> Agreement:
    """The agreement of people on a rule."""
    return agreement(ratings_of(answers, rule), seed=seed)


def severity_of(participant: Participant, answers: Iterable[Answer]) -> Severity | None:
    """How often someone says yes beside the others on the same situations and rules: theirs alone to read."""
    rows = ((str(one.participant_id), f"{one.item_id}:{one.rule}", one.says) for one in answers)
    found = severities(Ratings.of(rows, CATEGORIES), MET)
    return next((one for one in found if one.rater == str(participant.pk)), None)


@dataclass(frozen=True)
class Period:
    """A version of a rule: the sessions that judged it, and all their answers taken together."""

    version: int
    sessions: list[tuple[JudgedRule, Agreement]]
    together: Agreement | None


def history_of(
    judged: Sequence[JudgedRule], given: Iterable[tuple[int, str, str, str]]
) -> list[Period]:
    """A rule's agreement session by session, by version; ``given`` are ``queries.answers_about`` these.

    Sessions of one version are also taken together while their answers are kept: people keep their row from
    one to the next, situations do not.
    """
    rows = list(given)
    periods = []
    for version in dict.fromkeys(one.rule_version for one in judged):
        mine = [one for one in judged if one.rule_version == version]
        ids = {one.session_id for one in mine}
        about = [(person, item, says) for session, person, item, says in rows if session in ids]
        several = len({session for session, *_ in rows if session in ids}) > 1
        together = agreement(Ratings.of(about, CATEGORIES), seed=version) if several else None
        measured = [(one, from_json(one.figures)) for one in mine if one.figures]
        periods.append(Period(version, measured, together))
    return periods


def to_json(found: Agreement) -> dict[str, Any]:
    """An agreement as a column keeps it."""
    return asdict(found)


def from_json(kept: Mapping[str, Any]) -> Agreement:
    """An agreement that ``to_json`` wrote."""
    coefficients = {name: Coefficient(**kept[name]) for name in ("percent", "alpha", "ac1")}
    return Agreement(**{**kept, **coefficients})
