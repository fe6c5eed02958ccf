"""What pages ask about commitments, within what a person may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from boussole.core.text import Text
from boussole.features.commitments import access, voting
from boussole.features.commitments.changes import Changes, changes
from boussole.features.commitments.models import (
    Comment,
    Consultation,
    Line,
    Proposal,
    Version,
)
from boussole.features.organisation.access import visible_teams
from boussole.features.organisation.models import Person, Team
from boussole.features.playbook.queries import playbook_in_force

State = Consultation.State
OPEN_STATES = (State.WRITING, State.VOTING)
MOST_PAST = 10


@dataclass(frozen=True)
class Dated:
    """A version with its lines and what it changed."""

    version: Version
    lines: tuple[Line, ...]
    changes: Changes


def history(person: Person, team: Team | None) -> list[Dated]:
    """The versions of a team, or of the company, that someone may read; the one in force first."""
    found = access.versions(person).filter(team=team).order_by("number")
    lines = Line.objects.order_by("position")
    rows = list(found.prefetch_related(Prefetch("lines", lines)))
    dated: list[Dated] = []
    before: list[Line] = []
    for version in rows:
        own = list(version.lines.all())
        dated.append(Dated(version, tuple(own), changes(before, own)))
        before = own
    return dated[::-1]


def in_force(person: Person, team: Team | None) -> Dated | None:
    """The version in force of a team, or of the company."""
    return next(iter(history(person, team)), None)


def rule_names() -> Mapping[str, Text]:
    """The names of the rules of the playbook in force, by key."""
    return {rule.key: rule.name for rule in playbook_in_force().rules}


def teams_with_commitments(person: Person) -> list[Team]:
    """The teams of someone's that have a version or a consultation, by name."""
    teams = visible_teams(person)
    wrote = set(access.versions(person).exclude(team=None).values_list("team", flat=True))
    wrote |= set(access.consultations(person).exclude(team=None).values_list("team", flat=True))
    return list(teams.filter(pk__in=wrote).distinct().order_by("name", "pk"))


def open_consultations(person: Person, team: Team | None) -> list[Consultation]:
    """Those under way for a team or the company that someone may read."""
    found = access.consultations(person).filter(team=team, state__in=OPEN_STATES)
    return list(found.select_related("team", "opened_by").order_by("closes_on", "pk"))


def past_consultations(person: Person, team: Team | None) -> list[Consultation]:
    """The latest ones that are over."""
    found = access.consultations(person).filter(team=team).exclude(state__in=OPEN_STATES)
    return list(found.select_related("team", "version").order_by("-closes_on", "-pk")[:MOST_PAST])


def proposals_of(person: Person, consultation: Consultation) -> list[Proposal]:
    """What is proposed, in the order it came, with its comments; a withdrawn one for its author alone."""
    found = consultation.proposals.filter(withdrawn_at=None) | consultation.proposals.filter(
        by=person
    )
    return list(_with_comments(found).order_by("pk"))


def results_of(consultation: Consultation) -> list[Proposal]:
    """What was voted on, the most supported first when counts may be told; then in the order it came."""
    found = consultation.proposals.filter(withdrawn_at=None)
    return list(found.order_by("-adopted", "-approvals", "pk"))


def votes_waiting_for(person: Person) -> list[Consultation]:
    """The votes open to someone in which they have not voted."""
    voting_now = access.attended(person).filter(state=State.VOTING).select_related("team")
    return [
        one for one in voting_now.order_by("closes_on", "pk") if not voting.has_voted(one, person)
    ]


def takes_part(person: Person, consultation: Consultation) -> bool:
    """Whether someone proposes and votes in it."""
    return access.attended(person).filter(pk=consultation.pk).exists()


def may_give_up(person: Person, consultation: Consultation) -> bool:
    """Whether someone may give it up."""
    still = consultation.state in OPEN_STATES
    return still and access.led(person).filter(pk=consultation.pk).exists()


def _with_comments(found: QuerySet[Proposal]) -> QuerySet[Proposal]:
    comments = Comment.objects.select_related("by").order_by("pk")
    return found.select_related("by", "continues").prefetch_related(Prefetch("comments", comments))
