"""The vote: one secret ballot a person, changed at will until the close; nothing is counted before, then ballots are erased.

A ballot's key is a digest of the person under the deployment's secret and the consultation's salt: the server finds a person's
own ballot when they ask, and nobody who reads the tables can tell whose it is. Casting one leaves no audit row, as it would say
who voted and when. All the ballots of a vote are written anew in a random order each time, so that neither keys nor places in
the table follow the order in which people voted. What this does not protect from is in docs/commitments.md.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from boussole.core.ballots import Tally, tally
from boussole.features.commitments import actions
from boussole.features.commitments.models import Ballot, Consultation, Line, Proposal, Version
from boussole.features.commitments.services import require, version_in_force
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person

State = Consultation.State
_random = random.SystemRandom()


@transaction.atomic
def vote(consultation: Consultation, supports: Iterable[int], *, by: Person) -> None:
    """Cast one's ballot, or cast it otherwise: the proposals one supports, by key. Raises ``NotNowError``."""
    require(consultation, State.VOTING)
    known = set(_voted_on(consultation).values_list("pk", flat=True))
    chosen = sorted(known & set(supports))
    mine = Ballot(key=key_of(consultation, by), consultation=consultation, supports=chosen)
    kept = [one for one in consultation.ballots.all() if one.key != mine.key]
    _write_anew(consultation, [*kept, mine])


@transaction.atomic
def take_ballot_back(consultation: Consultation, *, by: Person) -> None:
    """No longer take part in the vote. Raises ``NotNowError``."""
    require(consultation, State.VOTING)
    key = key_of(consultation, by)
    _write_anew(consultation, [one for one in consultation.ballots.all() if one.key != key])


def own_ballot(consultation: Consultation, person: Person) -> frozenset[int] | None:
    """What someone supports, for themselves; none when they have not voted."""
    if consultation.state != State.VOTING:
        return None
    mine = Ballot.objects.filter(key=key_of(consultation, person)).first()
    return frozenset(mine.supports) if mine else None


def has_voted(consultation: Consultation, person: Person) -> bool:
    """Whether someone voted, for themselves."""
    return own_ballot(consultation, person) is not None


def key_of(consultation: Consultation, person: Person) -> str:
    """Where someone's ballot is kept; it says nothing without the deployment's secret and the salt."""
    said = f"{consultation.pk}:{person.pk}"
    return salted_hmac(
        f"commitments.ballot.{consultation.salt}", said, algorithm="sha256"
    ).hexdigest()


def advance(now: datetime | None = None) -> int:
    """Open the votes whose day has come, close those that are over; return how many consultations moved."""
    today = timezone.localdate(now) if now else timezone.localdate()
    writing = Consultation.objects.filter(state=State.WRITING, vote_opens_on__lte=today)
    opened = [_open_vote(one, today) for one in writing.order_by("pk")]
    voting = Consultation.objects.filter(state=State.VOTING, closes_on__lte=today)
    closed = [_close(one, today) for one in voting.order_by("closes_on", "pk")]
    return sum(opened) + sum(closed)


@transaction.atomic
def _open_vote(consultation: Consultation, today: date) -> bool:
    """Open a vote; one that opens late, because the worker was stopped, lasts as long as was said."""
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if locked.state != State.WRITING:
        return False
    late = today - locked.vote_opens_on
    locked.state, locked.vote_opens_on = State.VOTING.value, today
    locked.closes_on += late
    locked.save(update_fields=["state", "vote_opens_on", "closes_on"])
    record(None, actions.VOTE_OPENED, locked)
    return True


@transaction.atomic
def _close(consultation: Consultation, today: date) -> bool:
    """Count once, keep the counts when they may be told, make a version of what is adopted, erase every ballot."""
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if locked.state != State.VOTING:
        return False
    proposals = list(_voted_on(locked))
    found = tally(
        [one.pk for one in proposals],
        [ballot.supports for ballot in locked.ballots.all()],
        least=locked.least_ballots,
        share=locked.share,
    )
    locked.ballots.all().delete()
    locked.state, locked.salt = State.CLOSED.value, ""
    if found is not None:
        _keep(locked, proposals, found)
        locked.version = _adopt(locked, [one for one in proposals if one.adopted], today)
    locked.save(update_fields=["state", "salt", "ballots_cast", "version"])
    record(None, actions.CLOSED, locked)
    return True


def _voted_on(consultation: Consultation) -> QuerySet[Proposal]:
    """Those not withdrawn, in the order they came, with the line they carry on."""
    found = consultation.proposals.filter(withdrawn_at=None)
    return found.select_related("continues").order_by("pk")


def _keep(closed: Consultation, proposals: list[Proposal], found: Tally) -> None:
    closed.ballots_cast = found.ballots
    for one in proposals:
        one.approvals, one.adopted = found.approvals[one.pk], one.pk in found.adopted
    Proposal.objects.bulk_update(proposals, ["approvals", "adopted"])


def _adopt(closed: Consultation, adopted: list[Proposal], today: date) -> Version | None:
    """The next version; none when nothing is adopted, or when it would say what the one in force says."""
    current = version_in_force(closed.team)
    if not adopted or (current is not None and _is_the_same(current, adopted)):
        return None
    number = current.number + 1 if current else 1
    made = Version.objects.create(team=closed.team, number=number, adopted_on=today)
    Line.objects.bulk_create(
        Line(
            version=made,
            position=position,
            sentence=one.sentence,
            looks_like=one.looks_like,
            by_id=one.by_id,
            continues=one.continues,
            rules=one.continues.rules if one.continues else [],
        )
        for position, one in enumerate(adopted, start=1)
    )
    record(None, actions.ADOPTED, made)
    return made


def _is_the_same(current: Version, adopted: list[Proposal]) -> bool:
    said = [(line.sentence, line.looks_like) for line in current.lines.order_by("position")]
    return said == [(one.sentence, one.looks_like) for one in adopted]


def _write_anew(consultation: Consultation, ballots: list[Ballot]) -> None:
    consultation.ballots.all().delete()
    _random.shuffle(ballots)
    Ballot.objects.bulk_create(ballots)
