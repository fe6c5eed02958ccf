"""The named cast: one company, two teams, outsiders. ``conftest.py`` offers it as the fixture ``cast``."""

from __future__ import annotations

from dataclasses import dataclass, fields

from boussole.features.organisation import services
from boussole.features.organisation.models import Membership, Person, Role, Team

PASSWORD = "une-phrase-de-passe-assez-longue"


@dataclass(frozen=True)
class Cast:
    """Lyon and Nantes. Claire manages Lyon, where Awa and Bruno answer; Malik manages Nantes, where
    Nina answers. Odile directs, Paul protects personal data, Zoé administers. Denis answers for a department, once it
    says so. Hugo has left."""

    lyon: Team
    nantes: Team
    claire: Person
    awa: Person
    bruno: Person
    malik: Person
    nina: Person
    odile: Person
    paul: Person
    zoe: Person
    denis: Person
    hugo: Person

    def people(self) -> dict[str, Person]:
        """Everyone by first name."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in found.items() if isinstance(value, Person)}


def _person(first_name: str, name: str, role: Role) -> Person:
    return services.create_person(
        by=None,
        email=f"{first_name}@example.com",
        name=name,
        role=role,
        external_names=[f"agent-{first_name}"],
        password=PASSWORD,
    )


def build_cast() -> Cast:
    """Write the cast to the database."""
    lyon = services.create_team(by=None, name="Lyon", external_names=["team-lyon"])
    nantes = services.create_team(by=None, name="Nantes", external_names=["team-nantes"])
    cast = Cast(
        lyon=lyon,
        nantes=nantes,
        claire=_person("claire", "Claire Morel", Role.MANAGER),
        awa=_person("awa", "Awa Diop", Role.AGENT),
        bruno=_person("bruno", "Bruno Lefèvre", Role.AGENT),
        malik=_person("malik", "Malik Benali", Role.MANAGER),
        nina=_person("nina", "Nina Petit", Role.AGENT),
        odile=_person("odile", "Odile Garnier", Role.LEADER),
        paul=_person("paul", "Paul Rey", Role.PRIVACY_OFFICER),
        zoe=_person("zoe", "Zoé Marchand", Role.ADMINISTRATOR),
        denis=_person("denis", "Denis Kern", Role.DEPARTMENT_CONTACT),
        hugo=_person("hugo", "Hugo Blanc", Role.AGENT),
    )
    agent, manager = Membership.Kind.AGENT, Membership.Kind.MANAGER
    for person, team, kind in (
        (cast.claire, lyon, manager),
        (cast.awa, lyon, agent),
        (cast.bruno, lyon, agent),
        (cast.malik, nantes, manager),
        (cast.nina, nantes, agent),
        (cast.hugo, nantes, agent),
    ):
        services.join_team(person, team, by=None, kind=kind)
    services.deactivate_person(cast.hugo, by=cast.zoe)
    return cast
