"""Offering to talk: each day, to those whose last days were hard. Nobody else is told, and nothing is traced."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from boussole.core.care import OFFERED_EVERY, Band, bands, offer
from boussole.features.care import exposure
from boussole.features.care.models import Choice, Offer
from boussole.features.metrics import facts as facts_in_use
from boussole.features.organisation.models import Person


def offer_all(today: date) -> int:
    """Make the offers that are due; return how many. Those who want none, or whose last offer is recent, are not even looked at."""
    facts = facts_in_use.in_use()
    last = exposure.last_whole(facts, today) if facts else None
    if facts is None or last is None:
        return 0
    people = _asked(today)
    if not people:
        return 0
    found = exposure.of_everyone(facts.archive, people, last, until=today)
    offered = [
        (one, made)
        for one in people
        if (made := offer(today, None, found.seen.get(one, []), (last, _last_band(found, one))))
    ]
    with transaction.atomic():
        for person, made in offered:
            Offer.objects.update_or_create(
                person_id=person,
                defaults={
                    "made_on": today,
                    "open": True,
                    "about": made.day,
                    "conversation": made.conversation or "",
                },
            )
    return len(offered)


def _asked(today: date) -> list[int]:
    quiet = set(Choice.objects.filter(offers=False).values_list("person", flat=True))
    recent = Offer.objects.filter(made_on__gt=today - OFFERED_EVERY)
    quiet |= set(recent.values_list("person", flat=True))
    return [one for one in exposure.roster() if one not in quiet]


def _last_band(found: exposure.Everyone, person: int) -> Band:
    return bands(found.weeks[person])[-1][1]


def close(person: Person) -> None:
    """Put someone's offer away, whatever they make of it: what is left is the day on which it was made."""
    Offer.objects.filter(person=person).update(open=False, about=None, conversation="")
