"""Who says what they hear and what gets in their way, who routes and answers it, and which ones a person sees."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from boussole.features.irritants.models import Heard, Irritant
from boussole.features.organisation import access
from boussole.features.organisation.access import may, visible_teams
from boussole.features.organisation.models import Department, Person, Role

HEAR = access.ability("irritants.hear", Role.AGENT, Role.MANAGER, Role.LEADER)
ROUTE = access.ability("irritants.route", Role.MANAGER, Role.LEADER)
# Irritants, for those who meet them.
SEE = access.ability("irritants.see", Role.AGENT, Role.MANAGER, Role.LEADER)
ASSIGN = access.ability("irritants.assign", Role.MANAGER, Role.LEADER)
# Whoever may be asked for an answer, and reads what they are asked.
ANSWER = access.ability(
    "irritants.answer", Role.AGENT, Role.MANAGER, Role.LEADER, Role.DEPARTMENT_CONTACT
)
# Those for whom that page is the place to go; the others find it among irritants.
ANSWERS_ONLY = access.ability("irritants.answers_only", Role.DEPARTMENT_CONTACT)


def own(person: Person) -> QuerySet[Heard]:
    """What a person said."""
    return Heard.objects.filter(by=person)


def heard(person: Person) -> QuerySet[Heard]:
    """Every line a person reads: their own, and those of the teams whose lines they route."""
    if not may(person, ROUTE):
        return own(person)
    if person.role == Role.LEADER:
        return Heard.objects.all()
    return Heard.objects.filter(Q(by=person) | Q(team__in=visible_teams(person)))


def routable(person: Person) -> QuerySet[Heard]:
    """The lines a person routes: those of their teams, or all; one's own among them is no exception."""
    return heard(person) if may(person, ROUTE) else Heard.objects.none()


def asked_lines(person: Person) -> QuerySet[Heard]:
    """The lines sent to a department where a person answers."""
    return Heard.objects.filter(department__contact=person, same_as=None)


def answerable_lines(person: Person) -> QuerySet[Heard]:
    """The lines a person may answer: those of their department, or those they route once a department has them."""
    sent = Heard.objects.filter(same_as=None).exclude(department=None)
    return sent.filter(Q(department__contact=person) | Q(pk__in=routable(person).values("pk")))


def answers_for(person: Person) -> QuerySet[Department]:
    """The departments where a person answers."""
    return Department.objects.filter(contact=person)


def own_irritants(person: Person) -> QuerySet[Irritant]:
    """Those a person declared."""
    return Irritant.objects.filter(by=person)


def irritants(person: Person) -> QuerySet[Irritant]:
    """Every irritant a person reads: their own, their teams', the company's, and those they are asked to answer."""
    if not person.is_active:
        return Irritant.objects.none()
    asked = Q(owner=person) | Q(department__contact=person)
    if not may(person, SEE):
        return Irritant.objects.filter(asked)
    if person.role == Role.LEADER:
        return Irritant.objects.all()
    shared = Q(reach=Irritant.Reach.COMPANY) | Q(team__in=visible_teams(person).values("pk"))
    return Irritant.objects.filter(Q(by=person) | asked | shared)


def handled(person: Person) -> QuerySet[Irritant]:
    """Those a person gives an owner: a manager their teams', the direction all."""
    if not may(person, ASSIGN):
        return Irritant.objects.none()
    if person.role == Role.LEADER:
        return Irritant.objects.all()
    return Irritant.objects.filter(team__in=visible_teams(person).values("pk"))


def owned(person: Person) -> QuerySet[Irritant]:
    """Those a person is asked to answer, themselves or for their department."""
    asked = Irritant.objects.filter(Q(owner=person) | Q(department__contact=person))
    return asked if may(person, ANSWER) else asked.none()


def answerable(person: Person) -> QuerySet[Irritant]:
    """Those a person takes, answers and resolves: the owner; whoever gave it writes for an owner without an account."""
    answering = Q(pk__in=owned(person).values("pk")) | Q(pk__in=handled(person).values("pk"))
    return Irritant.objects.filter(answering)


def mergeable(person: Person) -> QuerySet[Irritant]:
    """Those a person counts with another: their own, and those they handle."""
    mine = Q(by=person) | Q(pk__in=handled(person).values("pk"))
    return Irritant.objects.filter(mine)
