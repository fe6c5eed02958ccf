"""The named actions on commitments: each is one transaction and leaves one audit row; voting is in ``voting``.

``now`` is the present moment when it is left out.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boussole.core import privacy
from boussole.core.ballots import HALF, LEAST_BALLOTS
from boussole.features.commitments import access, actions
from boussole.features.commitments.errors import (
    AlreadyOpenError,
    DatesError,
    NotNowError,
    NotTheirTeamError,
    TooFewPeopleError,
    UnknownRuleError,
)
from boussole.features.commitments.models import (
    Comment,
    Consultation,
    Line,
    Proposal,
    Version,
)
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person, Role, Team
from boussole.features.playbook.queries import playbook_in_force

State = Consultation.State
OPEN_STATES = (State.WRITING, State.VOTING)
KEPT = timedelta(days=730)
FURTHEST = timedelta(days=120)


@transaction.atomic
def open_consultation(
    title: str,
    purpose: str,
    *,
    by: Person,
    team: Team | None = None,
    vote_opens_on: date,
    closes_on: date,
    now: datetime | None = None,
) -> Consultation:
    """Ask a team, or the company, to write its commitments; those in force are proposed again.

    Raises ``NotTheirTeamError``, ``AlreadyOpenError``, ``TooFewPeopleError`` or ``DatesError``.
    """
    at = now or timezone.now()
    _check_scope(team, by)
    _check_days(timezone.localdate(at), vote_opens_on, closes_on)
    made = Consultation.objects.create(
        title=discreet(title, 120),
        purpose=discreet(purpose, 600),
        team=team,
        opened_by=by,
        opened_at=at,
        vote_opens_on=vote_opens_on,
        closes_on=closes_on,
        least_ballots=LEAST_BALLOTS,
        share=HALF,
        salt=secrets.token_hex(32),
    )
    _carry_on(made, at)
    record(by, actions.OPENED, made, team=team.pk if team else None)
    return made


@transaction.atomic
def cancel(consultation: Consultation, *, by: Person) -> None:
    """Give it up: its ballots are erased unread, its proposals stay. Raises ``NotNowError``."""
    require(consultation, *OPEN_STATES)
    consultation.ballots.all().delete()
    consultation.state, consultation.salt = State.CANCELLED.value, ""
    consultation.save(update_fields=["state", "salt"])
    record(by, actions.CANCELLED, consultation)


@transaction.atomic
def propose(
    consultation: Consultation,
    sentence: str,
    looks_like: str,
    *,
    by: Person,
    now: datetime | None = None,
) -> Proposal:
    """Propose a commitment: one sentence, and what it looks like in a conversation. Raises ``NotNowError``."""
    require(consultation, State.WRITING)
    made = Proposal.objects.create(
        consultation=consultation,
        by=by,
        sentence=discreet(sentence, 200),
        looks_like=discreet(looks_like, 600),
        proposed_at=now or timezone.now(),
    )
    record(by, actions.PROPOSED, made)
    return made


@transaction.atomic
def reword(
    proposal: Proposal,
    sentence: str,
    looks_like: str,
    *,
    by: Person,
    now: datetime | None = None,
) -> None:
    """Say one's proposal otherwise, until the vote: nobody votes on a text that changes. Raises ``NotNowError``."""
    require(proposal.consultation, State.WRITING)
    proposal.sentence, proposal.looks_like = discreet(sentence, 200), discreet(looks_like, 600)
    proposal.reworded_at = now or timezone.now()
    proposal.save(update_fields=["sentence", "looks_like", "reworded_at"])
    record(by, actions.REWORDED, proposal)


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Person, now: datetime | None = None) -> None:
    """Withdraw one's proposal before the vote. Raises ``NotNowError``."""
    require(proposal.consultation, State.WRITING)
    proposal.withdrawn_at = now or timezone.now()
    proposal.save(update_fields=["withdrawn_at"])
    record(by, actions.WITHDRAWN, proposal)


@transaction.atomic
def restore(proposal: Proposal, *, by: Person) -> None:
    """Bring one's withdrawn proposal back before the vote. Raises ``NotNowError``."""
    require(proposal.consultation, State.WRITING)
    proposal.withdrawn_at = None
    proposal.save(update_fields=["withdrawn_at"])
    record(by, actions.RESTORED, proposal)


