"""What a survey needs to know of contacts and customers: values, whoever asks; nothing of it is shown as it is.

These reads serve tasks that run for the deployment and not for a person, so they know no scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from boussole.core.readings.thresholds import CLEAR
from boussole.features.conversations import models

_CHUNK = 500


@dataclass(frozen=True)
class Contact:
    """One contact and whom it was with; ``language`` is what the source said, or else what was read."""

    id: int
    identity: str
    name: str
    email: str
    language: str
    channel: str
    team: int | None
    agent: int | None
    reason: str
    at: datetime


_COLUMNS = (
    "pk",
    "customer__identity",
    "customer__name",
    "customer__email",
    "spoken",
    "channel",
    "team_id",
    "agent_id",
    "read_reason",
)


def resolved_between(since: datetime, until: datetime) -> Iterator[Contact]:
    """Contacts with a known customer whose last solution falls in [since, until), oldest first."""
    found = (
        _known()
        .filter(solved_at__gte=since, solved_at__lt=until)
        .exclude(status__in=("open", "pending"))
    )
    return _contacts(found.order_by("solved_at", "pk"), "solved_at")


def last_contacts(since: datetime, until: datetime) -> Iterator[Contact]:
    """Each customer's last contact that began in [since, until), by customer."""
    found = _known().filter(listed_at__gte=since, listed_at__lt=until)
    last = ""
    for one in _contacts(found.order_by("customer__identity", "-listed_at", "-pk"), "listed_at"):
        if one.identity != last:
            last = one.identity
            yield one


def contact(pk: int) -> Contact | None:
    """One contact with a known customer."""
    return next(_contacts(_known().filter(pk=pk), "listed_at"), None)


def last_contact_of(email: str) -> Contact | None:
    """The last contact of whoever writes from an address, whatever the source."""
    same = _known().filter(customer__identity=email.strip().lower())
    return next(_contacts(same.order_by("-listed_at", "-pk")[:1], "listed_at"), None)


def _known() -> QuerySet[models.Conversation]:
    return models.Conversation.objects.filter(customer__isnull=False).annotate(
        spoken=Coalesce(NullIf(F("language"), Value("")), F("reading__lang"), Value("")),
        read_reason=Coalesce(F("reading__reason"), Value("")),
    )


def _contacts(found: QuerySet[models.Conversation], clock: str) -> Iterator[Contact]:
    for row in found.values_list(*_COLUMNS, clock).iterator():
        yield Contact(*row)


def heard(ids: Iterable[int]) -> dict[int, bool]:
    """For contacts that were read, whether the customer expressed clear dissatisfaction (2 or more of 3)."""
    wanted = list(ids)
    found: dict[int, bool] = {}
    for first in range(0, len(wanted), _CHUNK):
        read = models.Reading.objects.filter(pk__in=wanted[first : first + _CHUNK])
        known = read.exclude(version="").values_list("pk", "tension_peak")
        found.update((pk, peak >= CLEAR) for pk, peak in known)
    return found


def agent_name(pk: int | None) -> str:
    """The name of whoever answered a contact, to be masked in what is said of it."""
    found = (
        models.Conversation.objects.filter(pk=pk or 0)
        .values_list("agent__name", "agent_name")
        .first()
    )
    return next((name for name in found or () if name), "")
