"""Who may do what, and who sees whose conversations. Every feature asks here.

Two questions, two answers: a page that a role has no use for is 403; an object outside a person's
scope is 404, as if it did not exist. Abilities are named ``feature.verb``; a feature declares its own
with ``ability`` in its ``access.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeAlias, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase

from boussole.features.organisation.models import Membership, Person, Role, Team

P = ParamSpec("P")
M = TypeVar("M", bound=Model)
View: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


_ROLES: dict[str, frozenset[str]] = {}


def ability(name: str, *roles: Role) -> str:
    """Declare that people with one of these roles may do ``name``; return the name."""
    _ROLES[name] = frozenset(roles)
    return name


SIGN_IN = ability("organisation.sign_in", *Role)
ADMINISTER = ability("organisation.administer", Role.ADMINISTRATOR)
AUDIT = ability("organisation.audit", Role.PRIVACY_OFFICER)


def may(person: object, name: str) -> bool:
    """Tell whether someone has an ability; anonymous visitors have none."""
    return isinstance(person, Person) and person.is_active and person.role in _ROLES[name]


def requires(name: str) -> Callable[[View[P]], View[P]]:
    """Keep a view for those who have the ability; others get 403."""
    if name not in _ROLES:
        raise LookupError(f"No ability is called {name!r}; declare it with access.ability().")

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not may(request.user, name):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.ability = name  # type: ignore[attr-defined]  # read by the role and page table test
        return guarded

    return guard


def found_or_404(scoped: QuerySet[M], **lookup: object) -> M:
    """Return the one object within an already scoped query, or answer 404."""
    found = scoped.filter(**lookup).first()
    if found is None:
        raise Http404
    return found


def signed_in(request: HttpRequest) -> Person:
    """Return who is asking; views behind ``requires`` always have someone."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


@dataclass(frozen=True)
class Scope:
    """Whose conversations someone may see.

    ``everything`` covers the company. Otherwise ``teams`` (and the names that facts and imports use
    for them) are seen whole, and ``agent`` (and their names) sees their own conversations only. An
    empty scope sees none.
    """

    everything: bool = False
    teams: frozenset[int] = frozenset()
    team_names: frozenset[str] = frozenset()
    agent: int | None = None
    agent_names: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is visible."""
        return not (self.everything or self.teams or self.agent is not None)


def scope_of(person: Person) -> Scope:
    """Return whose conversations a person may see.

    An agent sees their own; a manager the teams they manage; a leader and a privacy officer the
    company; an administrator none.
    """
    if not person.is_active:
        return Scope()
    match person.role:
        case Role.LEADER | Role.PRIVACY_OFFICER:
            return Scope(everything=True)
        case Role.MANAGER:
            teams = list(managed_teams(person))
            return Scope(
                teams=frozenset(team.pk for team in teams),
                team_names=frozenset(name for team in teams for name in names_of(team)),
            )
        case Role.AGENT:
            return Scope(agent=person.pk, agent_names=frozenset(names_of(person)))
        case _:
            return Scope()


def names_of(owner: Person | Team) -> tuple[str, ...]:
    """The names by which imported conversations may call a person or a team."""
    return (owner.name, *(str(name) for name in owner.external_names))


def managed_teams(person: Person) -> QuerySet[Team]:
    """The teams someone manages."""
    return Team.objects.filter(
        memberships__person=person, memberships__kind=Membership.Kind.MANAGER, archived_at=None
    )


def visible_teams(person: Person) -> QuerySet[Team]:
    """The teams someone may choose in a filter or open: their own, or all."""
    teams = Team.objects.filter(archived_at=None)
    if person.role in {Role.LEADER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR}:
        return teams
    if person.role == Role.MANAGER:
        return managed_teams(person)
    return teams.filter(memberships__person=person)
