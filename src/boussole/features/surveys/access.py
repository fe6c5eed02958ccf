"""Who makes surveys, who reads their results, and which invitations a person sees."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from boussole.features.organisation import access
from boussole.features.organisation.access import scope_of
from boussole.features.organisation.models import Person, Role
from boussole.features.surveys.models import Decision, FollowUp, Invitation, Survey

SEE = access.ability("surveys.see", Role.MANAGER, Role.LEADER)
MANAGE = access.ability("surveys.manage", Role.MANAGER)
FOLLOW_UP = access.ability("surveys.follow_up", Role.MANAGER)
EXPLAIN = access.ability("surveys.explain", Role.MANAGER, Role.LEADER, Role.PRIVACY_OFFICER)
# What only someone entitled to personal data may do: write to a customer.
SEND = access.ability("surveys.send", Role.MANAGER)
# Noting that a customer asked for no more surveys.
STOP = access.ability("surveys.stop", Role.MANAGER, Role.PRIVACY_OFFICER)


def invitations(person: Person) -> QuerySet[Invitation]:
    """The invitations a person may see figures of: their teams', and those about the company as a whole."""
    return Invitation.objects.filter(_within(person))


def invitations_of(person: Person, survey: Survey) -> QuerySet[Invitation]:
    """Those of one survey: the same, in a condition that a database answers from one index."""
    found, scope = Invitation.objects.filter(survey=survey), scope_of(person)
    reads = access.may(person, SEE)
    if scope.everything or (reads and survey.trigger == Survey.Trigger.RELATIONAL):
        return found
    condition = Q(team__in=sorted(scope.teams))
    return found.filter(condition | Q(team=None, conversation=None) if reads else condition)


def follow_ups(person: Person) -> QuerySet[FollowUp]:
    """The follow-ups a person may act on: their teams', and those they own."""
    teams = sorted(scope_of(person).teams)
    return FollowUp.objects.filter(Q(owner=person) | Q(invitation__team__in=teams))


def decisions(person: Person) -> QuerySet[Decision]:
    """The decisions a person may have explained."""
    return Decision.objects.filter(_within(person))


def _within(person: Person) -> Q:
    """A customer asked about the company is nobody's in particular: those who read results read these."""
    scope = scope_of(person)
    if scope.everything:
        return Q()
    of_company = Q(survey__trigger=Survey.Trigger.RELATIONAL) | Q(team=None, conversation=None)
    condition = Q(team__in=sorted(scope.teams))
    return condition | of_company if access.may(person, SEE) else condition
