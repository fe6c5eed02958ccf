"""Initiatives and commitments as they were lived: ideas tried and told, a consultation, a vote, and version 1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from boussole.adapters.demo.clock import PARIS
from boussole.adapters.demo.ideas import (
    CLOSED_IN,
    COMMITMENTS,
    CONSULTED_IN,
    IDEAS,
    PURPOSE,
    TITLE,
    VOTED_IN,
    Idea,
    supported,
)
from boussole.features.commitments import access as commitments_access
from boussole.features.commitments import services as commitments
from boussole.features.commitments import voting
from boussole.features.initiatives import access, measuring, services, trying
from boussole.features.organisation.models import Person
from boussole.web.demo.cast import Act, Cast
from boussole.web.demo.voicing import LEADER

# Proposed on a Wednesday, announced on a Thursday, told on a Thursday.
PROPOSED, ANNOUNCED, TOLD = 3, 4, 4
MONDAY, TUESDAY, SUNDAY = 1, 2, 7


@dataclass
class _Case:
    """An initiative on its way; ``key`` is that of its row once it is proposed."""

    people: Cast
    idea: Idea
    key: int = 0

    @property
    def author(self) -> Person:
        """Who proposes it."""
        return self.people[self.idea.person]

    def day(self, week: int, weekday: int) -> date:
        """A day (1 is Monday) of a week counted from 1."""
        return _day(self.people, week, weekday)

    def found(self) -> Any:
        """The initiative, as its author sees it."""
        return access.own(self.author).get(pk=self.key)

    def propose(self) -> None:
        """It is proposed, and colleagues are in."""
        idea, at = self.idea, _noon(self.day(self.idea.week, PROPOSED))
        made = services.propose(idea.line, idea.why, idea.whom, by=self.author, now=at)
        self.key = made.pk
        for name in idea.with_them:
            services.support(made, by=self.people[name])
        if idea.word:
            name, text = idea.word
            services.comment(made, text, by=self.people[name], now=at + timedelta(hours=2))

    def announce(self) -> None:
        """A trial is announced; nobody objects."""
        plan = self.idea.trial
        if plan is None:
            raise LookupError(f"nothing is tried of « {self.idea.line} »")
        scope = trying.Scope(
            what=plan.what,
            where=plan.where,
            teams=list(access.teams_to_try_in(self.author)),
            starts_on=self.day(plan.starts, MONDAY),
            ends_on=self.day(plan.ends, SUNDAY),
            will_tell=plan.will_tell,
            metric=plan.metric,
        )
        at = _noon(self.day(plan.announced, ANNOUNCED))
        trying.announce(self.found(), scope, by=self.author, now=at)

    def tell(self) -> None:
        """What it taught is told."""
        plan = self.idea.trial
        if plan is None or plan.told is None:
            raise LookupError(f"nothing is told of « {self.idea.line} »")
        at = _noon(self.day(plan.told, TOLD))
        trying.tell(self.found(), plan.learnt, plan.outcome, by=self.author, now=at)


def lived(people: Cast) -> list[Act]:
    """What happens to ideas and commitments, by day."""
    ideas = [act for idea in IDEAS for act in _acts(_Case(people, idea))]
    return [*ideas, *_consultation(people)]


def measure(people: Cast) -> None:
    """Count what trials changed, as the worker does."""
    measuring.measure_all(people.until + timedelta(days=1))


def _acts(case: _Case) -> list[Act]:
    plan = case.idea.trial
    acts: list[Act] = [(case.day(case.idea.week, PROPOSED), case.propose)]
    if plan is not None:
        starts = case.day(plan.starts, MONDAY)
        acts.append((case.day(plan.announced, ANNOUNCED), case.announce))
        acts.append((starts, partial(trying.start_due, _noon(starts))))
        if plan.told is not None:
            acts.append((case.day(plan.told, TOLD), case.tell))
    return acts


def _consultation(people: Cast) -> list[Act]:
    """Everyone proposes, votes in secret, and what most support is version 1."""
    opens, votes = _day(people, CONSULTED_IN, TUESDAY), _day(people, VOTED_IN, MONDAY)
    closes = _day(people, CLOSED_IN, MONDAY)
    return [
        (opens, partial(_consult, people, opens, votes, closes)),
        (votes, partial(_vote, people, votes)),
        (closes, partial(_adopt, people, closes)),
    ]


def _consult(people: Cast, on: date, votes: date, closes: date) -> None:
    opened = commitments.open_consultation(
        TITLE, PURPOSE, by=people[LEADER], vote_opens_on=votes, closes_on=closes, now=_noon(on)
    )
    for at, one in enumerate(COMMITMENTS, start=1):
        said = _noon(on + timedelta(days=at))
        commitments.propose(opened, one.sentence, one.looks_like, by=people[one.person], now=said)


def _vote(people: Cast, on: date) -> None:
    voting.advance(_noon(on))
    opened = commitments_access.led(people[LEADER]).get()
    proposed = [one.pk for one in opened.proposals.order_by("pk")]
    voters = [person.name for person in commitments_access.people_asked(None).order_by("name")]
    for name, liked in supported(people.company.seed, voters).items():
        voting.vote(opened, [proposed[at] for at in liked], by=people[name])


def _adopt(people: Cast, on: date) -> None:
    """The vote is closed and counted; who leads says which rules put a commitment into practice."""
    voting.advance(_noon(on))
    leader = people[LEADER]
    rules = {one.sentence: one.rules for one in COMMITMENTS}
    for line in commitments_access.kept_lines(leader):
        if rules[line.sentence]:
            commitments.link_rules(line, rules[line.sentence], by=leader)


def _day(people: Cast, week: int, weekday: int) -> date:
    return people.company.first_monday + timedelta(weeks=week - 1, days=weekday - 1)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), PARIS).astimezone(UTC)
