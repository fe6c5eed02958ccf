"""Who reads initiatives, who proposes and tries, and whose trials a manager may object to."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from boussole.features.initiatives.models import Comment, Initiative, Objection, Trial
from boussole.features.organisation import access
from boussole.features.organisation.access import managed_teams, visible_teams
from boussole.features.organisation.models import Membership, Person, Role, Team

# What was learnt is for the whole company.
SEE = access.ability("initiatives.see", *Role)
TAKE_PART = access.ability("initiatives.take_part", Role.AGENT, Role.MANAGER, Role.LEADER)
OBJECT = access.ability("initiatives.object", Role.MANAGER)
SET_RULE = access.ability("initiatives.set_rule", Role.LEADER, Role.ADMINISTRATOR)

State = Initiative.State


def initiatives(person: Person) -> QuerySet[Initiative]:
    """Every initiative of the company; one that was withdrawn is its author's alone."""
    return Initiative.objects.filter(~Q(state=State.WITHDRAWN) | Q(by=person))


def own(person: Person) -> QuerySet[Initiative]:
    """Those someone proposed."""
    return Initiative.objects.filter(by=person)


def own_comments(person: Person) -> QuerySet[Comment]:
    """The comments someone wrote on what they may still read."""
    return Comment.objects.filter(by=person, initiative__in=initiatives(person))


def own_objections(person: Person) -> QuerySet[Objection]:
    """The objections someone made."""
    return Objection.objects.filter(by=person)


def teams_to_try_in(person: Person) -> QuerySet[Team]:
    """Where someone may try: an agent in their teams, a manager in theirs, a leader in all."""
    if person.role not in {Role.AGENT, Role.MANAGER, Role.LEADER}:
        return Team.objects.none()
    return visible_teams(person)


def announced_to(person: Person) -> QuerySet[Trial]:
    """The trials announced in the teams someone manages, by someone else."""
    if person.role != Role.MANAGER:
        return Trial.objects.none()
    mine = Trial.teams.through.objects.filter(trial=OuterRef("pk"), team__in=managed_teams(person))
    waiting = Trial.objects.filter(
        initiative__state__in=(State.ANNOUNCED, State.OBJECTED), started_on=None
    )
    return latest(waiting.filter(Exists(mine)).exclude(initiative__by=person))


def objectionable(person: Person, today: date) -> QuerySet[Trial]:
    """The trials someone may still object to, and has not."""
    standing = Objection.objects.filter(trial=OuterRef("pk"), by=person, lifted_at=None)
    return announced_to(person).filter(objections_until__gte=today).exclude(Exists(standing))


def managers_to_tell(trial: Trial) -> QuerySet[Person]:
    """The managers of a trial's teams, but for its author: those who may object."""
    places = Membership.objects.filter(
        person=OuterRef("pk"), kind=Membership.Kind.MANAGER, team__in=trial.teams.all()
    )
    found = Person.objects.filter(Exists(places), role=Role.MANAGER, is_active=True)
    author = trial.initiative.by
    return found.exclude(pk=author.pk) if author else found


def may_read_figures(person: Person, trial: Trial) -> bool:
    """Whether someone reads what is measured of a trial: its teams and the direction meanwhile, everyone once told."""
    if trial.initiative.state == State.TOLD or person.role == Role.LEADER:
        return True
    teams = {team.pk for team in trial.teams.all()}
    return visible_teams(person).filter(pk__in=teams).exists() and person.role in {
        Role.AGENT,
        Role.MANAGER,
    }


def latest(trials: QuerySet[Trial]) -> QuerySet[Trial]:
    """Those that no later trial of the same initiative replaces."""
    later = Trial.objects.filter(initiative=OuterRef("initiative"), pk__gt=OuterRef("pk"))
    return trials.exclude(Exists(later))
