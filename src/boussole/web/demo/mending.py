"""Irritants as they were lived: declared, met by others, given to a department, answered, fixed; and what agents hear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from boussole.adapters.demo.irritants import HEARD, IRRITANTS, Irritant
from boussole.features.irritants import access, declaring, handling, services
from boussole.features.organisation import queries as organisation
from boussole.features.organisation.models import Department, Person
from boussole.web.demo.cast import Act, Cast

# Declared on a Tuesday, given to a department the next day, answered on the Thursday of its week, told of on a Thursday.
DECLARED, ASKED, ANSWERED, TOLD = 2, 3, 4, 4


@dataclass
class _Case:
    """An irritant on its way; ``key`` is that of its row once it is declared."""

    people: Cast
    plan: Irritant
    key: int = 0

    @property
    def author(self) -> Person:
        """Who declares it."""
        return self.people[self.plan.met[0].person]

    def day(self, week: int, weekday: int) -> date:
        """A day (1 is Monday) of a week counted from 1."""
        first = self.people.company.first_monday
        return first + timedelta(weeks=week - 1, days=weekday - 1)

    def declare(self) -> None:
        """Its author declares it, and the others of the team say that they meet it too."""
        plan, first = self.plan, self.plan.met[0]
        on = self.day(plan.week, DECLARED)
        made = declaring.declare(
            plan.what,
            by=self.author,
            on=on,
            hurts=plan.hurts,
            detail=plan.detail,
            times=first.times,
            minutes=first.minutes,
            reach="company" if plan.company else "team",
        )
        self.key = made.pk
        for one in plan.met[1:]:
            person = self.people[one.person]
            declaring.me_too(made, by=person, on=on, times=one.times, minutes=one.minutes)

    def ask(self) -> None:
        """The manager gives it to a department, and says which contacts it causes."""
        manager = self.people.manager_of(self.author.name)
        irritant = access.handled(manager).get(pk=self.key)
        on = self.day(self.plan.asked or 0, ASKED)
        department = departments()[self.plan.department]
        handling.assign(irritant, by=manager, on=on, department=department)
        if self.plan.reasons:
            minutes = self.plan.contact_minutes
            handling.link(irritant, self.plan.reasons, by=manager, contact_minutes=minutes)

    def answer(self) -> None:
        """The department answers."""
        contact = departments()[self.plan.department].contact
        if contact is None:
            raise LookupError(f"nobody answers for {self.plan.department}")
        irritant = access.answerable(contact).get(pk=self.key)
        on = self.day(self.plan.answered or 0, ANSWERED)
        fixing = self.plan.fixed is not None
        handling.answer(irritant, self.plan.answer, by=contact, on=on, fixing=fixing)

    def fix(self) -> None:
        """It is said to be fixed."""
        fixed = self.plan.fixed
        contact = departments()[self.plan.department].contact
        if fixed is None or contact is None:
            raise LookupError(f"nobody fixes {self.plan.key}")
        irritant = access.answerable(contact).get(pk=self.key)
        on = self.day(fixed.week, fixed.weekday)
        handling.resolve(irritant, by=contact, on=on, how=fixed.how)

    def tell(self) -> None:
        """Those who met it say what it costs now; without stories, as much as before."""
        fixed = self.plan.fixed
        on = self.day(fixed.told if fixed else 0, TOLD)
        for one in self.plan.met:
            person = self.people[one.person]
            now = one.now if self.people.company.with_stories else one.times
            if one.now is not None and now is not None:
                irritant = access.irritants(person).get(pk=self.key)
                handling.cost_now(irritant, by=person, on=on, times=now, minutes=one.minutes)


def departments() -> dict[str, Department]:
    """The departments by the origin they are."""
    return {one.key: one for one in organisation.departments()}


def lived(people: Cast) -> list[Act]:
    """What happens to irritants, by day."""
    stories = people.company.with_stories
    plans = [one for one in IRRITANTS if stories or not one.planted]
    return [act for plan in plans for act in _acts(_Case(people, plan))]


def _acts(case: _Case) -> list[Act]:
    plan = case.plan
    acts: list[Act] = [(case.day(plan.week, DECLARED), case.declare)]
    if plan.asked:
        acts.append((case.day(plan.asked, ASKED), case.ask))
    if plan.answered:
        acts.append((case.day(plan.answered, ANSWERED), case.answer))
    if plan.fixed:
        acts.append((case.day(plan.fixed.week, plan.fixed.weekday), case.fix))
        acts.append((case.day(plan.fixed.told, TOLD), case.tell))
    return acts


def hear(people: Cast) -> None:
    """Agents write down what customers say; managers bring the same lines together and send them where they belong."""
    said = [services.hear(one.kind, one.line, by=people[one.person]) for one in HEARD]
    for made, one in zip(said, HEARD, strict=True):
        manager = people.manager_of(one.person)
        if one.same_as is not None:
            services.merge(made, said[one.same_as], by=manager)
        if one.department:
            services.route(made, departments()[one.department], by=manager)
        contact = made.department.contact if made.department else None
        if one.answer and contact is not None:
            services.answer(made, one.answer, by=contact)
