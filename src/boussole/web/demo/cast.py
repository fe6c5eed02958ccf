"""Finding the demo's people by the names that its stories use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from boussole.adapters.demo.company import Company
from boussole.features.organisation import queries as organisation
from boussole.features.organisation.models import Person

# What someone did on a day.
Act = tuple[date, Callable[[], object]]


@dataclass(frozen=True)
class Cast:
    """Those who have an account, by name, and who manages whom; ``until`` is the last Sunday lived."""

    by_name: dict[str, Person]
    company: Company
    until: date

    def __getitem__(self, name: str) -> Person:
        return self.by_name[name]

    def manager_of(self, name: str) -> Person:
        """The manager of an agent's team."""
        invented = {one.name: one for one in self.company.people}
        return self.manager_of_team(invented[name].team)

    def manager_of_team(self, team: str | None) -> Person:
        """The manager of a team, by its key."""
        leads = next(
            one for one in self.company.people if one.job == "manager" and one.team == team
        )
        return self.by_name[leads.name]

    def team_of(self, person: Person) -> str:
        """The key of the team that someone works in or manages."""
        named = (one.team for one in self.company.people if one.name == person.name)
        return next(named) or ""

    def managers(self) -> list[Person]:
        """The three managers, in the order of their teams."""
        return [self.by_name[one.name] for one in self.company.people if one.job == "manager"]

    def agents(self, *, back_office: bool = False) -> list[Person]:
        """The agents who answer contacts, in the order of their teams; or those of the back office."""
        agents = (one for one in self.company.people if one.job == "agent")
        return [self.by_name[one.name] for one in agents if one.back_office == back_office]


def cast(company: Company, until: date) -> Cast:
    """Everyone of the demo as Boussole knows them."""
    return Cast({person.name: person for person in organisation.people()}, company, until)
