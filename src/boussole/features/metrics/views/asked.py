"""What these pages are asked: a team and a week, the same way everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest

from boussole.core.brief.period import parse_week
from boussole.core.metrics import Scope
from boussole.features.metrics import access
from boussole.features.metrics.presenting import link
from boussole.features.organisation.models import Person, Role, Team
from boussole.features.organisation.views.common import Tab

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Asked:
    """A person's question: within which of their teams, and for which week."""

    person: Person
    team: Team | None
    week: date | None
    teams: tuple[Team, ...]

    @classmethod
    def read(cls, request: HttpRequest, person: Person) -> Asked:
        """Read an address; a team outside the person's own does not exist, a strange week is none."""
        teams = tuple(access.teams_of(person)) if person.role != Role.AGENT else ()
        wanted = request.GET.get("team", "")
        team = next((one for one in teams if str(one.pk) == wanted), None)
        if wanted and team is None:
            raise Http404
        # A manager of several teams reads them one by one: each has its own story.
        if team is None and person.role == Role.MANAGER and teams:
            team = teams[0]
        return cls(person, team, _week(request.GET.get("week", "")), teams)

    @property
    def scope(self) -> Scope:
        """The contacts the question is about, all weeks."""
        return access.scope_of(self.person, team=self.team)

    def parameters(self, week: date | None) -> dict[str, object]:
        """The parameters that ask the same of another page."""
        return {
            "team": self.team.pk if self.team and len(self.teams) > 1 else None,
            "week": f"{week:%G-W%V}" if week else None,
        }

    def tabs(self, name: str, everyone: str, *args: object) -> list[Tab]:
        """One tab per team, and the whole company for those who see it."""
        if len(self.teams) < 2:  # noqa: PLR2004 - nothing to choose between
            return []
        week = self.parameters(self.week)["week"]
        whole = [Tab(everyone, link(name, *args, week=week), self.team is None)]
        own = [
            Tab(team.name, link(name, *args, team=team.pk, week=week), team == self.team)
            for team in self.teams
        ]
        return own if self.person.role == Role.MANAGER else whole + own


def _week(said: str) -> date | None:
    try:
        return parse_week(said) if said else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Weeks:
    """The addresses of the weeks around the one shown; empty at either end."""

    previous_url: str
    next_url: str


def around(asked: Asked, name: str, known: list[date], shown: date, *args: object) -> Weeks:
    """Find the weeks before and after ``shown`` among those that have contacts."""
    before = max((week for week in known if week < shown), default=None)
    after = min((week for week in known if week > shown), default=None)

    def url(week: date | None) -> str:
        return link(name, *args, **asked.parameters(week)) if week else ""

    return Weeks(url(before), url(after))