@transaction.atomic
def comment(proposal: Proposal, text: str, *, by: Person, now: datetime | None = None) -> Comment:
    """Say a short word on a proposal while the consultation is open. Raises ``NotNowError``."""
    require(proposal.consultation, *OPEN_STATES)
    at = now or timezone.now()
    said = discreet(text, 300)
    written = Comment.objects.create(proposal=proposal, by=by, text=said, written_at=at)
    record(by, actions.COMMENTED, proposal)
    return written


@transaction.atomic
def remove_comment(written: Comment, *, by: Person) -> None:
    """Take one's own word away."""
    record(by, actions.COMMENT_REMOVED, written.proposal)
    written.delete()


@transaction.atomic
def link_rules(line: Line, rules: Sequence[str], *, by: Person) -> None:
    """Say which rules of the playbook put a commitment into practice. Raises ``UnknownRuleError``."""
    known = {rule.key for rule in playbook_in_force().rules}
    if not known.issuperset(rules):
        raise UnknownRuleError(_("Choisissez parmi les règles du playbook en vigueur."))
    line.rules = list(dict.fromkeys(rules))
    line.save(update_fields=["rules"])
    record(by, actions.LINKED, line, rules=list(line.rules))


@transaction.atomic
def forget(now: datetime) -> int:
    """Erase what was said in consultations that ended two years ago; versions stay, without their authors' names."""
    edge = timezone.localdate(now) - KEPT
    Line.objects.filter(version__adopted_on__lt=edge).exclude(by=None).update(by=None)
    old = Consultation.objects.filter(closes_on__lt=edge).exclude(state__in=OPEN_STATES)
    count = old.count()
    old.delete()
    if count:
        record(None, actions.FORGOTTEN, f"before:{edge.isoformat()}", count=count)
    return count


def discreet(text: str, longest: int) -> str:
    """A text as it is kept: without the personal data it may hold."""
    return privacy.mask(text.strip()).text[:longest]


def require(consultation: Consultation, *states: State) -> None:
    """Refuse what its state does not allow; the row is locked until the transaction ends. Raises ``NotNowError``."""
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    consultation.state, consultation.salt = locked.state, locked.salt
    if locked.state not in states:
        words = _("La consultation est « %(state)s » : cela ne se fait plus, ou pas encore.")
        raise NotNowError(words % {"state": locked.get_state_display()})


def version_in_force(team: Team | None) -> Version | None:
    """The latest version of a team's commitments, or of the company's."""
    return Version.objects.filter(team=team).order_by("-number").first()


def _carry_on(made: Consultation, at: datetime) -> None:
    """Propose again what is in force: what nobody supports any more goes, and nothing goes without a vote."""
    current = version_in_force(made.team)
    if current is None:
        return
    Proposal.objects.bulk_create(
        Proposal(
            consultation=made,
            by_id=line.by_id,
            sentence=line.sentence,
            looks_like=line.looks_like,
            continues=line,
            proposed_at=at,
        )
        for line in current.lines.order_by("position")
    )


def _check_scope(team: Team | None, by: Person) -> None:
    if team is None and by.role != Role.LEADER:
        raise NotTheirTeamError(_("La direction seule consulte toute l’entreprise."))
    if team is not None and not access.teams_to_consult(by).filter(pk=team.pk).exists():
        raise NotTheirTeamError(_("Choisissez une équipe que vous managez."))
    if Consultation.objects.filter(team=team, state__in=OPEN_STATES).exists():
        raise AlreadyOpenError(
            _("Une consultation est déjà ouverte : attendez qu’elle soit close.")
        )
    if access.people_asked(team).count() < LEAST_BALLOTS:
        raise TooFewPeopleError(_("Il faut au moins cinq personnes pour que le vote reste secret."))


def _check_days(today: date, vote_opens_on: date, closes_on: date) -> None:
    if not today < vote_opens_on < closes_on <= today + FURTHEST:
        raise DatesError(
            _("Le vote s’ouvre après aujourd’hui et se ferme ensuite, dans quatre mois au plus.")
        )
