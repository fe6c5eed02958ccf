"""Who reads the commitments, who takes part in writing them, and who opens a consultation."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from boussole.features.commitments.models import Comment, Consultation, Line, Proposal, Version
from boussole.features.organisation import access
from boussole.features.organisation.access import managed_teams, visible_teams
from boussole.features.organisation.models import Membership, Person, Role, Team

READ = access.ability("commitments.read", *Role)
TAKE_PART = access.ability("commitments.take_part", Role.AGENT, Role.MANAGER, Role.LEADER)
OPEN = access.ability("commitments.open", Role.MANAGER, Role.LEADER)

_WRITERS = (Role.AGENT, Role.MANAGER, Role.LEADER)


def versions(person: Person) -> QuerySet[Version]:
    """The company's versions, and those of the teams someone belongs to; of all teams for whoever sees them all."""
    return Version.objects.filter(Q(team=None) | Q(team__in=visible_teams(person)))


def kept_lines(person: Person) -> QuerySet[Line]:
    """The lines someone may link to the playbook: a leader all, a manager those of their teams."""
    if person.role == Role.LEADER:
        return Line.objects.all()
    if person.role == Role.MANAGER:
        return Line.objects.filter(version__team__in=managed_teams(person))
    return Line.objects.none()


def consultations(person: Person) -> QuerySet[Consultation]:
    """The consultations someone may read: a leader all; an agent or a manager the company's and their teams'."""
    if person.role == Role.LEADER:
        return Consultation.objects.all()
    if person.role in {Role.AGENT, Role.MANAGER}:
        return Consultation.objects.filter(Q(team=None) | Q(team__in=visible_teams(person)))
    return Consultation.objects.none()


def attended(person: Person) -> QuerySet[Consultation]:
    """Those in which someone proposes and votes: a leader in the company's alone."""
    found = consultations(person)
    return found.filter(team=None) if person.role == Role.LEADER else found


def led(person: Person) -> QuerySet[Consultation]:
    """Those someone may give up: a leader all, a manager what they opened for a team they manage."""
    if person.role == Role.LEADER:
        return Consultation.objects.all()
    if person.role == Role.MANAGER:
        return Consultation.objects.filter(opened_by=person, team__in=managed_teams(person))
    return Consultation.objects.none()


def teams_to_consult(person: Person) -> QuerySet[Team]:
    """The teams someone may consult: a leader all, a manager theirs."""
    if person.role in {Role.MANAGER, Role.LEADER}:
        return visible_teams(person)
    return Team.objects.none()


def proposals(person: Person) -> QuerySet[Proposal]:
    """The proposals someone may comment on; one that was withdrawn is its author's alone."""
    found = Proposal.objects.filter(consultation__in=attended(person))
    return found.filter(Q(withdrawn_at=None) | Q(by=person))


def own_proposals(person: Person) -> QuerySet[Proposal]:
    """The proposals someone may reword: theirs, and those in force whose author is no longer known, for who leads."""
    orphans = Q(by=None, continues__isnull=False, consultation__in=led(person))
    return Proposal.objects.filter(Q(by=person, consultation__in=attended(person)) | orphans)


def own_comments(person: Person) -> QuerySet[Comment]:
    """The comments someone wrote."""
    return Comment.objects.filter(by=person, proposal__in=proposals(person))


def people_asked(team: Team | None) -> QuerySet[Person]:
    """Those who take part: the people of a team, or everyone who serves or leads in the company."""
    everyone = Person.objects.filter(is_active=True, role__in=_WRITERS)
    if team is None:
        return everyone
    places = Membership.objects.filter(person=OuterRef("pk"), team=team)
    return everyone.filter(Exists(places), role__in=(Role.AGENT, Role.MANAGER))
