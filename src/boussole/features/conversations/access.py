"""Who may do what with conversations, and which ones a person sees."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from boussole.features.conversations.models import Conversation, ImportRun, Reading
from boussole.features.organisation import access
from boussole.features.organisation.access import Scope, scope_of
from boussole.features.organisation.models import Person, Role

SEE = access.ability(
    "conversations.see", Role.AGENT, Role.MANAGER, Role.LEADER, Role.PRIVACY_OFFICER
)
# Those who answer the customer, their manager, and whoever answers a request on personal data.
SHOW_PERSONAL_DATA = access.ability(
    "conversations.show_personal_data", Role.AGENT, Role.MANAGER, Role.PRIVACY_OFFICER
)
# Those who act on a contact; whoever watches over personal data or accounts does not sort contacts.
CORRECT = access.ability("conversations.correct_reason", Role.AGENT, Role.MANAGER, Role.LEADER)
EXPORT = access.ability("conversations.export", Role.MANAGER, Role.LEADER, Role.PRIVACY_OFFICER)
IMPORT = access.ability("conversations.import", Role.MANAGER, Role.ADMINISTRATOR)


def within(scope: Scope) -> Q:
    """The condition that keeps readings and conversations within a scope."""
    if scope.everything:
        return Q()
    condition = Q(pk__in=[])
    if scope.teams:
        condition = Q(team__in=sorted(scope.teams))
    if scope.agent is not None:
        condition |= Q(agent=scope.agent)
    return condition


def readings(person: Person) -> QuerySet[Reading]:
    """The readings a person may see."""
    return Reading.objects.filter(within(scope_of(person)))


def conversations(person: Person) -> QuerySet[Conversation]:
    """The conversations a person may see."""
    return Conversation.objects.filter(within(scope_of(person)))


def import_runs(person: Person) -> QuerySet[ImportRun]:
    """The imports a person may follow: their own, or all for an administrator."""
    runs = ImportRun.objects.select_related("started_by").order_by("-asked_at", "-pk")
    return runs if person.role == Role.ADMINISTRATOR else runs.filter(started_by=person)
