"""The named actions on initiatives: each is one transaction and leaves one audit row.

``now`` is the present moment when it is left out. Trials have their own in ``trying``; both are the feature's services.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boussole.core import privacy
from boussole.features.initiatives import actions
from boussole.features.initiatives.errors import NotNowError
from boussole.features.initiatives.models import (
    Comment,
    Initiative,
    Step,
    Support,
    TrialRule,
)
from boussole.features.organisation import queries as organisation
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person

State = Initiative.State
KEPT = timedelta(days=730)
OBJECTION_DAYS = 5
LONGEST_OBJECTION_DAYS = 20


@transaction.atomic
def propose(
    line: str,
    why: str,
    whom: str,
    *,
    by: Person,
    origin: str = "",
    now: datetime | None = None,
) -> Initiative:
    """Propose an idea: in one line, why, and for whom; ``origin`` is a neutral reference, see ``origins``."""
    at = now or timezone.now()
    made = Initiative.objects.create(
        by=by,
        team_id=organisation.team_of_agent().get(by.pk),
        line=discreet(line, 160),
        why=discreet(why, 600),
        whom=discreet(whom, 160),
        origin=origin,
        proposed_at=at,
        moved_at=at,
    )
    Step.objects.create(initiative=made, state=State.PROPOSED, by=by, at=at)
    record(by, actions.PROPOSED, made)
    return made


@transaction.atomic
def change(initiative: Initiative, line: str, why: str, whom: str, *, by: Person) -> None:
    """Say it otherwise, as long as it is not tried. Raises ``NotNowError``."""
    require(initiative, State.PROPOSED, State.ANNOUNCED, State.OBJECTED)
    initiative.line, initiative.why = discreet(line, 160), discreet(why, 600)
    initiative.whom = discreet(whom, 160)
    initiative.save(update_fields=["line", "why", "whom"])
    record(by, actions.CHANGED, initiative)


@transaction.atomic
def withdraw(initiative: Initiative, *, by: Person, now: datetime | None = None) -> None:
    """Withdraw it before it is tried: its author alone still sees it. Raises ``NotNowError``."""
    require(initiative, State.PROPOSED, State.ANNOUNCED, State.OBJECTED)
    move(initiative, State.WITHDRAWN, by, now)
    record(by, actions.WITHDRAWN, initiative)


@transaction.atomic
def restore(initiative: Initiative, *, by: Person, now: datetime | None = None) -> None:
    """Bring a withdrawn initiative back; a trial that was announced is announced anew. Raises ``NotNowError``."""
    require(initiative, State.WITHDRAWN)
    move(initiative, State.PROPOSED, by, now)
    record(by, actions.RESTORED, initiative)


@transaction.atomic
def support(initiative: Initiative, *, by: Person) -> None:
    """Be in; being in already changes nothing."""
    _found, new = Support.objects.get_or_create(initiative=initiative, person=by)
    if new:
        record(by, actions.SUPPORTED, initiative)


@transaction.atomic
def no_longer_support(initiative: Initiative, *, by: Person) -> None:
    """No longer be in."""
    gone, _kinds = Support.objects.filter(initiative=initiative, person=by).delete()
    if gone:
        record(by, actions.LEFT, initiative)


@transaction.atomic
def comment(
    initiative: Initiative, text: str, *, by: Person, now: datetime | None = None
) -> Comment:
    """Add a short word."""
    at = now or timezone.now()
    said = discreet(text, 300)
    written = Comment.objects.create(initiative=initiative, by=by, text=said, written_at=at)
    record(by, actions.COMMENTED, initiative)
    return written


@transaction.atomic
def remove_comment(written: Comment, *, by: Person) -> None:
    """Take one's own word away."""
    record(by, actions.COMMENT_REMOVED, written.initiative)
    written.delete()


def objection_days() -> int:
    """How many working days a manager has to object."""
    rule = TrialRule.objects.order_by("pk").first()
    return rule.objection_days if rule else OBJECTION_DAYS


@transaction.atomic
def set_objection_days(days: int, *, by: Person) -> None:
    """Set that delay for the trials announced from now on. Raises ``ValueError`` outside 1 to 20 working days."""
    if not 1 <= days <= LONGEST_OBJECTION_DAYS:
        raise ValueError(f"{days} working days to object: give 1 to {LONGEST_OBJECTION_DAYS}")
    rule = TrialRule.objects.order_by("pk").first() or TrialRule()
    rule.objection_days = days
    rule.save()
    record(by, actions.RULE_CHANGED, "initiatives:rule", days=days)


@transaction.atomic
def forget(now: datetime) -> int:
    """Erase the initiatives that have not moved for two years, with all that was said of them; return how many."""
    old = Initiative.objects.filter(moved_at__lt=now - KEPT).exclude(state=State.TRIED)
    count = old.count()
    old.delete()
    if count:
        record(None, actions.FORGOTTEN, "initiatives:old", count=count)
    return count


def discreet(text: str, longest: int) -> str:
    """A text as it is kept: without the personal data it may hold."""
    return privacy.mask(text.strip()).text[:longest]


def require(initiative: Initiative, *states: State) -> None:
    """Refuse what its state does not allow; the row is locked until the transaction ends. Raises ``NotNowError``."""
    locked = Initiative.objects.select_for_update().get(pk=initiative.pk)
    initiative.state = locked.state
    if locked.state not in states:
        words = _("Cette initiative est « %(state)s » : cela ne se fait plus, ou pas encore.")
        raise NotNowError(words % {"state": locked.get_state_display()})


def move(
    initiative: Initiative, state: State, by: Person | None, now: datetime | None = None
) -> None:
    """Bring it to a state and write its history; ``now`` is the present moment when left out."""
    at = now or timezone.now()
    initiative.state, initiative.moved_at = state.value, at
    initiative.save(update_fields=["state", "moved_at"])
    Step.objects.create(initiative=initiative, state=state, by=by, at=at)
